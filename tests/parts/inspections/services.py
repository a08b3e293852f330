"""The services of inspections and of what answers them: who may call each, and a good request."""

from collections.abc import Callable
from typing import Any

from actions.choices import (
    Consequence,
    DocumentKind,
    Framework,
    Verdict,
    WeaknessKind,
)
from actions.models import Inspection, InspectionDocument, Strength, Weakness
from actions.pasting import NewPart
from actions.services import (
    coverage,
    inspection_documents,
    inspections,
    privacy,
    revisits,
    weaknesses,
)
from tests.actions.files import pdf_upload
from tests.actions.inspecting import BEGAN_ON, ENDED_ON, answering, make_inspection, make_revisit
from tests.actions.stage import SETS_UP_AREA, SETS_UP_PLAN, Given, Services, Stage
from tests.factories import day


def _inspection(stage: Stage) -> Inspection:
    return make_inspection(stage.place)


def _weakness(stage: Stage) -> Weakness:
    return answering(stage.scene)[0]


def _revisit(stage: Stage) -> Inspection:
    return make_revisit(_weakness(stage).inspection, stage.place)


def _strength(stage: Stage) -> Strength:
    return inspections.add_strength(
        inspection=_inspection(stage), text="Early help", by=stage.place.manager
    )


def _document(stage: Stage) -> InspectionDocument:
    return inspections.add_document(
        inspection=_inspection(stage),
        kind=DocumentKind.LETTER,
        upload=pdf_upload(),
        by=stage.place.manager,
    )


def _with(about: str, row: Callable[[Stage], Any], /, **given: Any) -> Given:
    """A request about a row."""
    return lambda stage: {about: row(stage), **given}


def _judged(stage: Stage) -> dict[str, Any]:
    revisit = _revisit(stage)
    return {
        "revisit": revisit,
        "weakness": _weakness(stage),
        "verdict": Verdict.SUFFICIENT,
        "effective_date": revisit.letter_on,
    }


def _judged_together(stage: Stage) -> dict[str, Any]:
    one = _judged(stage)
    new = revisits.NewJudgement(one.pop("weakness"), one.pop("verdict"), "As the letter says")
    return {**one, "judgements": [new]}


def _followed(stage: Stage) -> dict[str, Any]:
    revisit = _revisit(stage)
    return {
        "revisit": revisit,
        "consequence": Consequence.APP,
        "effective_date": revisit.letter_on,
    }


def _taken_back(stage: Stage) -> dict[str, Any]:
    made = inspections.record_consequence(**_followed(stage), by=stage.place.manager)
    return {"consequence": made, "reason": "Another revisit"}


def _answers(stage: Stage) -> dict[str, Any]:
    return {
        "weakness": _weakness(stage),
        "action": stage.mine,
        "effective_date": day(9),
    }


SERVICES: Services = {
    inspections.record_inspection: (
        SETS_UP_PLAN,
        _with(
            "area",
            lambda stage: stage.place.area,
            framework=Framework.LOCAL_AREA_2016,
            began_on=BEGAN_ON,
            ended_on=ENDED_ON,
        ),
    ),
    inspections.change_inspection: (
        SETS_UP_PLAN,
        _with(
            "inspection",
            _inspection,
            framework=Framework.LOCAL_AREA_2016,
            began_on=BEGAN_ON,
            ended_on=ENDED_ON,
            summary="In one sentence",
        ),
    ),
    inspections.remove_inspection: (SETS_UP_PLAN, _with("inspection", _inspection)),
    inspections.set_inspection: (
        SETS_UP_PLAN,
        lambda stage: {"plan": stage.scene.plan, "inspection": _inspection(stage)},
    ),
    weaknesses.add_weakness: (SETS_UP_PLAN, _with("inspection", _inspection, title="Joint work")),
    weaknesses.add_weaknesses: (
        SETS_UP_PLAN,
        _with("inspection", _inspection, parts=[NewPart("1", "Joint work")]),
    ),
    weaknesses.change_weakness: (
        SETS_UP_PLAN,
        _with(
            "weakness",
            _weakness,
            title="New title",
            number=1,
            kind=WeaknessKind.SIGNIFICANT_WEAKNESS,
        ),
    ),
    weaknesses.remove_weakness: (SETS_UP_PLAN, _with("weakness", _weakness)),
    weaknesses.add_strength: (SETS_UP_PLAN, _with("inspection", _inspection, text="Early help")),
    weaknesses.add_strengths: (
        SETS_UP_PLAN,
        _with("inspection", _inspection, texts=["Early help"]),
    ),
    weaknesses.change_strength: (SETS_UP_PLAN, _with("strength", _strength, text="Earlier help")),
    weaknesses.remove_strength: (SETS_UP_PLAN, _with("strength", _strength)),
    inspection_documents.add_document: (
        SETS_UP_PLAN,
        lambda stage: {
            "inspection": _inspection(stage),
            "kind": DocumentKind.LETTER,
            "upload": pdf_upload(),
        },
    ),
    inspection_documents.withdraw_document: (
        SETS_UP_PLAN,
        _with("document", _document, reason="Another letter"),
    ),
    privacy.redact_document: (
        SETS_UP_AREA,
        _with("document", _document, reason="A child is named"),
    ),
    revisits.record_judgement: (SETS_UP_PLAN, _judged),
    revisits.record_judgements: (SETS_UP_PLAN, _judged_together),
    revisits.record_consequence: (SETS_UP_PLAN, _followed),
    revisits.retract_consequence: (SETS_UP_PLAN, _taken_back),
    coverage.answer: (SETS_UP_PLAN, _answers),
    coverage.change_answers: (
        SETS_UP_PLAN,
        lambda stage: {
            "weakness": _weakness(stage),
            "effective_date": day(9),
            "themes": [stage.scene.themes[0]],
            "actions": [],
            "measures": [],
            "risks": [],
        },
    ),
}

ABOUT_PLANS = {
    inspections.set_inspection,
    coverage.answer,
    coverage.change_answers,
}

WITHOUT_A_PLAN = set(SERVICES) - ABOUT_PLANS
"""Services that are about an area, not a plan."""

OPEN_WHEN_CLOSED = {inspections.set_inspection}
"""Which inspection a closed plan answered may still be put right."""
