"""Addresses: what waits for acceptance."""

from django.urls import path

from actions.views import proposals

_PLAN = "<slug:area>/<slug:plan>/to-decide/"

urlpatterns = [
    path(_PLAN, proposals.to_decide, name="to-decide"),
    path(f"{_PLAN}accept/", proposals.accept_ticked, name="proposals-accept"),
    path(f"{_PLAN}<int:proposal_id>/", proposals.decide, name="proposal"),
    path(f"{_PLAN}<int:proposal_id>/return/", proposals.send_back, name="proposal-return"),
]
