"""Labels as one form knows them, however a document prints them: width, numbering, quotes, line breaks, cuts."""

import re
import unicodedata
from collections.abc import Mapping

PARENTS = ("本年度办理结果", "不予公开", "无法提供", "不予处理", "其他处理")
SHORTEST_CUT = 4
LONGEST_LABEL = 80
TYPO_FROM = 6
TWO_TYPOS_FROM = 12

_NUMBERING = re.compile(
    r"^(?:\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)[、.,:]?"
    r"|[一二三四五六七八九十]{1,3}[、.,:]"
    r"|\d{1,2}[、.,:]?(?=[^\d.,])"
    r"|\d{1,2}[、.,:]$)",
)
_NOT_A_WORD = re.compile(r"[^0-9A-Za-z\u3007\u3400-\u9fff]")
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_SPACE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")


def squeezed(text: str) -> str:
    """``text`` in ordinary width without any white space."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def core(text: str) -> str:
    """What remains of a label without white space, numbering and punctuation; empty for numbering alone."""
    rest = squeezed(text)
    while (found := _NUMBERING.match(rest)) is not None:
        rest = rest[found.end() :]
    return _NOT_A_WORD.sub("", rest)


def without_brackets(text: str) -> str:
    """The core of a label without what it says in brackets (units, explanations)."""
    return core(_IN_BRACKETS.sub("", squeezed(text)))


def distance(one: str, other: str, limit: int) -> int:
    """The edit distance of two labels; ``limit`` + 1 where it is greater than ``limit``."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    line = list(range(len(other) + 1))
    for row, left in enumerate(one, 1):
        above, line[0] = line[0], row
        for column, right in enumerate(other, 1):
            kept = above + (left != right)
            above = line[column]
            line[column] = min(kept, above + 1, line[column - 1] + 1)
        if min(line) > limit:
            return limit + 1
    return min(line[-1], limit + 1)


def matched(text: str, labels: Mapping[str, str]) -> str | None:
    """The key of the label that ``text`` prints, whole, with explanations, cut off, or with a slip of the pen.

    Args:
        text: the printed label.
        labels: core of the label → key.

    Returns:
        The key; None where no label or more than one would fit.
    """
    if len(text) > LONGEST_LABEL:
        return None
    for candidate in (core(text), without_brackets(text), _without_parents(text)):
        found = _exact_or_part(candidate, labels)
        if found is not None:
            return found
    return _near(core(text), labels)


def _exact_or_part(candidate: str, labels: Mapping[str, str]) -> str | None:
    if candidate in labels:
        return labels[candidate]
    if len(candidate) < SHORTEST_CUT:
        return None
    longer = {key for label, key in labels.items() if label.startswith(candidate)}
    if len(longer) == 1:
        return longer.pop()
    within = [label for label in labels if len(label) >= SHORTEST_CUT and candidate.startswith(label)]
    return labels[max(within, key=len)] if within and not longer else None


def _without_parents(text: str) -> str:
    """The core without the headings of the group that a paste glued in front of the label."""
    rest = squeezed(text)
    while True:
        bare = rest
        while (number := _NUMBERING.match(bare)) is not None:
            bare = bare[number.end() :]
        parent = next((name for name in PARENTS if bare.startswith(name) and len(bare) > len(name)), None)
        if parent is None:
            return core(bare)
        rest = bare[len(parent) :]


def _near(candidate: str, labels: Mapping[str, str]) -> str | None:
    if len(candidate) < TYPO_FROM:
        return None
    limit = 2 if len(candidate) >= TWO_TYPOS_FROM else 1
    near = {key for label, key in labels.items() if distance(candidate, label, limit) <= limit}
    return near.pop() if len(near) == 1 else None
