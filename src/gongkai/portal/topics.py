"""专题专栏: pages composed of blocks for one occasion."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.portal.answers import public
from gongkai.portal.blocks import blocks_for, current_topics, lines_of
from gongkai.portal.places import url
from gongkai.portal.platform import column_of
from gongkai.publication.kinds import Structure
from gongkai.publication.queries import public_document


@public
def topics(request: HttpRequest) -> HttpResponse:
    """The topics on show."""
    found = [
        {
            "title": one.title,
            "url": url(request, "topic", one.public_id),
            "introduction": one.data.get("introduction", ""),
        }
        for one in current_topics()
    ]
    context = {"column": column_of("专题专栏", "围绕重点工作集中公开的信息", "专题"), "topics": found}
    return render(request, "portal/topics.html", context)


@public
def topic(request: HttpRequest, public_id: str) -> HttpResponse:
    """One topic; also after it is no longer on show."""
    found = public_document(public_id)
    if found is None or found.structure != Structure.TOPIC:
        raise Http404
    introduction = lines_of(found.data.get("introduction", ""))
    context = {
        "column": column_of(found.title, introduction[0] if introduction else found.title, "专题专栏"),
        "topic": found,
        "introduction": introduction,
        "blocks": blocks_for(request, found.data.get("blocks", [])),
    }
    return render(request, "portal/topic.html", context)
