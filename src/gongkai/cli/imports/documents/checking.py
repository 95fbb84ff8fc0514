"""Checks rows, in further processes where there are many: nothing here asks the database."""

import multiprocessing
import os
import pickle
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connections

from gongkai.base.errors import Refused
from gongkai.cli.imports.documents.columns import HEADINGS, Agencies, RowReader
from gongkai.cli.imports.run import Fault
from gongkai.publication.content import Faulty
from gongkai.publication.importing import Prepared, Vocabularies, prepare

Cells = Mapping[str, Any]
Chunk = Sequence[tuple[int, Cells]]
WORTH_PROCESSES = 4 * 1024 * 1024  # bytes; fewer rows are checked sooner than a process starts
MOST_PROCESSES = 4
WAITING = 4  # chunks given out ahead of the one wanted: what bounds the memory


@dataclass(frozen=True)
class Rules:
    """What every row is checked against."""

    agencies: Agencies
    vocabularies: Vocabularies
    publishes: bool
    responsible: str
    now: datetime
    may_publish: frozenset[int] | None = None
    may_draft: frozenset[int] | None = None
    """Agencies for which the named account may; None where no account was named."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A chunk after the check: the good rows packed, their agencies, source and index numbers by line, the faults."""

    rows: int
    packed: bytes
    keys: tuple[tuple[int, tuple[int, str], str], ...]
    faults: tuple[Fault, ...]

    def unpacked(self) -> list[Prepared]:
        """The good rows."""
        return pickle.loads(self.packed)  # noqa: S301 - packed by this run


def check_chunk(rules: Rules, chunk: Chunk) -> Checked:
    """The chunk with what is wrong with its rows."""
    good: list[Prepared] = []
    faults: list[Fault] = []
    reader = RowReader(rules.agencies)
    for line, cells in chunk:
        place = f"{cells['file']}：" if cells.get("file") else ""
        if cells.get("unreadable"):
            faults.append(Fault(line, "", place + cells["unreadable"]))
            continue
        row = reader.read(line, cells)
        if row is None:
            faults += [Fault(line, one.column, place + one.message) for one in reader.faults]
            continue
        try:
            prepared = prepare(
                row,
                publishes=rules.publishes,
                responsible=rules.responsible,
                vocabularies=rules.vocabularies,
                now=rules.now,
            )
            _refuse_without_right(rules, prepared)
        except Faulty as faulty:
            faults += [Fault(line, HEADINGS.get(key, ""), place + text) for key, text in faulty.faults.items()]
        except Refused as refused:
            faults.append(Fault(line, "", place + refused.message))
        else:
            good.append(prepared)
    keys = tuple((one.line, one.key, one.index_number) for one in good)
    return Checked(len(chunk), pickle.dumps(good, pickle.HIGHEST_PROTOCOL), keys, tuple(faults))


def _refuse_without_right(rules: Rules, prepared: Prepared) -> None:
    allowed = rules.may_draft if prepared.raw is not None else rules.may_publish
    if allowed is not None and prepared.agency_id not in allowed:
        act = "起草" if prepared.raw is not None else "终审"
        name = rules.agencies.by_id[prepared.agency_id].name
        raise Refused("not_allowed", f"账号“{rules.responsible}”对“{name}”没有{act}权限，不能由其导入")


_rules: Rules | None = None


def _begin(rules: Rules) -> None:
    global _rules  # noqa: PLW0603 - given to each process once, not with every chunk
    _rules = rules


def _check(chunk: Chunk) -> Checked:
    if _rules is None:
        raise RuntimeError
    return check_chunk(_rules, chunk)


def checked(rules: Rules, chunks: Iterable[Chunk], *, processes: int = 1) -> Iterator[Checked]:
    """Each chunk checked, in order.

    Args:
        rules: what rows are checked against.
        chunks: of rows, made as they are needed.
        processes: how many check; one checks in this process.
    """
    if processes < 2 or "fork" not in multiprocessing.get_all_start_methods():  # noqa: PLR2004 - more than this one
        for chunk in chunks:
            yield check_chunk(rules, chunk)
        return
    connections.close_all()  # a forked process must not share them
    with multiprocessing.get_context("fork").Pool(processes, _begin, (rules,)) as pool:
        waiting: deque[Any] = deque()
        for chunk in chunks:
            waiting.append(pool.apply_async(_check, (chunk,)))
            if len(waiting) >= WAITING:
                yield waiting.popleft().get()
        while waiting:
            yield waiting.popleft().get()


def processes_for(size: int) -> int:
    """How many processes should check a table of this many bytes."""
    return min(os.cpu_count() or 1, MOST_PROCESSES) if size >= WORTH_PROCESSES else 1
