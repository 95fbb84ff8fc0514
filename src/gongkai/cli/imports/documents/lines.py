"""What the words of a document tell of it: its number, the day at its end, its title."""

import re
from collections.abc import Sequence
from datetime import date

from gongkai.publication.document_numbers import normalised

_NUMBER = re.compile(r"[\u4e00-\u9fa5]{1,20}[〔\[（(［【](?:19|20)\d{2}[〕\]）)］】]\s*第?\s*\d{1,5}\s*号")
_DAY = re.compile(r"[（(]?\s*(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*[）)]?")
_WRITTEN_DAY = re.compile(
    r"[（(]?([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日[）)]?"
)
_DIGITS = {letter: number for number, letter in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}
LINES_FROM_EDGE = 20


def document_number(lines: Sequence[str]) -> str:
    """The document's own number: it stands alone in one of the first lines; a number in a sentence is another's."""
    for line in lines[:LINES_FROM_EDGE]:
        bare = re.sub(r"签发人.*$", "", line).strip()
        if _NUMBER.fullmatch(bare):
            return normalised(bare)
    return ""


def last_day(lines: Sequence[str]) -> str:
    """The last day that stands in a line of its own, as ISO; empty where there is none."""
    for line in reversed(lines[-LINES_FROM_EDGE:]):
        bare = re.sub(r"\s", "", line)
        for pattern, reads in ((_DAY, int), (_WRITTEN_DAY, _written)):
            found = pattern.fullmatch(bare)
            if found:
                try:
                    return date(*(reads(part) for part in found.groups())).isoformat()
                except ValueError:
                    continue
    return ""


def _written(text: str) -> int:
    """A number in Chinese digits: ``二〇二〇``, ``十二``, ``二十``, ``三十一``."""
    if "十" not in text:
        return int("".join(str(_DIGITS[letter]) for letter in text))
    tens, _, ones = text.partition("十")
    return 10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0)


def title_lines(blocks: Sequence[tuple[bool, str]]) -> tuple[int, int]:
    """From where to where the title stands among blocks of (centred or heading, text); equal where there is none.

    A letterhead (``……文件``) and the document's number come before it and are not it.
    """
    start = 0
    for at, (marked, text) in enumerate(blocks[:LINES_FROM_EDGE]):
        if marked and text and not _NUMBER.fullmatch(text.strip()) and not text.rstrip().endswith("文件"):
            start = at
            break
    else:
        return 0, 0
    end = start + 1
    while end < len(blocks) and end < start + 3 and blocks[end][0] and blocks[end][1] and not _ends(blocks[end][1]):
        end += 1
    return start, end


def _ends(text: str) -> bool:
    """Whether a centred line below the title is no longer part of it."""
    return bool(_NUMBER.fullmatch(text.strip()) or re.match(r"[（(第]", text) or _DAY.fullmatch(text.strip()))
