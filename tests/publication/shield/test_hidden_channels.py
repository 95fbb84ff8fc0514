"""Battery H: one canary in one channel, found by structure and gone from the file made anew."""

import io
from datetime import datetime

import pytest
from openpyxl import load_workbook

from gongkai.publication.shield import engine
from gongkai.publication.shield.findings import Severity, Verdict, kinds
from gongkai.publication.shield.formats import image_metadata, xlsx_book, xlsx_hidden
from publication.shield.clean_files import clean_files
from publication.shield.fixtures import hidden_fixtures, holds_canary
from publication.shield.raw_book import BASE, CANARY

FIXTURES = hidden_fixtures()
CLEAN = list(clean_files())
ENOUGH_FIXTURES, ENOUGH_CLEAN = 180, 40
MOST_STOPPED = 0.05
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - workbooks know no zone


def missed():
    return [
        f"{row.producer} {row.name}"
        for row in FIXTURES
        if row.kind not in {found.kind for found in engine.scan(row.content, row.name).findings}
    ]


def test_there_are_enough_fixtures_and_each_holds_its_canary():
    assert len(FIXTURES) >= ENOUGH_FIXTURES
    assert len({row.channel for row in FIXTURES}) >= 35
    assert [row.name for row in FIXTURES if not holds_canary(row.content)] == []


def test_every_channel_is_found_by_structure():
    assert missed() == []


def test_a_channel_stops_the_file_unless_its_kind_is_declared_a_warning():
    passed = [
        (row.producer, row.name)
        for row in FIXTURES
        if kinds()[row.kind].severity is Severity.BLOCK and engine.scan(row.content, row.name).verdict is Verdict.CLEAN
    ]
    assert passed == []


def test_no_finding_repeats_the_canary():
    for row in FIXTURES:
        if row.channel == "hidden_sheet_name":
            continue  # the place a person must go to is the sheet's name
        assert CANARY not in "".join(found.excerpt_masked for found in engine.scan(row.content, row.name).findings)


def test_nothing_of_the_canary_is_left_in_the_file_made_anew():
    assert [
        f"{row.producer} {row.name}" for row in FIXTURES if holds_canary(engine.rebuild(row.content, row.name).content)
    ] == []


def test_a_file_made_anew_is_not_stopped():
    for row in FIXTURES:
        made = engine.rebuild(row.content, row.name)
        again = engine.scan(made.content, f"{row.name.rpartition('.')[0]}.{made.suffix}")
        assert again.verdict is Verdict.CLEAN, (row.producer, row.name, again.findings)


def test_the_values_a_reader_sees_are_the_same_after_rebuilding():
    expected = [value for row in BASE for value in row if value is not None]
    for row in FIXTURES:
        if not row.name.endswith(".xlsx"):
            continue
        sheet = load_workbook(io.BytesIO(engine.rebuild(row.content, row.name).content)).worksheets[0]
        values = [cell.value for line in sheet for cell in line if cell.value is not None]
        dates = [(value - _EPOCH).days if hasattr(value, "year") else value for value in values]
        kept = [value for value in dates if value in expected]
        assert kept == expected, (row.producer, row.name, values)


def test_rebuilding_twice_gives_the_same_bytes():
    for row in FIXTURES[::9]:
        assert engine.rebuild(row.content, row.name).content == engine.rebuild(row.content, row.name).content


def test_few_clean_files_are_stopped():
    stopped = [name for name, content in CLEAN if engine.scan(content, name).verdict is Verdict.BLOCKED]
    assert len(CLEAN) >= ENOUGH_CLEAN
    assert len(stopped) <= MOST_STOPPED * len(CLEAN), stopped


@pytest.mark.parametrize(
    ("module", "detector", "channels"),
    [
        (xlsx_hidden, "_cells", {"hidden_row", "white", "three_semicolons"}),
        (xlsx_hidden, "name_findings", {"name_constant"}),
        (xlsx_hidden, "common_ooxml", {"macro", "custom_xml"}),
        (xlsx_hidden, "surroundings", {"bytes_after", "zip_comment"}),
        (xlsx_hidden, "part_findings", {"pivot_cache", "comment"}),
        (xlsx_book, "_mark_far", {"far_row", "far_column"}),
        (image_metadata, "_exif", {"exif_text_jpg", "exif_gps_jpg"}),
    ],
)
def test_a_detector_switched_off_is_noticed(monkeypatch, module, detector, channels):
    monkeypatch.setattr(module, detector, lambda *_: iter(()))
    xlsx_book.book_of.cache_clear()
    blind = [row for row in FIXTURES if row.channel in channels]
    assert blind
    found = [row for row in blind if row.kind in {each.kind for each in engine.scan(row.content, row.name).findings}]
    xlsx_book.book_of.cache_clear()
    assert found == []
