"""Word documents: merged cells, nested tables, hidden and deleted text."""

import io

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from published_samples import Sample, differences, docx_table

from gongkai.annual.published.reader import read_report_bytes


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def written(sample, place):
    """The sample's parts in a container of a document."""
    for part in sample.parts():
        if isinstance(part, str):
            place.add_paragraph(part)
        else:
            docx_table(place, part)


class Inside:
    """A cell that takes paragraphs and tables as a document does."""

    def __init__(self, cell):
        self.cell = cell

    def add_paragraph(self, text):
        self.cell.add_paragraph(text)

    def add_table(self, rows, columns):
        return self.cell.add_table(rows, columns)


def test_a_report_inside_a_layout_table_is_read():
    sample = Sample("2019")
    document = docx.Document()
    written(sample, Inside(document.add_table(1, 2).cell(0, 1)))
    reading = read_report_bytes("年报.docx", saved(document))
    assert differences(reading, sample.truth) == {}
    assert len(reading.chapters) == 6


def test_hidden_and_deleted_text_is_not_read():
    sample = Sample("2021")
    document = docx.Document()
    written(sample, document)
    cell = document.tables[-2].rows[3].cells[-1]
    run = cell.paragraphs[0].add_run("99")
    run.font.hidden = True
    deleted = OxmlElement("w:del")
    gone = cell.paragraphs[0].add_run("88")._r
    text = gone.find(qn("w:t"))
    text.tag = qn("w:delText")
    deleted.append(gone)
    cell.paragraphs[0]._p.append(deleted)
    assert differences(read_report_bytes("年报.docx", saved(document)), sample.truth) == {}


def test_headings_numbered_by_word_itself_are_chapters():
    sample = Sample("2019")
    document = docx.Document()
    for part in sample.parts():
        if isinstance(part, str):
            document.add_paragraph(part[2:] if part in sample.form.chapters else part)
        else:
            docx_table(document, part)
    reading = read_report_bytes("年报.docx", saved(document))
    assert [chapter.number for chapter in reading.chapters] == [1, 2, 3, 4, 5, 6]
    assert differences(reading, sample.truth) == {}


def test_a_table_pasted_into_word_with_tabs_is_read():
    sample = Sample("2019")
    document = docx.Document()
    for line in sample.text().split("\n"):
        document.add_paragraph(line)
    assert differences(read_report_bytes("年报.docx", saved(document)), sample.truth) == {}
