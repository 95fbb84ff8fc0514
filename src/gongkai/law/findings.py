"""What a check found: rule, severity, place and the two numbers that were compared."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from gongkai.law.figures import plain


class Level(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"error": "错误", "warning": "警示", "info": "提示"}[self.value]


class Verdict(StrEnum):
    """The sum of the findings on one report."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    WARN = "warn"
    FAIL = "fail"
    NOT_ASSESSABLE = "not_assessable"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"pass": "通过", "warn": "有警示", "fail": "不通过", "not_assessable": "无法评定"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; ``left`` and ``right`` are the two sides compared, as text, None where a side is unknown."""

    rule: str
    level: Level
    where: str
    left: object
    right: object
    message: str

    def as_json(self) -> dict[str, object]:
        """The finding in the shape of the published JSON."""
        sides = {}
        for name, side in (("left", self.left), ("right", self.right)):
            sides[name] = side if side is None or isinstance(side, str) else plain(side)  # type: ignore[arg-type]
        return {
            "rule": self.rule,
            "level": self.level.value,
            "where": self.where,
            **sides,
            "message": self.message,
        }


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """Fail by any error, warn by any warning, else pass."""
    levels = {finding.level for finding in findings}
    if Level.ERROR in levels:
        return Verdict.FAIL
    return Verdict.WARN if Level.WARNING in levels else Verdict.PASS
