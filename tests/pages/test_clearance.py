"""The pages of a paper's clearance: the table and its buttons, and the page behind an emailed link."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actions.models import AuditEntry
from actions.position import position_as_at
from boards.services.snapshots import keep_position
from reports.choices import SectionKind, StepEvent, StepKind
from reports.models import ClearanceEvent, ClearanceLink, ClearanceStep, Paper, Publication
from reports.services.clearance import add_step, record_step, take_back
from reports.services.clearance_links import issue_steps
from reports.services.comments import add_comment
from reports.services.sections import change_section
from tests.conftest import signed_in
from tests.factories import Scene, make_actions
from tests.kept import kept_fixture
from tests.pages.reading import answered, errors_at_fields, errors_in_summary, read, value_of, words
from tests.reports.clearing import Asked, make_coming, token_to
from tests.reports.papering import make_paper, officer, section_of, write
from wsoa.models import OutgoingEmail, SignInEvent, SignInKind

MEMBER, FINANCE = "post0@riverton.example", "post1@riverton.example"
CONFIRM = {"event": "confirmed"}


@kept_fixture
def asked(scene: Scene) -> Asked:
    """A paper for a meeting in a month's time, of which nobody was asked yet."""
    return make_coming(scene)


@kept_fixture
def out(asked: Asked) -> Asked:
    """The same, issued to those who are asked first."""
    issue_steps(paper=asked.paper, order=1, by=asked.paper.created_by)
    return asked


def url(asked: Asked, name: str = "paper-clearance", *args: object) -> str:
    plan = asked.paper.plan
    return reverse(name, args=[plan.area.slug, plan.slug, asked.paper.pk, *args])


def link_to(address: str = FINANCE) -> str:
    return reverse("clearance-answer", args=[token_to(address)])


def officer_of(asked: Asked) -> Client:
    return signed_in(asked.paper.created_by)


def send(path: str, **given: Any):
    """Open the page of a link and send its form as a browser would."""
    seen = value_of(answered(Client().get(path)), "seen")
    return Client().post(path, {"seen": seen, "comments": "", **CONFIRM, **given})


def stages(asked: Asked) -> list[str]:
    page = answered(officer_of(asked).get(url(asked)))
    cells = page.select(".wsoa-clearance tbody td:last-child")
    return [re.sub(r"^\w ", "", words(cell)) for cell in cells]


def test_the_table_says_who_is_asked_when_and_what_comes_next(asked: Asked):
    page = answered(officer_of(asked).get(url(asked)))
    assert [words(head) for head in page.select(".wsoa-clearance thead th")] == [
        "Who",
        "Turn",
        "Asked for",
        "Answer due",
        "How it stands",
    ]
    assert "Issue it to Lead member and Section 151 officer." in words(page.main)
    assert "cannot be published before 3 more have answered" in words(page.main)
    assert "working days left: the paper goes out on" in words(page.main)
    assert stages(asked)[2] == "Waiting its turn After Lead member and Section 151 officer"


def test_issuing_is_shown_before_it_is_done(asked: Asked):
    client, path = officer_of(asked), url(asked, "steps-issue", 1)
    page = answered(client.get(path))
    assert f"by email to {FINANCE}" in words(page.main)
    assert not OutgoingEmail.objects.exists()
    done = client.post(path, follow=True)
    assert "An email is on its way to Lead member and Section 151 officer." in words(read(done))
    assert OutgoingEmail.objects.count() == 2
    again = answered(client.post(path), 422)
    assert errors_in_summary(again) == ["Nobody of this order is left to be asked."]


def test_a_link_to_pass_on_is_shown_once_and_works(asked: Asked):
    post = asked.finance.post
    assert post is not None
    post.email = ""
    post.save()
    client = officer_of(asked)
    assert "you get a link to pass on" in words(read(client.get(url(asked, "steps-issue", 1))).main)
    answer = client.post(url(asked, "steps-issue", 1))
    assert "no-store" in answer["Cache-Control"]
    found = re.search(r"(/answer/paper/[^/\s]+/)", words(answered(answer)))
    assert found
    assert Client().get(found[1]).status_code == 200
    assert "/answer/paper/" not in client.get(url(asked)).content.decode()


