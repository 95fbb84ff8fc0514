"""What a reader chose of a list: read from the address, wrong values answered with a sentence and left out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from gongkai.base.errors import Refused
from gongkai.catalogue.kinds import VocabularyKey
from gongkai.catalogue.vocabularies import Vocabulary
from gongkai.organs.queries import Agency, agency_by_code
from gongkai.publication.kinds import DocumentKind, Genre, Validity
from gongkai.publication.queries import Filter

LONGEST = 60
FIRST_YEAR, LAST_YEAR = 1949, 2200
KINDS = {"genre": Genre, "kind": DocumentKind, "validity": Validity}
TERMS = {
    "category": VocabularyKey.STATUTORY,
    "subject": VocabularyKey.SUBJECT,
    "form": VocabularyKey.FORM,
}
LABELS = {
    "agency": "发布机构",
    "category": "栏目",
    "subject": "主题分类",
    "form": "体裁",
    "genre": "文件类型",
    "kind": "类别",
    "validity": "有效性",
    "year": "年份",
}
Vocabularies = dict[VocabularyKey, Vocabulary]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The choices that could be understood; ``fixed`` are those the page itself makes, ``unknown`` sentences."""

    agency: Agency | None = None
    values: dict[str, str] = field(default_factory=dict)
    fixed: frozenset[str] = frozenset()
    normative_only: bool = False
    unknown: tuple[str, ...] = ()

    @property
    def query(self) -> dict[str, str]:
        """What an address must carry to say the same."""
        found = {key: value for key, value in self.values.items() if key not in self.fixed}
        if self.agency is not None and "agency" not in self.fixed:
            found["agency"] = self.agency.code
        return found

    @property
    def year(self) -> int | None:
        """The year of publication."""
        return int(self.values["year"]) if "year" in self.values else None

    @property
    def filter(self) -> Filter:
        """The question for the database."""
        value = self.values.get
        return Filter(
            agency_id=self.agency.pk if self.agency else None,
            categories=(value("category", ""),) if value("category") else (),
            subject=value("subject", ""),
            genre=value("genre", ""),
            form=value("form", ""),
            kind=value("kind", ""),
            validity=value("validity", ""),
            year=self.year,
            normative_only=self.normative_only,
        )


def read(
    request: HttpRequest,
    vocabularies: Vocabularies,
    *,
    agency: Agency | None = None,
    category: str = "",
    normative_only: bool = False,
) -> Chosen:
    """What was chosen; ``agency`` and ``category`` are given where the page is about one already."""
    fixed: dict[str, str] = {"category": category} if category else {}
    values, unknown = dict(fixed), []
    for name in (*TERMS, *KINDS, "year"):
        text = request.GET.get(name, "").strip()[:LONGEST]
        if not text or name in fixed:
            continue
        if _is_known(name, text, vocabularies):
            values[name] = text
        else:
            unknown.append(_sentence(name, text))
    code = "" if agency else request.GET.get("agency", "").strip()[:LONGEST]
    chosen_agency = agency
    if code:
        try:
            chosen_agency = agency_by_code(code)
        except Refused:
            unknown.append(_sentence("agency", code))
    names = frozenset({*fixed, *(("agency",) if agency else ())})
    return Chosen(chosen_agency, values, names, normative_only, tuple(unknown))


def _is_known(name: str, text: str, vocabularies: Vocabularies) -> bool:
    if name in TERMS:
        return text in vocabularies[TERMS[name]].by_code
    if name in KINDS:
        return text in {kind.value for kind in KINDS[name]}
    return text.isascii() and text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR


def _sentence(name: str, text: str) -> str:
    return gettext("%(label)s“%(text)s”无法识别，已忽略") % {"label": gettext(LABELS[name]), "text": text}


def options(pairs: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """The options of a select, written here because a template takes a hundred times as long."""
    return mark_safe("".join(_option(value, label, chosen) for value, label in pairs))  # noqa: S308 - escaped


def subject_options(subjects: Vocabulary, chosen: str) -> SafeString:
    """Every subject class, each group opened by the class itself."""
    written = _subject_options(subjects)
    if chosen:
        written = written.replace(
            f'<option value="{escape(chosen)}">', f'<option value="{escape(chosen)}" selected>', 1
        )
    return mark_safe(written)  # noqa: S308 - escaped


@lru_cache(maxsize=2)
def _subject_options(subjects: Vocabulary) -> str:
    """The options of all subject classes; a vocabulary is another object once a term has changed."""
    parts = []
    for top, children in subjects.tree:
        parts.append(_option(top.code, top.name, ""))
        parts += [_option(term.code, f"　{term.name}", "") for term in children]
    return "".join(parts)


def _option(value: str, label: str, chosen: str) -> str:
    mark = " selected" if value == chosen else ""
    return f'<option value="{escape(value)}"{mark}>{escape(label)}</option>'
