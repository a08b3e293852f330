"""Times the dashboard of a plan of 115 actions with two years of monthly updates and meetings. Called by
served.py; not a test.

The aim is 40 ms of server time for the dashboard, whatever its history. The plan is made through the services;
nothing of it is a real council's. Django has to be set up.
"""

from datetime import date, timedelta

from django.utils import timezone

from actions.importing.columns import guess_for
from actions.importing.outcome import Options
from actions.importing.table import CellTable, Row
from actions.position import memory
from actions.services.importing import import_actions
from boards.services.packs import close_pack
from boards.trend import trend
from boards.trend_charts import month_ends
from tests.benchmarks.large import HEADER, cells
from tests.benchmarks.timing import Taken, browser, once, page, warm
from tests.boards.making import make_board, make_meeting
from tests.factories import Scene, at, make_place, make_scene

ACTIONS = 115
MONTHS = 24


def main() -> None:
    """Make the plan and print the table."""
    days = month_ends(timezone.localdate(), MONTHS + 1)[:-1]
    place = make_place("history")
    scene = make_scene(place, title="Plan of two years", starts_on=days[0] - timedelta(days=31))
    _tell(scene, days)
    title = f"Plan of {ACTIONS} actions, {MONTHS} months of updates and meetings, one process"
    print(f"{title:70}{'wall, ms':>9}{'CPU, ms':>9}{'queries':>9}")
    manager = browser(place.manager)
    for name, address, aim in (
        ("dashboard, two years of history, 115 actions", scene.address, "aim: 40 ms"),
        ("the same, trend over months", f"{scene.address}?over=months", "aim: 40 ms"),
        ("the same, full screen", f"{scene.address}screen/", ""),
    ):
        ask = page(manager, address)
        ask()
        memory.forget_all()
        print(_row(f"{name}: nothing remembered", once(ask)))
        print(_row(f"{name}: again", warm(ask), aim))

    def read_trend() -> None:
        memory.forget_all()
        assert len(trend(scene.plan, days).points) == MONTHS

    print(_row(f"trend of {MONTHS} points: nothing remembered", warm(read_trend)))
    print(_row(f"trend of {MONTHS} points: again", warm(lambda: _again(scene, days))))


def _again(scene: Scene, days: list[date]) -> None:
    assert len(trend(scene.plan, days).points) == MONTHS


def _row(name: str, taken: Taken, aim: str = "") -> str:
    return f"{name:70}{taken.wall:9.1f}{taken.cpu:9.1f}{taken.queries:9}  {aim}"


def _tell(scene: Scene, days: list[date]) -> None:
    """An update of every action at the end of each month, and a meeting three days later; the last meeting's
    pack is closed."""
    posts = [post.title for post in scene.place.posts]
    board = make_board(scene)
    for turn, day in enumerate(days):
        numbered = enumerate(cells(ACTIONS, turn, posts), start=2)
        table = CellTable("", HEADER, tuple(Row(number, row) for number, row in numbered))
        options = Options(guess_for(table, scene.plan), day, f"returns-{turn}.csv")
        import_actions(plan=scene.plan, table=table, options=options, by=scene.manager, now=at(day))
        meeting = make_meeting(board, day + timedelta(days=3), as_at=day)
    close_pack(meeting=meeting, by=scene.manager)
