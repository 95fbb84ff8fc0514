"""``gongkai audit``: verify the log, make a checkpoint."""

from argparse import ArgumentParser
from typing import Any

from gongkai.audit.checkpoints import make_checkpoint
from gongkai.audit.verifier import verify
from gongkai.base import clock
from gongkai.cli.command import FOUND_SOMETHING, add_json
from gongkai.cli.command import Command as Base


class Command(Base):
    """The audit log."""

    help = "核验审计日志"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Two acts."""
        acts = parser.add_subparsers(dest="act", required=True, parser_class=type(parser))
        add_json(acts.add_parser("verify", help="核验全部事件与检查点"))
        add_json(acts.add_parser("checkpoint", help="立即签署检查点"))

    def answer(self, **options: Any) -> int:
        """Dispatch by act; 1 when the log was tampered with."""
        if options["act"] == "checkpoint":
            made = make_checkpoint(now=clock.now())
            answer = {"size": made.size, "root": made.root} if made else {"size": None, "root": None}
            text = f"已签署：{made.size}条事件，根摘要{made.root}" if made else "上次检查点之后没有新事件"
            return self._say(answer, text, options, 0)
        found = verify()
        answer = {
            "intact": found.intact,
            "events": found.events,
            "checkpoints": found.checkpoints,
            "root": found.root,
            "first_bad": found.first_bad or None,
            "kind": found.kind or None,
            "message": found.message,
        }
        text = f"审计日志完整：{found.events}条事件，{found.checkpoints}个检查点" if found.intact else found.message
        return self._say(answer, text, options, 0 if found.intact else FOUND_SOMETHING)

    def _say(self, answer: dict[str, Any], text: str, options: dict[str, Any], status: int) -> int:
        if options["json"]:
            self.print_json(answer)
        else:
            self.stdout.write(text)
        return status
