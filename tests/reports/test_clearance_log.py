"""The log of a paper's clearance: in every draft, and in the public copy as the template says, to the byte."""

import pytest

from reports.choices import SectionKind, StepEvent
from reports.content import paper_content
from reports.documents import paper_html
from reports.facts import Facts
from reports.models import Paper, PaperSection
from reports.papers import draft_of
from reports.services.clearance import record_step, take_back
from tests.factories import Scene
from tests.kept import kept_fixture
from tests.reports.clearing import MONDAY, Asked, make_asked, moment
from tests.reports.papering import write

SAID = "Ask the wombat first"
WHO = ("Lead member", "Section 151 officer", "Monitoring officer")


@kept_fixture
def asked(scene: Scene) -> Asked:
    """A paper whose consultee returned comments and whose finance officer confirmed."""
    asked = make_asked(scene)
    record(asked, "consultee", StepEvent.ISSUED)
    record(asked, "consultee", StepEvent.RETURNED, SAID)
    record(asked, "finance", StepEvent.CONFIRMED)
    return asked


def record(asked: Asked, name: str, event: StepEvent, comments: str = "") -> None:
    record_step(
        step=getattr(asked, name),
        event=event,
        happened_on=MONDAY,
        comments=comments,
        by=asked.paper.created_by,
        now=moment(MONDAY),
    )


def html(asked: Asked, *, is_public: bool = False, is_draft: bool = True) -> bytes:
    """The bytes from which every copy is made."""
    paper = Paper.objects.get(pk=asked.paper.pk)
    draft = draft_of(paper)
    chosen = draft.for_public() if is_public else draft
    content = paper_content(chosen, Facts(paper.plan, paper.as_at), is_draft=is_draft)
    return paper_html(content).encode()


def let(asked: Asked, *, log_is_public: bool, block: str = "") -> None:
    """What the template says: whether the log is public, and which block its text has."""
    Paper.objects.filter(pk=asked.paper.pk).update(log_is_public=log_is_public)
    PaperSection.objects.filter(paper=asked.paper, text__contains="[[consultees").update(text=block)


@pytest.mark.parametrize("log_is_public", [True, False])
@pytest.mark.parametrize("block", ["", "[[consultees]]", "[[clearance-log]]"])
def test_the_draft_always_tells_the_whole_log_once(asked: Asked, log_is_public: bool, block: str):
    let(asked, log_is_public=log_is_public, block=block)
    draft = html(asked)
    assert draft.count(SAID.encode()) == 1
    assert f"recorded by {asked.paper.created_by.name}".encode() in draft
    for who in WHO:
        assert who.encode() in draft


@pytest.mark.parametrize("block", ["", "[[consultees]]", "[[clearance-log]]"])
@pytest.mark.parametrize("is_draft", [True, False])
def test_the_public_copy_holds_not_a_byte_of_a_log_that_is_not_public(
    asked: Asked, block: str, is_draft: bool
):
    let(asked, log_is_public=False, block=block)
    copy = html(asked, is_public=True, is_draft=is_draft)
    for hidden in (SAID, *WHO, asked.paper.created_by.name, "Head of SEND"):
        assert hidden.encode() not in copy


def test_the_public_copy_tells_a_public_log_in_the_blocks_of_its_template(asked: Asked):
    let(asked, log_is_public=True, block="[[consultees]]")
    copy = html(asked, is_public=True, is_draft=False)
    assert b"Lead member" in copy
    assert b"30 Apr 2018" in copy
    assert SAID.encode() not in copy


@pytest.mark.parametrize("block", ["", "[[clearance-log]]"])
def test_a_public_log_without_another_place_tells_who_and_when_but_not_what_was_said(
    asked: Asked, block: str
):
    let(asked, log_is_public=True, block=block)
    record(asked, "finance", StepEvent.CONFIRMED)
    copy = html(asked, is_public=True, is_draft=False)
    assert b"Returned 30 Apr 2018" in copy
    assert b"Confirmed 30 Apr 2018" in copy
    assert SAID.encode() not in copy
    assert b">Comments<" not in copy
    assert asked.paper.created_by.name.encode() not in copy


def test_the_full_copy_that_went_out_holds_the_log_only_where_it_is_public(asked: Asked):
    let(asked, log_is_public=False)
    assert SAID.encode() not in html(asked, is_draft=False)


def test_a_sign_off_of_another_text_is_not_printed_as_one(asked: Asked):
    let(asked, log_is_public=True, block="[[sign-off]]")
    write(asked.paper, SectionKind.SUMMARY, "All is well, again.", now=moment(MONDAY, 12))
    record(asked, "finance", StepEvent.CONFIRMED)
    assert b"30 April 2018" in html(asked)
    write(asked.paper, SectionKind.SUMMARY, "All is better.", now=moment(MONDAY, 13))
    assert html(asked).count(b"Not confirmed") == 2


def test_what_was_taken_back_is_not_printed(asked: Asked):
    let(asked, log_is_public=True)
    take_back(
        step=asked.consultee, reason="Too early", by=asked.paper.created_by, now=moment(MONDAY, 12)
    )
    assert SAID.encode() not in html(asked)
    assert b"Too early" not in html(asked)


def test_a_paper_of_which_nothing_happened_prints_no_log(scene: Scene):
    assert b"Clearance log" not in html(make_asked(scene))
