"""The lines of a PDF page outside its tables, and how they make paragraphs."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.annual.published.blocks import TooLong
from gongkai.annual.published.headings import heading_of

MOST_CHARACTERS = 40_000
WIDE_GAP = 1.6
GAPS_OF_A_ROW = 2
MARGIN = 0.1
_PAGE_NUMBER = re.compile(r"^[\s\-–—·.第共页]*\d{1,3}[\s\-–—·./\d第共页]*$")
_LOOKALIKE = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line as printed; ``is_row``: wide gaps part it, so it is a row of a table without lines."""

    text: str
    left: float
    right: float
    top: float
    size: float
    is_row: bool


def usual(text: str) -> str:
    """The text with the radicals that some fonts print for whole characters replaced by these."""
    return _LOOKALIKE.sub(lambda one: unicodedata.normalize("NFKC", one[0]), text)


def lines_outside(page: Any, boxes: Sequence[tuple[float, float, float, float]]) -> list[PrintedLine]:
    """The lines of a page outside ``boxes``, without page numbers.

    Raises:
        TooLong: for a page with more characters than a page of text can have.
    """
    if len(page.chars) > MOST_CHARACTERS:
        raise TooLong
    outside = page.filter(lambda thing: thing["object_type"] == "char" and not _inside(thing, boxes))
    lines = [_line(found) for found in outside.extract_text_lines(return_chars=True)]
    first, last = page.height * MARGIN, page.height * (1 - MARGIN)
    return [line for line in lines if line.text and (first < line.top < last or not _PAGE_NUMBER.match(line.text))]


def begins(line: PrintedLine, previous: PrintedLine | None, page: Sequence[PrintedLine]) -> bool:
    """Whether a line begins a paragraph: indented, after a short line, a row of figures, a heading."""
    left = min((other.left for other in page if not other.is_row), default=0.0)
    right = max((other.right for other in page if not other.is_row), default=0.0)
    if line.is_row or line.left > left + line.size * 0.9 or heading_of(line.text) is not None:
        return True
    if previous is None:
        return False
    apart = line.top - previous.top > line.size * 4
    return previous.is_row or apart or previous.right < right - line.size * 1.8


def joined(before: str, after: str) -> str:
    """Two lines of a paragraph as one."""
    words = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii()
    return before + (" " if words else "") + after


def _inside(thing: Any, boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    across, down = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return any(box[0] <= across <= box[2] and box[1] <= down <= box[3] for box in boxes)


def _line(found: Any) -> PrintedLine:
    parts: list[str] = []
    gaps, right = 0, None
    size = max((char["size"] for char in found["chars"]), default=10.0)
    for char in found["chars"]:
        if right is not None and char["x0"] - right > size * WIDE_GAP:
            parts.append("   ")
            gaps += 1
        parts.append(char["text"])
        right = char["x1"]
    is_row = gaps >= GAPS_OF_A_ROW
    text = usual("".join(parts) if is_row else found["text"])
    return PrintedLine(text.strip(), found["x0"], found["x1"], found["top"], size, is_row)
