"""Times the freezing of a pack of 115 actions, and the pages that show and compare what was frozen. Called by
served.py; not a test. The figures are those of large.py: in one process, by the clock and of the processor."""

import statistics

from actions.position import memory
from boards.models import Pack
from boards.services.packs import close_pack, reopen_pack
from boards.verifying import check
from tests.benchmarks.timing import REPEATS, Taken, browser, once, page, warm
from tests.boards.making import make_board, make_meeting
from tests.factories import day, make_actions, make_place, make_scene, rate

ACTIONS = 115


def main() -> None:
    """Make the plan, freeze it often, and print the table."""
    scene = make_scene(make_place("freezing"), slug="freezing")
    actions = make_actions(scene, ACTIONS, "GARWB")
    board = make_board(scene)
    first, second = make_meeting(board, day(30)), make_meeting(board, day(60))
    close_pack(meeting=first, by=scene.manager)
    for action in actions[::3]:
        rate(action, scene.ratings["A"], day(45), by=scene.manager)
    taken: list[Taken] = []
    packs: list[Pack] = []
    for _ in range(REPEATS):
        memory.forget_all()
        taken.append(once(lambda: packs.append(close_pack(meeting=second, by=scene.manager))))
        reopen_pack(pack=packs[-1], reason="To close it once more", by=scene.manager)
    pack = close_pack(meeting=second, by=scene.manager)
    middle = Taken(
        statistics.median(each.wall for each in taken),
        statistics.median(each.cpu for each in taken),
        taken[0].queries,
    )
    title = f"Packs of {ACTIONS} actions, one process"
    print(f"{title:58}{'wall, ms':>9}{'CPU, ms':>9}{'queries':>9}")
    print(middle.row("Freezing a pack", "aim: 300 ms"))
    manager = browser(scene.manager)
    place = f"/freezing/area/boards/{board.slug}/meetings/{second.pk}"
    shown = f"{place}/shown/{scene.plan.slug}/"
    compare = f"{scene.address}compare/?from=meeting-{first.pk}&to=meeting-{second.pk}"
    print(warm(page(manager, shown)).row("What the board was shown", ""))
    print(warm(page(manager, compare)).row("Two snapshots compared", ""))
    print(warm(lambda: _whole(pack)).row("Checking every row of a pack", ""))


def _whole(pack: Pack) -> None:
    assert check(pack).is_whole
