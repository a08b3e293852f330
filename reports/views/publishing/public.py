"""What anybody may read without signing in: an area's published papers, each as a web page, and its files.

Only the public copy of what was not withdrawn is here. No page of these sets a cookie.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions import file_store
from actions.models import Area
from reports.choices import Copy
from reports.models import PublishedFile
from reports.publishing.copies import article_of
from reports.publishing.published import papers_for_public, public_version
from reports.views.publishing.handing_out import hand_out

GONE = 410


@login_not_required
@require_safe
def publications(request: HttpRequest, area: str) -> HttpResponse:
    """Every paper of the area that anybody may read."""
    found = _area(area)
    context = {"area": found, "papers": papers_for_public(found)}
    return render(request, "reports/published/public_list.html", context)


@login_not_required
@require_safe
def publication(request: HttpRequest, area: str, publication: int) -> HttpResponse:
    """A published paper as a web page, as it was frozen; that it was withdrawn, where it was (410)."""
    place = _area(area)
    found = public_version(place, publication)
    if found is None:
        raise Http404("There is no such paper.")
    version, page = found
    if page is None:
        context = {"area": place, "version": version}
        return render(request, "reports/published/withdrawn.html", context, status=GONE)
    try:
        with file_store.open_stored(page.stored_name) as file:
            article = article_of(file.read())
    except FileNotFoundError as error:
        raise Http404("The paper is no longer kept.") from error
    context = {"area": place, "version": version, "article": article}
    return render(request, "reports/published/public_paper.html", context)


@login_not_required
@require_safe
def publication_file(
    request: HttpRequest, area: str, publication: int, file_format: str
) -> HttpResponseBase:
    """A file of a public copy. In one query."""
    file = (
        PublishedFile.objects.filter(
            publication=publication,
            publication__paper__plan__area__slug=area,
            publication__is_exempt=False,
            publication__withdrawal__isnull=True,
            copy=Copy.PUBLIC,
            file_format=file_format,
        )
        .select_related("publication__paper__plan__area")
        .first()
    )
    if file is None:
        raise Http404("There is no such file.")
    answer = hand_out(request, file)
    answer["Cache-Control"] = "public, no-cache"
    return answer


def _area(slug: str) -> Area:
    found = Area.objects.filter(slug=slug).first()
    if found is None:
        raise Http404("There is no such area.")
    return found
