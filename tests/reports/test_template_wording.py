"""The sections of paper templates: what they may say, and their order."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import settings as examples

from actions.errors import Refused
from actions.services.rows import version
from reports.choices import SectionKind
from reports.facts import Facts
from reports.figures import Figures
from reports.figures.menu import figure_menu
from reports.figures.named import named
from reports.models import TemplateSection
from reports.papers import draft_of
from reports.services.template_sections import (
    MOST_SECTIONS,
    add_template_section,
    move_template_section,
    remove_template_section,
)
from reports.services.templates import (
    add_template,
)
from tests.factories import Place, Scene, make_actions
from tests.reports.papering import make_paper, make_template, officer
from tests.reports.templating import (
    MOVES,
    add,
    blank,
    orders,
    rewrite,
)
from wsoa.capabilities import Role


@pytest.mark.django_db
class TestSections:
    @pytest.mark.parametrize(
        ("text", "named_in_it"),
        [
            ("There are {many}.", "{many}"),
            ("[[no-such-block]]", "[[no-such-block]]"),
            ("{complete, action}", "{complete, action}"),
            ("{rating:Q} are left.", "{rating:Q}"),
            ("[[table-1: As at {then}]]", "{then}"),
            ("| A |\n| --- |\n| {theme:99} |", "{theme:99}"),
        ],
    )
    def test_wording_with_a_figure_or_block_there_is_not_is_refused_by_name(
        self, scene: Scene, text: str, named_in_it: str
    ) -> None:
        make_actions(scene, 2, "G")
        with pytest.raises(Refused) as refused:
            add(scene, make_template(scene), text=text)
        assert refused.value.field == "text"
        assert f"There is no {named_in_it}. Take a figure" in refused.value.message

    def test_a_part_is_known_where_any_plan_of_the_area_has_it(self, scene: Scene) -> None:
        make_actions(scene, 2, "G")
        text = "{rating:G} on track, {rating:G in words}, for {meeting_day}, out on {despatch}."
        assert add(scene, make_template(scene), text=text).text == text

    def test_before_there_is_a_plan_names_alone_are_checked(self, place: Place) -> None:
        by = place.people[Role.OFFICER]
        given: dict[str, Any] = {
            "key": "forum",
            "title": "Forum",
            "body": "Schools Forum",
            "by": by,
        }
        template = add_template(area=place.area, **given)
        section: dict[str, Any] = {
            "template": template,
            "kind": SectionKind.BODY,
            "heading": "H",
            "by": by,
        }
        add_template_section(**section, text="{theme:3} and {measure:1}, {complete in words}")
        with pytest.raises(Refused, match=r"no \{many\}"):
            add_template_section(**section, text="{many}")
        add_template_section(**section, text="{theme:3 rated R as %}, {complete as %}")
        for unknown in ("as_at in words", "total as %", "issues:R as %"):
            with pytest.raises(Refused, match=f"no {{{unknown}}}"):
                add_template_section(**section, text=f"{{{unknown}}}")

    def test_every_figure_of_the_menu_is_known_by_its_name(self, scene: Scene) -> None:
        make_actions(scene, 4, "BGRA")
        paper = make_paper(scene)
        menu = figure_menu(Figures(Facts(scene.plan, paper.as_at), draft_of(paper)))
        names = [choice for group in menu for choice in group.choices]
        assert len(names) > 20
        for choice in names:
            name, _, argument = choice.name.partition(":")
            found = named(name, argument)
            assert found is not None, choice.name
            assert (found.number is not None) == bool(choice.noun), choice.name
            assert (found.whole is not None) == choice.is_share, choice.name

    @pytest.mark.parametrize(
        ("given_values", "field", "message"),
        [
            ({"heading": " "}, "heading", "Enter the heading"),
            ({"heading": "x" * 301}, "heading", "300 characters"),
            ({"is_exempt": True}, "ground", "Enter the ground"),
            ({"is_exempt": True, "ground": "–"}, "ground", "Enter the ground"),
            ({"guidance": "x" * 5001}, "guidance", "5,000 characters"),
            ({"text": "x" * 50_001}, "text", "50,000 characters"),
        ],
    )
    def test_what_a_section_lacks_or_has_too_much_of_is_refused(
        self, scene: Scene, given_values: dict[str, Any], field: str, message: str
    ) -> None:
        template = make_template(scene)
        with pytest.raises(Refused, match=message) as refused:
            add(scene, template, **given_values)
        assert refused.value.field == field
        with pytest.raises(Refused, match=message):
            rewrite(scene, template.sections.all()[0], **given_values)

    def test_a_ground_goes_with_the_exemption(self, scene: Scene) -> None:
        section = add(scene, make_template(scene), is_exempt=True, ground="Paragraph 3")
        assert rewrite(scene, section, is_exempt=False).ground == ""

    def test_a_template_has_a_hundred_sections_at_most(self, scene: Scene) -> None:
        template = blank(scene)
        TemplateSection.objects.bulk_create(
            TemplateSection(template=template, order=each, heading="H")
            for each in range(1, MOST_SECTIONS + 1)
        )
        with pytest.raises(Refused, match="100 sections at most"):
            add(scene, template)

    def test_a_move_disturbs_nobody_who_has_the_section_open(self, scene: Scene) -> None:
        section, other = make_template(scene).sections.filter(kind=SectionKind.BODY)[:2]
        seen = version(section), version(other)
        move_template_section(section=section, up=False, by=scene.manager)
        rewrite(scene, section, text="Mine.", seen=seen[0])
        rewrite(scene, other, text="Mine too.", seen=seen[1])


@pytest.mark.django_db
@examples(max_examples=15)
@given(moves=MOVES)
def test_however_sections_are_arranged_their_orders_run_from_1_without_gaps(
    scene: Scene, moves: list[tuple[str, int, bool]]
) -> None:
    with transaction.atomic():
        _arrange_sections(scene, moves)
        transaction.set_rollback(True)


def _arrange_sections(scene: Scene, moves: list[tuple[str, int, bool]]) -> None:
    template = blank(scene)
    kinds = (SectionKind.BODY, SectionKind.APPENDIX)
    for place in range(4):
        add(scene, template, kind=kinds[place % 2], heading=f"H{place}")
    for what, place, up in moves:
        rows = list(template.sections.all())
        if what == "add" or not rows:
            add(scene, template, kind=kinds[up], heading="More")
            continue
        row = rows[place % len(rows)]
        same = [each for each in rows if each.kind == row.kind]
        if what == "remove":
            remove_template_section(section=row, by=officer(scene))
        else:
            move_template_section(section=row, up=up, by=officer(scene))
            at = same.index(row)
            other = min(max(at + (-1 if up else 1), 0), len(same) - 1)
            same[at], same[other] = same[other], same[at]
            assert list(template.sections.filter(kind=row.kind)) == same
        assert orders(template) == list(range(1, template.sections.count() + 1))
