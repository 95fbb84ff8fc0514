"""Questions that only the public's pages ask, where many are asked at once."""

from dataclasses import replace
from typing import Any

from django.db.models import Max, QuerySet, Sum

from gongkai.base.prepared import Prepared
from gongkai.publication.models import Document, Interpretation, Tally
from gongkai.publication.queries import Filter, filtered, listed, public_documents_by_id


def interpretation_pairs(
    *, form: str = "", before: int | None = None, size: int = 20
) -> list[tuple[Interpretation, Document, Document]]:
    """Public interpretations with what they interpret, the latest link first, those with an id below ``before``."""
    links = Interpretation.objects.filter(retired_at=None).order_by("-id")
    if form:
        links = links.filter(form=form)
    if before is not None:
        links = links.filter(pk__lt=before)
    rows = list(links[:size])
    found = public_documents_by_id({one.document for one in rows} | {one.interpretation for one in rows})
    return [
        (one, found[one.interpretation], found[one.document])
        for one in rows
        if one.interpretation in found and one.document in found
    ]


def columns_of(agency_id: int | None = None) -> dict[str, tuple[int, str]]:
    """How many documents each item of the catalogue has, and the latest month of one; of an agency or of all."""
    rows = Tally.objects.filter(count__gt=0)
    if agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    sums = rows.order_by().values_list("category").annotate(Sum("count"), Max("month"))
    return {category: (count, month) for category, count, month in sums}


def year_range() -> list[int]:
    """The years from the first to the last publication, latest first."""
    ends = [day for (day,) in (*_LATEST(), *_EARLIEST())]
    return list(range(ends[0].year, ends[1].year - 1, -1)) if ends else []


def first_rows(chosen: Filter, size: int) -> list[Document]:
    """The newest documents that fit, as :func:`filtered` gives them; the common questions are kept composed."""
    values: dict[str, Any] = {name: getattr(chosen, name) for name in _SAMPLES if getattr(chosen, name)}
    if len(chosen.categories) > 1 or chosen.subject or chosen.validity or chosen.year is not None:
        return list(filtered(chosen)[:size])
    shape = (*values, len(chosen.categories), chosen.normative_only, size)
    if shape not in _FIRST:
        samples = {name: _SAMPLES[name] for name in values}
        sample = replace(Filter(normative_only=chosen.normative_only), **samples)
        _FIRST[shape] = Prepared(lambda *_: filtered(sample)[:size], *map(_single, samples.values()))
    return _FIRST[shape](*map(_single, values.values()))


def _single(value: Any) -> str | int:
    """The one category out of its tuple; anything else as it is."""
    return value[0] if isinstance(value, tuple) else value


def _ends(*, latest: bool) -> QuerySet[Document]:
    rows = listed() if latest else listed().reverse()
    return rows.select_related(None).values_list("published_on")[:1]


_LATEST, _EARLIEST = Prepared(lambda: _ends(latest=True)), Prepared(lambda: _ends(latest=False))
_SAMPLES: dict[str, Any] = {
    "agency_id": -987_654_321,
    "categories": ("a category",),
    "genre": "a genre",
    "form": "a form",
    "kind": "a kind",
}
_FIRST: dict[tuple[object, ...], Prepared] = {}
