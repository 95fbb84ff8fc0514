"""What Word, WPS and old web sites hand over, as clean structure."""

import html as entities
import re
from dataclasses import replace

from lxml import etree
from lxml import html as markup
from lxml.html import HtmlElement

from gongkai.publication.richtext import soup, styles
from gongkai.publication.richtext.plain import from_plain
from gongkai.publication.richtext.runs import BLANK, Block, Run, laid_out, stripped, without, written
from gongkai.publication.richtext.sanitise import DROPPED_WITH_CONTENT, MAX_ADDRESS, MAX_ROUNDS, ROOM, sanitise
from gongkai.publication.richtext.soup import words

MAX_DEPTH = 150  # of elements; deeper markup is sanitised first, and what is still deeper becomes text
MOST_WORK = 120_000  # tags read in all rounds

_FRAGMENT = "<!--StartFragment-->", "<!--EndFragment-->"
_CONDITION = re.compile(r"<!--\[if|(<!\[endif\]-->)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTAINERS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4"}
    | {"h5", "h6", "blockquote", "section", "article", "center"}
    | {"address", "main", "header", "footer", "aside", "nav"}
    | {"dl", "dt", "dd", "fieldset", "details", "summary"}
    | {"figcaption", "body", "html"}
)
_BLOCKS = _CONTAINERS | {"ul", "ol", "li", "table", "pre", "hr", "figure"}
_READ = frozenset(
    {"class", "style", "align", "href", "src", "alt", "width", "height"} | {"start", "colspan", "rowspan", "scope"}
)
_BULLET = re.compile(r"[·•●○■□◆◇▪◦➢✓§oØüvnlq\-–—\uf000-\uf0ff]")
_DECIMAL = re.compile(r"(\d{1,4})[.．]")


