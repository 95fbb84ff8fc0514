"""The working-day calendar: yearly notices as dated, versioned data, and counting over them.

Sources: 全国年节及纪念日放假办法; the State Council's notices of each year; art. 4 of the same for regional holidays.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.steps import RuleViolation

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class UnpublishedYear(RuleViolation):
    """The holiday notice of this year is not among the data; nothing is guessed."""

    def __init__(self, year: int) -> None:
        super().__init__(
            "unpublished_year",
            f"{year}年的节假日安排尚未收录，无法计算工作日；请在国务院办公厅发布通知后更新日历",
        )
        self.year = year


@dataclass(frozen=True, slots=True)
class YearNotice:
    """What one notice fixed: days off and weekend days worked; it may name days of the December before."""

    year: int
    version: int
    published_on: str  # ISO day, or month where the day is not known
    days_off: frozenset[date]
    make_up_days: frozenset[date]


@dataclass(frozen=True, slots=True)
class RegionalOverlay:
    """Extra days off that a locality fixed under art. 4 of the holiday measures (民族习惯节日)."""

    name: str
    days_off: frozenset[date]


class WorkingCalendar:
    """Working days by the notices known, one per year.

    Args:
        notices: at most one a year.
        overlay: extra regional days off.
        assume_ordinary_weeks: count years without a notice by their weekends alone (results are provisional).
    """

    def __init__(
        self,
        notices: Iterable[YearNotice],
        overlay: RegionalOverlay | None = None,
        *,
        assume_ordinary_weeks: bool = False,
    ) -> None:
        self.notices = {notice.year: notice for notice in notices}
        self.overlay = overlay
        self.assume_ordinary_weeks = assume_ordinary_weeks
        extra = overlay.days_off if overlay else frozenset()
        self._off = frozenset().union(extra, *(notice.days_off for notice in self.notices.values()))
        self._worked = frozenset().union(*(notice.make_up_days for notice in self.notices.values())) - extra
        reach = (d for n in self.notices.values() for d in n.days_off | n.make_up_days if d.year < n.year)
        self._december_reach = min((day.day for day in reach), default=31)

    @property
    def version(self) -> str:
        """Which notices this calendar holds, e.g. ``2008-2026;2020v2``, for keeping beside a stored date."""
        years = sorted(self.notices)
        if not years:
            return "empty"
        amended = [f"{y}v{self.notices[y].version}" for y in years if self.notices[y].version > 1]
        region = [self.overlay.name] if self.overlay else []
        return ";".join([f"{years[0]}-{years[-1]}", *amended, *region])

    def is_working(self, day: date) -> bool:
        """Whether ``day`` is a working day.

        Raises:
            UnpublishedYear: no notice for the year of ``day``.
        """
        if day.year not in self.notices and not self.assume_ordinary_weeks:
            raise UnpublishedYear(day.year)
        if day in self._off:
            return False
        return day.weekday() < SATURDAY or day in self._worked

    def is_tentative(self, day: date) -> bool:
        """Whether a notice still to come may change ``day``.

        Notices have reached back into the December before (29 December at the earliest in the data).
        """
        if day.year not in self.notices:
            return True
        reached = day.month == 12 and day.day >= self._december_reach  # noqa: PLR2004 - December
        return reached and day.year + 1 not in self.notices

    def working_days_from(self, day: date) -> Iterator[date]:
        """The working days after ``day``, without end.

        Raises:
            UnpublishedYear: when the walk enters a year without a notice.
        """
        while True:
            if day == date.max:
                raise UnpublishedYear(day.year + 1)
            day += ONE_DAY
            if self.is_working(day):
                yield day

    def after(self, day: date, working_days: int) -> date:
        """The ``working_days``-th working day after ``day``, which itself is day 0.

        Raises:
            ValueError: ``working_days`` below 1.
            UnpublishedYear: when the walk enters a year without a notice.
        """
        if working_days < 1:
            raise ValueError("工作日数须为正整数")
        walk = self.working_days_from(day)
        for _ in range(working_days - 1):
            next(walk)
        return next(walk)

    def between(self, start: date, end: date) -> int:
        """How many working days lie after ``start`` up to and including ``end``."""
        span = (start + ONE_DAY * n for n in range(1, (end - start).days + 1))
        return sum(self.is_working(day) for day in span)

    def first_working_day_from(self, day: date) -> date:
        """``day`` itself if one works on it, else the next day one does."""
        return day if self.is_working(day) else self.after(day, 1)


def notices_as_of(notices: Iterable[YearNotice], day: date) -> list[YearNotice]:
    """The notices as they were known on ``day``: the later version only once it was published.

    The first version of each year always counts, for its exact day of publication is not always known.
    """
    known: dict[int, YearNotice] = {}
    for notice in sorted(notices, key=lambda n: (n.year, n.version)):
        if notice.version == 1 or notice.published_on <= day.isoformat():
            known[notice.year] = notice
    return list(known.values())
