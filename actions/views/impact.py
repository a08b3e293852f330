"""Assessing an action's impact."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse

from actions.errors import Refused
from actions.forms import add_refusal
from actions.forms.impact import ImpactForm
from actions.models import ImpactRating
from actions.services.impact import assess_impact
from actions.views.saving import UNPROCESSABLE, open_action, page_with_form, redirected, render_form
from wsoa.capabilities import Capability


@page_with_form
def assess(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """The form that says what impact an action has. A plan without impact ratings has no such page."""
    page, action, line = open_action(request, area, plan, reference)
    page.check(Capability.UPDATE_ANY_ACTION)
    if not ImpactRating.objects.filter(plan=page.plan).exists():
        raise Http404("The plan has no impact ratings.")
    template = "actions/impact.html"
    if request.method != "POST":
        initial = {
            "impact_rating": line.impact.id if line.impact else None,
            "effective_date": page.today,
        }
        form = ImpactForm(plan=page.plan, today=page.today, initial=initial)
        return render_form(request, page, line, template, form)
    form = ImpactForm(request.POST, plan=page.plan, today=page.today)
    if form.is_valid():
        try:
            assess_impact(
                action=action,
                impact_rating=form.cleaned_data["impact_rating"],
                effective_date=form.cleaned_data["effective_date"],
                commentary=form.cleaned_data["commentary"],
                by=page.user,
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, f"The impact of {line.reference} is saved.")
            return redirected(request, page, line)
    return render_form(request, page, line, template, form, UNPROCESSABLE)
