"""Due dates on the pages: changed, proposed, agreed or not, and how far they have slipped."""

import pytest
from django.test import Client
from django.utils import timezone

from actions.choices import DateOutcome
from actions.due_dates import DueDate
from actions.errors import Refused, Stale
from actions.models import Action, DateChange, DateProposal
from actions.position import position_as_at
from actions.services.actions import change_due_date
from actions.services.dates import decide_due_date, propose_due_date
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action
from tests.kept import kept_fixture
from tests.pages.reading import errors_at_fields, links, read, value_of, words
from wsoa.capabilities import Role


@pytest.fixture
def client(scene: Scene) -> Client:
    """The project manager's browser."""
    return signed_in(scene.manager)


@kept_fixture
def action(scene: Scene) -> Action:
    """Due in March 2018, owned by the action owner."""
    return make_action(scene, "1.1", owners=scene.place.posts[:1], due="March 2018")


@kept_fixture
def agreeing(scene: Scene, action: Action) -> Scene:
    """The same in a plan whose dates need agreement."""
    scene.plan.dates_need_agreement = True
    scene.plan.save()
    action.plan = scene.plan
    return scene


def _due(scene: Scene, action: Action) -> str:
    line = position_as_at(scene.plan, timezone.localdate()).line(action.pk)
    assert line is not None
    return str(line.due)


def _propose(action: Action, due: str, by: object) -> DateProposal:
    return propose_due_date(
        action=action,
        due=DueDate.parse(due),
        reason="No venue",
        by=by,  # type: ignore[arg-type]
    )


def test_changed_due_date_counts_at_once_and_says_how_far_it_moved(scene, client, action):
    where = f"{scene.address}actions/1.1/due-date/"
    form = {
        "due": "Q1 2018/19",
        "reason": "The school year",
        "agreed_by": "DfE",
        "effective_date": str(day(30)),
        "based_on": value_of(read(client.get(where)), "based_on"),
    }
    page = words(read(client.post(where, form, follow=True)))
    assert (
        "1.1 is due April to June 2018, so by 30 June 2018, 91 days (3 months) later. "
        "It holds from 31 January 2018." in page
    )
    assert "First March 2018; slipped 91 days (3 months) from 31 March 2018" in page
    assert "Due date changed from March 2018 to Q1 2018/19" in page
    assert "Agreed by DfE." in page
    assert "The school year" in page


def test_due_date_changed_by_somebody_else_meanwhile_is_shown_first(scene, client, action):
    where = f"{scene.address}actions/1.1/due-date/"
    seen = value_of(read(client.get(where)), "based_on")
    change_due_date(
        action=action,
        due=DueDate.parse("May 2018"),
        effective_date=day(20),
        reason="They know more",
        by=scene.place.administrator,
    )
    form = {"due": "June 2018", "reason": "Mine", "effective_date": str(day(30)), "based_on": seen}
    answer = client.post(where, form)
    assert answer.status_code == 409
    page = read(answer)
    assert "from March 2018 to May 2018" in words(page.select_one(".wsoa-conflict"))
    assert value_of(page, "due") == "June 2018"
    assert "Understood as June 2018, so by 30 June 2018." in words(page)
    assert _due(scene, action) == "May 2018"


def test_owner_changes_no_date_where_the_plan_asks_for_no_agreement(scene, action):
    where = f"{scene.address}actions/1.1/due-date/"
    owner = signed_in(scene.place.owner)
    assert owner.get(where).status_code == 403
    assert owner.post(where, {"due": "June 2018", "reason": "Mine"}).status_code == 403
    with pytest.raises(Refused, match="need no agreement"):
        _propose(action, "June 2018", scene.place.owner)


