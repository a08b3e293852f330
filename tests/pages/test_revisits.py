"""A revisit in the browser: its verdicts in one form, corrected with a reason, and what followed."""

import pytest
from django.test import Client

from actions.choices import Framework
from actions.models import Inspection, RevisitJudgement
from tests.actions.inspecting import make_inspection, make_revisit, make_weakness
from tests.conftest import signed_in
from tests.factories import Scene
from tests.pages.reading import errors_at_fields, links, read, words
from tests.pages.set_up import filled, send

pytestmark = pytest.mark.django_db

LIST = "/riverton/area/inspections/"


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


def at(inspection: Inspection, path: str = "") -> str:
    """The address of an inspection's page, or of one below it."""
    return f"{LIST}{inspection.pk}/{path}"


@pytest.fixture
def revisit(scene: Scene) -> Inspection:
    """A revisit of an inspection that found two weaknesses."""
    inspection = make_inspection(scene.place)
    for _ in range(2):
        make_weakness(inspection, scene.place)
    return make_revisit(inspection, scene.place)


def test_link_to_record_a_revisit_carries_what_it_follows(scene: Scene, client: Client) -> None:
    inspection = make_inspection(scene.place, framework=Framework.AREA_2023)
    page = read(client.get(at(inspection)))
    ((_, address),) = links(page, "a[href*='follows=']")
    form = filled(read(client.get(address)))
    assert form["framework"] == "monitoring-2023"
    assert form["revisits"] == str(inspection.pk)


def test_verdicts_are_recorded_in_one_form_and_corrected_with_a_reason(
    client: Client, revisit: Inspection
) -> None:
    assert revisit.revisits is not None
    one, two = (each.pk for each in revisit.revisits.weaknesses.all())
    form = at(revisit, "judgements/")
    assert filled(read(client.get(form)))["effective_date"] == str(revisit.letter_on)
    send(
        client,
        form,
        **{
            f"verdict_{one}": "sufficient",
            f"words_{one}": "Done",
            f"verdict_{two}": "insufficient",
        },
    )
    page = read(client.get(at(revisit)))
    assert "Sufficient progress in 1 of the 2 judged" in words(page.main)
    refused = send(client, form, **{f"verdict_{one}": "insufficient"})
    assert refused.status_code == 422
    assert errors_at_fields(read(refused)) == {
        "reason": "A judgement of 1 is recorded already. Say why it changes: both stay in the history."
    }
    send(client, form, **{f"verdict_{one}": "insufficient"}, reason="Misread")
    page = read(client.get(at(revisit)))
    assert "Sufficient progress in 0 of the 2 judged" in words(page.main)
    assert "Misread" in words(page.main)
    assert RevisitJudgement.objects.count() == 3


def test_verdicts_saved_over_newer_ones_are_refused_and_then_meant(
    client: Client, revisit: Inspection
) -> None:
    assert revisit.revisits is not None
    one, two = (each.pk for each in revisit.revisits.weaknesses.all())
    form = at(revisit, "judgements/")
    mine = filled(read(client.get(form))) | {f"verdict_{two}": "sufficient"}
    send(client, form, **{f"verdict_{one}": "sufficient"})
    answer = client.post(form, mine)
    assert answer.status_code == 409
    page = read(answer)
    assert "Recorded: Sufficient progress" in words(page.main)
    typed = filled(page)
    assert typed[f"verdict_{two}"] == "sufficient"
    client.post(form, {**typed, f"verdict_{one}": "sufficient"})
    assert RevisitJudgement.objects.count() == 2


def test_what_followed_is_recorded_continued_and_taken_back(
    client: Client, revisit: Inspection
) -> None:
    form = at(revisit, "consequence/")
    send(client, form, consequence="app")
    assert "An Accelerated Progress Plan is required" in words(read(client.get(at(revisit))).main)
    assert "An Accelerated Progress Plan is required" in words(read(client.get(LIST)).main)
    refused = send(client, form, consequence="direction")
    assert "reason" in errors_at_fields(read(refused))
    send(client, form, consequence="direction", reason="Misread")
    page = read(client.get(at(revisit)))
    assert "The Secretary of State intervenes" in words(page.main)
    ((_, address),) = links(page, "a[href$='/take-back/']")
    client.post(address, {"reason": "Another area"})
    assert "Nothing is recorded yet" in words(read(client.get(at(revisit))).main)
