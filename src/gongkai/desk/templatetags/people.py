"""People by the names they go by, not by their log-ins."""

from django import template

register = template.Library()


@register.filter
def called(username: str, names: dict[str, str]) -> str:
    """The person's name; the log-in itself where none is known."""
    return names.get(username) or username
