"""The discussion under an action: who is told, who is refused, and what a note taken back leaves."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from actions.choices import LinkRelation
from actions.due_dates import DueDate
from actions.errors import NotAllowed, Refused
from actions.models import Action, Note, NoteMention
from actions.policies import chain
from actions.position import position_as_at
from actions.services import actions, links, notes, watching
from tests.conftest import signed_in
from tests.factories import Scene, at, day, make_action, make_place, make_scene, rate
from tests.kept import kept_fixture
from wsoa.capabilities import Role
from wsoa.models import OutgoingEmail


@kept_fixture
def action(scene: Scene) -> Action:
    """An action to talk about."""
    return make_action(scene, "1B ii", title="Write <b>plans</b>", due=DueDate.parse("March 2018"))


def _emails() -> list[tuple[str, str]]:
    return [(email.to, email.subject) for email in OutgoingEmail.objects.order_by("pk")]


def test_people_named_or_ticked_are_told_once_and_the_writer_is_not(
    scene: Scene, action: Action
) -> None:
    owner, manager = scene.place.owner, scene.manager
    note = notes.add_note(
        action=action,
        text=f"@{owner.email.upper()} and @{owner.email}, and me: @{manager.email}.",
        tell=[owner],
        by=manager,
    )
    assert [to for to, _ in _emails()] == [owner.email]
    assert {mention.user for mention in NoteMention.objects.filter(note=note)} == {owner, manager}
    body = OutgoingEmail.objects.get().body
    assert f"{scene.address}actions/1bii/#note-{note.pk}" in body


@pytest.mark.parametrize("role", [Role.MONITOR, None])
def test_naming_somebody_who_may_not_read_notes_is_refused(
    scene: Scene, action: Action, role: Role | None
) -> None:
    person = scene.place.people[role] if role else make_place("elsewhere").manager
    with pytest.raises(Refused, match="Nobody who may read notes"):
        notes.add_note(action=action, text=f"Ask @{person.email}", by=scene.manager)
    with pytest.raises(Refused, match="Choose people of this area"):
        notes.add_note(action=action, text="Ask", tell=[person], by=scene.manager)
    assert _emails() == []


@pytest.mark.parametrize("text", ["", "  \n", "...", "x" * 5001])
def test_unfit_note_is_refused(scene: Scene, action: Action, text: str) -> None:
    with pytest.raises(Refused):
        notes.add_note(action=action, text=text, by=scene.manager)


def test_note_taken_back_is_shown_no_more_and_only_by_its_writer_or_a_manager(
    scene: Scene, action: Action
) -> None:
    owner = scene.place.owner
    note = notes.add_note(action=action, text="Never mind this", by=owner)
    with pytest.raises(NotAllowed):
        notes.withdraw_note(note=note, by=scene.place.people[Role.MEMBER])
    notes.withdraw_note(note=note, by=owner)
    with pytest.raises(Refused, match="already"):
        notes.withdraw_note(note=note, by=scene.manager)
    page = signed_in(scene.manager).get(f"{scene.address}actions/1bii/").content.decode()
    assert "Never mind this" not in page
    assert "Taken back" in page


def test_monitor_sees_no_notes(scene: Scene, action: Action) -> None:
    notes.add_note(action=action, text="Between ourselves", by=scene.manager)
    address = f"{scene.address}actions/1bii/"
    assert "Between ourselves" in signed_in(scene.place.owner).get(address).content.decode()
    monitor = signed_in(scene.place.people[Role.MONITOR]).get(address).content.decode()
    assert "Between ourselves" not in monitor


def test_note_is_added_on_its_page_and_keeps_what_was_typed_where_refused(
    scene: Scene, action: Action
) -> None:
    make_action(scene, "2F iii")
    client, address = signed_in(scene.manager), f"{scene.address}actions/1bii/"
    refused = client.post(f"{address}notes/", {"text": "Ask @nobody@example.org <i>"})
    assert refused.status_code == 422
    assert "Ask @nobody@example.org &lt;i&gt;" in refused.content.decode()
    text = "See 2Fiii:\n- <script>alert(1)</script>"
    done = client.post(f"{address}notes/", {"text": text}, follow=True).content.decode()
    assert f'<a class="govuk-link" href="{scene.address}actions/2fiii/"' in done
    assert "<li>&lt;script&gt;alert(1)&lt;/script&gt;</li>" in done


def test_note_sent_twice_is_one_note_and_one_round_of_emails(scene: Scene, action: Action) -> None:
    watching.watch(action=action, by=scene.place.people[Role.MEMBER])
    client, where = signed_in(scene.manager), f"{scene.address}actions/1bii/notes/"
    sent = {"text": f"Ask @{scene.place.owner.email}"}
    answers = [client.post(where, sent) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Note.objects.count() == 1
    assert len(_emails()) == 2


def test_same_words_are_another_note_where_more_than_a_second_click_says_so(
    scene: Scene, action: Action
) -> None:
    start, owner = at(day(20)), scene.place.owner
    given: Any = {"action": action, "text": "Done?"}
    first = notes.add_note(**given, by=scene.manager, now=start)
    assert notes.add_note(**given, by=owner, now=start) != first
    assert notes.add_note(**given, by=scene.manager, tell=[owner], now=start) != first
    assert notes.add_note(**given, by=scene.manager, now=start + timedelta(minutes=10)) != first
    later = start + timedelta(days=1)
    taken_back = notes.add_note(**given, by=scene.manager, now=later)
    notes.withdraw_note(note=taken_back, by=scene.manager)
    assert notes.add_note(**given, by=scene.manager, now=later) != taken_back
    assert Note.objects.count() == 6


def test_watchers_hear_of_an_update_a_date_and_a_note_at_most_once_an_hour(
    scene: Scene, action: Action
) -> None:
    member, manager = scene.place.people[Role.MEMBER], scene.manager
    for person in (member, manager):
        watching.watch(action=action, by=person)
        watching.watch(action=action, by=person)
    start = at(day(20))
    rate(action, scene.ratings["R"], day(9), by=manager, now=start)
    assert [to for to, _ in _emails()] == [member.email]
    notes.add_note(action=action, text="So?", by=manager, now=start + timedelta(minutes=59))
    assert len(_emails()) == 1
    actions.change_due_date(
        action=action,
        due=DueDate.parse("May 2018"),
        effective_date=day(10),
        reason="Late",
        by=manager,
        now=start + timedelta(minutes=61),
    )
    assert len(_emails()) == 2
    watching.unwatch(action=action, by=member)
    rate(action, scene.ratings["R"], day(11), by=manager, now=start + timedelta(days=1))
    assert len(_emails()) == 2


def test_watcher_who_may_not_read_notes_is_not_told_of_them(scene: Scene, action: Action) -> None:
    monitor = scene.place.people[Role.MONITOR]
    watching.watch(action=action, by=monitor)
    notes.add_note(action=action, text="Between ourselves", by=scene.manager)
    assert _emails() == []
    rate(action, scene.ratings["R"], day(9), by=scene.manager)
    assert [to for to, _ in _emails()] == [monitor.email]


def _depends(waiting: Action, awaited: Action, scene: Scene, offset: int = 9) -> None:
    links.link_actions(
        action=waiting,
        other=awaited,
        relation=LinkRelation.DEPENDS_ON,
        effective_date=day(offset),
        by=scene.manager,
    )


def test_dependencies_do_not_go_in_a_circle_and_the_refusal_names_the_way(scene: Scene) -> None:
    first, second, third = (make_action(scene, reference) for reference in ("1A", "1B", "1C"))
    _depends(second, third, scene)
    _depends(third, first, scene, 20)
    says = "1B depends on 1C, which depends on 1A. So 1A cannot depend on 1B"
    with pytest.raises(Refused, match=says):
        _depends(first, second, scene)
    with pytest.raises(Refused, match="linked like that already"):
        _depends(second, third, scene, 12)
    with pytest.raises(Refused, match="same plan"):
        _depends(first, first, scene)
    with pytest.raises(Refused, match="same plan"):
        _depends(first, make_action(make_scene(make_place("elsewhere"))), scene)
    links.unlink_actions(
        action=third,
        other=first,
        relation=LinkRelation.DEPENDS_ON,
        effective_date=day(25),
        by=scene.manager,
    )
    with pytest.raises(Refused, match="cannot depend"):
        _depends(first, second, scene, 22)
    _depends(first, second, scene, 25)


def test_action_says_that_it_waits_on_one_in_trouble_or_due_later(
    scene: Scene, action: Action
) -> None:
    other = make_action(scene, "2F iii", due=DueDate.parse("June 2018"))
    _depends(action, other, scene)
    rate(other, scene.ratings["R"], day(10), by=scene.manager)
    client = signed_in(scene.manager)
    page = client.get(f"{scene.address}actions/1bii/").content.decode()
    assert "which is Red" in page
    assert "which is due later, June 2018" in page
    before = client.get(f"{scene.address}actions/1bii/?as_at=2018-01-09").content.decode()
    assert "which is Red" not in before
    line = position_as_at(scene.plan, timezone.localdate()).line(action.pk)
    assert line is not None
    assert [each.reference for each in line.waits_on_later] == ["2F iii"]
    assert (
        "Waiting on 2F iii, which is Red" in client.get(scene.address + "actions/").content.decode()
    )
    assert "Needed by" in client.get(f"{scene.address}actions/2fiii/").content.decode()


def test_shortest_way_is_found_and_none_where_there_is_none() -> None:
    following = {1: [2, 4], 2: [3], 3: [5], 4: [5]}
    assert chain(1, 5, following) == [1, 4, 5]
    assert chain(5, 1, following) == []
    assert chain(1, 1, following) == [1]


def test_actions_watched_are_listed_and_let_go(scene: Scene, action: Action) -> None:
    client = signed_in(scene.manager)
    client.post(f"{scene.address}actions/1bii/watch/")
    assert "1B ii Write &lt;b&gt;plans" in client.get(f"{scene.address}watching/").content.decode()
    answer = client.post(f"{scene.address}actions/1bii/unwatch/", {"back": "watching"}, follow=True)
    assert "You watch no action of this plan" in answer.content.decode()


def test_watchers_hear_at_most_once_an_hour_of_a_plan_with_a_long_name(
    scene: Scene, action: Action
) -> None:
    type(scene.plan).objects.filter(pk=scene.plan.pk).update(title="Statement " * 20)
    action.refresh_from_db()
    watching.watch(action=action, by=scene.place.people[Role.MEMBER])
    start = at(day(20))
    for minutes in (0, 10):
        rate(
            action,
            scene.ratings["R"],
            day(9),
            by=scene.manager,
            now=start + timedelta(minutes=minutes),
        )
    assert len(_emails()) == 1
