"""Text that people give and files carry."""

import re

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def has_unprintable(text: str) -> bool:
    """Whether ``text`` has characters that no document can carry (controls, halves of characters)."""
    return _UNPRINTABLE.search(text) is not None
