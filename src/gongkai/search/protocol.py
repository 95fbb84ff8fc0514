"""What a search engine is asked and what it answers."""

from dataclasses import dataclass
from typing import Protocol

from gongkai.publication.queries import Document, Filter


@dataclass(frozen=True, slots=True)
class Hit:
    """A listed document, and the passage in which the words stand, as safe HTML."""

    document: Document
    snippet_html: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of hits, newest first.

    ``total`` is what was counted so far; where ``total_is_exact`` is false there may be more. ``next_key`` goes on
    behind the page, empty at the end. ``notice`` says in Chinese what the answer leaves out, empty for nothing.
    """

    total: int
    total_is_exact: bool
    hits: tuple[Hit, ...]
    next_key: str
    notice: str


class Engine(Protocol):
    """Answers searches over what lists show, and over nothing else."""

    def search(self, words: str, chosen: Filter, after: str, size: int) -> SearchResult:
        """The page of at most ``size`` hits behind ``after``."""
        ...