def test_another_link_is_made_by_a_button_and_never_by_opening_its_page(out: Asked):
    client, path = officer_of(out), url(out, "step-link", out.finance.pk)
    before = ClearanceLink.objects.count()
    answered(client.get(path))
    assert ClearanceLink.objects.count() == before
    assert "/answer/paper/" in words(answered(client.post(path)))
    waiting = url(out, "step-link", out.legal.pk)
    assert errors_in_summary(answered(client.post(waiting), 422))


def test_a_post_confirms_by_its_link_without_an_account(out: Asked):
    path = link_to()
    page = answered(Client().get(path))
    assert "You answer as Section 151 officer (Head of the virtual school)" in words(page.main)
    assert "All is well." in words(page.select_one("article.paper"))
    done = send(path)
    assert done.status_code == 302
    after = answered(Client().get(path))
    assert "This post confirmed the paper on" in words(after.main)
    assert after.select_one("main form") is None
    event = ClearanceEvent.objects.latest("pk")
    assert (event.event, event.by) == (StepEvent.CONFIRMED, None)
    assert stages(out)[1].startswith("Confirmed")
    assert "by the emailed link" in words(answered(officer_of(out).get(url(out))).main)
    entry = AuditEntry.objects.latest("pk")
    assert entry.summary == "SEND update: Section 151 officer, confirmed by the emailed link"
    assert (entry.by, entry.plan, entry.area) == (None, out.paper.plan, out.paper.plan.area)


def test_whoever_issued_the_paper_is_told_what_came(out: Asked):
    send(link_to(MEMBER), event="returned", comments="Say it sooner")
    mail = OutgoingEmail.objects.latest("pk")
    assert mail.to == out.paper.created_by.email
    assert mail.subject == "Lead member, comments: SEND update"
    assert "Say it sooner" in mail.body
    assert url(out) in mail.body


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"event": ""}, "event", "Choose whether you confirm, or have comments."),
        ({"event": "withdrawn"}, "event", "Choose whether you confirm, or have comments."),
        ({"event": "returned", "comments": " . "}, "comments", "Enter your comments."),
        ({"event": "returned", "comments": "x" * 5001}, "comments", "5,001"),
    ],
)
def test_an_answer_that_says_nothing_is_asked_again_and_nothing_is_lost(
    out: Asked, given: dict[str, str], field: str, said: str
):
    page = answered(send(link_to(), **given), 422)
    assert said in errors_at_fields(page)[field]
    assert value_of(page, "comments").strip() == given.get("comments", "").strip()
    assert not ClearanceEvent.objects.filter(event__in=("confirmed", "returned")).exists()


def test_a_text_that_changes_while_it_is_read_is_not_confirmed_unseen(out: Asked):
    path = link_to()
    seen = value_of(answered(Client().get(path)), "seen")
    write(out.paper, SectionKind.SUMMARY, "All is lost.")
    answer = Client().post(path, {"seen": seen, "event": "confirmed", "comments": "Fine"})
    page = answered(answer, 409)
    assert "was changed while you had it open" in errors_in_summary(page)[0]
    assert "All is lost." in words(page.select_one("article.paper"))
    assert value_of(page, "comments") == "Fine"
    again = {"seen": value_of(page, "seen"), "event": "confirmed", "comments": "Fine"}
    assert Client().post(path, again).status_code == 302


def test_after_a_change_the_paper_is_issued_and_confirmed_again(out: Asked):
    send(link_to())
    write(out.paper, SectionKind.SUMMARY, "All is better.")
    page = answered(officer_of(out).get(url(out)))
    assert "Changed since Section 151 officer (Head of the virtual school) confirmed" in words(
        page.main
    )
    name = out.paper.created_by.name
    assert f"Report summary, changed by {name} on" in words(page.main)
    assert "Its text has changed since. If it is sent to you again" in words(
        answered(Client().get(link_to())).main
    )
    officer_of(out).post(url(out, "steps-issue", 1))
    assert "no longer counts" in OutgoingEmail.objects.filter(to=FINANCE).latest("pk").body
    again = answered(Client().get(link_to()))
    assert "so that no longer counts" in words(again.main)
    assert f"Report summary, changed by {name} on" in words(again.main)
    assert send(link_to()).status_code == 302
    assert stages(out)[1].startswith("Confirmed Confirmed on")


