"""The pages of one risk, as people use them: adding, reading, reviewing, mitigating, carrying."""

import pytest
from django.test import Client

from actions.choices import MitigationState
from actions.models import Mitigation, Risk, RiskReview
from actions.services.mitigations import add_mitigation
from actions.services.risk_reviews import correct_review
from tests.actions.risking import codes, make_matrix, make_risk, review
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, make_place, make_plan, make_scene
from tests.pages.reading import errors_at_fields, errors_in_summary, read, value_of, words
from tests.pages.risk_steps import opened, scored

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


@pytest.fixture
def risk(scene: Scene) -> Risk:
    """D3 from the first day, owned by the action owner's post."""
    return make_risk(scene, "The statement is late", owner=scene.place.posts[0])


def test_risk_is_added_with_its_scores_and_leads_to_its_story(scene: Scene, client: Client):
    make_matrix(scene.place.area, scene.manager)
    form = scored(
        "D3",
        title="The statement is not approved",
        cause="It is written in haste",
        owner=str(scene.place.posts[1].pk),
        inherent_likelihood="B",
        inherent_impact="2",
        target_likelihood="F",
        target_impact="4",
        next_review_on=str(day(30)),
    )
    answer = client.post(f"{scene.address}add-risk/", form, follow=True)
    page = read(answer)
    assert answer.redirect_chain[-1][0] == f"{scene.address}risks/R1/"
    assert words(page.select_one(".wsoa-scores")) == (
        "Without mitigation B High High likelihood, critical impact "
        "Now D3 Medium Low likelihood, marginal impact "
        "Aimed at F4 Low Almost impossible likelihood, negligible impact"
    ).replace("B High", "B2 High")
    assert "Head of the virtual school" in words(page)


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"title": ""}, "title", "Say what could go wrong."),
        ({"current_impact": ""}, "current_impact", "Choose the impact now."),
        ({"current_impact": "9"}, "current_impact", "Choose the impact from the list."),
        ({"target_likelihood": "D"}, "target_impact", "Choose the impact of the score aimed at"),
        ({"effective_date": "soon"}, "effective_date", "Enter a real date"),
        ({"effective_date": "2999-01-01"}, "effective_date", "must be today or in the past"),
        ({"cause": "x" * 50_000}, "cause", "5,000 characters or fewer"),
        ({"reference": "../.."}, "reference", "begins with a letter or a digit"),
        ({"owner": "999999"}, "owner", "Choose one of the area’s posts."),
    ],
)
def test_risk_that_cannot_be_added_keeps_what_was_typed_and_says_why(
    scene: Scene, client: Client, wrong: dict[str, str], field: str, said: str
):
    make_matrix(scene.place.area, scene.manager)
    form = scored(title="Staff leave", effect="Children wait") | wrong
    answer = client.post(f"{scene.address}add-risk/", form)
    page = read(answer)
    assert answer.status_code == 422
    assert said in errors_at_fields(page)[field]
    assert value_of(page, "effect") == "Children wait"
    assert not Risk.objects.exists()


def test_risk_is_scored_on_the_matrix_that_the_address_names(scene: Scene, client: Client):
    letters = make_matrix(scene.place.area, scene.manager)
    fives = make_matrix(scene.place.area, scene.manager, "numbers-5-by-5")
    page = opened(client, scene, "add-risk/")
    assert f"?matrix={letters.pk}" in str(page)
    form = {
        "title": "Staff leave",
        "current_likelihood": "4",
        "current_impact": "3",
        "effective_date": str(day(5)),
    }
    client.post(f"{scene.address}add-risk/?matrix={fives.pk}", form)
    assert "12 High" in words(opened(client, scene).select_one("table.wsoa-part"))
    other = make_scene(make_place("elsewhere"))
    theirs = make_matrix(other.place.area, other.manager)
    for asked in (theirs.pk, "x", "9" * 30):
        opened(client, scene, f"add-risk/?matrix={asked}", 404)


def test_story_of_a_risk_shows_each_review_who_recorded_it_and_what_counts_no_more(
    scene: Scene, client: Client, risk: Risk
):
    wrong = review(risk, "A1", 20, commentary="All is lost")
    correct_review(
        review=wrong,
        current=codes("C3"),
        effective_date=day(20),
        commentary="A little worse",
        reason="Of another risk",
        by=scene.manager,
    )
    page = opened(client, scene, "risks/R1/")
    entries = [words(entry) for entry in page.select(".wsoa-reviews__item")]
    assert len(entries) == 3
    assert "C3 Medium" in entries[0]
    assert "A correction: Of another risk" in entries[0]
    assert "Does not count any more." in entries[1]
    assert "Corrected by" in entries[1]
    assert str(scene.manager) in entries[2]
    assert "Score over time" in words(page)
    earlier = opened(client, scene, f"risks/r1/?as_at={day(10)}")
    assert len(earlier.select(".wsoa-reviews__item")) == 1
    before = make_risk(scene, "Later", effective_date=day(50))
    assert "Not on record on this day" in words(
        opened(client, scene, f"risks/{before.reference}/?as_at={day(10)}")
    )


