"""Questions about new-media accounts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.base.recorded import known_at
from gongkai.newmedia.models import AccountFact, MediaAccount
from gongkai.organs.models import Agency


@dataclass(frozen=True, slots=True)
class AccountYear:
    """An account and the kinds of fact recorded of it in one year."""

    account_id: int
    agency_id: int
    kinds: frozenset[str]


def account_years(*, agency_ids: Sequence[int], year: int, as_of: datetime) -> Iterator[AccountYear]:
    """The accounts of the agencies to which something happened in the year."""
    facts = AccountFact.objects.filter(
        known_at(as_of),
        account__agency_id__in=agency_ids,
        on__gte=date(year, 1, 1),
        on__lt=date(year + 1, 1, 1),
    )
    found: dict[tuple[int, int], set[str]] = {}
    for pk, agency_id, kind in facts.values_list("account_id", "account__agency_id", "kind").order_by("account_id"):
        found.setdefault((pk, agency_id), set()).add(kind)
    for (pk, agency_id), kinds in found.items():
        yield AccountYear(pk, agency_id, frozenset(kinds))


def accounts_by_id(ids: Iterable[int]) -> dict[int, MediaAccount]:
    """The accounts with these ids."""
    return MediaAccount.objects.in_bulk(list(ids))


def account_named(*, agency: Agency, platform: str, name: str) -> MediaAccount | None:
    """The agency's account of that name on that platform."""
    return MediaAccount.objects.filter(agency=agency, platform=platform, name=name, retired_at=None).first()
