"""The pages of a plan's monitoring visits: planned, arranged, and how they came out."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from actions.due_dates import DueDate
from boards.choices import BoardKind
from boards.models import Meeting, MonitoringVisit
from boards.services.board_actions import raise_board_action
from boards.services.visits import arrange_visit, plan_visit
from tests.boards.making import make_board, make_meeting
from tests.conftest import signed_in
from tests.factories import Scene, make_place, make_scene
from tests.kept import kept_fixture
from wsoa.capabilities import Role

MAY = date(2018, 5, 16)


@kept_fixture
def visit(scene: Scene) -> MonitoringVisit:
    """A visit with two bands."""
    return plan_visit(
        plan=scene.plan,
        title="Plans are written on time",
        unmet="Under half",
        met="Most of them",
        delivery=DueDate.parse("May 2018"),
        by=scene.manager,
    )


@kept_fixture
def meeting(scene: Scene) -> Meeting:
    """DfE and NHS England come."""
    return make_meeting(make_board(scene, "monitoring", kind=BoardKind.MONITORING), MAY)


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


def read(client: Client, address: str) -> str:
    """The page."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, address: str, status: int = 302, **typed: Any) -> str:
    """What comes of a form."""
    answer = client.post(address, typed)
    assert answer.status_code == status
    return answer.content.decode()


def test_visit_is_planned_arranged_and_comes_out_with_its_letter_and_actions(
    client: Client, scene: Scene, meeting: Meeting
) -> None:
    visits = f"{scene.address}visits/"
    send(client, f"{visits}add/", title="First visit", due="May 2018", unmet="Slow", met="On time")
    planned = MonitoringVisit.objects.get()
    address = f"{visits}{planned.pk}/"
    assert f'href="{address}"' in read(client, scene.address)
    send(client, f"{address}arrange/", meeting=meeting.pk)
    send(
        client,
        f"{address}outcome/",
        band="met",
        summary="Good pace",
        letter_on="2018-06-01",
        letter_url="https://example.org/letter.pdf",
    )
    raise_board_action(meeting=meeting, text="Send the dashboard", by=scene.manager)
    page = read(client, address)
    for words in ("Good pace", "1 June 2018", "https://example.org/letter.pdf", "Send the dash"):
        assert words in page
    assert "Outcome</strong>" in read(client, visits)
    assert "Met</strong>" in read(
        client, f"/riverton/area/boards/monitoring/meetings/{meeting.pk}/"
    )


def test_outcome_is_not_known_on_a_day_before_the_visit(
    client: Client, scene: Scene, visit: MonitoringVisit, meeting: Meeting
) -> None:
    arrange_visit(visit=visit, meeting=meeting, by=scene.manager)
    address = f"{scene.address}visits/{visit.pk}/"
    send(client, f"{address}outcome/", band="met", summary="Good pace")
    assert "Good pace" in read(client, f"{address}?as_at=2018-05-16")
    assert "Good pace" not in read(client, f"{address}?as_at=2018-05-15")


def test_band_without_a_text_is_not_offered_and_a_forged_one_is_refused(
    client: Client, scene: Scene, visit: MonitoringVisit, meeting: Meeting
) -> None:
    arrange_visit(visit=visit, meeting=meeting, by=scene.manager)
    address = f"{scene.address}visits/{visit.pk}/outcome/"
    assert "Exceeded" not in read(client, address)
    page = send(client, address, 422, band="exceeded", summary="Very good pace")
    assert "Choose one of the bands set for the visit" in page
    assert "Very good pace" in page
    assert not visit.outcomes.exists()


def test_outcome_before_the_visit_is_arranged_is_refused(
    client: Client, scene: Scene, visit: MonitoringVisit
) -> None:
    address = f"{scene.address}visits/{visit.pk}/"
    assert "Record the outcome" not in read(client, address)
    page = send(client, f"{address}outcome/", 422, band="met", summary="Good pace")
    assert "Say first at which meeting" in page


def test_meeting_of_a_board_that_does_not_monitor_is_not_offered(
    client: Client, scene: Scene, visit: MonitoringVisit
) -> None:
    other = make_meeting(make_board(scene), MAY)
    address = f"{scene.address}visits/{visit.pk}/arrange/"
    assert "Schedule it first" in read(client, address)
    assert "Choose the meeting from the list" in send(client, address, 422, meeting=other.pk)
    visit.refresh_from_db()
    assert visit.meeting is None


def test_another_outcome_over_somebody_elses_is_shown_beside_it(
    client: Client, scene: Scene, visit: MonitoringVisit, meeting: Meeting
) -> None:
    arrange_visit(visit=visit, meeting=meeting, by=scene.manager)
    address = f"{scene.address}visits/{visit.pk}/outcome/"
    send(client, address, band="met", summary="Theirs")
    page = send(client, address, 409, band="unmet", summary="Mine", reason="The letter says so")
    assert "Theirs" in page
    assert "Mine" in page
    assert visit.outcomes.count() == 1


def test_visits_of_another_plan_are_not_found(
    client: Client, scene: Scene, visit: MonitoringVisit
) -> None:
    theirs = make_scene(make_place("elsewhere"))
    other = make_scene(scene.place, slug="other")
    for address in (other.address, theirs.address):
        assert client.get(f"{address}visits/{visit.pk}/").status_code == 404


def test_monitor_reads_visits_and_is_offered_no_form(
    scene: Scene, visit: MonitoringVisit, meeting: Meeting
) -> None:
    arrange_visit(visit=visit, meeting=meeting, by=scene.manager)
    client = signed_in(scene.place.people[Role.MONITOR])
    page = read(client, f"{scene.address}visits/{visit.pk}/")
    assert "Record the outcome" not in page
    assert "Plan a monitoring visit" not in read(client, f"{scene.address}visits/")
