"""Ending the open sessions of an account, so that none revives when the account is opened again."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from gongkai.organs.models import Account


def end_sessions(account: Account) -> int:
    """How many open sessions of ``account`` were ended."""
    theirs = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get(SESSION_KEY) == str(account.pk)
    ]
    Session.objects.filter(pk__in=theirs).delete()
    return len(theirs)
