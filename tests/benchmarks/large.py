"""A plan as large as any: made through the services, for the bench. Nothing of it is a real council's."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from actions.importing.columns import guess_for
from actions.importing.outcome import Options
from actions.importing.table import CellTable, Row
from actions.services.importing import import_actions
from tests.factories import Scene, at, make_place, make_scene

SLUG = "benchmark"
ACTIONS = 1_000
CARDS = 30
"""Actions that the action owner's post owns."""

HEADER = (
    *("Reference", "Action", "Theme", "Workstream", "Report group", "Lead organisation", "Owners"),
    *("Due date", "Rating", "Commentary", "Remedial action"),
)
_DUE = ("Ongoing", "30 April 2026", "June 2027", "Q3 2027/28", "31 December 2028")


def make_large_plan(number: int = ACTIONS) -> Scene:
    """A plan of so many actions with two status updates each, the last six weeks old."""
    scene = make_scene(make_place(SLUG), title="Large plan", starts_on=date(2024, 1, 1))
    today = timezone.localdate()
    for turn, days in enumerate((75, 42)):
        day = today - timedelta(days=days)
        table = CellTable("", HEADER, tuple(_rows(scene, number, turn)))
        import_actions(
            plan=scene.plan,
            table=table,
            options=Options(guess_for(table, scene.plan), day, f"returns-{turn}.csv"),
            by=scene.manager,
            now=at(day),
        )
    return scene


def rows(scene: Scene, number: int, turn: int) -> Iterator[tuple[str, ...]]:
    """The cells of so many actions; in each turn other ratings and words."""
    posts, codes = scene.place.posts, [*"GGGARW"]
    for index in range(number):
        post = posts[0] if index % max(number // CARDS, 1) == 0 else posts[1 + index % 2]
        yield (
            f"{index // 26 + 1}{chr(ord('A') + index % 26)}",
            f"Agree and publish the pathway for children who wait for support, part {index + 1}",
            scene.themes[index % len(scene.themes)].reference,
            ("WS1", "WS2", "")[index % 3],
            ("Co-production", "Workforce", "")[index % 3],
            "Council" if index % 2 else "Health",
            post.title,
            _DUE[index % len(_DUE)],
            codes[(index + turn) % len(codes)],
            f"In turn {turn + 1} the group met twice. "
            + "Families asked for shorter letters. " * 6,
            "A second officer has been asked for." if index % 3 else "",
        )


def _rows(scene: Scene, number: int, turn: int) -> Iterator[Row]:
    for place, cells in enumerate(rows(scene, number, turn), start=2):
        yield Row(place, cells)
