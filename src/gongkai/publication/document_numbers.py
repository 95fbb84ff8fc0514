"""文号: the number an office gives a document, in one spelling: ``洛伊政〔2020〕5号``.

Source: 党政机关公文格式 GB/T 9704 (六角括号、年份全称、不编虚位); variants seen on live pages.
"""

import re

_FORM = re.compile(
    r"(?P<word>[^\d\[\]()〔〕（）【】［］]{1,30}?)[\[(〔（【［]?(?P<year>(?:19|20)\d{2})(?:[\])〕）】］]|年)"
    r"(?P<ordinal>第)?0*(?P<number>\d{1,6})号"
)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def normalised(text: str) -> str:
    """The number in its standard spelling; a text of another form (``第12号``, ``国令第711号``) is left as it is."""
    plain = re.sub(r"\s+", "", text.translate(_FULL_WIDTH))
    found = _FORM.fullmatch(plain)
    if found is None:
        return plain
    return f"{found['word']}〔{found['year']}〕{found['ordinal'] or ''}{found['number']}号"
