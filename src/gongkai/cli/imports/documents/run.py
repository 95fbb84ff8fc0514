"""One way for all imports of documents: check every row, then save batch by batch, each with its checkpoint."""

import struct
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from gongkai.base.errors import Refused
from gongkai.catalogue.vocabularies import all_vocabularies
from gongkai.cli.imports.documents.checking import Checked, Chunk, Rules, checked, processes_for
from gongkai.cli.imports.documents.columns import COLUMNS, Agencies, agencies_of, missing_headings
from gongkai.cli.imports.documents.sources import Source, open_source
from gongkai.cli.imports.run import MOST_FAULTS, Fault
from gongkai.organs import policy
from gongkai.organs.models import Account
from gongkai.organs.policy import Act
from gongkai.organs.queries import all_agencies
from gongkai.publication.known_sources import fate_of, known_of
from gongkai.publication.services.import_documents import (
    finish_import,
    import_documents,
    imported_before,
    open_import,
    start_import,
)

BATCH = 1000
_SIZE = struct.Struct(">Q")
Progress = Callable[[str, int | None], Any]
"""Called with a name and a total; gives something with ``update(count)`` and ``close()``."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be imported, by whom and how."""

    path: Path
    actor: str
    publishes: bool
    account: Account | None = None
    agency: str = ""
    dry_run: bool = False
    batch: int = BATCH


@dataclass
class DocumentsResult:
    """What the file holds, what became of it, what is wrong; nothing new is saved where anything is wrong."""

    rows: int = 0
    imported: int = 0
    unchanged: int = 0
    drafts: int = 0
    resumed_at: int = 0
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def run_documents(order: Order, *, clock: Callable[[], datetime], progress: Progress) -> DocumentsResult:
    """The result of an import of documents.

    1. Find the import of the same file that was cut off; its rows that are done are passed over.
    2. Check all rows; where any is wrong, stop.
    3. Save the batches, each in a transaction with its checkpoint.

    Args:
        order: what is to be done.
        clock: gives the moment of each batch.
        progress: makes the bars.

    Raises:
        Refused: the file cannot be read, lacks columns, or was imported before.
    """
    source = open_source(order.path, agency=order.agency, keeps_files=not order.dry_run)
    run = open_import(source.digest, publishes=order.publishes)
    done = run.rows_done if run else 0
    agencies = agencies_of(all_agencies(), order.agency)
    if order.agency:
        agencies.find(order.agency)
    rules = _rules_of(order, agencies, clock())
    result = DocumentsResult(rows=done, resumed_at=done)
    before = imported_before(source.digest, publishes=order.publishes)
    with tempfile.TemporaryFile(dir=settings.DATA_DIR) as spool:
        check = _Check(source, rules, order, result, None if order.dry_run else spool)
        check.go(done, progress("检查", run.rows if run else None))
        if not result.rows:
            raise Refused("empty_file", "文件里没有数据行")
        if result.faults or order.dry_run:
            return result
        if before and check.without_source and run is None:
            raise Refused("imported_before", f"这个文件已于{before:%Y-%m-%d %H:%M}导入过，没有重复导入")
        run = run or start_import(
            actor=order.actor,
            now=clock(),
            digest=source.digest,
            name=source.name,
            publishes=order.publishes,
            rows=result.rows,
        )
        bar = progress("导入", result.rows)
        bar.update(done)
        for part in _unspooled(spool):
            run = import_documents(
                actor=order.actor, now=clock(), run=run, batch=part.unpacked(), agencies=agencies.by_id
            )
            bar.update(part.rows)
        bar.close()
    finish_import(actor=order.actor, now=clock(), run=run)
    result.imported, result.unchanged, result.drafts = run.imported, run.unchanged, run.drafts
    return result


def _rules_of(order: Order, agencies: Agencies, now: datetime) -> Rules:
    """The rules, with the agencies for which the named account may act."""
    rights: list[frozenset[int] | None] = [None, None]
    if order.account is not None:
        acts = (Act.APPROVE_DRAFTS, Act.WRITE_DRAFTS)
        rights = [
            frozenset(pk for pk, agency in agencies.by_id.items() if policy.may(order.account, act, agency))
            for act in acts
        ]
    return Rules(agencies, all_vocabularies(), order.publishes, order.actor, now, *rights)


@dataclass
class _Check:
    """The pass over all rows; what is good is packed into the spool, so that it need not be read twice."""

    source: Source
    rules: Rules
    order: Order
    result: DocumentsResult
    spool: IO[bytes] | None
    without_source: bool = False
    seen: set[int] = field(default_factory=set)

    def go(self, done: int, bar: Any) -> None:
        """Check the rows behind those that are done."""
        bar.update(done)
        chunks = self._chunks(islice(self.source.rows(), done, None))
        for part in checked(self.rules, chunks, processes=processes_for(self.source.size)):
            self.result.rows += part.rows
            self.result.faults += part.faults
            self._compare(part)
            if self.spool is not None and not self.result.faults:
                self.spool.write(_SIZE.pack(part.rows) + _SIZE.pack(len(part.packed)) + part.packed)
            bar.update(part.rows)
            if len(self.result.faults) >= MOST_FAULTS:
                break
        self.result.faults.sort(key=lambda fault: fault.line)
        del self.result.faults[MOST_FAULTS:]
        bar.close()

    def _chunks(self, rows: Iterable[tuple[int, dict[str, Any]]]) -> Iterator[Chunk]:
        iterator = iter(rows)
        first = not self.result.rows
        while chunk := list(islice(iterator, self.order.batch)):
            if first and not self.source.is_folder:
                _refuse_missing({heading for _, cells in chunk for heading in cells}, default=bool(self.order.agency))
            first = False
            yield [self._noted(line, cells) for line, cells in chunk]

    def _noted(self, line: int, cells: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """The row without what a person is only told."""
        self.result.notes += [f"{cells['file']}：{note}" for note in cells.pop("notes", ())]
        return line, cells

    def _compare(self, part: Checked) -> None:
        """Add the faults that only the other rows or the database can tell."""
        known = known_of((key for _, key, _ in part.keys), (number for _, _, number in part.keys))
        faults = self.result.faults
        for line, key, number in part.keys:
            self.without_source |= not key[1]
            for text, message in (
                (f"{key[0]}\n{key[1]}" if key[1] else "", f"来源编号“{key[1]}”在本文件中不止一行"),
                (number and f"\n{number}", f"索引号“{number}”在本文件中不止一行"),
            ):
                if text and hash(text) in self.seen:
                    faults.append(Fault(line, "", message))
                elif text:
                    self.seen.add(hash(text))
        if not (known.documents or known.drafts or known.numbers):
            return
        for prepared in part.unpacked():
            try:
                fate_of(prepared, known, publishes=self.order.publishes)
            except Refused as refused:
                faults.append(Fault(prepared.line, "", refused.message))


def _refuse_missing(headings: set[str], *, default: bool) -> None:
    missing = [heading for heading in missing_headings(headings) if not (default and heading == "机构代码")]
    if missing:
        expected = "、".join(c.heading + ("" if c.required else "（可选）") for c in COLUMNS)
        raise Refused("missing_columns", f"缺少列：{'、'.join(missing)}。本类文件的列为：{expected}")


def _unspooled(spool: IO[bytes]) -> Iterator[Checked]:
    spool.seek(0)
    while head := spool.read(2 * _SIZE.size):
        rows, size = _SIZE.unpack(head[: _SIZE.size])[0], _SIZE.unpack(head[_SIZE.size :])[0]
        yield Checked(rows, spool.read(size), (), ())
