"""OFD: findings, visible text, and the file made anew; sealed files are never rewritten."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lxml import etree

from gongkai.publication.shield.container import surroundings, veiled
from gongkai.publication.shield.findings import Finding, Rebuilt, Unacceptable, finding
from gongkai.publication.shield.formats.image_metadata import metadata_findings
from gongkai.publication.shield.formats.ofd_document import Ofd, every, joined, name_of, open_ofd, unseen, words_of
from gongkai.publication.shield.formats.ofd_write import needed_parts, written

SUFFIX, MEDIA_TYPE = "ofd", "application/ofd"
SEALED = "加盖电子签章的 OFD 重做后签章失效，系统不改动它；请上传由原件导出的 PDF"
REFUSED = "OFD 里的文字不能直接涂改；请在原文件中改好再导出，或上传 Word 文件"
NAMESPACE = "ofdspec.org"
SPACES = re.compile(r"\s+")
BY_TAG = {
    "Annotations": "ofd.annotation",
    "Attachments": "ofd.attachment",
    "CustomTags": "ofd.custom_tag",
    "Versions": "ofd.version",
    "Extensions": "ofd.extension",
    "Actions": "ofd.action",
}
TELLING = {"Abstract", "Keyword", "Subject"}


def scan(content: bytes) -> Iterable[Finding]:
    """Everything found in the file's structure.

    Raises:
        Unacceptable: ``damaged``, ``encrypted`` or ``bomb``.
    """
    ofd = open_ofd(content)
    found = [*surroundings(content), *_properties(ofd), *_documents(ofd), *_pages(ofd), *_parts(ofd)]
    return list({(one.kind, one.where): one for one in reversed(found)}.values())


def visible_text(content: bytes) -> Iterable[tuple[str, str]]:
    """The text of each page, its templates included.

    Raises:
        Unacceptable: as :func:`scan`.
    """
    return list(_texts(open_ofd(content)))


def rebuild(content: bytes, change: Callable[[str], str] | None = None) -> Rebuilt:
    """The file with its pages, templates and resources only, without the objects nobody sees.

    Args:
        content: the file.
        change: not possible for OFD.

    Raises:
        Unacceptable: ``sealed`` for a file with seals or signatures; ``cannot_mask`` when ``change`` is given;
            as :func:`scan`.
    """
    ofd = open_ofd(content)
    if is_sealed(ofd):
        raise Unacceptable("sealed", SEALED)
    if change is not None:
        raise Unacceptable("cannot_mask", REFUSED)
    return Rebuilt(written(ofd), SUFFIX, MEDIA_TYPE)


def is_sealed(ofd: Ofd) -> bool:
    """Whether the file carries signatures or seals."""
    lists = [joined("", one.text) for one in every(ofd.root, "Signatures") if one.text]
    roots = [ofd.container.xml(name) for name in lists]
    listed = any(root is not None and next(every(root, "Signature"), None) is not None for root in roots)
    return listed or any(name.lower().endswith((".esl", "seal.esl", "signedvalue.dat")) for name in ofd.container.names)


def _texts(ofd: Ofd) -> Iterator[tuple[str, str]]:
    for number, page in enumerate(ofd.pages, 1):
        roots = [
            ofd.templates[key.get("TemplateID", "")]
            for key in every(page.root, "Template")
            if key.get("TemplateID", "") in ofd.templates
        ]
        for one in [*roots, page]:
            words = "\n".join(words_of(row) for row in every(one.root, "TextObject") if not unseen(row, page.box))
            if words.strip():
                yield f"第{number}页", words


def _properties(ofd: Ofd) -> Iterator[Finding]:
    if is_sealed(ofd):
        yield finding("ofd.seal", "签章", "签章未验证")
    for one in every(ofd.root, "DocInfo"):
        for row in one.iter(etree.Element):
            words = (row.text or "").strip()
            if name_of(row) == "CustomData" or (name_of(row) in TELLING and words):
                yield finding("ofd.custom_data", "文件属性", veiled(words))
            elif words:
                yield finding("ofd.properties", "文件属性", veiled(words))
    if next(every(ofd.root, "Versions"), None) is not None:
        yield finding("ofd.version", "历史版本")


def _documents(ofd: Ofd) -> Iterator[Finding]:
    seen = SPACES.sub("", "".join(words for _, words in _texts(ofd)))
    for _, document in ofd.documents:
        for row in document.iter(etree.Element):
            name = name_of(row)
            if name in BY_TAG:
                yield finding(BY_TAG[name], "文件结构")
            elif name in {"OutlineElem", "Bookmark"}:
                title = row.get("Title") or row.get("Name") or ""
                known = SPACES.sub("", title) in seen
                yield finding("ofd.bookmark" if known else "ofd.bookmark_unseen", "书签", f"{title[:4]}…")


def _pages(ofd: Ofd) -> Iterator[Finding]:
    if len(ofd.templates) > len(ofd.unused_templates):
        yield finding("ofd.template", "模板页")
    for part in ofd.unused_templates:
        yield finding("ofd.unused_template", f"部件 {part}")
    pages = [(f"第{number}页", page) for number, page in enumerate(ofd.pages, 1)]
    for where, page in [*pages, *(("模板页", one) for one in ofd.templates.values())]:
        for row in page.root.iter(etree.Element):
            name = name_of(row)
            if name.endswith("Object"):
                why = unseen(row, page.box)
                if why:
                    yield finding(f"ofd.{why}", where, f"{words_of(row)[:4]}…")
            elif name == "Actions":
                yield finding("ofd.action", where)


def _parts(ofd: Ofd) -> Iterator[Finding]:
    needed = needed_parts(ofd)
    for name in ofd.container.names:
        lower = name.lower()
        if name not in needed and not _explained(lower):
            yield finding("ofd.unused_part", f"部件 {name}")
        if lower.endswith(".xml"):
            yield from _code(ofd.container.xml(name), name)
        elif any(one.severity == "block" for one in metadata_findings(ofd.container.read(name), "")):
            yield finding("ofd.image_metadata", f"部件 {name}")


def _explained(name: str) -> bool:
    """Parts another finding already names."""
    words = ("annot", "attach", "tags/", "customtag", "sign", "seal", "version", "extension")
    return any(word in name for word in words)


def _code(root: Any, name: str) -> Iterator[Finding]:
    for row in root.iter():
        if isinstance(row, etree._Comment):  # noqa: SLF001 - lxml has no public name for it
            yield finding("ofd.note_in_code", f"部件 {name}")
        elif isinstance(row.tag, str) and NAMESPACE not in (etree.QName(row).namespace or NAMESPACE):
            yield finding("ofd.foreign", f"部件 {name}", name_of(row)[:12])
