"""Setting measures up in the browser: what they are, in what order, and what they are held against."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from actions.models import Measure, MeasureMark, PlanMeasure
from tests.actions.measured import make_measure, read_month, set_target
from tests.conftest import signed_in
from tests.factories import Scene, make_plan
from tests.pages.reading import errors_at_fields, read, value_of, words
from tests.pages.set_up import filled, send
from wsoa.capabilities import Role

WHAT = {
    "name": "Plans judged good or better",
    "definition": "Of the plans audited in the month",
    "unit": "percent",
    "decimals": "0",
    "direction": "up",
    "frequency": "monthly",
    "suppress_below": "5",
}


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


def main(answer: Any) -> str:
    """What the page's main part says."""
    return words(read(answer).select_one("main"))


def test_a_measure_is_added_and_then_said_what_it_is_held_against(client, scene):
    page = f"{scene.address}measures/"
    assert "No measure yet" in main(client.get(f"{page}set-up/"))
    answer = client.post(f"{page}add/", {**WHAT, "owner": scene.place.posts[0].pk}, follow=True)
    assert "Nothing yet" in main(answer)
    measure = Measure.objects.get()
    assert measure.owner == scene.place.posts[0]
    marks = f"{page}{measure.pk}/marks/"
    sent = {
        "mark": "target",
        "period": "by December 2018",
        "value": "80%",
        "effective_date": "2018-01-01",
        "note": "Agreed by the board",
    }
    assert client.post(f"{marks}add/", sent).status_code == 302
    listed = main(client.get(marks))
    assert "Target By December 2018 80%" in listed, "The word by is said once."
    assert "Agreed by the board" in listed


def test_what_is_wrong_with_a_measure_is_said_beside_its_field(client, scene):
    page = f"{scene.address}measures/add/"
    answer = client.post(page, {**WHAT, "name": "x" * 201, "decimals": "many", "unit": "ells"})
    assert answer.status_code == 422
    found = errors_at_fields(read(answer))
    assert set(found) == {"unit", "decimals"}
    answer = client.post(page, {**WHAT, "name": "x" * 201})
    assert "200 characters" in errors_at_fields(read(answer))["name"]
    assert value_of(read(answer), "definition") == WHAT["definition"]
    long = client.post(page, {**WHAT, "definition": "x" * 50_000})
    assert "5,000 characters" in errors_at_fields(read(long))["definition"]
    assert client.post(page, {}).status_code == 422
    assert not Measure.objects.exists()


def test_a_change_over_somebody_elses_is_shown_beside_theirs(client, scene):
    measure = make_measure(scene)
    address = f"{scene.address}measures/{measure.pk}/change/"
    sent = filled(read(client.get(address)))
    send(client, address, name="Theirs")
    answer = client.post(address, {**sent, "name": "Mine"})
    assert answer.status_code == 409
    assert "Theirs" in main(answer)
    assert value_of(read(answer), "name") == "Mine"


def test_the_unit_of_a_measure_that_was_read_cannot_be_forged(client, scene):
    measure = make_measure(scene)
    read_month(measure, 3, "40", by=scene.manager)
    address = f"{scene.address}measures/{measure.pk}/change/"
    assert "its unit stays" in main(client.get(address))
    assert send(client, address, unit="count", name="Renamed").status_code == 302
    measure.refresh_from_db()
    assert (measure.unit, measure.name) == ("percent", "Renamed")


def test_measures_are_moved_retired_taken_out_and_used_by_another_plan(client, scene):
    first, second = make_measure(scene, "First"), make_measure(scene, "Second")
    page = f"{scene.address}measures/"
    assert client.get(f"{page}{second.pk}/move/").status_code == 405
    client.post(f"{page}{second.pk}/move/", {"up": "yes"})
    assert [str(row) for row in PlanMeasure.objects.all()] == ["Second", "First"]
    answer = client.post(f"{page}{second.pk}/move/", {"up": "yes"}, follow=True)
    assert "first already" in words(read(answer).select_one("body"))
    client.post(f"{page}{first.pk}/retire/", {"retired_on": "2018-06-01", "reason": "Over"})
    assert "Measured no more from 1 June 2018" in main(client.get(f"{page}set-up/"))
    refused = client.post(f"{page}{first.pk}/retire/", {"reason": ""})
    assert "Give a reason" in errors_at_fields(read(refused))["reason"]
    client.post(f"{page}{first.pk}/retire/", {"reason": "Counted again"})
    assert "no more from" not in main(client.get(f"{page}set-up/"))
    other = make_plan(scene.place, "next")
    use = f"/riverton/{other.slug}/measures/use/"
    assert "Second" in main(client.get(use))
    assert client.post(use, {"measure": second.pk}).status_code == 302
    assert client.post(use, {"measure": second.pk}).status_code == 422
    assert client.post(use, {}).status_code == 422
    client.post(use, {"measure": first.pk})
    nothing_left = client.get(use, follow=True)
    assert "Every measure of the area" in words(read(nothing_left).select_one("body"))
    out = client.post(f"{page}{second.pk}/take-out/", follow=True)
    assert "no longer judged by Second" in words(read(out).select_one("body"))
    assert client.get(f"{page}{second.pk}/marks/").status_code == 404
    kept = other.plan_measures.values_list("measure", flat=True)
    assert set(kept) == {first.pk, second.pk}


def test_a_mark_is_corrected_and_taken_back_with_reasons(client, scene):
    measure = make_measure(scene)
    mark = set_target(measure, "75", date(2018, 12, 31), by=scene.manager)
    base = f"{scene.address}measures/{measure.pk}/marks/{mark.pk}/"
    assert value_of(read(client.get(f"{base}correct/")), "value") == "75%"
    refused = send(client, f"{base}correct/", value="seventy", reason="Misread")
    assert "not a number" in errors_at_fields(read(refused))["value"]
    assert send(client, f"{base}correct/", value="85", reason="Misread").status_code == 302
    assert client.post(f"{base}retract/", {"reason": "Late"}).status_code == 409
    [right] = MeasureMark.objects.standing()
    back = f"{scene.address}measures/{measure.pk}/marks/{right.pk}/retract/"
    assert client.post(back, {"reason": ""}).status_code == 422
    assert client.post(back, {"reason": "Never agreed"}).status_code == 302
    assert not MeasureMark.objects.standing().exists()


def test_only_who_manages_the_plan_sets_its_measures_up(scene):
    measure = make_measure(scene)
    for role in (Role.OWNER, Role.OFFICER, Role.MEMBER, Role.MONITOR):
        client = signed_in(scene.place.people[role])
        for path in ("set-up/", "add/", "use/", f"{measure.pk}/change/", f"{measure.pk}/marks/"):
            assert client.get(f"{scene.address}measures/{path}").status_code == 403
