"""How many queries the pages on which papers are written cost: the same for few papers, sections and comments and for many."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actions.services.plans import add_theme
from reports.choices import SectionKind
from reports.models import Paper, PaperSection
from reports.services.comments import add_comment
from reports.services.papers import write_section
from tests.boards.making import make_board, make_meeting
from tests.conftest import signed_in
from tests.factories import day, make_actions, make_place, make_scene
from tests.reports.papering import make_paper, section_of

QUERIES = {
    "": 6,
    "start/": 7,
    "{paper}/": 41,
    "{paper}/change/": 6,
    "{paper}/preview/": 29,
    "{paper}/sections/{section}/": 36,
    "{paper}/sections/{section}/versions/": 6,
    "{paper}/sections/{section}/change/": 6,
    "{paper}/sections/add/": 4,
    "{next}/": 46,
    "{next}/sections/{copied}/": 42,
    "POST {paper}/sections/{section}/preview/": 27,
    "POST {paper}/sections/{section}/here/": 15,
    "POST {paper}/sections/{section}/": 36,
}
"""Address below the papers' -> queries of a view, sign-in included. The Position is read anew each time, because nothing is remembered
inside a test's transaction: that is 17 of them."""


def fill(slug: str, number: int) -> PaperSection:
    """A section with as many versions and comments, in a paper of as many beside it, on a plan of as many actions."""
    scene = make_scene(make_place(slug))
    make_actions(scene, number * 3, ["B", "G", "R"])
    board = make_board(scene)
    for each in range(number):
        make_meeting(board, day(60 + each))
        paper = make_paper(scene, title=f"Paper {'ABCDEFG'[each]}")
    section = section_of(paper, SectionKind.SUMMARY)
    for each in range(number):
        write_section(
            section=section, text=f"Words{' and more' * each}", by=scene.manager, keep=True
        )
        comment = add_comment(section=section, text=f"Why {each}?", by=scene.manager)
        add_comment(section=section, text=f"So {each}", answers=comment, by=scene.manager)
        add_theme(plan=scene.plan, reference=f"T{each}", title=f"Theme {each}", by=scene.manager)
    make_paper(scene, previous=paper, title="The next")
    section.paper = paper
    return section


def asking(client: Client, section: PaperSection) -> dict[str, Callable[[], object]]:
    paper = section.paper
    plan = paper.plan
    after = Paper.objects.get(previous=paper)
    copied = section_of(after, SectionKind.BODY)
    below = f"/{plan.area.slug}/{plan.slug}/papers/"

    def ask(name: str) -> Callable[[], object]:
        address = below + name.removeprefix("POST ").format(
            paper=paper.pk, section=section.pk, next=after.pk, copied=copied.pk
        )
        if name.startswith("POST"):
            given = {"text": "All {total}", "seen": section.version}
            return lambda: client.post(address, given, headers={"HX-Request": "true"})
        return lambda: client.get(address)

    return {name: ask(name) for name in QUERIES}


@pytest.mark.django_db
def test_pages_of_drafting_cost_the_same_queries_for_few_and_for_many() -> None:
    found = []
    for slug, number in (("small", 1), ("large", 7)):
        section = fill(slug, number)
        client = signed_in(section.paper.created_by)
        counts = {}
        for name, do in asking(client, section).items():
            with CaptureQueriesContext(connection) as captured:
                answer = do()
            assert getattr(answer, "status_code", 0) == 200
            counts[name] = len(captured)
        found.append(counts)
    assert found[0] == found[1]
    assert found == [QUERIES] * 2
