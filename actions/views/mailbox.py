"""The demonstration's mailbox: what was sent by email, for whoever tries it out without a mail server."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.letters import letters_for
from wsoa.models import User

A_PAGE = 25


@login_not_required
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """The emails that the person may read, newest first. Outside a demonstration there is no such page."""
    if not settings.DEMO:
        raise Http404("There is a mailbox in a demonstration only.")
    if not isinstance(request.user, User):
        return redirect_to_login(request.get_full_path())
    letters = letters_for(request.user)
    page = Paginator(letters, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "actions/mailbox.html", {"page": page})
