"""The services of redaction, leaving and retention: who may call each, and a good request."""

from typing import Any

from actions.redaction import Words, passages
from actions.services import areas, evidence, leaving, privacy
from tests.actions.files import pdf_upload
from tests.actions.stage import MEMBER, SETS_UP_AREA, Services, Stage
from tests.factories import make_user


def _words(stage: Stage) -> dict[str, Any]:
    areas.add_post(
        organisation=stage.place.council, title="Wilhelmina Thrupp", by=stage.place.manager
    )
    area, words = stage.place.area, Words.read("Wilhelmina Thrupp")
    places = [passage.key for passage in passages(area, words) if passage.plan_id is None]
    return {"area": area, "words": words, "places": places, "reason": "A child was named"}


def _file(stage: Stage) -> dict[str, Any]:
    added = evidence.add_file(action=stage.mine, upload=pdf_upload(), by=stage.place.manager)
    return {"evidence": added, "reason": "A child was named"}


def _leaver(stage: Stage) -> dict[str, Any]:
    area, leaver = stage.place.area, make_user("Leonora Fitch")
    areas.add_member(area=area, user=leaver, role=MEMBER, by=stage.place.administrator)
    return {"user": leaver, "area": area, "reason": "Moved to another council"}


SERVICES: Services = {
    privacy.redact: (SETS_UP_AREA, _words),
    privacy.redact_file: (SETS_UP_AREA, _file),
    leaving.anonymise: (SETS_UP_AREA, _leaver),
}

WITHOUT_A_PLAN = {privacy.redact, leaving.anonymise}
"""They are about the area."""

OPEN_WHEN_CLOSED = {privacy.redact_file}
"""Personal data goes from a closed plan as well."""
