"""The pages on which a paper is started and its sections are written."""

from typing import Any

import pytest
from django.test import Client

from actions.models import AuditEntry
from boards.services.meetings import cancel_meeting
from reports.choices import SectionKind
from reports.models import Paper, PaperSection, PaperTemplate, SectionVersion
from tests.boards.making import make_board, make_meeting
from tests.conftest import signed_in
from tests.factories import Scene, day, make_actions
from tests.kept import kept_fixture
from tests.pages.drafting import HTMX, at, of, summary_of, typed
from tests.pages.reading import answered, errors_at_fields, errors_in_summary, read, value_of, words
from tests.reports.papering import AS_AT, MEETING_ON, make_paper, officer, section_of, write


@kept_fixture
def paper(scene: Scene) -> Paper:
    """A cabinet paper on a plan of four actions."""
    make_actions(scene, 4, ["B", "G", "R"])
    return make_paper(scene)


@kept_fixture
def section(paper: Paper) -> PaperSection:
    """One of three paragraphs."""
    return write(paper, SectionKind.SUMMARY, "First.\n\nSecond.\n\nThird.", keep=True)


@pytest.fixture
def client(scene: Scene) -> Client:
    """The report officer's."""
    return signed_in(officer(scene))


def start(**more: Any) -> dict[str, Any]:
    return {"template": "cabinet", "title": "SEND update", **more}


class TestThePapers:
    def test_without_any_the_page_says_what_to_do_first(self, scene: Scene, client: Client) -> None:
        page = read(client.get(at(scene)))
        assert "No paper has been started" in words(page.main)
        assert [words(each) for each in page.select("main .govuk-button")] == ["Start a paper"]

    def test_are_listed_by_meeting_with_who_has_each_and_what_is_left(
        self, scene: Scene, paper: Paper, client: Client
    ) -> None:
        make_paper(scene, title="For later", meeting_on=None)
        page = read(client.get(at(scene)))
        headings = [words(each) for each in page.select("main h2")]
        assert headings == ["Cabinet", "Cabinet, 24 May 2018"]
        (line,) = [
            words(each) for each in page.select(".wsoa-papers__paper") if "SEND" in str(each)
        ]
        assert "Being written" in line
        assert f"Started by {officer(scene)}" in line
        assert "sections to write" in line
        assert "Was due out on 17 May 2018" in line


