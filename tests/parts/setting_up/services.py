"""The services of setting an area and a plan up: who may call each, and a good request."""

from collections.abc import Callable
from typing import Any

from actions.choices import Concern, OrganisationKind, PlanKind, PlanStage, Progress, Tone
from actions.models import Membership
from actions.pasting import NewPart
from actions.services import (
    areas,
    arrangement,
    impact_ratings,
    partners,
    people,
    plans,
    ratings,
)
from tests.actions.stage import SETS_UP_AREA, SETS_UP_PLAN, Given, Services, Stage, in_plan
from tests.factories import STARTS_ON, make_plan
from wsoa.capabilities import Role

STEP: dict[str, Any] = {"code": "Z", "label": "New", "meaning": "as new", "tone": Tone.TEAL}


def _member(stage: Stage) -> Membership:
    return Membership.objects.get(area=stage.place.area, user=stage.place.people[Role.MEMBER])


def _impact(stage: Stage, place: int = 0) -> Any:
    return impact_ratings.replace_impact_scheme(
        plan=stage.scene.plan, preset="embedding", by=stage.place.manager
    )[place]


def _with(about: str, row: Callable[[Stage], Any], /, **given: Any) -> Given:
    """A request about a row."""
    return lambda stage: {about: row(stage), **given}


def _another_theme(stage: Stage) -> Any:
    return plans.add_theme(
        plan=stage.scene.plan, reference="8", title="Eighth", by=stage.place.manager
    )


SITE = "https://tracker.example/"

SERVICES: Services = {
    areas.change_area: (
        SETS_UP_AREA,
        _with("area", lambda stage: stage.place.area, name="New name", theme_word="priority"),
    ),
    partners.change_organisation: (
        SETS_UP_PLAN,
        _with(
            "organisation",
            lambda stage: stage.place.council,
            name="New name",
            short_name="New",
            kind=OrganisationKind.COUNCIL,
        ),
    ),
    partners.remove_organisation: (
        SETS_UP_PLAN,
        _with(
            "organisation",
            lambda stage: areas.add_organisation(
                area=stage.place.area,
                name="School",
                short_name="School",
                kind=OrganisationKind.SCHOOL,
                by=stage.place.manager,
            ),
        ),
    ),
    partners.change_post: (
        SETS_UP_PLAN,
        _with("post", lambda stage: stage.place.posts[0], title="New title"),
    ),
    partners.remove_post: (
        SETS_UP_PLAN,
        _with(
            "post",
            lambda stage: areas.add_post(
                organisation=stage.place.council, title="Nurse", by=stage.place.manager
            ),
        ),
    ),
    people.invite_member: (
        SETS_UP_AREA,
        _with(
            "area",
            lambda stage: stage.place.area,
            email="new@example.org",
            name="New",
            role=Role.MEMBER,
            site=SITE,
        ),
    ),
    people.invite_again: (SETS_UP_AREA, _with("membership", _member, site=SITE)),
    people.change_member: (SETS_UP_AREA, _with("membership", _member, role=Role.OFFICER)),
    people.end_membership: (SETS_UP_AREA, _with("membership", _member)),
    plans.change_plan: (
        SETS_UP_PLAN,
        in_plan(title="New title", kind=PlanKind.APP, starts_on=STARTS_ON),
    ),
    plans.change_plan_stage: (SETS_UP_PLAN, in_plan(stage=PlanStage.WRITING)),
    plans.change_plan_settings: (SETS_UP_PLAN, in_plan(updates_need_acceptance=True)),
    arrangement.add_themes: (SETS_UP_PLAN, in_plan(parts=[NewPart("9", "Ninth")])),
    arrangement.change_theme: (
        SETS_UP_PLAN,
        _with("theme", lambda stage: stage.scene.themes[0], reference="1X", title="New title"),
    ),
    arrangement.remove_theme: (SETS_UP_PLAN, _with("theme", _another_theme)),
    arrangement.add_workstreams: (SETS_UP_PLAN, in_plan(parts=[NewPart("WS9", "Ninth")])),
    arrangement.change_workstream: (
        SETS_UP_PLAN,
        _with("workstream", lambda stage: stage.scene.workstreams[0], reference="X", title="New"),
    ),
    arrangement.remove_workstream: (
        SETS_UP_PLAN,
        _with("workstream", lambda stage: stage.scene.workstreams[0]),
    ),
    arrangement.add_report_groups: (SETS_UP_PLAN, in_plan(titles=["Ninth"])),
    arrangement.change_report_group: (
        SETS_UP_PLAN,
        _with("report_group", lambda stage: stage.scene.report_groups[0], title="New title"),
    ),
    arrangement.remove_report_group: (
        SETS_UP_PLAN,
        _with("report_group", lambda stage: stage.scene.report_groups[0]),
    ),
    ratings.replace_scheme: (
        SETS_UP_PLAN,
        lambda stage: {"plan": make_plan(stage.place, "next"), "preset": "rag"},
    ),
    ratings.rename_scheme: (
        SETS_UP_PLAN,
        _with("scheme", lambda stage: stage.scene.plan.rating_scheme, name="Ours"),
    ),
    ratings.add_rating: (
        SETS_UP_PLAN,
        _with(
            "scheme",
            lambda stage: stage.scene.plan.rating_scheme,
            **STEP,
            progress=Progress.IN_PROGRESS,
            concern=Concern.NONE,
        ),
    ),
    ratings.change_rating: (
        SETS_UP_PLAN,
        _with(
            "rating",
            lambda stage: stage.scene.ratings["A"],
            **STEP,
            progress=Progress.IN_PROGRESS,
            concern=Concern.MINOR,
        ),
    ),
    ratings.move_rating: (
        SETS_UP_PLAN,
        _with("rating", lambda stage: stage.scene.ratings["A"], up=True),
    ),
    ratings.remove_rating: (SETS_UP_PLAN, _with("rating", lambda stage: stage.scene.ratings["B"])),
    impact_ratings.replace_impact_scheme: (SETS_UP_PLAN, in_plan(preset="strength")),
    impact_ratings.add_impact_rating: (SETS_UP_PLAN, in_plan(**STEP)),
    impact_ratings.change_impact_rating: (SETS_UP_PLAN, _with("impact_rating", _impact, **STEP)),
    impact_ratings.move_impact_rating: (
        SETS_UP_PLAN,
        _with("impact_rating", _impact, up=False),
    ),
    impact_ratings.remove_impact_rating: (SETS_UP_PLAN, _with("impact_rating", _impact)),
}

WITHOUT_A_PLAN = {
    areas.change_area,
    partners.change_organisation,
    partners.remove_organisation,
    partners.change_post,
    partners.remove_post,
    people.invite_member,
    people.invite_again,
    people.change_member,
    people.end_membership,
}
"""Services that are about an area, not a plan."""

OPEN_WHEN_CLOSED = set(SERVICES)
"""A closed plan can be opened again, and mistakes in how it is set up corrected."""
