"""How long there is to publish and to interpret, and whether it was in time. Counted when asked, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from statistics import median

from django.conf import settings
from django.db.models import F

from gongkai.base.clock import day_of
from gongkai.base.errors import Refused
from gongkai.base.rulebook import current_calendar
from gongkai.catalogue.kinds import VocabularyKey
from gongkai.catalogue.vocabularies import Vocabulary, vocabulary
from gongkai.law.calendar import UnpublishedYear
from gongkai.law.dated import NotInForce
from gongkai.law.day_count import DayCount
from gongkai.law.other_clocks import publication_deadline
from gongkai.law.steps import Step
from gongkai.organs.models import Agency
from gongkai.publication.drafts import OPEN
from gongkai.publication.kinds import DocumentKind, Genre, Openness, Standing, Structure
from gongkai.publication.models import Document, DraftVersion, Interpretation
from gongkai.publication.richtext.similarity import COPIED

MOST_DOCUMENTS = 5_000
BEFORE_THE_REGULATION = "2008年5月1日《政府信息公开条例》施行前形成，没有法定公开期限"
MOST_SHOWN = 200


class DueState(StrEnum):
    """How a draft stands to its last day."""

    DUE = "due"
    OVERDUE = "overdue"
    UNKNOWN_CALENDAR = "unknown_calendar"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return {"due": "期限内", "overdue": "已超期", "unknown_calendar": "无法计算"}[self.value]


@dataclass(frozen=True, slots=True)
class Due:
    """A draft and its last day; ``due_on`` is None where it cannot be told, ``explanation`` says why, or how."""

    title: str
    agency: Agency
    made_on: date
    due_on: date | None
    state: DueState
    explanation: str
    token: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeliness:
    """Documents of a year published in time and late; ``unknown`` where the calendar does not reach.

    ``examined`` of them were looked at, the newest; ``is_sample`` where there are more.
    """

    in_time: int
    late: int
    unknown: int
    median_working_days: float | None
    examined: int
    is_sample: bool


@dataclass(frozen=True, slots=True)
class InterpretationCoverage:
    """Normative documents of a year: with an interpretation (in time, late, not to be told) and without.

    ``copied`` names interpretations of which more than four fifths are words of the document: title, public id, share.
    """

    documents: int
    interpreted: int
    in_time: int
    late: int
    unknown: int
    without: int
    missing: tuple[tuple[str, str], ...]
    copied: tuple[tuple[str, str, float], ...]


def due_list(agencies: Iterable[Agency], today: date) -> list[Due]:
    """The drafts under way with their last days, the earliest first, those that cannot be told last.

    The clock begins on the day the document was made; for a change to something public, on the day the change was
    begun, where that is later [derived]. What is not to be published on the agency's own motion has none.

    Args:
        agencies: whose drafts.
        today: the day on which it is asked.

    Source: Regulation art. 26.
    """
    rows = DraftVersion.objects.filter(
        draft__agency__in=list(agencies), draft__stage__in=[stage.value for stage in OPEN], number=F("draft__version")
    ).select_related("draft__agency")
    rows = rows.annotate(made=F("content__made_on"), category=F("content__category"), openness=F("content__openness"))
    terms = vocabulary(VocabularyKey.STATUTORY)
    found = [_due_of(row, terms, today) for row in rows.defer("content")]
    return sorted((due for due in found if due), key=lambda due: (due.due_on or date.max, due.made_on, due.token))


def _due_of(row: DraftVersion, terms: Vocabulary, today: date) -> Due | None:
    if row.openness not in (None, "", Openness.PUBLIC.value, Openness.PUBLIC.label):
        return None
    try:
        formed_on = date.fromisoformat(str(row.made or "").strip())
    except ValueError:
        return None
    draft = row.draft
    if draft.is_revision:
        formed_on = max(formed_on, day_of(draft.created_at))
    limit = limit_of(_code(terms, str(row.category or "")), terms)
    try:
        deadline = publication_deadline(formed_on=formed_on, calendar=current_calendar(), working_days=limit)
    except UnpublishedYear as unknown:
        return _unknown(row, formed_on, unknown.message)
    except NotInForce:
        return _unknown(row, formed_on, BEFORE_THE_REGULATION)
    state = DueState.OVERDUE if today > deadline.due_on else DueState.DUE
    explanation = "；".join(step.text for step in deadline.steps) + f"（{deadline.steps[-1].source}）"
    if deadline.provisional:
        explanation += "；下一年度放假安排公布后可能变动"
    return Due(draft.title, draft.agency, formed_on, deadline.due_on, state, explanation, draft.token, deadline.steps)


def _unknown(row: DraftVersion, formed_on: date, sentence: str) -> Due:
    draft = row.draft
    return Due(draft.title, draft.agency, formed_on, None, DueState.UNKNOWN_CALENDAR, sentence, draft.token)


def limit_of(category: str, terms: Vocabulary) -> int:
    """Working days to publish something of this item: that of the installation, or the item's own where shorter."""
    term = terms.by_code.get(category)
    limit = settings.LAW.publication_working_days
    return min(limit, term.limit_working_days) if term and term.limit_working_days else limit


