"""What the law leaves open, as this installation decided it: ``law.toml`` in the data directory.

Every entry has the project's default; docs/explanation/open-questions.md says why each is open.
"""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

CHOICES = {
    "pause_from": ("sent", "third_party_receipt"),
    "index_number_mode": ("unified_code", "organisation_code"),
    "mixed_row_policy": ("severable_as_partial", "main_outcome"),
}


@dataclass(frozen=True, slots=True)
class LawSettings:
    """The open choices, with their defaults."""

    pause_from: str = "sent"
    fee_restarts: bool = True
    mixed_row_policy: str = "severable_as_partial"
    pending_dispute_counts_again: bool = True
    index_number_mode: str = "unified_code"
    publication_working_days: int = 20
    interpretation_working_days: int = 3


def load(path: Path) -> LawSettings:
    """The settings of the file; defaults where it is silent or absent.

    Raises:
        ValueError: an entry that does not exist, or of the wrong type.
    """
    if not path.exists():
        return LawSettings()
    given = tomllib.loads(path.read_text("utf-8"))
    known = {field.name: field.type for field in fields(LawSettings)}
    for key, value in given.items():
        if key not in known or not isinstance(value, known[key]):  # type: ignore[arg-type]
            raise ValueError(f"{path} 中的“{key} = {value!r}”不是可用的设置；可用：{'、'.join(known)}")
        if value not in CHOICES.get(key, (value,)):
            raise ValueError(f"{path} 中“{key}”的可选值为：{'、'.join(CHOICES[key])}，得到“{value}”")
    return LawSettings(**given)
