"""Values by the day they came into force."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from gongkai.law.source import Source

T = TypeVar("T")


class NotInForce(LookupError):
    """No value was in force on that day."""


@dataclass(frozen=True, slots=True)
class InForce(Generic[T]):
    """One value, from the day it came into force, with its source."""

    since: date
    value: T
    source: Source


class Dated(Generic[T]):
    """A value that the law has changed over time.

    Entries are given in ascending order; each holds until the day before the next.
    """

    def __init__(self, *entries: InForce[T]) -> None:
        days = [entry.since for entry in entries]
        if not entries or days != sorted(set(days)):
            raise ValueError("生效日期须逐项递增且不重复")
        self.entries = entries

    def on(self, day: date) -> InForce[T]:
        """The entry in force on ``day``.

        Raises:
            NotInForce: ``day`` lies before the first entry.
        """
        found = None
        for entry in self.entries:
            if entry.since <= day:
                found = entry
        if found is None:
            raise NotInForce(f"{day}早于最早的规定（{self.entries[0].since}起施行）")
        return found
