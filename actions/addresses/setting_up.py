"""Addresses: the area, its partners and people, and setting a plan up."""

from django.urls import URLPattern, path

from actions.views.set_up import areas, parts, people, plans, scales

_AREA = "<slug:area>/area/"
_PLAN = "<slug:area>/<slug:plan>/set-up/"
_THEME = f"{_PLAN}themes/<int:theme_id>/"
_STREAM = f"{_PLAN}workstreams/<int:workstream_id>/"
_GROUP = f"{_PLAN}report-groups/<int:group_id>/"
_RATING = f"{_PLAN}ratings/<int:rating_id>/"
_IMPACT = f"{_PLAN}impact/<int:impact_id>/"

urlpatterns: list[URLPattern] = [
    path(f"{_AREA}set-up/", areas.area_setup, name="area-setup"),
    path(f"{_AREA}name/", areas.area_change, name="area-change"),
    path(f"{_AREA}partners/", areas.partners, name="partners"),
    path(f"{_AREA}partners/new/", areas.partner_add, name="partner-add"),
    path(f"{_AREA}partners/<int:partner_id>/", areas.partner_change, name="partner-change"),
    path(f"{_AREA}partners/<int:partner_id>/remove/", areas.partner_remove, name="partner-remove"),
    path(f"{_AREA}posts/", areas.posts, name="posts"),
    path(f"{_AREA}posts/new/", areas.post_add, name="post-add"),
    path(f"{_AREA}posts/<int:post_id>/", areas.post_change, name="post-change"),
    path(f"{_AREA}posts/<int:post_id>/remove/", areas.post_remove, name="post-remove"),
    path(f"{_AREA}people/", people.people, name="people"),
    path(f"{_AREA}people/new/", people.person_add, name="person-add"),
    path(f"{_AREA}people/<int:membership_id>/", people.person_change, name="person-change"),
    path(f"{_AREA}people/<int:membership_id>/end/", people.person_end, name="person-end"),
    path(f"{_AREA}people/<int:membership_id>/remind/", people.person_remind, name="person-remind"),
    path(f"{_AREA}plans/new/", plans.plan_add, name="plan-add"),
    path(_PLAN, plans.plan_setup, name="plan-setup"),
    path(f"{_PLAN}plan/", plans.plan_change, name="plan-change"),
    path(f"{_PLAN}stage/", plans.plan_stage, name="plan-stage"),
    path(f"{_PLAN}updates/", plans.plan_settings, name="plan-settings"),
    path(f"{_PLAN}themes/", parts.themes, name="themes"),
    path(f"{_PLAN}themes/new/", parts.theme_add, name="theme-add"),
    path(f"{_PLAN}themes/several/", parts.theme_paste, name="theme-paste"),
    path(_THEME, parts.theme_change, name="theme-change"),
    path(f"{_THEME}remove/", parts.theme_remove, name="theme-remove"),
    path(f"{_PLAN}workstreams/", parts.workstreams, name="workstreams"),
    path(f"{_PLAN}workstreams/new/", parts.workstream_add, name="workstream-add"),
    path(f"{_PLAN}workstreams/several/", parts.workstream_paste, name="workstream-paste"),
    path(_STREAM, parts.workstream_change, name="workstream-change"),
    path(f"{_STREAM}remove/", parts.workstream_remove, name="workstream-remove"),
    path(f"{_PLAN}report-groups/", parts.report_groups, name="report-groups"),
    path(_GROUP, parts.report_group_change, name="report-group-change"),
    path(f"{_GROUP}remove/", parts.report_group_remove, name="report-group-remove"),
    path(f"{_PLAN}ratings/", scales.scheme, name="scheme"),
    path(f"{_PLAN}ratings/choose/", scales.scheme_choose, name="scheme-choose"),
    path(f"{_PLAN}ratings/name/", scales.scheme_rename, name="scheme-rename"),
    path(f"{_PLAN}ratings/new/", scales.rating_add, name="rating-add"),
    path(_RATING, scales.rating_change, name="rating-change"),
    path(f"{_RATING}remove/", scales.rating_remove, name="rating-remove"),
    path(f"{_RATING}move/", scales.rating_move, name="rating-move"),
    path(f"{_PLAN}impact/", scales.impact, name="impact"),
    path(f"{_PLAN}impact/choose/", scales.impact_choose, name="impact-choose"),
    path(f"{_PLAN}impact/new/", scales.impact_add, name="impact-add"),
    path(_IMPACT, scales.impact_change, name="impact-change"),
    path(f"{_IMPACT}remove/", scales.impact_remove, name="impact-remove"),
    path(f"{_IMPACT}move/", scales.impact_move, name="impact-move"),
]
