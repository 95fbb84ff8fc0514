"""The bytes decide which encoding a page is in, not what it says about itself."""

import codecs

import pytest
from published_samples import Sample, differences

from gongkai.annual.published.reader import read_report_bytes

ENCODINGS = ["utf-8", "gb18030", "gbk", "utf-16-le", "utf-16-be"]
HEADS = [
    "",
    '<meta charset="utf-8">',
    '<meta charset="gb2312">',
    '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">',
]
MARKS = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("head", HEADS)
def test_a_page_is_read_whatever_its_meta_says(encoding, head):
    sample = Sample("2021")
    reading = read_report_bytes("a.html", sample.html(head=head).encode(encoding))
    assert differences(reading, sample.truth) == {}
    assert reading.agency == "青山市人民政府"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_pasted_text_is_read_in_every_encoding_with_and_without_mark(encoding):
    sample = Sample("2019")
    content = sample.text().encode(encoding)
    for mark in (b"", MARKS.get(encoding, b"")):
        assert differences(read_report_bytes("a.txt", mark + content), sample.truth) == {}


def test_a_mark_in_front_of_another_encoding_does_not_deceive():
    sample = Sample("2019")
    content = codecs.BOM_UTF8 + sample.html().encode("gb18030")
    assert differences(read_report_bytes("a.html", content), sample.truth) == {}


def test_a_page_cut_in_the_middle_of_a_character_keeps_what_is_whole():
    sample = Sample("2019")
    content = sample.html().encode()
    reading = read_report_bytes("a.html", content[: content.rindex("其他需要".encode()) + 4])
    assert differences(reading, sample.truth) == {}


def test_an_xml_declaration_with_a_false_encoding_is_no_obstacle():
    sample = Sample("2019")
    content = ('<?xml version="1.0" encoding="gb2312"?>' + sample.html()).encode()
    assert differences(read_report_bytes("a.html", content), sample.truth) == {}


def test_characters_written_as_numbers_are_read():
    sample = Sample("2019")
    content = sample.html().encode("ascii", "xmlcharrefreplace")
    assert differences(read_report_bytes("a.html", content), sample.truth) == {}
