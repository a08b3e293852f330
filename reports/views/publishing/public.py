"""What anybody may read without signing in: an area's published papers, each as a web page, and its files.

Only the public copy of what was not withdrawn is here. No page of these sets a cookie.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from actions import file_store
from actions.models import Area
from actions.views.handing_out import SANDBOX
from reports.choices import Copy, FileFormat
from reports.models import PublishedFile
from reports.publishing.copies import article_of, colour_of, logo_of
from reports.publishing.published import papers_for_public, public_version
from reports.views.publishing.handing_out import hand_out

GONE = 410
CACHED = "public, no-cache"
"""May be kept, and is asked for anew each time, so that what is withdrawn is gone at once."""


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
            content = file.read()
    except FileNotFoundError as error:
        raise Http404("The paper is no longer kept.") from error
    context = {
        "area": place,
        "version": version,
        "article": article_of(content),
        "logo": logo_of(content),
        "colour": colour_of(content),
    }
    return render(request, "reports/published/public_paper.html", context)


@login_not_required
@require_safe
def publication_file(
    request: HttpRequest, area: str, publication: int, file_format: str
) -> HttpResponseBase:
    """A file of a public copy. In one query."""
    answer = hand_out(request, _public_file(area, publication, file_format))
    answer["Cache-Control"] = CACHED
    return answer


@login_not_required
@require_safe
def publication_logo(request: HttpRequest, area: str, publication: int) -> HttpResponse:
    """The logo that the public copy went out with, as a picture and nothing else."""
    logo = logo_of(_public_page(area, publication))
    if logo is None:
        raise Http404("The paper has no logo.")
    answer = HttpResponse(logo.content, content_type=logo.content_type)
    answer["Content-Security-Policy"] = SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = CACHED
    return answer


@login_not_required
@require_safe
def publication_style(request: HttpRequest, area: str, publication: int) -> HttpResponse:
    """The colour of headings that the public copy went out with, as a style sheet: the policy of pages allows no style in them."""
    colour = colour_of(_public_page(area, publication))
    if not colour:
        raise Http404("The paper has no colour of its own.")
    css = render_to_string("reports/paper/_colour.html", {"colour": colour})
    answer = HttpResponse(css, content_type="text/css; charset=utf-8")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = CACHED
    return answer


def _public_page(area: str, publication: int) -> bytes:
    """The web page of a public copy that was not withdrawn."""
    file = _public_file(area, publication, FileFormat.HTML)
    try:
        return b"".join(file_store.content_of(file.stored_name))
    except FileNotFoundError as error:
        raise Http404("The paper is no longer kept.") from error


def _public_file(area: str, publication: int, file_format: str) -> PublishedFile:
    """A file of a public copy that was not withdrawn. In one query."""
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
    return file


def _area(slug: str) -> Area:
    found = Area.objects.filter(slug=slug).first()
    if found is None:
        raise Http404("There is no such area.")
    return found
