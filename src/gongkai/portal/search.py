"""查找: one box over everything the lists show."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from gongkai.catalogue.kinds import VocabularyKey
from gongkai.catalogue.vocabularies import all_vocabularies
from gongkai.portal.answers import public
from gongkai.portal.filters import options, read
from gongkai.portal.listing import filter_form, rows_for
from gongkai.portal.places import url, with_query
from gongkai.portal.platform import column_of
from gongkai.search.queries import search as find

PAGE = 20
LONGEST = 120
FILTERS = ("agency", "category", "year", "validity", "kind")


@public
def search(request: HttpRequest) -> HttpResponse:
    """What was found, newest first; without words the form and how to use it."""
    words = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:LONGEST]
    vocabularies = all_vocabularies()
    chosen = read(request, vocabularies)
    context = {"column": column_of("查找公开信息", "在本站公开的信息中查找"), "words": words, "chosen": chosen}
    if words:
        found = find(words, chosen=chosen.filter, after=request.GET.get("after", "")[:60], size=PAGE)
        rows = rows_for(request, [hit.document for hit in found.hits])
        following = {**chosen.query, "q": words, "after": found.next_key}
        context |= {
            "hits": list(zip(rows, [hit.snippet_html for hit in found.hits], strict=True)),
            "total": found.total if found.total_is_exact else f"{found.total}+",
            "notice": found.notice,
            "next_page": with_query(url(request, "search"), following) if found.next_key else "",
        }
    categories = [(term.code, term.name) for term in vocabularies[VocabularyKey.STATUTORY].terms]
    context |= filter_form(request, chosen, vocabularies, tuple(name for name in FILTERS if name != "category"))
    context["options"]["category"] = options(categories, chosen.values.get("category", ""))
    context["has_results"] = bool(context.get("hits"))
    context["clear_url"] = with_query(url(request, "search"), {"q": words}) if chosen.query else ""
    context["help"] = gettext("可以输入标题中的词、发文字号或索引号，几个词之间用空格隔开")
    return render(request, "portal/search.html", context)
