"""Exception reports on their pages: read on any day, edited for a meeting, closed with its pack, agreed."""

import csv
import io
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from actions.models import Action
from boards.models import ExceptionReport, Meeting
from boards.services.exceptions import choose, comment_on, draft_report, introduce, set_rules
from boards.services.packs import close_pack
from tests.boards.making import make_board, make_meeting
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, make_actions, make_place, make_scene
from tests.kept import kept_fixture
from tests.pages.reading import errors_at_fields, errors_in_summary, read, value_of, words
from tests.pages.test_query_counts import counted
from wsoa.capabilities import Role


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


@kept_fixture
def actions(scene: Scene) -> list[Action]:
    """1.1 unrated, 1.2 to 1.7 amber and red in turn."""
    return make_actions(scene, 7, "AR")


@kept_fixture
def meeting(scene: Scene, actions: list[Action]) -> Meeting:
    """Of a board that is told of amber at once, and of nothing but amber and red."""
    set_rules(
        plan=scene.plan,
        minor_after_meetings=1,
        overdue=False,
        slipped=False,
        stale=False,
        no_remedial_action=False,
        starting_days=0,
        by=scene.manager,
    )
    return make_meeting(make_board(scene), day(60))


@pytest.fixture
def where(scene: Scene, meeting: Meeting) -> str:
    return f"{scene.address}exceptions/{meeting.pk}/"


def shown(page: BeautifulSoup) -> list[str]:
    """The references in the report's tables, in the order shown."""
    links = page.select(".wsoa-exceptions th[scope=row] > a")
    return [words(link).split()[0] for link in links]


def test_report_tells_first_of_significant_concern_then_of_the_others_by_group(
    scene, client, where
):
    page = read(client.get(where))
    assert shown(page) == ["1.2", "1.4", "1.6", "1.7", "1.5", "1.3"], "No group comes last."
    assert "6 of 7 actions need attention: 3 of significant concern, and 3 others." in words(page)
    groups = [words(each) for each in page.select("th[scope=rowgroup]")]
    assert groups == ["Co-production (1 row)", "Workforce (1 row)", "In no report group (1 row)"]


def test_one_comment_is_put_over_the_rows_ticked(scene, client, where, actions):
    ticked = read(client.get(f"{where}comment/", {"row": [actions[4].pk, actions[6].pk]}))
    assert [box["value"] for box in ticked.select("input[name=row]")] == [
        str(actions[6].pk),
        str(actions[4].pk),
    ]
    form = {
        "row": [actions[4].pk, actions[6].pk],
        "text": "Both wait for <b>1.1</b>\n\n- and more",
        "seen": value_of(ticked, "seen"),
    }
    page = read(client.post(f"{where}comment/", form, follow=True))
    assert "The comment stands over 2 rows." in words(page)
    assert words(page).count("Both wait for <b>1.1</b>") == 2, "Once in each of two groups."
    again = read(client.get(f"{where}comment/", {"row": [actions[4].pk, actions[6].pk]}))
    form = {"row": form["row"], "off": "1", "seen": value_of(again, "seen"), "text": ""}
    page = read(client.post(f"{where}comment/", form, follow=True))
    assert "Both wait" not in words(page)


def test_rows_of_one_group_share_the_cell_of_their_comment(scene, client, where, actions, meeting):
    other = make_action(scene, "3.1", report_group=scene.report_groups[0])
    report = draft_report(meeting=meeting, plan=scene.plan, by=scene.manager)
    form = {"reference": "3.1", "reason": "The chair asked", "seen": ""}
    page = read(client.post(f"{where}put-in/", form, follow=True))
    assert "Put in by hand: The chair asked" in words(page)
    comment_on(report=report, actions=[actions[6], other], text="Both", by=scene.manager)
    page = read(client.get(where))
    cell = page.select("td[rowspan]")[-1]
    assert (cell["rowspan"], words(cell)) == ("2", "Both")
    assert cell["data-label"] == "Comment on 1.7, 3.1"


