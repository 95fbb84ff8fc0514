"""Imports of records from table files: what each kind's columns mean, and the one way all of them run."""

from gongkai.cli.imports.kinds import KINDS
from gongkai.cli.imports.run import ImportResult, run_import

__all__ = ["KINDS", "ImportResult", "run_import"]
