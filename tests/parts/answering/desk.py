"""Builder: a plan whose action owner has something of everything to answer, and whose manager to decide."""

from tests.factories import Place, Scene, at, day, make_action, make_scene, rate
from tests.parts.answering.asking import let_wait


def make_desk(place: Place, *, slug: str = "desk") -> Scene:
    """Five actions of the owner's: green, amber, red, complete, and one of which nothing was said yet.

    What was said of them was said in the plan's first days, so all but the complete one are asked about.
    """
    scene = make_scene(place, slug=slug, title="Priority Action Plan")
    for number, code in enumerate("GARB", start=1):
        action = make_action(scene, f"1.{number}", owners=place.posts[:1], due="June 2018")
        rate(
            action,
            scene.ratings[code],
            day(2),
            by=scene.manager,
            now=at(day(2)),
            commentary=f"What was said of 1.{number} last month.",
        )
    make_action(scene, "1.5", owners=place.posts[:1])
    return scene


def let_updates_wait(scene: Scene) -> Scene:
    """The plan, whose updates wait for acceptance from now on."""
    let_wait(scene.plan, updates=True)
    return scene
