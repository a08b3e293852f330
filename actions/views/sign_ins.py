"""Who signed in, and who was refused, for an area's administrator."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.forms.sign_ins import SignInForm
from actions.sign_ins import members, sign_ins_of
from actions.views.set_up.common import area_at
from wsoa.capabilities import Capability

EVENTS_ON_ONE_PAGE = 50


@require_safe
def sign_ins(request: HttpRequest, area: str) -> HttpResponse:
    """The sign-in log of the area's people, newest first."""
    page = area_at(request, area, Capability.MANAGE_AREA)
    form = SignInForm(request.GET, area=page.area)
    events = None
    if form.is_valid():
        found = sign_ins_of(page.area)
        if form.cleaned_data["kind"]:
            found = found.filter(kind=form.cleaned_data["kind"])
        if form.cleaned_data["person"]:
            found = found.filter(user=form.cleaned_data["person"])
        events = Paginator(found, EVENTS_ON_ONE_PAGE).get_page(request.GET.get("page"))
    context = page.context() | {
        "crumbs": page.crumbs(("Sign-ins", "")),
        "form": form,
        "events": events,
        "members": set(members(page.area).values_list("pk", flat=True)),
        "is_filtered": any(form.cleaned_data.values()),
        "keep_days": settings.KEEP_SIGN_INS_DAYS,
    }
    return render(request, "actions/sign_ins.html", context, status=200 if form.is_valid() else 400)
