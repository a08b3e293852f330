"""A number that differs holds a paper back until somebody says why; the reason holds as long as the words and the figure do."""

import pytest

from actions.choices import AuditEvent
from actions.errors import Refused
from actions.models import AuditEntry
from reports.choices import SectionKind
from reports.claims import Part
from reports.explained import open_claims, paper_claims
from reports.models import ClaimReason, Paper
from reports.services.claims import explain_claim
from reports.services.papers import change_paper, write_section
from reports.services.sections import change_section
from tests.factories import Scene, make_action, make_actions
from tests.kept import kept_fixture
from tests.reports.papering import make_paper, officer, write

WORDS = "The plan sets out 12 actions; four are complete."


@kept_fixture
def paper(scene: Scene) -> Paper:
    """A paper on ten actions that speaks of twelve."""
    make_actions(scene, 10, "GARBW")
    found = make_paper(scene)
    write(found, SectionKind.SUMMARY, WORDS)
    return found


def _open(paper: Paper) -> list[str]:
    return [each.claim.text for each in open_claims(paper)]


def _explain(paper: Paper, **given: object) -> ClaimReason:
    section = paper.sections.get(kind=SectionKind.SUMMARY)
    said = {
        "said_in": section,
        "claim": "12 actions",
        "sentence": WORDS,
        "expected": "10",
        "reason": "Two were agreed since.",
        "by": paper.created_by,
        **given,
    }
    return explain_claim(**said)  # type: ignore[arg-type]


def test_numbers_that_differ_are_open_until_somebody_says_why(paper):
    assert _open(paper) == ["12 actions", "four are complete"]
    kept = _explain(paper)
    assert _open(paper) == ["four are complete"]
    (explained,) = (each for each in paper_claims(paper) if each.reason)
    assert explained.reason == kept
    assert explained.claim.expected == 10
    assert AuditEntry.objects.filter(event=AuditEvent.CLAIM_EXPLAINED).count() == 1


def test_reason_holds_no_more_once_the_words_change(paper):
    _explain(paper)
    section = paper.sections.get(kind=SectionKind.SUMMARY)
    write_section(section=section, text="The plan sets out 13 actions.", by=paper.created_by)
    assert _open(paper) == ["13 actions"]


def test_reason_holds_no_more_once_the_figure_changes(paper, scene):
    _explain(paper)
    make_action(scene, "9.9")
    assert "12 actions" in _open(paper)


def test_later_reason_takes_the_place_of_an_earlier_one(paper):
    _explain(paper)
    later = _explain(paper, reason="Three, in truth, of which one was withdrawn.")
    (explained,) = (each for each in paper_claims(paper) if each.reason)
    assert explained.reason == later


@pytest.mark.parametrize("reason", ["", "   ", "…", "x" * 5001])
def test_reason_has_to_say_something(paper, reason):
    with pytest.raises(Refused) as refusal:
        _explain(paper, reason=reason)
    assert refusal.value.field == "reason"
    assert not ClaimReason.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"claim": "13 actions"},
        {"expected": "11"},
        {"claim": "12 actions\0"},
        {"sentence": "The plan sets out 12 actions."},
        {"occurrence": 2},
        {"occurrence": 0},
    ],
)
def test_only_what_the_section_says_can_be_explained(paper, changed):
    with pytest.raises(Refused, match="have changed since you saw them"):
        _explain(paper, **changed)


def _write(paper: Paper, text: str) -> None:
    section = paper.sections.get(kind=SectionKind.SUMMARY)
    write_section(section=section, text=text, by=paper.created_by)


def test_reason_excuses_no_other_sentence_that_says_the_same(paper):
    _explain(paper)
    _write(paper, f"{WORDS} Today there are 12 actions.")
    assert _open(paper) == ["four are complete", "12 actions"]
    (explained,) = (each for each in paper_claims(paper) if each.reason)
    assert explained.claim.sentence == WORDS


