"""The page of an area's risk matrix: from a preset, of any size, and what stays once it is used."""

import pytest
from django.test import Client

from actions.models import Risk, RiskMatrix
from actions.risk_matrices import PRESETS
from tests.actions.risking import LETTERS, make_matrix, make_risk
from tests.conftest import signed_in
from tests.factories import Scene, make_place, make_scene
from tests.pages.reading import errors_in_summary, read, words
from tests.pages.set_up import filled


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


@pytest.fixture
def risk(scene: Scene) -> Risk:
    """D3 from the first day, owned by the action owner's post."""
    return make_risk(scene, "The statement is late", owner=scene.place.posts[0])


@pytest.mark.parametrize("preset", PRESETS)
def test_matrix_is_set_up_from_a_preset_as_it_stands(scene: Scene, client: Client, preset: str):
    path = f"/{scene.place.area.slug}/area/risk-matrix/"
    form = filled(read(client.get(f"{path}add/?preset={preset}")))
    said = read(client.post(f"{path}add/?preset={preset}", form, follow=True))
    title = PRESETS[preset].title
    assert f"{title} is set up." in words(said)
    assert words(said.select_one("section h2")) == title
    assert client.get(f"{path}add/?preset=none-such").status_code == 404


def test_matrix_of_own_levels_is_drawn_again_then_set_up(scene: Scene, client: Client):
    path = f"/{scene.place.area.slug}/area/risk-matrix/add/"
    form = filled(read(client.get(path))) | {
        "title": "Ours",
        "likelihoods": "1 | Unlikely\n2 | Likely | It will probably happen",
        "impacts": "a | Small\nb | Big | Children are harmed | or worse\nc | Huge",
        "bands": "G | Fine | green\nR | Bad | Red | Tell the board",
    }
    form.pop("has_numbers")
    drawn = read(client.post(path, form | {"grid": "yes"}))
    cells = [str(select["name"]) for select in drawn.select("main select")]
    assert len(cells) == 6
    again = filled(drawn)
    assert again["title"] == "Ours"
    said = client.post(path, again, follow=True)
    assert "Ours is set up." in words(read(said))
    value = RiskMatrix.objects.get(title="Ours")
    assert value.cells.count() == 6
    assert value.levels.get(axis="impact", code="b").meaning == "Children are harmed | or worse"


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"title": ""}, "title", "Give the matrix a title"),
        ({"likelihoods": ""}, "likelihoods", "Give the levels of likelihood"),
        ({"likelihoods": "one"}, "likelihoods", "Write each line as code | word"),
        ({"likelihoods": "1 | One"}, "likelihoods", "Give 2 to 6 levels of likelihood"),
        (
            {"impacts": "\n".join(f"{n} | Level {n}" for n in range(9))},
            "impacts",
            "Give 2 to 6 levels of impact",
        ),
        ({"bands": "L | Low | pink\nH | High | red"}, "bands", "is not one of the colours"),
        ({"bands": "L | Low"}, "bands", "Write each line as code | word | colour"),
        ({"bands": "L | Low | green\nL | High | red"}, "bands", "Two of them have the code L"),
        ({"likelihoods": "x" * 50_000}, "likelihoods", "6,000 characters or fewer"),
        ({"band-0-0": "Z"}, "band-0-0", "Choose the band of likelihood F, impact 4"),
    ],
)
def test_matrix_that_cannot_be_one_says_what_to_do_and_keeps_what_was_typed(
    scene: Scene, client: Client, wrong: dict[str, str], field: str, said: str
):
    path = f"/{scene.place.area.slug}/area/risk-matrix/add/?preset={LETTERS}"
    form = filled(read(client.get(path))) | wrong
    answer = client.post(path, form)
    page = read(answer)
    assert answer.status_code == 422
    assert any(said in error for error in errors_in_summary(page)), errors_in_summary(page)
    assert not RiskMatrix.objects.exists()
    kept = page.select_one(f"[name={field}]")
    assert kept is not None


def test_number_of_a_cell_must_be_one(scene: Scene, client: Client):
    path = f"/{scene.place.area.slug}/area/risk-matrix/add/?preset=numbers-5-by-5"
    form = filled(read(client.get(path)))
    for wrong in ("", "x", "0", "1000", "9" * 400):
        answer = client.post(path, form | {"number-1-1": wrong})
        assert answer.status_code == 422
        assert "whole number from 1 to 999" in errors_in_summary(read(answer))[0]


def test_matrix_in_use_changes_its_words_alone(scene: Scene, client: Client, risk: Risk):
    path = f"/{scene.place.area.slug}/area/risk-matrix/{risk.matrix_id}/"
    page = read(client.get(path))
    assert not page.select("main select"), "Cells are not asked for."
    form = filled(page)
    locked = client.post(path, form | {"bands": "X | Low | green\nY | High | red"})
    assert locked.status_code == 422
    assert "Risks are scored on this matrix" in errors_in_summary(read(locked))[0]
    reworded = form | {"bands": form["bands"].replace("| Low |", "| Slight |")}
    said = client.post(path, reworded, follow=True)
    assert "Slight" in words(read(said))
    stale = client.post(path, form)
    assert stale.status_code == 409
    assert client.get(f"{path}remove/").status_code == 200
    assert client.post(f"{path}remove/").status_code == 422


def test_matrix_of_another_area_is_not_found(scene: Scene, client: Client):
    other = make_scene(make_place("elsewhere"))
    theirs = make_matrix(other.place.area, other.manager)
    for area in (scene.place.area.slug, "elsewhere"):
        path = f"/{area}/area/risk-matrix/{theirs.pk}/"
        assert client.get(path).status_code == 404
