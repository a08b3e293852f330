"""An import being prepared is its maker's alone, and is no more once it is confirmed or discarded."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from actions.errors import NotAllowed, Stale
from actions.importing.columns import guess_for
from actions.importing.outcome import Options
from actions.importing.reading import read_file
from actions.models import Action, ImportDraft
from actions.services import import_drafts
from actions.services.importing import import_actions
from tests.factories import STARTS_ON, Scene
from wsoa.models import User

TABLE = read_file(b"Ref,Action\n1.1,Write\n")


@pytest.fixture
def draft(scene: Scene) -> ImportDraft:
    """The project manager's."""
    return import_drafts.keep_draft(
        plan=scene.plan,
        table=TABLE,
        file_name="plan.csv",
        sha256="0" * 64,
        columns={},
        as_at=STARTS_ON,
        expand_ranges=False,
        by=scene.manager,
        at=timezone.now(),
    )


def _change(draft: ImportDraft, by: User) -> None:
    import_drafts.change_draft(
        draft=draft, columns={}, as_at=STARTS_ON, expand_ranges=True, by=by, at=timezone.now()
    )


def test_nobody_else_changes_confirms_or_discards_a_draft(scene: Scene, draft: ImportDraft):
    somebody_else: dict[str, Any] = {"draft": draft, "by": scene.place.administrator}
    options = Options(guess_for(TABLE, scene.plan), STARTS_ON, "plan.csv")
    with pytest.raises(NotAllowed):
        _change(**somebody_else)
    with pytest.raises(NotAllowed):
        import_drafts.discard_draft(**somebody_else)
    with pytest.raises(NotAllowed):
        import_actions(plan=scene.plan, table=TABLE, options=options, **somebody_else)
    assert not Action.objects.exists()
    assert ImportDraft.objects.get() == draft


def test_a_draft_discarded_in_another_tab_is_not_changed_any_more(scene: Scene, draft: ImportDraft):
    ImportDraft.objects.all().delete()
    with pytest.raises(Stale, match="no longer waiting"):
        _change(draft, scene.manager)


def test_drafts_go_after_the_stated_period_and_are_told_once(scene: Scene, draft: ImportDraft):
    late = draft.at + timedelta(days=7, seconds=1)
    assert list(import_drafts.remove_expired_drafts(draft.at + timedelta(days=6))) == []
    assert list(import_drafts.remove_expired_drafts(late)) == ["removed 1 unfinished import"]
    assert list(import_drafts.remove_expired_drafts(late)) == []
