"""My work: everything due from one person, answered one by one, at once, or not at all."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from actions.answers import Answers
from actions.due_dates import DueDate
from actions.models import Action, Confirmation, StatusUpdate, UpdateCycle, UpdateProposal
from actions.services.cycles import open_cycle
from actions.services.decisions import return_proposal
from actions.services.milestones import add_milestone
from tests.conftest import signed_in
from tests.factories import Scene, at, day, make_action, rate
from tests.kept import kept_fixture
from tests.pages.reading import errors_in_summary, read, words
from tests.parts.answering.asking import ask, let_wait, propose


@kept_fixture
def actions(scene: Scene) -> list[Action]:
    """Three of the action owner's, green, and one that others own."""
    mine = [make_action(scene, f"1.{number}", owners=scene.place.posts[:1]) for number in (1, 2, 3)]
    for action in mine:
        rate(
            action,
            scene.ratings["G"],
            day(10),
            by=scene.manager,
            commentary=f"Said of {action.pk}",
            now=at(day(10)),
        )
    make_action(scene, "2.1", owners=scene.place.posts[1:])
    return mine


@pytest.fixture
def address(scene: Scene) -> str:
    """The page."""
    return f"{scene.address}my-work/"


@pytest.fixture
def client(scene: Scene) -> Client:
    """The action owner's browser."""
    return signed_in(scene.place.owner)


def card(client: Client, address: str, action: Action, **typed: object) -> dict[str, object]:
    """The fields of an action's card as the page has them, but for what is typed."""
    page = read(client.get(address))
    found: dict[str, object] = {}
    for field in page.select(f"#a{action.pk} [name^='{action.pk}-']"):
        name = str(field["name"])
        if field.name == "textarea":
            found[name] = field.get_text().removeprefix("\n")
        elif field.get("type") != "radio" or field.has_attr("checked"):
            found[name] = field["value"]
    return {**found, **{f"{action.pk}-{name}": value for name, value in typed.items()}}


def cards(client: Client, address: str) -> list[str]:
    """The titles of the cards, in order."""
    page = read(client.get(address))
    return [words(title) for title in page.select("form .wsoa-answer__title")]


def newest(action: Action) -> StatusUpdate:
    """The last row of the action's status history."""
    return StatusUpdate.objects.filter(action=action).latest("id")


def test_page_lists_the_persons_own_open_actions_with_last_months_words(
    scene: Scene, client: Client, address: str, actions: list[Action]
):
    rate(actions[2], scene.ratings["B"], day(20), by=scene.manager, now=at(day(20)))
    page = read(client.get(address))
    assert cards(client, address) == ["1.1 Do what 1.1 says", "1.2 Do what 1.2 says"]
    assert "2 actions need your update." in words(page)
    fields = card(client, address, actions[0])
    assert fields[f"{actions[0].pk}-commentary"] == f"Said of {actions[0].pk}"
    assert fields[f"{actions[0].pk}-rating"] == str(scene.ratings["G"].pk)
    done = words(page.select_one("form ~ details"))
    assert "Done for this month (1)" in done
    assert "1.3 Do what 1.3 says" in done
    assert "2.1" not in words(page)


def test_somebody_without_a_post_is_told_how_actions_get_here(scene: Scene, address: str):
    page = words(read(signed_in(scene.manager).get(address)))
    assert "You hold no post here" in page


def test_owner_of_nothing_is_told_so(scene: Scene, client: Client, address: str):
    assert "You own no action in this plan" in words(read(client.get(address)))


def test_no_change_is_one_click_and_folds_the_action(
    client: Client, address: str, actions: list[Action]
):
    sent = {**card(client, address, actions[0]), "no_change": actions[0].pk}
    page = read(client.post(address, sent, follow=True))
    assert "No change recorded: 1.1." in words(page)
    assert Confirmation.objects.get().effective_date == timezone.localdate()
    assert cards(client, address) == ["1.2 Do what 1.2 says", "1.3 Do what 1.3 says"]
    assert StatusUpdate.objects.count() == 3


def test_no_change_pressed_twice_is_recorded_once(
    client: Client, address: str, actions: list[Action]
):
    sent = {**card(client, address, actions[0]), "no_change": actions[0].pk}
    for _ in range(2):
        assert client.post(address, sent).status_code == 302
    assert Confirmation.objects.count() == 1


