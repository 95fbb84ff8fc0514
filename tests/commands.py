"""Runs a subcommand inside the test process, with its exit status, output and errors."""

import io
from contextlib import redirect_stderr, redirect_stdout

from django.core.management import ManagementUtility


def run(*arguments):
    """Exit status, standard output, standard error."""
    out, err = io.StringIO(), io.StringIO()
    status = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            ManagementUtility(["gongkai", *arguments]).execute()
        except SystemExit as stop:
            status = stop.code or 0
    return status, out.getvalue(), err.getvalue()
