"""Fills an empty data directory with records for the benchmarks, in bulk: agencies, cases with facts, documents."""

import random
import sys
from datetime import UTC, date, datetime, timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after Django is set up
from django.db import transaction  # noqa: E402

from gongkai.base.rulebook import outcomes  # noqa: E402
from gongkai.cases.models import Applicant, Case, CaseFact, CaseItem, ItemOutcome  # noqa: E402
from gongkai.law.applicants import ApplicantKind  # noqa: E402
from gongkai.organs.models import Agency  # noqa: E402
from gongkai.publication.models import Document  # noqa: E402

RECORDED = datetime(2021, 1, 10, tzinfo=UTC)
BATCH = 5_000
chance = random.Random(2020)


def agencies(count: int) -> list[Agency]:
    """A government with ``count - 1`` departments."""
    top = Agency.objects.create(
        code="B", name="测试市人民政府", kind="government", valid_from=date(2015, 1, 1), recorded_at=RECORDED
    )
    rest = [
        Agency(
            code=f"B{n}",
            name=f"测试市第{n}局",
            kind="department",
            parent=top,
            valid_from=date(2015, 1, 1),
            recorded_at=RECORDED,
        )
        for n in range(1, count)
    ]
    return [top, *Agency.objects.bulk_create(rest, BATCH)]


def cases(where: list[Agency], start: int, count: int, applicant: Applicant) -> None:
    """``count`` cases around 2020: one in ten extended, one in twenty open, one in ten with two items."""
    kinds, keys = [kind.value for kind in ApplicantKind], list(outcomes())
    made = Case.objects.bulk_create(
        Case(
            agency=where[n % len(where)],
            year=2020,
            serial=n,
            number=f"B-2020-{n}",
            applicant=applicant,
            applicant_kind=chance.choice(kinds),
            channel="counter",
            request_key=str(n),
            recorded_at=RECORDED,
        )
        for n in range(start, start + count)
    )
    facts, items, ends = [], [], []
    for case in made:
        received = date(2019, 11, 1) + timedelta(days=chance.randrange(420))
        facts.append(CaseFact(case=case, kind="received", on=received, recorded_at=RECORDED))
        if chance.random() < 0.1:  # noqa: PLR2004 - one in ten
            on = received + timedelta(days=9)
            facts.append(
                CaseFact(
                    case=case, kind="extension_approved", on=on, details={"working_days": 20}, recorded_at=RECORDED
                )
            )
        items += [CaseItem(case=case, position=p, sealed_text=b"x") for p in (1, 2)[: 1 + (chance.random() < 0.1)]]  # noqa: PLR2004
    CaseFact.objects.bulk_create(facts, BATCH)
    day_of = {fact.case_id: fact.on for fact in facts if fact.kind == "received"}
    for item in CaseItem.objects.bulk_create(items, BATCH):
        if chance.random() > 0.05:  # noqa: PLR2004 - one in twenty stays open
            on = day_of[item.case_id] + timedelta(days=chance.randrange(5, 35))
            ends.append(ItemOutcome(item=item, outcome=chance.choice(keys), on=on, recorded_at=RECORDED))
    ItemOutcome.objects.bulk_create(ends, BATCH)


def documents(where: list[Agency], start: int, count: int) -> None:
    """``count`` documents of 2020."""
    Document.objects.bulk_create(
        Document(
            public_id=f"d{n}",
            agency=where[n % len(where)],
            title=f"关于第{n}号事项的公告",
            kind=chance.choice(["government_information", "other_information"]),
            genre=chance.choice(["other", "other", "normative_document"]),
            made_on=date(2020, 1, 1),
            published_on=date(2020, 1, 1) + timedelta(days=chance.randrange(365)),
            body="正文",
            recorded_at=RECORDED,
        )
        for n in range(start, start + count)
    )


def main(agency_count: int, case_count: int, document_count: int) -> None:
    """Migrate and fill."""
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        where = agencies(agency_count)
        applicant = Applicant.objects.create(kind="business", wrapped_key=b"", sealed_name=b"", sealed_contact=b"")
        for start in range(0, case_count, BATCH):
            cases(where, start, min(BATCH, case_count - start), applicant)
        for start in range(0, document_count, BATCH):
            documents(where, start, min(BATCH, document_count - start))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
