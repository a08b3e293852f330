"""Addresses that begin with a fixed word, so that they come before every area's: see RESERVED_SLUGS."""

from django.urls import URLPattern, URLResolver, path

from actions.views import answer, mailbox, my_work_plans, privacy

urlpatterns: list[URLPattern | URLResolver] = [
    path("answer/<str:token>/", answer.answer, name="answer"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("my-work/", my_work_plans.my_work_plans, name="my-work-plans"),
    path("privacy/", privacy.privacy, name="privacy"),
]
