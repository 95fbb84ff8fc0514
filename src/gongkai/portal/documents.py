"""The page of one document, and what stands at an address whose document is no longer shown."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from gongkai.catalogue.kinds import VocabularyKey
from gongkai.portal.answers import public
from gongkai.portal.bodies import shown
from gongkai.portal.context import frame_of
from gongkai.portal.facts import facts_of, name_in, names_for
from gongkai.portal.linked_data import crumbs_thing, document_thing, embedded
from gongkai.portal.listing import MARKS
from gongkai.portal.places import file_url, origin, url
from gongkai.publication.kinds import FileUse, InterpretationForm, Standing, Structure
from gongkai.publication.queries import Document, PublicFile, current_state, files_of, links_of

GONE = 410
FORMS = {form.value: form.label for form in InterpretationForm}
DESCRIBED = 120


@public
def document(request: HttpRequest, public_id: str) -> HttpResponse:
    """One document; what was merged leads on, what was withdrawn says so, what is on record only is not found."""
    found = current_state(public_id)
    if found is None or found.standing == Standing.ON_RECORD:
        raise Http404
    if found.standing == Standing.MERGED:
        return HttpResponsePermanentRedirect(url(request, "document", found.successor))
    if found.standing == Standing.WITHDRAWN:
        return render(
            request, "portal/withdrawn.html", {"on": found.recorded_at, "why": found.standing_note}, status=GONE
        )
    if found.structure != Structure.ARTICLE:
        return HttpResponseRedirect(place_of(request, found))
    return render(request, "portal/document.html", _context(request, found))


def place_of(request: HttpRequest, found: Document) -> str:
    """The page that lays out a structured item."""
    code = found.agency.code
    if found.structure == Structure.NOTHING_TO_PUBLISH:
        return url(request, "agency_column", code, found.data.get("category") or "0")
    pages = {
        Structure.GUIDE.value: ("agency_guide", code),
        Structure.PROFILE.value: ("agency", code),
        Structure.TOPIC.value: ("topic", found.public_id),
        Structure.HOME.value: ("home",),
        Structure.SITE.value: ("statement",),
    }
    return url(request, *pages[found.structure])


def _context(request: HttpRequest, found: Document) -> dict[str, Any]:
    files = files_of(found.public_id)
    links = links_of(found)
    names = names_for(found)
    body, contents = shown(found, files)
    category = name_in(names, VocabularyKey.STATUTORY, found.category)
    form = name_in(names, VocabularyKey.FORM, found.form)
    place = origin(request, frame_of(request)[1])
    way = [(gettext("首页"), url(request, "home")), (gettext("法定主动公开内容"), url(request, "documents"))]
    if category:
        way.append((category, url(request, "column", found.category)))
    thing = document_thing(
        found, f"{place}/p/{found.public_id}/", form, name_in(names, VocabularyKey.SUBJECT, found.subject)
    )
    return {
        "document": found,
        "facts": facts_of(request, found, names),
        "body": body,
        "contents": contents,
        "attachments": [_attachment(one) for one in files if one.use != FileUse.IMAGE],
        "picture": next((file_url(one) for one in files if one.use == FileUse.IMAGE), ""),
        "interpretations": [(FORMS[link.form], one) for link, one in links.interpretations],
        "interprets": [(FORMS[link.form], one) for link, one in links.interprets],
        "successor": links.successor,
        "mark": MARKS[found.validity],
        "way": way,
        "column_name": category or "法定主动公开内容",
        "described": (found.summary or found.title)[:DESCRIBED],
        "linked_data": embedded(thing, crumbs_thing(place, way)),
    }


def _attachment(file: PublicFile) -> dict[str, Any]:
    kind = file.name.rpartition(".")[2].upper() if "." in file.name else file.media_type
    return {"url": file_url(file), "name": file.name, "size": file.size, "kind": kind, "note": file.description}
