"""Setting up areas and plans: what is refused, with which words, beside which field."""

from collections.abc import Callable
from typing import Any

from actions.choices import OrganisationKind
from actions.due_dates import DueDate
from actions.services import areas, plans
from boards.services.visits import plan_visit
from tests.actions.refusing import Case, Refusals, check_refused, each_of
from tests.factories import day, make_plan
from wsoa.capabilities import Role


def _set_up(service: Callable[..., Any], **given: Any) -> Callable[[Refusals], Any]:
    return lambda here: service(plan=here.scene.plan, by=here.by, **given)


def _post(here: Refusals, **given: Any) -> Any:
    place = here.scene.place
    return areas.add_post(organisation=place.council, by=place.administrator, **given)


def _partner(here: Refusals, **given: Any) -> Any:
    place = here.scene.place
    values = {"short_name": "C", "kind": OrganisationKind.COUNCIL, "by": place.administrator}
    return areas.add_organisation(area=place.area, **{**values, **given})


def _area(here: Refusals, slug: str, **given: Any) -> Any:
    return areas.create_area(
        **{"slug": slug, "name": "New", "by": here.scene.place.operator, **given}
    )


SETTING_UP: list[Case] = [
    ("area slug taken", lambda here: _area(here, "riverton"), "“riverton” already", "slug"),
    ("area slug unfit", lambda here: _area(here, "a b"), "letters, digits and hyphens", "slug"),
    ("area slug empty", lambda here: _area(here, ""), "letters, digits and hyphens", "slug"),
    ("area slug reserved", lambda here: _area(here, "accounts"), "the site itself", "slug"),
    ("area slug long", lambda here: _area(here, "a" * 51), "50 characters", "slug"),
    ("area name long", lambda here: _area(here, "new", name="x" * 201), "200 characters", "name"),
    ("area name empty", lambda here: _area(here, "new", name=" "), "Give", "name"),
    ("area name broken", lambda here: _area(here, "new", name="\udce9"), "UTF-8", "name"),
    ("partner there", lambda here: _partner(here, name="Riverton Council"), "already", "name"),
    ("partner name long", lambda here: _partner(here, name="x" * 201), "200 char", "name"),
    ("post there", lambda here: _post(here, title="Head of SEND"), "already", "title"),
    ("post title long", lambda here: _post(here, title="x" * 201), "200 characters", "title"),
    (
        "person who is there",
        lambda here: areas.add_member(
            area=here.scene.place.area,
            user=here.by,
            role=Role.OWNER,
            by=here.scene.place.administrator,
        ),
        "has a role in Riverton already",
        "user",
    ),
    ("plan slug taken", lambda here: make_plan(here.scene.place), "plan “send” already", "slug"),
    ("plan slug unfit", lambda here: make_plan(here.scene.place, "ä/"), "hyphens only", "slug"),
    (
        "plan slug long",
        lambda here: make_plan(here.scene.place, "a" * 51),
        "50 characters",
        "slug",
    ),
    (
        "plan that ends before it starts",
        lambda here: make_plan(here.scene.place, "new", ends_on=day(-1)),
        "must end after it starts",
        "ends_on",
    ),
    (
        "plan with a long title",
        lambda here: make_plan(here.scene.place, "new", title="x" * 201),
        "200 characters",
        "title",
    ),
    ("scheme unknown", _set_up(plans.adopt_scheme, preset="grab"), "no preset “grab”", "preset"),
    ("second scheme", _set_up(plans.adopt_scheme, preset="rag"), "scheme already", "preset"),
    (
        "theme there",
        _set_up(plans.add_theme, reference="1", title="Again"),
        "a theme 1 already",
        "reference",
    ),
    (
        "theme without reference",
        _set_up(plans.add_theme, reference="", title="None"),
        "Enter the reference",
        "reference",
    ),
    (
        "theme with a long reference",
        _set_up(plans.add_theme, reference="x" * 21, title="Long"),
        "20 characters",
        "reference",
    ),
    (
        "theme of a third level",
        lambda here: plans.add_theme(
            plan=here.scene.plan,
            reference="9",
            title="Deep",
            parent=here.scene.themes[2],
            by=here.by,
        ),
        "two levels",
        "parent",
    ),
    (
        "theme under another plan's",
        lambda here: plans.add_theme(
            plan=here.scene.plan,
            reference="9",
            title="Lost",
            parent=here.other.themes[0],
            by=here.by,
        ),
        "a top theme of this plan",
        "parent",
    ),
    (
        "theme led from another area",
        lambda here: plans.add_theme(
            plan=here.scene.plan,
            reference="9",
            title="Led",
            lead=here.other.place.posts[0],
            by=here.by,
        ),
        "must be a post in this area",
        "lead",
    ),
    (
        "workstream there",
        _set_up(plans.add_workstream, reference="WS1", title="Again"),
        "a workstream WS1 already",
        "reference",
    ),
    (
        "workstream led from another area",
        lambda here: plans.add_workstream(
            plan=here.scene.plan,
            reference="WS9",
            title="Led",
            lead=here.other.place.posts[0],
            by=here.by,
        ),
        "must be a post in this area",
        "lead",
    ),
    (
        "report group there",
        _set_up(plans.add_report_group, title="Workforce"),
        "group Workforce already",
        "title",
    ),
    (
        "visit without title",
        _set_up(plan_visit, title="", delivery=DueDate.ongoing()),
        "Say what the visit is",
        "title",
    ),
    (
        "visit with a long band",
        _set_up(plan_visit, title="Third", met="x" * 301, delivery=DueDate.ongoing()),
        "The band's text must be 300",
        "met",
    ),
]


@each_of(SETTING_UP)
def test_setting_up_is_refused(
    here: Refusals, act: Callable[[Refusals], Any], message: str, field: str | None
) -> None:
    check_refused(here, act, message, field)
