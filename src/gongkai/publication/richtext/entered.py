"""What a text area sends: the editor's HTML, pasted HTML, or plain text when there was no script."""

import re

from gongkai.publication.richtext.paste import from_paste
from gongkai.publication.richtext.plain import from_plain

_BLOCK = re.compile(r"<(?:p|h[1-6]|ul|ol|table|blockquote|pre|figure|div|hr)(?:[\s/][^<>]*)?>", re.IGNORECASE)


def from_entered(text: str) -> str:
    """A body: text with a block tag is HTML, all other text is plain, a paragraph a line."""
    return from_paste(text) if _BLOCK.search(text) else from_plain(text)
