"""Addresses of what anybody may read, which begin with a fixed word and so come before every area's: see RESERVED_SLUGS of areas."""

from django.urls import URLPattern, path

from reports.views.publishing import public

_PUBLIC = "published/<slug:area>"

urlpatterns: list[URLPattern] = [
    path(f"{_PUBLIC}/", public.publications, name="publications"),
    path(f"{_PUBLIC}/<int:publication>/", public.publication, name="publication"),
    path(f"{_PUBLIC}/<int:publication>/logo/", public.publication_logo, name="publication-logo"),
    path(
        f"{_PUBLIC}/<int:publication>/colour.css",
        public.publication_style,
        name="publication-style",
    ),
    path(
        f"{_PUBLIC}/<int:publication>/paper.<slug:file_format>",
        public.publication_file,
        name="publication-file",
    ),
]
