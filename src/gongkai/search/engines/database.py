"""The plain engine: looks through the database itself, newest first, and never longer than a moment.

It walks the lists by key in steps. The newest documents are searched with their bodies, older ones by title, numbers,
keywords and summary. The database only proposes rows; whether the words occur is decided on the folded text, so that
width, case and mark-up make no difference. When its time is over it answers with what it found and a key to go on.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from gongkai.base import clock
from gongkai.publication.document_numbers import normalised
from gongkai.publication.queries import Document, Filter, after, filtered, key_after
from gongkai.publication.richtext.plain import to_text
from gongkai.search.protocol import Hit, SearchResult
from gongkai.search.snippets import marked
from gongkai.search.words import Query, fold, parse, spellings

BODY_WINDOW = 20_000
BODY_STEP = 2_000
STEP = 40_000
LONGEST = timedelta(seconds=1.5)
LONGEST_COUNT = timedelta(seconds=0.3)
MOST_COUNTED = 1_000
FIELDS = ("title", "document_number", "index_number", "keywords", "summary")
_KEY = re.compile(r"(?P<row>\d{4}-\d\d-\d\d_\d{1,18})_(?P<total>\d{1,9})", re.ASCII)
Place = tuple[date, int]


class DatabaseEngine:
    """Needs nothing but the database, SQLite or PostgreSQL."""

    def search(self, words: str, chosen: Filter, after: str, size: int) -> SearchResult:
        """See :class:`gongkai.search.protocol.Engine`."""
        query = parse(words)
        if not query.wanted:
            return SearchResult(0, total_is_exact=True, hits=(), next_key="", notice=query.notice or "请输入要查找的词")
        return _Walk(query, chosen, size).run(*_read(after))


class _Walk:
    """One walk through the documents that fit the filter."""

    def __init__(self, query: Query, chosen: Filter, size: int) -> None:
        self.query, self.rows, self.size = query, filtered(chosen), size
        self.started = clock.now()
        self.hits: list[Hit] = []
        self.at = ""
        self.in_bodies = True
        self.named: list[Document] = []

    def run(self, begin: str, counted: int) -> SearchResult:
        """The page behind ``begin``.

        1. Documents whose number was typed come first, wherever they stand.
        2. Then the newest in which the words occur, until the page is full or the time is over.
        3. On the first page count on for a moment.
        """
        self.named = [row for row in self._by_number() if self._holds(row)]
        if not begin:
            self.hits = [self._hit(row) for row in self.named]
        self.at = begin
        complete, more = self._fill()
        if complete:
            total = len(self.hits) + counted if not begin else max(counted, len(self.hits))
            return self._answer(total, is_exact=not begin, next_key="", more=False)
        total = counted or len(self.hits) + (0 if more else self._count())
        return self._answer(total, is_exact=False, next_key=f"{self.at}_{total}", more=more)

    def _fill(self) -> tuple[bool, bool]:
        """Whether all rows were seen; whether it was the time that ended the walk."""
        for candidates, last in self._steps():
            for document in candidates.select_related("agency", "body").iterator(100):
                if len(self.hits) >= self.size:
                    return False, False
                if self._holds(document):
                    self.hits.append(self._hit(document))
                self.at = key_after(document)
                if self._is_late(LONGEST):
                    return False, True
            self.at = f"{last[0]}_{last[1]}"
            if self._is_late(LONGEST):
                return False, True
        return True, False

    def _steps(self) -> Iterator[tuple[QuerySet[Document], Place]]:
        """The rows of each step that may hold the words, and the step's last row."""
        floor = _row_at(self.rows, BODY_WINDOW - 1)
        while True:
            ahead = after(self.rows, self.at)
            at = _place(self.at)
            self.in_bodies = floor is None or at is None or at > floor
            length = BODY_STEP if self.in_bodies else STEP
            last = _row_at(ahead, length - 1)
            if self.in_bodies and floor is not None and (last is None or last < floor):
                last = floor
            end = last or _row_at(ahead.reverse(), 0)
            if end is None:
                return
            yield _until(ahead, end).filter(self._condition()).exclude(pk__in=[row.pk for row in self.named]), end
            if last is None:
                return
            self.at = f"{end[0]}_{end[1]}"

    def _condition(self) -> Q:
        """What the database asks of a row, wider than the question."""
        fields = (*FIELDS, "body__html") if self.in_bodies else FIELDS
        condition = Q()
        for word in self.query.wanted:
            for alternatives in spellings(word):
                one = Q()
                for field in fields:
                    for spelling in alternatives:
                        one |= Q(**{f"{field}__icontains": spelling})
                condition &= one
        return condition

    def _by_number(self) -> list[Document]:
        """The documents whose number or index number is one of the words, by their indexes."""
        typed = [word for word in self.query.typed if any(character.isdigit() for character in word)]
        if not typed:
            return []
        rows = self.rows.select_related("agency", "body")
        numbers = rows.filter(document_number__in=[normalised(word) for word in typed]).exclude(document_number="")
        index_numbers = rows.filter(index_number__in=[word.upper() for word in typed])
        found = {row.pk: row for row in [*numbers[: self.size], *index_numbers[: self.size]]}
        return sorted(found.values(), key=lambda row: (row.published_on, row.pk), reverse=True)[: self.size]

    def _holds(self, document: Document) -> bool:
        """Whether all the words occur in the document and none of the unwanted."""
        text = " ".join(getattr(document, name) for name in FIELDS)
        if self.in_bodies:
            text += " " + to_text(document.body.html)
        folded = fold(" ".join(text.split()))
        number = document.document_number
        return all(
            word in folded or (number and normalised(typed) == number)
            for word, typed in zip(self.query.wanted, self.query.typed, strict=True)
        ) and not any(word in folded for word in self.query.unwanted)

    def _hit(self, document: Document) -> Hit:
        text = to_text(document.body.html)
        summary = document.summary
        in_summary = any(word in fold(summary) for word in self.query.wanted)
        return Hit(document, marked(summary if in_summary or not text else text, self.query.wanted))

    def _count(self) -> int:
        """How many more rows the database proposes, up to a limit and for a moment."""
        started, found, kept = clock.now(), 0, self.at
        for candidates, _ in self._steps():
            found += candidates.order_by()[: MOST_COUNTED + 1].count()
            if found >= MOST_COUNTED or clock.now() - started > LONGEST_COUNT:
                break
        self.at = kept
        return min(found, MOST_COUNTED)

    def _is_late(self, longest: timedelta) -> bool:
        return clock.now() - self.started > longest

    def _answer(self, total: int, *, is_exact: bool, next_key: str, more: bool) -> SearchResult:
        notices = [self.query.notice]
        if not self.in_bodies:
            notices.append(f"正文只在最近的{BODY_WINDOW}份文件中查找，更早的按标题、文号、索引号、关键词和概述查找")
        place = _place(self.at)
        if more and place is not None:
            notices.append(f"文件较多，本次查到{place[0]:%Y年%-m月%-d日}为止，可继续向前查找")
        return SearchResult(total, is_exact, tuple(self.hits), next_key, "；".join(filter(None, notices)))


def _read(key: str) -> tuple[str, int]:
    """Row and total of a key of ours; the beginning for any other."""
    found = _KEY.fullmatch(key)
    try:
        return (found["row"], int(found["total"])) if found and _place(found["row"]) else ("", 0)
    except ValueError:
        return "", 0


def _place(key: str) -> Place | None:
    day, _, pk = key.partition("_")
    return (date.fromisoformat(day), int(pk)) if key else None


def _row_at(rows: QuerySet[Document], offset: int) -> Place | None:
    """Date and id of the row at an offset; the index of the list alone answers."""
    found = list(rows.select_related(None).values_list("published_on", "pk")[offset : offset + 1])
    return found[0] if found else None


def _until(rows: QuerySet[Document], end: Place) -> QuerySet[Document]:
    return rows.filter(published_on__gte=end[0]).exclude(published_on=end[0], pk__lt=end[1])
