"""Working days between two days, counted once for all years, so that thousands of pairs cost no more than one."""

from datetime import date, timedelta

from gongkai.law.calendar import UnpublishedYear, WorkingCalendar

ONE_DAY = timedelta(days=1)


class DayCount:
    """Working days by a calendar, summed up from its first year to its last.

    Args:
        calendar: the working-day calendar.
    """

    def __init__(self, calendar: WorkingCalendar) -> None:
        self._calendar = calendar
        self._years = frozenset(calendar.notices)
        self._sums: dict[date, int] = {}
        total = 0
        for year in sorted(self._years):
            day = date(year, 1, 1)
            while day.year == year:
                total += calendar.is_working(day)
                self._sums[day] = total
                day += ONE_DAY

    def between(self, start: date, end: date) -> int:
        """How many working days lie after ``start`` up to and including ``end``; 0 where ``end`` is not later.

        Raises:
            UnpublishedYear: a year of the span has no notice.
        """
        if end <= start:
            return 0
        for year in range(start.year, end.year + 1):
            if year not in self._years:
                raise UnpublishedYear(year)
        return self._sums[end] - self._sums[start]

    def is_within(self, start: date, end: date, working_days: int) -> bool:
        """Whether ``end`` is not later than the ``working_days``-th working day after ``start``.

        A day off right behind the last day is too late, though no further working day has passed.

        Raises:
            UnpublishedYear: a year of the span has no notice.
        """
        passed = self.between(start, end)
        return passed < working_days or (passed == working_days and self._calendar.is_working(end))
