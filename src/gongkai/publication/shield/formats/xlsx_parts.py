"""The parts of a workbook beside its sheets: comments, pivots, links, connections, charts, drawings, tables."""

import re
from collections.abc import Iterator

from gongkai.publication.shield.container import CONTENT_TYPES, veiled
from gongkai.publication.shield.findings import Finding, finding
from gongkai.publication.shield.formats.xlsx_book import YES, Book

BY_PLACE = (
    ("threadedcomments/", "xlsx.threaded_comment"),
    ("pivotcache/", "xlsx.pivot_cache"),
    ("pivottables/", "xlsx.pivot_table"),
    ("slicer", "xlsx.slicer"),
    ("timeline", "xlsx.slicer"),
    ("externallinks/", "xlsx.external_cache"),
    ("xl/model/", "xlsx.data_model"),
    ("connections.xml", "xlsx.connection"),
    ("querytables/", "xlsx.query_table"),
    ("xl/customdata/", "xlsx.data_model"),
    ("revisions/", "xlsx.revisions"),
    ("usernames.xml", "xlsx.revisions"),
    ("xmlmaps.xml", "xlsx.xml_map"),
    ("customproperty", "xlsx.custom_sheet_data"),
    ("volatiledependencies", "xlsx.external_cache"),
    ("xl/webextensions", "xlsx.unknown_part"),
    ("xl/richdata", "xlsx.rich_data"),
    ("dialogsheets/", "xlsx.unknown_part"),
)
KNOWN = re.compile(
    r"xl/(workbook|styles|sharedstrings|calcchain|metadata|comments\d*|vbaproject|vbadata|cellimages)\.(xml|bin)"
    r"|xl/(worksheets|chartsheets|theme|tables|charts|chartsheets|persons|drawings|comments|activex|ctrlprops"
    r"|embeddings|macrosheets)/[^/]+|xl/(printersettings|media)/[^/]+|docprops/[^/]+|customxml/[^/]+|.*\.rels|xl/diagrams/.*|xl/"
)
DEFAULT_ALT = re.compile(
    r"(?i)(图片|图像|形状|文本框|矩形|picture|image|图表|chart|shape|wps|text ?box)?[\s\d_-]*|[0-9a-f]{32}"
)


def part_findings(book: Book, seen: set[str]) -> Iterator[Finding]:
    """Findings for whole parts; ``seen`` are the texts of the cells a reader sees."""
    for name in book.container.names:
        lower = name.lower()
        if lower.endswith(".rels") or name == CONTENT_TYPES:
            continue
        kind = next((kind for mark, kind in BY_PLACE if mark in lower), None)
        if kind or not KNOWN.fullmatch(lower):
            yield finding(kind or "xlsx.unknown_part", f"部件 {name}")
            continue
        for pattern, read in READERS:
            if pattern.search(lower):
                yield from read(book, name, seen)
                break


def _comments(book: Book, name: str, _: set[str]) -> Iterator[Finding]:
    root = book.container.xml(name)
    for row in root.iterfind("{*}commentList/{*}comment"):
        yield finding("xlsx.comment", f"批注 {row.get('ref') or ''}", veiled("".join(row.itertext())))
    authors = [row for row in root.iterfind("{*}authors/{*}author") if (row.text or "").strip()]
    if authors and root.find("{*}commentList/{*}comment") is None:
        yield finding("xlsx.comment", f"部件 {name}", f"{len(authors)}个作者")


def _chart(book: Book, name: str, seen: set[str]) -> Iterator[Finding]:
    root = book.container.xml(name)
    numbers = {_number(text) for text in seen} - {None}
    cached = ["".join(value.itertext()).strip() for value in root.iter("{*}v")]
    unseen = [text for text in cached if text and text not in seen and _number(text) not in numbers]
    if unseen:
        yield finding("xlsx.chart_cache", f"图表 {name}", f"{len(unseen)}个值")
    elif cached or root.tag.endswith("chartSpace"):
        yield finding("xlsx.chart", f"图表 {name}")
    if root.find(".//{*}externalData") is not None:
        yield finding("xlsx.chart_cache", f"图表 {name}", "内嵌数据表")


def _drawing(book: Book, name: str, _: set[str]) -> Iterator[Finding]:
    root = book.container.xml(name) if name.lower().endswith((".xml", ".vml")) else None
    if root is None:
        yield finding("xlsx.unknown_part", f"部件 {name}")
        return
    if name.lower().endswith(".vml"):
        notes = [row for row in root.iter("{*}textbox") if "".join(row.itertext()).strip()]
        if notes:
            yield finding("xlsx.shape", f"绘图 {name}", f"{len(notes)}处文字")
        return
    for row in root.iter("{*}cNvPr"):
        if row.get("hidden") in YES:
            yield finding("xlsx.hidden_shape", f"绘图 {name}")
        words = f"{row.get('descr') or ''}{row.get('title') or ''}".strip()
        if not DEFAULT_ALT.fullmatch(words):
            yield finding("xlsx.alt_text", f"绘图 {name}", veiled(words))
    words = "".join("".join(part.itertext()) for part in root.iter("{*}txBody"))
    if words.strip():
        yield finding("xlsx.shape", f"绘图 {name}", veiled(words))
    if root.find(".//{*}pic") is not None:
        yield finding("xlsx.picture", f"绘图 {name}")


def _table(book: Book, name: str, seen: set[str]) -> Iterator[Finding]:
    root = book.container.xml(name)
    columns = [row.get("name") or "" for row in root.iter("{*}tableColumn")]
    stale = [column for column in columns if not re.fullmatch(r"(列|Column)\d+", column)]
    spoken = "".join(root.get(key) or "" for key in ("comment", "altText", "altTextSummary"))
    flat = {re.sub(r"\s|_x000[aAdD]_", "", text) for text in seen}
    if spoken or any(re.sub(r"\s|_x000[aAdD]_", "", column) not in flat for column in stale):
        yield finding("xlsx.table_text", f"表格 {name}", veiled(spoken or "".join(stale)))


def _people(book: Book, name: str, _: set[str]) -> Iterator[Finding]:
    people = book.container.xml(name)
    if len(people):
        yield finding("xlsx.people", f"部件 {name}", f"{len(people)}人")


def _drawn(_: Book, name: str, __: set[str]) -> Iterator[Finding]:
    yield finding("xlsx.shape", f"部件 {name}")


def _number(text: str) -> float | None:
    try:
        return round(float(text), 9)
    except ValueError:
        return None


READERS = (
    (re.compile(r"xl/(comments/)?comments?\d*\.xml$"), _comments),
    (re.compile(r"xl/persons/"), _people),
    (re.compile(r"xl/charts/.*\.xml$"), _chart),
    (re.compile(r"xl/drawings/"), _drawing),
    (re.compile(r"xl/tables/"), _table),
    (re.compile(r"xl/(diagrams|chartsheets|ctrlprops)/"), _drawn),
)
