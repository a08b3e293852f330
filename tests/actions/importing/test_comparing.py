"""What a row does to an action, by the rules that the single changes follow."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from actions.export import csv_rows
from actions.models import Action, AuditEntry, Completion, DateProposal, Plan, StatusUpdate
from actions.position import position_as_at
from actions.services import importing
from actions.services.actions import renumber_action, withdraw_action
from actions.services.areas import add_post
from actions.services.completions import record_completion
from actions.text import clean_text
from tests.actions.importing.comparing import AS_AT, compared, imported, only_problem
from tests.factories import day, make_action, make_actions, make_scene, rate


@pytest.mark.parametrize(
    "typed", ["A", "a", "Amber", " AMBER ", "minor issue", "Amber (minor issue)"]
)
def test_rating_is_known_by_letter_word_or_meaning(scene, typed):
    (entry,) = compared(scene, ("Ref", "Action", "RAG"), ("1.1", "x", typed)).add
    assert entry.status
    assert entry.status.rating == scene.ratings["A"]


def test_rating_that_may_be_two_is_a_problem(scene):
    rating = scene.ratings["W"]
    rating.meaning = scene.ratings["B"].meaning
    rating.save()
    cell, message = only_problem(
        compared(scene, ("Ref", "Action", "RAG"), ("1.1", "x", rating.meaning))
    )
    assert cell == "C2"
    assert message.startswith("This may mean")


def test_plan_without_ratings_says_so(place):
    scene = make_scene(place, preset="")
    assert (
        "has no ratings"
        in only_problem(compared(scene, ("Ref", "Action", "RAG"), ("1.1", "x", "G")))[1]
    )


def test_red_without_a_commentary_is_a_problem_as_on_the_form(scene):
    cell, message = only_problem(
        compared(scene, ("Ref", "Action", "RAG", "Comments"), ("1.1", "x", "R", ""))
    )
    assert (cell, "needs a commentary" in message) == ("D2", True)


def test_action_is_found_by_the_reference_it_bore_formerly(scene):
    action = make_action(scene, "1.1", title="First")
    renumber_action(
        action=action, reference="1.10", effective_date=day(9), reason="Moved", by=scene.manager
    )
    comparison = compared(scene, ("Ref", "Action"), ("1-1", "First"))
    assert [entry.reference for entry in comparison.same] == ["1.10"]
    twice = compared(scene, ("Ref", "Action"), ("1.1", "First"), ("1.10", "First"))
    assert only_problem(twice)[0] == "A3"


def test_action_out_of_the_plan_on_the_day_is_a_problem(scene):
    action = make_action(scene, "1.1")
    withdraw_action(action=action, effective_date=day(9), reason="Not needed", by=scene.manager)
    message = only_problem(compared(scene, ("Ref", "Action"), ("1.1", "x")))[1]
    assert "was not in the plan on the day" in message


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("Theme", "Nine", "has no such theme"),
        ("Workstream", "Nine", "has no such workstream"),
        ("Report group", "Nine", "has no such report group"),
        ("Organisation", "Nine", "has no such partner organisation"),
        ("Owner", "Nine", "is not a post in this area"),
        ("Owner", "Head of SEND; head of send", "named twice"),
        ("Due", "soon", "is not a date"),
        ("Completed on", "May 2018", "Give the day"),
        ("Completed on", "2019-01-01", "after 20 July 2018"),
        ("Completed on", "2017-01-01", "before the plan began"),
        ("Comments", "=1+1", "holds a formula"),
        ("Detail", "#REF!", "A formula in this cell failed"),
        ("Detail", "x" * 5_001, "must be 5,000 characters or fewer"),
    ],
)
def test_cell_that_cannot_be_used_is_a_problem_that_says_why(scene, field, typed, said):
    rows = (
        ("Ref", "Action", field, "RAG"),
        ("1.1", "x", typed, "G" if field == "Comments" else ""),
    )
    cell, message = only_problem(compared(scene, *rows))
    assert cell == "C2"
    assert said in message


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("", "Give the action's reference"),
        ("…", "Give the action's"),
        ("9" * 41, "has 41"),
        ("=A1", "formula"),
    ],
)
def test_reference_that_is_none_is_a_problem(scene, reference, said):
    cell, message = only_problem(compared(scene, ("Ref", "Action"), (reference, "Something")))
    assert (cell, said in message) == ("A2", True)


def test_action_whose_theme_nobody_can_tell_is_a_problem(scene):
    cell, message = only_problem(compared(scene, ("Ref", "Action"), ("9.1", "x")))
    assert (cell, "no theme of the plan" in message) == ("A2", True)


@pytest.mark.parametrize(
    ("reference", "theme"),
    [("2A i", "2A"), ("2Ai", "2A"), ("2.1", "2"), ("1B vi", "1"), ("1", "1")],
)
def test_theme_is_that_by_which_the_reference_begins(scene, reference, theme):
    (entry,) = compared(scene, ("Ref", "Action"), (reference, "x")).add
    assert entry.placement
    assert entry.placement.theme.reference == theme


def test_reference_of_ten_is_not_taken_for_theme_one(scene):
    assert compared(scene, ("Ref", "Action"), ("10.1", "x")).problems


def test_owners_are_told_apart_by_the_lead_organisation(scene):
    place = scene.place
    add_post(organisation=place.health, title="Head of SEND", by=place.administrator)
    header = ("Ref", "Action", "Lead organisation", "Owner")
    (entry,) = compared(scene, header, ("1.1", "x", "health", "Head of SEND")).add
    assert entry.ownership
    assert entry.ownership.owners[0].organisation == place.health
    assert (
        "Several posts"
        in only_problem(compared(scene, header, ("1.1", "x", "", "head of send")))[1]
    )
    (entry,) = compared(scene, header, ("1.1", "x", "", "Head of SEND (Council)")).add
    assert entry.ownership
    assert entry.ownership.owners == (place.posts[0],)


def test_post_of_the_same_title_elsewhere_is_another_owner(scene):
    council, health = (post.organisation for post in (scene.place.posts[0], scene.place.posts[-1]))
    assert council != health
    ours, theirs = (
        add_post(organisation=each, title="Chair", by=scene.place.administrator)
        for each in (council, health)
    )
    make_action(scene, "1.1", owners=(ours,))
    rows = (("Ref", "Owner"), ("1.1", f"Chair, {theirs.organisation.short_name}"))
    (entry,) = imported(scene, *rows).change
    (change,) = entry.changes
    assert change.new == f"Chair, {theirs.organisation.short_name}"
    (line,) = position_as_at(scene.plan, AS_AT).lines
    assert [owner.id for owner in line.owners] == [theirs.pk]


def test_reference_that_a_spreadsheet_took_for_a_date_is_a_problem(scene):
    cell, message = only_problem(compared(scene, ("Ref", "Action"), ("2026-01-02", "x")))
    assert (cell, "taken this reference for a date" in message) == ("A2", True)


def test_owners_stand_after_semicolons_on_lines_or_joined_by_words(scene):
    for typed in (
        "Head of SEND; Head of the virtual school",
        "Head of SEND\nHead of the virtual school",
        "Head of SEND and Head of the virtual school",
        "head of send / HEAD OF THE VIRTUAL SCHOOL",
    ):
        (entry,) = compared(scene, ("Ref", "Action", "Owner"), ("1.1", "x", typed)).add
        assert entry.ownership
        assert entry.ownership.owners == scene.place.posts[:2]


def test_empty_cell_changes_nothing(scene):
    action = make_action(scene, "1.1", detail="More", due="Dec 18", owners=scene.place.posts[:1])
    rate(action, scene.ratings["A"], day(9), by=scene.manager, remedial_action="Help")
    rows = (
        ("Ref", "Action", "Detail", "Owner", "Due", "RAG", "Comments", "Mitigation"),
        ("1.1", *[""] * 7),
    )
    comparison = compared(scene, *rows)
    assert (len(comparison.same), comparison.problems) == (1, ())


def test_completed_action_counts_from_the_day_it_was_completed(scene):
    header = ("Ref", "Action", "BRAG", "Comments", "Completed on", "Due")
    row = ("1.1", "x", "Blue", "Done", "30 April 2018", "March 2018")
    imported(scene, header, row)
    (line,) = position_as_at(scene.plan, AS_AT).lines
    assert (line.completed_on, line.added_on, line.days_late) == (
        date(2018, 4, 30),
        date(2018, 4, 30),
        30,
    )
    assert Completion.objects.get().evidence == "Done"
    assert not imported(scene, header, row).changes_something


def test_completion_under_a_colour_that_leaves_it_open_is_a_fact_of_its_own(place):
    scene = make_scene(place, preset="rag")
    header = ("Ref", "Action", "RAG", "Completed on", "Evidence")
    row = ("1.1", "x", "G", "2018-04-30", "Minutes")
    imported(scene, header, row)
    completion = Completion.objects.get()
    assert (completion.status_update, completion.evidence) == (None, "Minutes")
    assert not imported(scene, header, row).changes_something
    assert (
        "by what is on record"
        in only_problem(compared(scene, header, ("1.1", "x", "G", "2018-05-01", "")))[1]
    )


def test_completion_waits_for_nobody_to_accept_their_own(scene):
    Plan.objects.filter(pk=scene.plan.pk).update(completions_need_acceptance=True)
    scene.plan.refresh_from_db()
    message = only_problem(compared(scene, ("Ref", "Action", "BRAG"), ("1.1", "x", "B")))[1]
    assert "somebody else accepts that an action is complete" in message


def test_completion_needs_evidence_where_the_plan_asks_for_it(scene):
    Plan.objects.filter(pk=scene.plan.pk).update(completions_need_evidence=True)
    scene.plan.refresh_from_db()
    header = ("Ref", "Action", "BRAG", "Evidence")
    assert "what shows that" in only_problem(compared(scene, header, ("1.1", "x", "B", "")))[1]
    assert not compared(scene, header, ("1.1", "x", "B", "Minutes")).problems


def test_another_due_date_waits_where_the_plans_dates_need_agreement(scene):
    make_action(scene, "1.1", due="Dec 18")
    Plan.objects.filter(pk=scene.plan.pk).update(dates_need_agreement=True)
    scene.plan.refresh_from_db()
    imported(scene, ("Ref", "Due"), ("1.1", "March 2019"))
    assert str(position_as_at(scene.plan, AS_AT).lines[0].due) == "Dec 18"
    proposal = DateProposal.objects.get()
    assert (str(proposal.due), proposal.reason) == ("March 2019", "Imported from plan.csv")
    imported(scene, ("Ref", "Due"), ("1.1", "April 2019"))
    assert [str(each.due) for each in DateProposal.objects.filter(decision=None)] == ["April 2019"]


def test_original_due_date_is_never_rewritten(scene):
    make_action(scene, "1.1", due="Dec 18")
    header = ("Ref", "Original due date", "Due date")
    assert "does not change" in only_problem(compared(scene, header, ("1.1", "Nov 18", "")))[1]
    comparison = compared(scene, header, ("1.1", "December 2018", "31/12/2018"))
    assert [change.new for change in comparison.change[0].changes] == ["31/12/2018"]


def test_new_action_keeps_both_its_dates(scene):
    imported(scene, ("Ref", "Action", "Original due date", "Due"), ("1.1", "x", "Nov 18", "Dec 18"))
    (line,) = position_as_at(scene.plan, AS_AT).lines
    assert (str(line.original_due), str(line.due)) == ("Nov 18", "Dec 18")


def test_range_leaves_the_wording_of_the_actions_there_are(scene):
    make_action(scene, "2A i", title="Its own words", theme=scene.themes[2])
    imported(scene, ("Ref", "Action"), ("2A i-iii", "All three"), expand_ranges=True)
    assert [line.title for line in position_as_at(scene.plan, AS_AT).lines] == [
        "Its own words",
        "All three",
        "All three",
    ]


def test_nothing_is_saved_where_one_row_has_a_problem(scene):
    with pytest.raises(importing.Unclean, match="there is 1 problem"):
        imported(scene, ("Ref", "Action", "Due"), ("1.1", "x", ""), ("1.2", "x", "soon"))
    assert not Action.objects.exists()


def test_every_action_is_told_of_in_the_audit_trail(scene):
    make_action(scene, "1.1", title="Old", due="Dec 18")
    before = set(AuditEntry.objects.values_list("pk", flat=True))
    header = ("Ref", "Action", "Due", "BRAG", "Comments", "Owner")
    imported(
        scene,
        header,
        ("1.1", "New", "March 2019", "A", "Slow", "Head of SEND"),
        ("1.2", "Next", "", "G", "", ""),
    )
    told = AuditEntry.objects.exclude(pk__in=before).order_by("id")
    assert sorted((each.event, each.summary) for each in told) == [
        ("action-added", "1.2: Imported from plan.csv"),
        ("action-changed", "due date: Imported from plan.csv"),
        ("action-changed", "owner: Imported from plan.csv"),
        ("action-changed", "wording: Imported from plan.csv"),
        ("actions-imported", "plan.csv, as at 2018-07-20: 1 added, 1 changed, 0 the same"),
        ("update-recorded", "Amber, effective 2018-07-20"),
        ("update-recorded", "Green, effective 2018-07-20"),
    ]


def test_import_costs_no_query_for_a_single_action(place):
    counts = []
    for slug, number in (("small", 4), ("large", 44)):
        scene = make_scene(place, slug=slug)
        make_actions(scene, 3, "GA")
        rows = [
            (
                f"{at // 10 + 1}.{at % 10 + 1}",
                f"Do {at}",
                "Head of SEND",
                "Dec 18",
                "GABWG"[at % 5],
                "Said",
            )
            for at in range(number)
            if at // 10 < 2
        ]
        with CaptureQueriesContext(connection) as captured:
            imported(scene, ("Ref", "Action", "Owner", "Due", "BRAG", "Comments"), *rows)
        counts.append(len(captured))
        assert StatusUpdate.objects.filter(action__plan=scene.plan).count() >= len(rows)
    assert counts[0] == counts[1]


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=20
)


@given(title=words, detail=words, remedial=words, commentary=words)
def test_register_that_was_exported_is_imported_again_without_a_change(
    place, title, detail, remedial, commentary
):
    if not all(clean_text(each, field="", label="") for each in (title, commentary)):
        return
    scene = make_scene(place, slug=f"p{Plan.objects.count()}")
    action = make_action(
        scene, "1.1", title=title, detail=detail, due="by end of March 2019", owners=place.posts[:2]
    )
    rate(
        action,
        scene.ratings["A"],
        day(9),
        by=scene.manager,
        commentary=f"x{commentary}",
        remedial_action=remedial,
    )
    done = make_action(scene, "1.2", title=f"={title}", detail=f"'={detail}", due="Ongoing")
    rate(done, scene.ratings["B"], day(10), by=scene.manager, commentary=f"-{commentary}x")
    rows = csv_rows(position_as_at(scene.plan, AS_AT).lines, "theme")
    comparison = compared(scene, *rows)
    assert (len(comparison.same), comparison.problems, comparison.change) == (2, (), ())


def test_completion_recorded_on_its_own_comes_back_from_an_export_without_a_change(place):
    scene = make_scene(place, preset="rag")
    action = make_action(scene, "1.1")
    record_completion(action=action, completed_on=day(9), evidence="Minutes", by=scene.manager)
    comparison = compared(scene, *csv_rows(position_as_at(scene.plan, AS_AT).lines, "theme"))
    assert (len(comparison.same), comparison.problems) == (1, ())
