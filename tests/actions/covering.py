"""Builders for tests of coverage, through the services: weaknesses, and what answers each of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.inspecting import answers_as_at
from actions.inspecting.answers import KINDS
from actions.models import Action, Measure, Risk, Theme, Weakness, WeaknessAnswer
from actions.services.coverage import answer, change_answers
from tests.actions.inspecting import answering
from tests.actions.measured import make_measure, read_month, set_target
from tests.actions.risking import make_risk
from tests.actions.voices import make_voice
from tests.factories import STARTS_ON, Scene, make_action, rate


def answers(
    scene: Scene, weakness: Weakness, *, on: date = STARTS_ON, **thing: Any
) -> WeaknessAnswer:
    """Let the thing, such as `theme=`, answer the weakness from the day."""
    return answer(weakness=weakness, effective_date=on, by=scene.manager, **thing)


def answers_no_more(
    scene: Scene, weakness: Weakness, *, on: date, reason: str = "", **thing: Any
) -> WeaknessAnswer:
    """Let it answer the weakness no more from the day: what else answers it then is all that is ticked."""
    before = answers_as_at([weakness], on)[weakness.pk]
    (without,) = thing.items()
    models: dict[str, Any] = dict(zip(KINDS, (Theme, Action, Measure, Risk), strict=True))
    ticked: dict[str, Any] = {
        f"{kind}s": list(
            model.objects.filter(
                pk__in=before.of(kind) - ({without[1].pk} if kind == without[0] else set())
            )
        )
        for kind, model in models.items()
    }
    (made,) = change_answers(
        weakness=weakness, effective_date=on, by=scene.manager, reason=reason, **ticked
    )
    return made


@dataclass(frozen=True, slots=True)
class Covered:
    """The weaknesses of `cover`, by what they have."""

    full: Weakness
    bare: Weakness


def cover(scene: Scene, series: str = "") -> Covered:
    """Two weaknesses: one answered in every way, with delivery and impact behind it; the other by nothing.

    Action 1.1 is complete and 1.2 is overdue from April 2018, both of the theme that answers; 2.1 answers
    nothing.
    """
    by = scene.manager
    full, bare = answering(scene)
    post = scene.place.posts[0]
    done = make_action(scene, f"{series}1.1", owners=(post,), due="31 March 2018")
    make_action(scene, f"{series}1.2", owners=(post,), due="31 March 2018")
    make_action(scene, f"{series}2.1", theme=scene.themes[1], owners=(post,))
    complete(scene, done)
    measure = make_measure(scene)
    read_month(measure, 1, "40", by=by)
    read_month(measure, 2, "55", by=by)
    set_target(measure, "80", date(2018, 12, 31), by=by)
    risk = make_risk(scene)
    make_voice(scene, weakness=full)
    for thing in ({"theme": scene.themes[0]}, {"measure": measure}, {"risk": risk}):
        answers(scene, full, **thing)
    return Covered(full, bare)


def complete(scene: Scene, action: Action, on: date = date(2018, 3, 20)) -> None:
    """Record the action's completion by a rating that says so."""
    rate(action, scene.ratings["B"], on, by=scene.manager)
