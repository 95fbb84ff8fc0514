"""``gongkai demo``: set up, load the demonstration district, serve."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management import call_command
from tqdm import tqdm

from gongkai.audit.checkpoints import make_checkpoint
from gongkai.base import clock
from gongkai.cli import demonstration
from gongkai.cli.command import Command as Base
from gongkai.cli.demonstration.plan import ACTOR
from gongkai.cli.demonstration.platform import start_work
from gongkai.cli.management.commands.serve import serve
from gongkai.organs.models import Role
from gongkai.organs.queries import agency_by_code
from gongkai.organs.services.add_account import add_account
from gongkai.organs.services.add_membership import add_membership

PASSWORD = "gongkai-yanshi-2020"  # noqa: S105 - printed on purpose, for demonstration data only
PEOPLE = (
    ("lijingban", "李经办", "YB", (Role.CLERK, Role.EDITOR)),
    ("wangchushen", "王初审", "YB", (Role.REVIEWER,)),
    ("liufushen", "刘复审", "YB", (Role.REVIEWER,)),
    ("sunbaomi", "孙保密", "YB", (Role.SECRECY_REVIEWER,)),
    ("zhaoshenpi", "赵审批", "YB", (Role.APPROVER, Role.FINAL_APPROVER)),
    ("chenducha", "陈督查", "YB", (Role.INSPECTOR,)),
    ("zhuge", "诸葛镇经办", "YB-201", (Role.CLERK, Role.EDITOR)),
    ("anquan", "安全管理员", "YB", (Role.SECURITY_ADMIN,)),
)


class Command(Base):
    """The demonstration district."""

    help = "载入演示区并启动服务"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether and where to serve."""
        parser.add_argument("--no-serve", action="store_true", help="只载入，不启动服务")
        parser.add_argument("--port", type=int, default=8000, help="监听端口")

    def answer(self, **options: Any) -> None:
        """Migrate, load once, print the log-ins, serve."""
        call_command("migrate", verbosity=0, interactive=False)
        if demonstration.is_loaded():
            self.stdout.write("演示区已经载入。")
        else:
            count = demonstration.load(_bar)
            for person in PEOPLE:
                _add(*person)
            start_work(agency_by_code("YB"), drafter="lijingban", now=clock.now())
            make_checkpoint(now=clock.now())
            self.stdout.write(f"演示区载入完成：{count}项操作，均记入审计日志。")
        if options["no_serve"]:
            return
        serve("127.0.0.1", options["port"], lambda: self._welcome(options["port"]))

    def _welcome(self, port: int) -> None:
        address = f"http://127.0.0.1:{port}/"
        self.stdout.write(f"\n公开平台：{address}\n工作台：　{address}desk/\n\n演示账号（密码均为 {PASSWORD}）：")
        for username, name, code, roles in PEOPLE:
            self.stdout.write(f"  {username:<12}{name}（{code} {'、'.join(role.label for role in roles)}）")
        self.stdout.write("\n按 Ctrl+C 停止。")


def _add(username: str, name: str, code: str, roles: tuple[Role, ...]) -> None:
    """One log-in with its roles."""
    agency, now = agency_by_code(code), clock.now()
    first, *others = roles
    add_account(
        actor=ACTOR, now=now, username=username, display_name=name, password=PASSWORD, agency=agency, role=first
    )
    for role in others:
        add_membership(actor=ACTOR, now=now, username=username, agency=agency, role=role)


def _bar(acts: list[Any]) -> Iterable[Any]:
    return tqdm(acts, desc="载入演示区", unit="项", ncols=80)
