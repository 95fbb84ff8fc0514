"""What all commands share: answers as text or JSON, errors as one sentence, exit status 0, 1 or 2."""

import json
import re
import sys
from argparse import ArgumentParser
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from gongkai.base.errors import Refused
from gongkai.law.dated import NotInForce
from gongkai.law.steps import RuleViolation

FOUND_SOMETHING = 1
WRONG_INPUT = 2


_USAGE = (
    (r"the following arguments are required: (.*)", r"缺少参数：\1"),
    (r"one of the arguments (.*) is required", r"须给出其中一个参数：\1"),
    (r"argument (.*): invalid int value: (.*)", r"\1 须为整数，得到 \2"),
    (r"argument (.*): invalid choice: (.*?) \(choose from (.*)\)", r"\1 没有 \2 这一项，可用：\3"),
    (r"argument (.*): expected one argument", r"\1 后面须有一个值"),
    (r"argument (.*): expected at least one argument", r"\1 至少须有一个值"),
    (r"argument (.*): not allowed with argument (.*)", r"\1 与 \2 不能同时使用"),
    (r"unrecognized arguments: (.*)", r"不认识的参数：\1"),
)


def usage_sentence(message: str) -> str:
    """The parser's message in Chinese."""
    for pattern, sentence in _USAGE:
        found = re.fullmatch(pattern, message)
        if found:
            return found.expand(sentence)
    return f"参数有误：{message}"


class _Parser(CommandParser):
    """Says what is wrong with a call in one sentence, in JSON where that was asked for."""

    as_json = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse, remembering whether the answer, and so the error, is wanted as JSON."""
        self.as_json = "--json" in (sys.argv if args is None else args)
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Exit with status 2 and one sentence."""
        fail("usage", usage_sentence(message), as_json=self.as_json)


def fail(code: str, message: str, *, as_json: bool) -> NoReturn:
    """Print the error and exit with status 2."""
    if as_json:
        sys.stdout.write(json.dumps({"error": {"code": code, "message": message}}, ensure_ascii=False) + "\n")
    else:
        sys.stderr.write(f"{message}\n")
    raise SystemExit(WRONG_INPUT)


class Command(BaseCommand):
    """Base of all commands: implement ``add_arguments`` and ``answer``."""

    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """The parser with this project's way of reporting errors; Django's developer options are hidden."""
        parser = _Parser(prog=f"{prog_name} {subcommand}", description=self.help or None, **kwargs)
        self.add_arguments(parser)
        for option in ("settings", "pythonpath"):
            parser.set_defaults(**{option: None})
        parser.set_defaults(
            verbosity=1, traceback=False, no_color=False, force_color=False, skip_checks=True, stdout=None, stderr=None
        )
        return parser

    def handle(self, **options: Any) -> None:
        """Run ``answer``; errors a person can mend become one sentence and exit status 2."""
        try:
            status = self.answer(**options)
        except (RuleViolation, Refused) as error:
            fail(error.code, error.message, as_json=options.get("json", False))
        except ValidationError as error:
            fail("invalid", "；".join(error.messages), as_json=options.get("json", False))
        except NotInForce as error:
            fail("not_in_force", str(error), as_json=options.get("json", False))
        except UnicodeError:
            fail("bad_text", "参数或文件中有无法识别的文字编码", as_json=options.get("json", False))
        except DatabaseError as error:
            fail("database", _database_sentence(error), as_json=options.get("json", False))
        if status:
            raise SystemExit(status)

    def answer(self, **options: Any) -> int | None:
        """Do the work; 0 or None done, 1 a check found something."""
        raise NotImplementedError

    def print_json(self, value: Any) -> None:
        """``value`` as JSON with readable Chinese."""
        self.stdout.write(json.dumps(value, ensure_ascii=False, indent=2))


def _database_sentence(error: Exception) -> str:
    """What a person can do about a database that does not answer."""
    if "no such table" in str(error) or "does not exist" in str(error):
        return "数据库尚未建立或需要升级，请先执行 gongkai migrate"
    return f"数据库暂时无法使用，请稍后再试（{error}）"


def add_json(parser: ArgumentParser) -> None:
    """The option every answering command has."""
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
