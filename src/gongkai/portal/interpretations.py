"""政策解读: each interpretation beside what it interprets."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from gongkai.portal.answers import public
from gongkai.portal.places import url, with_query
from gongkai.portal.platform import column_of
from gongkai.publication.kinds import InterpretationForm
from gongkai.publication.page_queries import interpretation_pairs

PAGE = 20
FORMS = {form.value: form.label for form in InterpretationForm}
LARGEST = 2**62


@public
def interpretations(request: HttpRequest) -> HttpResponse:
    """The pairs, the latest first, of one form or of all."""
    given = request.GET.get("form", "")[:40]
    form = given if given in FORMS else ""
    key = request.GET.get("after", "")[:20]
    before = int(key) if key.isascii() and key.isdecimal() and int(key) < LARGEST else None
    links = interpretation_pairs(form=form, before=before, size=PAGE)
    pairs = [
        {
            "form": gettext(FORMS[link.form]),
            "interpretation": one,
            "url": url(request, "document", one.public_id),
            "policy": policy,
            "policy_url": url(request, "document", policy.public_id),
        }
        for link, one, policy in links
    ]
    here = url(request, "interpretations")
    following = with_query(here, {"form": form, "after": str(links[-1][0].pk)}) if len(links) == PAGE else ""
    context = {
        "column": column_of("政策解读", "政策文件及其解读", "解读", "政策"),
        "pairs": pairs,
        "forms": [(value, gettext(label), with_query(here, {"form": value})) for value, label in FORMS.items()],
        "form": form,
        "unknown": gettext("解读形式“%(text)s”无法识别，已忽略") % {"text": given} if given and not form else "",
        "next_page": following,
        "here_url": here,
    }
    return render(request, "portal/interpretations.html", context)
