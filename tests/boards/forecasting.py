"""Histories for forecasts, made by hand, drawn at random, or with a hazard that is known."""

from datetime import date, timedelta
from random import Random

from hypothesis import strategies as st

from boards.forecast_history import ActionHistory

START = date(2022, 1, 1)
PLAN = 1


def an_action(
    number: int,
    *,
    due: date | None,
    completed: date | None = None,
    theme: str = "1",
    added: date = START,
    plan: int = PLAN,
) -> ActionHistory:
    """An action that was added, given a due date and perhaps completed."""
    return ActionHistory(
        action_id=number,
        plan_id=plan,
        lives=((added, True),),
        dues=((added, due),),
        completions=((completed, True),) if completed else (),
        themes=((added, theme),),
    )


def steady(
    seed: int, *, actions: int, a_month: float, months: int = 24, themes: int = 4
) -> list[ActionHistory]:
    """Actions due evenly over the months, each of which, from a month before its date on, is completed with
    the same chance a day, so many a month."""
    random = Random(seed)  # noqa: S311 - repeatable
    found = []
    for number in range(actions):
        due = START + timedelta(30 * (1 + months * number // actions))
        completed = due - timedelta(28) + timedelta(int(random.expovariate(a_month / 30.4)) + 1)
        found.append(
            an_action(number, due=due, completed=completed, theme=str(number % themes + 1))
        )
    return found


days = st.sampled_from(range(700, 150, -5)).map(lambda number: START + timedelta(number))


@st.composite
def histories(draw: st.DrawFn) -> list[ActionHistory]:
    """Areas with every kind of event: put back, ongoing, completed, opened again, withdrawn, of another plan."""
    random = Random(draw(st.sampled_from(range(1_000))))  # noqa: S311 - repeatable
    finished = draw(st.sampled_from([0.6, 0.9, 0.3, 0.0]))
    number_of_actions = draw(st.sampled_from([40, 60, 5, 0]))
    return [_eventful(random, number, finished) for number in range(number_of_actions)]


def _eventful(random: Random, number: int, finished: float) -> ActionHistory:
    def later(most: int = 600) -> date:
        return added + timedelta(random.randint(0, most))

    added = START + timedelta(random.randint(0, 200))
    lives = [(added, True)]
    if random.random() < 0.1:
        lives.append((later(), False))
    dues: list[tuple[date, date | None]] = [(added, later())] if random.random() < 0.9 else []
    for _ in range(random.choice((0, 0, 0, 1, 2))):
        dues.append((later(), random.choice((None, later(), later()))))
    completions = [(later(), True)] if random.random() < finished else []
    if completions and random.random() < 0.1:
        completions.append((later(), False))
    return ActionHistory(
        action_id=number,
        plan_id=random.choice((PLAN, PLAN, 2)),
        lives=tuple(lives),
        dues=tuple(sorted(dues, key=lambda each: each[0])),
        completions=tuple(sorted(completions)),
        themes=((added, random.choice(("1", "2", "IP3"))),),
    )
