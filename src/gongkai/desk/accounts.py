"""How staff log in: accounts never come about by signing up, and codes cannot be guessed any more than passwords."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest

from gongkai.audit import log
from gongkai.base import clock, sealed
from gongkai.desk import sessions
from gongkai.organs.models import Account
from gongkai.organs.queries import top_government

PLACE = "second-factor"
RECORDED = {
    "mfa/email/totp_activated": "account.totp_added",
    "mfa/email/totp_deactivated": "account.totp_removed",
    "mfa/email/webauthn_added": "account.key_added",
    "mfa/email/webauthn_removed": "account.key_removed",
    "mfa/email/recovery_codes_generated": "account.recovery_codes_made",
}


class ClosedAccounts(DefaultAccountAdapter):
    """Accounts are made by the installation's administrators only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """No."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing: axes counts passwords by name and address, so that nobody can lock out another from afar."""

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Log in and note when."""
        super().login(request, user)
        sessions.begin(request, clock.now())

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within the first minutes after the log-in."""
        asked = super().is_reauthentication_required(app=app, **kwargs)
        return asked and not sessions.is_fresh(self.request, clock.now())

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Account,
        context: dict[str, Any] | None = None,  # noqa: ARG002 - allauth's signature
        email: str | None = None,  # noqa: ARG002 - allauth's signature
    ) -> None:
        """No mail: what changed about the second factor is recorded in the audit log."""
        if template_prefix not in RECORDED:
            return
        with transaction.atomic():
            log.append(
                actor=user.username,
                action=RECORDED[template_prefix],
                object_type="account",
                object_id=user.pk,
                now=clock.now(),
            )


class SealedFactors(DefaultMFAAdapter):
    """Secrets of authenticators are stored sealed."""

    def encrypt(self, text: str) -> str:
        """The text under a key of its own, itself wrapped by the installation's."""
        key = sealed.new_wrapped_key()
        return f"{key.hex()}.{sealed.seal(key, text, place=PLACE).hex()}"

    def decrypt(self, encrypted_text: str) -> str:
        """What was sealed."""
        key, _, content = encrypted_text.partition(".")
        return sealed.unseal(bytes.fromhex(key), bytes.fromhex(content), place=PLACE)

    def get_totp_issuer(self) -> str:
        """The name an authenticator application shows."""
        return self._get_site_name()

    def _get_site_name(self) -> str:
        government = top_government()
        return f"{government.name if government else ''}政府信息公开工作台"
