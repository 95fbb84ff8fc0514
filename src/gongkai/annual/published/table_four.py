"""Reads table four: fifteen figures of disputes, three blocks of five equally labelled columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.annual.published.blocks import Block, Line, Paragraph, lines_of
from gongkai.annual.published.cells import is_blank, is_number, is_value
from gongkai.annual.published.headings import heading_of
from gongkai.annual.published.labels import core
from gongkai.annual.published.places import placed
from gongkai.law.figures import Value
from gongkai.law.forms import DISPUTE_BLOCKS, DISPUTE_RESULTS

CHAPTER = 4
WIDTH = len(DISPUTE_BLOCKS) * len(DISPUTE_RESULTS)
ROWS_TO_LOOK_AT = 4
_RESULTS = {label: key for key, label in DISPUTE_RESULTS.items()} | {"尚未审理": "pending", "合计": "total"}
_BLOCKS = {label: key for key, label in DISPUTE_BLOCKS.items()}
_HEADERS = {*_RESULTS, *_BLOCKS, "行政诉讼"}
_OWN = {"结果维持", "结果纠正", "其他结果", "尚未审结", "未经复议直接起诉", "复议后起诉"}


@dataclass
class _Header:
    """Which result stands at which place, and where each block begins."""

    table: int = -2
    results: dict[int, str] = field(default_factory=dict)
    blocks: dict[str, int] = field(default_factory=dict)


def read_table_four(blocks: Sequence[Block]) -> Iterator[tuple[str, Value, str]]:
    """Cell name, value and printed text of the fifteen cells, once for every such table."""
    lines = list(lines_of(blocks))
    found = _by_header(lines)
    if found is None:
        by_chapter = _by_chapter(blocks)
        yield from _cells(*by_chapter) if by_chapter is not None else ()
    while found is not None:
        yield from _cells(*found)
        lines = lines[next(n for n, line in enumerate(lines) if line is found[1]) + 1 :]
        found = _by_header(lines)


def _cells(header: _Header, line: Line, label_at: int) -> Iterator[tuple[str, Value, str]]:
    places = sorted(header.results)
    known: list[int | None] = list(places) if len(places) == WIDTH else [None] * WIDTH
    if header.table != line.table and len(places) == WIDTH and places[-1] + 1 != len(line.row):
        known = [None] * WIDTH
    for name, cell in zip(_names(header), placed(line, label_at, known), strict=True):
        yield (name, *cell.read())


def _by_header(lines: Sequence[Line]) -> tuple[_Header, Line, int] | None:
    """The row of figures below the header; a blank one only where no row with figures follows."""
    header: _Header | None = None
    blank: tuple[_Header, Line, int] | None = None
    looked_at = 0
    for line in lines:
        names = [core(text) for _, text in line.cells]
        if _OWN.intersection(names) or (header and not looked_at and _HEADERS.intersection(names)):
            header, looked_at = _with(header, line), 0
            continue
        if header is None or "结果维持" not in _labels(header):
            continue
        looked_at += 1
        if looked_at > ROWS_TO_LOOK_AT or not 0 <= line.table - header.table <= 1:
            break
        label_at = _label_at(line)
        if label_at is None:
            break
        if any(not is_blank(text) for place, text in line.cells if place > label_at):
            return header, line, label_at
        blank = blank or (header, line, label_at)
    return blank


def _labels(header: _Header) -> set[str]:
    return {DISPUTE_RESULTS[key] for key in header.results.values()}


def _with(header: _Header | None, line: Line) -> _Header:
    if header is None:
        header = _Header()
    header.table = line.table
    for place, text in line.cells:
        name = core(text)
        if name in _RESULTS:
            header.results.setdefault(place, _RESULTS[name])
        if name in _BLOCKS:
            header.blocks.setdefault(_BLOCKS[name], place)
    return header


def _label_at(line: Line) -> int | None:
    """The place of a label before the figures, -1 without one; None for a row that is not one of figures."""
    cells = line.cells
    others = [place for place, text in cells if not is_value(text)]
    if not others or (len(cells) == WIDTH and any(is_number(text) for _, text in cells)):
        return -1
    before = [text for place, text in cells if place < others[0] and not is_blank(text)]
    is_labelled = len(others) == 1 and not before and any(is_number(text) for _, text in cells)
    return others[0] if is_labelled else None


def _by_chapter(blocks: Sequence[Block]) -> tuple[_Header, Line, int] | None:
    """Fifteen figures in a row inside chapter four, where the header was lost."""
    chapter = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            heading = heading_of(block.text)
            chapter = heading.number if heading is not None else chapter
        elif chapter == CHAPTER:
            for line in lines_of([block]):
                texts = [text for _, text in line.cells]
                if len(texts) == WIDTH and all(map(is_value, texts)) and any(map(is_number, texts)):
                    return _Header(), line, -1
    return None


def _names(header: _Header) -> list[str]:
    """The names of the fifteen columns in printing order; the form's order where the header does not say."""
    keys = list(DISPUTE_BLOCKS)
    if set(header.blocks) == set(keys):
        keys.sort(key=lambda key: header.blocks[key])
    elif keys[2] in header.blocks and header.blocks.get(keys[1], -1) > header.blocks[keys[2]]:
        keys[1], keys[2] = keys[2], keys[1]
    standard = list(DISPUTE_RESULTS)
    printed = [header.results[place] for place in sorted(header.results)]
    names: list[str] = []
    for index, block in enumerate(keys):
        own = printed[index * 5 : index * 5 + 5] if len(printed) == WIDTH else standard
        names.extend(f"table4/{block}/{result}" for result in (own if set(own) == set(standard) else standard))
    return names