def test_risk_of_another_plan_or_area_is_not_found(scene: Scene, client: Client):
    other = make_scene(make_place("elsewhere"))
    make_risk(other)
    make_plan(scene.place, "next")
    for path in ("risks/R1/", "risks/R1/review/", "risks/R1/change/", "risks/%00/", "risks/é/"):
        opened(client, scene, path, 404)


def test_review_by_the_post_that_owns_the_risk_says_where_it_went(scene: Scene, risk: Risk):
    owner = signed_in(scene.place.owner)
    page = read(owner.get(f"{scene.address}risks/R1/review/"))
    assert page.select_one("#id_current_likelihood option[selected]")["value"] == "D"  # type: ignore[index]
    form = scored(
        "B2",
        state="open",
        commentary="Two people left",
        based_on=value_of(page, "based_on"),
    )
    answer = owner.post(f"{scene.address}risks/R1/review/", form, follow=True)
    assert "R1 has gone up from D3 to B2 High." in words(read(answer))
    theirs = make_risk(scene, "Theirs", owner=scene.place.posts[1])
    assert owner.get(f"{scene.address}risks/{theirs.reference}/review/").status_code == 403


def test_closing_a_risk_needs_a_word_and_takes_it_off_the_map(
    scene: Scene, client: Client, risk: Risk
):
    form = scored("D3", state="closed")
    answer = client.post(f"{scene.address}risks/R1/review/", form)
    assert answer.status_code == 409, "A form that was never opened has seen nothing."
    form["based_on"] = value_of(opened(client, scene, "risks/R1/review/"), "based_on")
    answer = client.post(f"{scene.address}risks/R1/review/", form)
    assert answer.status_code == 422
    assert "why the risk is closed" in errors_at_fields(read(answer))["commentary"]
    form["commentary"] = "The statement was approved"
    said = client.post(f"{scene.address}risks/R1/review/", form, follow=True)
    assert "R1 is closed." in words(read(said))
    page = opened(client, scene, "risks/?state=all")
    assert page.select_one(".wsoa-heat") is None
    assert "No risk is open. 1 risk is closed." in words(page)


def test_review_that_somebody_overtook_shows_theirs_and_keeps_what_was_typed(
    scene: Scene, client: Client, risk: Risk
):
    path = f"{scene.address}risks/R1/review/"
    form = scored("C3", state="open", commentary="Mine")
    form["based_on"] = value_of(read(client.get(path)), "based_on")
    review(risk, "E4", 10, commentary="Theirs", by=scene.place.administrator)
    answer = client.post(path, form)
    page = read(answer)
    assert answer.status_code == 409
    assert "E4 Low: Theirs" in words(page.select_one(".wsoa-conflict"))
    assert value_of(page, "commentary") == "Mine"
    again = form | {"based_on": value_of(page, "based_on")}
    assert client.post(path, again).status_code == 302
    assert RiskReview.objects.count() == 3


def test_review_is_corrected_and_taken_back_with_a_reason(scene: Scene, client: Client, risk: Risk):
    found = review(risk, "C3", 10)
    base = f"{scene.address}risks/R1/reviews/{found.pk}/"
    page = read(client.get(f"{base}correct/"))
    assert value_of(page, "effective_date") == str(day(10))
    form = scored("E4", state="open", commentary="As it was")
    assert "reason" in errors_at_fields(read(client.post(f"{base}correct/", form)))
    client.post(f"{base}correct/", form | {"reason": "Misread"})
    newest = RiskReview.objects.latest("pk")
    again = client.post(f"{base}correct/", form | {"reason": "Again"})
    assert again.status_code == 409
    taken = f"{scene.address}risks/R1/reviews/{newest.pk}/take-back/"
    assert client.post(taken, {"reason": ""}).status_code == 422
    said = client.post(taken, {"reason": "Of another risk"}, follow=True)
    assert "taken back" in words(read(said))
    only = risk.reviews.order_by("pk")[0].pk
    refused = client.post(f"{scene.address}risks/R1/reviews/{only}/take-back/", {"reason": "No"})
    assert "only review" in words(read(refused))
    assert client.get(f"{scene.address}risks/R1/reviews/999999/correct/").status_code == 404


def test_action_of_the_plan_mitigates_and_shows_what_the_register_says_of_it(
    scene: Scene, client: Client, risk: Risk
):
    action = make_action(scene, "1.1", owners=scene.place.posts[:1], due="30 April 2018")
    path = f"{scene.address}risks/R1/mitigations/add/"
    form = {"action": str(action.pk), "state": "planned", "effective_date": str(day(5))}
    client.post(path, form)
    done = words(opened(client, scene, "risks/R1/").select_one("#done ~ table"))
    assert "1.1 Do what 1.1 says An action of this plan" in done
    assert "Head of SEND" in done
    assert "30 April 2018" in done
    both = client.post(path, form | {"text": "Hire"})
    assert "brings its own title" in words(read(both))
    again = client.post(path, form)
    assert "mitigation of the risk already" in errors_at_fields(read(again))["action"]
    forged = client.post(path, form | {"action": "999999"})
    assert forged.status_code == 422