class _Paste:
    """One conversion; knows which elements hold blocks and whether headings start at the first level."""

    def __init__(self, root: HtmlElement) -> None:
        self.holders: set[HtmlElement] = set()
        for element in root.iter(*_BLOCKS):
            above = element.getparent()
            while above is not None and above not in self.holders:
                self.holders.add(above)
                above = above.getparent()
        self.first = 1 if any(styles.heading_of(h, styles.style_of(h)) == 1 for h in root.iter("p", "h1")) else 2
        self.marker = ""

    def runs(self, element: HtmlElement, marks: frozenset[str], href: str = "") -> list[Run]:
        """The inline content of an element, its own marks applied."""
        style = styles.style_of(element)
        tag = element.tag
        if styles.is_hidden(element, style) or tag in DROPPED_WITH_CONTENT:
            return []
        if styles.is_list_marker(style):
            self.marker = element.text_content().strip(BLANK)
            return []
        if tag in {"br", "img", "ruby"}:
            whole = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
            return [Run(html=sanitise(whole))]
        added, taken = styles.marks_of(element, style)
        marks = (marks | added) - taken
        href = element.get("href", "")[: MAX_ADDRESS + 1] or href
        found = [Run(element.text, marks, href)] if element.text else []
        for child in element:
            found += self.runs(child, marks, href)
            if child.tail:
                found.append(Run(child.tail, marks, href))
        return found

    def flow(self, element: HtmlElement, marks: frozenset[str] = frozenset(), align: str = "") -> list[Block]:
        """The blocks of an element that holds blocks, loose text between them in paragraphs of its own."""
        blocks: list[Block] = []
        loose = [Run(element.text, marks)] if element.text else []
        for child in element:
            if child.tag in _BLOCKS or child in self.holders:
                blocks += self.paragraphs(loose, align=align)
                loose = []
                blocks += self.block(child, marks, align)
            else:
                loose += self.runs(child, marks)
            if child.tail:
                loose.append(Run(child.tail, marks))
        return blocks + self.paragraphs(loose, align=align)

    def block(self, element: HtmlElement, marks: frozenset[str], align: str) -> list[Block]:
        style = styles.style_of(element)
        tag = element.tag
        if styles.is_hidden(element, style) or tag in DROPPED_WITH_CONTENT:
            return []
        if tag in {"ul", "ol"}:
            return [Block(html=self.listing(element))]
        if tag in {"pre", "hr", "figure"}:
            return [Block(html=sanitise(etree.tostring(element, encoding="unicode", method="html", with_tail=False)))]
        if tag == "table":
            return [Block(html=self.table(element))]
        align = styles.alignment_of(element, style) or align
        if element in self.holders:
            added, taken = styles.marks_of(element, style)
            inner = self.flow(element, (marks | added) - taken, align)
            quote = tag == "blockquote" and bool(inner)
            return [Block(html=f"<blockquote>{laid_out(inner)}</blockquote>")] if quote else inner
        return self.leaf(element, style, marks, align)

    def leaf(self, element: HtmlElement, style: dict[str, str], marks: frozenset[str], align: str) -> list[Block]:
        """A block with only inline content: heading, list item of Word, or paragraphs."""
        self.marker = ""
        runs = self.runs(element, marks)
        marker, level = self.marker, styles.list_level_of(style)
        heading = styles.heading_of(element, style)
        if heading:
            runs = without([Run(marker), *runs], "strong")
            centred = "align-center" if "MsoTitle" in element.get("class", "") else ""
            tag = f"h{min(heading - self.first + 2, 4)}"
            return [replace(part, tag=tag) for part in self.paragraphs(runs, align=align or centred)]
        decimal = _DECIMAL.fullmatch(marker)
        if level is not None and (decimal or _BULLET.fullmatch(marker)):
            kind, number = ("ol", int(decimal[1])) if decimal else ("ul", 1)
            return [Block(runs=tuple(stripped(runs)), item=kind, number=number, level=level)]
        blocks = self.paragraphs([Run(marker), *runs] if marker else runs, align=align)
        if element.tag == "blockquote" and blocks:
            return [Block(html=f"<blockquote>{laid_out(blocks)}</blockquote>")]
        return (
            [replace(part, html=f"<p{kept}>{part.inside}</p>") for part in blocks]
            if (kept := _kept(element))
            else blocks
        )

    def paragraphs(self, runs: list[Run], align: str = "") -> list[Block]:
        """Split at two breaks, or at a break before an indent, as old sites part their paragraphs; empty ones go."""
        parts: list[list[Run]] = [[]]
        following = [Run()] * (len(runs) + 1)  # the next run that is more than space of the source
        for at in range(len(runs) - 1, -1, -1):
            some = runs[at].html or runs[at].text.strip(" \r\n\t")
            following[at] = runs[at] if some else following[at + 1]
        for at, run in enumerate(runs):
            after = following[at + 1]
            indented = after.text.lstrip("\r\n\t ").startswith(("\u3000", "\u00a0\u00a0"))
            if run.html == "<br>" and (indented or after.html == "<br>"):
                parts.append([])
            else:
                parts[-1].append(run)
        clean = (stripped(part) for part in parts)
        return [Block(runs=tuple(part), align=align) for part in clean if part]

    def listing(self, element: HtmlElement) -> str:
        start = f' start="{element.get("start")}"' if element.get("start", "").isdigit() else ""
        pieces: list[str] = []
        for child in element:
            if child.tag in {"ul", "ol"}:  # Word nests lists outside the items
                end = [pieces.pop()] if pieces and pieces[-1] == "</li>" else []
                pieces += [self.listing(child), *end]
            elif child.tag == "li":
                pieces += ["<li>", self.cell(child)[0], "</li>"]
        return f"<{element.tag}{start}>{''.join(pieces)}</{element.tag}>"

    def cell(self, element: HtmlElement) -> tuple[str, str]:
        """Content and alignment of a cell or item: one paragraph stands in it directly."""
        style = styles.style_of(element)
        align = styles.alignment_of(element, style)
        added, _ = styles.marks_of(element, style)
        if element not in self.holders:
            return written(stripped(self.runs(element, frozenset()))), align
        blocks = self.flow(element, added)
        lead = blocks[0] if blocks else Block()
        if (
            lead.runs
            and not lead.html
            and not lead.item
            and lead.tag == "p"
            and (element.tag == "li" or len(blocks) == 1)
        ):
            return lead.inside + laid_out(blocks[1:]), align or lead.align
        return laid_out(blocks), align

    def table(self, element: HtmlElement) -> str:
        """Its rows where they stand; leading rows of header cells alone are its head, which editors tend to lose."""
        parts: list[tuple[str, list[HtmlElement]]] = []
        captions = "".join(f"<caption>{self.cell(part)[0]}</caption>" for part in element.iterchildren("caption"))
        for part in element.iterchildren("thead", "tbody", "tfoot", "tr"):
            rows = [part] if part.tag == "tr" else list(part.iterchildren("tr"))
            if part.tag == "tr" and parts and parts[-1][0] == "tbody":
                parts[-1][1].append(part)
            else:
                parts.append(("tbody" if part.tag == "tr" else part.tag, rows))
        if parts and parts[0][0] == "tbody":
            heads = _heads(parts[0][1])
            parts[:1] = [("thead", parts[0][1][:heads]), ("tbody", parts[0][1][heads:])]
        written_parts = (f"<{tag}>{''.join(map(self.row, rows))}</{tag}>" for tag, rows in parts if rows)
        return f"<table>{captions}{''.join(written_parts)}</table>"

    def row(self, element: HtmlElement) -> str:
        cells = []
        for cell in element.iterchildren("td", "th"):
            inside, align = self.cell(cell)
            kept = "".join(f' {name}="{value}"' for name, value in cell.attrib.items() if _is_span(name, value))
            cells.append(f"<{cell.tag}{kept}{f' class={align!r}' if align else ''}>{inside}</{cell.tag}>")
        return f"<tr>{''.join(cells)}</tr>"


