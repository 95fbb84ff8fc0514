"""Which edition of the form a document uses: told by the labels that only one edition has, not by the year."""

from collections.abc import Iterable

from gongkai.annual.published.blocks import Line
from gongkai.annual.published.cells import is_value
from gongkai.annual.published.labels import LONGEST_LABEL, core, without_brackets
from gongkai.base.rulebook import forms
from gongkai.law.forms import Form

_UNDIVIDED = "其他处理"
_SHORTEST = 4


def _own_labels() -> dict[str, frozenset[str]]:
    """Form key → cores of labels that no other form has and that say enough to stand alone."""
    labels = {key: frozenset(_labels(form)) for key, form in forms().items()}
    return {
        key: frozenset(
            label for label in own if not any(label in theirs for other, theirs in labels.items() if other != key)
        )
        for key, own in labels.items()
    }


def _labels(form: Form) -> Iterable[str]:
    for block in form.blocks:
        yield from (without_brackets(column.label) for column in block.columns)
        yield from (core(row.label) for row in block.rows)
    yield from (core(row.label) for row in form.request_rows)


_OWN = _own_labels()
_ROWS = {key: frozenset(core(row.label) for row in form.request_rows) for key, form in forms().items()}


def form_by_labels(lines: Iterable[Line]) -> Form | None:
    """The form most of whose own labels stand in the tables; None where none does or both do equally.

    Of two forms with equally many the one that more rows of table three are from, which is the larger one.
    """
    hits: dict[str, set[str]] = {key: set() for key in _OWN}
    for line in lines:
        cells = line.cells
        for index, (_, text) in enumerate(cells):
            if len(text) > LONGEST_LABEL:
                continue
            after = cells[index + 1 :]
            is_row = bool(after) and all(is_value(value) for _, value in after)
            for label in {core(text), without_brackets(text)}:
                for key, own in _OWN.items():
                    if _speaks(label, own, is_row=is_row):
                        hits[key].add(core(text))
    scores = {key: (len(found), len(found & _ROWS[key])) for key, found in hits.items()}
    first, second = sorted(scores, key=lambda key: scores[key], reverse=True)[:2]
    return forms()[first] if scores[first] > scores[second] else None


def _speaks(label: str, own: frozenset[str], *, is_row: bool) -> bool:
    if label in own:
        # 其他处理 is a row in one form and the heading of three in the other; 其他 is a column in both.
        return is_row if label == _UNDIVIDED else len(label) >= _SHORTEST
    cut = len(label) >= _SHORTEST * 2 and is_row
    return cut and any(whole.startswith(label) for whole in own)
