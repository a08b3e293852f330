"""Addresses: saved views, columns and bulk changes of the register."""

from django.urls import path

from actions.views import bulk, desk

_PLAN = "<slug:area>/<slug:plan>/"

urlpatterns = [
    path(f"{_PLAN}views/", desk.saved_views, name="saved-views"),
    path(f"{_PLAN}views/<int:view_id>/", desk.saved_view, name="saved-view"),
    path(f"{_PLAN}views/<int:view_id>/delete/", desk.delete_saved_view, name="saved-view-delete"),
    path(f"{_PLAN}several/", bulk.bulk_change, name="bulk-change"),
    path(f"{_PLAN}columns/", desk.columns, name="register-columns"),
]
