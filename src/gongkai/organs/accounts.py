"""Questions about accounts; rights come from the one policy."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.base.errors import Refused
from gongkai.organs import policy
from gongkai.organs.models import Account, Agency, Membership
from gongkai.organs.policy import Act, Viewer


def account_by_name(username: str) -> Account:
    """The account, locked for the caller's transaction.

    Raises:
        Refused: ``unknown_account``.
    """
    account = Account.objects.select_for_update().filter(username=username).first()
    if account is None:
        raise Refused("unknown_account", f"没有账号“{username}”")
    return account


def account_exists(username: str) -> bool:
    """Whether somebody has this name, open or closed."""
    return Account.objects.filter(username=username).exists()


def has_second_factor(account: Account) -> bool:
    """Whether an authenticator application or a key is set up; recovery codes alone are none."""
    return _factors().filter(user_id=account.pk).exists()


def _factors() -> QuerySet[Authenticator]:
    return Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)


def manageable_accounts(viewer: Viewer) -> QuerySet[Account]:
    """The accounts ``viewer`` may manage, by name: all their roles lie within reach.

    An account without any role belongs to whoever manages the top of the tree. Nobody manages the own account.
    """
    reach = policy.visible(viewer, Act.MANAGE_ACCOUNTS)
    if viewer.pk is None or not reach.exists():
        return Account.objects.none()
    theirs = Membership.objects.filter(account=OuterRef("pk"))
    wanted = Q(inside=True, outside=False)
    if Agency.objects.filter(parent=None, pk__in=reach).exists():
        wanted |= Q(inside=False, outside=False)
    return (
        Account.objects.annotate(
            inside=Exists(theirs.filter(agency__in=reach)),
            outside=Exists(theirs.exclude(agency__in=reach)),
            second_factor=Exists(_factors().filter(user=OuterRef("pk"))),
        )
        .filter(wanted)
        .exclude(pk=viewer.pk)
        .prefetch_related("memberships__agency")
        .order_by("username")
    )


def locked_names(usernames: Iterable[str], *, now: datetime) -> set[str]:
    """Those of ``usernames`` that are locked out from some address at the moment."""
    since = now - timedelta(hours=settings.AXES_COOLOFF_TIME)
    attempts = AccessAttempt.objects.filter(
        username__in=list(usernames), failures_since_start__gte=settings.AXES_FAILURE_LIMIT, attempt_time__gte=since
    )
    return set(attempts.values_list("username", flat=True))
