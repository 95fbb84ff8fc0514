"""The first page of publishing: what waits for this person, what is being drafted, what is due."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.desk.access import agency_for
from gongkai.desk.publishing.rights import STEP_ACTS
from gongkai.organs import policy
from gongkai.organs.policy import Act
from gongkai.publication.drafts import drafts_of, overrides_waiting, search_drafts, secrecy_clearance, waiting_for
from gongkai.publication.flow import IN_REVIEW, Stage, Step
from gongkai.publication.kinds import Structure

A_PAGE = 30
SHOWN = 50
STARTABLE = (Structure.GUIDE, Structure.PROFILE, Structure.NOTHING_TO_PUBLISH, Structure.TOPIC)
OF_THE_SITE = (Structure.HOME, Structure.SITE)


@login_required
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """Drafts that wait for this person first, then those of their agencies."""
    seen = policy.visible(request.user, Act.SEE_DRAFTS)
    waiting = []
    for step in Step:
        agencies = policy.visible(request.user, STEP_ACTS[step])
        waiting += waiting_for(list(agencies), Stage(step.value))[:SHOWN]
    secrecy = list(policy.visible(request.user, Act.REVIEW_SECRECY))
    ruling = list(waiting_for(secrecy, Stage.SECRECY_RULING)[:SHOWN])
    uncleared = [draft for stage in IN_REVIEW for draft in waiting_for(secrecy, stage)[:SHOWN]]
    chosen = {key: request.GET.get(key, "").replace("\0", "").strip()[:60] for key in ("stage", "q")}
    rows = search_drafts(drafts_of(seen), chosen["q"])
    if chosen["stage"] in set(Stage):
        rows = rows.filter(stage=chosen["stage"])
    own = request.user.get_username()
    context = {
        "waiting": [draft for draft in waiting if draft.created_by != own],
        "ruling": ruling,
        "uncleared": [d for d in uncleared if d.created_by != own and secrecy_clearance(d) is None],
        "asked": overrides_waiting(list(policy.visible(request.user, Act.LET_THROUGH)), own),
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "chosen": chosen,
        "stages": list(Stage),
        "writable": list(policy.visible(request.user, Act.WRITE_DRAFTS)),
        "structures": STARTABLE,
        "site_structures": OF_THE_SITE,
    }
    return render(request, "desk/publishing/work.html", context)


@login_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Go to the form the person chose on the first page."""
    structure = request.GET.get("structure", "")
    chosen = structure if structure in set(Structure) else Structure.ARTICLE.value
    agency = agency_for(request, Act.WRITE_DRAFTS, request.GET.get("agency", ""))
    return redirect(reverse("desk:new_draft", args=(agency.code,)) + f"?structure={chosen}")
