"""A result explains itself: the steps by which a date or an amount was reached."""

from dataclasses import dataclass
from datetime import date

from gongkai.law.source import Source


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a computation: a Chinese sentence, its source and, where it concerns one, a day."""

    text: str
    source: Source
    on: date | None = None
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day, inclusive, with the steps that lead to it.

    ``provisional`` is true when a notice not yet published may still move the day.
    ``calendar_version`` names the notices that were used.
    """

    due_on: date
    steps: tuple[Step, ...]
    provisional: bool = False
    calendar_version: str = ""


class RuleViolation(ValueError):
    """The facts given are not ones the law allows; ``code`` is stable, the message is a Chinese sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
