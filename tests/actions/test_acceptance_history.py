"""Whatever is proposed, returned and replaced, in whatever order: only acceptance changes a Position, and
then as if the same had been recorded at once."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.choices import ProposalKind
from actions.errors import Refused
from actions.models import Action, UpdateProposal
from actions.position import Line, position_as_at
from actions.services.confirmations import confirm_no_change
from actions.services.decisions import return_proposal
from actions.services.proposals import propose_by_link, submit_update
from tests.factories import Scene, at, day, make_action, make_scene
from tests.parts.answering.asking import accept, ask, let_wait

DAYS = 4


@dataclass(frozen=True)
class Step:
    """One thing to try. `code` is a rating's, blank for "no change"; `pick` chooses what to decide on."""

    what: str
    code: str
    on: int
    pick: int


STEPS = st.lists(
    st.builds(
        Step,
        what=st.sampled_from(["propose", "by link", "accept", "accept", "return"]),
        code=st.sampled_from(["G", "A", "R", "B", ""]),
        on=st.integers(0, DAYS),
        pick=st.integers(0, 3),
    ),
    max_size=12,
)


class Told:
    """Two plans alike: in one everything is proposed first, in the other recorded at once."""

    def __init__(self, waits: Scene, direct: Scene) -> None:
        self.waits, self.direct = waits, direct
        self.theirs = make_action(waits, "1.1", owners=waits.place.posts[:1])
        self.ours = make_action(direct, "1.1", owners=direct.place.posts[:1])
        let_wait(waits.plan, updates=True)
        self.theirs.plan = waits.plan
        self.request = ask(waits, waits.place.posts[0])
        self.now = at(day(DAYS + 1))

    def do(self, step: Step) -> None:
        """Try the step; what the rules refuse changes nothing."""
        self.now += timedelta(hours=1)
        before = lines(self.theirs)
        try:
            with transaction.atomic():
                if step.what in {"propose", "by link"}:
                    self._propose(step)
                else:
                    self._decide(step)
                    return
        except Refused:
            pass
        assert lines(self.theirs) == before

    def _propose(self, step: Step) -> None:
        rating = self.waits.ratings[step.code] if step.code else None
        about: dict[str, Any] = {
            "action": self.theirs,
            "effective_date": day(step.on),
            "now": self.now,
        }
        words: dict[str, Any] = (
            {"commentary": f"Said at {self.now:%d %H}"} if rating else {"commentary": ""}
        )
        if step.what == "by link":
            kind = ProposalKind.UPDATE if rating else ProposalKind.NO_CHANGE
            propose_by_link(request=self.request, kind=kind, rating=rating, **words, **about)
        elif rating is None:
            confirm_no_change(by=self.waits.place.owner, **about)
        else:
            submit_update(rating=rating, by=self.waits.place.owner, **words, **about)

    def _decide(self, step: Step) -> None:
        waiting = list(UpdateProposal.objects.waiting(self.waits.plan))
        if not waiting:
            return
        proposal = waiting[step.pick % len(waiting)]
        proposal.action = self.theirs
        by, before = self.waits.manager, lines(self.theirs)
        if step.what == "return":
            return_proposal(proposal=proposal, reason="Say more", by=by, now=self.now)
            assert lines(self.theirs) == before
            return
        try:
            accept(proposal, by, now=self.now)
        except Refused:
            assert lines(self.theirs) == before
            raise
        self._record(proposal)

    def _record(self, proposal: UpdateProposal) -> None:
        about: dict[str, Any] = {
            "action": self.ours,
            "effective_date": proposal.effective_date,
            "by": self.direct.manager,
            "now": self.now,
        }
        if proposal.kind == ProposalKind.NO_CHANGE:
            confirm_no_change(**about)
            return
        assert proposal.rating is not None
        rating = self.direct.ratings[proposal.rating.code]
        submit_update(rating=rating, commentary=proposal.commentary, **about)


def lines(action: Action) -> list[Line | None]:
    """How the action stands on each day."""
    return [position_as_at(action.plan, day(on)).line(action.pk) for on in range(DAYS + 2)]


def said(action: Action) -> list[tuple[object, ...]]:
    """The same in words that two plans share."""
    return [
        (
            line.rating.code if line.rating else None,
            line.rated_on,
            line.recorded_at,
            line.commentary,
            line.completed_on,
            line.evidence,
            line.confirmed_on,
        )
        for line in lines(action)
        if line is not None
    ]


@pytest.mark.django_db
def test_nothing_counts_before_acceptance_and_everything_as_if_recorded_after(scene: Scene):
    direct = make_scene(scene.place, slug="direct")

    @settings(max_examples=12, suppress_health_check=list(HealthCheck))
    @given(steps=STEPS)
    def tell(steps: list[Step]) -> None:
        with transaction.atomic():
            told = Told(scene, direct)
            for step in steps:
                try:
                    told.do(step)
                except Refused:
                    continue
            assert said(told.theirs) == said(told.ours)
            transaction.set_rollback(True)

    tell()
