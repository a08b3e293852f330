"""Whatever is recorded, in whatever order: the Position on any day is what an independent replay says.

Also that rows and columns of the summary tables always add up, and that recording something changes
nothing before the day from which it holds.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.due_dates import DueDate
from actions.errors import Refused
from actions.models import Action, IssueGroup, StatusUpdate
from actions.position import Line, Position, SummaryTable, position_as_at
from actions.services import actions as changing
from actions.services import completions, issues, updates
from tests.actions.replay import Expected, Log
from tests.factories import Place, Scene, at, day, make_action, make_scene

DAYS = 5
"""Entries are effective within so many days of the plan's beginning, so that dates often tie."""

DUES = ("4 January 2018", "January 2018", "Q4 2017/18", "Ongoing")
REFERENCES = ("1A i", "1A ii", "IP10", "2.1.9", "X")


@dataclass(frozen=True)
class Step:
    """One thing to try: which sort, on which action, from which day, written down how much later.

    `pick` and `other` choose among what there is to choose from.
    """

    what: str
    who: int
    on: int
    late: int
    pick: int
    other: int


STEPS = st.lists(
    st.builds(
        Step,
        what=st.sampled_from(
            ["update"] * 6
            + ["correct", "move"] * 3
            + ["due", "complete", "issue", "reopen"] * 2
            + ["retract", "add", "assign", "withdraw", "supersede", "reword", "renumber", "raise"]
        ),
        who=st.integers(0, 2),
        on=st.integers(0, DAYS),
        late=st.integers(0, 5),
        pick=st.integers(0, 11),
        other=st.integers(0, 11),
    ),
    min_size=8,
    max_size=18,
)


