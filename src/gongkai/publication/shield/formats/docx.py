"""Word files: findings, visible text, and the file made anew."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from gongkai.publication.shield.container import Container, common_ooxml, open_container, surroundings
from gongkai.publication.shield.findings import Finding, Rebuilt
from gongkai.publication.shield.formats.docx_hidden import hidden_in
from gongkai.publication.shield.formats.docx_parts import main_part, part_findings, shown_parts
from gongkai.publication.shield.formats.docx_style import Look, styles_of
from gongkai.publication.shield.formats.docx_text import Reader
from gongkai.publication.shield.formats.docx_write import written

SUFFIX = "docx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def scan(content: bytes) -> Iterable[Finding]:
    """Everything found in the file's structure.

    Raises:
        Unacceptable: ``damaged``, ``encrypted`` or ``bomb``.
    """
    container = open_container(content)
    main = main_part(container)
    found = [*surroundings(content), *common_ooxml(container, SUFFIX), *part_findings(container, main)]
    look = _look(container, main)
    for name, where in _texts(container, main):
        found += hidden_in(container.xml(name), where, look)
    return list({(one.kind, one.where): one for one in reversed(found)}.values())


def visible_text(content: bytes) -> Iterable[tuple[str, str]]:
    """The paragraphs a reader sees, tables and notes included.

    Raises:
        Unacceptable: as :func:`scan`.
    """
    return [(block.where, block.text) for block in _reader(content).paragraphs() if block.text.strip()]


def rebuild(content: bytes, change: Callable[[str], str] | None = None) -> Rebuilt:
    """A new document with what the reader sees: paragraphs, tables, pictures, notes; tracked changes accepted.

    Args:
        content: the file.
        change: is applied to each visible paragraph, to mask personal data.

    Raises:
        Unacceptable: as :func:`scan`.
    """
    return Rebuilt(written(_reader(content), change), SUFFIX, MEDIA_TYPE)


def _reader(content: bytes) -> Reader:
    container = open_container(content)
    main = main_part(container)
    return Reader(container, main, _look(container, main))


def _look(container: Container, main: str) -> Look:
    return Look(styles_of(_part(container, main, "styles"), container.xml(main)))


def _part(container: Container, main: str, kind: str) -> Any:
    return next((container.xml(one.target) for one in container.relations(main) if one.kind == kind), None)


def _texts(container: Container, main: str) -> Iterator[tuple[str, str]]:
    yield main, "正文"
    for name, _, where in shown_parts(container, main):
        yield name, where
