"""The page behind an emailed link: what it shows, what it saves, and every way in which it does not open."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.signing import TimestampSigner
from django.test import Client
from django.utils import timezone

from actions.answer_links import answer_url
from actions.choices import PlanStage, ProposalKind, ProposalOutcome
from actions.errors import Refused
from actions.models import Action, Plan, Post, StatusUpdate, UpdateProposal, UpdateRequest
from actions.position import memory
from actions.services.cycles import open_cycle
from actions.services.decisions import accept_proposal, return_proposal
from actions.services.evidence import add_link
from actions.services.leaving import anonymise
from actions.services.waiting import newest_update_id
from actions.services.writing import Seen
from tests.actions.cycling import owned, with_addresses
from tests.factories import Scene, day, make_action, rate
from tests.kept import kept_fixture
from tests.pages.reading import read, words
from wsoa.capabilities import Role
from wsoa.models import OutgoingEmail

POST = "post1@riverton.example"


@kept_fixture
def asked(scene: Scene) -> Scene:
    """A cycle that opened now: the second post owns 1.1 and 1.2, the third 1.3."""
    with_addresses(scene)
    for action in owned(scene, 1, 1, 2):
        rate(
            action,
            scene.ratings["G"],
            day(9),
            by=scene.manager,
            commentary=f"Said of {action.pk}",
            now=timezone.now() - timedelta(days=40),
        )
    open_cycle(plan=scene.plan, by=scene.manager)
    return scene


def link(to: str = POST) -> str:
    """The path of the link in the newest message to the address."""
    body = OutgoingEmail.objects.filter(to=to).latest("id").body
    found = re.search(r"http://\S+?(/answer/\S+)", body)
    assert found, body
    return found[1]


def actions_of(scene: Scene) -> list[Action]:
    return list(scene.plan.actions.order_by("id"))


def update(scene: Scene, action: Action, commentary: str = "Twelve staff trained", **more: Any):
    prefix = f"a{action.pk}-"
    newest = StatusUpdate.objects.filter(action=action).order_by("-id").first()
    return {
        "action": action.pk,
        f"{prefix}rating": scene.ratings["G"].pk,
        f"{prefix}commentary": commentary,
        f"{prefix}remedial_action": "",
        f"{prefix}based_on": newest.pk if newest else "",
        **more,
    }


def no_change(action: Action) -> dict[str, Any]:
    newest = StatusUpdate.objects.filter(action=action).latest("id")
    return {
        "action": action.pk,
        "answer": "no-change",
        f"a{action.pk}-based_on": newest.pk,
    }


def test_the_page_shows_the_posts_own_actions_and_nothing_else(asked: Scene) -> None:
    answer = Client().get(link())
    page = read(answer)
    assert words(page.h1).endswith("Updates from Head of the virtual school")
    text = words(page.main)
    first, second, third = actions_of(asked)
    assert f"Said of {first.pk}" in text
    assert f"Said of {second.pk}" in text
    assert f"Said of {third.pk}" not in text
    assert "1.3" not in text
    assert "Riverton Council" in text
    assert asked.manager.email in text
    assert {str(a["href"]) for a in page.select("a[href]")} == {"#main-content", "/privacy/"}
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]


def test_an_update_by_the_link_waits_for_the_manager(asked: Scene) -> None:
    first = actions_of(asked)[0]
    before = StatusUpdate.objects.count()
    answer = Client(enforce_csrf_checks=True).post(
        link(), update(asked, first), headers={"Origin": "null"}, follow=True
    )
    assert answer.status_code == 200
    assert "Your answer on 1.1 is saved. 1 still to go." in words(read(answer).main)
    proposal = UpdateProposal.objects.get()
    assert (proposal.kind, proposal.commentary) == (ProposalKind.UPDATE, "Twelve staff trained")
    assert (proposal.post, proposal.proposed_by) == (asked.place.posts[1], None)
    assert StatusUpdate.objects.count() == before


def test_an_answer_can_be_changed_until_it_is_accepted(asked: Scene) -> None:
    first = actions_of(asked)[0]
    path = link()
    Client().post(path, no_change(first))
    page = read(Client().get(path))
    assert "nothing has changed" in words(page.select_one(f"#action-{first.pk}"))
    Client().post(path, update(asked, first))
    waiting = UpdateProposal.objects.filter(decision__isnull=True)
    assert [proposal.kind for proposal in waiting] == [ProposalKind.UPDATE]
    accept_proposal(
        proposal=waiting[0],
        rating=waiting[0].rating,
        effective_date=waiting[0].effective_date,
        commentary=waiting[0].commentary,
        remedial_action="",
        by=asked.manager,
    )
    memory.forget_all()
    card = read(Client().get(path)).select_one(f"#action-{first.pk}")
    assert card is not None
    assert "There is nothing more to do here." in words(card)
    assert card.select_one("form") is None
    again = Client().post(path, update(asked, first, "Once more"), follow=True)
    assert "Nothing was saved" in words(read(again).main)
    assert UpdateProposal.objects.count() == 2


def test_a_returned_answer_says_why_and_may_be_given_again(asked: Scene) -> None:
    first = actions_of(asked)[0]
    path = link()
    Client().post(path, no_change(first))
    return_proposal(proposal=UpdateProposal.objects.get(), reason="Say how many", by=asked.manager)
    card = read(Client().get(path)).select_one(f"#action-{first.pk}")
    assert "sent your answer back: Say how many" in words(card)
    Client().post(path, update(asked, first))
    assert UpdateProposal.objects.filter(decision__isnull=True).count() == 1


def test_what_is_wrong_is_said_and_what_was_typed_stays(asked: Scene) -> None:
    first = actions_of(asked)[0]
    typed = {"action": first.pk, f"a{first.pk}-commentary": "Typed <b>here</b>"}
    answer = Client().post(link(), typed)
    assert answer.status_code == 422
    page = read(answer)
    assert "Choose a rating." in words(page.select_one(".govuk-error-summary"))
    field = page.select_one(f"#action-{first.pk} textarea")
    assert field is not None
    assert "Typed <b>here</b>" in field.get_text()
    assert not UpdateProposal.objects.exists()


def test_what_was_typed_comes_back_as_it_was_and_can_be_sent_again(asked: Scene) -> None:
    Plan.objects.update(completions_need_evidence=True)
    action = owned_by_link(asked)
    blue = asked.ratings["B"].pk
    sent = update(asked, action, "All done", **{f"a{action.pk}-rating": blue})
    answer = Client().post(link(), sent)
    assert answer.status_code == 422
    page = read(answer)
    assert "Say what shows it" in words(page.main)
    again = fields_of(page, action)
    assert again[f"a{action.pk}-commentary"] == "All done"
    assert again[f"a{action.pk}-rating"] == str(blue)
    again[f"a{action.pk}-evidence"] = "The minutes of 3 May, on the shared drive"
    assert Client().post(link(), again).status_code == 302
    proposal = UpdateProposal.objects.get()
    assert (proposal.commentary, proposal.evidence) == (
        "All done",
        "The minutes of 3 May, on the shared drive",
    )
    newest = {"seen": Seen(newest_update_id(action))}
    given: dict[str, Any] = {
        "proposal": proposal,
        "rating": proposal.rating,
        "effective_date": proposal.effective_date,
        "commentary": proposal.commentary,
        "remedial_action": "",
        "by": asked.manager,
        **newest,
    }
    with pytest.raises(Refused, match="Add a link or a file"):
        accept_proposal(**given)
    add_link(action=action, url="https://example.org/minutes", title="Minutes", by=asked.manager)
    assert accept_proposal(**given).outcome == ProposalOutcome.ACCEPTED


def owned_by_link(asked: Scene) -> Action:
    """The first of the actions that the link asks about, with its plan's settings as they are now."""
    action = actions_of(asked)[0]
    action.plan.refresh_from_db()
    return action


