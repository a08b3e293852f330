"""A plan's two scales in the browser: presets, own ratings, and what a rating in use keeps."""

from typing import Any

import pytest

from actions.models import ImpactRating, Rating, RatingScheme, StatusUpdate
from actions.schemes import PRESETS
from actions.services.impact_ratings import replace_impact_scheme
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, make_plan, rate
from tests.pages.reading import errors_at_fields, errors_in_summary, read, value_of, words
from tests.pages.set_up import send

PURPLE = {
    "code": "P",
    "label": "Purple",
    "meaning": "paused",
    "tone": "purple",
    "progress": "in-progress",
    "concern": "1",
}


def _codes(scene: Scene) -> str:
    ratings = Rating.objects.filter(scheme__plan=scene.plan).order_by("order")
    return "".join(ratings.values_list("code", flat=True))


def test_every_preset_is_shown_with_its_ratings_before_it_is_chosen(scene: Scene):
    plan = make_plan(scene.place, "other")
    page = read(signed_in(scene.manager).get(f"/riverton/{plan.slug}/set-up/ratings/choose/"))
    labels = [words(label) for label in page.select("main .govuk-radios__label")]
    assert len(labels) == len(PRESETS) + 1
    for label, preset in zip(labels, PRESETS.values(), strict=False):
        assert label.startswith(preset.name)
        for rating in preset.ratings:
            assert f"{rating.code} {rating.label} {rating.meaning}" in label


def test_a_preset_is_swapped_for_another_or_for_none_while_nothing_uses_it(scene: Scene):
    client = signed_in(scene.manager)
    address = f"{scene.address}set-up/ratings/choose/"
    for preset, codes in (("rag", "RAG"), ("none", ""), ("four-stage", "1234")):
        assert client.post(address, {"preset": preset}).status_code == 302
        assert _codes(scene) == codes
        assert RatingScheme.objects.filter(plan=scene.plan).exists() == bool(codes)
    assert client.post(address, {"preset": "grab"}).status_code == 422


def test_nothing_chosen_takes_no_scheme_away(scene: Scene):
    answer = signed_in(scene.manager).post(f"{scene.address}set-up/ratings/choose/", {})
    assert answer.status_code == 422
    assert errors_in_summary(read(answer)) == ["Choose a scheme to start from, or none."]
    assert _codes(scene) == "GARBW"


def test_a_scheme_in_use_is_not_swapped(scene: Scene):
    rate(make_action(scene), scene.ratings["G"], by=scene.manager)
    client = signed_in(scene.manager)
    address = f"{scene.address}set-up/ratings/choose/"
    assert "it cannot be replaced" in client.get(address).content.decode()
    assert client.post(address, {"preset": "rag"}).status_code == 422
    assert _codes(scene) == "GARBW"


def test_a_rating_of_ones_own_is_added_with_its_measured_contrast(scene: Scene):
    client = signed_in(scene.manager)
    form = read(client.get(f"{scene.address}set-up/ratings/new/"))
    assert "Teal 7.2 to 1, passes" in words(form.select_one(".wsoa-set-up__tones"))
    assert client.post(f"{scene.address}set-up/ratings/new/", PURPLE).status_code == 302
    assert _codes(scene) == "GARBWP"
    assert "9.1 to 1, passes" in client.get(f"{scene.address}set-up/ratings/").content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("code", "g", "Another rating has the letter g."),
        ("code", "ABC", "one or two letters or digits"),
        ("code", "–", "one or two letters or digits"),
        ("code", "", "Enter the letter."),
        ("label", "GREEN", "Another rating is called GREEN."),
        ("label", "x" * 50_000, "60 characters or fewer"),
        ("meaning", "", "Enter the meaning."),
        ("tone", "pink", "Choose a colour."),
        ("progress", "done", "Choose how far the rating says an action is."),
        ("concern", "9", "Choose how much concern the rating shows."),
    ],
)
def test_an_unfit_rating_is_refused_beside_the_field(
    scene: Scene, field: str, typed: str, message: str
):
    address = f"{scene.address}set-up/ratings/new/"
    answer = signed_in(scene.manager).post(address, {**PURPLE, field: typed})
    assert answer.status_code == 422
    assert message in errors_at_fields(read(answer))[field]
    assert _codes(scene) == "GARBW"


def test_a_scheme_has_no_more_ratings_than_a_table_can_hold(scene: Scene):
    client = signed_in(scene.manager)
    for number in range(6):
        form = {**PURPLE, "code": f"P{number}", "label": f"Purple {number}"}
        answer = client.post(f"{scene.address}set-up/ratings/new/", form)
    assert answer.status_code == 422
    assert errors_in_summary(read(answer)) == ["A scale has 10 ratings or fewer."]


