"""The vocabularies documents are filed under: looked at by all who publish, edited by the supervising office."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.base import clock
from gongkai.base.errors import Refused
from gongkai.catalogue.kinds import VocabularyKey
from gongkai.catalogue.services.edit_term import edit_term, retire_term
from gongkai.catalogue.vocabularies import all_vocabularies, history_of_term, vocabulary
from gongkai.organs import policy
from gongkai.organs.models import AgencyKind
from gongkai.organs.policy import Act
from gongkai.organs.queries import top_government

MOST_CODE = 40
LEVELS = (AgencyKind.GOVERNMENT, AgencyKind.DEPARTMENT, AgencyKind.TOWNSHIP)


def _may_edit(request: HttpRequest) -> bool:
    top = top_government()
    return top is not None and policy.may(request.user, Act.EDIT_CATALOGUE, top)


@login_required
@require_safe
def vocabularies(request: HttpRequest) -> HttpResponse:
    """Every vocabulary with its terms."""
    if not _may_edit(request) and not policy.visible(request.user, Act.SEE_PUBLICATION).exists():
        raise Http404
    context = {"vocabularies": list(all_vocabularies().values()), "may_edit": _may_edit(request)}
    return render(request, "desk/vocabularies.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def term(request: HttpRequest, key: str, code: str) -> HttpResponse:
    """One term with its history; saving adds a state, retiring takes it out of use."""
    if key not in set(VocabularyKey) or len(code) > MOST_CODE or not _may_edit(request):
        raise Http404
    chosen = VocabularyKey(key)
    terms = vocabulary(chosen)
    context = {
        "vocabulary": terms,
        "term": terms.by_code.get(code),
        "code": code,
        "history": history_of_term(chosen, code),
        "levels": LEVELS,
    }
    if request.method == "GET":
        return render(request, "desk/term.html", context)
    try:
        _save(request, chosen, code)
    except (Refused, ValidationError) as refused:
        messages.error(request, refused.message if isinstance(refused, Refused) else "；".join(refused.messages))
        return render(request, "desk/term.html", context | {"given": request.POST}, status=422)
    messages.success(request, "词表已更新，并记入审计日志")
    return redirect("desk:vocabularies")


@login_required
@require_http_methods(["POST"])
def new_term(request: HttpRequest, key: str) -> HttpResponse:
    """Go to the page of a code that is not there yet."""
    if key not in set(VocabularyKey) or not _may_edit(request):
        raise Http404
    code = request.POST.get("code", "").strip()
    if not 0 < len(code) <= MOST_CODE or not all(
        c.isascii() and (c.isdigit() or c.islower() or c in "-_") for c in code
    ):
        messages.error(request, "代码只能用小写字母、数字、“-”和“_”，不超过40个")
        return redirect("desk:vocabularies")
    return redirect("desk:term", key, code)


def _save(request: HttpRequest, key: VocabularyKey, code: str) -> None:
    actor, now = request.user.get_username(), clock.now()
    if "retire" in request.POST:
        retire_term(actor=actor, now=now, key=key, code=code)
        return
    name = request.POST.get("name", "").strip()
    limit = request.POST.get("limit_working_days", "").strip()
    if not name or len(name) > 80:  # noqa: PLR2004 - the column's length
        raise Refused("no_name", "请填写名称，不超过80个字")
    if limit and not (limit.isascii() and limit.isdigit() and 1 <= int(limit) <= 365):  # noqa: PLR2004 - a year
        raise Refused("bad_limit", "公开时限请填写工作日数，如 7；不填则按条例第二十六条的二十个工作日")
    edit_term(
        actor=actor,
        now=now,
        key=key,
        code=code,
        name=name,
        parent_code=request.POST.get("parent_code", "").strip(),
        note=request.POST.get("note", "").strip()[:300],
        basis=request.POST.get("basis", "").strip()[:200],
        levels=[level for level in request.POST.getlist("levels") if level in set(LEVELS)],
        limit_working_days=int(limit) if limit else None,
    )
