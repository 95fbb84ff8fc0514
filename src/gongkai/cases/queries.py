"""Questions about cases; the annual report reads cases only through this module."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.conf import settings
from django.db.models import FilteredRelation, Prefetch

from gongkai.base.recorded import known_at
from gongkai.base.rulebook import outcomes
from gongkai.cases.models import RECEIVED, Case, CaseFact, CaseItem, Dispute, ItemOutcome
from gongkai.law.disputes import DisputeKind, DisputeResult
from gongkai.law.facts import Fact, FactKind
from gongkai.law.outcomes import MixedRowPolicy, row_of_case
from gongkai.law.tabulation import CaseOutline, DisputeOutline
from gongkai.organs.models import Agency

CHUNK = 5000


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """A case as the report sees it: which agency's, its outline, and the facts its clock ran by."""

    case_id: int
    agency_id: int
    outline: CaseOutline
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class DisputeRecord:
    """A dispute as the report sees it."""

    dispute_id: int
    agency_id: int
    outline: DisputeOutline


def case_records(
    *,
    agency_ids: Sequence[int],
    received_until: date,
    as_of: datetime,
) -> Iterator[CaseRecord]:
    """Every case of the agencies received by ``received_until``, as known at ``as_of``, in the order of its id.

    Facts and outcomes are read side by side in the order of cases, so that memory does not grow with their number.
    """
    policy = MixedRowPolicy(settings.LAW.mixed_row_policy)
    facts = groupby(_fact_rows(agency_ids, as_of), key=lambda row: row[0])
    endings = groupby(_ending_rows(agency_ids, as_of), key=lambda row: row[0])
    ending_id, ending = next(endings, (None, iter(())))
    for case_id, group in facts:
        while ending_id is not None and ending_id < case_id:
            ending_id, ending = next(endings, (None, iter(())))
        found = list(group)
        ended = [(key, on) for _, _, key, on in ending] if ending_id == case_id else []
        received = next((row for row in found if row[3] == RECEIVED), None)
        if received is None or received[4] > received_until:
            continue
        _, agency_id, applicant_kind, _, received_on, _ = received
        outline = _outline(applicant_kind, received_on, ended, policy)
        clock = tuple(_fact(kind, on, details) for *_, kind, on, details in found if kind != RECEIVED)
        yield CaseRecord(case_id, agency_id, outline, clock)


def _fact_rows(agency_ids: Sequence[int], as_of: datetime) -> Iterator[tuple]:
    """(case, agency, applicant kind, kind, day, details) of the facts known, by case and day."""
    facts = CaseFact.objects.filter(known_at(as_of), case__agency_id__in=agency_ids)
    columns = ("case_id", "case__agency_id", "case__applicant_kind", "kind", "on", "details")
    return facts.order_by("case_id", "on", "id").values_list(*columns).iterator(CHUNK)


def _ending_rows(agency_ids: Sequence[int], as_of: datetime) -> Iterator[tuple]:
    """(case, position, outcome or None, day or None) of every item, by case and position."""
    known = FilteredRelation("outcomes", condition=known_at(as_of, "outcomes__"))
    items = CaseItem.objects.filter(case__agency_id__in=agency_ids).annotate(known=known)
    columns = ("case_id", "position", "known__outcome", "known__on")
    return items.order_by("case_id", "position").values_list(*columns).iterator(CHUNK)


def outlines_of(ids: Iterable[int], *, as_of: datetime) -> dict[int, CaseOutline]:
    """The outlines of the cases with these ids, in a few queries however many they are."""
    policy = MixedRowPolicy(settings.LAW.mixed_row_policy)
    found: dict[int, CaseOutline] = {}
    for some in batched(sorted(ids), CHUNK):
        cases = Case.objects.filter(pk__in=some).prefetch_related(
            Prefetch("facts", CaseFact.objects.filter(known_at(as_of), kind=RECEIVED)),
            Prefetch("items", CaseItem.objects.order_by("position")),
            Prefetch("items__outcomes", ItemOutcome.objects.filter(known_at(as_of))),
        )
        for case in cases:
            ended = [next(((o.outcome, o.on) for o in item.outcomes.all()), (None, None)) for item in case.items.all()]
            received_on = case.facts.all()[0].on
            found[case.pk] = _outline(case.applicant_kind, received_on, ended, policy)
    return found


def batched(ids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """``ids`` in portions, for databases that limit the values of one query."""
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def dispute_records(*, agency_ids: Sequence[int], filed_until: date, as_of: datetime) -> Iterator[DisputeRecord]:
    """Every dispute of the agencies filed by ``filed_until``, as known at ``as_of``."""
    known = FilteredRelation("ends", condition=known_at(as_of, "ends__"))
    disputes = Dispute.objects.filter(known_at(as_of), agency_id__in=agency_ids, filed_on__lte=filed_until)
    columns = ("id", "agency_id", "kind", "filed_on", "known__on", "known__result")
    rows = disputes.annotate(known=known).order_by("id").values_list(*columns)
    for pk, agency_id, kind, filed_on, ended_on, result in rows.iterator(CHUNK):
        end = DisputeResult(result) if result else None
        yield DisputeRecord(pk, agency_id, DisputeOutline(DisputeKind(kind), filed_on, ended_on, end))


def outline_of(case: Case, *, as_of: datetime) -> CaseOutline:
    """The outline of one case."""
    return outlines_of([case.pk], as_of=as_of)[case.pk]


def _outline(applicant_kind: str, received_on: date, ended: Sequence[tuple], policy: MixedRowPolicy) -> CaseOutline:
    """The outline by the items' outcomes and days, (None, None) for an open item; concluded with the last of them."""
    if not ended or any(on is None for _, on in ended):
        return CaseOutline(applicant_kind, received_on)
    row = row_of_case([outcomes()[key].row for key, _ in ended], policy)
    return CaseOutline(applicant_kind, received_on, max(on for _, on in ended), row)


def clock_facts(case: Case, *, as_of: datetime) -> list[Fact]:
    """The facts that move the case's clock, in order."""
    rows = case.facts.filter(known_at(as_of)).exclude(kind=RECEIVED).order_by("on", "id")
    return [_fact(row.kind, row.on, row.details) for row in rows]


def _fact(kind: str, on: date, details: dict) -> Fact:
    until = details.get("until")
    return Fact(
        FactKind(kind),
        on,
        details.get("party", ""),
        details.get("working_days", 0),
        date.fromisoformat(until) if until else None,
        joint=details.get("joint", False),
    )


def cases_by_id(ids: Iterable[int]) -> dict[int, Case]:
    """The cases with these ids."""
    return Case.objects.in_bulk(list(ids))


def disputes_by_id(ids: Iterable[int]) -> dict[int, Dispute]:
    """The disputes with these ids."""
    return Dispute.objects.in_bulk(list(ids))


def case_by_number(number: str) -> Case | None:
    """The case with this number."""
    return Case.objects.filter(number=number).first()


def cases_by_request_key(key: str) -> list[Case]:
    """The cases registered under this key of their source; each agency has its own keys."""
    return list(Case.objects.filter(request_key=key).select_related("agency")[:2])


def case_of_agency(agency: Agency, key: str) -> Case | None:
    """The agency's case registered under this key of its source."""
    return Case.objects.filter(agency=agency, request_key=key).first()
