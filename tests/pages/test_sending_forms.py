"""Every form, sent by every role: who may is told what is missing, who may not is told so."""

import pytest
from django.urls import reverse

from actions.models import AuditEntry, Completion, StatusUpdate
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, rate
from wsoa.capabilities import Role

MAY_SEND: dict[str, set[Role]] = {
    "action-update": {Role.ADMINISTRATOR, Role.MANAGER, Role.OWNER},
    "action-complete": {Role.ADMINISTRATOR, Role.MANAGER, Role.OWNER},
    "action-reopen": {Role.ADMINISTRATOR, Role.MANAGER, Role.OWNER},
    "update-correct": {Role.ADMINISTRATOR, Role.MANAGER},
    "update-retract": {Role.ADMINISTRATOR, Role.MANAGER},
}


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}], ids=["plain", "htmx"])
@pytest.mark.parametrize("role", Role)
def test_empty_form_is_told_what_is_missing_or_that_the_role_may_not(
    scene: Scene, role: Role, htmx: dict[str, str]
) -> None:
    action = make_action(scene, "1.1", owners=scene.place.posts[:1])
    update = rate(action, scene.ratings["G"], day(1), by=scene.manager)
    before = [model.objects.count() for model in (StatusUpdate, Completion, AuditEntry)]
    client = signed_in(scene.place.people[role])
    for name, roles in MAY_SEND.items():
        words = [scene.place.area.slug, scene.plan.slug, "1.1"]
        if name.startswith("update-"):
            words.append(str(update.pk))
        answer = client.post(reverse(name, args=words), {}, headers=htmx)
        assert answer.status_code == (422 if role in roles else 403), name
    assert [model.objects.count() for model in (StatusUpdate, Completion, AuditEntry)] == before
