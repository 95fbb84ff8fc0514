"""Questions about what can be found."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from gongkai.publication.queries import Filter
from gongkai.search.engines.database import DatabaseEngine
from gongkai.search.protocol import Engine, SearchResult

ENGINES: dict[str, type[Engine]] = {"database": DatabaseEngine}
MOST_HITS = 100


def engine() -> Engine:
    """The engine of this installation.

    Raises:
        ImproperlyConfigured: the setting names none.
    """
    try:
        return ENGINES[settings.SEARCH_ENGINE]()
    except KeyError:
        known = "、".join(ENGINES)
        raise ImproperlyConfigured(f"GONGKAI_SEARCH 须为 {known}，得到“{settings.SEARCH_ENGINE}”") from None


def search(words: str, *, chosen: Filter, after: str = "", size: int = 20) -> SearchResult:
    """The listed documents in which the words occur, newest first; what is not public is never among them.

    Args:
        words: parted by spaces; all must occur. ``"phrase"`` as one, ``-word`` must not occur.
        chosen: restricts where to look.
        after: ``next_key`` of the page before; what is no such key begins at the start.
        size: most hits a page, 1 to 100.
    """
    return engine().search(words, chosen, after, max(1, min(size, MOST_HITS)))
