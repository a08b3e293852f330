"""Times the pages of a register of 60 risks, each reviewed twelve times and mitigated by an action and by words.
Called by served.py; not a test. The aim is 40 ms. The figures are those of large.py: in one process, by the
clock and of the processor."""

from actions.choices import MitigationState
from actions.position import memory
from actions.risking import risks_as_at
from actions.services.mitigations import add_mitigation
from tests.actions.risking import make_risk, review
from tests.benchmarks.timing import browser, page, warm
from tests.factories import Scene, day, make_actions, make_place, make_scene

RISKS, REVIEWS = 60, 12


def main() -> None:
    """Make the plan, and print the table."""
    scene = make_scene(make_place("risking"), slug="risking")
    make_register(scene, RISKS, REVIEWS)
    manager = browser(scene.manager)
    title = f"Register of {RISKS} risks, {REVIEWS} reviews each"
    print(f"{title:58}{'wall, ms':>9}{'CPU, ms':>9}{'queries':>9}")
    for name, path, aim in (
        ("Risks: words, map, register, what moved", "risks/", "aim: 40 ms"),
        ("One risk", "risks/R1/", "aim: 40 ms"),
        ("Risks as a workbook", "risks.xlsx", ""),
    ):
        print(warm(page(manager, f"{scene.address}{path}")).row(name, aim))

    def anew() -> None:
        memory.forget_all()
        risks_as_at(scene.plan, day(400))

    print(warm(anew).row("Reading the register from history", "aim: 40 ms"))


def make_register(scene: Scene, risks: int, reviews: int) -> None:
    """So many risks in the plan, each reviewed so often, and mitigated by one of six actions and by words."""
    actions = make_actions(scene, 6, "GARBW")
    for each in range(risks):
        risk = make_risk(
            scene,
            f"Risk {each}",
            "DCBEFA"[each % 6] + str(each % 4 + 1),
            owner=scene.place.posts[each % 3],
            next_review_on=day(200),
        )
        for month in range(1, reviews + 1):
            review(risk, "DCB"[(each + month) % 3] + "3", month * 20, by=scene.manager)
        for action, text in ((actions[each % 6], ""), (None, "Hire")):
            add_mitigation(
                risk=risk,
                action=action,
                text=text,
                state=MitigationState.PLANNED,
                effective_date=day(2),
                by=scene.manager,
            )
