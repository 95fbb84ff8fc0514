"""The parts of a Word file: which hold text, which are shown, what the settings remember."""

from collections.abc import Iterator
from typing import Any

from gongkai.publication.shield.container import Container, veiled
from gongkai.publication.shield.findings import Finding, Unacceptable, finding
from gongkai.publication.shield.formats.docx_style import W, is_on

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TEXTS = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
REMARKS = ("comments", "commentsExtended", "commentsExtensible", "commentsIds")
NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
PEOPLE = ("people", "person")
ORDINARY_NOTES = {"separator", "continuationSeparator", "continuationNotice"}


def main_part(container: Container) -> str:
    """The name of the part with the body.

    Raises:
        Unacceptable: ``damaged`` where there is none.
    """
    for relation in container.relations():
        if relation.kind == "officeDocument" and not relation.external and relation.target in container.names:
            return relation.target
    raise Unacceptable("damaged", "文件里没有正文，无法读取；请用办公软件打开后另存再上传")


def shown_parts(container: Container, main: str) -> Iterator[tuple[str, str, str]]:
    """Headers, footers and notes: part, sort (``header``), Chinese name."""
    for relation in container.relations(main):
        if relation.kind in TEXTS and relation.target in container.names:
            yield relation.target, relation.kind, TEXTS[relation.kind]


def part_findings(container: Container, main: str) -> Iterator[Finding]:
    """Findings about whole parts: comments, people, glossary, charts, unused headers and notes."""
    body = container.xml(main)
    used = {value for one in body.iter(f"{W}headerReference", f"{W}footerReference") for value in one.attrib.values()}
    for relation in container.relations(main):
        name = relation.target
        if relation.kind in REMARKS:
            yield finding("docx.comment", f"部件 {name}")
        elif relation.kind in PEOPLE:
            yield finding("docx.people", f"部件 {name}")
        elif relation.kind == "glossaryDocument":
            yield finding("docx.glossary", f"部件 {name}")
        elif relation.kind in {"chart", "chartEx", "diagramData"}:
            yield finding("docx.chart", f"部件 {name}")
        elif relation.kind == "aFChunk":
            yield finding("docx.alt_chunk", f"部件 {name}")
        elif relation.kind in {"header", "footer"} and relation.id not in used and _words(container.xml(name)):
            yield finding("docx.unused_part", TEXTS[relation.kind], veiled(_words(container.xml(name))))
        elif relation.kind in NOTES:
            yield from _unused_notes(container.xml(name), body, NOTES[relation.kind])
    yield from _unshown_margins(container, main)
    yield from _settings(container, main)


def _unused_notes(root: Any, body: Any, sort: str) -> Iterator[Finding]:
    used = {one.get(f"{W}id") for one in body.iter(f"{W}{sort}Reference")}
    for note in [] if root is None else root.findall(f"{W}{sort}"):
        if note.get(f"{W}id") not in used and note.get(f"{W}type") not in ORDINARY_NOTES and _words(note):
            yield finding("docx.unused_part", TEXTS[f"{sort}s"], veiled(_words(note)))


def margin_parts(container: Container, main: str) -> dict[str, bool]:
    """The headers and footers the sections name, and whether one of them is shown.

    Those for first or even pages stand in the file but are only shown when switched on.
    """
    settings = _of_kind(container, main, "settings")
    even = settings is not None and is_on(settings.find(f"{W}evenAndOddHeaders"))
    targets = {relation.id: relation.target for relation in container.relations(main)}
    shown: dict[str, bool] = {}
    for section in container.xml(main).iter(f"{W}sectPr"):
        first = is_on(section.find(f"{W}titlePg"))
        for one in section.findall(f"{W}headerReference") + section.findall(f"{W}footerReference"):
            name = targets.get(one.get(f"{R}id", ""), "")
            seen = {"first": first, "even": even}.get(one.get(f"{W}type", "default"), True)
            if name in container.names:
                shown[name] = shown.get(name, False) or seen
    return shown


def _unshown_margins(container: Container, main: str) -> Iterator[Finding]:
    for name, shown in margin_parts(container, main).items():
        words = "" if shown else _words(container.xml(name))
        if words:
            yield finding("docx.unused_part", "页眉页脚", veiled(words))


def _settings(container: Container, main: str) -> Iterator[Finding]:
    root = _of_kind(container, main, "settings")
    if root is None:
        return
    for one in root.iter(f"{W}docVar"):
        yield finding("docx.variable", "文档变量", veiled(one.get(f"{W}val", "")))
    if root.find(f"{W}mailMerge") is not None:
        yield finding("docx.mail_merge", "设置")
    if root.find(f"{W}rsids") is not None:
        yield finding("docx.revision_ids", "设置")


def _of_kind(container: Container, main: str, kind: str) -> Any:
    return next((container.xml(one.target) for one in container.relations(main) if one.kind == kind), None)


def _words(root: Any) -> str:
    return "" if root is None else "".join(text.text or "" for text in root.iter(f"{W}t")).strip()
