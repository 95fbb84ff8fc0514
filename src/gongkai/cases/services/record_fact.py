"""Record what happened in a case."""

from datetime import date, datetime

from django.db import transaction

from gongkai.audit import log
from gongkai.base.errors import Refused
from gongkai.base.rulebook import clock_policy, current_calendar
from gongkai.cases import queries
from gongkai.cases.models import Case, CaseFact
from gongkai.law.calendar import UnpublishedYear
from gongkai.law.facts import Fact
from gongkai.law.reply_clock import ClockSuspended, reply_deadline
from gongkai.law.steps import RuleViolation


@transaction.atomic
def record_fact(*, actor: str, now: datetime, case: Case, fact: Fact, agency_code: str) -> CaseFact:
    """The recorded fact, after the law's clock has accepted it beside those already there.

    Raises:
        Refused: the law does not allow this fact at this point, or the case is concluded.

    Source: Regulation arts. 30 to 35, 45.
    """
    outline = queries.outline_of(case, as_of=now)
    if outline.concluded_on is not None and fact.on > outline.concluded_on:
        raise Refused("case_concluded", f"{case.number}已于{outline.concluded_on}办结")
    try:
        known = [*queries.clock_facts(case, as_of=now), fact]
        reply_deadline(received_on=outline.received_on, facts=known, calendar=current_calendar(), policy=clock_policy())
    except (ClockSuspended, UnpublishedYear):
        pass  # the facts are allowed; only the last day cannot be told yet
    except RuleViolation as violation:
        raise Refused(violation.code, violation.message) from None
    row = CaseFact.objects.create(case=case, kind=fact.kind.value, on=fact.on, details=_details(fact), recorded_at=now)
    log.append(
        actor=actor,
        action="case.fact_recorded",
        object_type="case",
        object_id=case.pk,
        agency=agency_code,
        now=now,
        detail={"kind": fact.kind.value, "on": fact.on.isoformat()},
    )
    return row


def _details(fact: Fact) -> dict[str, object]:
    """The fields of a fact beside kind and day, where set."""
    until: date | None = fact.until
    fields = {
        "party": fact.party,
        "working_days": fact.working_days,
        "until": until.isoformat() if until else None,
        "joint": fact.joint,
    }
    return {key: value for key, value in fields.items() if value}
