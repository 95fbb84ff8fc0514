"""Digits as people write them (full width, spaced, hyphenated, split by unseen characters), and what they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from stdnum import luhn
from stdnum.cn.ric import get_birth_place
from stdnum.exceptions import ValidationError

UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
FOLD = {ord("０") + n: ord("0") + n for n in range(10)} | {ord("Ｘ"): ord("X"), ord("ｘ"): ord("x")}
FOLD |= {ord(mark): ord("-") for mark in "－—–‐‑_·"} | {ord(mark): ord(" ") for mark in "\u3000\u00a0\u2002\u2003\t"}
SPLIT = re.compile(f"[{UNSEEN}]")
FOLDED = re.compile("[\uff10-\uff19Ｘｘ－—–‐‑_·\u3000\u00a0\u2002\u2003\t]")
LONG_RUN = re.compile(rf"\d(?:[ \-\t\u3000\u00a0－—–‐‑_·{UNSEEN}]{{0,3}}\d){{10}}")
"""Eleven digits in a row, however written; without such a run there is no number to look at."""
RUN = re.compile(r"\d(?<![0-9A-Za-z]\d)\d*(?:[ \-]{1,2}\d+)*(?:[ \-]?[Xx])?(?![0-9A-Za-z])")
TOKEN = re.compile(r"\d+[Xx]?|[Xx]")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
PHONE_SHAPES = {(11,), (3, 4, 4), (4, 3, 4), (3, 8), (7, 4), (5, 6), (3, 3, 5), (1,) * 11}
CARD_SHAPES = {(4, 4, 4, 4), (4, 4, 4, 4, 1), (4, 4, 4, 4, 2), (4, 4, 4, 4, 3), (6, 13), (6, 10)}
PART_OF_NUMBER = re.compile(r"/\d{4}-|\.\d")
DECIMAL = re.compile(r"\d[.\-]$")
OTHER_NUMBER = re.compile(
    r"(代码|编号|文号|索引号|注册号|许可证号?|项目号?|批号|序列号|单号|条码|合同号|案号|登记号|备案号|流水号)[^，。；,;]{0,6}$"
)
CARD_WORD = re.compile(r"卡|账|帐|银行|户")
FIRST_YEAR, LAST_YEAR = 1900, 2099
BEFORE = 40
POSSIBLE = re.compile(r"1[3-9]\d{9}$|861[3-9]|\d{15}$|\d{6}(?:19|20)\d{9}.$|(?:62|60|9558|[45])\d{11}")
"""An inexpensive look before a number is weighed."""
SIZES = {11, 13, 15, 16, 17, 18, 19}
OLD_IDENTITY, IDENTITY, ABROAD, FEW_DIGITS = 15, 18, 13, 2
SURE_SHAPES = {(11,), (3, 4, 4)}
CREDIT_CODE = re.compile(r"信用代码[^，。；]{0,6}$")
UNIT_AFTER = re.compile(r" ?(元|万|亿|%|％|平方|吨|人次)")
LONGEST = 19
"""The digits of the longest number looked for, so also its most pieces."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that points to a person; ``start`` and ``end`` are places in the text as it was given."""

    kind: str
    start: int
    end: int
    digits: str


def numbers(text: str) -> list[Number]:
    """Resident identity numbers, mobile numbers and bank cards in a text."""
    if not LONG_RUN.search(text):
        return []
    places: Sequence[int] = range(len(text))
    plain = text
    if SPLIT.search(text):
        places = [n for n, letter in enumerate(text) if letter not in UNSEEN]
        plain = "".join(text[n] for n in places)
    if FOLDED.search(plain):
        plain = plain.translate(FOLD)
    found = []
    for run in RUN.finditer(plain):
        for kind, start, end, digits in _of_run(plain, run):
            found.append(Number(kind, places[start], places[end - 1] + 1, digits))
    return found


def _of_run(plain: str, run: re.Match[str]) -> Iterator[tuple[str, int, int, str]]:
    tokens = [(match[0], run.start() + match.start(), run.start() + match.end()) for match in TOKEN.finditer(run[0])]
    context, after = plain[max(0, run.start() - BEFORE) : run.start()], plain[run.end() : run.end() + 6]
    if PART_OF_NUMBER.match(after) or DECIMAL.search(context):
        return
    other, credit = bool(OTHER_NUMBER.search(context)), bool(CREDIT_CODE.search(context))
    at = 0
    while at < len(tokens):
        for upto, digits in _ends(tokens, at):
            pieces = tuple(token[0] for token in tokens[at:upto])
            kind = None if len(digits) != IDENTITY or credit or not identity_18(digits) else "personal.identity_number"
            if kind is None and not other and digits.isdigit():
                told_after = after if upto == len(tokens) else ""
                kind = _other_kind(tuple(map(len, pieces)), digits, context, told_after, alone=at == 0)
            if kind:
                yield kind, tokens[at][1], tokens[upto - 1][2], digits
                at = upto - 1
                break
        at += 1


def _ends(tokens: list[tuple[str, int, int]], at: int) -> list[tuple[int, str]]:
    """Where a number that begins at a token may end, and its digits; the longest first."""
    found, digits = [], ""
    for upto in range(at, min(len(tokens), at + LONGEST)):
        digits += tokens[upto][0]
        if len(digits) > LONGEST:
            break
        if len(digits) in SIZES and POSSIBLE.match(digits):
            found.append((upto + 1, digits))
    return found[::-1]


def _other_kind(shape: tuple[int, ...], digits: str, context: str, after: str, *, alone: bool) -> str | None:
    size = len(digits)
    if size == OLD_IDENTITY and len(shape) == 1 and identity_15(digits):
        return "personal.identity_number"
    if size == ABROAD and digits.startswith("86") and shape in {(13,), (2, 11), (2, 3, 4, 4)}:
        return "personal.mobile" if _mobile(digits[2:], after) else None
    if shape in PHONE_SHAPES and (alone or shape in SURE_SHAPES) and _mobile(digits, after):
        return "personal.mobile"
    whole = len(shape) == 1 or shape in CARD_SHAPES or max(shape) == 1
    return "personal.bank_card" if size > OLD_IDENTITY and whole and _card(digits, context) else None


def identity_18(digits: str) -> bool:
    """Whether 18 characters are a resident identity number: region, birthday and check digit."""
    if not digits[:17].isdigit() or not _birthday(digits[6:14]) or digits[0] not in "12345678":
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=False))
    return CHECK[total % 11] == digits[17].upper() and digits[:2] in PROVINCES


def identity_15(digits: str) -> bool:
    """Whether 15 digits are an old identity number: a known region and a plausible birthday."""
    if not _birthday("19" + digits[6:12]):
        return False
    try:
        get_birth_place(digits[:6] + "19" + digits[6:])
    except ValidationError:
        return False
    return True


def _mobile(digits: str, after: str) -> bool:
    likely = digits[0] == "1" and digits[1] in "3456789" and len(set(digits)) > FEW_DIGITS
    return likely and not UNIT_AFTER.match(after)


def _card(digits: str, context: str) -> bool:
    size = len(digits)
    known = digits.startswith(("62", "60")) or (digits.startswith("9558") and size == LONGEST)
    foreign = size == LONGEST - 3 and digits[0] in "45" and bool(CARD_WORD.search(context))
    return (known or foreign) and luhn.is_valid(digits) and len(set(digits)) > FEW_DIGITS + 1


def _birthday(digits: str) -> bool:
    try:
        year = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])).year
    except ValueError:
        return False
    return FIRST_YEAR <= year <= LAST_YEAR


PROVINCES = set(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()  # noqa: SIM905 - read as a row
)
