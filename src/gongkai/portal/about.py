"""站点地图 and 网站声明: what there is, and by what rules the site is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.catalogue.kinds import VocabularyKey
from gongkai.catalogue.vocabularies import vocabulary
from gongkai.portal.answers import public
from gongkai.portal.blocks import lines_of
from gongkai.portal.context import frame_of
from gongkai.portal.places import organisations, url
from gongkai.portal.platform import column_of, tabs
from gongkai.publication.kinds import Structure
from gongkai.publication.structures import FIELDS

CONTACT = ("host", "operator", "contact", "phone", "address")


@public
def site_map(request: HttpRequest) -> HttpResponse:
    """Every column and every organisation on one page."""
    columns, agencies = url(request, "documents"), url(request, "agencies")
    terms = vocabulary(VocabularyKey.STATUTORY).terms
    context = {
        "column": column_of("站点地图", "本站全部栏目和机构"),
        "tabs": tabs(request, None, ""),
        "terms": [(f"{columns}{term.code}/", term.name) for term in terms],
        "agencies": [
            (f"{agencies}{code}/", name) for _, code, name, _, ended in organisations(request) if ended is None
        ],
    }
    return render(request, "portal/site_map.html", context)


@public
def statement(request: HttpRequest) -> HttpResponse:
    """Privacy and copyright, accessibility, and whom to ask."""
    site = frame_of(request)[1]
    labels = {one.key: one.label for one in FIELDS[Structure.SITE]}
    context = {
        "column": column_of("网站声明", "隐私与版权、无障碍、联系方式"),
        "privacy": lines_of(site.get("privacy", "")),
        "accessibility": lines_of(site.get("accessibility", "")),
        "contact": [(labels[key], site[key]) for key in CONTACT if site.get(key)],
    }
    return render(request, "portal/statement.html", context)
