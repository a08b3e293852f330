"""Addresses of the pages of the area's strategies."""

from django.urls import URLPattern, path

from actions.views import strategies

_STRATEGIES = "<slug:area>/<slug:plan>/strategies/"
_STRATEGY = f"{_STRATEGIES}<int:strategy>/"

urlpatterns: list[URLPattern] = [
    path(_STRATEGIES, strategies.strategies, name="strategies"),
    path(f"{_STRATEGIES}add/", strategies.strategy_add, name="strategy-add"),
    path(f"{_STRATEGIES}served/", strategies.strategy_themes, name="strategy-themes"),
    path(_STRATEGY, strategies.strategy_change, name="strategy-change"),
    path(f"{_STRATEGY}remove/", strategies.strategy_remove, name="strategy-remove"),
]
