"""The people who publish, and drafts in every state: what tests of publishing share."""

import io
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook

from cast import NOW, Cast, make_cast
from gongkai.organs.models import Account, Membership, Role
from gongkai.publication.flow import Decision, SecrecyConclusion, Step
from gongkai.publication.kinds import DocumentKind, Genre
from gongkai.publication.services.publish_document import publish_document
from gongkai.publication.services.release_drafts import approve_and_release
from gongkai.publication.services.review_draft import decide, review_secrecy, submit_draft
from gongkai.publication.services.save_draft import start_draft

SECRET = "DRAFT-CANARY-51c9"
IDENTITY = "110101199003070011"


@dataclass(frozen=True)
class Publishers:
    """The cast, and for the district an editor, two reviewers, a secrecy reviewer, a final approver and a lead."""

    cast: Cast
    editor: Account
    first: Account
    second: Account
    secrecy: Account
    final: Account
    lead: Account
    sibling: Account
    """Holds every role of publishing at the department only."""
    child: Account
    """The same at the township."""


def person(username, where, *roles):
    account = Account.objects.create(username=username, display_name=username)
    for role in roles:
        Membership.objects.create(account=account, agency=where, role=role.value)
    return account


def make_publishers():
    """The publishers, without passwords: tests log them in by force."""
    cast = make_cast()
    every = (Role.EDITOR, Role.REVIEWER, Role.FINAL_APPROVER, Role.SECRECY_REVIEWER, Role.AGENCY_LEAD)
    return Publishers(
        cast,
        person("zhou", cast.government, Role.EDITOR),
        person("wu", cast.government, Role.REVIEWER),
        person("zheng", cast.government, Role.REVIEWER),
        person("feng", cast.government, Role.SECRECY_REVIEWER),
        person("wang", cast.government, Role.FINAL_APPROVER),
        person("lead", cast.government, Role.AGENCY_LEAD),
        person("sibling", cast.department, *every),
        person("child", cast.township, *every),
    )


def raw(**changes):
    """What an editor types for a plain notice."""
    return {
        "title": f"关于测试的通知{SECRET}",
        "structure": "article",
        "kind": "government_information",
        "genre": "other",
        "form": "notice",
        "openness": "public",
        "openness_reason": "条例第十九条：需要公众广泛知晓",
        "category": "20-01",
        "subject": "2-1",
        "made_on": "2021-01-11",
        "body": f"<p>正文{SECRET}</p>",
    } | changes


def draft(where, *, drafter="zhou", now=NOW, public_id="", **changes):
    return start_draft(actor=drafter, now=now, agency=where, raw=raw(**changes), public_id=public_id)


def cleared(one, *, now=NOW, steps=((Step.FIRST, "wu"), (Step.SECOND, "zheng"))):
    """The draft submitted, reviewed and cleared of secrets: only the final approver's word is missing."""
    one = submit_draft(actor="zhou", now=now, draft=one)
    for step, reviewer in steps:
        one = decide(actor=reviewer, now=now, draft=one, step=step, decision=Decision.PASS)
    review_secrecy(actor="feng", now=now, draft=one, basis="逐项审查", conclusion=SecrecyConclusion.MAY_BE_PUBLIC)
    return one


def released(one, *, now=NOW):
    """What the final approval made public."""
    return approve_and_release(actor="wang", now=now, draft=cleared(one, now=now))


def published(where, title="关于低保的公告", day=date(2020, 5, 8), **optional):
    """A document taken over from elsewhere."""
    return publish_document(
        actor="zhou",
        now=optional.pop("now", NOW),
        agency=where,
        title=title,
        kind=optional.pop("kind", DocumentKind.GOVERNMENT_INFORMATION),
        genre=optional.pop("genre", Genre.OTHER),
        made_on=optional.pop("made_on", date(2020, 1, 2)),
        published_on=day,
        body=optional.pop("body", "<p>正文</p>"),
        **optional,
    )


def workbook(*, hidden=""):
    """A small spreadsheet; ``hidden`` stands on a hidden sheet."""
    book = Workbook()
    book.active.append(["乡镇", "户数"])
    book.active.append(["诸葛镇", 12])
    if hidden:
        sheet = book.create_sheet("名单")
        sheet.append(["演示人员", hidden])
        sheet.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
