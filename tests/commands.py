"""Runs a subcommand inside the test process, with its exit status, output and errors."""

import io
from contextlib import redirect_stderr, redirect_stdout

from django.core.management import load_command_class


def run(name, *arguments):
    """Exit status, standard output, standard error; unlike the real call it leaves the test's connection open."""
    out, err = io.StringIO(), io.StringIO()
    status = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            command = load_command_class("gongkai.cli", name)
            options = vars(command.create_parser("gongkai", name).parse_args(arguments))
            command.execute(*options.pop("args", ()), **options)
        except SystemExit as stop:
            status = stop.code or 0
    return status, out.getvalue(), err.getvalue()
