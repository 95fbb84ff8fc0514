"""How much of one text is the words of another: an interpretation should explain, not copy."""

import re
import unicodedata

SHINGLE = 8
COPIED = 0.8
LONGEST = 300_000
PORTION = 20_000

_NO_WORDS = re.compile(r"[\W_]+")


def _bare(text: str) -> str:
    bare = ""
    for at in range(0, min(len(text), LONGEST), PORTION):  # some characters are written out as eighteen
        part = unicodedata.normalize("NFKC", text[at : min(at + PORTION, LONGEST)])
        bare += _NO_WORDS.sub("", part).casefold()
        if len(bare) >= LONGEST:
            break
    return bare[:LONGEST]


def similarity(a: str, b: str) -> float:
    """The share of ``a``, 0 to 1, that stands in ``b`` in runs of eight characters; above ``COPIED`` is a copy.

    Spaces, punctuation, width and case do not count. A text shorter than eight characters is in ``b`` or is not.
    Only the first 300,000 characters of each are read, so that the answer takes under half a second and 100 MB.

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