def test_proposed_date_is_shown_and_not_counted_until_it_is_agreed(agreeing, client, action):
    owner = signed_in(agreeing.place.owner)
    where = f"{agreeing.address}actions/1.1/due-date/"
    assert where in [href for _, href in links(read(owner.get(where[:-9])), "main a")]
    form = {"due": "June 2018", "reason": "No venue", "based_on": ""}
    form["based_on"] = value_of(read(owner.get(where)), "based_on")
    page = words(read(owner.post(where, form, follow=True)))
    assert "June 2018 is proposed for 1.1." in page
    assert "June 2018 is proposed by Action owner of Riverton" in page
    assert _due(agreeing, action) == "March 2018"
    assert position_as_at(agreeing.plan, timezone.localdate()).slippage.lines == ()

    waiting = read(client.get(f"{agreeing.address}dates/"))
    assert "1.1 Do what 1.1 says March 2018 June 2018 91 days (3 months) later" in words(waiting)
    decide = next(href for text, href in links(waiting, "main a") if text.startswith("Decide"))
    form = {
        "outcome": "agreed",
        "agreed_by": "Improvement board",
        "effective_date": str(day(60)),
        "reason": "",
        "based_on": value_of(read(client.get(decide)), "based_on"),
    }
    page = words(read(client.post(decide, form, follow=True)))
    assert "1.1 is due June 2018, so by 30 June 2018. It holds from 2 March 2018." in page
    assert "Proposed due date of June 2018: agreed" in page
    change = DateChange.objects.latest("id")
    assert (change.effective_date, change.agreed_by) == (day(60), "Improvement board")
    assert change.reason == "No venue"
    assert "No date waits" in words(read(client.get(f"{agreeing.address}dates/")))
    assert client.get(decide).status_code == 302


@pytest.mark.parametrize(
    ("form", "field", "said"),
    [
        ({"outcome": ""}, "outcome", "Say whether the date was agreed."),
        ({"outcome": "replaced"}, "outcome", "Say whether the date was agreed."),
        ({"outcome": "agreed", "agreed_by": " "}, "agreed_by", "Say who agreed the date."),
        ({"outcome": "refused", "reason": "\u200b"}, "reason", "Give a reason."),
        (
            {"outcome": "agreed", "agreed_by": "DfE", "effective_date": "2999-01-01"},
            "effective_date",
            "future",
        ),
        (
            {"outcome": "agreed", "agreed_by": "x" * 50_000},
            "agreed_by",
            "The name of who agreed it must be 200 characters or fewer",
        ),
    ],
)
def test_unfit_decision_is_refused_and_the_date_still_waits(
    agreeing, client, action, form, field, said
):
    proposal = _propose(action, "June 2018", agreeing.place.owner)
    where = f"{agreeing.address}dates/{proposal.pk}/"
    seen = value_of(read(client.get(where)), "based_on")
    good = {"effective_date": str(day(60)), "based_on": seen}
    answer = client.post(where, {**good, **form})
    assert answer.status_code == 422
    assert said in errors_at_fields(read(answer))[field]
    assert DateProposal.objects.waiting(agreeing.plan).get() == proposal


def test_date_not_agreed_leaves_the_old_one_and_says_why(agreeing, client, action):
    proposal = _propose(action, "June 2018", agreeing.place.owner)
    where = f"{agreeing.address}dates/{proposal.pk}/"
    form = {
        "outcome": "refused",
        "reason": "Families have waited long enough",
        "effective_date": str(day(60)),
        "based_on": value_of(read(client.get(where)), "based_on"),
    }
    page = words(read(client.post(where, form, follow=True)))
    assert "June 2018 is not agreed: 1.1 stays due as it was." in page
    assert "Proposed due date of June 2018: not agreed" in page
    assert "Families have waited long enough" in page
    assert _due(agreeing, action) == "March 2018"


def test_newer_proposal_takes_the_place_of_the_one_that_waits(agreeing, action):
    older = _propose(action, "June 2018", agreeing.place.owner)
    newer = _propose(action, "July 2018", agreeing.manager)
    assert DateProposal.objects.waiting(agreeing.plan).get() == newer
    older.refresh_from_db()
    assert older.decision.outcome == DateOutcome.REPLACED
    with pytest.raises(Stale, match="has decided this already: replaced by a newer one"):
        decide_due_date(
            proposal=older, outcome=DateOutcome.AGREED, agreed_by="DfE", by=agreeing.manager
        )


