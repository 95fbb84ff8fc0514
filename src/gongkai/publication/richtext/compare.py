"""What changed between two texts: paragraph by paragraph, and inside a paragraph character by character."""

import html as entities
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gongkai.publication.richtext.plain import to_text
from gongkai.publication.richtext.sequences import Work, opcodes

ALIKE = 0.4  # share of characters two paragraphs have in common to be versions of one
LOOK_AHEAD = 12
PAIRING = 60  # what trying one pair costs besides its characters
ALLOWANCE = 6_000_000  # comparisons; about a second

_MARK = {"same": "{}", "removed": "<del>{}</del>", "added": "<ins>{}</ins>"}


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters: ``same`` in both, ``removed`` from the old or ``added`` in the new."""

    kind: Literal["same", "removed", "added"]
    text: str

    @property
    def html(self) -> str:
        """Escaped, inside ``del`` or ``ins``."""
        return _MARK[self.kind].format(entities.escape(self.text))


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph of the comparison."""

    kind: Literal["same", "removed", "added", "changed"]
    segments: tuple[Segment, ...]

    @property
    def old_html(self) -> str:
        """The left column: safe HTML, removed runs in ``del``; empty when the paragraph is new."""
        return "".join(part.html for part in self.segments if part.kind != "added")

    @property
    def new_html(self) -> str:
        """The right column: safe HTML, added runs in ``ins``; empty when the paragraph is gone."""
        return "".join(part.html for part in self.segments if part.kind != "removed")

    @property
    def inline_html(self) -> str:
        """Both in one line: safe HTML with ``del`` and ``ins``."""
        return "".join(part.html for part in self.segments)


def _whole(kind: Literal["same", "removed", "added"], text: str) -> Piece:
    return Piece(kind, (Segment(kind, text),))


def _changed(old: str, new: str, work: Work) -> Piece:
    """Both versions of a paragraph; one character that is the same between two changes is read as part of them."""
    segments: list[Segment] = []
    removed = added = ""
    steps = opcodes(old, new, work)
    for number, (kind, i, j, k, m) in enumerate(steps):
        if kind != "equal" or (j - i == 1 and 0 < number < len(steps) - 1):
            removed, added = removed + old[i:j], added + new[k:m]
            continue
        segments += _both(removed, added)
        segments.append(Segment("same", old[i:j]))
        removed = added = ""
    return Piece("changed", (*segments, *_both(removed, added)))


def _both(removed: str, added: str) -> Iterator[Segment]:
    if removed:
        yield Segment("removed", removed)
    if added:
        yield Segment("added", added)


def _alike(old: str, new: str) -> bool:
    shared = sum((Counter(old) & Counter(new)).values())
    return 2 * shared >= ALIKE * (len(old) + len(new)) and len(old) + len(new) > 0


def _replaced(old: list[str], new: list[str], work: Work) -> Iterator[Piece]:
    """Pairs each old paragraph with the next new one that looks like it, a few ahead; the others went or came."""
    at = 0
    for line in old:
        ahead = new[at : at + LOOK_AHEAD]
        affordable = work.spend(PAIRING * len(ahead) + len(line) + sum(map(len, ahead)))
        match = next((step for step, other in enumerate(ahead) if _alike(line, other)), None) if affordable else None
        if match is None:
            yield _whole("removed", line)
            continue
        yield from (_whole("added", other) for other in ahead[:match])
        yield _changed(line, ahead[match], work)
        at += match + 1
    yield from (_whole("added", other) for other in new[at:])


def compare(old: str, new: str) -> list[Piece]:
    """What became of each paragraph, in reading order; blank lines do not count.

    Very long or very repetitive texts are compared more coarsely, in the end by whole paragraphs, so that the answer
    comes within about two seconds for a megabyte.

    Args:
        old: plain text, a paragraph a line.
        new: the same of the later version.
    """
    before = [line for line in old.split("\n") if line.strip()]
    after = [line for line in new.split("\n") if line.strip()]
    work = Work(ALLOWANCE)
    pieces: list[Piece] = []
    for kind, i, j, k, m in opcodes(before, after, work):
        if kind == "equal":
            pieces += [_whole("same", line) for line in before[i:j]]
        else:
            pieces += _replaced(before[i:j], after[k:m], work)
    return pieces


def compare_bodies(old: str, new: str) -> list[Piece]:
    """As ``compare``, of two bodies: their words, not their looks."""
    return compare(to_text(old), to_text(new))
