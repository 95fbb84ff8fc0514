"""Every state a document has been in, and what changed between two of them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from gongkai.portal.answers import public
from gongkai.portal.bodies import shown
from gongkai.portal.facts import facts_of, names_for
from gongkai.publication.kinds import Structure
from gongkai.publication.queries import Document, current_state, files_of, states_of
from gongkai.publication.richtext.compare import compare_bodies
from gongkai.publication.structures import FIELDS


@public
def versions(request: HttpRequest, public_id: str) -> HttpResponse:
    """The list of states, with a form to compare two."""
    states = _states(public_id)
    return render(request, "portal/versions.html", {"states": states, "document": states[0]})


@public
def version(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """The document as it was in one state."""
    states = _states(public_id)
    found = _numbered(states, number)
    body, contents = shown(found, files_of(public_id))
    context = {
        "document": found,
        "current": states[0],
        "facts": facts_of(request, found, names_for(found)),
        "fields": _fields(found),
        "body": body,
        "contents": contents,
    }
    return render(request, "portal/version.html", context)


@public
def comparison(request: HttpRequest, public_id: str) -> HttpResponse:
    """What changed from one state to another: of the filing, and of the text."""
    states = _states(public_id)
    numbers = [_number(request.GET.get(name, ""), states) for name in ("from", "to")]
    older, newer = sorted(numbers)
    old, new = _numbered(states, older), _numbered(states, newer)
    pieces = compare_bodies(old.body.html, new.body.html)
    context: dict[str, Any] = {
        "document": states[0],
        "states": states,
        "old": old,
        "new": new,
        "changed_facts": _changed(request, old, new),
        "pieces": pieces,
        "is_same": all(piece.kind == "same" for piece in pieces),
    }
    return render(request, "portal/compare.html", context)


def _states(public_id: str) -> list[Document]:
    found = current_state(public_id)
    states = states_of(found) if found is not None else []
    if not states:
        raise Http404
    return states


def _number(text: str, states: list[Document]) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 6):  # noqa: PLR2004 - no document has a hundred thousand states
        return states[0].version
    return int(text)


def _numbered(states: list[Document], number: int) -> Document:
    for state in states:
        if state.version == number:
            return state
    raise Http404


def _fields(document: Document) -> list[tuple[str, str]]:
    if document.structure == Structure.ARTICLE:
        return []
    found = [(one.label, str(document.data.get(one.key, ""))) for one in FIELDS[Structure(document.structure)]]
    blocks = document.data.get("blocks") or []
    found += [(block.get("title") or block.get("kind", ""), block.get("value", "")) for block in blocks]
    return [(label, text) for label, text in found if text]


def _told(request: HttpRequest, document: Document) -> dict[str, str]:
    found = {gettext("标题"): document.title, gettext("有效性"): gettext(document.validity_label)}
    found |= {fact.label: fact.value for fact in facts_of(request, document, names_for(document))}
    return found | dict(_fields(document)) | {gettext("内容概述"): document.summary}


def _changed(request: HttpRequest, old: Document, new: Document) -> list[tuple[str, str, str]]:
    before, after = _told(request, old), _told(request, new)
    labels = list(dict.fromkeys([*before, *after]))
    rows = [(label, before.get(label, ""), after.get(label, "")) for label in labels]
    return [row for row in rows if row[1] != row[2]]
