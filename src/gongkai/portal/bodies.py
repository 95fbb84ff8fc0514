"""A body as a page shows it: cleaned once more, with anchors, with its pictures at their addresses."""

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from gongkai.portal.places import file_url
from gongkai.publication.queries import Document, PublicFile
from gongkai.publication.richtext.articles import table_of_contents, with_anchors
from gongkai.publication.richtext.sanitise import sanitise

FEWEST_PARTS = 4
_PICTURE = re.compile(r'<img[^>]* src="attachment:([0-9a-f]{64})"[^>]*>')


def shown(document: Document, files: Iterable[PublicFile]) -> tuple[SafeString, list[tuple[str, str]]]:
    """The body for a page and, for rules and normative documents, its table of contents."""
    html = sanitise(document.body.html)
    contents: list[tuple[str, str]] = []
    if document.is_normative:
        contents = table_of_contents(html)
        html = with_anchors(html)
    if "<img" in html:
        places = {file.digest: file_url(file) for file in files}
        html = _PICTURE.sub(lambda found: _placed(found, places), html)
    if "<table" in html:
        # a wide table scrolls by itself; the page does not
        label = escape(gettext("表格，可左右滚动"))
        html = html.replace("<table", f'<div class="scroll" tabindex="0" role="region" aria-label="{label}"><table')
        html = html.replace("</table>", "</table></div>")
    return mark_safe(html), contents if len(contents) >= FEWEST_PARTS else []  # noqa: S308 - sanitised above


def _placed(found: re.Match[str], places: dict[str, str]) -> str:
    """The picture with its address; nothing where the file is not public."""
    address = places.get(found[1])
    if address is None:
        return ""
    return found[0].replace(f"attachment:{found[1]}", escape(address)).replace("<img", '<img loading="lazy"', 1)
