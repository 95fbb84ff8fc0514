"""The demonstration district's requests: twelve of 2020, one carried over from 2019, each with its history."""

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from gongkai.base.clock import CHINA
from gongkai.base.rulebook import current_calendar
from gongkai.cases.services.conclude_item import conclude_item
from gongkai.cases.services.record_fact import record_fact
from gongkai.cases.services.register_case import register_case
from gongkai.cli.demonstration.plan import Plan
from gongkai.law.applicants import ApplicantKind
from gongkai.law.facts import Fact, FactKind
from gongkai.law.receipt import Channel
from gongkai.organs.models import Agency

CARRIED_OVER = date(2019, 12, 18)
EXTENDED, SUPPLEMENTED, CONSULTED = 2, 5, 8  # the cases whose history is more than request and reply


def plan_cases(plan: Plan, data: dict[str, Any], agencies: dict[str, Agency], chance: random.Random) -> None:
    """Thirteen requests by natural persons, all replied to in time."""
    askable = [agencies[row["code"]] for row in [data["government"], *data["department"][4:8], *data["township"][:2]]]
    days = [CARRIED_OVER, *sorted(_receipt_day(chance) for _ in range(12))]
    for number, (day, wanted) in enumerate(zip(days, data["cases"]["wanted"], strict=True)):
        history = _History(plan, chance.choice(askable), number, chance)
        history.run(day, wanted)


def _receipt_day(chance: random.Random) -> date:
    """A working day early enough for the reply to fall in the same year."""
    while True:
        day = date(2020, 1, 6) + timedelta(days=chance.randrange(290))
        if current_calendar().is_working(day):
            return day


class _History:
    """One request as it is planned: the case exists once its first act was carried out."""

    def __init__(self, plan: Plan, agency: Agency, number: int, chance: random.Random) -> None:
        self.plan = plan
        self.agency = agency
        self.number = number
        self.chance = chance
        self.case: Any = None

    def run(self, received_on: date, wanted: str) -> None:
        """Plan registration, what happened meanwhile, and the reply."""
        calendar = current_calendar()
        self._at(received_on, self._register, wanted=wanted, received_on=received_on)
        start = received_on
        if self.number == SUPPLEMENTED:
            notice, answer = calendar.after(received_on, 4), calendar.after(received_on, 11)
            self._fact(Fact(FactKind.SUPPLEMENT_NOTICE, notice))
            self._fact(Fact(FactKind.SUPPLEMENT_RECEIVED, answer))
            start = answer
        if self.number == CONSULTED:
            sent, came = calendar.after(received_on, 3), calendar.after(received_on, 12)
            self._fact(Fact(FactKind.THIRD_PARTY_SENT, sent, party="第三方甲"))
            self._fact(Fact(FactKind.THIRD_PARTY_OPINION, came, party="第三方甲"))
        length = self.chance.randrange(6, 19)
        if self.number == EXTENDED:
            self._fact(Fact(FactKind.EXTENSION_APPROVED, calendar.after(received_on, 17), working_days=20))
            length = 31
        outcome = "already_public" if self.number % 4 == 0 else "provided"
        replied_on = calendar.after(start, length)
        self._at(replied_on, self._conclude, outcome=outcome, on=replied_on)

    def _at(self, day: date, act: Any, **arguments: Any) -> None:
        at = datetime.combine(day, time(11, self.number), CHINA).astimezone(UTC)
        self.plan.add(at, act, **arguments)

    def _fact(self, fact: Fact) -> None:
        self._at(fact.on, self._record, fact=fact)

    def _register(self, *, actor: str, now: datetime, wanted: str, received_on: date) -> None:
        channel = (Channel.COUNTER, Channel.SIGNED_POST, Channel.ONLINE)[self.number % 3]
        self.case = register_case(
            actor=actor,
            now=now,
            agency=self.agency,
            request_key=f"demonstration-{self.number:02d}",
            applicant_kind=ApplicantKind.NATURAL_PERSON,
            name=f"演示申请人{self.number + 1:02d}",
            contact="演示联系方式",
            items=[wanted],
            channel=channel,
            arrived_on=received_on,
            confirmed_on=received_on if channel.needs_confirmation else None,
        )

    def _record(self, *, actor: str, now: datetime, fact: Fact) -> None:
        record_fact(actor=actor, now=now, case=self.case, fact=fact, agency_code=self.agency.code)

    def _conclude(self, *, actor: str, now: datetime, outcome: str, on: date) -> None:
        item = self.case.items.get(position=1)
        conclude_item(actor=actor, now=now, item=item, outcome=outcome, on=on, agency_code=self.agency.code)
