"""What happens once to inspections and to what answers them, so that every table has a row."""

from typing import Any

from actions.choices import Consequence, DocumentKind, Verdict
from actions.models import Action
from actions.services import coverage, inspections
from tests.actions.covering import answers_no_more
from tests.actions.files import pdf_upload
from tests.actions.inspecting import REVISITED_ON, answering, make_revisit
from tests.factories import Scene, day


def happen(scene: Scene, action: Action) -> None:
    """An inspection with its letter, a withdrawn document, what answers it, a revisit and what followed."""
    by, place = scene.manager, scene.place
    weakness, _ = answering(scene)
    inspection = weakness.inspection
    inspections.add_strength(inspection=inspection, text="Early years settings work well", by=by)
    inspections.add_document(
        inspection=inspection,
        kind=DocumentKind.LETTER,
        upload=pdf_upload(),
        title="Outcome letter",
        by=by,
    )
    wrong = inspections.add_document(
        inspection=inspection, kind=DocumentKind.OTHER, upload=pdf_upload(), title="Minutes", by=by
    )
    inspections.withdraw_document(document=wrong, reason="Another inspection’s", by=by)
    coverage.answer(weakness=weakness, theme=scene.themes[0], effective_date=day(5), by=by)
    coverage.answer(weakness=weakness, action=action, effective_date=day(6), by=by)
    answers_no_more(scene, weakness, action=action, on=day(45), reason="Moved")
    revisit = make_revisit(inspection, place)
    if not revisit.judgements.exists():
        given: dict[str, Any] = {
            "revisit": revisit,
            "effective_date": revisit.letter_on or REVISITED_ON,
            "by": by,
        }
        inspections.record_judgement(
            weakness=weakness, verdict=Verdict.INSUFFICIENT, words="Too few plans", **given
        )
        inspections.record_judgement(
            weakness=weakness, verdict=Verdict.SUFFICIENT, reason="Misread", **given
        )
        inspections.record_consequence(consequence=Consequence.APP, **given)
