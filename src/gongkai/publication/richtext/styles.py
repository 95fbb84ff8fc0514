"""What an element of pasted HTML says about its looks: tags, inline styles, Office classes."""

import re

from lxml.html import HtmlElement

from gongkai.publication.richtext.sanitise import ALIGNMENTS

_MARKED = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "u": "u",
    "s": "s",
    "strike": "s",
    "sub": "sub",
    "sup": "sup",
    "code": "code",
    "del": "s",
}
_BOLD = re.compile(r"bold|bolder|[6-9]00")
_HEADING_CLASS = re.compile(r"MsoHeading([1-9])|Heading([1-9])")
_OUTLINE = re.compile(r"[1-9]")
_LIST = re.compile(r"l\d+\s+level(\d{1,2})")
_NOTHING: frozenset[str] = frozenset()
_HIDDEN_PARTS = {"comment", "comment-list", "header", "footer"}


def style_of(element: HtmlElement) -> dict[str, str]:
    """The declarations of its style attribute, lower case."""
    declared = element.get("style")
    if not declared:
        return {}
    pairs = (part.partition(":") for part in declared.lower().split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs if name.strip()}


def is_hidden(element: HtmlElement, style: dict[str, str]) -> bool:
    """Hidden text, comments and what tracked changes deleted."""
    classes = element.get("class", "")
    return (
        style.get("display") == "none"
        or style.get("mso-hide") == "all"
        or style.get("visibility") == "hidden"
        or style.get("mso-element") in _HIDDEN_PARTS
        or ("mso-special-character" in style and "comment" in style["mso-special-character"])
        or "msoDel" in classes
        or "MsoCommentReference" in classes
    )


def marks_of(element: HtmlElement, style: dict[str, str]) -> tuple[frozenset[str], frozenset[str]]:
    """The marks it adds, and those it takes away (a normal span inside bold)."""
    added = {_MARKED[element.tag]} if element.tag in _MARKED else set()
    if not style:
        return frozenset(added), _NOTHING
    taken: set[str] = set()
    if weight := style.get("font-weight"):
        (added if _BOLD.fullmatch(weight) else taken).add("strong")
    if slant := style.get("font-style"):
        (added if slant == "italic" else taken).add("em")
    line = style.get("text-decoration", "") + style.get("text-decoration-line", "")
    if element.tag != "a":
        added |= {mark for word, mark in (("underline", "u"), ("line-through", "s")) if word in line}
    height = style.get("vertical-align", "")
    added |= {mark for word, mark in (("super", "sup"), ("sub", "sub")) if height == word}
    return frozenset(added - taken), frozenset(taken)


def alignment_of(element: HtmlElement, style: dict[str, str]) -> str:
    """The class of its alignment, or nothing; what is flush left or justified needs none."""
    for name in element.get("class", "").split():
        if name in ALIGNMENTS:
            return name
    if element.tag == "center":
        return "align-center"
    side = style.get("text-align") or element.get("align", "").lower()
    return {"center": "align-center", "right": "align-right", "end": "align-right"}.get(side, "")


def heading_of(element: HtmlElement, style: dict[str, str]) -> int:
    """Its level as a heading, 1 and up; 0 for what is none."""
    tag = element.tag
    if len(tag) == len("h1") and tag[0] == "h" and tag[1] in "123456":
        return int(tag[1])
    classes = element.get("class", "")
    if "MsoTitle" in classes.split():
        return 1
    if found := _HEADING_CLASS.search(classes):
        return int(found[1] or found[2])
    outline = style.get("mso-outline-level", "")
    return int(outline) if _OUTLINE.fullmatch(outline) else 0


def list_level_of(style: dict[str, str]) -> int | None:
    """The level, from 0, of a paragraph of a Word list; None for others."""
    found = _LIST.search(style.get("mso-list", ""))
    return max(int(found[1]) - 1, 0) if found else None


def is_list_marker(style: dict[str, str]) -> bool:
    """Whether it holds only the number or bullet Word wrote for programs that know no lists."""
    return style.get("mso-list") == "ignore"
