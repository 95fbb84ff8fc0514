"""What the desk's frame shows; asked only where a template names it, so that public pages touch no session."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from gongkai.organs import policy
from gongkai.organs.policy import Act
from gongkai.organs.queries import display_names


def rights(request: HttpRequest) -> dict[str, Any]:
    """Which sections of the desk are this person's, and whether the installation demands a second factor."""
    return {
        "may_manage_accounts": lambda: policy.visible(request.user, Act.MANAGE_ACCOUNTS).exists(),
        "must_set_up": settings.REQUIRE_MFA,
        "names": display_names,
    }
