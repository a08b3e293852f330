"""What a forecast is made from: the dated facts of an area's actions, and what was known of them on a day.

Frozen values, no models, no queries. `ActionHistory` holds every standing entry; `known` cuts it at a day,
so that no forecast can see what became effective after the day it is made for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Promise:
    """A due date that was given: on which day, and the last day of the period it names.

    `dropped_on` is the day on which the action lost its end (became ongoing), None where it did not. A
    date put back later stays the promise it was: the later date is another promise.
    """

    made_on: date
    end: date
    dropped_on: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """An action as it was known on a day.

    `theme` is the reference of its top-level theme. `left_on` is the day on which it left the plan.
    `due` is the end of the due date in force, None where there is none or it is ongoing. `completed_on` is
    that of the completion that stands; one that was reopened since is none.
    """

    action_id: int
    in_plan: bool
    theme: str
    added_on: date
    left_on: date | None
    promises: tuple[Promise, ...]
    due: date | None
    completed_on: date | None

    @property
    def is_live(self) -> bool:
        """Whether it is part of its plan."""
        return self.left_on is None

    @property
    def is_open(self) -> bool:
        """Whether it is part of its plan and still to be completed."""
        return self.left_on is None and self.completed_on is None


@dataclass(frozen=True, slots=True)
class ActionHistory:
    """Every standing fact about an action that a forecast uses, each with its day, oldest first.

    `lives` says from when it was part of its plan or no longer; `dues` the ends of the due dates given,
    None for ongoing; `completions` from when it was complete, or open again; `themes` the reference of its
    top-level theme.
    """

    action_id: int
    plan_id: int
    lives: tuple[tuple[date, bool], ...]
    dues: tuple[tuple[date, date | None], ...]
    completions: tuple[tuple[date, bool], ...]
    themes: tuple[tuple[date, str], ...]

    def known(self, day: date, plan_id: int) -> Known | None:
        """What was known of it at the end of the day; None before it was added. `plan_id` is the plan
        that is forecast."""
        lives = [entry for entry in self.lives if entry[0] <= day]
        if not lives:
            return None
        left, is_live = lives[-1]
        promises, due = _promises(entry for entry in self.dues if entry[0] <= day)
        completions = [entry for entry in self.completions if entry[0] <= day]
        completed, is_complete = completions[-1] if completions else (None, False)
        themes = [theme for since, theme in self.themes if since <= day]
        return Known(
            action_id=self.action_id,
            in_plan=self.plan_id == plan_id,
            theme=themes[-1] if themes else "",
            added_on=lives[0][0],
            left_on=None if is_live else left,
            promises=promises,
            due=due,
            completed_on=completed if is_complete else None,
        )


def known_on(histories: Iterable[ActionHistory], day: date, plan_id: int) -> tuple[Known, ...]:
    """What was known of the actions at the end of the day, those added later left out."""
    found = (history.known(day, plan_id) for history in histories)
    return tuple(known for known in found if known is not None)


def _promises(
    dues: Iterable[tuple[date, date | None]],
) -> tuple[tuple[Promise, ...], date | None]:
    """The promises made, oldest first, and the end in force. A date printed anew is no new promise."""
    promises: list[Promise] = []
    in_force: date | None = None
    for made_on, end in dues:
        if end is None and in_force is not None:
            last = promises.pop()
            promises.append(Promise(last.made_on, last.end, dropped_on=made_on))
        elif end is not None and end != in_force:
            promises.append(Promise(made_on, end))
        in_force = end
    return tuple(promises), in_force
