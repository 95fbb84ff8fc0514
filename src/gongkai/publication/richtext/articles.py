"""Anchors for the parts of a regulation, made when a body is rendered: 第十二条 is ``#art-12`` on every page."""

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.publication.richtext.plain import TAG

LONGEST_HEADING = 60
_DIGITS = {**{digit: value for value, digit in enumerate("零一二三四五六七八九")}, "〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMBER = r"([〇○零一二两三四五六七八九十百千]{1,9}|\d{1,4})"
_GAP = r"[\s\u3000]*"
# a paragraph that only speaks of an article: 第三条规定的…、第三条和第五条…
_MENTION = r"(?!规定|所称|所列|所指|所涉|修改|删[去除]|第|中的|[、，,的款项至到]|[和及与或]第|或者第|以及第|及其)"
_ARTICLE = re.compile(rf"第{_GAP}{_NUMBER}{_GAP}条(?:之{_NUMBER})?(?!{_GAP}第?[款项]){_MENTION}")
_PART = re.compile(rf"第{_GAP}{_NUMBER}{_GAP}([章节])(?={_GAP}\S|{_GAP}$){_MENTION}")
_BLOCKS = {"p", "h2", "h3", "h4"}
_CONTENTS = re.compile(r"目[\s\u3000]*[录次]")


def _value(numeral: str) -> int:
    """The number behind 一百二十三, 一二三 or 123."""
    if numeral.isdigit() and numeral.isascii():
        return int(numeral)
    if not any(sign in _UNITS for sign in numeral):
        return int("".join(str(_DIGITS.get(sign, sign)) for sign in numeral))
    total = digit = 0
    for sign in numeral:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            digit = _DIGITS.get(sign, 0) if sign in _DIGITS else int(sign)
    return total + digit


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph or heading outside quotations: where its tag's ``>`` is, its element and its text."""

    at: int
    tag: str
    text: str


def _blocks(html: str) -> Iterator[_Block]:
    quoted, opened, start = 0, None, 0
    for found in TAG.finditer(html):
        slash, name = found[1], found[2]
        if name == "blockquote":
            quoted += -1 if slash else 1
        elif name in _BLOCKS and not slash:
            opened, start = found, found.end()
        elif name in _BLOCKS and opened is not None:
            if not quoted and ' id="' not in opened[0]:
                text = entities.unescape(TAG.sub("", html[start : found.start()]))
                yield _Block(opened.end() - 1, name, text.strip("\u3000\u00a0 \t\n"))
            opened = None


def _unquoted(blocks: list[_Block]) -> Iterator[_Block]:
    """Those that do not begin inside “…” opened in an earlier paragraph; unpaired quotation marks are not believed."""
    pairs = sum(block.text.count("“") - block.text.count("”") for block in blocks) == 0
    depth = 0
    for block in blocks:
        if depth <= 0 or not pairs:
            yield block
        depth += block.text.count("“") - block.text.count("”")


@dataclass(slots=True)
class _Names:
    """Gives names in reading order; a typed table of contents is passed over until its first chapter comes again."""

    chapter: int = 0
    first_listed: str | None = None
    listing: bool = False
    given: dict[str, _Block] = field(default_factory=dict)

    def part(self, block: _Block) -> str | None:
        found = _PART.match(block.text)
        if not found or len(block.text) > LONGEST_HEADING or block.text.endswith(("。", "；")):
            return None
        if self.listing:
            if self.first_listed != found[0]:
                self.first_listed = self.first_listed or found[0]
                return None
            self.listing = False
        if found[2] == "章":
            self.chapter = _value(found[1])
            return f"ch-{self.chapter}"
        return f"sec-{self.chapter}-{_value(found[1])}"

    def name(self, block: _Block) -> str | None:
        if _CONTENTS.fullmatch(block.text):
            self.listing = True
            return None
        found = _ARTICLE.match(block.text)
        if found is None:
            return self.part(block)
        return f"art-{_value(found[1])}" + (f"-{_value(found[2])}" if found[2] else "")

    def read(self, block: _Block) -> None:
        name = self.name(block)
        if name and name not in self.given:
            self.given[name] = block


def _named(html: str) -> dict[str, _Block]:
    names = _Names()
    blocks = list(_blocks(html))
    for block in _unquoted(blocks):
        names.read(block)
    return names.given


def with_anchors(html: str) -> str:
    """The sanitised body with ``id`` on its parts: ``art-12`` (``art-12-1`` for 第十二条之一), ``ch-2``, ``sec-2-1``.

    The first paragraph that begins with an article's number has it; quotations and a typed 目录 do not count.
    """
    pieces, at = [], 0
    for anchor, block in sorted(_named(html).items(), key=lambda item: item[1].at):
        pieces += [html[at : block.at], f' id="{anchor}"']
        at = block.at
    return "".join(pieces) + html[at:]


def table_of_contents(html: str) -> list[tuple[str, str]]:
    """Anchor and label of each part of a sanitised body in reading order: chapters whole, articles by number."""
    found = sorted(_named(html).items(), key=lambda item: item[1].at)
    return [(anchor, _label(anchor, block)) for anchor, block in found]


def _label(anchor: str, block: _Block) -> str:
    article = _ARTICLE.match(block.text) if anchor.startswith("art-") else None
    return article[0] if article else re.sub(r"[\s\u3000]+", "　", block.text)
