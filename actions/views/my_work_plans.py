"""My work across plans: in which of them something is due from the person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actions.my_work import works_of
from actions.views.loading import signed_in


@require_safe
def my_work_plans(request: HttpRequest) -> HttpResponse:
    """The plans in which the person owns actions, with how many wait in each; a single one at once."""
    works = works_of(signed_in(request), timezone.localdate())
    if len(works) == 1:
        plan = works[0][0]
        return redirect("my-work", plan.area.slug, plan.slug)
    numbered = [(plan, work, len(work.left_to_them)) for plan, work in works]
    due = [each for each in numbered if each[2]]
    context = {
        "due": due,
        "total": sum(number for _, _, number in due),
        "done": [plan for plan, _, number in numbered if not number],
    }
    return render(request, "actions/my_work_plans.html", context)
