"""import_actions as somebody at a terminal meets it."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import get_commands, load_command_class

from actions.models import Action, AuditEntry, Post, StatusUpdate
from actions.position import position_as_at
from tests.actions.importing.files import as_csv, as_workbook
from tests.factories import STARTS_ON, Scene, day, make_action, rate

HEADER = ("Ref", "What we will do", "Responsible officer", "By when", "BRAG", "Comments")
ROWS = (
    ("1.1", "Write the strategy", "Head of SEND", "Dec 18", "G", "Drafted"),
    (
        "2A i",
        "Agree the vision",
        "Head of SEND; Designated clinical officer",
        "Ongoing",
        "red",
        "No",
    ),
)
AS_AT = day(30).isoformat()

Import = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def run(scene: Scene, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """Imports rows, or a file's bytes; gives the exit code, what it printed (JSON read) and complaints."""

    def call(given: Any, *words: str, text: bool = False, by: bool = True) -> tuple[int, Any, str]:
        path = tmp_path / "plan.csv"
        path.write_bytes(given if isinstance(given, bytes) else as_csv(given))
        if by:
            words = (*words, "--by", scene.manager.email)
        if not text:
            words = (*words, "--format", "json")
        command = load_command_class(get_commands()["import_actions"], "import_actions")
        names = (scene.place.area.slug, scene.plan.slug, str(path), "--as-at", AS_AT)
        code = 0
        try:
            command.run_from_argv(["manage.py", "import_actions", *names, *words])
        except SystemExit as ended:
            code = int(ended.code or 0)
        printed = capsys.readouterr()
        out = printed.out if text or not printed.out else json.loads(printed.out)
        return code, out, printed.err

    return call


def test_import_adds_what_the_file_holds_and_a_second_time_changes_nothing(run, scene):
    assert run((HEADER, *ROWS)) == (0, {"add": 2, "change": 0, "same": 0, "problems": []}, "")
    first, second = position_as_at(scene.plan, day(30)).lines
    assert (first.reference, first.title, first.theme.reference) == (
        "1.1",
        "Write the strategy",
        "1",
    )
    assert first.rating
    assert second.rating
    assert (str(first.due), first.rating.code, first.commentary) == ("Dec 18", "G", "Drafted")
    assert (second.theme.reference, second.rating.code) == ("2A", "R")
    assert [owner.title for owner in second.owners] == [
        "Head of SEND",
        "Designated clinical officer",
    ]
    rows = AuditEntry.objects.count()
    assert run((HEADER, *ROWS)) == (0, {"add": 0, "change": 0, "same": 2, "problems": []}, "")
    assert AuditEntry.objects.count() == rows


def test_dry_run_saves_nothing_and_needs_nobody(run):
    code, out, err = run((HEADER, *ROWS), "--dry-run", by=False)
    assert (code, out["add"], err) == (0, 2, "")
    assert not Action.objects.exists()


def test_import_without_a_person_says_how(run):
    code, _, err = run((HEADER, *ROWS), by=False)
    assert (code, err) == (1, "Say who imports with --by EMAIL, or look only with --dry-run.\n")


def test_one_problem_is_told_with_its_row_and_column_and_nothing_is_saved(run):
    bad = ("1.3", "Third", "Head of SEND", "soon", "purple", "")
    code, out, err = run((HEADER, *ROWS, bad))
    assert (code, err) == (1, "")
    assert (out["add"], out["change"], out["same"]) == (2, 0, 0)
    assert [(each["row"], each["column"], each["value"]) for each in out["problems"]] == [
        (4, "By when", "soon"),
        (4, "BRAG", "purple"),
    ]
    assert not Action.objects.exists()


def test_text_names_the_cell_and_says_that_nothing_was_saved(run):
    bad = ("1.3", "Third", "", "soon", "", "")
    code, out, _ = run((HEADER, bad), text=True)
    assert code == 1
    assert "D2 (By when) “soon”, of 1.3: “soon” is not a date." in out
    assert "nothing was saved: 1" in out


