"""All listed documents as lines, piece by piece, in memory that does not grow with their number."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from gongkai.publication.open_data.columns import DOCUMENTS, Column, cells, heading
from gongkai.publication.open_data.records import Frame, Record, content_record, file_record, summary_record
from gongkai.publication.open_data.rows import files_of_all, links_among, listed_pieces, live_among

BYTE_ORDER_MARK = "\ufeff"


def documents(frame: Frame, *, with_bodies: bool) -> Iterator[Record]:
    """Every listed document, by row id; ``with_bodies`` adds what it says."""
    for piece in listed_pieces(with_bodies=with_bodies):
        ids = [document.public_id for document in piece]
        files = files_of_all(ids)
        interprets, interpreted = links_among(ids)
        live = live_among([document.successor for document in piece])
        for document in piece:
            own = files.get(document.public_id, [])
            record = summary_record(document, frame) | {
                "successor": document.successor if document.successor in live else None,
                "interprets": interprets.get(document.public_id, []),
                "interpretations": interpreted.get(document.public_id, []),
            }
            if with_bodies:
                record |= content_record(document, frame, own)
            else:
                record["files"] = [file_record(file, frame) for file in own]
            yield record


def json_line(record: Any) -> str:
    """A record on one line, Chinese readable."""
    return json.dumps(record, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":")) + "\n"


def json_lines(records: Iterable[Record]) -> Iterator[str]:
    """The records as JSON lines."""
    return (json_line(record) for record in records)


def csv_lines(records: Iterable[Record], columns: tuple[Column, ...] = DOCUMENTS) -> Iterator[str]:
    """The records as a table a spreadsheet opens: byte order mark, CRLF, cells that are no formulas."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(BYTE_ORDER_MARK)
    writer.writerow(heading(columns))
    for record in records:
        writer.writerow(cells(record, columns))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()
