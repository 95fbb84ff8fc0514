"""One draft: begin, write, look at, compare, submit, recall, give up."""

from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.base import clock
from gongkai.base.errors import Refused
from gongkai.desk.access import agency_for
from gongkai.desk.publishing.form import raw_from_post
from gongkai.desk.publishing.page import draft_page, edit_page
from gongkai.desk.publishing.rights import draft_for
from gongkai.organs.models import AgencyKind
from gongkai.organs.policy import Act
from gongkai.publication.drafts import Draft, faults_of, raw_content, version_of
from gongkai.publication.kinds import Structure
from gongkai.publication.richtext.compare import compare_bodies
from gongkai.publication.services.release_drafts import release_or_wait
from gongkai.publication.services.review_draft import discard_draft, recall_draft, submit_draft
from gongkai.publication.services.save_draft import save_draft, start_draft, start_revision

UNPROCESSABLE = 422
MOST_DIGITS = 8


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, code: str) -> HttpResponse:
    """An empty form; the first saving makes the draft."""
    agency = agency_for(request, Act.WRITE_DRAFTS, code)
    if agency.kind == AgencyKind.VILLAGE_COMMITTEE:
        raise Http404
    asked = request.GET.get("structure", "") or request.POST.get("structure", "")
    structure = Structure(asked) if asked in set(Structure) else Structure.ARTICLE
    if request.method == "GET":
        raw: dict[str, Any] = {"structure": structure.value, "openness": "public"}
        raw |= {"kind": "government_information", "genre": "other"}
        if request.GET.get("interprets"):
            raw |= {
                "interprets": request.GET["interprets"][:40],
                "form": "interpretation",
                "interpretation_form": "text",
            }
        return edit_page(request, agency=agency, raw=raw, faults={})
    raw = raw_from_post(request.POST)
    if not raw["title"]:
        return edit_page(request, agency=agency, raw=raw, faults={"title": "请先填写标题"}, status=UNPROCESSABLE)
    key = request.POST.get("request_key", "")
    draft = start_draft(actor=request.user.get_username(), now=clock.now(), agency=agency, raw=raw, request_key=key)
    messages.success(request, "草稿已保存")
    return redirect("desk:edit_draft", draft.token)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, token: str) -> HttpResponse:
    """The form of a draft; what is wrong is said beside each field, and nothing typed is lost."""
    draft = draft_for(request, Act.WRITE_DRAFTS, token)
    if request.method == "GET":
        return edit_page(request, agency=draft.agency, draft=draft, raw=raw_content(draft), faults={})
    raw = raw_from_post(request.POST)
    based_on = request.POST.get("based_on", "")
    try:
        draft = save_draft(
            actor=request.user.get_username(),
            now=clock.now(),
            draft=draft,
            raw=raw,
            based_on=_number(based_on, draft),
        )
    except Refused as refused:
        messages.error(request, refused.message)
        draft.refresh_from_db()
        return edit_page(request, agency=draft.agency, draft=draft, raw=raw, faults={}, status=UNPROCESSABLE)
    faults = faults_of(draft)
    if request.POST.get("then") == "stay":
        messages.success(request, f"已保存为第{draft.version}版")
        return redirect("desk:edit_draft", token)
    if faults:
        messages.error(request, "草稿已保存；下面标出的地方改好后才能提交审核")
        return edit_page(request, agency=draft.agency, draft=draft, raw=raw, faults=faults, status=UNPROCESSABLE)
    messages.success(request, f"已保存为第{draft.version}版")
    return redirect("desk:draft_page", token)


@login_required
@require_safe
def show(request: HttpRequest, token: str) -> HttpResponse:
    """The draft as a reviewer sees it, with what may be done next."""
    return draft_page(request, draft_for(request, Act.SEE_DRAFTS, token))


@login_required
@require_safe
def versions(request: HttpRequest, token: str) -> HttpResponse:
    """Every saved version; any two side by side."""
    draft = draft_for(request, Act.SEE_DRAFTS, token)
    first, second = (_number(request.GET.get(key, ""), draft) for key in ("from", "to"))
    context: dict[str, Any] = {"draft": draft, "versions": draft.versions.order_by("-number").defer("content")}
    if first and second and first != second:
        old, new_one = version_of(draft, first), version_of(draft, second)
        if old is None or new_one is None:
            raise Http404
        names = [key for key in {**old.content, **new_one.content} if key != "body"]
        context |= {
            "old": old,
            "new": new_one,
            "fields": [
                (key, old.content.get(key, ""), new_one.content.get(key, ""))
                for key in names
                if old.content.get(key, "") != new_one.content.get(key, "")
            ],
            "pieces": compare_bodies(old.content.get("body", ""), new_one.content.get("body", "")),
        }
    return render(request, "desk/publishing/versions.html", context)


def _number(text: str, draft: Draft) -> int:
    return (
        int(text) if text.isascii() and text.isdigit() and len(text) < MOST_DIGITS and int(text) <= draft.version else 0
    )


@login_required
@require_POST
def submit(request: HttpRequest, token: str) -> HttpResponse:
    """Hand the draft to its first reviewer."""
    draft = draft_for(request, Act.WRITE_DRAFTS, token)
    moment = request.POST.get("release_after", "").strip()
    try:
        after = _moment(moment)
        submit_draft(actor=request.user.get_username(), now=clock.now(), draft=draft, release_after=after)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "已提交审核")
    return redirect("desk:draft_page", token)


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        return clock.moment_from_text(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refused("bad_moment", "定时公开的时间不能识别，请重新选择") from None


@login_required
@require_POST
def back(request: HttpRequest, token: str, how: str) -> HttpResponse:
    """Recall from review, or give up."""
    acts = {"recall": (recall_draft, "已撤回，可以继续修改"), "discard": (discard_draft, "草稿已作废，各版本仍可查看")}
    if how not in acts:
        raise Http404
    draft = draft_for(request, Act.WRITE_DRAFTS, token)
    act, sentence = acts[how]
    try:
        act(actor=request.user.get_username(), now=clock.now(), draft=draft)
        release_or_wait(now=clock.now(), draft=draft)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, sentence)
    return redirect("desk:draft_page", token)


@login_required
@require_POST
def revise(request: HttpRequest, public_id: str, code: str) -> HttpResponse:
    """Begin a revision of a public item of the agency, or go on with the one under way."""
    agency = agency_for(request, Act.WRITE_DRAFTS, code)
    try:
        draft = start_revision(
            actor=request.user.get_username(), now=clock.now(), public_id=public_id, agency_id=agency.pk
        )
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("desk:published")
    return redirect("desk:edit_draft", draft.token)
