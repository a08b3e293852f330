"""The pages of papers that go out: the last look, what anybody reads, and what the area's own people see."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pikepdf import Pdf

from actions.errors import Refused
from actions.text import say_day
from reports.models import PaperSection
from reports.publishing.copies import make_ready
from reports.services.outcomes import record_outcome
from reports.services.publishing import withdraw_publication
from tests.conftest import signed_in
from tests.factories import Scene, day, make_action, make_place, make_scene, rate
from tests.pages.reading import errors_in_summary, read, value_of, words
from tests.reports.going_out import clear, exempt, publish_paper, ready_paper
from tests.reports.papering import MEETING_ON, officer
from wsoa.capabilities import Role


def _public(scene: Scene, *words: object, name: str = "publications") -> str:
    return reverse(name, args=[scene.place.area.slug, *words])


def _text(answer: Any) -> str:
    return " ".join(read(answer).get_text(" ").split())


def _bytes(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_anybody_reads_the_list_the_paper_and_its_files_and_no_cookie_is_set(scene: Scene):
    publication = publish_paper(scene)
    client = Client()
    listed = client.get(_public(scene))
    said = _text(listed)
    assert "SEND update" in said
    assert "Cabinet, 24 May 2018" in said
    assert "published 17 May 2018" in said
    paper = client.get(_public(scene, publication.pk, name="publication"))
    assert words(read(paper).select_one("main article.paper h1")) == "SEND update"
    pdf = client.get(_public(scene, publication.pk, "pdf", name="publication-file"))
    assert len(Pdf.open(BytesIO(_bytes(pdf))).pages) > 0
    for answer in (listed, paper, pdf):
        assert answer.status_code == 200
        assert not answer.cookies
        assert "noindex" not in (answer.get("X-Robots-Tag") or "")
    assert "noindex" not in paper.content.decode()


def test_an_area_without_papers_says_so(scene: Scene):
    assert "No papers yet" in _text(Client().get(_public(scene)))
    assert Client().get("/published/none-such/").status_code == 404


def test_a_file_is_handed_out_as_a_download_that_is_fetched_again_only_when_it_is_another(
    scene: Scene,
):
    publication = publish_paper(scene)
    address = _public(scene, publication.pk, "pdf", name="publication-file")
    answer = Client().get(address)
    file = publication.files.get(file_format="pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Length"] == str(file.size)
    assert answer["ETag"] == f'"{file.sha256}"'
    assert answer["Cache-Control"] == "public, no-cache"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    name = f"{scene.place.area.slug}-{scene.plan.slug}-paper-2018-05-24-v1.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "Vary" not in answer or "Cookie" not in answer["Vary"]
    again = Client().get(address, headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    assert again["ETag"] == answer["ETag"]
    other = Client().get(address, headers={"if-none-match": '"another"'})
    assert other.status_code == 200
    head = Client().head(address)
    assert (head.status_code, head["Content-Length"]) == (200, str(file.size))


@pytest.mark.parametrize("file_format", ["exe", "html5", "PDF", "x" * 300])
def test_there_are_no_other_files(scene: Scene, file_format: str):
    publication = publish_paper(scene)
    address = f"/published/{scene.place.area.slug}/{publication.pk}/paper.{file_format}"
    assert Client().get(address).status_code == 404


def test_a_paper_is_found_under_its_own_area_only(scene: Scene):
    publication = publish_paper(scene)
    other = make_place("elsewhere").area.slug
    assert Client().get(f"/published/{other}/{publication.pk}/").status_code == 404
    assert Client().get(f"/published/{other}/{publication.pk}/paper.pdf").status_code == 404
    assert "SEND update" not in _text(Client().get(f"/published/{other}/"))


def test_no_area_can_take_the_word_of_the_public_pages(scene: Scene):
    from actions.services.areas import create_area

    with pytest.raises(Refused, match="used by the site itself"):
        create_area(slug="Published", name="Published", by=scene.place.operator)


def test_nobody_else_is_told_that_an_exempt_version_took_the_place_of_a_public_one(scene: Scene):
    paper = ready_paper(scene)
    first = publish_paper(scene, paper)
    paper.is_exempt, paper.ground = True, "Paragraph 3"
    paper.save()
    clear(paper)
    second = publish_paper(scene, paper, reason="It names the settlement")
    area, other = scene.place.area.slug, signed_in(scene.place.people[Role.MEMBER])
    inside = reverse("area-publication", args=[area, first.pk])
    listed = reverse("area-publications", args=[area])
    for client, address in (
        (Client(), _public(scene)),
        (Client(), _public(scene, first.pk, name="publication")),
        (other, listed),
        (other, inside),
    ):
        said = _text(client.get(address))
        assert "SEND update" in said
        for word in ("uperseded", "not the latest", "version 2", "settlement"):
            assert word not in said
    assert other.get(reverse("area-publication", args=[area, second.pk])).status_code == 404
    assert "Superseded on 17 May 2018 by version 2" in _text(signed_in(officer(scene)).get(inside))
    paper.is_exempt, paper.ground = False, ""
    paper.save()
    clear(paper)
    publish_paper(scene, paper, reason="The settlement is out")
    said = "Superseded on 17 May 2018 by version 3, because: The settlement is out"
    assert said in _text(Client().get(_public(scene, first.pk, name="publication")))


def test_a_superseded_version_stays_with_a_notice(scene: Scene):
    paper = ready_paper(scene)
    first = publish_paper(scene, paper)
    second = publish_paper(scene, paper, reason="Table 1 counted an action twice")
    said = _text(Client().get(_public(scene)))
    assert (
        "Superseded on 17 May 2018 by version 2, because: Table 1 counted an action twice" in said
    )
    old = Client().get(_public(scene, first.pk, name="publication"))
    assert "This is not the latest version" in _text(old)
    assert "noindex" in old.content.decode()
    new = _text(Client().get(_public(scene, second.pk, name="publication")))
    assert "not the latest" not in new


def test_a_withdrawn_paper_is_handed_out_to_nobody(scene: Scene):
    paper = ready_paper(scene)
    exempt(paper, "A price")
    publication = publish_paper(scene, paper)
    withdraw_publication(publication=publication, reason="It named Tamsin", by=officer(scene))
    page = Client().get(_public(scene, publication.pk, name="publication"))
    assert page.status_code == 410
    assert "withdrawn on" in _text(page)
    assert "Tamsin" not in page.content.decode()
    assert "SEND update" not in page.content.decode()
    assert "No papers yet" in _text(Client().get(_public(scene)))
    file = _public(scene, publication.pk, "pdf", name="publication-file")
    full = reverse("publication-full", args=[scene.place.area.slug, publication.pk, "pdf"])
    assert Client().get(file).status_code == 404
    assert signed_in(scene.place.administrator).get(full).status_code == 404
    inside = reverse("area-publication", args=[scene.place.area.slug, publication.pk])
    assert "It named Tamsin" in _text(signed_in(officer(scene)).get(inside))
    assert "It named Tamsin" not in _text(signed_in(scene.place.people[Role.MEMBER]).get(inside))


def test_the_reason_of_a_withdrawn_successor_is_not_told_to_the_public(scene: Scene):
    paper = ready_paper(scene)
    publish_paper(scene, paper)
    second = publish_paper(scene, paper, reason="Tamsin asked")
    withdraw_publication(publication=second, reason="A name", by=officer(scene))
    said = Client().get(_public(scene)).content.decode()
    assert "by version 2" in said
    assert "Tamsin" not in said


def test_a_version_public_again_says_that_the_one_after_it_was_withdrawn_and_when(scene: Scene):
    paper = ready_paper(scene)
    first = publish_paper(scene, paper)
    second = publish_paper(scene, paper, reason="Table 1 was wrong")
    area, client = scene.place.area.slug, signed_in(officer(scene))
    asked = client.get(reverse("publication-withdraw", args=[area, second.pk]))
    assert "Other versions of the paper stay public" in _text(asked)
    also = reverse("publication-withdraw", args=[area, first.pk])
    assert f'href="{also}"' in asked.content.decode()
    withdraw_publication(publication=second, reason="A name", by=officer(scene))
    today = say_day(timezone.localdate())
    words = f"by version 2, which was withdrawn on {today} and can be read no more."
    for address in (_public(scene), _public(scene, first.pk, name="publication")):
        said = _text(Client().get(address))
        assert words in said
        assert "not the latest" not in said
        assert "A name" not in said
        assert "Table 1 was wrong" not in said
    assert "stay public" not in _text(client.get(also))


def test_the_public_reads_what_the_meeting_resolved_and_not_its_comments(scene: Scene):
    publication = publish_paper(scene)
    address = _public(scene, publication.pk, name="publication")
    assert "What the meeting resolved" not in _text(Client().get(address))
    given: dict[str, Any] = {
        "publication": publication,
        "decided_on": MEETING_ON,
        "by": scene.manager,
    }
    record_outcome(resolution="That it be nooted.", **given)
    record_outcome(
        resolution="That it be noted.", comments="Hear parents.", next_body="Council", **given
    )
    said = _text(Client().get(address))
    assert "What the meeting resolved Cabinet, 24 May 2018." in said
    assert "That it be noted." in said
    for secret in ("nooted", "Hear parents", scene.manager.email, scene.manager.name):
        assert secret not in said
    withdraw_publication(publication=publication, reason="A name", by=officer(scene))
    assert "That it be noted." not in _text(Client().get(address))


def test_a_paper_that_is_exempt_as_a_whole_is_told_to_nobody_who_may_not_read_it(scene: Scene):
    paper = ready_paper(scene, title="The price of a contract")
    paper.is_exempt, paper.ground = True, "Paragraph 3"
    paper.save()
    publication = publish_paper(scene, paper)
    area = scene.place.area.slug
    for path in ("", f"{publication.pk}/", f"{publication.pk}/paper.pdf"):
        answer = Client().get(f"/published/{area}/{path}")
        assert "price" not in answer.content.decode()
        assert answer.status_code == (200 if not path else 404)
    member = signed_in(scene.place.people[Role.MEMBER])
    assert "price" not in member.get(reverse("area-publications", args=[area])).content.decode()
    assert member.get(reverse("area-publication", args=[area, publication.pk])).status_code == 404
    writer = signed_in(officer(scene))
    assert "price" in writer.get(reverse("area-publications", args=[area])).content.decode()
    full = writer.get(reverse("publication-full", args=[area, publication.pk, "pdf"]))
    assert full.status_code == 200
    assert "no-store" in full["Cache-Control"]
    assert "not-for-publication.pdf" in full["Content-Disposition"]


def _publish_page(scene: Scene, paper: Any) -> str:
    return reverse("paper-publish", args=[scene.place.area.slug, scene.plan.slug, paper.pk])


def test_an_officer_looks_at_both_copies_and_publishes(scene: Scene):
    paper = ready_paper(scene)
    exempt(paper, "A price of £7,777")
    client = signed_in(officer(scene))
    page = read(client.get(_publish_page(scene, paper)))
    copies = [str(link["href"]) for link in page.select("dd a")]
    public, full = (_text(client.get(address)) for address in copies)
    assert "£7,777" not in public
    assert "£7,777" in full
    seen = value_of(page, "seen")
    answer = client.post(_publish_page(scene, paper), {"seen": seen}, follow=True)
    assert "Version 1 of the paper is published" in _text(answer)
    assert "all as they were published" in _text(answer)


def test_what_is_missing_is_said_and_nothing_can_be_published(scene: Scene):
    paper = ready_paper(scene)
    section = paper.sections.filter(is_mandatory=True).first()
    assert section
    PaperSection.objects.filter(pk=section.pk).update(text="")
    client = signed_in(officer(scene))
    page = client.get(_publish_page(scene, paper))
    assert section.heading in _text(page)
    assert not read(page).select("main form")
    seen = make_ready(paper).digest
    answer = client.post(_publish_page(scene, paper), {"seen": seen})
    assert answer.status_code == 422
    assert "cannot be published yet" in errors_in_summary(read(answer))[0]


def test_a_paper_changed_after_it_was_looked_at_is_shown_anew(scene: Scene):
    paper = ready_paper(scene)
    client = signed_in(officer(scene))
    answer = client.post(_publish_page(scene, paper), {"seen": "of yesterday"})
    assert answer.status_code == 409
    seen = value_of(read(answer), "seen")
    assert seen == make_ready(paper).digest
    assert client.post(_publish_page(scene, paper), {"seen": seen}).status_code == 302
    assert client.post(_publish_page(scene, paper), {"seen": seen}).status_code == 409
    seen = make_ready(paper).digest
    again = client.post(_publish_page(scene, paper), {"seen": seen, "reason": ""})
    assert errors_in_summary(read(again)) == ["Give a reason."]


def test_what_the_record_says_otherwise_since_is_shown_beside_the_published_figures(scene: Scene):
    action = make_action(scene, "1.1", title="Train the coordinators")
    rate(action, scene.ratings["G"], day(1), by=scene.manager)
    publication = publish_paper(scene)
    inside = reverse("area-publication", args=[scene.place.area.slug, publication.pk])
    client = signed_in(scene.manager)
    assert "still says what the paper says" in _text(client.get(inside))
    rate(
        action,
        scene.ratings["R"],
        day(80),
        by=scene.manager,
        commentary="Late",
        remedial_action="More",
    )
    said = _text(client.get(inside))
    assert "As published" in said
    assert "Train the coordinators" in said


def test_an_administrator_destroys_what_was_withdrawn(
    scene: Scene, django_capture_on_commit_callbacks: Any
):
    publication = publish_paper(scene)
    area = scene.place.area.slug
    client = signed_in(scene.place.administrator)
    inside = reverse("area-publication", args=[area, publication.pk])
    assert "Destroy the files" not in _text(client.get(inside))
    withdraw = reverse("publication-withdraw", args=[area, publication.pk])
    assert "Destroy the files" in _text(client.post(withdraw, {"reason": "A name"}, follow=True))
    destroy = reverse("publication-redact", args=[area, publication.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(destroy, {"reason": "A name"})
    said = _text(client.get(inside))
    assert "destroyed or missing" in said
    assert "Destroy the files" not in said


def test_two_areas_papers_stay_apart(scene: Scene):
    other = make_scene(make_place("elsewhere"))
    theirs = publish_paper(other)
    ours = publish_paper(scene)
    assert ours.pk != theirs.pk
    address = reverse("area-publication", args=[scene.place.area.slug, theirs.pk])
    assert signed_in(scene.place.administrator).get(address).status_code == 404