def test_proposal_decided_by_somebody_else_meanwhile_is_told_and_decided_once(
    agreeing, client, action
):
    proposal = _propose(action, "June 2018", agreeing.place.owner)
    where = f"{agreeing.address}dates/{proposal.pk}/"
    seen = value_of(read(client.get(where)), "based_on")
    decide_due_date(
        proposal=proposal,
        outcome=DateOutcome.AGREED,
        agreed_by="DfE",
        by=agreeing.place.administrator,
    )
    form = {"outcome": "refused", "reason": "No", "effective_date": str(day(60)), "based_on": seen}
    answer = client.post(where, form)
    assert answer.status_code == 409
    assert "Agreed , Administrator of Riverton" in words(read(answer))
    assert DateChange.objects.filter(action=action).count() == 2


def test_due_date_that_is_in_force_already_is_not_proposed(agreeing, action):
    with pytest.raises(Refused, match="is due March 2018 already"):
        _propose(action, "March 2018", agreeing.manager)


def test_direct_change_in_a_plan_that_asks_for_agreement_names_who_agreed(agreeing, action):
    change = {
        "action": action,
        "due": DueDate.parse("June 2018"),
        "effective_date": day(30),
        "reason": "No venue",
        "by": agreeing.manager,
    }
    with pytest.raises(Refused, match="Say who agreed the new date"):
        change_due_date(**change)
    assert change_due_date(**change, agreed_by="Board").agreed_by == "Board"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MEMBER, Role.MONITOR])
def test_roles_that_may_only_look_propose_nothing(agreeing, action, role):
    person = signed_in(agreeing.place.people[role])
    where = f"{agreeing.address}actions/1.1/due-date/"
    assert person.post(where, {"due": "June 2018", "reason": "Mine"}).status_code == 403
    assert not DateProposal.objects.exists()


def test_proposal_of_another_plan_is_not_found_here(agreeing, client, action):
    proposal = _propose(action, "June 2018", agreeing.manager)
    assert client.get(f"{agreeing.address}dates/{proposal.pk + 1}/").status_code == 404


def test_slippage_page_lists_the_furthest_first_with_reason_and_who_agreed(scene, client, action):
    other = make_action(scene, "2.1", theme=scene.themes[2], due="31 March 2018")
    for each, due in ((action, "May 2018"), (other, "31 August 2018")):
        change_due_date(
            action=each,
            due=DueDate.parse(due),
            effective_date=day(30),
            reason="No venue",
            agreed_by="DfE",
            by=scene.manager,
        )
    page = read(client.get(f"{scene.address}slippage/"))
    text = words(page)
    assert "2 of 2 actions have slipped, by 214 days in all, half of them by 107 or more." in text
    tables = page.select("table")
    assert words(tables[0].select_one("tfoot tr")) == "Total 2 214 107 0 0"
    first, second = (words(row) for row in tables[1].select("tbody tr"))
    assert first.startswith("2.1 Do what 2.1 says 31 March 2018 31 August 2018 153 days (5 months)")
    assert "No venue From 31 January 2018. Agreed by DfE" in second
    dashboard = read(client.get(scene.address))
    assert ("How far dates have moved", f"{scene.address}slippage/") in links(
        dashboard, ".wsoa-lists a"
    )
    before = words(read(client.get(f"{scene.address}slippage/?as_at={day(20)}")))
    assert "No due date has moved" in before


def test_dashboard_leads_to_the_dates_that_wait(agreeing: Scene, client: Client, action: Action):
    assert "for your decision" not in words(read(client.get(agreeing.address)))
    _propose(action, "May 2018", agreeing.manager)
    page = read(client.get(agreeing.address))
    assert "1 waits for your decision , of which 1 is a date to agree" in words(page)
    (way,) = page.find_all("a", string="1 is a date to agree")
    assert client.get(str(way["href"])).status_code == 200
