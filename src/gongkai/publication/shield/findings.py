"""What the shield says of a file: findings, a verdict, and the file made anew."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


class Severity(StrEnum):
    """Whether a finding keeps a file from the public."""

    BLOCK = "block"
    """Must be rebuilt, masked or overridden by a second person."""
    WARN = "warn"
    """Is shown to the reviewer and vanishes in the rebuilt file; does not stop."""


class Group(StrEnum):
    """What sort of danger a finding is."""

    HIDDEN = "hidden"
    """Data that stands in the file and is not seen; a rebuilt file is without it."""
    PERSONAL = "personal"
    """Personal data that is seen; it can be masked, or let through by a second person."""
    SECRECY = "secrecy"
    """A mark of secrecy; only people can decide."""
    DANGER = "danger"
    """Something that acts: macros, scripts, links to other hosts' objects."""


class Verdict(StrEnum):
    """The shield's word on a file."""

    CLEAN = "clean"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: identifier (``xlsx.hidden_sheet``), Chinese name, and one sentence that says what to do."""

    id: str
    label: str
    sentence: str
    severity: Severity
    group: Group


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found; ``where`` is a place a person can go to, ``excerpt_masked`` never holds the data itself."""

    kind: str
    where: str
    excerpt_masked: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A file made anew: bytes, suffix without a dot, media type."""

    content: bytes
    suffix: str
    media_type: str


class Unacceptable(Exception):
    """The file cannot be taken at all; ``message`` is a Chinese sentence that says why and what to do.

    Codes: ``unknown_type``, ``encrypted``, ``too_large``, ``too_complex``, ``damaged``, ``legacy_format``, ``bomb``,
    ``sealed``, ``cannot_mask``.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of finding by identifier, from ``data/*.toml``."""
    found: dict[str, Kind] = {}
    for path in sorted(DATA.glob("*.toml")):
        for row in tomllib.loads(path.read_text("utf-8"))["kind"]:
            kind = Kind(row["id"], row["label"], row["sentence"], Severity(row["severity"]), Group(row["group"]))
            if kind.id in found:
                raise ValueError(f"{kind.id} is declared twice")
            found[kind.id] = kind
    return found


def finding(kind: str, where: str, excerpt: str = "") -> Finding:
    """A finding of a declared kind; ``excerpt`` must be masked already (``personal.mask``) and is cut at 80."""
    return Finding(kind, where, excerpt[:80], kinds()[kind].severity)
