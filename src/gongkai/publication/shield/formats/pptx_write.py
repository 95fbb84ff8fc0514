"""A new PowerPoint file from what is seen on the slides; the same content gives the same bytes."""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pptx
from pptx.util import Pt

from gongkai.publication.shield.findings import Unacceptable
from gongkai.publication.shield.formats.ooxml_copy import plain_picture, sealed
from gongkai.publication.shield.formats.pptx_colour import covers, is_tiny, is_unseen
from gongkai.publication.shield.formats.pptx_deck import A, Deck, P, Placed, R, is_outside, placed

BLANK = 6
TITLE_SIZE, TEXT_SIZE = 32, 18
TITLES = {"title", "ctrTitle"}
FIXED = datetime(2000, 1, 1, tzinfo=UTC)
LEAST, MOST = 914400, 51206400
UNWANTED = {"thumbnail", "extended-properties", "printerSettings"}
LARGEST = 400

Change = Callable[[str], str] | None


def seen_paragraphs(deck: Deck) -> Iterator[tuple[str, str]]:
    """Where and what: the paragraphs that are seen, slide by slide."""
    for number, slide in deck.slides():
        for one, below in seen_shapes(slide, deck.size):
            for paragraph in one.shape.element.iter(f"{A}p"):
                yield f"第{number}张幻灯片", seen_words(paragraph, one, below, slide)


def seen_shapes(slide: Any, size: tuple[int, int]) -> Iterator[tuple[Placed, list[Placed]]]:
    """The shapes that can be seen, each with those painted before it."""
    shapes = list(placed(slide.shapes))
    for index, one in enumerate(shapes):
        if not is_outside(one.box, size) and not any(covers(other, one) for other in shapes[index + 1 :]):
            yield one, shapes[:index]


def seen_words(paragraph: Any, one: Placed, below: list[Placed], slide: Any) -> str:
    """The text of a paragraph without runs nobody sees."""
    words = ""
    for run in paragraph:
        if run.tag == f"{A}br":
            words += "\v"
        elif run.tag in {f"{A}r", f"{A}fld"} and not is_tiny(run) and not is_unseen(run, one, below, slide):
            words += "".join(text.text or "" for text in run.iter(f"{A}t"))
    return words


def written(deck: Deck, change: Change) -> bytes:
    """The bytes of the new presentation.

    Args:
        deck: the presentation that was read.
        change: applied to each visible paragraph, or None.
    """
    made = pptx.Presentation()
    width, height = (min(max(side, LEAST), MOST) for side in deck.size)
    made.slide_width, made.slide_height = width, height
    _plain(made)
    for _, slide in deck.slides():
        target = made.slides.add_slide(made.slide_layouts[BLANK])
        for one, below in seen_shapes(slide, deck.size):
            _copy(one, below, slide, target, change)
    out = io.BytesIO()
    made.save(out)
    return sealed(out.getvalue())


def _plain(made: Any) -> None:
    package = made.part.package
    for holder in (package._rels, made.part.rels):  # noqa: SLF001 - shown nowhere else
        for name, relation in list(holder.items()):
            if relation.reltype.rpartition("/")[2] in UNWANTED:
                holder.pop(name)
    core = made.core_properties
    core.author = core.title = core.comments = core.keywords = core.subject = core.last_modified_by = ""
    core.created = core.modified = FIXED
    core.revision = 1


def _copy(one: Placed, below: list[Placed], slide: Any, target: Any, change: Change) -> None:
    element = one.shape.element
    left, top, right, bottom = one.box
    frame = (left, top, max(right - left, 1), max(bottom - top, 1))
    if element.tag == f"{P}pic":
        _picture(one, slide, target, frame)
    elif element.tag == f"{P}graphicFrame":
        table = next(element.iter(f"{A}tbl"), None)
        if table is not None:
            _table(table, one, below, slide, target, frame, change)
    elif element.find(f"{P}txBody") is not None:
        rows = [(row, seen_words(row, one, below, slide)) for row in element.find(f"{P}txBody").findall(f"{A}p")]
        if any(words.strip() for _, words in rows):
            box = target.shapes.add_textbox(*frame)
            box.text_frame.word_wrap = True
            _fill(box.text_frame, rows, change, _usual_size(element))


def _fill(frame: Any, rows: list[tuple[Any, str]], change: Change, usual: int) -> None:
    for index, (source, words) in enumerate(rows):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        changed = change(words) if change and words.strip() else words
        look = next((run.find(f"{A}rPr") for run in source.iter(f"{A}r") if run.find(f"{A}rPr") is not None), None)
        paragraph.text = changed
        for run in paragraph.runs:
            run.font.size = Pt(_size(look, usual))
            run.font.bold = (look is not None and look.get("b") in {"1", "true"}) or None


def _table(
    table: Any,
    one: Placed,
    below: list[Placed],
    slide: Any,
    target: Any,
    frame: tuple[int, int, int, int],
    change: Change,
) -> None:
    rows = table.findall(f"{A}tr")
    columns = max((len(row.findall(f"{A}tc")) for row in rows), default=0)
    if not rows or not columns:
        return
    made = target.shapes.add_table(len(rows), columns, *frame).table
    for column, source in zip(made.columns, table.findall(f"{A}tblGrid/{A}gridCol"), strict=False):
        column.width = int(source.get("w", "0")) or column.width
    for at, row in enumerate(rows):
        for across, cell in enumerate(row.findall(f"{A}tc")):
            words = [(part, seen_words(part, one, below, slide)) for part in cell.iter(f"{A}p")]
            _fill(made.cell(at, across).text_frame, words, change, TEXT_SIZE)
            span, down = int(cell.get("gridSpan", "1")), int(cell.get("rowSpan", "1"))
            if (span > 1 or down > 1) and at + down <= len(rows) and across + span <= columns:
                made.cell(at, across).merge(made.cell(at + down - 1, across + span - 1))


def _picture(one: Placed, slide: Any, target: Any, frame: tuple[int, int, int, int]) -> None:
    blip = next(one.shape.element.iter(f"{A}blip"), None)
    name = "" if blip is None else blip.get(f"{R}embed", "")
    if name not in slide.part.rels:
        return
    crop = next(one.shape.element.iter(f"{A}srcRect"), None)
    left, top, right, bottom = (0 if crop is None else int(crop.get(side, "0")) for side in "ltrb")
    try:
        data = plain_picture(slide.part.related_part(name).blob, (left, top, right, bottom))
    except Unacceptable:
        box = target.shapes.add_textbox(*frame)
        box.text_frame.text = "［此处图片的格式不支持，已略去］"
        return
    target.shapes.add_picture(io.BytesIO(data), *frame)


def _usual_size(element: Any) -> int:
    place = next(element.iter(f"{P}ph"), None)
    return TITLE_SIZE if place is not None and place.get("type") in TITLES else TEXT_SIZE


def _size(look: Any, usual: int) -> int:
    size = "" if look is None else look.get("sz", "")
    return min(max(int(size) // 100, 1), LARGEST) if size.isdigit() else usual
