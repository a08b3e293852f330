"""Addresses of the pages of exceptions."""

from django.urls import URLPattern, path

from boards.views import exception_edits, exceptions

_PLAN = "<slug:area>/<slug:plan>/"
_REPORT = f"{_PLAN}exceptions/<int:meeting>/"

urlpatterns: list[URLPattern] = [
    path(f"{_PLAN}set-up/exceptions/", exception_edits.rules, name="exception-rules"),
    path(f"{_PLAN}exceptions/", exceptions.draft_page, name="exceptions"),
    path(f"{_PLAN}exceptions.csv", exceptions.draft_csv, name="exceptions-csv"),
    path(_REPORT, exceptions.report_page, name="exceptions-report"),
    path(f"{_REPORT}report.csv", exceptions.report_csv, name="exceptions-report-csv"),
    path(f"{_REPORT}introduction/", exception_edits.introduce, name="exceptions-introduce"),
    path(f"{_REPORT}comment/", exception_edits.comment, name="exceptions-comment"),
    path(f"{_REPORT}put-in/", exception_edits.put_in, name="exceptions-put-in"),
    path(f"{_REPORT}agree/", exception_edits.agree, name="exceptions-agree"),
    path(f"{_REPORT}actions/<str:reference>/", exception_edits.choose, name="exceptions-choose"),
]
