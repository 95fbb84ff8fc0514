"""The passage of a text in which words were found, as HTML with the words marked."""

import re
import unicodedata
from collections.abc import Sequence
from html import escape

from gongkai.search.words import fold

BEFORE, LENGTH = 30, 120


def marked(text: str, words: Sequence[str]) -> str:
    """About a hundred characters of ``text`` around the first of the folded ``words``, escaped, each in ``<mark>``."""
    text = " ".join(text.split())
    folded, origin = _aligned(text)
    found = _places(folded, words)
    first = origin[found[0][0]] if found else 0
    start = max(first - BEFORE, 0)
    if start + LENGTH > len(text):
        start = max(len(text) - LENGTH, 0)
    end, at, parts = min(start + LENGTH, len(text)), start, ["…" if start else ""]
    for begin, stop in ((origin[a], origin[b]) for a, b in found):
        if begin < at or stop > end:
            continue
        parts += [escape(text[at:begin]), "<mark>", escape(text[begin:stop]), "</mark>"]
        at = stop
    parts += [escape(text[at:end]), "…" if end < len(text) else ""]
    return "".join(parts)


def _aligned(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and for each of its characters (and its end) the place in ``text`` it comes from."""
    folded = fold(text)
    if len(folded) == len(text) and unicodedata.is_normalized("NFC", text):
        return folded, range(len(text) + 1)
    pieces: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        piece = fold(character)
        pieces.append(piece)
        origin += [place] * len(piece)
    return "".join(pieces), [*origin, len(text)]


def _places(folded: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand, in order, the longest first where they overlap."""
    if not words:
        return []
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return [found.span() for found in re.finditer(pattern, folded)]