class TestStartingAPaper:
    def test_takes_a_shipped_template_over_on_the_way(self, scene: Scene, client: Client) -> None:
        answer = client.post(at(scene, "start/"), start(body="Cabinet", meeting_on="2018-05-24"))
        made = Paper.objects.get()
        assert answer["Location"] == at(scene, f"{made.pk}/")
        assert made.template == PaperTemplate.objects.get(area=scene.place.area, key="cabinet")
        assert (made.body, made.meeting_on) == ("Cabinet", MEETING_ON)
        assert made.as_at == MEETING_ON

    def test_for_a_meeting_of_a_board_takes_its_day_and_its_cut_off(
        self, scene: Scene, client: Client
    ) -> None:
        meeting = make_meeting(make_board(scene), day(60))
        client.post(at(scene, "start/"), start(meeting=meeting.pk))
        made = Paper.objects.get()
        assert (made.body, made.meeting_on, made.as_at) == (
            meeting.board.title,
            meeting.held_on,
            meeting.as_at,
        )

    def test_offers_no_cancelled_meeting_and_none_of_a_board_that_does_not_watch_the_plan(
        self, scene: Scene, client: Client
    ) -> None:
        board = make_board(scene)
        held, cancelled = make_meeting(board, day(60)), make_meeting(board, day(90))
        cancel_meeting(meeting=cancelled, reason="No quorum", by=scene.manager)
        page = read(client.get(at(scene, "start/")))
        offered = {str(each["value"]) for each in page.select("#id_meeting option")}
        assert str(held.pk) in offered
        assert str(cancelled.pk) not in offered

    def test_without_a_title_is_refused_and_keeps_what_was_typed(
        self, scene: Scene, client: Client
    ) -> None:
        page = answered(client.post(at(scene, "start/"), start(title="", body="Scrutiny")), 422)
        assert errors_at_fields(page) == {"title": "Enter the title."}
        assert value_of(page, "body") == "Scrutiny"
        assert not Paper.objects.exists()
        assert not PaperTemplate.objects.exists()

    def test_after_another_paper_copies_its_words_and_points_old_figures_out_until_they_are_saved(
        self, scene: Scene, paper: Paper, client: Client
    ) -> None:
        write(paper, SectionKind.SUMMARY, "As at 1 April 2018, 17 actions are complete.")
        write(paper, SectionKind.KEY_MESSAGE, "{complete} are complete.")
        client.post(at(scene, "start/"), {"title": "The next", "previous": paper.pk})
        made = Paper.objects.exclude(pk=paper.pk).get()
        section = summary_of(made)
        assert section.text == "As at 1 April 2018, 17 actions are complete."
        page = words(read(client.get(at(scene, f"{made.pk}/"))).main)
        assert page.count("was copied and has to be read anew") == 1
        assert "It says 1 April 2018, the day of the previous paper’s figures." in page
        assert "read it anew" in words(read(client.get(of(section))).main)
        client.post(of(section), typed(section, section.text, save="yes"))
        assert "read it anew" not in words(read(client.get(of(section))).main)
        assert "has to be read anew" not in words(read(client.get(at(scene, f"{made.pk}/"))).main)

    def test_after_an_exempt_paper_says_that_it_is_exempt_and_why_until_that_is_changed(
        self, scene: Scene, paper: Paper, client: Client
    ) -> None:
        why = "It is exempt because the paper it was started from is."
        Paper.objects.filter(pk=paper.pk).update(is_exempt=True, ground="Paragraph 3")
        assert why not in words(read(client.get(at(scene, f"{paper.pk}/"))).main)
        client.post(at(scene, "start/"), {"title": "The next", "previous": paper.pk})
        made = Paper.objects.exclude(pk=paper.pk).get()
        shown = words(read(client.get(at(scene, f"{made.pk}/"))).main)
        assert "Part II: exempt. Paragraph 3" in shown
        assert why in shown
        form = read(client.get(at(scene, f"{made.pk}/change/")))
        assert form.select_one("[name=is_exempt][checked]")
        sent = {name: value_of(form, name) for name in ("title", "seen", "body", "as_at")}
        client.post(at(scene, f"{made.pk}/change/"), sent)
        shown = words(read(client.get(at(scene, f"{made.pk}/"))).main)
        assert "Part I: public" in shown
        assert why not in shown


