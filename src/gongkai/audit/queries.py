"""Questions to the audit log."""

from gongkai.audit.models import Event


def history_of(object_type: str, object_id: object) -> list[Event]:
    """The events on one object, oldest first."""
    return list(Event.objects.filter(object_type=object_type, object_id=str(object_id)).order_by("seq"))


def event_count() -> int:
    """How many events there are."""
    return Event.objects.count()
