"""The terms of the vocabularies: questions, and the terms an installation begins with."""

import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from django.db import connection

from gongkai.base.errors import Refused
from gongkai.catalogue.kinds import VocabularyKey
from gongkai.catalogue.models import Term

DATA = Path(__file__).parent / "data"
STAMP = f"SELECT MAX(id), MAX(recorded_at), MAX(retired_at) FROM {Term._meta.db_table}"  # noqa: S608 - our own table


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The current terms of one vocabulary, in order."""

    key: VocabularyKey
    terms: tuple[Term, ...]

    @cached_property
    def by_code(self) -> dict[str, Term]:
        """The terms by code."""
        return {term.code: term for term in self.terms}

    @cached_property
    def children(self) -> dict[str, list[Term]]:
        """The terms under each code; the topmost under the empty one."""
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.parent_code if term.parent_code in self.by_code else "", []).append(term)
        return found

    @property
    def tree(self) -> list[tuple[Term, list[Term]]]:
        """The topmost terms, each with its children."""
        return [(term, self.children.get(term.code, [])) for term in self.children.get("", [])]

    def path(self, code: str) -> str:
        r"""The names from the top, as pages print them: ``综合政务\政务公开``; empty where the code is unknown."""
        names: list[str] = []
        while (term := self.by_code.get(code)) and len(names) < len(self.terms):
            names.insert(0, term.name)
            code = term.parent_code
        return "\\".join(names)

    def top(self, code: str) -> str:
        """The code of the topmost term above ``code``, which may be itself; empty where unknown."""
        term = self.by_code.get(code)
        for _ in self.terms:
            if term is None or term.parent_code not in self.by_code:
                break
            term = self.by_code[term.parent_code]
        return term.code if term else ""

    def under(self, code: str) -> list[str]:
        """``code`` and the codes of all terms below it."""
        found = [code]
        for one in found:
            found += [term.code for term in self.children.get(one, []) if term.code not in found]
        return found

    def resolve(self, text: str) -> str:
        r"""The code of a term given by code, name or path (``综合政务\政务公开``, also with ``/``, ``>`` or ``-``).

        Raises:
            Refused: ``unknown_term``; ``ambiguous_term`` where a bare name stands under several.
        """
        text = text.strip()
        if text in self.by_code:
            return text
        found = self._by_text.get(_path_key(text), [])
        if len(found) == 1:
            return found[0]
        if found:
            paths = "、".join(self.path(code) for code in found[:4])
            raise Refused("ambiguous_term", f"{self.key.label}“{text}”不止一处（{paths}），请写全路径")
        raise Refused("unknown_term", f"{self.key.label}里没有“{text}”")

    @cached_property
    def _by_text(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for term in self.terms:
            for text in {term.name, self.path(term.code)}:
                found.setdefault(_path_key(text), []).append(term.code)
        return found


def _path_key(text: str) -> str:
    return text.replace("/", "\\").replace(">", "\\").replace(" ", "").replace("（", "(").replace("）", ")")


def vocabulary(key: VocabularyKey) -> Vocabulary:
    """The vocabulary as it is now."""
    return all_vocabularies()[key]


def all_vocabularies() -> dict[VocabularyKey, Vocabulary]:
    """Every vocabulary as it is now, by one small question to the database; unchanged terms are not read again."""
    with connection.cursor() as cursor:
        cursor.execute(STAMP)
        return _read(tuple(cursor.fetchone()))


@lru_cache(maxsize=2)
def _read(stamp: tuple[Any, ...]) -> dict[VocabularyKey, Vocabulary]:  # noqa: ARG001 - names the state that is kept
    found: dict[VocabularyKey, list[Term]] = {key: [] for key in VocabularyKey}
    for term in Term.objects.filter(retired_at=None).order_by("position", "id"):
        found[VocabularyKey(term.vocabulary)].append(term)
    return {key: Vocabulary(key, tuple(terms)) for key, terms in found.items()}


def forget() -> None:
    """Drop the terms kept in this process: for tests, whose undone transactions give the same stamp twice."""
    _read.cache_clear()


def term_names(codes: dict[VocabularyKey, set[str]]) -> dict[tuple[str, str], str]:
    """The names of some terms, current or retired last, by (vocabulary, code)."""
    known = all_vocabularies()
    found: dict[tuple[str, str], str] = {}
    retired: set[str] = set()
    for key, group in codes.items():
        for code in group:
            term = known[key].by_code.get(code)
            if term is None:
                retired.add(code)
            else:
                found[key.value, code] = term.name
    if retired:
        rows = Term.objects.filter(code__in=retired).order_by("id").values_list("vocabulary", "code", "name")
        found = {(vocabulary_key, code): name for vocabulary_key, code, name in rows} | found
    return found


def statutory_terms_for(agency_kind: str) -> list[Term]:
    """The items of arts. 20 and 21 that apply to a kind of body, in order.

    Source: Regulation arts. 20, 21.
    """
    return [term for term in vocabulary(VocabularyKey.STATUTORY).terms if not term.levels or agency_kind in term.levels]


def history_of_term(key: VocabularyKey, code: str) -> list[Term]:
    """Every state of a term, the latest first."""
    return list(Term.objects.filter(vocabulary=key.value, code=code).order_by("-recorded_at", "-id"))


def initial_terms() -> list[dict[str, Any]]:
    """The terms of the data files as rows."""
    rows = []
    for path in sorted(DATA.glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        for position, term in enumerate(data["term"], start=1):
            rows.append(
                {
                    "vocabulary": data["vocabulary"],
                    "code": term["code"],
                    "parent_code": term.get("parent", ""),
                    "name": term["name"],
                    "note": term.get("note", ""),
                    "basis": term.get("basis", ""),
                    "levels": term.get("levels", []),
                    "limit_working_days": term.get("limit_working_days"),
                    "position": position * 10,
                }
            )
    return rows
