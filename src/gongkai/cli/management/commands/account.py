"""``gongkai account``: log-ins of the desk."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from gongkai.base import clock
from gongkai.base.errors import Refused
from gongkai.cli.command import Command as Base
from gongkai.cli.command import add_json
from gongkai.organs.models import Account, Role
from gongkai.organs.queries import agency_by_code
from gongkai.organs.services.add_account import add_account
from gongkai.organs.services.add_membership import add_membership
from gongkai.organs.services.remove_membership import remove_membership
from gongkai.organs.services.set_account_open import set_account_open


class Command(Base):
    """Makes, lists and closes log-ins, and changes their roles."""

    help = "管理工作台账号"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Six acts."""
        acts = parser.add_subparsers(dest="act", required=True, parser_class=type(parser))
        add = acts.add_parser("add", help="新建账号，或给已有账号加一个角色")
        add.add_argument("username", help="账号")
        add.add_argument("--name", default="", help="姓名")
        add.add_argument("--agency", required=True, help="机构代码")
        add.add_argument("--role", required=True, choices=[role.value for role in Role], help="角色")
        add.add_argument("--password-stdin", action="store_true", help="从标准输入读取密码，不提示")
        for name, what in (("grant", "给账号加一个角色"), ("revoke", "收回账号的一个角色")):
            change = acts.add_parser(name, help=what)
            change.add_argument("username", help="账号")
            change.add_argument("--agency", required=True, help="机构代码")
            change.add_argument("--role", required=True, choices=[role.value for role in Role], help="角色")
        close = acts.add_parser("close", help="停用账号")
        close.add_argument("username", help="账号")
        reopen = acts.add_parser("reopen", help="重新启用账号")
        reopen.add_argument("username", help="账号")
        add_json(acts.add_parser("list", help="列出账号"))

    def answer(self, **options: Any) -> None:
        """Dispatch by act."""
        getattr(self, options["act"])(options)

    def add(self, options: dict[str, Any]) -> None:
        """Ask for a password where the account is new."""
        agency = agency_by_code(options["agency"])
        known = Account.objects.filter(username=options["username"]).exists()
        password = "" if known else _password(from_input=options["password_stdin"])
        add_account(
            actor="system",
            now=clock.now(),
            username=options["username"],
            display_name=options["name"],
            password=password,
            agency=agency,
            role=Role(options["role"]),
        )
        what = "已加角色" if known else "已新建"
        self.stdout.write(f"{what}：{options['username']}（{agency.name} {Role(options['role']).label}）")

    def grant(self, options: dict[str, Any]) -> None:
        """A further role for an account that exists."""
        agency, role = agency_by_code(options["agency"]), Role(options["role"])
        add_membership(actor="system", now=clock.now(), username=options["username"], agency=agency, role=role)
        self.stdout.write(f"已加角色：{options['username']}（{agency.name} {role.label}）")

    def revoke(self, options: dict[str, Any]) -> None:
        """What the person did in the role stays on record."""
        agency, role = agency_by_code(options["agency"]), Role(options["role"])
        remove_membership(actor="system", now=clock.now(), username=options["username"], agency=agency, role=role)
        self.stdout.write(f"已收回角色：{options['username']}（{agency.name} {role.label}）")

    def close(self, options: dict[str, Any]) -> None:
        """The account stays, for what it did is on record; it can no longer log in."""
        set_account_open(actor="system", now=clock.now(), username=options["username"], is_open=False)
        self.stdout.write(f"已停用：{options['username']}")

    def reopen(self, options: dict[str, Any]) -> None:
        """A closed account can log in again."""
        set_account_open(actor="system", now=clock.now(), username=options["username"], is_open=True)
        self.stdout.write(f"已重新启用：{options['username']}")

    def list(self, options: dict[str, Any]) -> None:
        """Every account with its roles."""
        accounts = Account.objects.prefetch_related("memberships__agency").order_by("username")
        rows = [
            {
                "username": account.username,
                "name": account.display_name,
                "active": account.is_active,
                "roles": [{"agency": m.agency.code, "role": m.role} for m in account.memberships.all()],
            }
            for account in accounts
        ]
        if options["json"]:
            self.print_json(rows)
            return
        for row in rows:
            roles = "、".join(f"{r['agency']} {Role(r['role']).label}" for r in row["roles"])
            self.stdout.write(f"{row['username']}\t{row['name']}\t{'启用' if row['active'] else '停用'}\t{roles}")


def _password(*, from_input: bool) -> str:
    """A password strong enough, typed twice or read from standard input; ValidationError otherwise."""
    if from_input:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = getpass.getpass("密码（至少12位）：")
        if getpass.getpass("再输入一次：") != password:
            raise Refused("passwords_differ", "两次输入的密码不一致")
    try:
        validate_password(password)
    except ValidationError:
        raise Refused("weak_password", "密码须至少12位，且不能是常见密码") from None
    return password
