"""Text that people give and files carry."""

import re

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def has_unprintable(text: str) -> bool:
    """Whether ``text`` has characters that no document can carry (controls, marks that turn reading round, halves)."""
    return _UNPRINTABLE.search(text) is not None