def test_no_change_on_a_card_in_which_something_was_written_loses_nothing(
    client: Client, address: str, actions: list[Action]
):
    typed = card(client, address, actions[0], commentary="Twelve staff trained")
    answer = client.post(address, {**typed, "no_change": actions[0].pk})
    assert answer.status_code == 422
    page = read(answer)
    assert "You wrote something here" in words(page.select_one(".govuk-error-summary"))
    assert "Twelve staff trained" in words(page.select_one(f"#a{actions[0].pk}"))
    assert not Confirmation.objects.exists()


def test_last_months_words_are_not_lost_by_emptying_the_field(
    client: Client, address: str, actions: list[Action]
):
    typed = card(client, address, actions[0], commentary=" ")
    answer = client.post(address, {**typed, "save": "all"})
    assert answer.status_code == 422
    assert "You emptied what stood here." in words(read(answer).main)
    assert newest(actions[0]).commentary == f"Said of {actions[0].pk}"


def test_save_all_saves_only_what_was_changed(
    scene: Scene, client: Client, address: str, actions: list[Action]
):
    sent = {
        **card(client, address, actions[0], commentary="Nearly done\r\nSchools agree"),
        **card(client, address, actions[1]),
        **card(client, address, actions[2], rating=scene.ratings["A"].pk),
        "save": "all",
    }
    page = words(read(client.post(address, sent, follow=True)))
    assert "Saved: 1.1, 1.3." in page
    assert newest(actions[0]).commentary == "Nearly done\nSchools agree"
    assert newest(actions[0]).effective_date == timezone.localdate()
    assert StatusUpdate.objects.filter(action=actions[1]).count() == 1
    assert newest(actions[2]).rating == scene.ratings["A"]


def test_nothing_changed_is_said_and_nothing_saved(
    client: Client, address: str, actions: list[Action]
):
    sent = {**card(client, address, actions[0]), "save": "all"}
    page = words(read(client.post(address, sent, follow=True)))
    assert "Nothing was changed, so nothing was saved." in page
    assert StatusUpdate.objects.count() == 3


def test_what_can_be_saved_is_saved_and_the_rest_stays_as_typed(
    scene: Scene, client: Client, address: str, actions: list[Action]
):
    sent = {
        **card(client, address, actions[0], commentary="Good"),
        **card(
            client,
            address,
            actions[1],
            rating=scene.ratings["R"].pk,
            commentary="",
            remedial_action="Ask",
        ),
        **card(client, address, actions[2], rating="999999", commentary="<b>Kept</b>"),
        "save": "all",
    }
    answer = client.post(address, sent)
    page = read(answer)
    assert answer.status_code == 422
    assert "Saved: 1.1." in words(page)
    assert errors_in_summary(page) == [
        "1.2: An action rated Red needs a commentary that says what is wrong.",
        "1.3: Choose one of the plan’s own ratings.",
    ]
    assert newest(actions[0]).commentary == "Good"
    assert StatusUpdate.objects.count() == 4
    kept = page.select_one(f"[name='{actions[1].pk}-remedial_action']")
    assert words(kept) == "Ask"
    assert words(page.select_one(f"[name='{actions[2].pk}-commentary']")) == "<b>Kept</b>"
    assert page.select_one(f"#a{actions[1].pk} details[open]")
    assert not page.select_one(f"#a{actions[0].pk}")


def test_pressing_no_change_loses_nothing_typed_on_another_card(
    client: Client, address: str, actions: list[Action]
):
    sent = {
        **card(client, address, actions[0]),
        **card(client, address, actions[1], commentary="Half a sentence"),
        "no_change": actions[0].pk,
    }
    page = read(client.post(address, sent))
    assert "No change recorded: 1.1." in words(page)
    assert words(page.select_one(f"[name='{actions[1].pk}-commentary']")) == "Half a sentence"
    assert StatusUpdate.objects.count() == 3


def test_somebody_elses_newer_update_is_shown_and_saved_over_only_knowingly(
    scene: Scene, client: Client, address: str, actions: list[Action]
):
    sent = {**card(client, address, actions[0], commentary="Mine"), "save": "all"}
    rate(actions[0], scene.ratings["A"], day(12), by=scene.manager, commentary="Theirs")
    answer = client.post(address, sent)
    page = read(answer)
    assert answer.status_code == 409
    shown = page.select_one(f"#a{actions[0].pk}")
    assert "Somebody else has updated this action meanwhile" in words(shown)
    assert "Theirs" in words(shown)
    assert "Mine" in words(shown)
    assert newest(actions[0]).commentary == "Theirs"
    again = {**sent, f"{actions[0].pk}-based_on": newest(actions[0]).pk}
    assert client.post(address, again).status_code == 302
    assert newest(actions[0]).commentary == "Mine"


