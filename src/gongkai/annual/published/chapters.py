"""Finds the six chapters and their running text among the blocks of a document."""

import re
from collections.abc import Sequence

from gongkai.annual.published.blocks import Block, Paragraph, Table
from gongkai.annual.published.headings import Heading, heading_of
from gongkai.annual.published.titles import is_title
from gongkai.law.reading import Chapter

_PAGE_FURNITURE = re.compile(
    r"^[【\[]?(?:打印|关闭|扫一扫|版权所有|主办单位|主办[：:]|承办单位|网站标识码|上一[篇条]|下一[篇条]|分享到|责任编辑"
    r"|相关链接|返回顶部|网站地图)|ICP备"
)


def chapters_of(blocks: Sequence[Block]) -> tuple[Chapter, ...]:
    """The chapters in printing order, each number once: of a table of contents and the chapter, the chapter."""
    places = [
        (place, found)
        for place, block in enumerate(blocks)
        if isinstance(block, Paragraph) and (found := heading_of(block.text)) is not None
    ]
    places = _of_one_style(places)
    ends = [*(place for place, _ in places), len(blocks)][1:]
    chosen: dict[int, tuple[int, Chapter, bool]] = {}
    for (place, heading), end in zip(places, ends, strict=True):
        inside = blocks[place + 1 : end]
        chapter = Chapter(heading.number, heading.printed, _text(heading, inside))
        holds = bool(chapter.text) or any(isinstance(block, Table) for block in inside)
        known = chosen.get(heading.number)
        if known is None or holds or not known[2]:
            chosen[heading.number] = (place, chapter, holds)
    return tuple(chapter for _, chapter, _ in sorted(chosen.values(), key=lambda entry: entry[0]))


def running_text(blocks: Sequence[Block]) -> str:
    """The whole running text without tables."""
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph))


def _of_one_style(places: list[tuple[int, Heading]]) -> list[tuple[int, Heading]]:
    """Without （一） as a chapter where chapters are numbered 一、, and without bare names where any is numbered."""
    for unwanted in ("bracketed", "bare"):
        kept = [entry for entry in places if not getattr(entry[1], unwanted)]
        known = {heading.number for _, heading in kept}
        if len(known) > 1:
            further = [e for e in places if e not in kept and unwanted == "bare" and e[1].number not in known]
            places = sorted(kept + further, key=lambda entry: entry[0])
    return places


def _text(heading: Heading, inside: Sequence[Block]) -> str:
    texts = [heading.rest] if heading.rest else []
    for block in inside:
        if isinstance(block, Table) or is_title(block.text):
            continue
        if _PAGE_FURNITURE.search(block.text[:60]):
            break
        texts.append(block.text)
    return "\n".join(texts).strip()
