"""Everything public as a folder of files."""

from gongkai.cli.dumps.write import write_dump

__all__ = ["write_dump"]