def test_mitigation_in_words_is_added_changed_and_dropped_with_a_reason(
    scene: Scene, client: Client, risk: Risk
):
    path = f"{scene.address}risks/R1/mitigations/"
    form = {"text": "Hire", "due": "March 2018", "state": "planned", "effective_date": str(day(5))}
    client.post(f"{path}add/", form)
    mitigation = Mitigation.objects.get()
    assert "Late" in words(opened(client, scene, "risks/R1/"))
    change = f"{path}{mitigation.pk}/"
    page = read(client.get(change))
    assert value_of(page, "due") == "March 2018"
    seen = {"based_on": value_of(page, "based_on")}
    dropped = form | seen | {"state": "dropped"}
    assert "reason" in errors_at_fields(read(client.post(change, dropped)))
    client.post(change, form | seen | {"state": "in-place"})
    stale = client.post(change, dropped | {"reason": "No money"})
    assert stale.status_code == 409
    assert "In place: Hire" in words(read(stale).select_one(".wsoa-conflict"))
    renewed = {"based_on": value_of(read(stale), "based_on"), "reason": "No money"}
    client.post(change, dropped | renewed)
    assert "Nothing is recorded yet." in words(opened(client, scene, "risks/R1/"))


def test_risk_is_renamed_and_a_form_opened_before_shows_what_it_says_now(
    scene: Scene, client: Client, risk: Risk
):
    path = f"{scene.address}risks/R1/change/"
    seen = value_of(read(client.get(path)), "seen")
    form = {"title": "Therapists leave", "reference": "R1", "seen": seen}
    client.post(path, form)
    stale = client.post(path, form | {"title": "Nurses leave"})
    assert stale.status_code == 409
    assert "Therapists leave" in words(read(stale).select_one(".wsoa-conflict"))
    assert value_of(read(stale), "title") == "Nurses leave"
    moved = client.post(
        path, form | {"reference": "S 7", "seen": value_of(read(stale), "seen")}, follow=True
    )
    assert moved.redirect_chain[-1][0] == f"{scene.address}risks/S%207/"
    assert moved.status_code == 200


def test_risks_of_the_area_are_carried_into_another_plan_and_taken_out_again(
    scene: Scene, client: Client, risk: Risk
):
    following = make_plan(scene.place, "next")
    base = f"/{scene.place.area.slug}/{following.slug}/"
    assert client.post(f"{base}carry-risks/", {}).status_code == 422
    theirs = make_risk(make_scene(make_place("elsewhere")))
    forged = client.post(f"{base}carry-risks/", {"risks": [theirs.pk]})
    assert forged.status_code == 422
    for wrong in ("9" * 30, "x", "\0", "-1"):
        assert client.post(f"{base}carry-risks/", {"risks": [wrong]}).status_code == 422
    said = client.post(f"{base}carry-risks/", {"risks": [risk.pk]}, follow=True)
    assert "R1 is in the register, with all the history." in words(read(said))
    assert "names every risk of the area already" in words(read(client.get(f"{base}carry-risks/")))
    assert "Also in SEND action plan" in words(read(client.get(f"{base}risks/R1/")))
    client.post(f"{base}risks/R1/leave/")
    assert client.get(f"{base}risks/R1/").status_code == 404
    stays = client.get(f"{scene.address}risks/R1/leave/")
    assert "would be lost" in words(read(stays))
    assert client.post(f"{scene.address}risks/R1/leave/").status_code == 422


@pytest.mark.parametrize("wrong", ["9" * 30, "\0", "<b>", "x" * 50_000])
def test_forged_fields_of_every_form_are_refused_in_words(
    scene: Scene, client: Client, risk: Risk, wrong: str
):
    base = f"{scene.address}risks/R1/"
    forms = {
        f"{base}review/": scored(state=wrong, current_impact=wrong, based_on=wrong),
        f"{base}change/": {"title": "", "reference": wrong, "owner": wrong, "seen": wrong},
        f"{base}mitigations/add/": {"action": wrong, "owner": wrong, "due": wrong, "state": wrong},
        f"{base}reviews/{risk.reviews.get().pk}/take-back/": {"reason": ""},
        f"{scene.address}add-risk/": scored(title=wrong, owner=wrong, effective_date=wrong),
    }
    for address, form in forms.items():
        answer = client.post(address, form)
        assert answer.status_code == 422, address
        assert errors_in_summary(read(answer))
    for number in ("reviews/99999999999999999999/correct/", "mitigations/99999999999999999999/"):
        assert client.get(f"{base}{number}").status_code == 404


def test_hostile_words_are_shown_as_words(scene: Scene, client: Client):
    found = make_risk(scene, HOSTILE, cause=HOSTILE, commentary=HOSTILE)
    add_mitigation(
        risk=found,
        text=HOSTILE,
        state=MitigationState.PLANNED,
        effective_date=day(1),
        by=scene.manager,
    )
    for path in ("risks/", "risks/R1/", "risks/R1/review/", "carry-risks/"):
        answer = client.get(f"{scene.address}{path}")
        assert HOSTILE not in answer.content.decode()