def timeliness(agencies: Iterable[Agency], year: int) -> Timeliness:
    """Whether the government information published in a year was published in time.

    At most the newest 5,000 are looked at, and the working days of all years are summed up once, so that the answer
    takes the same time however many there are.

    Args:
        agencies: whose documents.
        year: of publication.

    Source: Regulation art. 26.
    """
    rows = Document.objects.filter(
        agency__in=list(agencies),
        retired_at=None,
        published_on__gte=date(year, 1, 1),
        published_on__lt=date(year + 1, 1, 1),
        structure=Structure.ARTICLE.value,
        standing__in=(Standing.LIVE.value, Standing.ON_RECORD.value),
        kind=DocumentKind.GOVERNMENT_INFORMATION.value,
    ).order_by("-published_on", "-id")
    pairs = list(rows.values_list("made_on", "published_on", "category")[: MOST_DOCUMENTS + 1])
    terms = vocabulary(VocabularyKey.STATUTORY)
    count, passed, late, unknown = _count(), [], 0, 0
    for made_on, published_on, category in pairs[:MOST_DOCUMENTS]:
        try:
            passed.append(count.between(made_on, published_on))
            late += not count.is_within(made_on, published_on, limit_of(category, terms))
        except UnpublishedYear:
            unknown += 1
    return Timeliness(
        in_time=len(passed) - late,
        late=late,
        unknown=unknown,
        median_working_days=median(passed) if passed else None,
        examined=min(len(pairs), MOST_DOCUMENTS),
        is_sample=len(pairs) > MOST_DOCUMENTS,
    )


def interpretation_coverage(agencies: Iterable[Agency], year: int) -> InterpretationCoverage:
    """Whether the rules and normative documents published in a year were interpreted, and how soon.

    At most the newest 5,000 are looked at.

    Args:
        agencies: whose documents.
        year: of publication.

    Source: 国办发〔2016〕80号 (within three working days as local rules restate it; a setting of the installation).
    """
    rows = Document.objects.filter(
        agency__in=list(agencies),
        retired_at=None,
        published_on__gte=date(year, 1, 1),
        published_on__lt=date(year + 1, 1, 1),
        structure=Structure.ARTICLE.value,
        standing=Standing.LIVE.value,
    ).exclude(genre=Genre.OTHER.value)
    documents = list(
        rows.order_by("-published_on", "-id").values_list("public_id", "title", "published_on")[:MOST_DOCUMENTS]
    )
    first, copied = _interpretations({public_id for public_id, _, _ in documents})
    states = [_interpreted(published_on, first.get(public_id)) for public_id, _, published_on in documents]
    missing = [(title, public_id) for public_id, title, _ in documents if public_id not in first]
    return InterpretationCoverage(
        documents=len(documents),
        interpreted=len(documents) - len(missing),
        in_time=states.count("in_time"),
        late=states.count("late"),
        unknown=states.count("unknown"),
        without=len(missing),
        missing=tuple(missing[:MOST_SHOWN]),
        copied=tuple(copied),
    )


def _interpretations(public_ids: set[str]) -> tuple[dict[str, date], list[tuple[str, str, float]]]:
    """The day of the first public interpretation of each document, and the interpretations that copy."""
    links = Interpretation.objects.filter(document__in=public_ids, retired_at=None).order_by("id")
    pairs = list(links.values_list("document", "interpretation", "repeats"))
    live = Document.objects.filter(
        public_id__in={pair[1] for pair in pairs}, retired_at=None, standing=Standing.LIVE.value
    )
    shown = {
        public_id: (title, day) for public_id, title, day in live.values_list("public_id", "title", "published_on")
    }
    first: dict[str, date] = {}
    copied = []
    for document, interpretation, repeats in pairs:
        if interpretation not in shown:
            continue
        title, day = shown[interpretation]
        first[document] = min(first.get(document, day), day)
        if repeats > COPIED:
            copied.append((title, interpretation, repeats))
    return first, copied


def _interpreted(published_on: date, interpreted_on: date | None) -> str:
    if interpreted_on is None:
        return "without"
    try:
        within = _count().is_within(published_on, interpreted_on, settings.LAW.interpretation_working_days)
    except UnpublishedYear:
        return "unknown"
    return "in_time" if within else "late"


@lru_cache(maxsize=1)
def _count() -> DayCount:
    return DayCount(current_calendar())


def _code(terms: Vocabulary, text: str) -> str:
    try:
        return terms.resolve(text)
    except Refused:
        return ""