def test_a_rating_in_use_takes_new_words_and_colour_and_keeps_what_it_means(scene: Scene):
    rate(make_action(scene), scene.ratings["G"], by=scene.manager)
    client = signed_in(scene.manager)
    address = f"{scene.address}set-up/ratings/{scene.ratings['G'].pk}/"
    page = read(client.get(address))
    assert "only its words and its colour change" in words(page.select_one("main"))
    forged: dict[str, Any] = {
        "code": "X",
        "label": "Emerald",
        "meaning": "as planned",
        "tone": "teal",
        "progress": "complete",
        "concern": "2",
        "seen": value_of(page, "seen"),
    }
    assert client.post(address, forged).status_code == 302
    rating = Rating.objects.get(pk=scene.ratings["G"].pk)
    assert (rating.label, rating.meaning, rating.tone) == ("Emerald", "as planned", "teal")
    assert (rating.code, rating.progress, rating.concern) == ("G", "in-progress", 0)
    removal = client.get(f"{address}remove/")
    assert "cannot be removed, because" in removal.content.decode()
    assert "Remove rating" not in removal.content.decode()
    assert client.post(f"{address}remove/").status_code == 422


def test_a_rating_that_nothing_bears_takes_everything_new_and_can_be_removed(scene: Scene):
    client = signed_in(scene.manager)
    address = f"{scene.address}set-up/ratings/{scene.ratings['W'].pk}/"
    assert send(client, address, **PURPLE).status_code == 302
    assert _codes(scene) == "GARBP"
    assert client.post(f"{address}remove/").status_code == 302
    assert _codes(scene) == "GARB"


def test_a_rating_moves_up_and_down_and_stops_at_the_ends(scene: Scene):
    client = signed_in(scene.manager)
    for code, way, codes in (
        ("A", "up", "AGRBW"),
        ("A", "up", "AGRBW"),
        ("W", "down", "AGRBW"),
        ("R", "down", "AGBRW"),
    ):
        address = f"{scene.address}set-up/ratings/{scene.ratings[code].pk}/move/"
        assert client.post(address, {way: "yes"}).status_code == 302
        assert _codes(scene) == codes


def test_a_save_over_a_newer_change_of_a_rating_is_refused(scene: Scene):
    client = signed_in(scene.manager)
    address = f"{scene.address}set-up/ratings/{scene.ratings['G'].pk}/"
    seen = value_of(read(client.get(address)), "seen")
    send(client, address, label="Emerald")
    answer = client.post(address, {**PURPLE, "seen": seen})
    assert answer.status_code == 409
    assert "Emerald" in words(read(answer).select_one(".wsoa-conflict"))
    assert Rating.objects.get(pk=scene.ratings["G"].pk).label == "Emerald"


def test_the_pages_of_a_plan_show_a_rating_by_its_new_words_at_once(scene: Scene):
    rate(make_action(scene), scene.ratings["G"], by=scene.manager)
    client = signed_in(scene.manager)
    assert "on track" in client.get(scene.address).content.decode()
    address = f"{scene.address}set-up/ratings/{scene.ratings['G'].pk}/"
    send(client, address, meaning="going to plan")
    page = client.get(scene.address).content.decode()
    assert "going to plan" in page
    assert StatusUpdate.objects.count() == 1


def test_impact_ratings_are_chosen_changed_moved_and_removed(scene: Scene):
    client = signed_in(scene.manager)
    base = f"{scene.address}set-up/impact/"
    client.post(f"{base}choose/", {"preset": "embedding"})
    first, second, third = ImpactRating.objects.filter(plan=scene.plan)
    step = {name: PURPLE[name] for name in ("code", "label", "meaning", "tone")}
    assert client.post(f"{base}new/", step).status_code == 302
    assert send(client, f"{base}{first.pk}/", label="Nothing yet").status_code == 302
    assert client.post(f"{base}{third.pk}/move/", {"up": "yes"}).status_code == 302
    assert client.post(f"{base}{second.pk}/remove/").status_code == 302
    labels = ImpactRating.objects.filter(plan=scene.plan).values_list("label", flat=True)
    assert list(labels) == ["Nothing yet", "Embedded", "Purple"]
    assert "Embedded" in words(read(client.get(base)).select_one("table"))


def test_impact_ratings_of_another_plan_are_not_found(scene: Scene):
    other = make_plan(scene.place, "other")
    theirs = replace_impact_scheme(plan=other, preset="strength", by=scene.manager)[0]
    client = signed_in(scene.manager)
    for what in ("", "remove/", "move/"):
        address = f"{scene.address}set-up/impact/{theirs.pk}/{what}"
        assert client.post(address, PURPLE).status_code == 404


def test_a_rating_proposed_but_not_yet_accepted_counts_as_in_use(scene: Scene):
    from actions.services.plans import change_plan_settings
    from actions.services.proposals import submit_update

    change_plan_settings(plan=scene.plan, updates_need_acceptance=True, by=scene.manager)
    action = make_action(scene, owners=scene.place.posts[:1])
    submit_update(
        action=action,
        rating=scene.ratings["W"],
        effective_date=day(1),
        commentary="Soon",
        by=scene.place.owner,
    )
    client = signed_in(scene.manager)
    address = f"{scene.address}set-up/ratings/{scene.ratings['W'].pk}/"
    removal = client.get(f"{address}remove/")
    assert "cannot be removed, because" in removal.content.decode()
    assert "Remove rating" not in removal.content.decode()
    assert client.post(f"{address}remove/").status_code == 422
