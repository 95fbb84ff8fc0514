"""Questions about agencies."""

from datetime import date, datetime

from django.db.models import QuerySet

from gongkai.base.errors import Refused
from gongkai.base.recorded import known_at
from gongkai.base.text import has_unprintable
from gongkai.organs.models import Account, Agency, AgencyKind


def all_agencies() -> QuerySet[Agency]:
    """Every agency ever recorded, by code."""
    return Agency.objects.select_related("parent")


def agency_by_code(code: str) -> Agency:
    """The agency with this code.

    Raises:
        Refused: ``unknown_agency``.
    """
    agency = None if has_unprintable(code) else Agency.objects.filter(code=code).first()
    if agency is None:
        raise Refused("unknown_agency", f"没有代码为“{code}”的机构；用 gongkai agencies 查看全部机构")
    return agency


def reporting_agencies() -> QuerySet[Agency]:
    """The agencies that publish an annual report: all but village committees."""
    return Agency.objects.exclude(kind=AgencyKind.VILLAGE_COMMITTEE)


def perimeter(agency: Agency, *, fiscal_year: int, as_of: datetime, own_office_only: bool = False) -> list[int]:
    """The ids of the agencies whose records make up ``agency``'s report of the year.

    1. Start from the agency itself; for a government, and unless ``own_office_only``, take in every department,
       township and government below it that existed on some day of the year. Village committees are no
       administrative organ.
    2. Take in the predecessors of each, with all their records of the year, for what they left open passed on.

    Source: Regulation art. 49 paragraph 2 (本级政府); practice of published reports for the aggregation.
    """
    rows = Agency.objects.filter(known_at(as_of)).values_list(
        "id", "parent_id", "kind", "valid_from", "valid_to", "successor_id"
    )
    first, next_year = date(fiscal_year, 1, 1), date(fiscal_year + 1, 1, 1)
    children: dict[int, list[int]] = {}
    predecessors: dict[int, list[int]] = {}
    for pk, parent, kind, valid_from, valid_to, successor in rows:
        existed = valid_from < next_year and (valid_to is None or valid_to > first)
        if parent is not None and existed and kind != AgencyKind.VILLAGE_COMMITTEE:
            children.setdefault(parent, []).append(pk)
        if successor is not None:
            predecessors.setdefault(successor, []).append(pk)
    found = {agency.pk}
    waiting = [agency.pk]
    descend = agency.kind == AgencyKind.GOVERNMENT and not own_office_only
    while waiting:
        pk = waiting.pop()
        following = predecessors.get(pk, []) + (children.get(pk, []) if descend else [])
        waiting += [other for other in following if other not in found]
        found.update(following)
    return sorted(found)


def top_government() -> Agency | None:
    """The government this installation belongs to: the first without a body above; None before any is entered."""
    return Agency.objects.filter(kind=AgencyKind.GOVERNMENT, parent=None).first()


def display_names() -> dict[str, str]:
    """The name of everybody who has an account, by log-in."""
    return dict(Account.objects.exclude(display_name="").values_list("username", "display_name"))
