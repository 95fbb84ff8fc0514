"""What tests of the log-in share: codes, and a client that gave its password."""

from allauth.mfa.totp.internal import auth as totp

from cast import PASSWORD

LOGIN, FACTOR = "/desk/login/", "/desk/account/second-factor/"
CODE_PAGE, CONFIRM = f"{FACTOR}authenticate/", "/desk/account/reauthenticate/"
REPORT = "/desk/reports/G/2020/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def with_totp(account):
    """The account, with an authenticator application."""
    totp.TOTP.activate(account, SECRET)
    return account


def code(periods=0, secret=SECRET):
    """The code of now, or of a period beside it."""
    counters = list(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(secret, counters[len(counters) // 2] + periods))


def wrong_code():
    """A code that is none of the accepted ones."""
    right = {code(n) for n in (-1, 0, 1, 2)}
    return next(f"{n:06}" for n in range(1000) if f"{n:06}" not in right)


def password_given(client, name="zhao"):
    """What the log-in page answers to the right password."""
    return client.post(LOGIN, {"login": name, "password": PASSWORD})


def logged_in(client, name="zhao"):
    """The client, logged in without a second factor."""
    password_given(client, name)
    return client