def test_no_change_to_what_somebody_changed_meanwhile_is_refused(
    scene: Scene, client: Client, address: str, actions: list[Action]
):
    sent = {**card(client, address, actions[0]), "no_change": actions[0].pk}
    rate(actions[0], scene.ratings["R"], day(12), by=scene.manager)
    assert client.post(address, sent).status_code == 409
    assert not Confirmation.objects.exists()


def test_no_change_for_the_rest_saves_what_was_typed_then_asks(
    client: Client, address: str, actions: list[Action]
):
    sent = {
        **card(client, address, actions[0], commentary="New words"),
        **card(client, address, actions[1]),
        "save": "rest",
    }
    answer = client.post(address, sent)
    assert answer["Location"] == f"{address}no-change/"
    page = read(client.get(answer["Location"]))
    assert "Saved: 1.1." in words(page)
    assert "1.2" in words(page.select_one("main"))
    assert not Confirmation.objects.exists()
    form = {str(field["name"]): str(field["value"]) for field in page.select("main input[name]")}
    assert client.post(answer["Location"], form).status_code == 302
    assert set(Confirmation.objects.values_list("action", flat=True)) == {
        actions[1].pk,
        actions[2].pk,
    }
    assert "Nothing more is due from you this month." in words(read(client.get(address)))
    assert "Nothing is left to confirm" in words(read(client.get(f"{address}no-change/")))