def test_map_takes_a_heading_or_a_letter(run, scene):
    rows = (("Code", "Words", "Words", "Ref"), ("1.1", "First", "Second", "x"))
    code, out, err = run(rows, "--map", "reference=A", "title=c", "--map", "detail=")
    assert (code, out["add"], err) == (0, 1, "")
    assert position_as_at(scene.plan, day(30)).lines[0].title == "Second"


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ("title=Words", "2 columns are headed “Words”. Give the letter instead."),
        ("title=Z", "The file has no column “Z”."),
        ("nothing=A", "“nothing=A” maps no known field."),
        ("title", "“title” needs a column"),
    ],
)
def test_map_that_fits_nothing_is_refused_in_one_line(run, given, complaint):
    rows = (("Ref", "Words", "Words"), ("1.1", "First", "Second"))
    code, _, err = run(rows, "--map", given)
    assert code == 1
    assert complaint in err
    assert err.count("\n") == 1


def test_range_is_one_reference_unless_it_is_to_be_expanded(run):
    rows = (("Ref", "Action"), ("2A i-vi", "Do all six"))
    assert run(rows, "--dry-run")[1]["add"] == 1
    assert run(rows, "--expand-ranges")[1]["add"] == 6


def test_rating_for_rows_without_one_and_posts_for_unknown_owners(run, scene):
    rows = (("Ref", "Action", "Owner"), ("1.1", "First", "New nurse"), ("1.2", "Next", "new NURSE"))
    assert run(rows)[0] == 1
    code, out, _ = run(rows, "--rating", "a", "--new-posts-in", "health")
    assert (code, out["add"]) == (0, 2)
    assert Post.objects.get(title="New nurse").organisation == scene.place.health
    assert {update.rating and update.rating.code for update in StatusUpdate.objects.all()} == {"A"}


def test_change_is_dated_and_says_where_it_comes_from(run, scene):
    action = make_action(scene, "1.1", title="Write the strategy", due="Dec 18")
    rate(action, scene.ratings["A"], day(1), by=scene.manager)
    code, out, _ = run((HEADER, ("1.1", "Write it", "Head of SEND", "March 2019", "Green", "Done")))
    assert (code, out["change"]) == (0, 1)
    (line,) = position_as_at(scene.plan, day(30)).lines
    assert (line.title, str(line.due), str(line.original_due)) == (
        "Write it",
        "March 2019",
        "Dec 18",
    )
    assert line.rating
    assert (line.rating.code, line.rated_on) == ("G", day(30))
    assert {entry.reason for entry in action.actionwordings.all()} == {"", "Imported from plan.csv"}
    before = position_as_at(scene.plan, day(29)).lines[0]
    assert before.rating
    assert (before.title, before.rating.code) == ("Write the strategy", "A")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--as-at", "2999-01-01"), "must be today or in the past"),
        (("--as-at", "2017-12-31"), "when the plan began"),
        (("--rating", "Z"), "is not a rating of this plan"),
        (("--new-posts-in", "Nobody"), "has no partner “Nobody”"),
        (("--by", "nobody@example.org"), "Nobody has an account"),
    ],
)
def test_argument_that_names_nothing_is_refused_in_one_line(run, words, complaint):
    code, _, err = run((HEADER, *ROWS), *words, by=words[0] != "--by")
    assert code == 1
    assert complaint in err
    assert err.count("\n") == 1


def test_file_that_is_not_there_or_no_table_is_refused_in_one_line(run):
    assert run(b"", text=True)[::2] == (
        1,
        "The file is empty. Choose the file that holds the table of actions.\n",
    )
    assert run(as_workbook([])[:400])[0] == 1


def test_person_who_may_not_is_told_so(run, scene):
    code, _, err = run((HEADER, *ROWS), "--by", scene.place.owner.email, by=False)
    assert code == 1
    assert "may not set up a plan" in err


def test_dry_run_refuses_a_day_before_the_plan_as_the_import_does(run, scene):
    day_before = (STARTS_ON - timedelta(days=1)).isoformat()
    for words in (("--dry-run",), ()):
        code, _, err = run((HEADER, *ROWS), "--as-at", day_before, *words)
        assert code == 1
        assert "when the plan began" in err