def _heads(rows: list[HtmlElement]) -> int:
    """How many rows at the top have only header cells; none when all have."""
    count = next((at for at, row in enumerate(rows) if row.find("td") is not None or not len(row)), len(rows))
    spans = [cell.get("rowspan", "1") for row in rows[:count] for cell in row]
    return count if count < len(rows) and all(span == "1" or count > 1 for span in spans) else 0


def _is_span(name: str, value: str) -> bool:
    return name in {"colspan", "rowspan", "scope"} and value.isascii() and value.isalnum()


def _kept(element: HtmlElement) -> str:
    """Our own indents survive being edited."""
    names = [name for name in element.get("class", "").split() if name in {"indent", "no-indent"}]
    align = styles.alignment_of(element, {})
    return f' class="{" ".join([*names, align]).strip()}"' if names and element.tag == "p" else ""


def _without_conditions(html: str) -> str:
    """Without what only some versions of Office are to see."""
    pieces: list[str] = []
    at, opened = 0, -1
    for found in _CONDITION.finditer(html):
        if not found[1] and opened < 0:
            opened = found.start()
        elif found[1] and opened >= 0:
            pieces.append(html[at:opened])
            at, opened = found.end(), -1
    return "".join([*pieces, html[at:]])


def _fragment(html: str) -> str:
    start, end = html.find(_FRAGMENT[0]), html.rfind(_FRAGMENT[1])
    return html[start + len(_FRAGMENT[0]) : end] if 0 <= start < end else html


def _tidied(html: str) -> str | None:
    """One spelling of what is to be parsed; None when it is too much."""
    text = _CONTROL.sub("", _without_conditions(_fragment(html)))
    return soup.tidied(text, lambda _tag, name: name in _READ, lambda words: entities.escape(words, quote=False))


def _tree(text: str) -> HtmlElement:
    parser = markup.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    text = _CONTROL.sub("", text)
    return markup.document_fromstring(f"<html><body>{text}</body></html>".encode(), parser=parser)


def _depth(root: HtmlElement) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _once(html: str) -> str:
    tidy = _tidied(html)
    if tidy is None:
        return _as_text(html)
    root = _tree(tidy)
    if _depth(root) > MAX_DEPTH:
        tidy = sanitise(tidy)
        root = _tree(tidy)
        if _depth(root) > MAX_DEPTH:
            return _as_text(tidy)
    body = root.find("body")
    found = laid_out(_Paste(root).flow(body if body is not None else root))
    return sanitise(found) if len(found) <= 2 * len(html) + ROOM else _as_text(html)


def _as_text(html: str) -> str:
    return from_plain(words(html))


def from_paste(html: str) -> str:
    """A body from what the clipboard or an old site held.

    Office's lists become lists when they count 1. 2. 3. or have bullets; other numbers (一、 （一） 第一条) stay as
    text. Merged cells and alignment stay, empty paragraphs and indents of spaces go, hidden text, comments and what
    tracked changes deleted go. A second call changes nothing; what does not settle, or has more tags than a document
    of people, becomes its text.
    """
    before, tags = html, 0
    for _ in range(MAX_ROUNDS):
        count = before.count("<")
        tags += count if count <= soup.MAX_TAGS else 0  # more are not parsed
        after = _once(before)
        if after == before:
            return after
        if tags > MOST_WORK:
            break
        before = after
    return _as_text(before)
