"""Whether what is kept about the catalogue agrees with what it was made from; for ``gongkai catalogue verify``."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count

from gongkai.base import files
from gongkai.catalogue.index_numbers import emit, parse
from gongkai.publication import tallies
from gongkai.publication.models import Body, Document, IndexSeries, PublicFile
from gongkai.publication.release import digest_of

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that does not agree: ``tally``, ``index_number``, ``body`` or ``file``, and a Chinese sentence."""

    kind: str
    message: str


def differences() -> Iterator[Difference]:
    """Everything that does not agree, as it is found; nothing where all is well.

    1. Kept counts against the documents.
    2. Index numbers: each belongs to one item, each series runs from 1 to its last without a gap.
    3. Bodies against their digests.
    4. Public files: there, and with the bytes they are filed under.

    Source: Regulation art. 12 (索引; 及时更新).
    """
    yield from _tallies()
    yield from _shared_numbers()
    yield from _gaps()
    for digest, html in Body.objects.values_list("digest", "html").iterator(CHUNK):
        if digest_of(html) != digest:
            yield Difference("body", f"正文{digest[:12]}…的内容与摘要不符，可能被改动")
    for digest in PublicFile.objects.filter(retired_at=None).values_list("digest", flat=True).distinct():
        yield from _file(digest)


@transaction.atomic
def rebuild_tallies() -> int:
    """How many counts were wrong; they are made anew from the documents."""
    wrong = len(list(_tallies()))
    tallies.rebuild()
    return wrong


def _tallies() -> Iterator[Difference]:
    kept, counted = tallies.kept(), tallies.counted()
    for key in sorted(kept.keys() | counted.keys()):
        if kept[key] != counted[key]:
            agency, category, kind, month = key
            where = f"机构{agency}、栏目“{category}”、类别“{kind}”、{month}"
            yield Difference("tally", f"{where}：记为{kept[key]}条，实有{counted[key]}条")


def _shared_numbers() -> Iterator[Difference]:
    rows = Document.objects.order_by().values_list("index_number").annotate(items=Count("public_id", distinct=True))
    for number, items in rows.filter(items__gt=1).iterator(CHUNK):
        yield Difference("index_number", f"索引号{number}属于{items}份文件")


def _gaps() -> Iterator[Difference]:
    """Serials of a series that no document, past or present, bears."""
    series = {(row.prefix, row.year): bytearray(row.last + 1) for row in IndexSeries.objects.all()}
    for number in Document.objects.order_by().values_list("index_number", flat=True).iterator(CHUNK):
        try:
            parts = parse(number)
        except ValueError:
            continue
        serials, serial = series.get((parts.organ, parts.year)), int(parts.serial)
        if serials is not None and parts.month is None and serial < len(serials):
            serials[serial] = 1
    for (prefix, year), serials in sorted(series.items()):
        missing = [serial for serial in range(1, len(serials)) if not serials[serial]]
        if missing:
            first = emit(prefix=prefix, year=year, serial=missing[0])
            yield Difference("index_number", f"索引号序列{prefix}/{year}缺{len(missing)}个号，第一个是{first}")


def _file(digest: str) -> Iterator[Difference]:
    try:
        files.get(digest)
    except FileNotFoundError:
        yield Difference("file", f"文件{digest[:12]}…不在文件库中")
    except files.DamagedFile as damaged:
        yield Difference("file", str(damaged))
