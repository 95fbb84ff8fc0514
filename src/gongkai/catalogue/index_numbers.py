"""索引号: the number that finds a published item, ``<organ>/<year>[month]-<serial>``.

Source: 国务院办公厅 guidance on the catalogue system of 2009 (fourteen core elements, no. 1); forms seen on live sites.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from stdnum.cn import uscc

_FORM = re.compile(
    r"(?P<organ>[0-9A-Z\-]{0,18})/(?P<year>[0-9]{4})(?P<month>[0-9]{2})?-(?P<serial>[0-9]{1,8})", re.ASCII
)
SERIAL_DIGITS = 5
ORGANISATION_CODE = slice(8, 17)
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


class IndexNumberMode(StrEnum):
    """What stands before the stroke of the numbers this installation gives."""

    UNIFIED_CODE = "unified_code"
    ORGANISATION_CODE = "organisation_code"


@dataclass(frozen=True, slots=True)
class IndexNumber:
    """The parts of an index number; ``organ`` may be empty, ``month`` None, ``serial`` keeps its leading zeros."""

    organ: str
    year: int
    month: int | None
    serial: str

    def __str__(self) -> str:
        month = "" if self.month is None else f"{self.month:02d}"
        return f"{self.organ}/{self.year}{month}-{self.serial}"


def parse(text: str) -> IndexNumber:
    """The parts of an index number in any of the forms in use.

    Raises:
        ValueError: it has none of these forms.
    """
    found = _FORM.fullmatch(text.strip().upper())
    month = found and found["month"]
    if found is None or (month and not 1 <= int(month) <= 12):  # noqa: PLR2004 - months
        raise ValueError(f"“{text}”不像索引号；常见写法如 11410300005378888X/2020-00012")
    return IndexNumber(found["organ"], int(found["year"]), int(month) if month else None, found["serial"])


def emit(*, prefix: str, year: int, serial: int) -> str:
    """The index number this installation gives: the serial of the agency and year with at least five digits."""
    return str(IndexNumber(prefix, year, None, f"{serial:0{SERIAL_DIGITS}d}"))


def prefix_of(*, unified_code: str, house_code: str, mode: IndexNumberMode) -> str:
    """What stands before the stroke for an agency: its code of 18, the nine of it that name the organisation, or,
    while it has none, the code it goes by here.
    """  # noqa: D205 - one sentence
    if not unified_code:
        return re.sub(r"[^0-9A-Z-]", "", house_code.upper())[:18]
    return unified_code[ORGANISATION_CODE] if mode is IndexNumberMode.ORGANISATION_CODE else unified_code


def doubts(number: IndexNumber) -> list[str]:
    """Chinese sentences on check digits that do not fit; a number is never refused for them.

    Source: GB 32100-2015, GB 11714 (check digits; confidence M).
    """
    organ = number.organ.replace("-", "")
    if len(organ) == 18 and not uscc.is_valid(organ):  # noqa: PLR2004 - length of the unified code
        return [f"统一社会信用代码“{organ}”的校验位不符"]
    if len(organ) == 9 and _check_character(organ[:8]) != organ[8]:  # noqa: PLR2004 - length of the organisation code
        return [f"组织机构代码“{organ}”的校验位不符"]
    return []


def _check_character(body: str) -> str:
    """The ninth character of an organisation code (mod 11)."""
    total = sum(int(character, 36) * weight for character, weight in zip(body, _WEIGHTS, strict=True))
    rest = 11 - total % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))
