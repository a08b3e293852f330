"""Times the pages of what answers each weakness of a plan of 115 actions. Called by served.py; not a test.

The aim is 40 ms of server time for the matrix. Everything is recorded through the services; nothing of it is a real
council's. Django has to be set up.
"""

from actions.models import Weakness
from tests.actions.covering import answers
from tests.actions.inspecting import answering
from tests.actions.measured import make_measure, read_month
from tests.actions.risking import make_risk
from tests.actions.voices import make_voice
from tests.benchmarks.timing import browser, once, page, warm
from tests.factories import Scene, make_actions, make_place, make_scene

ACTIONS = 115
WEAKNESSES = 8
MEASURES = 3
MONTHS = 11
VOICES = 5


def main() -> None:
    """Make the plan and print the table."""
    scene = make_scene(make_place("coverage"), title="Plan with weaknesses")
    actions = make_actions(scene, ACTIONS, "GARBW")
    for number, weakness in enumerate(answering(scene, WEAKNESSES)):
        answers(scene, weakness, theme=scene.themes[number % len(scene.themes)])
        answers(scene, weakness, action=actions[number])
        _impact(scene, weakness, number)
    title = f"{WEAKNESSES} weaknesses, {ACTIONS} actions, one process"
    print(f"{title:58}{'wall, ms':>9}{'CPU, ms':>9}{'queries':>9}")
    manager = browser(scene.manager)
    for name, path, aim in (
        ("What answers each weakness", "coverage/", "aim: 40 ms"),
        ("The story of one weakness", "weaknesses/1/", ""),
        ("Readiness pack, as a page", "readiness/", ""),
    ):
        print(warm(page(manager, f"{scene.address}{path}")).row(name, aim))
    print(once(page(manager, f"{scene.address}readiness.pdf")).row("Readiness pack, PDF", ""))


def _impact(scene: Scene, weakness: Weakness, number: int) -> None:
    """What shows whether it gets better: measures with readings, a risk, and what families said."""
    for place in range(MEASURES):
        measure = make_measure(scene, f"Measure {number + 1}.{place + 1}")
        for month in range(1, MONTHS + 1):
            read_month(measure, month, str(30 + month + place), by=scene.manager)
        answers(scene, weakness, measure=measure)
    answers(scene, weakness, risk=make_risk(scene, f"Risk {number + 1}"))
    for _ in range(VOICES):
        make_voice(scene, weakness=weakness)
