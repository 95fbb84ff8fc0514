"""PowerPoint files: findings, visible text, and the file made anew."""

from collections.abc import Callable, Iterable

from gongkai.publication.shield.container import common_ooxml, surroundings
from gongkai.publication.shield.findings import Finding, Rebuilt, Unacceptable
from gongkai.publication.shield.formats.pptx_deck import BROKEN, DAMAGED, open_deck
from gongkai.publication.shield.formats.pptx_hidden import part_findings, slide_findings
from gongkai.publication.shield.formats.pptx_write import seen_paragraphs, written

SUFFIX = "pptx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def scan(content: bytes) -> Iterable[Finding]:
    """Everything found in the file's structure.

    Raises:
        Unacceptable: ``damaged``, ``encrypted`` or ``bomb``.
    """
    deck = open_deck(content)
    found = [*surroundings(content), *common_ooxml(deck.container, SUFFIX), *part_findings(deck.container)]
    try:
        found += slide_findings(deck)
    except BROKEN as error:
        raise Unacceptable("damaged", DAMAGED) from error
    return list({(one.kind, one.where): one for one in reversed(found)}.values())


def visible_text(content: bytes) -> Iterable[tuple[str, str]]:
    """The paragraphs on the slides that are shown.

    Raises:
        Unacceptable: as :func:`scan`.
    """
    try:
        return [(where, text) for where, text in seen_paragraphs(open_deck(content)) if text.strip()]
    except BROKEN as error:
        raise Unacceptable("damaged", DAMAGED) from error


def rebuild(content: bytes, change: Callable[[str], str] | None = None) -> Rebuilt:
    """A new presentation with what is seen: text, tables and pictures at their places on the slides that are shown.

    Args:
        content: the file.
        change: is applied to each visible paragraph, to mask personal data.

    Raises:
        Unacceptable: as :func:`scan`.
    """
    try:
        return Rebuilt(written(open_deck(content), change), SUFFIX, MEDIA_TYPE)
    except BROKEN as error:
        raise Unacceptable("damaged", DAMAGED) from error
