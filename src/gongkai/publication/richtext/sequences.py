"""Differences of two sequences with a bound on the work, whatever the sequences are."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

LONGEST = 5_000  # beyond, only landmarks are looked for: SequenceMatcher's time may grow with the square
Step = tuple[str, int, int, int, int]


class Work:
    """An allowance of comparisons; what is spent is not there for the next."""

    def __init__(self, allowance: int) -> None:
        self._left = allowance

    def spend(self, amount: int) -> bool:
        """Whether it was there; nothing is taken when it was not."""
        if amount > self._left:
            return False
        self._left -= amount
        return True


def _edges(a: Sequence[Hashable], b: Sequence[Hashable]) -> tuple[int, int]:
    """How many elements both begin with, and how many of the rest both end with."""
    most = min(len(a), len(b))
    head = next((at for at in range(most) if a[at] != b[at]), most)
    most -= head
    tail = next((at for at in range(most) if a[-1 - at] != b[-1 - at]), most)
    return head, tail


def _landmarks(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Elements that stand once in each, in the longest order common to both (patience)."""
    once_a, once_b = Counter(a), Counter(b)
    where = {item: at for at, item in enumerate(b) if once_b[item] == 1}
    pairs = [(at, where[item]) for at, item in enumerate(a) if once_a[item] == 1 and item in where]
    ends: list[int] = []
    tops: list[int] = []
    behind: list[int] = []
    for number, (_, at) in enumerate(pairs):
        pile = bisect_left(ends, at)
        ends[pile : pile + 1] = [at]
        tops[pile : pile + 1] = [number]
        behind.append(tops[pile - 1] if pile else -1)
    kept, number = [], tops[-1] if tops else -1
    while number >= 0:
        kept.append(pairs[number])
        number = behind[number]
    return kept[::-1]


def _matches(a: Sequence[Hashable], b: Sequence[Hashable], work: Work) -> list[tuple[int, int, int]]:
    """Runs (at in a, at in b, length) that are the same, in order."""
    if not a or not b:
        return []
    head, tail = _edges(a, b)
    inner_a, inner_b = a[head : len(a) - tail], b[head : len(b) - tail]
    runs = [(0, 0, head)] if head else []
    often = Counter(inner_b)
    cost = 4 * sum(often[item] for item in inner_a) + len(inner_a) + len(inner_b)
    if max(len(inner_a), len(inner_b)) <= LONGEST and work.spend(cost):
        found = SequenceMatcher(None, inner_a, inner_b, autojunk=False).get_matching_blocks()
        runs += [(head + i, head + j, size) for i, j, size in found if size]
    else:
        i = j = 0
        for at_a, at_b in [*_landmarks(inner_a, inner_b), (len(inner_a), len(inner_b))]:
            gap_a, gap_b = inner_a[i:at_a], inner_b[j:at_b]
            if len(gap_a) < len(inner_a) or len(gap_b) < len(inner_b):
                runs += [(head + i + k, head + j + m, size) for k, m, size in _matches(gap_a, gap_b, work)]
            if at_a < len(inner_a):
                runs.append((head + at_a, head + at_b, 1))
            i, j = at_a + 1, at_b + 1
    return [*runs, (len(a) - tail, len(b) - tail, tail)] if tail else runs


def opcodes(a: Sequence[Hashable], b: Sequence[Hashable], work: Work) -> list[Step]:
    """As ``SequenceMatcher.get_opcodes``, neighbours joined; coarser where the allowance does not reach."""
    steps: list[Step] = []
    i = j = 0
    for at_a, at_b, size in [*_matches(a, b, work), (len(a), len(b), 0)]:
        if i < at_a or j < at_b:
            kind = "replace" if i < at_a and j < at_b else "delete" if i < at_a else "insert"
            steps.append((kind, i, at_a, j, at_b))
        if size and steps and steps[-1][0] == "equal":
            _, start_a, _, start_b, _ = steps.pop()
            steps.append(("equal", start_a, at_a + size, start_b, at_b + size))
        elif size:
            steps.append(("equal", at_a, at_a + size, at_b, at_b + size))
        i, j = at_a + size, at_b + size
    return steps