def fields_of(page: Any, action: Action) -> dict[str, str]:
    """What the form that is open for the action would send."""
    form = page.select_one(f"#action-{action.pk} details[open] form")
    assert form is not None
    found = {field["name"]: field.get("value", "") for field in form.select("input[type=hidden]")}
    found |= {field["name"]: field["value"] for field in form.select("input[checked]")}
    return found | {field["name"]: field.text.strip() for field in form.select("textarea")}


def test_somebodys_newer_update_is_noticed_once(asked: Scene) -> None:
    first = actions_of(asked)[0]
    path, data = link(), update(asked, first)
    Client().post(path, data)
    rate(first, asked.ratings["A"], timezone.localdate(), by=asked.manager)
    answer = Client().post(path, data)
    assert answer.status_code == 409
    based_on = read(answer).select_one(
        f"#action-{first.pk} details input[name=a{first.pk}-based_on]"
    )
    newest = StatusUpdate.objects.filter(action=first).latest("id")
    assert based_on is not None
    assert based_on["value"] == str(newest.pk)


def test_an_action_of_another_post_is_not_answered(asked: Scene) -> None:
    third = actions_of(asked)[2]
    answer = Client().post(link(), update(asked, third), follow=True)
    assert "Nothing was saved" in words(read(answer).main)
    for typed in ("", "999999999", "-1", "a" * 50_000, "1\x00"):
        Client().post(link(), {"action": typed})
    assert not UpdateProposal.objects.exists()


def test_opening_the_page_writes_nothing(asked: Scene) -> None:
    revision = Plan.objects.get().revision
    for _ in range(2):
        assert Client().get(link()).status_code == 200
        assert Client().head(link()).status_code == 200
    assert Plan.objects.get().revision == revision
    assert not UpdateProposal.objects.exists()


