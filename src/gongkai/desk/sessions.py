"""How long a log-in lasts: half an hour without a request, and never longer than a working day."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

LOGGED_IN_AT = "logged_in_at"
SEEN_AT = "seen_at"
A_MINUTE = 60  # not every page writes the session


def begin(request: HttpRequest, now: datetime) -> None:
    """Note the moment of the log-in."""
    request.session[LOGGED_IN_AT] = request.session[SEEN_AT] = now.timestamp()


def why_ended(request: HttpRequest, now: datetime) -> str:
    """The sentence for somebody whose session is over; empty while it goes on, which is then noted."""
    session, moment = request.session, now.timestamp()
    if LOGGED_IN_AT not in session:  # begun before sessions noted it
        begin(request, now)
    if moment - session[LOGGED_IN_AT] >= settings.SESSION_LONGEST:
        return f"本次登录已满{settings.SESSION_LONGEST // 3600}小时，请重新登录"
    if moment - session[SEEN_AT] >= settings.SESSION_COOKIE_AGE:
        return f"超过{settings.SESSION_COOKIE_AGE // 60}分钟没有操作，已自动退出，请重新登录"
    if moment - session[SEEN_AT] >= A_MINUTE:
        session[SEEN_AT] = moment
    return ""


def is_fresh(request: HttpRequest, now: datetime) -> bool:
    """Whether the log-in itself was so recent that nothing need be asked again."""
    begun = request.session.get(LOGGED_IN_AT)
    return begun is not None and now.timestamp() - begun < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
