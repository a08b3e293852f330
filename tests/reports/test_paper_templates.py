"""An area's own paper templates: what papers started from them begin with, and what a change of one leaves alone."""

from typing import Any

import pytest

from actions.choices import AuditEvent
from actions.errors import Refused, Stale
from actions.models import Area, AuditEntry
from actions.services.rows import version
from reports.choices import AppendixNaming, Numbering, SectionKind, StepKind
from reports.models import PaperTemplate
from reports.papers import draft_of, paper_draft
from reports.services.template_sections import (
    move_template_section,
    remove_template_section,
)
from reports.services.template_steps import (
    change_template_step,
    remove_template_step,
)
from reports.services.templates import (
    change_template,
    copy_template,
    restore_template,
    retire_template,
)
from tests.factories import Scene, day, make_place, make_scene
from tests.reports.papering import CABINET, make_paper, make_template, officer
from tests.reports.templating import (
    add,
    ask,
    blank,
    headings,
    rewrite,
    settings,
    turns,
)


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
def test_templates_are_listed_by_title_where_they_are_in_use(scene: Scene) -> None:
    area: Area = scene.place.area
    make_template(scene)
    blank(scene, "a")
    retire_template(template=blank(scene, "b"), by=officer(scene))
    assert [each.key for each in PaperTemplate.objects.in_use(area)] == [CABINET, "a"]