@pytest.mark.parametrize(
    "token",
    ["nonsense", "1.1tabcd.forged", "%00", "a" * 3000, "1:2:3", "..", "é", "1.1tabcd."],
)
def test_a_forged_link_opens_one_calm_page(asked: Scene, token: str) -> None:
    for answer in (Client().get(f"/answer/{token}/"), Client().post(f"/answer/{token}/", {})):
        assert answer.status_code == 404
        assert "This link does not work any more" in answer.content.decode() or token == ".."


def test_a_signature_for_something_else_opens_nothing(asked: Scene) -> None:
    request = UpdateRequest.objects.all()[0]
    elsewhere = TimestampSigner(salt="something else", sep=".").sign(str(request.pk))
    assert Client().get(f"/answer/{elsewhere}/").status_code == 404
    good = link().strip("/").split("/")[1]
    for index in range(0, len(good), 5):
        changed = good[:index] + ("x" if good[index] != "x" else "y") + good[index + 1 :]
        assert Client().get(f"/answer/{changed}/").status_code == 404


def _expire(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    later = timezone.now() + timedelta(days=days)
    monkeypatch.setattr("actions.answer_links.timezone.now", lambda: later)


def test_a_link_ends_with_its_cycle(asked: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    path = link()
    data = update(asked, actions_of(asked)[0])
    _expire(monkeypatch, 15)
    assert Client().get(path).status_code == 410
    answer = Client().post(path, data)
    assert answer.status_code == 410
    assert "This link does not work any more" in words(read(answer).h1)
    assert not UpdateProposal.objects.exists()


@pytest.mark.parametrize("change", [{"stage": PlanStage.CLOSED}, {"ends_on": day(30)}])
def test_a_link_ends_with_its_plan(asked: Scene, change: dict[str, Any]) -> None:
    path = link()
    Plan.objects.update(**change)
    assert Client().get(path).status_code == 410
    assert Client().post(path, {}).status_code == 410


def _someone_else_holds(post: Post, scene: Scene) -> None:
    post.holder = scene.place.people[Role.MEMBER]


def _other_address(post: Post, scene: Scene) -> None:
    post.email = "successor@riverton.example"


@pytest.mark.parametrize("change", [_someone_else_holds, _other_address])
def test_a_link_ends_when_the_post_goes_to_somebody_else(
    asked: Scene, change: Callable[[Post, Scene], None]
) -> None:
    path, post = link(), Post.objects.get(email=POST)
    post.title = "Head of the virtual school and college"
    post.save()
    assert Client().get(path).status_code == 200
    change(post, asked)
    post.save()
    for answer in (Client().get(path), Client().post(path, update(asked, actions_of(asked)[0]))):
        assert answer.status_code == 410
        assert "This link does not work any more" in answer.content.decode()
    assert not UpdateProposal.objects.exists()
    newer = answer_url(UpdateRequest.objects.get(post=post))
    assert Client().get(newer.removeprefix("http://localhost:8000")).status_code == 200


def test_a_link_ends_when_its_holder_is_made_anonymous(asked: Scene) -> None:
    post, holder = asked.place.posts[2], asked.place.people[Role.MEMBER]
    Post.objects.filter(pk=post.pk).update(holder=holder)
    path = answer_url(UpdateRequest.objects.get(post=post)).removeprefix("http://localhost:8000")
    assert Client().get(path).status_code == 200
    anonymise(user=holder, area=asked.place.area, reason="Retired", by=asked.place.administrator)
    assert Client().get(path).status_code == 410


def test_a_link_sent_before_links_said_whose_they_are_holds_while_the_address_does(
    asked: Scene,
) -> None:
    post = Post.objects.get(email=POST)
    request = UpdateRequest.objects.get(post=post)
    path = f"/answer/{TimestampSigner(salt='actions.answer-link', sep='.').sign(str(request.pk))}/"
    assert Client().get(path).status_code == 200
    post.email = "successor@riverton.example"
    post.save()
    assert Client().get(path).status_code == 410


def test_who_tries_many_links_has_to_wait(asked: Scene) -> None:
    answers = [Client().get(f"/answer/guess-{n}/").status_code for n in range(32)]
    assert answers == [404] * 30 + [429] * 2
    assert Client().get(link()).status_code == 429


def test_an_action_of_which_nothing_was_ever_said_offers_no_no_change(asked: Scene) -> None:
    action = make_action(asked, "2.1", owners=(Post.objects.get(email=POST),))
    card = read(Client().get(link())).select_one(f"#action-{action.pk}")
    if card is not None:  # added after the cycle opened it is not asked about
        assert "Nothing has changed" not in words(card)


def test_hostile_text_is_shown_as_text(asked: Scene) -> None:
    first = actions_of(asked)[0]
    path = link()
    Client().post(path, update(asked, first, "<script>alert(1)</script> =1+1"))
    page = Client().get(path).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    too_long = Client().post(path, update(asked, first, "x" * 50_000))
    assert too_long.status_code == 422
