"""Several people at one section: whose words stand, what they say in the margin, and how it was before."""

import pytest
from django.test import Client
from django.utils import timezone

from reports.choices import SectionKind
from reports.models import Paper, PaperSection, Presence, SectionVersion
from reports.services.papers import write_section
from tests.conftest import signed_in
from tests.factories import Scene, make_actions
from tests.kept import kept_fixture
from tests.pages.drafting import HTMX, at, of, summary_of, typed
from tests.pages.reading import answered, errors_in_summary, read, value_of, words
from tests.reports.papering import make_paper, officer, section_of, write


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


class TestTwoPeopleInOneSection:
    def test_a_save_over_somebody_elses_is_refused_and_shows_both(
        self, scene: Scene, section: PaperSection, client: Client
    ) -> None:
        mine = typed(section, "First of mine.\n\nSecond.\n\nThird.")
        write_section(
            section=section, text="First.\n\nSecond.\n\nThird of theirs.", by=scene.manager
        )
        page = answered(client.post(of(section), mine), 409)
        shown = words(page.select_one(".wsoa-conflict"))
        assert f"{scene.manager} saved this section" in shown
        assert "Third of theirs." in shown
        assert value_of(page, "text") == "First of mine.\n\nSecond.\n\nThird."
        assert [
            words(each) for each in page.select("#write-form .govuk-button:not(.wsoa-tools *)")
        ] == [
            "Put both together",
            "Save mine in place of it",
        ]
        section.refresh_from_db()
        assert section.text.endswith("Third of theirs.")

    def test_both_are_put_together_and_saved(
        self, scene: Scene, section: PaperSection, client: Client
    ) -> None:
        mine = typed(section, "First of mine.\n\nSecond.\n\nThird.")
        write_section(
            section=section, text="First.\n\nSecond.\n\nThird of theirs.", by=scene.manager
        )
        page = answered(client.post(of(section), {**mine, "together": "yes"}))
        both = "First of mine.\n\nSecond.\n\nThird of theirs."
        assert value_of(page, "text") == both
        section.refresh_from_db()
        assert section.text != both
        sent = {name: value_of(page, name) for name in ("text", "seen", "base")}
        client.post(of(section), {**sent, "save": "yes"})
        section.refresh_from_db()
        assert section.text == both

    def test_one_may_take_the_place_of_what_they_have_seen_and_of_nothing_newer(
        self, scene: Scene, section: PaperSection, client: Client
    ) -> None:
        mine = typed(section, "All mine.")
        write_section(section=section, text="Theirs.", by=scene.manager)
        page = answered(client.post(of(section), mine), 409)
        over = page.select_one("button[name=over]")
        assert over is not None
        write_section(section=section, text="Theirs, newer.", by=scene.manager)
        again = {**mine, "over": over["value"]}
        page = answered(client.post(of(section), again), 409)
        newest = page.select_one("button[name=over]")
        assert newest is not None
        assert client.post(of(section), {**mine, "over": newest["value"]}).status_code == 302
        section.refresh_from_db()
        assert section.text == "All mine."
        kept = SectionVersion.objects.filter(section=section).values_list("text", flat=True)
        assert {"Theirs, newer.", "All mine."} <= set(kept)

    def test_a_save_that_arrives_twice_is_no_conflict(
        self, section: PaperSection, client: Client
    ) -> None:
        mine = typed(section, "All mine.")
        assert client.post(of(section), mine).status_code == 302
        assert client.post(of(section), mine).status_code == 302

    def test_a_form_without_its_version_overwrites_nothing(
        self, section: PaperSection, client: Client
    ) -> None:
        answered(client.post(of(section), {"text": ""}), 409)

    def test_while_typed_the_conflict_comes_beside_the_text(
        self, scene: Scene, section: PaperSection, client: Client
    ) -> None:
        mine = typed(section, "Mine.")
        write_section(section=section, text="Theirs.", by=scene.manager)
        answer = client.post(of(section), mine, headers=HTMX)
        page = answered(answer, 409)
        assert page.select_one("#conflict[hx-swap-oob] button[name=together]")
        assert page.select_one("input[name=seen]") is None
        both = client.post(of(section), {**mine, "together": "yes"}, headers=HTMX)
        assert both["HX-Retarget"] == "#write-form"
        assert value_of(read(both), "text") == "Theirs.\n\nMine."

    def test_each_is_told_that_the_other_is_there_until_they_are_not(
        self, scene: Scene, section: PaperSection, client: Client
    ) -> None:
        other = signed_in(scene.manager)
        assert read(other.post(of(section, "here/"), {"seen": section.version})).text.strip() == ""
        said = words(read(client.post(of(section, "here/"), {"seen": section.version})))
        assert said == f"{scene.manager} is writing here too."
        Presence.objects.filter(by=scene.manager).update(until=timezone.now())
        assert words(read(client.post(of(section, "here/"), {}))) == ""

    def test_one_is_told_that_the_other_has_saved(
        self, scene: Scene, section: PaperSection, client: Client
    ) -> None:
        seen = section.version
        write_section(section=section, text="Theirs.", by=scene.manager)
        said = words(read(client.post(of(section, "here/"), {"seen": seen})))
        assert f"{scene.manager} saved this section at" in said

    def test_a_section_that_was_removed_meanwhile_is_not_found(
        self, scene: Scene, paper: Paper, client: Client
    ) -> None:
        client.post(at(scene, f"{paper.pk}/sections/add/"), {"heading": "More", "kind": "body"})
        made = PaperSection.objects.get(heading="More")
        address = of(made)
        client.post(of(made, "remove/"))
        assert client.post(address, {"text": "x", "seen": 1}).status_code == 404


