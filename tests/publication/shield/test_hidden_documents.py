"""Battery H for documents: found by structure, gone from the file made anew, clean files let through."""

import importlib

import pypdfium2
import pytest
from PIL import ImageChops

from gongkai.publication.shield.findings import Severity, kinds
from gongkai.publication.shield.formats import docx_style, pdf_text, pptx_deck
from publication.shield.clean_documents import clean_documents
from publication.shield.document_bases import SECRET, SEEN, deck, letter, paper
from publication.shield.fixtures_documents import hidden_document_fixtures, leaks

FIXTURES = hidden_document_fixtures()
FORMATS = ("docx", "pptx", "pdf", "ofd")
ENOUGH, ENOUGH_CLEAN, MOST_STOPPED = 200, 40, 0.05


def reader(name):
    return importlib.import_module(f"gongkai.publication.shield.formats.{name.rpartition('.')[2]}")


def kinds_in(row):
    return {found.kind for found in reader(row.name).scan(row.content)}


def stopping(name, content):
    return [found for found in reader(name).scan(content) if found.severity is Severity.BLOCK]


def missed(rows):
    return [f"{row.producer} {row.name}: {row.kind}" for row in rows if row.kind not in kinds_in(row)]


def of(suffix):
    return [row for row in FIXTURES if row.name.endswith(suffix)]


def texts(name, content):
    return [text for _, text in reader(name).visible_text(content)]


def test_there_are_enough_fixtures_and_each_holds_its_canary():
    assert len(FIXTURES) >= ENOUGH
    assert [f"{row.producer} {row.name}" for row in FIXTURES if not leaks(row.content)] == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_channel_is_found_by_structure(suffix):
    assert missed(of(suffix)) == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_channel_stops_the_file_unless_its_kind_is_declared_a_warning(suffix):
    rows = [row for row in of(suffix) if kinds()[row.kind].severity is Severity.BLOCK]
    assert [row.name for row in rows if not stopping(row.name, row.content)] == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_no_finding_repeats_the_canary(suffix):
    for row in of(suffix):
        assert SECRET not in "".join(found.excerpt_masked for found in reader(row.name).scan(row.content)), row.name


@pytest.mark.parametrize("suffix", FORMATS)
def test_nothing_of_the_canary_is_left_in_the_file_made_anew_and_it_is_not_stopped(suffix):
    for row in of(suffix):
        made = reader(row.name).rebuild(row.content).content
        assert not leaks(made), (row.producer, row.name)
        assert stopping(row.name, made) == [], (row.producer, row.name)


def test_what_a_reader_sees_stays_in_the_file_made_anew():
    for row in of("docx") + of("pptx") + of("ofd"):
        made = reader(row.name).rebuild(row.content).content
        assert SEEN in "".join(texts(row.name, made)), (row.producer, row.name)


def test_clean_files_of_many_makers_are_let_through():
    clean = clean_documents()
    stopped = {name: [found.kind for found in stopping(name, content)] for name, content in clean}
    stopped = {name: found for name, found in stopped.items() if found}
    assert len(clean) >= ENOUGH_CLEAN
    assert len(stopped) <= MOST_STOPPED * len(clean), stopped


def test_a_clean_file_made_anew_says_the_same_words_and_is_the_same_each_time():
    for name, content in clean_documents():
        made = reader(name).rebuild(content).content
        assert texts(name, made) == texts(name, content), name
        assert reader(name).rebuild(content).content == made, name


def test_a_paper_made_anew_looks_the_same():
    for name, content in clean_documents():
        if name.endswith(".pdf"):
            made = reader(name).rebuild(content).content
            pairs = zip(pypdfium2.PdfDocument(content), pypdfium2.PdfDocument(made), strict=True)
            for before, after in pairs:
                pictures = [page.render(scale=1).to_pil().convert("RGB") for page in (before, after)]
                assert ImageChops.difference(*pictures).getbbox() is None, name


@pytest.mark.parametrize(("name", "content"), [("a.docx", letter()), ("a.pptx", deck())])
def test_a_change_is_made_in_every_place_where_the_words_are_seen(name, content):
    made = reader(name).rebuild(content, lambda text: text.replace(SEEN, "＊")).content
    assert "＊" in texts(name, made)
    assert not any(SEEN in text for text in texts(name, made))


def test_links_and_bookmarks_survive_in_a_paper_without_hidden_text():
    made = reader("a.pdf").rebuild(paper("<h2>附则</h2><p>尾</p>")).content
    assert {"pdf.link"} <= {found.kind for found in reader("a.pdf").scan(made)}
    assert b"https://www.gov.cn/" in made or made.count(b"/ObjStm")


@pytest.mark.battery
@pytest.mark.parametrize(
    ("holder", "name", "blind", "suffix", "kind"),
    [
        (docx_style.Look, "hidden", lambda *_: False, "docx", "docx.hidden_text"),
        (docx_style.Look, "unseen_colour", lambda *_: False, "docx", "docx.unseen_colour"),
        (pdf_text, "_why", lambda *_: None, "pdf", "pdf.covered_text"),
        (pdf_text, "INVISIBLE", set(), "pdf", "pdf.invisible_text"),
        (pptx_deck, "is_shown", lambda _: True, "pptx", "pptx.hidden_slide"),
    ],
)
def test_a_switched_off_detector_is_reported_as_a_miss(monkeypatch, holder, name, blind, suffix, kind):
    rows = [row for row in of(suffix) if row.kind == kind]
    assert rows
    assert missed(rows) == []
    monkeypatch.setattr(holder, name, blind)
    if holder is pptx_deck:
        monkeypatch.setattr("gongkai.publication.shield.formats.pptx_hidden.is_shown", blind)
    assert missed(rows)
