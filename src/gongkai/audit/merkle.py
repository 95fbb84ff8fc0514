"""Merkle tree hashing as in RFC 6962: leaves and nodes are hashed with different prefixes."""

import hashlib
from collections.abc import Iterable

LEAF = b"\x00"
NODE = b"\x01"


class MerkleRoot:
    """The root over a growing list of leaves, in memory for the peaks only."""

    def __init__(self, leaves: Iterable[str] = (), *, peaks: Iterable[tuple[int, str]] = ()) -> None:
        # (leaves below, hash), left to right, sizes falling
        self._peaks: list[tuple[int, bytes]] = [(below, bytes.fromhex(node)) for below, node in peaks]
        self.size = sum(below for below, _ in self._peaks)
        for leaf in leaves:
            self.add(leaf)

    def add(self, digest: str) -> None:
        """Append the leaf whose content has this hexadecimal ``digest``."""
        node = hashlib.sha256(LEAF + bytes.fromhex(digest)).digest()
        below = 1
        while self._peaks and self._peaks[-1][0] == below:
            node = hashlib.sha256(NODE + self._peaks.pop()[1] + node).digest()
            below *= 2
        self._peaks.append((below, node))
        self.size += 1

    @property
    def peaks(self) -> list[tuple[int, str]]:
        """What is needed to go on adding leaves later: leaves below and hash of each full subtree."""
        return [(below, node.hex()) for below, node in self._peaks]

    @property
    def root(self) -> str:
        """The root in hexadecimal; the hash of nothing for an empty tree."""
        if not self._peaks:
            return hashlib.sha256(b"").hexdigest()
        node = self._peaks[-1][1]
        for _, peak in reversed(self._peaks[:-1]):
            node = hashlib.sha256(NODE + peak + node).digest()
        return node.hex()
