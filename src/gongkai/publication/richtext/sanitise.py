"""The one allow-list for bodies: whatever was typed, pasted or imported passes here before it is kept or shown."""

import html as entities
import re

import nh3

from gongkai.publication.richtext import soup

BLOCKS = frozenset({"p", "h2", "h3", "h4", "blockquote", "pre", "figure", "figcaption", "ul", "ol", "li", "hr"})
TABLES = frozenset({"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"})
INLINE = frozenset({"strong", "em", "u", "s", "sub", "sup", "br", "code", "ruby", "rt", "rp", "a", "img"})
TAGS = BLOCKS | TABLES | INLINE
ALIGNMENTS = frozenset({"align-left", "align-center", "align-right"})
CLASSES = ALIGNMENTS | {"indent", "no-indent"}
DROPPED_WITH_CONTENT = frozenset(
    {"script", "style", "svg", "math", "iframe", "object"}
    | {"embed", "applet", "noscript", "noembed", "noframes"}
    | {"title", "textarea", "template", "select", "button", "xmp"}
    | {"plaintext", "frameset", "head"}
)
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
MAX_ROUNDS = 6
ROOM = 1_000_000  # how much longer than twice what came the result may be
MAX_ADDRESS = 2_000  # longer ones no browser follows, and each paragraph inside a link would repeat it

_PLAIN = re.compile(r"[^<>&\r\u00a0\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]*")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_IGNORED_BY_BROWSERS = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
_SCHEME = re.compile(r"([^/?#:]*):")
_PICTURE = re.compile(r"attachment:[0-9a-f]{64}|/p/(?!.*(?i:\.\.|//|%2e|%2f|%5c))[\w.~/%-]+", re.ASCII)
_LINE_END = re.compile(r"\r\n?")
_NO_CHARACTERS = re.compile(r"[\ufdd0-\ufdef]")
_WRITTEN = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\u00a0": "&nbsp;"}
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
_FLUSH = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li"})
_CELLS = frozenset({"td", "th", "caption", "figure", "figcaption"})
_RENAMED = {"b": "strong", "i": "em", "strike": "s", "del": "s", "h1": "h2", "h5": "h4", "h6": "h4"}
_TAG = re.compile(r'<(/?)(img|a|b|i|strike|del|h[156]|[a-z][a-z0-9]*(?= class=""))((?: [a-z]+="[^"]*")*)>')


def _href(value: str) -> str | None:
    address = _IGNORED_BY_BROWSERS.sub("", value).replace("\\", "/")
    if len(address) > MAX_ADDRESS:
        return None
    if address.startswith("//"):
        rest = address.lstrip("/")
        return f"https://{rest}" if rest else None
    scheme = _SCHEME.match(address)
    if scheme and scheme[1].lower() not in SCHEMES:
        return None
    return address or None


def _span(value: str) -> str | None:
    return value if _NUMBER.fullmatch(value) and value != "1" else None


def _length(value: str) -> str | None:
    return value if _NUMBER.fullmatch(value) else None


def _picture(value: str) -> str | None:
    return value if _PICTURE.fullmatch(value) else None


def _scope(value: str) -> str | None:
    return value if value in {"col", "row", "colgroup", "rowgroup"} else None


RULES = {
    ("a", "href"): _href,
    ("img", "src"): _picture,
    ("img", "alt"): lambda value: value,
    ("img", "width"): _length,
    ("img", "height"): _length,
    ("ol", "start"): _length,
    **{(cell, side): _span for cell in ("td", "th") for side in ("colspan", "rowspan")},
    ("th", "scope"): _scope,
}


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return value
    rule = RULES.get((tag, name))
    return rule(value) if rule else None


def _cleaner() -> nh3.Cleaner:
    allowed: dict[str, set[str]] = {"*": set()}
    for tag, name in RULES:
        allowed.setdefault(tag, set()).add(name)
    flush = {tag: set(CLASSES) for tag in _FLUSH}
    cells = {tag: set(ALIGNMENTS) for tag in _CELLS}
    return nh3.Cleaner(
        tags=set(TAGS | _RENAMED.keys()),
        clean_content_tags=set(DROPPED_WITH_CONTENT),
        attributes=allowed,
        attribute_filter=_attribute,
        allowed_classes=flush | cells,
        url_schemes=set(SCHEMES | {"attachment"}),
        link_rel=None,
    )


_CLEANER = _cleaner()


def _finish(found: re.Match[str]) -> str:
    slash, tag, attributes = found[1], found[2], found[3].replace(' class=""', "")
    if tag == "img" and ' src="' not in attributes:
        return ""
    if tag == "a" and attributes.lower().startswith((' href="http:', ' href="https:')):
        attributes += ' rel="noopener noreferrer nofollow"'
    return f"<{slash}{_RENAMED.get(tag, tag)}{attributes}>"


def is_too_deep(html: str) -> bool:
    """Whether there are more elements, or deeper in each other, than in any document of people."""
    return soup.is_too_much(html)


def only_text(html: str) -> str:
    """What is left of markup that cannot be kept: its text, escaped."""
    return _escaped(_UNWRITABLE.sub("", soup.words(html))).strip()


def _escaped(text: str) -> str:
    return entities.escape(_LINE_END.sub("\n", text), quote=False).replace("\u00a0", "&nbsp;")


def _kept(tag: str, name: str) -> bool:
    """Whether the parser may see it: many different attributes on ``b`` or ``font`` would multiply its work."""
    return (tag, name) in RULES or (name == "class" and tag in _FLUSH | _CELLS)


def _round(html: str) -> str:
    return _UNWRITABLE.sub("", _TAG.sub(_finish, _CLEANER.clean(html)))


def _stand_ins(html: str) -> dict[str, str] | None:
    """Characters for what the parser would write as entities, of which long runs take it the square of their length."""
    free = [sign for sign in map(chr, range(0xFDD0, 0xFDF0)) if sign not in html]
    return dict(zip(_WRITTEN, free, strict=False)) if len(free) >= len(_WRITTEN) else None


def sanitise(html: str) -> str:
    """The fragment with only what a body may hold; a second call changes nothing.

    Links to other hosts get ``rel``, ``//host`` becomes ``https://host``; pictures keep only
    ``attachment:<sha256 hex>`` or a path below ``/p/``; ``b``, ``i``, ``h1`` and the like become what they mean here;
    styles, ids, handlers and foreign namespaces go. Characters that no XML can hold go too, so that feeds and Word
    files can carry every body. The result is cleaned again until it is stable: markup that changes its meaning when
    it is parsed anew never gets out; what does not settle, or is nested absurdly deep, is kept as its text.
    """
    if _PLAIN.fullmatch(html):
        return html
    before = _SURROGATE.sub("\ufffd", html)
    signs = _stand_ins(before)
    if signs is None:
        return sanitise(_NO_CHARACTERS.sub("", before))
    table = str.maketrans(signs)
    tidy = soup.tidied(before, _kept, lambda text: text.translate(table))
    if tidy is None:
        return only_text(before)
    most = 2 * len(tidy) + ROOM
    for _ in range(MAX_ROUNDS):
        after = _round(tidy)
        opening = after.count("<") - after.count("</")
        if len(after) > most or opening > soup.MAX_OPENING or after.count("<") > soup.MAX_TAGS:
            break
        if after == tidy:
            return after.translate({ord(sign): _WRITTEN[meant] for meant, sign in signs.items()})
        tidy = after
    return only_text(before)
