"""The only place that reads the time. Everything else takes the moment as an argument."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The present day in China."""
    return now().astimezone(CHINA).date()


def day_of(moment: datetime) -> date:
    """The day in China on which an aware moment lies."""
    return moment.astimezone(CHINA).date()


def moment_from_text(text: str) -> datetime:
    """The aware moment an ISO text names; without a zone it is Chinese time, a bare day its first moment.

    Raises:
        ValueError: the text is no ISO date or time.
    """
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)
