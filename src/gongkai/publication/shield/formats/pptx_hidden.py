"""What a PowerPoint file holds that is not seen on its slides."""

import posixpath
from collections.abc import Iterator
from typing import Any

from lxml import etree

from gongkai.publication.shield.container import Container, veiled
from gongkai.publication.shield.findings import Finding, finding
from gongkai.publication.shield.formats.pptx_colour import covers, is_tiny, is_unseen
from gongkai.publication.shield.formats.pptx_deck import A, Deck, P, R, is_hidden, is_outside, is_shown, placed

LONG_TEXT = 60
CROP_FROM = 1000
BY_FOLDER = (
    ("ppt/comments/", "pptx.comment"),
    ("ppt/commentauthors", "pptx.comment"),
    ("ppt/authors", "pptx.comment"),
    ("ppt/threadedcomments/", "pptx.comment"),
    ("ppt/persons/", "pptx.comment"),
    ("ppt/charts/chart", "pptx.chart"),
    ("ppt/diagrams/data", "pptx.diagram"),
    ("ppt/ink/", "pptx.ink"),
    ("ppt/tags/", "pptx.custom_data"),
)
MOVING = (".mp3", ".mp4", ".wav", ".avi", ".mov", ".wmv", ".wma", ".m4a", ".m4v", ".mpg", ".mpeg", ".aac", ".mid")
COMING = {"exit", "entr"}
ORDINARY_SECTIONS = {"默认节", "Default Section", "无标题节", "Untitled Section"}
BY_TAG = {
    **dict.fromkeys(("videoFile", "audioFile", "wavAudioFile", "snd"), "pptx.media"),
    **dict.fromkeys(("custData", "tags"), "pptx.custom_data"),
    "contentPart": "pptx.ink",
}


def slide_findings(deck: Deck) -> Iterator[Finding]:
    """Findings on the slides, hidden ones included."""
    for number, slide in enumerate(deck.presentation.slides, 1):
        where = f"第{number}张幻灯片"
        if not is_shown(slide):
            yield finding("pptx.hidden_slide", where)
        if slide.has_notes_slide:
            notes = slide.notes_slide
            words = " ".join(_words(one.element) for one in notes.shapes if not _is_page_number(one))
            if words.strip():
                yield finding("pptx.notes", where, veiled(words))
        yield from _shapes(slide, where, deck.size)
        yield from _code(slide.element, where)


def part_findings(container: Container) -> Iterator[Finding]:
    """Findings about whole parts."""
    for name in container.names:
        lower = name.lower()
        kinds = [kind for mark, kind in BY_FOLDER if lower.startswith(mark) and not lower.endswith(".rels")]
        yield from (finding(kind, f"部件 {name}") for kind in kinds)
        if lower.endswith(MOVING):
            yield finding("pptx.media", f"部件 {name}")
    root = container.xml("ppt/presentation.xml")
    if root is None:
        return
    shown = {one.get(f"{R}id") for one in root.iter(f"{P}sldId")}
    for relation in container.relations("ppt/presentation.xml"):
        if relation.kind == "slide" and relation.id not in shown:
            yield finding("pptx.unused_slide", f"部件 {relation.target}")
    for element in root.iter("{*}section"):
        name = element.get("name", "")
        if name and name not in ORDINARY_SECTIONS:
            yield finding("pptx.section", "分节", f"{name[:4]}…")
    yield from _masters(container)


def _masters(container: Container) -> Iterator[Finding]:
    used = {one.target for name in container.names if _is_in(name, "ppt/slides") for one in container.relations(name)}
    for name in container.names:
        for folder in ("slideLayouts", "slideMasters", "handoutMasters", "notesMasters"):
            if not _is_in(name, f"ppt/{folder}"):
                continue
            root = container.xml(name)
            own = [one for one in root.iter(f"{P}sp") if one.find(f".//{P}nvPr/{P}ph") is None]
            words = "".join(_words(one) for one in own).strip()
            unused = folder in {"handoutMasters", "notesMasters"} or (folder == "slideLayouts" and name not in used)
            if words:
                yield finding(
                    "pptx.master_text_unused" if unused else "pptx.master_text", f"部件 {name}", veiled(words)
                )
            yield from _code(root, f"部件 {name}")


def _is_in(name: str, folder: str) -> bool:
    return posixpath.dirname(name) == folder and name.endswith(".xml")


def _shapes(slide: Any, where: str, size: tuple[int, int]) -> Iterator[Finding]:
    for one in slide.shapes.element.iter(f"{P}cNvPr"):
        if one.get("hidden") in {"1", "true"}:
            yield finding("pptx.hidden_shape", where)
    shapes = list(placed(slide.shapes))
    for index, one in enumerate(shapes):
        words = _words(one.shape.element).strip()
        is_picture = one.shape.element.tag == f"{P}pic"
        if (words or is_picture) and is_outside(one.box, size):
            yield finding("pptx.off_slide", where, f"{words[:4]}…" if words else "")
        if words and any(covers(other, one) for other in shapes[index + 1 :]):
            yield finding("pptx.covered", where, f"{words[:4]}…")
        for run in one.shape.element.iter(f"{A}r"):
            text = "".join(part.text or "" for part in run.iter(f"{A}t")).strip()
            if text and is_tiny(run):
                yield finding("pptx.tiny_text", where, f"{text[:4]}…")
            if text and is_unseen(run, one, shapes[:index], slide):
                yield finding("pptx.unseen_colour", where, f"{text[:4]}…")


def _code(root: Any, where: str) -> Iterator[Finding]:
    for one in root.iter():
        if isinstance(one, etree._Comment):  # noqa: SLF001 - lxml has no public name for it
            yield finding("pptx.note_in_code", where)
        if not isinstance(one.tag, str):
            continue
        name = etree.QName(one).localname
        if name == "cNvPr":
            words = f"{one.get('descr', '')} {one.get('title', '')}".strip()
            if words:
                kind = "pptx.alt_text_long" if len(words) > LONG_TEXT else "pptx.alt_text"
                yield finding(kind, where, f"{words[:4]}…")
        elif name == "srcRect" and any(abs(int(one.get(side, "0"))) > CROP_FROM for side in "ltrb"):
            yield finding("pptx.cropped_image", where)
        elif name in BY_TAG:
            yield finding(BY_TAG[name], where)
        elif name == "cTn" and one.get("presetClass") in COMING:
            yield finding("pptx.animation", where)


def _is_page_number(shape: Any) -> bool:
    place = next(shape.element.iter(f"{P}ph"), None)
    return is_hidden(shape) or (place is not None and place.get("type") in {"sldNum", "sldImg", "dt", "hdr", "ftr"})


def _words(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(f"{A}t"))
