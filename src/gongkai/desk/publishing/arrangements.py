"""How an agency works: bundles of drafts, and the steps its drafts pass."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.base import clock
from gongkai.base.errors import Refused
from gongkai.desk.access import agency_for
from gongkai.desk.publishing.rights import draft_for
from gongkai.organs import policy
from gongkai.organs.models import Agency
from gongkai.organs.policy import Act
from gongkai.publication.drafts import Bundle, bundles_of, route_of
from gongkai.publication.flow import Step
from gongkai.publication.services.make_bundle import make_bundle, put_into_bundle
from gongkai.publication.services.set_route import set_route


def _chosen(agency: Agency, token: str) -> Bundle | None:
    """The bundle of this token; None for none.

    Raises:
        Refused: it is not there any more.
    """
    found = bundles_of([agency]).filter(token=token).first()
    if token and found is None:
        raise Refused("wrong_bundle", "没有这个组合，或者它已经公开；请刷新页面")
    return found


@login_required
@require_POST
def bundle(request: HttpRequest, token: str) -> HttpResponse:
    """Put the draft into a bundle, a new one by its name, or take it out."""
    draft = draft_for(request, Act.WRITE_DRAFTS, token)
    chosen, name = request.POST.get("bundle", ""), request.POST.get("name", "")
    actor, now = request.user.get_username(), clock.now()
    try:
        with transaction.atomic():
            target = _chosen(draft.agency, chosen)
            if name.strip():
                target = make_bundle(actor=actor, now=now, agency=draft.agency, name=name)
            put_into_bundle(actor=actor, now=now, draft=draft, bundle=target)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(
            request, f"已放入“{target.name}”，将与同组文件一起公开" if target else "已移出组合，将单独公开"
        )
    return redirect("desk:draft_page", token)


@login_required
@require_http_methods(["GET", "POST"])
def routes(request: HttpRequest) -> HttpResponse:
    """The review steps of every agency this person arranges; the last step cannot be left out."""
    agencies = policy.visible(request.user, Act.SET_ROUTE).select_related("parent")
    if request.method == "POST":
        agency = agency_for(request, Act.SET_ROUTE, request.POST.get("agency", ""))
        steps = [Step(step) for step in request.POST.getlist("step") if step in set(Step)]
        try:
            set_route(actor=request.user.get_username(), now=clock.now(), agency=agency, steps=steps)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            messages.success(request, f"{agency.name}的审核步骤已保存")
        return redirect("desk:routes")
    rows = [(agency, route_of(agency)) for agency in agencies]
    return render(request, "desk/publishing/routes.html", {"rows": rows, "steps": list(Step)})
