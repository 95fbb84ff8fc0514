"""A report's figures in the few groups a reader looks for first."""

from gongkai.annual.narrative import value
from gongkai.annual.report import Report
from gongkai.law.forms import TOTAL

RESULT_GROUPS = (
    ("予以公开", "disclosed"),
    ("部分公开", "partly_disclosed"),
    ("不予公开", "withheld_"),
    ("无法提供", "unavailable_"),
    ("不予处理", "not_processed_"),
    ("其他处理", "other_"),
)


def headline(report: Report) -> list[tuple[str, int, str]]:
    """The first figures: label, number and the cell that explains it."""
    cells = [
        ("主动公开政府信息", "narrative/proactive_government_information"),
        ("其他信息", "narrative/proactive_other_information"),
        ("办结申请", "narrative/requests_handled"),
        ("逾期办结", "narrative/requests_late"),
        ("行政复议", "narrative/reconsiderations"),
        ("行政诉讼", "narrative/lawsuits"),
    ]
    return [(label, value(report.form, report.figures, cell.split("/")[1]), cell) for label, cell in cells]


def results(report: Report) -> list[tuple[str, int]]:
    """How the year's requests ended, in six groups."""
    totals = {row.key: int(report.figures[f"table3/{row.key}/{TOTAL}"]) for row in report.form.result_rows}
    return [
        (label, sum(number for key, number in totals.items() if key.startswith(prefix)))
        for label, prefix in RESULT_GROUPS
    ]


def applicants(report: Report) -> list[tuple[str, int]]:
    """Who asked: the year's new requests by kind of applicant."""
    columns = [column for column in report.form.applicant_columns if column.key != TOTAL]
    return [(column.label, int(report.figures[f"table3/received/{column.key}"])) for column in columns]
