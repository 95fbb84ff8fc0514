"""Acts gathered in any order and carried out in the order of time, as they would have been."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

ACTOR = "demonstration"


@dataclass(frozen=True, slots=True, order=True)
class Planned:
    """An act to be done at a moment; ``order`` keeps acts of one moment in the order they were planned."""

    at: datetime
    order: int
    act: Callable[[], Any]


class Plan:
    """The acts planned so far."""

    def __init__(self) -> None:
        self.acts: list[Planned] = []

    def add(self, at: datetime, act: Callable[..., Any], **arguments: Any) -> None:
        """Plan ``act`` for ``at``; it is called with ``actor`` and ``now`` besides ``arguments``."""
        self.acts.append(Planned(at, len(self.acts), lambda: act(actor=ACTOR, now=at, **arguments)))