def test_with_htmx_a_card_without_a_change_says_that_none_was_recorded(
    client: Client, address: str, actions: list[Action]
):
    sent = {**card(client, address, actions[0]), "no_change": actions[0].pk}
    answer = client.post(address, sent, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "No change recorded." in words(read(answer))


def test_with_htmx_one_card_is_saved_and_put_in_its_place(
    scene: Scene, client: Client, address: str, actions: list[Action]
):
    sent = {**card(client, address, actions[0], commentary="Good"), "save": actions[0].pk}
    answer = client.post(address, sent, headers={"HX-Request": "true"})
    page = read(answer)
    assert answer.status_code == 200
    assert "Saved." in words(page)
    assert "2 actions need your update" in words(page.select_one("#left"))
    assert not page.select("main")
    bad = {**card(client, address, actions[1], rating=scene.ratings["R"].pk, commentary="")}
    answer = client.post(address, {**bad, "save": actions[1].pk}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "needs a commentary" in words(read(answer).select_one(f"#a{actions[1].pk}"))
    stale = {**card(client, address, actions[2]), "no_change": actions[2].pk}
    rate(actions[2], scene.ratings["A"], day(12), by=scene.manager, commentary="Theirs")
    answer = client.post(address, stale, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert "Theirs" in words(read(answer))


def test_what_waits_is_shown_as_sent_and_not_asked_again(
    scene: Scene, client: Client, address: str, actions: list[Action]
):
    let_wait(scene.plan, updates=True)
    sent = {
        **card(client, address, actions[0], rating=scene.ratings["A"].pk, commentary="Slower"),
        "save": "all",
    }
    page = read(client.post(address, sent, follow=True))
    assert "Sent to the project manager for acceptance. 1.1." in words(page)
    assert UpdateProposal.objects.get().commentary == "Slower"
    assert "Waiting for acceptance" in words(page)
    assert cards(client, address) == ["1.2 Do what 1.2 says", "1.3 Do what 1.3 says"]


def test_what_came_back_stands_first_with_its_reason_and_the_words_that_were_sent(
    scene: Scene, client: Client, address: str, actions: list[Action]
):
    proposal = propose(scene, actions[2], "A")
    return_proposal(proposal=proposal, reason="Say by when", by=scene.manager)
    assert cards(client, address)[0] == "1.3 Do what 1.3 says"
    page = read(client.get(address))
    assert "Say by when" in words(page.select_one(f"#a{actions[2].pk}"))
    fields = card(client, address, actions[2])
    assert fields[f"{actions[2].pk}-commentary"] == "Half of it is written"
    assert fields[f"{actions[2].pk}-rating"] == str(scene.ratings["A"].pk)
    propose(scene, actions[2], "A", commentary="By the end of May")
    assert "Say by when" not in words(read(client.get(address)))


def test_round_of_asking_says_when_answers_are_due_and_counts_what_was_said_since(
    scene: Scene, client: Client, address: str, actions: list[Action]
):
    today = timezone.localdate()
    request = ask(scene, scene.place.posts[0])
    cycle = type(request.cycle)(
        plan=scene.plan,
        title="This month",
        opens_on=today - timedelta(days=2),
        due_on=today + timedelta(days=5),
        closes_on=today + timedelta(days=9),
        recorded_at=timezone.now(),
    )
    cycle.save()
    due = cycle.due_on
    assert f"3 actions need your update by {due.day} {due:%B %Y}." in words(
        read(client.get(address))
    )
    rate(actions[0], scene.ratings["G"], day(11), by=scene.manager)
    assert cards(client, address) == ["1.2 Do what 1.2 says", "1.3 Do what 1.3 says"]


def test_next_milestone_is_shown(scene: Scene, client: Client, address: str, actions: list[Action]):
    add_milestone(
        action=actions[0],
        title="Draft agreed",
        due=DueDate.parse("30 April 2018"),
        by=scene.manager,
    )
    shown = words(read(client.get(address)).select_one(f"#a{actions[0].pk}"))
    assert "Next: Draft agreed, 30 April 2018 Overdue" in shown


@pytest.mark.parametrize("which", ["999999", "9" * 40, "-1", "x", ""])
def test_forged_requests_change_nothing(
    scene: Scene, client: Client, address: str, actions: list[Action], which: str
):
    theirs = Action.objects.exclude(pk__in=[action.pk for action in actions]).get()
    for sent in (
        {"no_change": which},
        {"save": which, f"{theirs.pk}-mark": "x", f"{theirs.pk}-commentary": "Mine"},
        {"no_change": theirs.pk},
        {"no_change": actions[0].pk},
    ):
        assert client.post(address, sent).status_code in {302, 403, 409}
    assert StatusUpdate.objects.count() == 3
    assert not Confirmation.objects.exists()


def test_hostile_text_is_refused_or_kept_as_text(
    scene: Scene, client: Client, address: str, actions: list[Action]
):
    long = {**card(client, address, actions[0], commentary="x" * 50_000), "save": "all"}
    answer = client.post(address, long)
    assert answer.status_code == 422
    assert "5,000 characters or fewer" in errors_in_summary(read(answer))[0]
    odd = {**card(client, address, actions[0], commentary="=1\x00<script>"), "save": "all"}
    assert client.post(address, odd).status_code == 302
    assert newest(actions[0]).commentary == "=1<script>"
    assert "&lt;script&gt;" in client.get(f"{scene.address}actions/1.1/").content.decode()


def test_action_on_which_another_post_is_named_first_says_who_is_asked(scene, client, address):
    first, second = scene.place.posts[1], scene.place.posts[0]
    shared = make_action(scene, "1.8", owners=[first, second])
    alone = make_action(scene, "1.9", owners=[second])
    rate(shared, scene.ratings["R"], day(9), by=scene.manager, now=at(day(9)))
    page = read(client.get(address))
    assert words(page.select_one("#left")) == (
        "1 action needs your update. On 1 more another post is named first and is asked; your update "
        "counts too."
    )
    cards = page.select("article")
    assert [card["id"] for card in cards] == [f"a{alone.pk}", f"a{shared.pk}"]
    assert f"You are named after {first.title}, which is asked" in words(cards[1])
    assert "which is asked" not in words(cards[0])
    said = card(client, address, alone, rating=scene.ratings["G"].pk, commentary="Begun")
    client.post(address, {"save": alone.pk, **said})
    left = words(read(client.get(address)).select_one("#left"))
    assert left.startswith("Nothing more is due from you this month. Thank you. On 1 another post")


def test_answer_of_a_second_owner_is_the_answer_of_the_action(scene, client, address):
    first, second = scene.place.posts[1], scene.place.posts[0]
    shared = make_action(scene, "1.8", owners=[first, second])
    rate(shared, scene.ratings["G"], day(9), by=scene.manager, now=at(day(9)))
    open_cycle(plan=scene.plan, by=scene.manager)
    cycle = UpdateCycle.objects.get()

    def left() -> tuple[int, ...]:
        return Answers.of([scene.plan]).shares(cycle, timezone.now())[first.pk].left

    assert left() == (shared.pk,)
    client.post(address, {"no_change": shared.pk, **card(client, address, shared)})
    assert left() == ()
