"""The one allow-list for bodies: whatever was typed, pasted or imported passes here before it is kept or shown."""

import html as entities
import re

import nh3

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
MAX_DEPTH = 1_000  # the parser's time grows with the square of the depth

_PLAIN = re.compile(r"[^<>&\r\u00a0\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]*")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_IGNORED_BY_BROWSERS = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
_SCHEME = re.compile(r"([^/?#:]*):")
_PICTURE = re.compile(r"attachment:[0-9a-f]{64}|/p/(?!.*(?i:\.\.|//|%2e|%2f|%5c))[\w.~/%-]+", re.ASCII)
_OPENING = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_OFTEN_UNCLOSED = frozenset(
    {"p", "li", "td", "th", "tr", "br"}
    | {"img", "hr", "dd", "dt", "col", "option"}
    | {"input", "meta", "link", "wbr", "tbody", "thead"}
    | {"o:p"}
)
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
_RENAMED = {"b": "strong", "i": "em", "strike": "s", "del": "s", "h1": "h2", "h5": "h4", "h6": "h4"}
_TAG = re.compile(r'<(/?)(img|a|b|i|strike|del|h[156]|[a-z][a-z0-9]*(?= class=""))((?: [a-z]+="[^"]*")*)>')


def _href(value: str) -> str | None:
    address = _IGNORED_BY_BROWSERS.sub("", value).replace("\\", "/")
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
    flush = {tag: set(CLASSES) for tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li")}
    cells = {tag: set(ALIGNMENTS) for tag in ("td", "th", "caption", "figure", "figcaption")}
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
    """Whether elements stand in each other deeper than any document of people; costs nothing for few tags."""
    if html.count("<") <= MAX_DEPTH:
        return False
    depth = 0
    for found in _OPENING.finditer(html):
        if found[2].lower() not in _OFTEN_UNCLOSED:
            depth = max(depth - 1, 0) if found[1] else depth + 1
            if depth > MAX_DEPTH:
                return True
    return False


def only_text(html: str) -> str:
    """What is left of markup that cannot be kept: its text, escaped."""
    text = entities.unescape(re.sub(r"(?:<[^>]*>)+", " ", html))
    return _UNWRITABLE.sub("", entities.escape(text, quote=False)).strip()


def _round(html: str) -> str:
    return _UNWRITABLE.sub("", _TAG.sub(_finish, _CLEANER.clean(html)))


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
    if is_too_deep(before):
        return only_text(before)
    for _ in range(MAX_ROUNDS):
        after = _round(before)
        if after == before:
            return after
        before = after
    return only_text(before)
