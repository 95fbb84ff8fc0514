"""Loads the demonstration district: all of it in one transaction, or nothing."""

import random
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from django.db import transaction

from gongkai.cli.demonstration import acts
from gongkai.cli.demonstration.plan import ACTOR, Plan, Planned
from gongkai.cli.demonstration.platform import plan_platform
from gongkai.organs.models import Agency, AgencyKind
from gongkai.organs.queries import all_agencies
from gongkai.organs.services.add_agency import add_agency

SEED = 20201231
FOUNDED = datetime(2016, 12, 1, 1, tzinfo=UTC)


def is_loaded() -> bool:
    """Whether the district is already there."""
    return all_agencies().filter(code=district()["government"]["code"]).exists()


def district() -> dict[str, Any]:
    """The parsed data file."""
    return tomllib.loads(files("gongkai.cli.demonstration").joinpath("district.toml").read_text("utf-8"))


@transaction.atomic
def load(progress: Callable[[list[Planned]], Any]) -> int:
    """How many acts were carried out; ``progress`` wraps the list as it is gone through.

    1. Enter the agencies.
    2. Plan every act of 2019 and 2020 from a fixed seed.
    3. Carry them out in the order of time through the services, then publish the reports.
    """
    data = district()
    chance = random.Random(SEED)  # noqa: S311 - reproducible, nothing secret
    agencies = _agencies(data)
    plan = Plan()
    acts.plan_documents(plan, data, agencies, chance)
    acts.plan_registers(plan, data, agencies, chance)
    acts.plan_cases(plan, data, agencies, chance)
    acts.plan_new_media(plan, data, agencies)
    acts.plan_directories(plan, data, agencies)
    acts.plan_reports(plan, data, agencies)
    plan_platform(plan, agencies, chance)
    for planned in progress(sorted(plan.acts)):
        planned.act()
    return len(plan.acts)


def _agencies(data: dict[str, Any]) -> dict[str, Agency]:
    """The entered agencies by code."""
    found: dict[str, Agency] = {}

    def enter(row: dict[str, Any], kind: AgencyKind, parent: Agency | None) -> Agency:
        found[row["code"]] = add_agency(
            actor=ACTOR,
            now=FOUNDED,
            code=row["code"],
            name=row["name"],
            kind=kind,
            valid_from=FOUNDED.date(),
            parent=parent,
            short_name=row.get("short_name", ""),
            website=row.get("website", ""),
        )
        return found[row["code"]]

    government = enter(data["government"], AgencyKind.GOVERNMENT, None)
    for row in data["department"]:
        enter(row, AgencyKind.DEPARTMENT, government)
    for row in data["township"]:
        township = enter(row, AgencyKind.TOWNSHIP, government)
        for number, village in enumerate(row["villages"], start=1):
            name = f"{row['short_name']}{village}村民委员会".replace("村村民", "村民")
            enter({"code": f"{row['code']}-{number}", "name": name}, AgencyKind.VILLAGE_COMMITTEE, township)
    return found