class TestOnePaper:
    def test_shows_its_sections_in_order_with_how_far_each_is(
        self, scene: Scene, paper: Paper, client: Client
    ) -> None:
        write(paper, SectionKind.SUMMARY, "{complete} of {total}.")
        page = read(client.get(at(scene, f"{paper.pk}/")))
        lines = {
            words(each.select_one("a")): words(each) for each in page.select(".wsoa-sections__line")
        }
        assert "Written" in lines["Report summary"]
        assert f"Changed by {officer(scene)}" in lines["Report summary"]
        assert "To be written Mandatory" in lines["Member reporting"]
        assert "Standard wording" in lines["Wards affected"]

    def test_leads_to_all_that_is_done_about_it(
        self, scene: Scene, paper: Paper, client: Client
    ) -> None:
        page = read(client.get(at(scene, f"{paper.pk}/")))
        buttons = page.select_one("main .govuk-button-group")
        assert buttons is not None
        assert [words(each) for each in buttons.select("a")] == [
            "Write the next section",
            "Preview the paper",
            "Numbers in the text",
            "Clearance",
            "Publish",
            "Change title, meeting or dates",
        ]

    def test_counts_the_words_of_the_public_text_against_the_limit(
        self, scene: Scene, paper: Paper, client: Client
    ) -> None:
        Paper.objects.filter(pk=paper.pk).update(word_limit=10)
        write(paper, SectionKind.SUMMARY, "one two " * 20)
        page = words(read(client.get(at(scene, f"{paper.pk}/"))).select_one(".wsoa-length__over"))
        assert page.endswith("too many.")

    def test_can_be_exempt_as_a_whole_only_on_a_ground(
        self, scene: Scene, paper: Paper, client: Client
    ) -> None:
        page = read(client.get(at(scene, f"{paper.pk}/change/")))
        sent = {name: value_of(page, name) for name in ("title", "seen", "body")}
        sent |= {"as_at": AS_AT.isoformat(), "meeting_on": MEETING_ON.isoformat()}
        refused = answered(
            client.post(at(scene, f"{paper.pk}/change/"), {**sent, "is_exempt": "on"}), 422
        )
        assert errors_at_fields(refused) == {"ground": "Enter the ground on which it is exempt."}
        urgent = {**sent, "is_urgent": "on", "urgency": " - "}
        refused = answered(client.post(at(scene, f"{paper.pk}/change/"), urgent), 422)
        assert errors_at_fields(refused) == {"urgency": "Say why the paper is urgent."}
        ground = {**sent, "is_exempt": "on", "ground": "Paragraph 3"}
        assert client.post(at(scene, f"{paper.pk}/change/"), ground).status_code == 302
        shown = words(read(client.get(at(scene, f"{paper.pk}/"))).main)
        assert "Part II: exempt. Paragraph 3" in shown

    def test_changed_by_somebody_else_meanwhile_is_not_overwritten(
        self, scene: Scene, paper: Paper, client: Client
    ) -> None:
        page = read(client.get(at(scene, f"{paper.pk}/change/")))
        seen = value_of(page, "seen")
        sent = {"as_at": AS_AT.isoformat(), "seen": seen}
        assert (
            client.post(at(scene, f"{paper.pk}/change/"), {**sent, "title": "One"}).status_code
            == 302
        )
        conflict = answered(
            client.post(at(scene, f"{paper.pk}/change/"), {**sent, "title": "Two"}), 409
        )
        assert "One" in words(conflict.select_one(".wsoa-conflict"))
        paper.refresh_from_db()
        assert paper.title == "One"

    def test_takes_sections_of_its_own_moves_renames_and_removes_them(
        self, scene: Scene, paper: Paper, client: Client
    ) -> None:
        sent = {"heading": "Next steps", "kind": "body"}
        client.post(at(scene, f"{paper.pk}/sections/add/"), sent)
        made = PaperSection.objects.get(heading="Next steps")
        client.post(of(made, "move/"), {"to": "up"})
        body = [each.heading for each in paper.sections.filter(kind=SectionKind.BODY)]
        assert body.index("Next steps") == len(body) - 2
        page = read(client.get(of(made, "change/")))
        sent = {"heading": "What comes next", "seen": value_of(page, "seen")}
        client.post(of(made, "change/"), {**sent, "is_exempt": "on", "ground": "Paragraph 1"})
        made.refresh_from_db()
        assert (made.heading, made.is_exempt, made.ground) == (
            "What comes next",
            True,
            "Paragraph 1",
        )
        client.post(of(made, "remove/"))
        assert not PaperSection.objects.filter(pk=made.pk).exists()

    def test_keeps_a_section_that_the_template_asks_for(
        self, scene: Scene, paper: Paper, client: Client
    ) -> None:
        section = summary_of(paper)
        page = answered(client.post(of(section, "remove/")), 422)
        assert errors_in_summary(page) == [
            "The template asks for this section. It cannot be removed."
        ]