def test_action_is_left_out_with_the_reason_and_listed_below(client, where):
    page = read(client.get(f"{where}actions/1.3/"))
    form = {"is_included": "out", "reason": "", "seen": value_of(page, "seen")}
    answer = client.post(f"{where}actions/1.3/", form)
    assert answer.status_code == 422
    assert errors_at_fields(read(answer)) == {"reason": "Give a reason."}
    page = read(
        client.post(f"{where}actions/1.3/", form | {"reason": "Told last time"}, follow=True)
    )
    assert "1.3" not in shown(page)
    assert "Left out by hand (1)" in words(page)
    assert "Told last time" in words(page)


@pytest.mark.parametrize(
    ("what", "form", "said"),
    [
        ("introduction/", {"text": "x" * 50_000}, "must be 5,000 characters or fewer"),
        ("put-in/", {"reference": "", "reason": "Why"}, "Give the reference of the action."),
        ("put-in/", {"reference": "9.9", "reason": "Why"}, "No action of this plan bears 9.9."),
        ("put-in/", {"reference": "1.1", "reason": " . "}, "Give a reason."),
        ("actions/1.2/", {"is_included": "perhaps"}, "Choose whether it is in the report."),
        ("comment/", {"text": "For nothing"}, "No row of the report is ticked."),
        (
            "comment/",
            {"text": "For a stranger", "row": "999999"},
            "No row of the report is ticked.",
        ),
        ("agree/", {"note": ""}, "Close the meeting’s pack first"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(client, where, what, form, said):
    answer = client.post(f"{where}{what}", form)
    assert answer.status_code == 422
    assert said in words(read(answer))
    assert errors_in_summary(read(answer))


def test_somebody_elses_edit_is_shown_before_it_is_saved_over(scene, client, where, meeting):
    report = draft_report(meeting=meeting, plan=scene.plan, by=scene.manager)
    opened = read(client.get(f"{where}introduction/"))
    introduce(report=report, text="Theirs", by=scene.place.administrator)
    form = {"text": "Mine", "seen": value_of(opened, "seen")}
    answer = client.post(f"{where}introduction/", form)
    assert answer.status_code == 409
    page = read(answer)
    assert "Theirs" in words(page)
    field = page.select_one("textarea")
    assert field is not None
    assert field.text.strip() == "Mine"
    form["seen"] = value_of(page, "seen")
    assert "Mine" in words(read(client.post(f"{where}introduction/", form, follow=True)))


def test_whoever_leaves_out_what_somebody_put_in_meanwhile_reads_so(scene, client, where, meeting):
    report = draft_report(meeting=meeting, plan=scene.plan, by=scene.manager)
    opened = read(client.get(f"{where}actions/1.1/"))
    choose(
        report=report,
        action=scene.plan.actions.earliest("pk"),
        is_included=True,
        reason="The chair asked for it",
        by=scene.place.administrator,
    )
    form = {"is_included": "out", "reason": "Not needed", "seen": value_of(opened, "seen")}
    page = read(client.post(f"{where}actions/1.1/", form))
    now = words(page.select_one(".wsoa-conflict dl"))
    assert now == "In the report Yes, by hand: The chair asked for it"


def test_report_of_a_closed_pack_offers_its_agreement_and_no_editing(scene, client, where, meeting):
    assert "comment/" in str(read(client.get(where)))
    close_pack(meeting=meeting, by=scene.manager)
    page = read(client.get(where))
    assert "comment/" not in str(page)
    for what in ("introduction/", "put-in/", "actions/1.2/"):
        shown_there = read(client.get(f"{where}{what}"))
        assert "is closed, so its report stays as it is" in words(shown_there)
    officer = signed_in(scene.place.people[Role.OFFICER])
    answer = officer.post(f"{where}agree/", {"note": "As printed"}, follow=True)
    page = read(answer)
    assert "Agreed by the meeting, recorded by" in words(page)
    assert "As printed" in words(page)
    assert client.post(f"{where}introduction/", {"text": "Late"}).status_code == 422
    assert ExceptionReport.objects.get().introduction == ""


def test_meeting_to_come_is_not_agreed_yet(scene, client, actions):
    tomorrow = timezone.localdate() + timedelta(days=1)
    coming = make_meeting(make_board(scene), tomorrow)
    draft_so_far = words(read(client.get(f"{scene.address}exceptions/{coming.pk}/")))
    assert "today; the meeting is shown it as at" in draft_so_far, "Nobody knows tomorrow yet."
    page = read(client.get(f"{scene.address}exceptions/{coming.pk}/agree/"))
    assert "Record what it agreed from that day." in words(page)


def test_rules_are_changed_and_say_what_they_name(scene, client, meeting):
    where = f"{scene.address}set-up/exceptions/"
    page = read(client.get(where))
    form = {
        "minor_after_meetings": "0",
        "significant": "on",
        "slipped_days": "31",
        "starting_days": "0",
        "seen": value_of(page, "seen"),
    }
    done = read(client.post(where, form, follow=True))
    assert shown(done) == ["1.2", "1.4", "1.6"]
    answer = client.post(where, form)
    assert answer.status_code == 409, "The version that the form was opened with is gone."
    answer = client.post(where, form | {"slipped_days": "many"})
    assert "Days of slippage" in errors_at_fields(read(answer))["slipped_days"]


def test_draft_of_any_day_leads_to_the_reports_of_meetings(scene, client, meeting):
    page = read(client.get(f"{scene.address}exceptions/", {"as_at": str(day(60))}))
    assert len(shown(page)) == 6
    assert f"exceptions/{meeting.pk}/" in str(page)
    assert "Not begun" in words(page)
    draft_report(meeting=meeting, plan=scene.plan, by=scene.manager)
    assert "Being edited" in words(read(client.get(f"{scene.address}exceptions/")))
    before = read(client.get(f"{scene.address}exceptions/", {"as_at": "2017-12-31"}))
    assert "The plan has no actions on 31 December 2017." in words(before)
    assert client.get(f"{scene.address}exceptions/?as_at=never").status_code == 400
    assert client.get(f"{scene.address}exceptions.csv?as_at=never").status_code == 400


def test_file_has_a_row_an_action_and_no_formula(scene, client, where, meeting, actions):
    report = draft_report(meeting=meeting, plan=scene.plan, by=scene.manager)
    comment_on(report=report, actions=[actions[6]], text="=1+1", by=scene.manager)
    text = client.get(f"{where}report.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Reference"] for row in rows] == ["1.2", "1.4", "1.6", "1.7", "1.5", "1.3"]
    assert rows[3]["Explanation or comment"] == "'=1+1"
    assert rows[0]["Why it is here"] == "Significant issue"


def test_meeting_of_another_area_or_of_a_board_that_does_not_watch_the_plan_has_no_report(
    scene, client, meeting
):
    elsewhere = make_scene(make_place("elsewhere"))
    others = make_meeting(make_board(elsewhere), day(60))
    unwatched = make_meeting(make_board(scene, "unwatched", plans=()), day(60))
    for each in (others, unwatched):
        assert client.get(f"{scene.address}exceptions/{each.pk}/").status_code == 404


QUERIES = {"exceptions/": 36, "exceptions/{meeting}/": 40}
"""Address below the plan's -> queries of a first view, sign-in included."""


@pytest.mark.django_db
@pytest.mark.parametrize("path", QUERIES)
def test_report_costs_the_same_queries_for_few_actions_and_for_many(path):
    counts = []
    for slug, number, months in (("small", 4, 2), ("large", 24, 9)):
        scene = make_scene(make_place(slug))
        actions = make_actions(scene, number, "A")
        board = make_board(scene)
        for month in range(months):
            meeting = make_meeting(board, day(30 * month + 10))
        report = draft_report(meeting=meeting, plan=scene.plan, by=scene.manager)
        for action in actions[: number // 2]:
            comment_on(report=report, actions=[action], text=slug, by=scene.manager)
        counts.append(counted(scene, path.format(meeting=meeting.pk)))
    assert counts == [QUERIES[path]] * 2
