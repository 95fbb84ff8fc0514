"""Checkpoints: a signed Merkle root over all events so far, kept in the database and in a file beside it.

The chain alone cannot show that its end was cut off or the whole rewritten; a root kept elsewhere does.
"""

import os
import re
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from gongkai.audit.merkle import MerkleRoot
from gongkai.audit.models import Checkpoint, Event
from gongkai.base import keys, outbox

_LINE = re.compile(r"(\d{1,18}) ([0-9a-f]{64}) \S{1,40} ([0-9a-f]{128})")


@cache
def _key(path: Path) -> Ed25519PrivateKey:
    """The audit key, made with the first checkpoint.

    Raises:
        KeyMissing: the file is empty, or holds another kind of key.
    """
    key = serialization.load_pem_private_key(keys.read_or_make(path, _new_key), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise keys.KeyMissing(f"“{path}”不是 Ed25519 私钥")
    return key


def _new_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def note(size: int, root: str) -> str:
    """The text that is signed: origin, size and root, a line each."""
    return f"gongkai/{settings.INSTALLATION_ID}\n{size}\n{root}\n"


def is_signed(size: int, root: str, signature: str) -> bool:
    """Whether the installation's key made this signature.

    Raises:
        KeyMissing: there is no key to check with.
    """
    keys.read(settings.AUDIT_KEY_FILE)  # checking must never make the key it checks with
    try:
        key = _key(settings.AUDIT_KEY_FILE).public_key()
        key.verify(bytes.fromhex(signature), note(size, root).encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def ask_for_checkpoint(*, now: datetime) -> None:
    """Ask the outbox, in the caller's transaction, for one checkpoint when this minute is over."""
    minute_over = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    outbox.enqueue(kind="audit.checkpoint", key=f"checkpoint:{minute_over:%Y-%m-%dT%H:%M}", payload={}, now=minute_over)


def make_checkpoint(*, now: datetime) -> Checkpoint | None:
    """Sign the root over all events; None when nothing happened since the last checkpoint.

    1. Go on from the last checkpoint's tree over the events since; outside any transaction, for it may take long.
    2. Sign the root and store it in the database; whoever was first with this size keeps it.
    3. Append it to the checkpoint file, which is copied off the machine.
    """
    last = Checkpoint.objects.order_by("-size").first()
    tree = MerkleRoot(peaks=last.peaks if last else ())
    since = Event.objects.filter(seq__gt=tree.size).order_by("seq")
    for digest in since.values_list("digest", flat=True).iterator():
        tree.add(digest)
    if not tree.size or (last is not None and last.size == tree.size):
        return None
    signature = _key(settings.AUDIT_KEY_FILE).sign(note(tree.size, tree.root).encode()).hex()
    values = {"root": tree.root, "at": now, "signature": signature, "peaks": tree.peaks}
    checkpoint, made = Checkpoint.objects.get_or_create(size=tree.size, defaults=values)
    if not made:
        return None
    path = Path(settings.CHECKPOINT_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        moment = now.astimezone(UTC).isoformat(timespec="seconds")
        file.write(f"{tree.size} {tree.root} {moment} {signature}\n")
        file.flush()
        os.fsync(file.fileno())
    return checkpoint


def kept_outside() -> tuple[list[tuple[int, str, str]], list[int]]:
    """The checkpoints of the file (size, root, signature), and the numbers of its lines that are none."""
    path = Path(settings.CHECKPOINT_FILE)
    if not path.exists():
        return [], []
    found, bad = [], []
    for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), start=1):
        match = _LINE.fullmatch(line.strip())
        if match:
            found.append((int(match[1]), match[2], match[3]))
        elif line.strip():
            bad.append(number)
    return found, bad
