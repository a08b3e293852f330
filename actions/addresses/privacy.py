"""Addresses: redaction, leaving, and what is kept how long."""

from django.urls import URLPattern, path

from actions.views import privacy

_AREA = "<slug:area>/area/"

urlpatterns: list[URLPattern] = [
    path(f"{_AREA}redact/", privacy.redaction, name="redact"),
    path(f"{_AREA}redact/files/", privacy.files, name="redact-files"),
    path(f"{_AREA}redact/files/<int:file_id>/", privacy.file_redaction, name="redact-file"),
    path(
        f"{_AREA}redact/documents/<int:document_id>/",
        privacy.document_redaction,
        name="redact-document",
    ),
    path(f"{_AREA}people/left/", privacy.left, name="people-left"),
    path(f"{_AREA}people/left/<int:user_id>/", privacy.anonymous, name="person-anonymise"),
]
