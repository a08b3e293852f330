"""Evidence beside updates and completions: kept with them or not at all, and asked for where the plan does."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actions.errors import NotAllowed, Refused, Stale
from actions.models import Completion, Evidence, StatusUpdate
from actions.position import position_as_at
from actions.services import evidence
from actions.services.completions import record_completion
from actions.services.updates import correct_update, record_update
from actions.services.writing import Seen
from tests.actions.files import HTML, pdf_upload
from tests.factories import Scene, day, make_action, make_scene, rate
from tests.kept import kept_fixture

LINK = evidence.NewLink("https://example.org/minutes", "Minutes")


@kept_fixture
def asking(scene: Scene) -> Scene:
    """A plan that asks for evidence of each completion."""
    scene.plan.completions_need_evidence = True
    scene.plan.save()
    return scene


@pytest.fixture
def store(tmp_path: Path, settings: Any) -> Path:
    """A folder for evidence of this test's own."""
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    return tmp_path / "evidence"


def finish(scene: Scene, action: Any, **given: Any) -> StatusUpdate:
    """Rate the action complete."""
    return rate(action, scene.ratings["B"], day(9), by=scene.manager, **given)


def test_completion_without_evidence_is_refused_where_the_plan_asks_for_it(asking: Scene):
    action = make_action(asking)
    with pytest.raises(Refused, match="asks for evidence of each completion") as refused:
        finish(asking, action)
    assert refused.value.field == "evidence_link"
    assert not StatusUpdate.objects.exists()
    update = finish(asking, action, attachments=[LINK])
    (kept,) = Evidence.objects.all()
    assert (kept.status_update, kept.title, kept.recorded_at) == (
        update,
        "Minutes",
        update.recorded_at,
    )
    assert Completion.objects.get().status_update == update


def test_rating_that_does_not_complete_needs_no_evidence(asking: Scene):
    rate(make_action(asking), asking.ratings["G"], by=asking.manager)


def test_complete_action_may_be_updated_again_without_more_evidence(asking: Scene):
    action = make_action(asking)
    finish(asking, action, attachments=[LINK])
    rate(action, asking.ratings["B"], day(20), by=asking.manager)
    assert Evidence.objects.count() == 1


def test_evidence_beside_the_action_counts_until_it_is_withdrawn(asking: Scene):
    action = make_action(asking)
    kept = evidence.add_link(action=action, url=LINK.url, by=asking.manager)
    evidence.withdraw_evidence(evidence=kept, reason="Another meeting", by=asking.manager)
    with pytest.raises(Refused, match="asks for evidence"):
        finish(asking, action)
    evidence.add_link(action=action, url=LINK.url, by=asking.manager)
    finish(asking, action)


def test_correction_to_complete_needs_evidence_as_well(asking: Scene):
    action = make_action(asking)
    update = rate(action, asking.ratings["G"], day(3), by=asking.manager)
    with pytest.raises(Refused, match="asks for evidence"):
        correct_update(
            update=update,
            rating=asking.ratings["B"],
            effective_date=day(3),
            commentary="Done",
            reason="Wrong letter",
            by=asking.manager,
        )


def test_completion_recorded_on_its_own_needs_evidence_as_well(place: Any):
    scene = make_scene(place, preset="rag")
    scene.plan.completions_need_evidence = True
    scene.plan.save()
    action = make_action(scene)
    given: dict[str, Any] = {"action": action, "completed_on": day(9), "by": scene.manager}
    with pytest.raises(Refused, match="asks for evidence"):
        record_completion(evidence="The minutes say so", **given)
    completion = record_completion(evidence="", attachments=[LINK], **given)
    assert Evidence.objects.get().completion == completion
    line = position_as_at(scene.plan, day(9)).line(action.pk)
    assert line is not None
    assert line.is_complete


def test_completion_needs_words_a_link_or_a_file_in_any_plan(place: Any):
    scene = make_scene(place, preset="rag")
    given: dict[str, Any] = {
        "action": make_action(scene),
        "completed_on": day(9),
        "by": scene.manager,
    }
    with pytest.raises(Refused, match="Say what shows"):
        record_completion(evidence=" - ", **given)


def test_unfit_evidence_lets_nothing_be_recorded(scene: Scene, store: Path):
    action = make_action(scene)
    with pytest.raises(Refused, match="whole address of a page"):
        finish(scene, action, attachments=[evidence.NewLink("javascript:alert(1)")])
    with (
        pytest.raises(Refused, match="not a PDF"),
        evidence.receiving(SimpleUploadedFile("minutes.pdf", HTML)) as new,
    ):
        finish(scene, action, attachments=[new])
    with (
        pytest.raises(Stale),
        evidence.receiving(pdf_upload()) as new,
    ):
        finish(scene, action, attachments=[new], seen=Seen(999))
    assert not StatusUpdate.objects.exists()
    assert not Evidence.objects.exists()
    assert not [path for path in store.rglob("*") if path.is_file()]


def test_file_that_comes_with_an_update_is_kept_with_it(scene: Scene, store: Path):
    action = make_action(scene)
    with evidence.receiving(pdf_upload(), "Minutes of May") as new:
        update = record_update(
            action=action,
            rating=scene.ratings["G"],
            effective_date=day(1),
            commentary="",
            attachments=[new],
            by=scene.manager,
        )
    kept = Evidence.objects.get()
    assert (kept.status_update, kept.title) == (update, "Minutes of May")
    assert (store / kept.stored_name).exists()


def test_owner_withdraws_what_they_added_and_nothing_else(scene: Scene):
    owner, action = scene.place.owner, make_action(scene, owners=(scene.place.posts[0],))
    mine = evidence.add_link(action=action, url=LINK.url, by=owner)
    theirs = evidence.add_link(action=action, url=LINK.url, by=scene.manager)
    evidence.withdraw_evidence(evidence=mine, reason="A draft", by=owner)
    with pytest.raises(NotAllowed):
        evidence.withdraw_evidence(evidence=theirs, reason="A draft", by=owner)
    with pytest.raises(Refused, match="withdrawn already"):
        evidence.withdraw_evidence(evidence=mine, reason="A draft", by=scene.manager)
    with pytest.raises(Refused, match="Give a reason"):
        evidence.withdraw_evidence(evidence=theirs, reason=" ", by=scene.manager)