def test_the_draft_behind_a_link_shows_no_comment_of_a_margin(out: Asked, scene: Scene):
    section = section_of(out.paper, SectionKind.SUMMARY)
    add_comment(section=section, text="Do not tell finance", by=officer(scene))
    path = link_to()
    assert b"Do not tell finance" not in Client().get(path).content


@pytest.mark.parametrize("log_is_public", [True, False])
def test_what_one_post_said_is_not_shown_to_another(out: Asked, log_is_public: bool):
    Paper.objects.filter(pk=out.paper.pk).update(log_is_public=log_is_public)
    said = {"event": "returned", "comments": "Ask the wombat first"}
    assert send(link_to(MEMBER), **said).status_code == 302
    page = Client().get(link_to()).content.decode()
    assert "wombat" not in page
    assert "wombat" in officer_of(out).get(url(out)).content.decode()


def test_the_draft_is_a_pdf_too(out: Asked):
    answer = Client().get(f"{link_to()}draft.pdf")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]


def test_opening_a_link_writes_nothing_and_keeps_its_address_to_itself(out: Asked):
    events, links = ClearanceEvent.objects.count(), ClearanceLink.objects.count()
    for _ in range(2):
        answer = Client().get(link_to())
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in answer["Cache-Control"]
    assert (ClearanceEvent.objects.count(), ClearanceLink.objects.count()) == (events, links)


def published(asked: Asked) -> None:
    paper, at = asked.paper, timezone.now()
    snapshot = keep_position(position_as_at(paper.plan, paper.as_at), by=paper.created_by, at=at)
    Publication(
        paper=paper,
        version=1,
        title=paper.title,
        body=paper.body,
        as_at=paper.as_at,
        snapshot=snapshot,
        checksum="0" * 64,
        at=at,
        by=paper.created_by,
    ).save()


def taken_back(asked: Asked) -> None:
    take_back(step=asked.finance, reason="Too early", by=asked.paper.created_by)


def moved(asked: Asked) -> None:
    post = asked.finance.post
    assert post is not None
    post.email = "successor@riverton.example"
    post.save()


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (published, "The paper has gone out"),
        (taken_back, "The paper was taken back"),
        (moved, "This link does not work any more"),
    ],
)
def test_a_link_that_is_over_says_why_and_takes_nothing(out: Asked, happens, said: str):
    path = link_to()
    seen = value_of(answered(Client().get(path)), "seen")
    happens(out)
    for answer in (Client().get(path), Client().post(path, {"seen": seen, **CONFIRM})):
        page = answered(answer, 410)
        assert said in words(page.main)
        assert out.paper.created_by.email in words(page.main)
    assert Client().get(f"{path}draft.pdf").status_code == 410
    assert not ClearanceEvent.objects.filter(event=StepEvent.CONFIRMED).exists()
    assert SignInEvent.objects.filter(kind=SignInKind.LINK_REFUSED).exists()


def test_a_link_that_was_taken_back_stays_so_though_the_paper_is_issued_again(out: Asked):
    old = link_to()
    by = out.paper.created_by
    take_back(step=out.finance, reason="It went to the wrong person", by=by)
    issue_steps(paper=out.paper, order=1, by=by)
    assert link_to() != old
    assert answered(Client().get(old), 410)
    assert Client().get(f"{old}draft.pdf").status_code == 410
    assert send(link_to()).status_code == 302


def test_who_has_answered_reads_no_draft_of_a_later_version(out: Asked):
    path = link_to()
    assert send(path).status_code == 302
    assert Client().get(path).status_code == 200
    published(out)
    assert "published" in words(answered(Client().get(path), 410).main)


def test_a_link_ends_with_its_last_day(out: Asked):
    link = ClearanceLink.objects.filter(step=out.finance).get()
    days = (timezone.localdate(link.expires_at) - timezone.localdate(link.sent_at)).days
    assert days == settings.ANSWER_LINK_DAYS + 1


@pytest.mark.parametrize("token", ["x", "a.b", "x" * 5000, "%00", "é", "1-2.3"])
def test_a_forged_link_opens_nothing(out: Asked, token: str):
    answer = Client().get(f"/answer/paper/{token}/")
    assert answer.status_code == 404
    assert out.paper.title not in answer.content.decode()


def test_a_visitor_who_tries_many_links_has_to_wait(out: Asked):
    client = Client()
    for _ in range(30):
        client.get("/answer/paper/none/")
    assert client.get("/answer/paper/none/").status_code == 429
    assert client.get(link_to()).status_code == 429


