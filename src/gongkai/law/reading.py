"""What was read from a published report, before any judgement: chapters, figures, and what could not be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.law.figures import Figures, Value, value_of
from gongkai.law.forms import Form


@dataclass(frozen=True, slots=True)
class Chapter:
    """One numbered chapter: ``number`` 1 to 6, the heading as printed, its running text without tables."""

    number: int
    heading: str
    text: str


@dataclass(frozen=True)
class ReportReading:
    """A published report as far as it could be read; nothing in it is guessed.

    ``figures`` holds every cell whose row (table two, three) or block (table four) was found, blanks included;
    a cell not in it is absent. ``raw`` keeps the printed text of cells whose printing says more than the number
    (units, unreadable text). ``text`` is all running text, tables left out.
    """

    form: Form
    agency: str
    fiscal_year: int | None
    chapters: tuple[Chapter, ...]
    figures: Figures
    raw: Mapping[str, str] = field(default_factory=dict)
    text: str = ""

    def value(self, cell: str) -> Value:
        """The value of a cell."""
        return value_of(self.figures, cell)

    def has_row(self, row_key: str) -> bool:
        """Whether table three has this row at all."""
        return any(f"table3/{row_key}/{c.key}" in self.figures for c in self.form.applicant_columns)

    def has_table(self, table: str) -> bool:
        """Whether any cell of ``table2``, ``table3`` or ``table4`` was found."""
        return any(cell.startswith(f"{table}/") for cell in self.figures)

    def chapter_text(self, number: int) -> str:
        """The running text of a chapter; empty where it is missing."""
        return "\n".join(chapter.text for chapter in self.chapters if chapter.number == number)


class NotAReport(ValueError):
    """The file holds no annual report that can be assessed; the message says why in Chinese."""
