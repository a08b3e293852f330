"""The command deadline as somebody at a terminal meets it."""

import json
from collections.abc import Callable

import pytest
from django.core.management import get_commands, load_command_class

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command; gives its exit code, standard output and standard error."""

    def call(*words: str) -> tuple[int, str, str]:
        command = load_command_class(get_commands()["deadline"], "deadline")
        code = 0
        try:
            command.run_from_argv(["manage.py", "deadline", *words])
        except SystemExit as ended:
            code = int(ended.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_json_holds_the_day_and_what_was_skipped_and_nothing_else(run: Run) -> None:
    code, out, err = run("--from", "2018-02-08", "--working-days", "70", "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "due": "2018-05-22",
        "skipped": [
            {"date": "2018-03-30", "name": "Good Friday"},
            {"date": "2018-04-02", "name": "Easter Monday"},
            {"date": "2018-05-07", "name": "Early May bank holiday"},
        ],
    }


def test_months_skip_nothing_and_keep_the_end_of_a_month(run: Run) -> None:
    code, out, _ = run("--from=2018-02-28", "--months=6", "--format=json")
    assert (code, json.loads(out)) == (0, {"due": "2018-08-31", "skipped": []})


def test_text_says_the_day_first_and_then_how_it_was_counted(run: Run) -> None:
    code, out, err = run("--from", "2018-01-31", "--working-days", "70")
    first, second = out.splitlines()
    assert (code, err, first) == (0, "", "Monday 14 May 2018")
    assert second.startswith("70 working days after 31 January 2018; not counted: that day itself")
    assert "Monday 2 April (Easter Monday)" in second


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--from", "2018-13-01", "--months", "1"], "--from must be a real date as YYYY-MM-DD"),
        (["--from", "2018-02-30", "--months", "1"], "--from must be a real date as YYYY-MM-DD"),
        (["--from", "8 February 2018", "--months", "1"], "--from must be a real date"),
        (["--from", "2018-02-08"], "--working-days --months is required"),
        (["--working-days", "70"], "--from"),
        (["--from", "2018-02-08", "--months", "1", "--working-days", "1"], "not allowed with"),
        (["--from", "2018-02-08", "--working-days", "seventy"], "must be a whole number"),
        (["--from", "2018-02-08", "--working-days", "7.5"], "must be a whole number"),
        (["--from", "2018-02-08", "--working-days", ""], "must be a whole number"),
        (["--from", "2018-02-08", "--working-days", "٧"], "must be a whole number"),
        (["--from", "2018-02-08", "--working-days", "0"], "between 1 and 9,999"),
        (["--from", "2018-02-08", "--working-days", "-70"], "between 1 and 9,999"),
        (["--from", "2018-02-08", "--months", "9" * 5000], "between 1 and 9,999"),
        (["--from", "2018-02-08", "--months", "9999"], "beyond 31 December 2100"),
        (["--from", "2100-12-01", "--working-days", "90"], "beyond 31 December 2100"),
        (["--from", "0001-01-01", "--months", "1"], "between 1 January 1978"),
        (["--from", "9999-12-31", "--working-days", "1"], "between 1 January 1978"),
        (["--from", "2018-02-08", "--months", "1", "--format", "xml"], "invalid choice"),
        (["--from", "2018-02-08\udcff", "--months", "1"], "--from must be a real date"),
    ],
)
def test_bad_input_is_one_line_on_standard_error_and_exit_code_1(
    run: Run, words: list[str], complaint: str
) -> None:
    code, out, err = run(*words)
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert complaint in err
