"""Whether the service works, and what somebody is told who may not open a page."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views import defaults
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wsoa.models import SignInKind, User
from wsoa.services import sign_ins


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for somebody whose role does not allow what they asked for (403), which is logged."""
    user = getattr(request, "user", None)
    if isinstance(user, User):
        sign_ins.record(SignInKind.NOT_ALLOWED, request=request, user=user, path=request.path)
    return defaults.permission_denied(request, exception)


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 `ok` where the database answers and has its tables, 503 otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations")
            cursor.fetchone()
    except DatabaseError:
        return HttpResponse("database unreachable\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
