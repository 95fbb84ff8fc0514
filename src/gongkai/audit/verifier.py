"""Checks the whole log: chain, texts, Merkle roots against the checkpoints in and outside the database."""

import json
from dataclasses import dataclass

from gongkai.audit.checkpoints import is_signed, kept_outside
from gongkai.audit.log import START, canonical_json, digest_of
from gongkai.audit.merkle import MerkleRoot
from gongkai.audit.models import Checkpoint, Event


@dataclass(frozen=True, slots=True)
class Verification:
    """What the check found; ``first_bad`` 0 means intact, else the first event that is wrong."""

    events: int
    checkpoints: int
    root: str
    first_bad: int = 0
    kind: str = ""
    message: str = ""

    @property
    def intact(self) -> bool:
        """Whether nothing was found."""
        return not self.first_bad


def verify() -> Verification:
    """Recompute the log from its first event.

    1. Each event's number follows, its text is canonical, agrees with its columns, and hashes to its digest.
    2. At each checkpoint's size the Merkle root and the signature agree.
    3. Every checkpoint kept outside lies within the log.
    """
    outside, bad_lines = kept_outside()
    roots = {c.size: [(c.root, c.signature)] for c in Checkpoint.objects.all()}
    inside = set(roots)
    for size, root, signature in outside:
        roots.setdefault(size, []).append((root, signature))
    tree = MerkleRoot()
    previous = START
    for event in Event.objects.order_by("seq").iterator():
        try:
            fault = _fault(event, tree.size + 1, previous)
        except (ValueError, TypeError, AttributeError):  # a column holds what no act of ours could have written
            fault = ("text", f"第{tree.size + 1}条事件有一列不可读")
        if fault:
            return Verification(tree.size, len(roots), tree.root, tree.size + 1, *fault)
        tree.add(event.digest)
        previous = event.digest
        for root, signature in roots.pop(tree.size, []):
            if root != tree.root or not is_signed(tree.size, root, signature):
                text = f"前{tree.size}条事件的根摘要与检查点不符，历史曾被改写"
                return Verification(tree.size, len(roots), tree.root, tree.size, "checkpoint", text)
    if roots:
        text = f"检查点记有{max(roots)}条事件，日志只有{tree.size}条，末尾被删去"
        return Verification(tree.size, len(roots), tree.root, tree.size + 1, "truncated", text)
    if bad_lines:
        text = f"检查点文件第{bad_lines[0]}行不是检查点，文件曾被改动"
        return Verification(tree.size, len(inside), tree.root, tree.size + 1, "checkpoint_file", text)
    removed = sorted({size for size, _, _ in outside} - inside)
    if removed:
        text = f"检查点文件记有前{removed[0]}条事件的检查点，数据库中没有，曾被删去"
        return Verification(tree.size, len(inside), tree.root, removed[0], "checkpoint_removed", text)
    return Verification(tree.size, len(inside), tree.root)


def _fault(event: Event, expected_seq: int, previous: str) -> tuple[str, str] | None:
    """Kind and sentence of what is wrong with one event."""
    if event.seq != expected_seq:
        return "missing", f"缺少第{expected_seq}条事件（下一条是第{event.seq}条）"
    if digest_of(previous, event.canonical) != event.digest:
        return "chain", f"第{event.seq}条事件的内容或次序被改动"
    try:
        content = json.loads(event.canonical)
        moment = event.at.isoformat(timespec="microseconds")
    except (ValueError, TypeError, AttributeError):
        content, moment = None, ""
    if not isinstance(content, dict):
        return "text", f"第{event.seq}条事件的文本或时间不可读"
    columns = [event.seq, event.action, [event.object_type, event.object_id], previous]
    if columns != [content.get(key) for key in ("seq", "action", "object", "prev")]:
        return "columns", f"第{event.seq}条事件的列与其规范文本不符"
    if canonical_json(content) != event.canonical or content.get("ts") != moment:
        return "columns", f"第{event.seq}条事件的时间或文本与其规范文本不符"
    return None
