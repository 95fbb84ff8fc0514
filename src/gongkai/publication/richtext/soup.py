"""Markup of strangers cut into tags and text in one pass, so that no parser is given work that grows with a square."""

import html as entities
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

MAX_TAGS = 60_000  # opening, closing and lone "<" together
MAX_OPENING = 20_000  # what two rounds of a paste read in two seconds
MAX_DEPTH = 1_000  # the parser's time grows with the square of the depth
MAX_ATTRIBUTES = 60  # of one tag; parsers compare each with each

_TAG = re.compile(
    r"""<(/?)([a-zA-Z][^\s/>]*+)((?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+|["'])*+)(?:>|\Z)"""
    r"|<(?:!|\?|/(?=[^a-zA-Z]))"
)
_ATTRIBUTE = re.compile(r"""([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]++)))?+""")
_COMMENT_END = re.compile(r"--!?>")
_RAW = frozenset(
    {"script", "style", "iframe", "noembed"} | {"noframes", "noscript", "title", "textarea"} | {"xmp", "plaintext"}
)
_RAW_END = re.compile(rf"</(?:{'|'.join(sorted(_RAW - {'plaintext'}))})(?=[\s/>])", re.IGNORECASE)
_OFTEN_UNCLOSED = frozenset(
    {"p", "li", "td", "th", "tr", "br"}
    | {"img", "hr", "dd", "dt", "col", "option"}
    | {"input", "meta", "link", "wbr", "tbody", "thead"}
    | {"o:p"}
)
_WALLS = frozenset({"table", "caption", "object", "applet", "marquee", "template"})


class Token(NamedTuple):
    """Text when ``name`` is empty, else a tag; ``rest`` is the text, or what stands behind the tag's name."""

    name: str
    closing: bool
    rest: str


def _after_comment(html: str, at: int) -> int:
    if html.startswith(("<!-->", "<!--->"), at):
        return html.index(">", at) + 1
    if html.startswith("<!--", at):
        found = _COMMENT_END.search(html, at + 4)
        return found.end() if found else len(html)
    return html.find(">", at) + 1 or len(html)


class _RawEnds:
    """Where each raw element could end, read once; a search for each beginning would be a square."""

    def __init__(self, html: str) -> None:
        self._ends: dict[str, list[int]] | None = None
        self._html = html

    def after(self, name: str, at: int) -> int:
        if self._ends is None:
            self._ends = {}
            for found in _RAW_END.finditer(self._html):
                self._ends.setdefault(found[0][2:].lower(), []).append(found.start())
            for places in self._ends.values():
                places.reverse()
        places = self._ends.get(name, [])
        while places and places[-1] < at:
            places.pop()
        return places[-1] if places else len(self._html)


def tokens(html: str) -> Iterator[Token]:
    """Tags and text as they stand; comments, declarations and what no reader sees (scripts, styles) are left out."""
    at, raw, length, search = 0, _RawEnds(html), len(html), _TAG.search
    while at < length:
        found = search(html, at)
        if found is None:
            yield Token("", False, html[at:])
            return
        start, end = found.span()
        if start > at:
            yield Token("", False, html[at:start])
        slash, name, rest = found.groups()
        at = end
        if name is None:
            at = _after_comment(html, start)
            continue
        name = name.lower()
        if name not in _RAW:
            yield Token(name, slash == "/", rest)
        elif not slash:
            at = raw.after(name, at)


@dataclass(slots=True)
class _Depth:
    """How deep the elements stand; a closing tag reaches no further than the table or object around it."""

    scopes: list[tuple[list[str], Counter[str]]] = field(default_factory=lambda: [([], Counter())])
    now: int = 0

    def read(self, name: str, *, closing: bool) -> int:
        if name in _OFTEN_UNCLOSED:
            return self.now
        if not closing:
            names, counts = self.scopes[-1]
            names.append(name)
            counts[name] += 1
            self.now += 1
            if name in _WALLS:
                self.scopes.append(([], Counter()))
            return self.now
        if name in _WALLS and len(self.scopes) > 1 and self.scopes[-2][0][-1] == name:
            self.now -= len(self.scopes.pop()[0])
        names, counts = self.scopes[-1]
        while counts[name]:
            last = names.pop()
            counts[last] -= 1
            self.now -= 1
            if last == name:
                break
        return self.now


def decoded(text: str) -> str:
    """As ``html.unescape``, which takes long over millions of entities, for what we write ourselves at once."""
    signs = text.count("&")
    if not signs:
        return text
    if signs != sum(map(text.count, ("&amp;", "&lt;", "&gt;", "&nbsp;"))):
        return entities.unescape(text)
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u00a0")
    return text.replace("&amp;", "&")


def attributes_of(rest: str) -> dict[str, str]:
    """The attributes of a tag, the first of a name, decoded; those beyond ``MAX_ATTRIBUTES`` are not read."""
    found: dict[str, str] = {}
    if not rest or rest.isspace():
        return found
    for number, match in enumerate(_ATTRIBUTE.finditer(rest)):
        if number >= MAX_ATTRIBUTES:
            break
        name, double, single, bare = match.groups()
        found.setdefault(name.lower(), entities.unescape(double or single or bare or ""))
    return found


def _tag(token: Token, keep: Callable[[str, str], bool]) -> str:
    if token.closing:
        return f"</{token.name}>"
    pairs = attributes_of(token.rest).items()
    kept = (f' {name}="{entities.escape(value)}"' for name, value in pairs if keep(token.name, name))
    return f"<{token.name}{''.join(kept)}>"


def tidied(html: str, keep: Callable[[str, str], bool], write: Callable[[str], str]) -> str | None:
    """The same markup in one spelling; None when it has more tags or is nested deeper than any document of people.

    Args:
        html: whatever came.
        keep: whether a tag's attribute is wanted.
        write: how text, decoded, is to be spelled.
    """
    if html.count("<") > MAX_TAGS:
        return None
    pieces, depth, opening = [], _Depth(), 0
    for token in tokens(html):
        if not token.name:
            pieces.append(write(decoded(token.rest)))
            continue
        opening += not token.closing
        if opening > MAX_OPENING or depth.read(token.name, closing=token.closing) > MAX_DEPTH:
            return None
        pieces.append(_tag(token, keep))
    return "".join(pieces)


def is_too_much(html: str) -> bool:
    """Whether it has more tags, or deeper ones, than is parsed; costs nothing for few."""
    if html.count("<") <= MAX_DEPTH:
        return False
    return tidied(html, lambda _tag, _name: False, lambda _text: "") is None


def words(html: str) -> str:
    """Its text alone, decoded, a space for each run of tags."""
    pieces: list[str] = []
    for name, _, text in tokens(html):
        if not name:
            pieces.append(text)
        elif pieces and pieces[-1] != " ":
            pieces.append(" ")
    return decoded("".join(pieces))
