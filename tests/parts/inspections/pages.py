"""Who may see the pages of inspections and of what answers them."""

from actions.choices import Consequence, DocumentKind
from actions.models import Action
from actions.services import inspections
from tests.actions.files import pdf_upload
from tests.actions.inspecting import answering, make_revisit
from tests.factories import Scene
from wsoa.capabilities import Role

MANAGERS = frozenset({Role.ADMINISTRATOR, Role.MANAGER})

MAY_SEE: dict[str, frozenset[Role]] = {
    "inspections": frozenset(Role),
    "inspection": frozenset(Role),
    "document-file": frozenset(Role),
    **dict.fromkeys(
        (
            "inspection-add",
            "inspection-change",
            "inspection-remove",
            "weakness-add",
            "weaknesses-paste",
            "weakness-change",
            "weakness-remove",
            "strength-add",
            "strengths-paste",
            "strength-change",
            "strength-remove",
            "document-add",
            "document-withdraw",
            "revisit-judgements",
            "revisit-consequence",
            "consequence-retract",
            "plan-inspection",
            "weakness-answers",
        ),
        MANAGERS,
    ),
    "redact-document": frozenset({Role.ADMINISTRATOR}),
}
"""Name of an address -> who of an area gets the page; the others get 403."""

OPEN: dict[str, int] = {}
"""Name of an address that anybody may open, signed in or not -> what they get."""

LEADS_ELSEWHERE: set[str] = set()
"""Names of pages that lead elsewhere (302) in the sweep's scene."""

POST_ONLY: set[str] = set()
"""Names of addresses that only take a POST: a GET gets 405. Listed in MAY_SEE as well."""

NOT_HTML: set[str] = {"document-file"}
"""Names of addresses that answer with a file."""


def given(scene: Scene, action: Action) -> dict[str, object]:
    """What the addresses need beside `area`, `plan` and `reference`.

    The inspection follows up another that the plan answers, and was taken for one that finds something itself:
    the sweep opens the pages of both kinds at one address.
    """
    by, place = scene.manager, scene.place
    before = answering(scene)[0].inspection
    inspection = make_revisit(before, place, framework="area-2023")
    weakness = inspections.add_weakness(inspection=inspection, title="Waiting times", by=by)
    strength = inspections.add_strength(inspection=inspection, text="Early help", by=by)
    document = inspections.add_document(
        inspection=inspection, kind=DocumentKind.LETTER, upload=pdf_upload(), by=by
    )
    assert inspection.letter_on is not None
    consequence = inspections.record_consequence(
        revisit=inspection,
        consequence=Consequence.APP,
        effective_date=inspection.letter_on,
        by=by,
    )
    return {
        "inspection": inspection.pk,
        "weakness_id": weakness.pk,
        "strength_id": strength.pk,
        "document_id": document.pk,
        "consequence_id": consequence.pk,
    }