def test_an_answer_is_not_recorded_of_a_text_that_changed_while_the_page_was_open(out: Asked):
    client, path = officer_of(out), url(out, "step-record", out.finance.pk)
    today = timezone.localdate().isoformat()
    seen = value_of(answered(client.get(path)), "seen")
    form = {"event": "confirmed", "happened_on": today, "comments": "By telephone", "seen": seen}
    write(out.paper, SectionKind.SUMMARY, "All is better.")
    again = answered(client.post(path, form), 409)
    assert "was changed while you had this page open" in errors_in_summary(again)[0]
    assert "Report summary, changed" in words(again.main)
    assert "By telephone" in words(again.main)
    assert stages(out)[1].startswith("Issued")
    assert client.post(path, {**form, "seen": ""}).status_code == 409
    assert client.post(path, {**form, "seen": value_of(again, "seen")}).status_code == 302
    assert stages(out)[1].startswith("Confirmed")


def test_an_answer_of_a_day_with_another_text_is_recorded_as_no_sign_off_of_todays(
    asked: Asked, scene: Scene
):
    before = timezone.now() - timedelta(days=3)
    paper = make_paper(scene, as_at=before.date(), meeting_on=None, now=before)
    given: dict[str, Any] = {"paper": paper, "by": paper.created_by}
    step = add_step(kind=StepKind.SIGN_OFF, role="Monitoring officer", **given)
    write(paper, SectionKind.SUMMARY, "All is better.")
    client, path = officer_of(asked), url(replace(asked, paper=paper), "step-record", step.pk)
    form = {
        "event": "confirmed",
        "happened_on": (timezone.localdate() - timedelta(days=1)).isoformat(),
        "seen": value_of(answered(client.get(path)), "seen"),
    }
    page = answered(client.post(path, form, follow=True))
    assert "so it is no sign-off of today’s" in words(page.body)
    assert "Text changed since" in words(page.main)


def test_an_answer_that_came_another_way_is_recorded_on_behalf_of_the_post(out: Asked):
    client, path = officer_of(out), url(out, "step-record", out.finance.pk)
    empty = answered(client.post(path, {}), 422)
    assert set(errors_at_fields(empty)) == {"event", "happened_on"}
    today = timezone.localdate()
    write(out.paper, SectionKind.SUMMARY, "All is better.")
    page = answered(client.get(path))
    assert "The text has changed since it was issued" in words(page.main)
    form = {"event": "confirmed", "happened_on": today.isoformat(), "comments": "By telephone"}
    form["seen"] = value_of(page, "seen")
    assert client.post(path, form).status_code == 302
    event = ClearanceEvent.objects.latest("pk")
    assert (event.event, event.by, event.comments) == (
        StepEvent.CONFIRMED,
        out.paper.created_by,
        "By telephone",
    )
    page = answered(client.get(url(out)))
    assert f"recorded by {out.paper.created_by.name}" in words(page.main)
    assert "By telephone" in words(page.main)
    late = {**form, "happened_on": (today + timedelta(days=1)).isoformat()}
    assert (
        "in the future" in errors_at_fields(answered(client.post(path, late), 422))["happened_on"]
    )


def test_a_step_is_added_changed_and_removed_on_its_pages(asked: Asked):
    client = officer_of(asked)
    form = {
        "kind": "sign-off",
        "role": "Press office",
        "post": asked.finance.post_id,
        "order": "1",
        "due_on": "",
    }
    assert client.post(url(asked, "step-add"), form).status_code == 302
    step = ClearanceStep.objects.get(role="Press office")
    assert (step.order, step.is_mandatory, step.due_on) == (1, False, None)
    path = url(asked, "step-change", step.pk)
    seen = value_of(answered(client.get(path)), "seen")
    changed = {**form, "role": "Communications", "is_mandatory": "on", "seen": seen}
    assert client.post(path, changed).status_code == 302
    stale = answered(client.post(path, {**changed, "role": "Mine"}), 409)
    assert "Communications" in words(stale.select_one(".wsoa-conflict"))
    assert value_of(stale, "role") == "Mine"
    assert client.post(url(asked, "step-remove", step.pk)).status_code == 302
    assert not ClearanceStep.objects.filter(pk=step.pk).exists()


