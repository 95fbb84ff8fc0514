"""``gongkai worker``: run what waits in the outbox."""

import os
import time
from argparse import ArgumentParser
from typing import Any

from gongkai.base import clock
from gongkai.base.outbox import run_one
from gongkai.cli.command import Command as Base
from gongkai.publication.tasks import ask_for_the_day

PAUSE_SECONDS = 1


class Command(Base):
    """Runs jobs until stopped, or until none waits."""

    help = "执行后台任务"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to stay."""
        parser.add_argument("--once", action="store_true", help="执行完现有任务即退出")
        parser.add_argument("--parent", type=int, help="启动它的进程号；该进程结束时一并结束")

    def answer(self, **options: Any) -> None:
        """Run jobs one after another."""
        day = None
        while options["parent"] in (None, os.getppid()):
            if day != clock.today():
                day = clock.today()
                ask_for_the_day(clock.now())
            if run_one():
                continue
            if options["once"]:
                return
            time.sleep(PAUSE_SECONDS)
