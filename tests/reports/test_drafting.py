"""Starting papers, writing in them by several people, and what is told of how far they are."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from actions.choices import AuditEvent
from actions.errors import Refused, Stale
from actions.models import AuditEntry
from actions.redaction import Words, passages
from actions.services.arrangement import change_theme
from actions.services.plans import add_theme
from actions.services.privacy import redact
from actions.text import say_day
from reports.choices import Copy, SectionKind, StepEvent
from reports.content import paper_content
from reports.drafting.lengths import count_words, length_of
from reports.drafting.menus import block_menu
from reports.drafting.overview import parts_of
from reports.drafting.pointing_out import old_numbers, typed_numbers
from reports.drafting.showing import show_section
from reports.drafting.standing import papers_of, say_despatch
from reports.facts import Facts
from reports.figures import Figures
from reports.figures.menu import figure_menu
from reports.models import MarginComment, Paper, PaperSection, Presence, SectionVersion
from reports.naming import unknown_names
from reports.papers import draft_of
from reports.publishing.copies import make_ready
from reports.services.clearance import record_step
from reports.services.comments import add_comment, settle_comment
from reports.services.papers import change_paper, start_paper, write_section
from reports.services.presence import STAYS, attend, leave_empty_rooms
from reports.services.sections import add_section, change_section, move_section, remove_section
from tests.factories import Scene, day, make_actions, make_place, make_scene
from tests.kept import kept_fixture
from tests.reports.papering import AS_AT, make_paper, make_template, officer, section_of, write


@kept_fixture
def paper(scene: Scene) -> Paper:
    """A cabinet paper on a plan of four actions."""
    make_actions(scene, 4, ["B", "G", "R"])
    return make_paper(scene)


def changed(paper: Paper, **given: Any) -> Paper:
    """The paper with this changed and all else as it was."""
    values: dict[str, Any] = {"title": paper.title, "as_at": paper.as_at, "body": paper.body}
    return change_paper(
        **{
            "paper": paper,
            "meeting_on": paper.meeting_on,
            "by": paper.created_by,
            **values,
            **given,
        }
    )


class TestStarting:
    def test_after_another_paper_copies_sections_of_its_own_and_leaves_that_one_alone(
        self, scene: Scene, paper: Paper
    ) -> None:
        section = write(paper, SectionKind.BODY, "Old words.")
        change_section(
            section=section, heading="Ours", is_exempt=True, ground="Paragraph 3", by=scene.manager
        )
        new = start_paper(
            plan=scene.plan,
            template=paper.template,
            title="The next",
            as_at=day(120),
            previous=paper,
            by=scene.manager,
        )
        copy = section_of(new, SectionKind.BODY)
        assert (copy.heading, copy.text, copy.ground) == ("Ours", "Old words.", "Paragraph 3")
        assert new.sections.count() == paper.sections.count()
        assert new.steps.count() == new.template.steps.count()
        write_section(section=copy, text="New words.", by=scene.manager)
        section.refresh_from_db()
        assert section.text == "Old words."
        assert SectionVersion.objects.get(section=copy, version=1).text == "Old words."

    def test_after_an_exempt_paper_is_exempt_on_its_ground_until_somebody_makes_it_public(
        self, scene: Scene, paper: Paper
    ) -> None:
        write(paper, SectionKind.SUMMARY, "The settlement is agreed.")
        changed(paper, is_exempt=True, ground="Paragraph 3")
        new = make_paper(scene, previous=paper)
        assert (new.is_exempt, new.ground) == (True, "Paragraph 3")
        assert set(make_ready(new).contents) == {Copy.FULL}
        changed(new)
        assert (new.is_exempt, new.ground) == (False, "")
        assert Copy.PUBLIC in make_ready(new).contents

    def test_after_a_public_paper_is_public(self, scene: Scene, paper: Paper) -> None:
        new = make_paper(scene, previous=paper)
        assert (new.is_exempt, new.ground) == (False, "")

    @pytest.mark.parametrize(
        ("given_days", "message"),
        [
            ({"as_at": date(2017, 12, 31)}, "on or after 1 January 2018"),
            ({"as_at": date(2018, 5, 25)}, "on or before 24 May 2018"),
            ({"meeting_on": date(2048, 5, 24)}, "Check the year"),
        ],
    )
    def test_refuses_days_that_cannot_be_meant(
        self, scene: Scene, given_days: dict[str, date], message: str
    ) -> None:
        with pytest.raises(Refused, match=message):
            make_paper(scene, **given_days)

    def test_refuses_what_belongs_to_another_area(self, scene: Scene, paper: Paper) -> None:
        other = make_scene(make_place("elsewhere"))
        with pytest.raises(Refused, match="paper of this area"):
            make_paper(other, previous=paper)
        with pytest.raises(Refused, match="template of this area"):
            make_paper(other, template=make_template(scene))


class TestChanging:
    def test_another_day_of_the_meeting_moves_despatch_and_clearance(self, paper: Paper) -> None:
        before = {step.role: step.due_on for step in paper.steps.all()}
        assert paper.despatch_on == date(2018, 5, 17)
        changed(paper, meeting_on=date(2018, 5, 31))
        assert paper.despatch_on == date(2018, 5, 23)
        after = {step.role: step.due_on for step in paper.steps.all()}
        moved = [(due, after[role]) for role, due in before.items()]
        assert all(was and now and was < now for was, now in moved)
        changed(paper, meeting_on=None)
        assert paper.despatch_on is None
        assert {step.due_on for step in paper.steps.all()} == {None}
        changed(paper, meeting_on=date(2018, 5, 24))
        assert {step.role: step.due_on for step in paper.steps.all()} == before

    def test_a_ground_goes_with_the_exemption(self, paper: Paper) -> None:
        changed(paper, is_exempt=True, ground="Paragraph 3")
        assert draft_of(paper).is_exempt
        changed(paper, ground="Paragraph 3")
        assert (paper.is_exempt, paper.ground) == (False, "")

    def test_tells_the_trail_what_changed_and_nothing_where_nothing_did(self, paper: Paper) -> None:
        before = AuditEntry.objects.count()
        changed(paper)
        assert AuditEntry.objects.count() == before
        changed(paper, title="Another title")
        entry = AuditEntry.objects.latest("pk")
        assert entry.event == AuditEvent.PAPER_CHANGED
        assert "title from “SEND update” to “Another title”" in entry.summary

    def test_sections_move_among_their_kind_and_stay_at_the_end(
        self, scene: Scene, paper: Paper
    ) -> None:
        first, second = paper.sections.filter(kind=SectionKind.BODY)[:2]
        move_section(section=first, up=True, by=scene.manager)
        assert section_of(paper, SectionKind.BODY) == first
        move_section(section=second, up=True, by=scene.manager)
        assert list(paper.sections.filter(kind=SectionKind.BODY)[:2]) == [second, first]
        assert [each.kind for each in paper.sections.all()][:2] == [SectionKind.HEADER] * 2

    def test_section_that_somebody_removed_meanwhile_is_not_moved(
        self, scene: Scene, paper: Paper
    ) -> None:
        added = add_section(paper=paper, kind=SectionKind.BODY, heading="Ours", by=scene.manager)
        remove_section(section=PaperSection.objects.get(pk=added.pk), by=scene.manager)
        with pytest.raises(Stale, match="removed this since"):
            move_section(section=added, up=True, by=scene.manager)


class TestWriting:
    def test_keeps_what_another_person_wrote_before_it_is_written_over(
        self, scene: Scene, paper: Paper
    ) -> None:
        section = write(paper, SectionKind.SUMMARY, "Mine.")
        write_section(section=section, text="Theirs.", by=scene.manager)
        kept = SectionVersion.objects.filter(section=section).order_by("version")
        assert [(each.by, each.text) for each in kept][1:] == [(officer(scene), "Mine.")]

    def test_keeps_what_rested_for_ten_minutes(self, scene: Scene, paper: Paper) -> None:
        now, by = timezone.now(), officer(scene)
        section = section_of(paper, SectionKind.SUMMARY)
        for minutes, text in ((0, "A"), (5, "B"), (16, "C")):
            at = now + timedelta(minutes=minutes)
            write_section(section=section, text=text, by=by, now=at)
        kept = SectionVersion.objects.filter(section=section).order_by("version")
        assert [each.text for each in kept][1:] == ["B"]

    def test_of_two_who_read_one_version_the_second_is_told(
        self, scene: Scene, paper: Paper
    ) -> None:
        section = section_of(paper, SectionKind.SUMMARY)
        again = PaperSection.objects.get(pk=section.pk)
        write_section(section=section, text="First.", seen=1, by=officer(scene))
        with pytest.raises(Stale):
            write_section(section=again, text="Second.", seen=1, by=scene.manager)
        section.refresh_from_db()
        assert section.text == "First."

    def test_somebody_is_there_for_a_minute_after_their_page_said_so(
        self, scene: Scene, paper: Paper
    ) -> None:
        section, now = section_of(paper, SectionKind.SUMMARY), timezone.now()
        attend(section=section, by=scene.manager, at=now)
        (other,) = attend(section=section, by=officer(scene), at=now)
        assert other.by == scene.manager
        assert attend(section=section, by=officer(scene), at=now + STAYS) == ()
        assert list(leave_empty_rooms(now + STAYS + STAYS)) == []
        assert not Presence.objects.exists()


class TestCommenting:
    def test_sent_twice_it_is_said_once_and_settled_once(self, scene: Scene, paper: Paper) -> None:
        section = section_of(paper, SectionKind.SUMMARY)
        said: dict[str, Any] = {"section": section, "text": "Say how many", "by": scene.manager}
        comment = add_comment(**said)
        assert add_comment(**said) == comment
        settled = settle_comment(comment=comment, by=scene.manager)
        assert settle_comment(comment=comment, by=officer(scene)) == settled

    def test_an_answer_is_not_answered_and_not_settled(self, scene: Scene, paper: Paper) -> None:
        section = section_of(paper, SectionKind.SUMMARY)
        comment = add_comment(section=section, text="Why?", by=scene.manager)
        answer = add_comment(section=section, text="So", answers=comment, by=scene.manager)
        with pytest.raises(Refused, match="of this section"):
            add_comment(section=section, text="Oh", answers=answer, by=scene.manager)
        with pytest.raises(Refused, match="not the answer"):
            settle_comment(comment=answer, by=scene.manager)


class TestRedaction:
    def test_reaches_text_versions_comments_and_headings_and_no_open_page_puts_the_words_back(
        self, scene: Scene, paper: Paper
    ) -> None:
        name = "Tamsin Quill"
        section = write(paper, SectionKind.SUMMARY, f"{name} said so.", keep=True)
        change_section(section=section, heading=f"What {name} said", by=scene.manager)
        add_comment(section=section, text=f"Ask {name}", quote=name, by=scene.manager)
        attend(section=section, by=scene.manager, at=timezone.now())
        words = Words((name,))
        area = scene.place.area
        places = [each.key for each in passages(area, words)]
        redact(
            area=area,
            words=words,
            places=places,
            reason="Asked for",
            by=scene.place.administrator,
        )
        seen = section.version
        section.refresh_from_db()
        comment = MarginComment.objects.get()
        found = [section.text, section.heading, comment.text, comment.quote]
        found += SectionVersion.objects.values_list("text", flat=True)
        found += section.history.values_list("heading", flat=True)
        assert not any(name in text for text in found)
        with pytest.raises(Stale):
            write_section(section=section, text=f"{name} said so.", seen=seen, by=officer(scene))


class TestTheList:
    def test_says_who_has_a_paper_that_was_issued_until_they_answer(
        self, scene: Scene, paper: Paper
    ) -> None:
        step = paper.steps.all()[0]
        given: dict[str, Any] = {"step": step, "happened_on": AS_AT, "by": scene.manager}
        record_step(event=StepEvent.ISSUED, **given)
        ((standing,),) = [each.papers for each in papers_of(scene.plan, day(130))]
        assert (standing.state, standing.has_it) == ("Being cleared", f"With {step.role}.")
        record_step(event=StepEvent.RETURNED, **given)
        ((standing,),) = [each.papers for each in papers_of(scene.plan, day(130))]
        assert standing.state == "Being written"

    @pytest.mark.parametrize(
        ("today", "said"),
        [
            (date(2018, 5, 16), "Due out on 17 May 2018, in 1 working day."),
            (date(2018, 5, 4), "Due out on 17 May 2018, in 8 working days."),
            (date(2018, 5, 17), "Due out today."),
            (date(2018, 5, 18), "Was due out on 17 May 2018."),
        ],
    )
    def test_counts_the_working_days_to_despatch(self, today: date, said: str) -> None:
        assert say_despatch(date(2018, 5, 17), today) == said

    def test_says_nothing_of_a_day_that_is_not_known(self) -> None:
        assert say_despatch(None, day(0)) == ""


class TestLength:
    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("", 0),
            ("Two **words**", 2),
            ("{complete in words} of {total} actions", 4),
            ("[A link](https://example.org/a-long-address)", 2),
            ("- one\n- two three", 3),
            ("| A | B |\n| --- | --- |\n| c d | e |", 5),
            ("[[table-1: With a caption]]", 0),
        ],
    )
    def test_counts_the_words_that_will_be_read(self, text: str, number: int) -> None:
        assert count_words(text) == number

    def test_leaves_out_what_is_exempt_and_what_stands_around_the_text(
        self, scene: Scene, paper: Paper
    ) -> None:
        PaperSection.objects.filter(paper=paper).update(text="")
        for kind in (SectionKind.HEADER, SectionKind.SUMMARY, SectionKind.APPENDIX):
            write(paper, kind, "one two three")
        assert length_of(draft_of(paper), 2).over == 1
        section = section_of(paper, SectionKind.SUMMARY)
        PaperSection.objects.filter(pk=section.pk).update(is_exempt=True, ground="Paragraph 3")
        assert length_of(draft_of(paper), 2).words == 0


class TestPointingOut:
    @pytest.mark.parametrize(
        ("text", "numbers"),
        [
            ("17 of {total}, £1,200 and 38 %", ("17", "£1,200", "38")),
            ("See table 1, appendix 2 and section 3.4", ()),
            ("1. First\n2. Second", ()),
            ("IG4 and KS2", ()),
            ("Since 24 May 2018, in 2018/19 and by September 2019, 3 in 10", ("3", "10")),
            ("Twenty-one of them, one by one, and five", ("Twenty-one", "five")),
            ("[[table-1: As at {as_at}]]", ()),
            ("[Word](https://example.org/2018)", ()),
        ],
    )
    def test_finds_the_numbers_that_somebody_typed(
        self, text: str, numbers: tuple[str, ...]
    ) -> None:
        assert typed_numbers(text) == numbers

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("Since 31 March 2018.", "31 March 2018, the day of the previous paper’s figures"),
            ("On 24 May 2018.", "24 May 2018, the day of the previous meeting"),
            ("By 17 May 2018.", "17 May 2018, the day on which the previous paper went out"),
            ("To the Cabinet.", "Cabinet, to which the previous paper went"),
            ("The Graduated\nresponse has", "Graduated response, which is called Early help now"),
            ("Seventeen are finished.", "Typed by hand in the previous paper: Seventeen"),
        ],
    )
    def test_says_what_was_right_in_the_paper_before(
        self, scene: Scene, text: str, said: str
    ) -> None:
        theme = add_theme(
            plan=scene.plan, reference="9", title="Graduated response", by=scene.manager
        )
        before = make_paper(scene, as_at=date(2018, 3, 31), body="Cabinet")
        write(before, SectionKind.BODY, text)
        write(before, SectionKind.SUMMARY, "Nothing of that, and no cabinetmaker, one by one.")
        change_theme(theme=theme, reference="9", title="Early help", by=scene.manager)
        new = make_paper(
            scene, previous=before, as_at=day(120), body="Council", meeting_on=date(2018, 7, 19)
        )
        found = {each.section.heading: each.old for part in parts_of(new) for each in part.sections}
        assert said in found[section_of(new, SectionKind.BODY).heading]
        assert found[section_of(new, SectionKind.SUMMARY).heading] == ""

    def test_says_nothing_of_days_and_names_that_are_still_right(self, scene: Scene) -> None:
        before = make_paper(scene)
        write(before, SectionKind.BODY, f"At {say_day(AS_AT)}, for Cabinet.")
        new = make_paper(scene, previous=before)
        (state,) = [
            each
            for part in parts_of(new)
            for each in part.sections
            if each.section == section_of(new, SectionKind.BODY)
        ]
        assert (state.old, state.state) == ("", "Copied")

    @given(st.text(max_size=200))
    def test_can_be_asked_of_any_text(self, text: str) -> None:
        assert all(number and number in text for number in typed_numbers(text))
        assert len(list(old_numbers(text))) <= 1


class TestShowingOneSection:
    def test_every_kind_of_section_is_shown_under_its_heading(self, paper: Paper) -> None:
        facts, draft = Facts(paper.plan, paper.as_at), draft_of(paper)
        for section in draft.sections:
            shown = show_section(draft, section.key, "All {total}.", facts).section
            assert shown is not None, section.kind
            assert shown.heading.endswith(section.heading)

    def test_tables_are_numbered_after_those_of_the_sections_before(self, paper: Paper) -> None:
        facts = Facts(paper.plan, paper.as_at)
        section = section_of(paper, SectionKind.BODY, 3)
        PaperSection.objects.filter(pk=section.pk).update(text="[[table-1]]")
        draft = draft_of(paper)
        shown = show_section(draft, section.pk, "[[table-1]]", facts).section
        assert shown is not None
        (block,) = shown.blocks
        assert getattr(block, "number", "") > "Table 1"
        assert paper_content(draft, facts).sections[3].blocks == (block,)

    def test_what_another_section_names_wrongly_does_not_stop_it(self, paper: Paper) -> None:
        section = section_of(paper, SectionKind.BODY)
        PaperSection.objects.filter(pk=section.pk).update(text="{none_such} [[none-such]]")
        other = section_of(paper, SectionKind.BODY, 3)
        facts = Facts(paper.plan, paper.as_at)
        assert show_section(draft_of(paper), other.pk, "{total}", facts).section is not None

    def test_everything_in_the_menus_can_be_written(self, paper: Paper) -> None:
        facts, draft = Facts(paper.plan, paper.as_at), draft_of(paper)
        figures = Figures(facts, draft)
        choices = [each for group in figure_menu(figures) for each in group.choices]
        typed = [
            text
            for each in choices
            for text in (each.typed, each.typed_in_words, each.typed_with_noun)
        ]
        blocks = [each.code for each in block_menu(facts)]
        assert min(len(choices), len(blocks)) > 20
        text = "\n\n".join(filter(None, [*typed, *blocks]))
        assert unknown_names(text, figures) == ()
        key = section_of(paper, SectionKind.SUMMARY).pk
        assert show_section(draft, key, text, facts).section is not None
