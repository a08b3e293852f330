"""Setting a plan up in the browser: the guided sequence, its details, its stage, its settings, its parts."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from actions.choices import CycleFrequency, PlanStage
from actions.models import Plan, Theme, Workstream
from actions.services.areas import add_member, create_area
from tests.conftest import signed_in
from tests.factories import Place, Scene, day, make_action, make_place, make_plan, make_user
from tests.pages.reading import errors_at_fields, errors_in_summary, links, read, value_of, words
from tests.pages.set_up import send
from wsoa.capabilities import Role

NEW_PLAN = {
    "title": "Written Statement of Action",
    "slug": "",
    "kind": "wsoa",
    "stage": "writing",
    "starts_on": "2018-01-01",
    "ends_on": "",
    "summary": "",
}


def _states(page: Any) -> dict[str, str]:
    """Title of each task -> its state."""
    return {
        words(item.select_one(".govuk-task-list__name-and-hint > :first-child")): words(
            item.select_one(".govuk-task-list__status")
        )
        for item in page.select(".govuk-task-list__item")
    }


def test_a_new_area_comes_to_a_plan_with_everything_by_following_what_is_offered(place: Place):
    area = create_area(slug="new", name="New", by=place.operator)
    somebody = make_user("Somebody")
    add_member(area=area, user=somebody, role=Role.ADMINISTRATOR, by=place.operator)
    client = signed_in(somebody)
    client.post(
        "/new/area/partners/new/", {"name": "Council", "short_name": "C", "kind": "council"}
    )
    answer = client.post("/new/area/plans/new/", NEW_PLAN)
    assert answer["Location"] == "/new/written-statement-of-action/set-up/"
    setup = answer["Location"]
    assert _states(read(client.get(setup))) == {
        "Name of the area, and its own word for a theme": "Completed",
        "Partners": "Completed",
        "Posts that own work": "Not started",
        "People and what they may do": "In progress",
        "What the plan is called, and when it runs": "Completed",
        "Inspection that it answers": "Optional",
        "Rating scheme": "Not started",
        "Themes": "Not started",
        "Workstreams": "Optional",
        "Report groups": "Optional",
        "Impact ratings": "Optional",
        "Update cycle and acceptance": "Optional",
        "Rules of the exception report": "Optional",
        "Add an action": "Not started",
        "Import actions from a file": "Optional",
    }
    partner = area.organisations.get()
    post = {"organisation": partner.pk, "title": "Head", "email": "", "holder": ""}
    client.post("/new/area/posts/new/", post)
    client.post(f"{setup}ratings/choose/", {"preset": "brag"})
    client.post(f"{setup}themes/several/", {"lines": "1, Assess\n 1A, Early", "add": "yes"})
    client.post(f"{setup}workstreams/several/", {"lines": "WS1 Lead", "add": "yes"})
    client.post(f"{setup}report-groups/", {"lines": "Workforce\nCo-production"})
    client.post(f"{setup}impact/choose/", {"preset": "embedding"})
    send(client, f"{setup}updates/", updates_need_acceptance="on")
    client.post("/new/area/people/new/", {"email": "a@b.org", "name": "A", "role": "manager"})
    states = _states(read(client.get(setup)))
    assert states.pop("Posts that own work") == "In progress", "nobody can be asked yet"
    assert states.pop("Add an action") == "Not started"
    assert states.pop("Import actions from a file") == "Optional"
    assert states.pop("Rules of the exception report") == "Optional", "the usual ones hold"
    assert states.pop("Inspection that it answers") == "Optional", "there may be none"
    assert set(states.values()) == {"Completed"}


def test_a_manager_sees_which_tasks_only_an_administrator_can_do(scene: Scene):
    page = read(signed_in(scene.manager).get(f"{scene.address}set-up/"))
    urls = [url for _, url in links(page, ".govuk-task-list a")]
    assert "/riverton/area/people/" not in urls
    assert "The area’s administrator does this" in words(page.select_one("main"))


def test_an_empty_dashboard_leads_to_setting_up_those_who_may_and_nobody_else(scene: Scene):
    for role, user in scene.place.people.items():
        page = read(signed_in(user).get(scene.address))
        offered = [url for _, url in links(page, "a") if url.endswith("/set-up/")]
        assert bool(offered) == (role in {Role.ADMINISTRATOR, Role.MANAGER}), role


def test_a_short_name_made_from_the_title_is_not_one_that_is_taken(place: Place):
    client = signed_in(place.manager)
    for title, slug in (
        ("SEND: the plan!", "send-the-plan"),
        ("SEND the plan", "send-the-plan-2"),
        ("Area", "plan-area"),
        ("计划", "plan"),
    ):
        answer = client.post("/riverton/area/plans/new/", {**NEW_PLAN, "title": title})
        assert answer["Location"] == f"/riverton/{slug}/set-up/"


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("title", "", "Enter the title."),
        ("title", "x" * 50_000, "The title must be 200 characters or fewer; it has 50,000."),
        ("slug", "area", "“area” is used by the site itself"),
        ("slug", "SEND", "Riverton has a plan “send” already."),
        ("slug", "a/b", "letters, digits and hyphens only"),
        ("kind", "wish", "Choose what kind of plan it is."),
        ("stage", "closed", "Choose how far the plan is."),
        ("starts_on", "soon", "Enter a real date"),
        ("ends_on", "2017-12-31", "The plan must end after it starts."),
        ("summary", "x" * 50_000, "Summary must be 5,000 characters or fewer"),
        ("summary", "a\ud800", ""),
    ],
)
def test_an_unfit_plan_is_refused_beside_the_field(
    scene: Scene, field: str, typed: str, message: str
):
    typed = typed.encode("utf-8", "replace").decode()
    answer = signed_in(scene.manager).post("/riverton/area/plans/new/", {**NEW_PLAN, field: typed})
    if not message:
        assert answer.status_code == 302
        return
    assert answer.status_code == 422
    assert message in errors_at_fields(read(answer))[field]
    assert Plan.objects.count() == 1


def test_a_plan_never_starts_after_something_that_it_holds(scene: Scene):
    make_action(scene, effective_date=day(10))
    client = signed_in(scene.manager)
    address = f"{scene.address}set-up/plan/"
    answer = send(client, address, starts_on=day(11).isoformat())
    assert "holds entries from 11 January 2018" in errors_at_fields(read(answer))["starts_on"]
    assert send(client, address, starts_on=day(10).isoformat()).status_code == 302


def test_figures_cannot_have_been_published_as_at_a_day_to_come(scene: Scene):
    tomorrow = timezone.localdate() + timedelta(days=1)
    answer = send(signed_in(scene.manager), f"{scene.address}set-up/plan/", reported_as_at=tomorrow)
    assert answer.status_code == 422
    assert "reported_as_at" in errors_at_fields(read(answer))


def test_a_plan_is_closed_and_opened_again(scene: Scene):
    client = signed_in(scene.manager)
    for stage in (PlanStage.CLOSED, PlanStage.DELIVERY):
        assert send(client, f"{scene.address}set-up/stage/", stage=stage.value).status_code == 302
        scene.plan.refresh_from_db()
        assert scene.plan.stage == stage
    assert [row.stage for row in scene.plan.history.order_by("history_id")] == [
        "delivery",
        "closed",
        "delivery",
    ]


def test_two_people_who_change_a_plans_details_and_its_settings_do_not_overwrite_each_other(
    scene: Scene,
):
    mine, theirs = signed_in(scene.manager), signed_in(scene.place.administrator)
    address = f"{scene.address}set-up/plan/"
    shown = read(mine.get(address))
    assert send(theirs, address, title="Their title").status_code == 302
    form = {
        "title": "My title",
        "kind": "wsoa",
        "starts_on": "2018-01-01",
        "seen": value_of(shown, "seen"),
    }
    answer = mine.post(address, form)
    assert answer.status_code == 409
    page = read(answer)
    assert "Their title" in words(page.select_one(".wsoa-conflict"))
    assert value_of(page, "title") == "My title"
    scene.plan.refresh_from_db()
    assert scene.plan.title == "Their title"


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"cycle_opens_day": "29"}, "cycle_opens_day", "from 1 to 28"),
        ({"cycle_opens_day": "0"}, "cycle_opens_day", "from 1 to 28"),
        ({"cycle_opens_day": "x"}, "cycle_opens_day", "enter a whole number"),
        ({"cycle_due_after_days": "0"}, "cycle_due_after_days", "from 1 to 27"),
        (
            {"cycle_due_after_days": "9", "cycle_closes_after_days": "8"},
            "cycle_closes_after_days",
            "enter 9 or more",
        ),
        ({"cycle_closes_after_days": "28"}, "cycle_closes_after_days", "enter 27 or fewer"),
        (
            {"cycle_frequency": "quarterly", "cycle_closes_after_days": "86"},
            "cycle_closes_after_days",
            "enter 85 or fewer",
        ),
        ({"stale_after_days": "6"}, "stale_after_days", "from 7 to 366"),
        ({"stale_after_days": ""}, "stale_after_days", "enter a whole number"),
        ({"cycle_frequency": "daily"}, "cycle_frequency", "Choose how often owners are asked."),
    ],
)
def test_an_update_cycle_out_of_range_is_refused_beside_the_number(
    scene: Scene, changed: dict[str, str], field: str, message: str
):
    answer = send(signed_in(scene.manager), f"{scene.address}set-up/updates/", **changed)
    assert answer.status_code == 422
    assert message in errors_at_fields(read(answer))[field]
    assert Plan.history.filter(id=scene.plan.pk).count() == 1


def test_settings_once_saved_are_those_of_the_plan(scene: Scene):
    changed = {
        "cycle_frequency": "quarterly",
        "cycle_closes_after_days": "85",
        "updates_need_acceptance": "on",
        "dates_need_agreement": "on",
    }
    client = signed_in(scene.manager)
    assert send(client, f"{scene.address}set-up/updates/", **changed).status_code == 302
    plan = Plan.objects.get(pk=scene.plan.pk)
    assert plan.cycle_frequency == CycleFrequency.QUARTERLY
    assert plan.updates_need_acceptance
    assert plan.dates_need_agreement
    assert not plan.completions_need_acceptance


def test_a_theme_whose_reference_changes_keeps_its_actions_in_the_counts(scene: Scene):
    make_action(scene, "1.1")
    client = signed_in(scene.manager)
    theme = scene.themes[0]
    send(client, f"{scene.address}set-up/themes/{theme.pk}/", reference="A", title="Assessing")
    page = read(client.get(scene.address))
    assert "A Assessing" in words(page.select_one(".wsoa-table--summary tbody"))


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"reference": "2a"}, "reference", "The plan has a theme 2a already."),
        ({"reference": ""}, "reference", "Enter the reference."),
        ({"title": "x" * 301}, "title", "300 characters or fewer"),
        ({"parent": "999999"}, "parent", "Choose a top theme of this plan."),
        ({"lead": "999999"}, "lead", "Choose a post of this area."),
    ],
)
def test_an_unfit_theme_is_refused(scene: Scene, changed: dict[str, str], field: str, message: str):
    address = f"{scene.address}set-up/themes/{scene.themes[0].pk}/"
    answer = send(signed_in(scene.manager), address, **changed)
    assert answer.status_code == 422
    assert message in errors_at_fields(read(answer))[field]


def test_a_theme_with_others_under_it_stays_at_the_top(scene: Scene):
    first, second, _ = scene.themes
    client = signed_in(scene.manager)
    answer = send(client, f"{scene.address}set-up/themes/{second.pk}/", parent=first.pk)
    assert "has others under it" in errors_at_fields(read(answer))["parent"]
    answer = send(client, f"{scene.address}set-up/themes/{first.pk}/", parent=first.pk)
    assert answer.status_code == 422


def test_parts_of_another_plan_are_not_found_and_not_taken(scene: Scene):
    other = make_plan(scene.place, "other")
    elsewhere = make_place("elsewhere")
    client = signed_in(scene.place.administrator)
    base = f"/riverton/{other.slug}/set-up/"
    for address in (
        f"{base}themes/{scene.themes[0].pk}/",
        f"{base}themes/{scene.themes[0].pk}/remove/",
        f"{base}workstreams/{scene.workstreams[0].pk}/",
        f"{base}workstreams/{scene.workstreams[0].pk}/remove/",
        f"{base}report-groups/{scene.report_groups[0].pk}/",
        f"{base}report-groups/{scene.report_groups[0].pk}/remove/",
        f"{base}ratings/{scene.ratings['G'].pk}/",
        f"{base}ratings/{scene.ratings['G'].pk}/remove/",
        f"{base}ratings/{scene.ratings['G'].pk}/move/",
        f"{base}ratings/new/",
        f"{base}ratings/name/",
    ):
        assert client.post(address, {"title": "X", "reference": "X"}).status_code == 404, address
    form = {"reference": "9", "title": "Ninth"}
    for field, foreign in (("parent", scene.themes[0].pk), ("lead", elsewhere.posts[0].pk)):
        answer = client.post(f"{base}themes/new/", {**form, field: foreign})
        assert answer.status_code == 422
        assert field in errors_at_fields(read(answer))
    assert not Theme.objects.filter(plan=other).exists()


def test_what_actions_stand_under_stays_and_says_why(scene: Scene):
    make_action(scene, workstream=scene.workstreams[0], report_group=scene.report_groups[0])
    client = signed_in(scene.manager)
    for address in (
        f"set-up/themes/{scene.themes[0].pk}/",
        f"set-up/workstreams/{scene.workstreams[0].pk}/",
        f"set-up/report-groups/{scene.report_groups[0].pk}/",
    ):
        assert "cannot be removed" in client.get(f"{scene.address}{address}").content.decode()
        answer = client.post(f"{scene.address}{address}remove/")
        assert answer.status_code == 422
        assert "so it stays" in errors_in_summary(read(answer))[0]


def test_what_nothing_stands_under_is_removed_and_its_history_kept(scene: Scene):
    client = signed_in(scene.manager)
    for address in (
        f"set-up/themes/{scene.themes[2].pk}/",
        f"set-up/workstreams/{scene.workstreams[1].pk}/",
        f"set-up/report-groups/{scene.report_groups[1].pk}/",
    ):
        assert client.post(f"{scene.address}{address}remove/").status_code == 302
    assert not Theme.objects.filter(pk=scene.themes[2].pk).exists()
    assert Workstream.history.filter(id=scene.workstreams[1].pk, history_type="-").exists()


LINES = "1A, Twice\n3, Third\n 3A, Below it\n 3A, Again\n4\n" + "x" * 50 + " Long"


def test_pasted_themes_are_shown_with_their_problems_and_nothing_is_saved(scene: Scene):
    client = signed_in(scene.manager)
    answer = client.post(f"{scene.address}set-up/themes/several/", {"lines": LINES, "add": "yes"})
    assert answer.status_code == 422
    page = read(answer)
    rows = [words(row.select_one("td:last-child")) for row in page.select("main table tbody tr")]
    assert rows == [
        "None",
        "None",
        "None",
        "The reference 3A is there already.",
        "Enter the title.",
        "The reference must be 20 characters or fewer; it has 50.",
    ]
    assert value_of(page, "lines") == LINES
    assert Theme.objects.filter(plan=scene.plan).count() == 3


def test_pasted_themes_are_added_only_once_asked_for(scene: Scene):
    client = signed_in(scene.manager)
    address = f"{scene.address}set-up/themes/several/"
    good = {"lines": "3\tThird, and more\n\t3A\tBelow it"}
    assert "Add these" in client.post(address, good).content.decode()
    assert Theme.objects.filter(plan=scene.plan).count() == 3
    assert client.post(address, {**good, "add": "yes"}).status_code == 302
    below = Theme.objects.get(plan=scene.plan, reference="3A")
    assert below.parent is not None
    assert (below.parent.reference, below.parent.title) == ("3", "Third, and more")


def test_a_paste_of_fifty_thousand_characters_is_answered_and_not_saved(scene: Scene):
    client = signed_in(scene.manager)
    for lines in ("x" * 50_000, "<script>alert(1)</script>\n" * 400, "a\x00b"):
        answer = client.post(
            f"{scene.address}set-up/workstreams/several/", {"lines": lines, "add": "yes"}
        )
        assert answer.status_code == 422
        assert "<script>alert" not in answer.content.decode()
    assert Workstream.objects.filter(plan=scene.plan).count() == 2


def test_report_groups_of_the_same_name_are_refused_and_none_of_them_added(scene: Scene):
    client = signed_in(scene.manager)
    answer = client.post(f"{scene.address}set-up/report-groups/", {"lines": "New\nWORKFORCE"})
    assert answer.status_code == 422
    assert "WORKFORCE already" in errors_at_fields(read(answer))["lines"]
    assert scene.plan.report_groups.count() == 2
