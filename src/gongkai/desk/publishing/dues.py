"""What must be public by when: the twenty working days of the Regulation, and how the year has gone."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.base import clock
from gongkai.organs import policy
from gongkai.organs.policy import Act
from gongkai.publication.dues import due_list, interpretation_coverage, timeliness

YEARS = 10


@login_required
@require_safe
def dues(request: HttpRequest) -> HttpResponse:
    """Drafts with their last day, the overdue first; timeliness and interpretation of the year.

    Source: Regulation art. 26.
    """
    agencies = list(policy.visible(request.user, Act.SEE_PUBLICATION))
    today = clock.today()
    years = [today.year - back for back in range(YEARS)]
    asked = request.GET.get("year", "")
    year = next((one for one in years if str(one) == asked), today.year)
    drafting = list(policy.visible(request.user, Act.SEE_DRAFTS))
    context = {
        "dues": due_list(drafting, today) if drafting else [],
        "timeliness": timeliness(agencies, year) if agencies else None,
        "coverage": interpretation_coverage(agencies, year) if agencies else None,
        "year": year,
        "years": years,
    }
    return render(request, "desk/publishing/dues.html", context)