class TestWritingASection:
    def test_the_page_shows_the_words_beside_how_they_will_look(
        self, paper: Paper, client: Client
    ) -> None:
        section = write(paper, SectionKind.SUMMARY, "There are {total in words} **actions**.")
        page = read(client.get(of(section)))
        assert value_of(page, "text") == "There are {total in words} **actions**."
        assert (
            words(page.select_one("#preview .paper")) == "Report summary There are four actions ."
        )
        assert "What Cabinet has to know" in words(page.select_one(".govuk-inset-text"))

    def test_menus_name_each_figure_with_what_it_is_now(self, paper: Paper, client: Client) -> None:
        page = read(client.get(of(summary_of(paper))))
        options = {str(each["value"]): words(each) for each in page.select("#insert-figure option")}
        assert options["{total}"] == "Actions in the plan: 4"
        assert options["{as_at}"] == "Figures as at: 1 April 2018"
        assert "[[table-1]]" in {str(each["value"]) for each in page.select("#insert-block option")}
        assert "{complete in words}" in words(page.select_one(".wsoa-copy"))

    def test_saves_and_comes_back(self, paper: Paper, client: Client) -> None:
        section = summary_of(paper)
        answer = client.post(of(section), typed(section, "All {total}.", save="yes"), follow=True)
        assert "Saved at" in words(read(answer).main)
        section.refresh_from_db()
        assert (section.text, section.version) == ("All {total}.", 2)

    def test_saves_while_typed_without_a_row_of_the_trail_for_each_save(
        self, paper: Paper, client: Client
    ) -> None:
        section = summary_of(paper)
        before = AuditEntry.objects.count()
        for text in ("A", "All", "All of it"):
            section.refresh_from_db()
            answer = client.post(of(section), typed(section, text), headers=HTMX)
            assert "Saved at" in answer.content.decode()
        assert AuditEntry.objects.count() == before + 1
        assert section.history.count() == 1
        assert list(SectionVersion.objects.values_list("version", flat=True)) == [1]
        assert value_of(read(answer), "seen") == "4"
        assert value_of(read(answer), "base") == "All of it"

    def test_with_a_figure_there_is_not_is_refused_by_its_name_and_keeps_the_text(
        self, paper: Paper, client: Client
    ) -> None:
        section = summary_of(paper)
        text = "There are {many} in [[nowhere]]"
        page = answered(client.post(of(section), typed(section, text)), 422)
        assert errors_in_summary(page) == ["Report summary: there is no {many}."]
        assert value_of(page, "text") == text
        alone = client.post(of(section), typed(section, "[[nowhere]]"), headers=HTMX)
        assert alone.status_code == 422
        assert "there is no [[nowhere]]" in alone.content.decode()

    def test_too_long_is_refused_and_nothing_is_cut(self, paper: Paper, client: Client) -> None:
        section = summary_of(paper)
        text = "x" * 50_001
        page = answered(client.post(of(section), typed(section, text)), 422)
        assert "50,000 characters or fewer" in errors_in_summary(page)[0]
        assert value_of(page, "text") == text

    def test_preview_answers_with_the_section_alone_and_writes_nothing(
        self, paper: Paper, client: Client
    ) -> None:
        section = section_of(paper, SectionKind.BODY, 1)
        answer = client.post(of(section, "preview/"), {"text": "See {total}.\n\n[[table-1]]"})
        page = read(answer)
        assert (
            words(page.select_one("h2"))
            == "2 Reason(s) for recommendation(s) and options considered"
        )
        assert "2.1 See 4." in words(page)
        assert "Table 1: Progress by theme" in words(page)
        section.refresh_from_db()
        assert section.version == 1
        unknown = client.post(of(section, "preview/"), {"text": "{many}"}).content.decode()
        assert "There is no {many}." in unknown

    def test_what_is_typed_is_shown_as_text_whatever_it_is(
        self, paper: Paper, client: Client
    ) -> None:
        section = summary_of(paper)
        text = "<script>alert(1)</script> [x](javascript:alert(1))"
        page = read(client.post(of(section, "preview/"), {"text": text}))
        assert page.select("script, a") == []
        assert "<script>alert(1)</script>" in words(page)


class TestThePreview:
    def test_shows_the_whole_paper_and_what_the_public_will_see(
        self, scene: Scene, paper: Paper, client: Client
    ) -> None:
        section = write(paper, SectionKind.SUMMARY, "Secret words about {total}.")
        PaperSection.objects.filter(pk=section.pk).update(is_exempt=True, ground="Paragraph 3")
        full = words(read(client.get(at(scene, f"{paper.pk}/preview/"))).main)
        assert "Secret words about 4." in full
        assert "Figures as at 1 April 2018" in full
        public = client.get(at(scene, f"{paper.pk}/preview/?copy=public")).content.decode()
        assert "Secret" not in public
        assert "Not for publication." in public

    def test_of_a_paper_that_is_exempt_as_a_whole_has_no_public_copy(
        self, scene: Scene, paper: Paper, client: Client
    ) -> None:
        Paper.objects.filter(pk=paper.pk).update(is_exempt=True, ground="Paragraph 3")
        shown = words(read(client.get(at(scene, f"{paper.pk}/preview/?copy=public"))).main)
        assert "there is no public copy" in shown
        answer = client.get(at(scene, f"{paper.pk}/draft.pdf?copy=public"))
        assert answer.status_code == 302


class TestPagesOfAnotherPlan:
    def test_have_none_of_this_plans_papers(
        self, scene: Scene, paper: Paper, client: Client
    ) -> None:
        section = summary_of(paper)
        address = of(section).replace(f"/{scene.plan.slug}/", "/none-such/")
        assert client.get(address).status_code == 404
        other = make_paper(scene)
        crossed = of(section).replace(f"/papers/{paper.pk}/", f"/papers/{other.pk}/")
        assert client.get(crossed).status_code == 404