class TestCommentsInTheMargin:
    def test_are_added_answered_and_settled(
        self, scene: Scene, paper: Paper, client: Client
    ) -> None:
        section = write(paper, SectionKind.SUMMARY, "All is well.")
        sent = {"comment-quote": "All is well", "comment-text": "Is it?"}
        page = read(client.post(of(section, "comments/"), sent, follow=True))
        thread = page.select_one(".wsoa-comments__thread")
        assert thread is not None
        assert "All is well" in words(thread.select_one("blockquote"))
        assert "stand in the section no more" not in words(thread)
        comment = section.comments.get()
        answer = {"text": "It is"}
        alone = client.post(of(section, f"comments/{comment.pk}/answer/"), answer, headers=HTMX)
        assert words(read(alone).select_one(".wsoa-comments__answer p")) == "It is"
        settled = client.post(of(section, f"comments/{comment.pk}/settle/"), headers=HTMX)
        assert f"Settled by {officer(scene)}" in words(read(settled))

    def test_say_where_the_words_they_quote_are_gone(self, paper: Paper, client: Client) -> None:
        section = write(paper, SectionKind.SUMMARY, "All is well.")
        client.post(of(section, "comments/"), {"comment-quote": "bad", "comment-text": "Is it?"})
        assert "stand in the section no more" in words(read(client.get(of(section))).main)

    def test_without_words_are_refused_beside_the_text(self, paper: Paper, client: Client) -> None:
        section = summary_of(paper)
        page = answered(client.post(of(section, "comments/"), {"comment-quote": "All"}), 422)
        assert errors_in_summary(page) == ["Write the comment."]
        assert value_of(page, "comment-quote") == "All"

    def test_are_in_no_copy_of_the_paper(self, scene: Scene, paper: Paper, client: Client) -> None:
        section = write(paper, SectionKind.SUMMARY, "All is well.")
        client.post(of(section, "comments/"), {"comment-text": "Between ourselves"})
        for copy in ("", "?copy=public"):
            shown = client.get(at(scene, f"{paper.pk}/preview/{copy}")).content.decode()
            assert "All is well." in shown
            assert "Between ourselves" not in shown

    def test_of_another_section_are_not_found(self, paper: Paper, client: Client) -> None:
        section = summary_of(paper)
        client.post(of(section, "comments/"), {"comment-text": "Here"})
        other = section_of(paper, SectionKind.BODY)
        comment = section.comments.get()
        assert client.post(of(other, f"comments/{comment.pk}/settle/")).status_code == 404


class TestVersions:
    def test_are_listed_and_compared_in_words(
        self, scene: Scene, paper: Paper, client: Client
    ) -> None:
        section = write(paper, SectionKind.SUMMARY, "All is well here.", keep=True)
        write_section(section=section, text="All is better here.", by=scene.manager, keep=True)
        page = read(client.get(of(section, "versions/")))
        assert [words(each) for each in page.select(".wsoa-versions h3")] == [
            "Version 3, as it is now",
            "Version 2",
            "Version 1",
        ]
        assert "1 word added, 1 removed." in words(page.main)
        assert "Added: better" in words(page.select_one("ins"))
        assert "Removed: well" in words(page.select_one("del"))
        first = words(read(client.get(of(section, "versions/?before=1"))).main)
        assert "from version 1 to version 3" in first

    def test_an_earlier_one_is_put_back_as_a_new_save(
        self, scene: Scene, paper: Paper, client: Client
    ) -> None:
        section = write(paper, SectionKind.SUMMARY, "All is well here.", keep=True)
        write_section(section=section, text="Other words.", by=scene.manager, keep=True)
        sent = {"version": "2", "seen": "3"}
        assert client.post(of(section, "versions/"), sent).status_code == 302
        section.refresh_from_db()
        assert (section.text, section.version) == ("All is well here.", 4)
        assert SectionVersion.objects.filter(section=section).count() == 4
        answered(client.post(of(section, "versions/"), sent | {"version": "1"}), 409)
        assert client.post(of(section, "versions/"), sent | {"version": "9"}).status_code == 404
