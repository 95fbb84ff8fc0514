"""The forms that take a code or a key's answer: failures count as failed log-ins, and a code works once."""

import struct
from typing import Any

from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from axes.handlers.proxy import AxesProxyHandler
from cryptography.exceptions import InvalidSignature
from django.contrib.auth.signals import user_login_failed
from django.core.cache import cache
from django.core.exceptions import ValidationError

from gongkai.organs.models import Account

# What the parser of keys' answers raises on JSON of the sender's own making, and allauth lets through.
MALFORMED = (ValueError, TypeError, LookupError, AttributeError, struct.error, InvalidSignature)
REMEMBERED_SECONDS = 150  # longer than a code of either neighbouring period is accepted
TOO_OFTEN = "连续出错次数过多，请15分钟后再试，或联系安全管理员"
WRONG_CODE = "验证码不正确或已经用过。请核对手机时间，输入应用中当前显示的6位数字，或一个没有用过的恢复码"
WRONG_KEY = "没有认出这把安全密钥，请换一把，或改用验证码"


def _refuse_locked(account: Account) -> None:
    if not AxesProxyHandler.is_allowed(context.request, {"username": account.username}):
        context.request.axes_locked_out = True
        raise ValidationError(TOO_OFTEN, code="locked")


def _count_failure(account: Account) -> None:
    user_login_failed.send(sender=__name__, credentials={"username": account.username}, request=context.request)


class _Code:
    """A code from the application, or a recovery code."""

    user: Account
    cleaned_data: dict[str, str]

    def clean_code(self) -> str:
        """The code, spent from now on."""
        _refuse_locked(self.user)
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except ValidationError as error:
            _count_failure(self.user)
            many = getattr(error, "code", "") == "too_many_login_attempts"
            raise ValidationError(TOO_OFTEN if many else WRONG_CODE, code="wrong") from None
        if not cache.add(f"spent:{self.user.pk}:{normalize_user_code(code)}", 1, REMEMBERED_SECONDS):
            raise ValidationError(WRONG_CODE, code="spent")
        return code


class _Key:
    """The answer of a security key."""

    user: Account

    def clean_credential(self) -> Authenticator:
        """The key that answered."""
        _refuse_locked(self.user)
        try:
            return super().clean_credential()  # type: ignore[misc, no-any-return]
        except (ValidationError, *MALFORMED) as error:
            _count_failure(self.user)
            many = getattr(error, "code", "") == "too_many_login_attempts"
            raise ValidationError(TOO_OFTEN if many else WRONG_KEY, code="wrong") from None


class Code(_Code, AuthenticateForm):
    """At the log-in."""


class CodeAgain(_Code, ReauthenticateForm):
    """Before an act that needs it."""


class Key(_Key, AuthenticateWebAuthnForm):
    """At the log-in."""


class NewKey(AddWebAuthnForm):
    """A key to be added."""

    def clean(self) -> dict[str, Any]:
        """What the browser sent about the key."""
        try:
            return super().clean()
        except MALFORMED:
            raise ValidationError(WRONG_KEY, code="wrong") from None


class KeyAgain(_Key, ReauthenticateWebAuthnForm):
    """Before an act that needs it."""
