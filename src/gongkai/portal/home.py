"""The home page, composed by the government's live home document, or in an order of our own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.portal.answers import public
from gongkai.portal.blocks import blocks_for
from gongkai.portal.context import frame_of
from gongkai.publication.kinds import Structure
from gongkai.publication.queries import structured

DEFAULT = ("search", "parts", "latest", "interpretations", "months", "reports", "topics")


@public
def home(request: HttpRequest) -> HttpResponse:
    """What the government wants seen first."""
    government = frame_of(request)[0]
    composed = structured(Structure.HOME, government).first() if government else None
    given = composed.data.get("blocks", []) if composed else [{"kind": kind} for kind in DEFAULT]
    made = blocks_for(request, given)
    context = {
        "top": [block for block in made if block["kind"] in ("search", "parts")],
        "wide": [block for block in made if block["wide"] and block["kind"] != "parts"],
        "side": [block for block in made if not block["wide"] and block["kind"] != "search"],
    }
    return render(request, "portal/home.html", context)
