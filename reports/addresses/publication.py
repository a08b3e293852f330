"""Addresses of publishing papers, and of published ones for the area's own people; published.py has those that anybody may open."""

from django.urls import URLPattern, path

from reports.views.publishing import inside, publish

_PAPER = "<slug:area>/<slug:plan>/papers/<int:paper>"
_INSIDE = "<slug:area>/area/published"

urlpatterns: list[URLPattern] = [
    path(f"{_INSIDE}/", inside.area_publications, name="area-publications"),
    path(f"{_INSIDE}/<int:publication>/", inside.area_publication, name="area-publication"),
    path(
        f"{_INSIDE}/<int:publication>/full.<slug:file_format>",
        inside.publication_full,
        name="publication-full",
    ),
    path(f"{_INSIDE}/<int:publication>/outcome/", inside.paper_outcome, name="paper-outcome"),
    path(
        f"{_INSIDE}/<int:publication>/withdraw/",
        inside.publication_withdraw,
        name="publication-withdraw",
    ),
    path(
        f"{_INSIDE}/<int:publication>/destroy/",
        inside.publication_redact,
        name="publication-redact",
    ),
    path(f"{_PAPER}/publish/", publish.paper_publish, name="paper-publish"),
    path(f"{_PAPER}/publish/<slug:copy>/", publish.paper_copy, name="paper-copy"),
]
