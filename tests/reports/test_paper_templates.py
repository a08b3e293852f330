"""An area's own paper templates: what papers started from them begin with, and what a change of one leaves alone."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from actions.choices import AuditEvent
from actions.errors import Refused, Stale
from actions.models import Area, AuditEntry
from actions.services.rows import version
from reports.choices import AppendixNaming, Numbering, SectionKind, StepKind
from reports.facts import Facts
from reports.figures import Figures
from reports.figures.menu import figure_menu
from reports.figures.named import named
from reports.models import PaperTemplate, TemplateSection, TemplateStep
from reports.papers import draft_of, paper_draft
from reports.services.template_sections import (
    MOST_SECTIONS,
    add_template_section,
    change_template_section,
    move_template_section,
    remove_template_section,
)
from reports.services.template_steps import (
    add_template_step,
    change_template_step,
    move_template_step,
    remove_template_step,
)
from reports.services.templates import (
    add_template,
    change_template,
    copy_template,
    restore_template,
    retire_template,
)
from tests.factories import Place, Scene, day, make_actions, make_place, make_scene
from tests.reports.papering import CABINET, make_paper, make_template, officer
from wsoa.capabilities import Role


def add(scene: Scene, template: PaperTemplate, **given: Any) -> TemplateSection:
    values: dict[str, Any] = {"kind": SectionKind.BODY, "heading": "Climate", "by": officer(scene)}
    return add_template_section(template=template, **{**values, **given})


def rewrite(scene: Scene, section: TemplateSection, **given: Any) -> TemplateSection:
    names = ("kind", "heading", "guidance", "text", "is_mandatory", "is_exempt", "ground")
    values: dict[str, Any] = {name: getattr(section, name) for name in names}
    return change_template_section(section=section, by=officer(scene), **{**values, **given})


def settings(template: PaperTemplate, **given: Any) -> dict[str, Any]:
    names = ("title", "body", "numbering", "appendices", "word_limit", "despatch_days")
    values: dict[str, Any] = {name: getattr(template, name) for name in (*names, "log_is_public")}
    return {"template": template, **values, **given}


def ask(scene: Scene, template: PaperTemplate, role: str, **given: Any) -> TemplateStep:
    values: dict[str, Any] = {"kind": StepKind.CONSULTEE, "role": role, "by": officer(scene)}
    return add_template_step(template=template, **{**values, **given})


def blank(scene: Scene, key: str = "schools-forum") -> PaperTemplate:
    return add_template(
        area=scene.place.area,
        key=key,
        title=f"Report {key}",
        body="Schools Forum",
        by=officer(scene),
    )


def headings(template: PaperTemplate) -> list[str]:
    return [each.heading for each in template.sections.filter(kind=SectionKind.BODY)]


def orders(template: PaperTemplate) -> list[int]:
    return [each.order for each in template.sections.all()]


def turns(template: PaperTemplate) -> list[list[str]]:
    """Who is asked in each turn; the turns are numbered from 1 without gaps."""
    found: dict[int, list[str]] = {}
    for each in template.steps.all():
        found.setdefault(each.order, []).append(each.role)
    assert list(found) == list(range(1, len(found) + 1))
    return list(found.values())


@pytest.mark.django_db
class TestTemplates:
    def test_a_change_leaves_papers_that_were_started_as_they_are(self, scene: Scene) -> None:
        template = make_template(scene)
        paper = make_paper(scene)
        before = draft_of(paper)
        by = officer(scene)
        change_template(
            **settings(template, title="Other", numbering=Numbering.NONE, word_limit=9), by=by
        )
        for section in template.sections.all():
            rewrite(scene, section, heading=f"New {section.heading}", text="New words.")
        add(scene, template)
        remove_template_section(section=template.sections.all()[1], by=by)
        remove_template_step(step=template.steps.all()[0], by=by)
        retire_template(template=template, by=by)
        paper.refresh_from_db()
        assert draft_of(paper) == before

    def test_the_next_paper_begins_with_what_was_changed(self, scene: Scene) -> None:
        template = make_template(scene)
        first, second, *rest = headings(template)
        body = template.sections.filter(kind=SectionKind.BODY)
        move_template_section(section=body[0], up=False, by=officer(scene))
        rewrite(scene, body[0], guidance="Be brief.", text="All {total} actions.")
        add(scene, template, is_exempt=True, ground="Paragraph 3", is_mandatory=True)
        head = scene.place.posts[0]
        ask(scene, template, "Head of Legal", kind=StepKind.SIGN_OFF, post=head, days=2)
        change_template(
            **settings(template, word_limit=1200, log_is_public=True), by=officer(scene)
        )
        paper = make_paper(scene)
        assert (paper.word_limit, paper.log_is_public) == (1200, True)
        made = list(paper.sections.filter(kind=SectionKind.BODY))
        assert [each.heading for each in made] == [second, first, *rest, "Climate"]
        assert (made[0].guidance, made[0].text) == ("Be brief.", "All {total} actions.")
        last = made[-1]
        assert (last.is_mandatory, last.is_exempt, last.ground) == (True, True, "Paragraph 3")
        step = paper.steps.get(role="Head of Legal")
        assert (step.kind, step.post, step.order) == (StepKind.SIGN_OFF, head, 2)

    def test_a_copy_is_a_template_of_its_own_from_which_papers_start(self, scene: Scene) -> None:
        template = make_template(scene)
        given: dict[str, Any] = {
            "key": "cabinet-urgent",
            "title": "Urgent report",
            "by": officer(scene),
        }
        copy = copy_template(template=template, **given)
        assert headings(copy) == headings(template)
        assert turns(copy) == turns(template)
        add(scene, copy)
        assert "Climate" not in headings(template)
        paper = make_paper(scene, template=copy)
        assert "Climate" in [each.heading for each in paper.sections.all()]
        draft = paper_draft(scene.plan, "cabinet-urgent", day(30))
        assert "Climate" in [each.heading for each in draft.sections]

    def test_a_key_without_a_paper_is_filled_with_those_who_would_be_asked(
        self, scene: Scene
    ) -> None:
        template = blank(scene)
        add(scene, template, text="[[sign-off]]")
        ask(scene, template, "Head of Legal", kind=StepKind.SIGN_OFF)
        draft = paper_draft(scene.plan, "schools-forum", day(30))
        assert [each.role for each in draft.steps] == ["Head of Legal"]

    @pytest.mark.parametrize(
        ("key", "message"),
        [
            ("", "Enter the key."),
            ("Schools Forum", "small letters and digits"),
            ("-forum", "small letters and digits"),
            ("x" * 41, "40 characters or fewer"),
            ("scrutiny", "shipped with the tracker"),
            ("schools-forum", "the key of another template"),
            ("fórum", "small letters and digits"),
        ],
    )
    def test_a_key_is_a_slug_that_nothing_else_has(
        self, scene: Scene, key: str, message: str
    ) -> None:
        blank(scene)
        with pytest.raises(Refused, match=message) as refused:
            copy_template(template=make_template(scene), key=key, title="X", by=officer(scene))
        assert refused.value.field == "key"

    def test_two_areas_may_have_the_same_key_and_title(self, scene: Scene) -> None:
        other = make_scene(make_place("elsewhere"))
        assert blank(scene).key == blank(other).key

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            ("title", "REPORT schools-forum", "Another template has this title"),
            ("title", "x" * 201, "200 characters or fewer"),
            ("body", " ", "Enter the committee"),
            ("word_limit", 100_001, "from 0 to 100,000"),
            ("word_limit", -1, "from 0 to 100,000"),
            ("despatch_days", 61, "from 0 to 60"),
        ],
    )
    def test_settings_that_cannot_be_meant_are_refused(
        self, scene: Scene, field: str, value: object, message: str
    ) -> None:
        blank(scene)
        template = make_template(scene)
        with pytest.raises(Refused, match=message) as refused:
            change_template(**settings(template, **{field: value}), by=officer(scene))
        assert refused.value.field == field

    def test_somebody_elses_change_is_not_overwritten_unseen(self, scene: Scene) -> None:
        template = make_template(scene)
        seen = version(template)
        change_template(**settings(template, body="Executive"), by=scene.manager)
        with pytest.raises(Stale):
            change_template(**settings(template, body="Council"), by=officer(scene), seen=seen)
        section = template.sections.all()[0]
        seen = version(section)
        rewrite(scene, section, text="Theirs.")
        with pytest.raises(Stale):
            rewrite(scene, section, text="Mine.", seen=seen)
        step = template.steps.all()[0]
        seen = version(step)
        values: dict[str, Any] = {
            "kind": step.kind,
            "post": None,
            "is_mandatory": True,
            "days": 1,
            "order": 1,
        }
        change_template_step(step=step, role="Theirs", by=scene.manager, **values)
        with pytest.raises(Stale):
            change_template_step(step=step, role="Mine", by=scene.manager, seen=seen, **values)

    def test_no_paper_starts_from_a_template_without_a_body_or_from_a_retired_one(
        self, scene: Scene
    ) -> None:
        template = blank(scene)
        add(scene, template, kind=SectionKind.SUMMARY)
        with pytest.raises(Refused, match="no section in its body yet"):
            make_paper(scene, template=template)
        add(scene, template)
        retire_template(template=template, by=officer(scene))
        with pytest.raises(Refused, match="is retired"):
            make_paper(scene, template=template)
        restore_template(template=template, by=officer(scene))
        assert make_paper(scene, template=template).template == template

    def test_the_trail_tells_in_words_what_changed_and_nothing_where_nothing_did(
        self, scene: Scene
    ) -> None:
        template = make_template(scene)
        before = AuditEntry.objects.count()
        change_template(**settings(template), by=officer(scene))
        rewrite(scene, template.sections.all()[0])
        restore_template(template=template, by=officer(scene))
        assert AuditEntry.objects.count() == before
        change_template(
            **settings(template, appendices=AppendixNaming.NUMBERS, word_limit=3000),
            by=officer(scene),
        )
        entry = AuditEntry.objects.latest("pk")
        assert entry.event == AuditEvent.PAPER_TEMPLATE_CHANGED
        assert entry.summary == (
            "Cabinet report: appendices from “Appendix A, B” to “Appendix 1, 2”; "
            "word limit from “4000” to “3000”"
        )


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
        with pytest.raises(Refused, match=r"no \{as_at in words\}"):
            add_template_section(**section, text="{as_at in words}")

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


MOVES = st.lists(
    st.tuples(st.sampled_from(["move", "add", "remove"]), st.integers(0, 9), st.booleans()),
    max_size=12,
)


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


@pytest.mark.django_db
class TestSteps:
    def test_those_of_one_turn_are_asked_at_once_and_part_when_one_moves(
        self, scene: Scene
    ) -> None:
        template = blank(scene)
        for role in "AB":
            ask(scene, template, role)
        late = ask(scene, template, "C", order=2)
        assert turns(template) == [["A"], ["B", "C"]]
        by = officer(scene)
        expected = [
            [["A"], ["C"], ["B"]],
            [["A", "C"], ["B"]],
            [["C"], ["A"], ["B"]],
            [["C"], ["A"], ["B"]],
        ]
        for said in expected:
            move_template_step(step=late, up=True, by=by)
            assert turns(template) == said
        move_template_step(step=late, up=False, by=by)
        assert turns(template) == [["A", "C"], ["B"]]

    def test_a_step_may_be_given_its_turn_and_the_rest_close_up(self, scene: Scene) -> None:
        template = blank(scene)
        first, second, third = (ask(scene, template, role) for role in "ABC")
        values: dict[str, Any] = {
            "kind": StepKind.SIGN_OFF,
            "post": None,
            "is_mandatory": True,
            "days": 9,
        }
        change_template_step(step=first, role="A", order=2, by=officer(scene), **values)
        assert turns(template) == [["A", "B"], ["C"]]
        change_template_step(step=first, role="A", order=None, by=officer(scene), **values)
        assert turns(template) == [["B"], ["C"], ["A"]]
        remove_template_step(step=second, by=officer(scene))
        assert turns(template) == [["C"], ["A"]]
        third.refresh_from_db()
        assert third.order == 1

    @pytest.mark.parametrize(
        ("given_values", "field", "message"),
        [
            ({"role": " "}, "role", "Enter the role"),
            ({"role": "x" * 201}, "role", "200 characters"),
            ({"days": 61}, "days", "from 0 to 60"),
            ({"order": 3}, "order", "from the list"),
        ],
    )
    def test_what_cannot_be_meant_is_refused(
        self, scene: Scene, given_values: dict[str, Any], field: str, message: str
    ) -> None:
        values: dict[str, Any] = {"template": blank(scene), "kind": StepKind.CONSULTEE, "role": "A"}
        with pytest.raises(Refused, match=message) as refused:
            add_template_step(**{**values, **given_values}, by=officer(scene))
        assert refused.value.field == field

    def test_a_post_of_another_area_is_refused(self, scene: Scene) -> None:
        theirs = make_place("elsewhere").posts[0]
        with pytest.raises(Refused, match="post of this area"):
            ask(scene, blank(scene), "A", post=theirs)

    def test_forty_are_asked_at_most(self, scene: Scene) -> None:
        template = blank(scene)
        TemplateStep.objects.bulk_create(
            TemplateStep(template=template, order=1, role=f"Post {each}") for each in range(40)
        )
        with pytest.raises(Refused, match="40 steps at most"):
            ask(scene, template, "One more")


@pytest.mark.django_db
@examples(max_examples=15)
@given(moves=MOVES)
def test_however_steps_are_arranged_their_turns_run_from_1_without_gaps(
    scene: Scene, moves: list[tuple[str, int, bool]]
) -> None:
    with transaction.atomic():
        _arrange_steps(scene, moves)
        transaction.set_rollback(True)


def _arrange_steps(scene: Scene, moves: list[tuple[str, int, bool]]) -> None:
    template = blank(scene)
    for role in "ABCD":
        ask(scene, template, role)
    by, names = officer(scene), iter("EFGHIJKLMNOPQRSTUV")
    for what, place, up in moves:
        rows = list(template.steps.all())
        if what == "add" or not rows:
            ask(scene, template, next(names), order=rows[0].order if up and rows else None)
            continue
        row = rows[place % len(rows)]
        if what == "remove":
            remove_template_step(step=row, by=by)
        else:
            before = turns(template)
            move_template_step(step=row, up=up, by=by)
            after = turns(template)
            if before != after:
                move_template_step(step=row, up=not up, by=by)
                assert [set(each) for each in turns(template)] == [set(each) for each in before]
        turns(template)


@pytest.mark.django_db
def test_templates_are_listed_by_title_where_they_are_in_use(scene: Scene) -> None:
    area: Area = scene.place.area
    make_template(scene)
    blank(scene, "a")
    retire_template(template=blank(scene, "b"), by=officer(scene))
    assert [each.key for each in PaperTemplate.objects.in_use(area)] == [CABINET, "a"]
