"""Inline text as runs with marks, and how runs become HTML; paste and Word import both write with it."""

import html as entities
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from gongkai.publication.richtext.sanitise import ALIGNMENTS

MARKS = ("strong", "em", "u", "s", "sub", "sup", "code")
BLANK = " \t\r\n\u3000\u00a0\u200b\ufeff"
NEAR = 64  # how far a neighbour is looked for over the spaces of the source
HOLDER = "\ufffc"  # stands for what is no text while spaces are weighed

_WIDE = re.compile(r"[\u2e80-\u303f\u3041-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff“”‘’—…]")
_BREAK = re.compile(r"(?<![ \t\r\n\f])[ \t\f]*+[\r\n][ \t\r\n\f]*+")


@dataclass(frozen=True, slots=True)
class Run:
    """Text with its marks, or one thing that is no text (``br``, a picture) as finished HTML."""

    text: str = ""
    marks: frozenset[str] = frozenset()
    href: str = ""
    html: str = ""


def _unbroken(runs: list[Run]) -> list[Run]:
    """Line ends of the source become a space, and nothing between two Chinese characters."""
    if not any("\n" in run.text or "\r" in run.text for run in runs):
        return runs
    total = "".join(run.text or HOLDER for run in runs)
    done, at = [], 0
    for run in runs:
        start = at
        at += len(run.text or HOLDER)

        def joint(found: re.Match[str], start: int = start) -> str:
            left, right = start + found.start(), start + found.end()
            before = total[max(left - NEAR, 0) : left].rstrip(" \t\r\n\f")[-1:] or " "
            after = total[right : right + NEAR].lstrip(" \t\r\n\f")[:1] or " "
            return "" if _WIDE.match(before) and _WIDE.match(after) else " "

        done.append(replace(run, text=_BREAK.sub(joint, run.text)) if run.text else run)
    return done


def stripped(runs: Iterable[Run]) -> list[Run]:
    """Without blanks, breaks and full-width indents at both ends, and without line ends of the source."""
    kept = [run for run in _unbroken(list(runs)) if run.text or run.html]
    counts = [at for at, run in enumerate(kept) if run.text.strip(BLANK) or run.html not in {"", "<br>"}]
    if not counts:
        return []
    kept = kept[counts[0] : counts[-1] + 1]
    if (text := kept[0].text.lstrip(BLANK)) != kept[0].text:
        kept[0] = replace(kept[0], text=text)
    if (text := kept[-1].text.rstrip(BLANK)) != kept[-1].text:
        kept[-1] = replace(kept[-1], text=text)
    return kept


def text_of(runs: Iterable[Run]) -> str:
    """The words of the runs."""
    return "".join(run.text for run in runs)


def without(runs: Iterable[Run], mark: str) -> list[Run]:
    """The runs without one mark; a heading need not be bold."""
    return [replace(run, marks=run.marks - {mark}) for run in runs]


def written(runs: Iterable[Run]) -> str:
    """The HTML of the runs; neighbours with the same marks share one element."""
    pieces: list[str] = []
    opened: list[str] = []
    for run in runs:
        link = [f'a href="{entities.escape(run.href)}"'] if run.href else []
        wanted = link + [mark for mark in MARKS if mark in run.marks]
        same = next((n for n, (a, b) in enumerate(zip(opened, wanted, strict=False)) if a != b), None)
        same = min(len(opened), len(wanted)) if same is None else same
        pieces += [f"</{mark.split()[0]}>" for mark in reversed(opened[same:])]
        pieces += [f"<{mark}>" for mark in wanted[same:]]
        opened = wanted
        pieces.append(run.html or entities.escape(run.text, quote=False))
    pieces += [f"</{mark.split()[0]}>" for mark in reversed(opened)]
    return "".join(pieces)


@dataclass(frozen=True, slots=True)
class Block:
    """One block to be written: ``html`` is finished when given, else the runs inside ``tag``.

    ``item`` puts it into a list: ``ul``, or ``ol`` with ``number``; ``level`` counts from 0.
    """

    tag: str = "p"
    runs: tuple[Run, ...] = ()
    align: str = ""
    html: str = ""
    item: str = ""
    number: int = 1
    level: int = 0

    @property
    def inside(self) -> str:
        """What stands inside the tag."""
        return written(self.runs)

    @property
    def attributes(self) -> str:
        """The class attribute, when aligned."""
        return f' class="{self.align}"' if self.align in ALIGNMENTS else ""


def laid_out(blocks: Iterable[Block]) -> str:
    """The HTML of the blocks, list items gathered into lists."""
    pieces: list[str] = []
    open_lists: list[str] = []

    def close(depth: int) -> None:
        while len(open_lists) > depth:
            pieces.append(f"</li></{open_lists.pop()}>")

    for block in blocks:
        if not block.item:
            close(0)
            pieces.append(block.html or f"<{block.tag}{block.attributes}>{block.inside}</{block.tag}>")
            continue
        level = min(block.level, len(open_lists))
        close(level + 1)
        if len(open_lists) == level + 1 and open_lists[-1] != block.item:
            close(level)
        if len(open_lists) == level + 1:
            pieces.append(f"</li><li>{block.inside}")
        else:
            start = f' start="{block.number}"' if block.item == "ol" and block.number != 1 else ""
            pieces.append(f"<{block.item}{start}><li>{block.inside}")
            open_lists.append(block.item)
    close(0)
    return "".join(pieces)