class Telling:
    """Tries each step through the services, and writes down in the log what they accepted."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.log = Log()
        self.actions: list[Action] = []
        self.updates: list[tuple[StatusUpdate, int]] = []
        self.issues: list[tuple[IssueGroup, dict[str, Any]]] = []
        self.tried = 0

    def add(self, on: date, now: datetime, pick: int) -> None:
        """A new action, bearing what `pick` chooses."""
        reference = f"{len(self.actions) + 1}.{pick}"
        values: dict[str, Any] = {
            "theme": self.scene.themes[pick % 3],
            "workstream": (None, *self.scene.workstreams)[pick % 3],
            "report_group": (*self.scene.report_groups, None)[pick % 3],
            "lead_organisation": (None, self.scene.place.health)[pick % 2],
            "owners": self.scene.place.posts[: pick % 3],
            "due": DueDate.parse(DUES[pick % 4]) if pick % 5 else None,
        }
        action = make_action(
            self.scene, reference, title=f"T{pick}", effective_date=on, now=now, **values
        )
        self.actions.append(action)
        self.log.add(action.pk, "life", on, now, state="live")
        self.log.add(action.pk, "reference", on, now, reference=reference)
        self.log.add(action.pk, "wording", on, now, title=f"T{pick}", detail="")
        self.log.add(
            action.pk,
            "placement",
            on,
            now,
            theme=values["theme"].reference,
            workstream=values["workstream"] and values["workstream"].reference,
            report_group=values["report_group"] and values["report_group"].title,
        )
        self._owned(action, on, now, values["lead_organisation"], values["owners"])
        if values["due"]:
            self.log.add(action.pk, "due", on, now, due=values["due"].printed)

    def _owned(self, action: Action, on: date, now: datetime, lead: Any, owners: Any) -> None:
        self.log.add(
            action.pk,
            "ownership",
            on,
            now,
            lead_organisation=lead and lead.short_name,
            owners=tuple(post.title for post in owners),
        )

    def earliest_effect(self, step: Step) -> date:
        """The first day on which the step may change anything."""
        if step.what in {"correct", "retract"} and self.updates:
            mistaken = self.updates[step.pick % len(self.updates)][0].effective_date
            return mistaken if step.what == "retract" else min(mistaken, day(step.on))
        return day(step.on)

    def try_out(self, step: Step) -> None:
        """Do what the step says, if the services let it be done."""
        self.tried += 1
        # Facts of completion have a recorded time of their own: between two tables there are no ids
        # to settle a tie, and the services' own clock gives none.
        tick = timedelta(microseconds=self.tried if step.what in {"complete", "reopen"} else 0)
        now = at(day(step.on + step.late)) + tick
        action = self.actions[step.who % len(self.actions)]
        do: Callable[[Step, Action, dict[str, Any]], None] = getattr(self, f"_{step.what}")
        given: dict[str, Any] = {"by": self.scene.manager, "now": now}
        try:
            with transaction.atomic():
                do(step, action, given)
        except Refused:
            pass

    def _said(self, step: Step) -> dict[str, Any]:
        ratings = list(self.scene.ratings.values())
        rating = ratings[step.other % len(ratings)] if ratings else None
        return {
            "rating": rating,
            "effective_date": day(step.on),
            "commentary": f"C{self.tried}",
            "remedial_action": f"R{self.tried}" if step.pick % 2 else "",
        }

    def _status(self, update: StatusUpdate, said: dict[str, Any]) -> None:
        entry = self.log.add(
            update.action_id,
            "status",
            said["effective_date"],
            update.recorded_at,
            rating=said["rating"] and said["rating"].code,
            progress=said["rating"] and said["rating"].progress,
            commentary=said["commentary"],
            remedial_action=said["remedial_action"],
        )
        self.updates.append((update, entry.number))

    def _update(self, step: Step, action: Action, given: dict[str, Any]) -> None:
        said = self._said(step)
        self._status(updates.record_update(action=action, **said, **given), said)

    def _correct(self, step: Step, action: Action, given: dict[str, Any]) -> None:
        if self.updates:
            mistaken, number = self.updates[step.pick % len(self.updates)]
            said = self._said(step)
            correction = updates.correct_update(update=mistaken, reason="Slip", **said, **given)
            self.log.struck.add(number)
            self._status(correction, said)

    def _retract(self, step: Step, action: Action, given: dict[str, Any]) -> None:
        if self.updates:
            mistaken, number = self.updates[step.pick % len(self.updates)]
            given["now"] = max(given["now"], at(mistaken.effective_date))
            updates.retract_update(update=mistaken, reason="Slip", **given)
            self.log.struck.add(number)

    def _complete(self, step: Step, action: Action, given: dict[str, Any]) -> None:
        completions.record_completion(
            action=action, completed_on=day(step.on), evidence="Seen", **given
        )
        self.log.add(action.pk, "completion", day(step.on), given["now"], complete=True)

    def _reopen(self, step: Step, action: Action, given: dict[str, Any]) -> None:
        """Of an action that is complete, where there is one."""
        complete = [each for each in self.actions if self.log.completed_on(each.pk, day(step.on))]
        action = complete[step.pick % len(complete)] if complete else action
        completions.reopen_action(
            action=action, effective_date=day(step.on), reason="Not so", **given
        )
        self.log.add(action.pk, "completion", day(step.on), given["now"], complete=False)

    def _add(self, step: Step, action: Action, given: dict[str, Any]) -> None:
        self.add(day(step.on), given["now"], step.pick)

    def _change(self, step: Step) -> dict[str, Any]:
        return {"effective_date": day(step.on), "reason": "Agreed"}

    def _move(self, step: Step, action: Action, given: dict[str, Any]) -> None:
        """Gives two of the three anew and leaves one as it stood on that day."""
        before = self.log.values(action.pk, "placement", day(step.on))
        theme = self.scene.themes[step.pick % 3]
        stream = (None, *self.scene.workstreams)[step.other % 3]
        group = (None, *self.scene.report_groups)[step.other % 3]
        parts: dict[str, Any] = {"theme": theme, "workstream": stream, "report_group": group}
        kept = ("theme", "workstream", "report_group")[step.pick % 3]
        del parts[kept]
        changing.move_action(action=action, **parts, **self._change(step), **given)
        after = {
            "theme": theme.reference,
            "workstream": stream and stream.reference,
            "report_group": group and group.title,
        }
        after[kept] = before[kept]
        self.log.add(action.pk, "placement", day(step.on), given["now"], **after)

    def _due(self, step: Step, action: Action, given: dict[str, Any]) -> None:
        due = DueDate.parse(DUES[step.pick % 4])
        changing.change_due_date(action=action, due=due, **self._change(step), **given)
        self.log.add(action.pk, "due", day(step.on), given["now"], due=due.printed)

    def _assign(self, step: Step, action: Action, given: dict[str, Any]) -> None:
        lead = (None, self.scene.place.council, self.scene.place.health)[step.other % 3]
        owners = tuple(reversed(self.scene.place.posts[: step.pick % 4]))
        changing.assign_action(
            action=action, lead_organisation=lead, owners=owners, **self._change(step), **given
        )
        self._owned(action, day(step.on), given["now"], lead, owners)

    def _withdraw(self, step: Step, action: Action, given: dict[str, Any]) -> None:
        changing.withdraw_action(action=action, **self._change(step), **given)
        self.log.add(action.pk, "life", day(step.on), given["now"], state="withdrawn")

    def _supersede(self, step: Step, action: Action, given: dict[str, Any]) -> None:
        replaced_by = self.actions[step.pick % len(self.actions)]
        changing.supersede_action(
            action=action, replaced_by=replaced_by, **self._change(step), **given
        )
        self.log.add(action.pk, "life", day(step.on), given["now"], state="superseded")

    def _reword(self, step: Step, action: Action, given: dict[str, Any]) -> None:
        words: dict[str, Any] = {"title": f"W{self.tried}", "detail": f"D{self.tried}"}
        changing.reword_action(action=action, **words, **self._change(step), **given)
        self.log.add(action.pk, "wording", day(step.on), given["now"], **words)

    def _renumber(self, step: Step, action: Action, given: dict[str, Any]) -> None:
        reference = REFERENCES[step.pick % len(REFERENCES)]
        changing.renumber_action(action=action, reference=reference, **self._change(step), **given)
        self.log.add(action.pk, "reference", day(step.on), given["now"], reference=reference)

    def _raise(self, step: Step, action: Action, given: dict[str, Any]) -> None:
        title = f"I{self.tried}"
        group = issues.raise_issue_group(
            plan=self.scene.plan,
            title=title,
            explanation="Why",
            remedial_action="What",
            effective_date=day(step.on),
            **given,
        )
        self.issues.append((group, {"title": title, "from": day(step.on)}))

    def _issue(self, step: Step, action: Action, given: dict[str, Any]) -> None:
        group, issue = ((None, None), *self.issues)[step.pick % (len(self.issues) + 1)]
        issues.put_in_issue_group(
            action=action, issue_group=group, effective_date=day(step.on), **given
        )
        self.log.add(action.pk, "issue", day(step.on), given["now"], issue=issue)


def _as_expected(line: Line) -> Expected:
    return Expected(
        reference=line.reference,
        title=line.title,
        detail=line.detail,
        theme=line.theme.reference,
        top_theme=line.top_theme.reference,
        workstream=line.workstream.reference if line.workstream else None,
        report_group=line.report_group,
        lead_organisation=line.lead_organisation,
        owners=tuple(owner.title for owner in line.owners),
        due=line.due.printed if line.due else None,
        original_due=line.original_due.printed if line.original_due else None,
        rating=line.rating.code if line.rating else None,
        rated_on=line.rated_on,
        commentary=line.commentary,
        remedial_action=line.remedial_action,
        completed_on=line.completed_on,
        issue=line.issue.title if line.issue else None,
    )


def _check_adds_up(table: SummaryTable, lines: Sequence[Line]) -> None:
    assert table.total.total == len(lines)
    for row in (*table.rows, table.total):
        assert sum(row.counts.values()) == row.total
    for code, number in table.total.counts.items():
        assert sum(row.counts[code] for row in table.rows) == number
    rated = Counter(line.rating.code if line.rating else "unrated" for line in lines)
    assert {code: n for code, n in table.total.counts.items() if n} == rated


def _check(position: Position, telling: Telling, on: date) -> None:
    lines = {line.action_id: _as_expected(line) for line in position.lines}
    assert lines == telling.log.plan([action.pk for action in telling.actions], on)
    _check_adds_up(position.by_theme(), position.lines)
    _check_adds_up(position.by_workstream(), position.lines)
    parts = (
        position.complete,
        position.in_progress,
        position.not_started,
        position.progress_not_stated,
    )
    assert sum(len(part) for part in parts) == position.total


@pytest.mark.parametrize(
    ("preset", "examples"), [("brag", 30), ("rag", 30), ("four-stage", 12), ("", 4)]
)
def test_position_on_any_day_is_what_a_replay_of_the_log_says(
    place: Place, preset: str, examples: int
) -> None:
    scene = make_scene(place, preset=preset)

    @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    @given(steps=STEPS, days=st.lists(st.integers(-1, DAYS + 6), min_size=3, max_size=3))
    def tell(steps: list[Step], days: list[int]) -> None:
        with transaction.atomic():
            telling = Telling(scene)
            for start in (0, 2):
                telling.add(day(start), at(day(start)), start + len(telling.actions))
            for step in steps[:-1]:
                telling.try_out(step)
            eve = telling.earliest_effect(steps[-1]) - timedelta(days=1)
            before = position_as_at(scene.plan, eve)
            telling.try_out(steps[-1])
            assert position_as_at(scene.plan, eve) == before
            for offset in {*days, DAYS + 6}:
                _check(position_as_at(scene.plan, day(offset)), telling, day(offset))
            transaction.set_rollback(True)

    tell()
