"""How much of one text is the words of another: an interpretation should explain, not copy."""

import re
import unicodedata

SHINGLE = 8
COPIED = 0.8

_NO_WORDS = re.compile(r"[\W_]+")


def _bare(text: str) -> str:
    return _NO_WORDS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def similarity(a: str, b: str) -> float:
    """The share of ``a``, 0 to 1, that stands in ``b`` in runs of eight characters; above ``COPIED`` is a copy.

    Spaces, punctuation, width and case do not count. A text shorter than eight characters is in ``b`` or is not.

    Args:
        a: the text that may repeat, plain (``to_text`` of a body).
        b: the text it may repeat.
    """
    a, b = _bare(a), _bare(b)
    if not a or not b:
        return 0.0
    size = min(SHINGLE, len(a))
    known = {b[at : at + size] for at in range(len(b) - size + 1)}
    covered = reached = 0
    for at in range(len(a) - size + 1):
        if a[at : at + size] in known:
            covered += at + size - max(at, reached)
            reached = at + size
    return covered / len(a)
