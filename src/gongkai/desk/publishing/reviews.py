"""Reviewing: a page that asks, and the decision; the last one makes public."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.base import clock
from gongkai.base.errors import Refused
from gongkai.desk.access import recently_authenticated
from gongkai.desk.publishing.page import draft_page
from gongkai.desk.publishing.rights import STEP_ACTS, draft_for
from gongkai.organs.policy import Act
from gongkai.publication.flow import Decision, SecrecyConclusion, Stage, Step
from gongkai.publication.services.release_drafts import approve_and_release
from gongkai.publication.services.review_draft import decide, review_secrecy


@login_required
@require_POST
def review(request: HttpRequest, token: str, step: str) -> HttpResponse:
    """The decision of the first or second review; it must be the one the draft waits for."""
    if step not in (Step.FIRST, Step.SECOND):
        raise Http404
    chosen = Step(step)
    draft = draft_for(request, STEP_ACTS[chosen], token)
    decision = request.POST.get("decision", "")
    if decision not in (Decision.PASS, Decision.RETURN):
        messages.error(request, "请选择“通过”或“退回修改”")
        return redirect("desk:draft_page", token)
    try:
        decide(
            actor=request.user.get_username(),
            now=clock.now(),
            draft=draft,
            step=chosen,
            decision=Decision(decision),
            comment=request.POST.get("comment", ""),
            seen=request.POST.get("seen", ""),
        )
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"{chosen.label}{Decision(decision).label}，已记录")
    return redirect("desk:draft_page", token)


@login_required
@require_http_methods(["GET", "POST"])
@recently_authenticated(again="身份已确认，请再次点击终审决定")
def final(request: HttpRequest, token: str) -> HttpResponse:
    """The last review, under a fresh log-in: approving makes public at once, at the set time, or with its bundle."""
    draft = draft_for(request, Act.APPROVE_DRAFTS, token)
    if request.method == "GET":
        return draft_page(request, draft, deciding=True)
    decision = request.POST.get("decision", "")
    if decision not in (Decision.PASS, Decision.RETURN):
        messages.error(request, "请选择“终审通过”或“退回修改”")
        return redirect("desk:final_review", token)
    given = {"actor": request.user.get_username(), "now": clock.now(), "draft": draft}
    given |= {key: request.POST.get(key, "") for key in ("comment", "seen")}
    try:
        if decision == Decision.RETURN:
            decide(step=Step.FINAL, decision=Decision.RETURN, **given)
            messages.success(request, "已退回修改")
            return redirect("desk:draft_page", token)
        published = approve_and_release(**given)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("desk:draft_page", token)
    draft.refresh_from_db()
    messages.success(request, _outcome(draft.stage, len(published)))
    return redirect("desk:draft_page", token)


def _outcome(stage: str, count: int) -> str:
    if count > 1:
        return f"终审通过，这一组{count}份文件已同时公开"
    if count:
        return "终审通过，文件已公开"
    if stage == Stage.KEPT:
        return "终审通过；按公开属性不主动公开，已归档"
    return "终审通过；将在设定的时间或与同组文件一起公开"


@login_required
@require_POST
def secrecy(request: HttpRequest, token: str) -> HttpResponse:
    """Record a secrecy review, or the ruling that was asked for."""
    draft = draft_for(request, Act.REVIEW_SECRECY, token)
    conclusion = request.POST.get("conclusion", "")
    if conclusion not in set(SecrecyConclusion):
        messages.error(request, "请选择保密审查的结论")
        return redirect("desk:draft_page", token)
    try:
        review_secrecy(
            actor=request.user.get_username(),
            now=clock.now(),
            draft=draft,
            basis=request.POST.get("basis", ""),
            conclusion=SecrecyConclusion(conclusion),
            comment=request.POST.get("comment", ""),
            is_ruling=request.POST.get("ruling", "") == "1",
            seen=request.POST.get("seen", ""),
        )
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, f"保密审查已记录：{SecrecyConclusion(conclusion).label}")
    return redirect("desk:draft_page", token)
