"""The one place that says who may see and do what."""

from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from gongkai.organs.models import Account, Agency, AgencyKind, Role

Viewer = Account | AnonymousUser


class Act(StrEnum):
    """What a person may want to do for an agency."""

    SEE_REPORT = "see_report"
    WRITE_REPORT = "write_report"
    PUBLISH_REPORT = "publish_report"
    MANAGE_ACCOUNTS = "manage_accounts"
    SEE_DRAFTS = "see_drafts"
    WRITE_DRAFTS = "write_drafts"
    REVIEW_DRAFTS = "review_drafts"
    APPROVE_DRAFTS = "approve_drafts"
    REVIEW_SECRECY = "review_secrecy"
    LET_THROUGH = "let_through"
    CHANGE_PUBLISHED = "change_published"
    SET_ROUTE = "set_route"
    SEE_PUBLICATION = "see_publication"
    EDIT_CATALOGUE = "edit_catalogue"


_ROLES: dict[Act, frozenset[Role]] = {
    Act.SEE_REPORT: frozenset(
        {
            Role.CLERK,
            Role.APPROVER,
            Role.INSPECTOR,
            Role.EDITOR,
            Role.REVIEWER,
            Role.FINAL_APPROVER,
            Role.AGENCY_LEAD,
        }
    ),
    Act.WRITE_REPORT: frozenset({Role.CLERK, Role.APPROVER}),
    Act.PUBLISH_REPORT: frozenset({Role.APPROVER}),
    Act.MANAGE_ACCOUNTS: frozenset({Role.SECURITY_ADMIN}),
    Act.SEE_DRAFTS: frozenset(
        {Role.EDITOR, Role.REVIEWER, Role.FINAL_APPROVER, Role.SECRECY_REVIEWER, Role.AGENCY_LEAD}
    ),
    Act.WRITE_DRAFTS: frozenset({Role.EDITOR}),
    Act.REVIEW_DRAFTS: frozenset({Role.REVIEWER}),
    Act.APPROVE_DRAFTS: frozenset({Role.FINAL_APPROVER}),
    Act.REVIEW_SECRECY: frozenset({Role.SECRECY_REVIEWER}),
    Act.LET_THROUGH: frozenset({Role.FINAL_APPROVER, Role.SECRECY_REVIEWER}),
    Act.CHANGE_PUBLISHED: frozenset({Role.FINAL_APPROVER}),
    Act.SET_ROUTE: frozenset({Role.AGENCY_LEAD, Role.INSPECTOR}),
    Act.SEE_PUBLICATION: frozenset(
        {Role.EDITOR, Role.REVIEWER, Role.FINAL_APPROVER, Role.SECRECY_REVIEWER, Role.AGENCY_LEAD, Role.INSPECTOR}
    ),
    Act.EDIT_CATALOGUE: frozenset({Role.INSPECTOR}),
}


def may(viewer: Viewer, act: Act, agency: Agency) -> bool:
    """Whether ``viewer`` may do ``act`` for ``agency``: by a role there, or at a government or agency above it."""
    return agency.pk in _reach(viewer, act)


def visible(viewer: Viewer, act: Act) -> QuerySet[Agency]:
    """The reporting agencies for which ``viewer`` may do ``act``."""
    return Agency.objects.filter(pk__in=_reach(viewer, act)).exclude(kind=AgencyKind.VILLAGE_COMMITTEE)


def _reach(viewer: Viewer, act: Act) -> set[int]:
    """The ids of the agencies where ``viewer`` has a role for ``act``, and of all below them."""
    if not isinstance(viewer, Account) or not viewer.is_active:
        return set()
    roles = {role.value for role in _ROLES[act]}
    found = set(viewer.memberships.filter(role__in=roles).values_list("agency_id", flat=True))
    children: dict[int, list[int]] = {}
    for pk, parent in Agency.objects.exclude(parent=None).values_list("id", "parent_id"):
        children.setdefault(parent, []).append(pk)
    waiting = list(found)
    while waiting:
        below = [pk for pk in children.get(waiting.pop(), []) if pk not in found]
        found.update(below)
        waiting += below
    return found
