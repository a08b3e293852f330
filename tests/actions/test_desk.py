"""What a person keeps at hand, changed in two tabs at once."""

import pytest

from actions.errors import Refused, Stale
from actions.models import SavedView
from actions.services.desk import change_view, delete_view, save_view
from tests.factories import Scene


def _saved(scene: Scene, name: str) -> SavedView:
    return save_view(
        plan=scene.plan, name=name, query="rating=R", is_shared=False, by=scene.manager
    )


def test_view_deleted_in_another_tab_does_not_come_back(scene: Scene):
    view = _saved(scene, "Red")
    delete_view(view=SavedView.objects.get(), by=scene.manager)
    with pytest.raises(Stale, match="deleted"):
        change_view(view=view, name="Trouble", is_shared=False, by=scene.manager)
    assert not SavedView.objects.exists()


def test_view_keeps_its_name_where_another_has_the_new_one(scene: Scene):
    view, _ = _saved(scene, "Red"), _saved(scene, "Trouble")
    with pytest.raises(Refused, match="already"):
        change_view(view=view, name="Trouble", is_shared=False, by=scene.manager)
    assert sorted(SavedView.objects.values_list("name", flat=True)) == ["Red", "Trouble"]