def test_sentence_said_again_needs_a_reason_of_its_own(paper):
    _explain(paper)
    _write(paper, f"{WORDS}\n\nThe board met.\n\n{WORDS}")
    assert _open(paper) == ["four are complete", "12 actions", "four are complete"]
    _explain(paper, occurrence=2, reason="As above.")
    assert _open(paper) == ["four are complete", "four are complete"]
    said = [each.reason.reason for each in paper_claims(paper) if each.reason]
    assert said == ["Two were agreed since.", "As above."]


def test_reason_stays_where_words_around_its_sentence_change(paper):
    _explain(paper)
    _write(paper, f"The board met.\n\n- {WORDS}\n- It thanked everybody.")
    assert _open(paper) == ["four are complete"]


def test_reason_of_before_sentences_were_kept_holds_for_nothing(paper):
    ClaimReason.objects.create(
        section=paper.sections.get(kind=SectionKind.SUMMARY),
        claim="12 actions",
        expected="10",
        reason="Two were agreed since.",
        at=paper.created_at,
        by=paper.created_by,
    )
    assert _open(paper) == ["12 actions", "four are complete"]


def test_number_in_the_title_is_checked_and_explained(paper):
    title = "The 12 actions of our plan"
    change_paper(paper=paper, title=title, as_at=paper.as_at, by=paper.created_by)
    (claim,) = (each for each in open_claims(paper) if each.part == Part.TITLE)
    assert (claim.section_key, claim.claim.text, claim.claim.expected) == (0, "12 actions", 10)
    _explain(paper, said_in=paper, sentence=title)
    assert _open(paper) == ["12 actions", "four are complete"]


def test_number_in_a_heading_is_checked_and_explained(paper):
    section = paper.sections.get(kind=SectionKind.SUMMARY)
    change_section(section=section, heading="The plan sets out 12 actions", by=paper.created_by)
    (claim,) = (each for each in open_claims(paper) if each.part == Part.HEADING)
    assert (claim.section_key, claim.claim.text) == (section.pk, "12 actions")
    _explain(paper, sentence="The plan sets out 12 actions")
    assert _open(paper) == ["12 actions", "four are complete"]


def test_heading_of_an_exempt_section_is_checked_as_its_text_is(paper):
    section = paper.sections.get(kind=SectionKind.SUMMARY)
    change_section(
        section=section,
        heading="The plan sets out 12 actions",
        is_exempt=True,
        ground="Paragraph 1 of Schedule 12A",
        by=paper.created_by,
    )
    assert _open(paper) == ["12 actions", "12 actions", "four are complete"]


@pytest.mark.parametrize(
    "caption",
    [
        "[[table-1: The 12 amber actions]]",
        "[[table-1: The **12 amber actions** as at {as_at}]]",
        "[[measure-chart: 12 amber actions: The 12 amber actions]]",
    ],
)
def test_number_over_a_block_is_checked(paper, caption):
    _write(paper, f"The board met.\n\n{caption}\n\nIt thanked everybody.")
    (claim,) = open_claims(paper)
    assert (claim.part, claim.claim.text) == (Part.CAPTION, "12 amber actions")


def test_what_a_block_is_told_is_no_caption(paper):
    _write(paper, "[[measure-chart: 12 amber actions]]")
    assert _open(paper) == []


def test_claim_of_another_section_cannot_be_explained_here(paper):
    other = paper.sections.filter(kind=SectionKind.BODY).first()
    with pytest.raises(Refused, match="have changed"):
        _explain(paper, said_in=other)


def test_bound_figures_hold_nothing_back(scene, paper):
    section = paper.sections.get(kind=SectionKind.SUMMARY)
    text = "The plan sets out {total} {total, action/actions}; {complete in words} {complete, is/are} complete."
    write_section(section=section, text=text, by=officer(scene))
    assert _open(paper) == []
    assert [each for each in paper_claims(paper) if each.section_key == section.pk] == []
