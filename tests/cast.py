"""The people and agencies every test knows.

王申请 asks; 李经办 is a clerk and 赵审批 an approver of the district; 陈督查 inspects; 外人 has no rights.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from gongkai.cases.services.register_case import register_case
from gongkai.law.applicants import ApplicantKind
from gongkai.law.receipt import Channel
from gongkai.organs.models import Account, Agency, AgencyKind, Role
from gongkai.organs.services.add_account import add_account
from gongkai.organs.services.add_agency import add_agency

NOW = datetime(2021, 1, 15, 2, 0, tzinfo=UTC)
LONG_AGO = datetime(2015, 1, 1, tzinfo=UTC)
PASSWORD = "测试密码-2020-abc"
CANARY = "王申请-CANARY-7f3a"


@dataclass(frozen=True)
class Cast:
    """A district with a department, a township and a village, and its people."""

    government: Agency
    department: Agency
    township: Agency
    village: Agency
    li: Account
    zhao: Account
    chen: Account
    outsider: Account
    township_clerk: Account


def agency(code, name, kind, parent=None, **optional):
    """An agency of long standing."""
    return add_agency(
        actor="test",
        now=LONG_AGO,
        code=code,
        name=name,
        kind=kind,
        valid_from=optional.pop("valid_from", date(2015, 1, 1)),
        parent=parent,
        **optional,
    )


def make_cast() -> Cast:
    """The cast, entered through the services."""
    government = agency("G", "测试区人民政府", AgencyKind.GOVERNMENT)
    department = agency("D", "测试区民政局", AgencyKind.DEPARTMENT, government)
    township = agency("T", "测试镇人民政府", AgencyKind.TOWNSHIP, government)
    village = agency("V", "测试村村民委员会", AgencyKind.VILLAGE_COMMITTEE, township)

    def account(username, name, where, role):
        return add_account(
            actor="test",
            now=LONG_AGO,
            username=username,
            display_name=name,
            password=PASSWORD,
            agency=where,
            role=role,
        )

    return Cast(
        government,
        department,
        township,
        village,
        account("li", "李经办", government, Role.CLERK),
        account("zhao", "赵审批", government, Role.APPROVER),
        account("chen", "陈督查", government, Role.INSPECTOR),
        Account.objects.create_user(username="outsider", password=PASSWORD, display_name="外人"),
        account("zhen", "镇经办", township, Role.CLERK),
    )


def case(where, *, received_on=date(2020, 3, 2), key="k1", kind=ApplicantKind.NATURAL_PERSON, now=NOW, items=("信息",)):
    """A case received at the counter, with the canary as the applicant's name."""
    return register_case(
        actor="li",
        now=now,
        agency=where,
        request_key=key,
        applicant_kind=kind,
        name=CANARY,
        contact="13900000000",
        items=list(items),
        channel=Channel.COUNTER,
        arrived_on=received_on,
    )
