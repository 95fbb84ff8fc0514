"""What is public: find an item, revise it, say what holds of it, merge it, take it down."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.base import clock
from gongkai.base.errors import Refused
from gongkai.desk.access import recently_authenticated
from gongkai.organs import policy
from gongkai.organs.policy import Act
from gongkai.publication.drafts import open_drafts_of_document
from gongkai.publication.kinds import Standing, Validity
from gongkai.publication.queries import Document, current_items, current_state, every_state_of
from gongkai.publication.services.change_state import merge_document, set_validity, withdraw_document

A_PAGE = 30


@login_required
@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """The items of the agencies this person works for."""
    agencies = policy.visible(request.user, Act.SEE_PUBLICATION)
    words = request.GET.get("q", "").replace("\0", "").strip()[:60]
    page = Paginator(current_items(list(agencies), words), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/publishing/published.html", {"page": page, "q": words})


def _item(request: HttpRequest, act: Act, public_id: str) -> Document:
    document = current_state(public_id)
    if document is None or not policy.may(request.user, act, document.agency):
        raise Http404
    return document


@login_required
@require_safe
def item(request: HttpRequest, public_id: str) -> HttpResponse:
    """One item: its states, and what may be done with it."""
    document = _item(request, Act.SEE_PUBLICATION, public_id)
    context = {
        "document": document,
        "states": every_state_of(public_id),
        "under_way": open_drafts_of_document(public_id).first(),
        "may_see_draft": policy.may(request.user, Act.SEE_DRAFTS, document.agency),
        "may_write": policy.may(request.user, Act.WRITE_DRAFTS, document.agency),
        "may_change": policy.may(request.user, Act.CHANGE_PUBLISHED, document.agency),
        "is_live": document.standing == Standing.LIVE,
    }
    return render(request, "desk/publishing/item.html", context)


CHANGES = {"validity": "改变有效性", "merge": "合并到另一文件", "withdraw": "因误发撤下"}


@login_required
@require_http_methods(["GET", "POST"])
@recently_authenticated()
def change(request: HttpRequest, public_id: str, how: str) -> HttpResponse:
    """A page that says what will happen, then the change."""
    if how not in CHANGES:
        raise Http404
    document = _item(request, Act.CHANGE_PUBLISHED, public_id)
    context = {"document": document, "how": how, "heading": CHANGES[how], "validities": list(Validity), "given": {}}
    if request.method == "GET":
        return render(request, "desk/publishing/change.html", context)
    given = {key: request.POST.get(key, "").strip() for key in ("validity", "on", "successor", "reason")}
    try:
        _change(request, public_id, how, given)
    except Refused as refused:
        messages.error(request, refused.message)
        return render(request, "desk/publishing/change.html", context | {"given": given}, status=422)
    messages.success(request, "已办理，公开平台即时生效，并记入审计日志")
    return redirect("desk:item", public_id)


def _change(request: HttpRequest, public_id: str, how: str, given: dict[str, str]) -> None:
    actor, now = request.user.get_username(), clock.now()
    if how == "merge":
        merge_document(actor=actor, now=now, public_id=public_id, into=given["successor"], reason=given["reason"])
        return
    if how == "withdraw":
        withdraw_document(actor=actor, now=now, public_id=public_id, reason=given["reason"])
        return
    if given["validity"] not in set(Validity):
        raise Refused("no_validity", "请选择有效性")
    try:
        on = date.fromisoformat(given["on"]) if given["on"] else None
    except ValueError:
        raise Refused("bad_day", f"“{given['on']}”不是日期，请写成 2020-03-02") from None
    set_validity(
        actor=actor,
        now=now,
        public_id=public_id,
        validity=Validity(given["validity"]),
        on=on,
        successor=given["successor"],
        reason=given["reason"],
    )