def test_a_step_with_a_history_cannot_be_removed_and_the_page_says_so(out: Asked):
    page = answered(officer_of(out).get(url(out, "step-remove", out.finance.pk)))
    assert "so it stays" in words(page.main)
    assert page.select_one("main form") is None
    answered(officer_of(out).post(url(out, "step-remove", out.finance.pk)), 422)


def test_a_step_is_taken_back_with_a_reason(out: Asked):
    client, path = officer_of(out), url(out, "step-take-back", out.finance.pk)
    assert errors_in_summary(answered(client.post(path, {"reason": ""}), 422)) == ["Give a reason."]
    assert client.post(path, {"reason": "Too early"}).status_code == 302
    assert stages(out)[1] == "To be issued"


def test_a_paper_after_its_day_of_despatch_is_led_to_urgency(asked: Asked):
    asked.paper.despatch_on = timezone.localdate() - timedelta(days=4)
    asked.paper.save()
    client = officer_of(asked)
    page = answered(client.get(url(asked)))
    assert "The day of despatch has passed" in words(page.main)
    assert page.select_one(f"a[href='{url(asked, 'paper-urgency')}']")
    assert errors_in_summary(answered(client.post(url(asked, "paper-urgency"), {}), 422)) == [
        "Say why the paper is urgent."
    ]
    client.post(url(asked, "paper-urgency"), {"reason": "A court’s date"})
    assert "Urgent. A court’s date" in words(answered(client.get(url(asked))).main)


def test_a_step_of_another_paper_is_not_found_here(asked: Asked, scene: Scene):
    other = make_coming(scene)
    for name in ("step-change", "step-record", "step-remove", "step-take-back", "step-link"):
        path = url(asked, name, other.finance.pk)
        assert officer_of(asked).get(path).status_code == 404
        assert officer_of(asked).post(path, {}).status_code == 404


def test_what_was_written_is_shown_as_text_and_never_as_html(asked: Asked):
    record_step(
        step=asked.finance,
        event=StepEvent.RETURNED,
        happened_on=timezone.localdate(),
        comments="<script>alert(1)</script>\nSecond line",
        by=asked.paper.created_by,
    )
    page = officer_of(asked).get(url(asked)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_exempt_text_is_behind_the_link_and_the_message_says_so(asked: Asked):
    before = officer_of(asked).get(url(asked, "steps-issue", 1)).content.decode()
    assert "exempt" not in before
    section = section_of(asked.paper, SectionKind.SUMMARY)
    change_section(
        section=section,
        heading=section.heading,
        is_exempt=True,
        ground="Paragraph 3",
        by=asked.paper.created_by,
    )
    warning = "The draft holds information that is exempt from publication (Part II)."
    assert warning in officer_of(asked).get(url(asked, "steps-issue", 1)).content.decode()
    issue_steps(paper=asked.paper, order=1, by=asked.paper.created_by)
    assert "exempt from publication" in OutgoingEmail.objects.filter(to=FINANCE).get().body
    assert b"All is well." in Client().get(link_to()).content


@pytest.mark.parametrize("number", [2, 9])
def test_the_pages_cost_as_many_queries_for_few_as_for_many(
    scene: Scene, number: int, django_assert_num_queries: Any
):
    make_actions(scene, number * 3, "GARB")
    out = make_coming(scene)
    by = out.paper.created_by
    for step in (out.consultee, out.finance):
        for _ in range(number):
            issue_steps_once(out, step)
    write(out.paper, SectionKind.SUMMARY, "All is better.")
    client = signed_in(by)
    client.get(url(out))
    with django_assert_num_queries(QUERIES["clearance"]):
        assert client.get(url(out)).status_code == 200
    officer_of(out).post(url(out, "steps-issue", 1))
    path, visitor = link_to(), Client()
    visitor.get(path)
    with django_assert_num_queries(QUERIES["link"]):
        assert visitor.get(path).status_code == 200


QUERIES = {"clearance": 14, "link": 37}


def issue_steps_once(asked: Asked, step: ClearanceStep) -> None:
    """The step confirmed and taken back, so that its history grows."""
    by, today = asked.paper.created_by, timezone.localdate()
    record_step(step=step, event=StepEvent.CONFIRMED, happened_on=today, by=by)
    if step == asked.consultee:
        take_back(step=step, reason="Again", by=by)
