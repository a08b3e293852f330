"""The commands summary and update as somebody at a terminal meets them."""

import csv
import json
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import get_commands, load_command_class

from actions.choices import OrganisationKind
from actions.commands import find_organisation
from actions.models import AuditEntry, StatusUpdate
from actions.services.areas import add_organisation
from tests.factories import (
    STARTS_ON,
    Place,
    Scene,
    day,
    make_action,
    make_actions,
    make_place,
    make_scene,
    rate,
)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command; gives its exit code, standard output and standard error."""

    def call(name: str, *words: str) -> tuple[int, str, str]:
        command = load_command_class(get_commands()[name], name)
        code = 0
        try:
            command.run_from_argv(["manage.py", name, *words])
        except SystemExit as ended:
            code = int(ended.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def names(scene: Scene) -> tuple[str, str]:
    """The words that name the plan."""
    return scene.place.area.slug, scene.plan.slug


def test_summary_as_json_has_scheme_rows_and_totals(run, scene, names):
    make_actions(scene, 7, "GARBW")
    rate(make_action(scene, "9.1"), scene.ratings["R"], day(3), by=scene.manager)
    code, out, err = run("summary", *names, "--as-at", day(3).isoformat(), "--format", "json")
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert list(found) == ["area", "plan", "as_at", "scheme", "rows", "total"]
    assert (found["area"], found["plan"], found["as_at"]) == (*names, "2018-01-04")
    assert found["scheme"][0] == {"code": "G", "label": "Green", "meaning": "on track"}
    assert [rating["code"] for rating in found["scheme"]] == list("GARBW")
    assert [row["ref"] for row in found["rows"]] == ["1", "2"]
    assert found["total"]["total"] == 8
    assert found["total"]["counts"]["unrated"] == 1
    for row in [*found["rows"], found["total"]]:
        assert sum(row["counts"].values()) == row["total"]
    for code in found["total"]["counts"]:
        assert sum(row["counts"][code] for row in found["rows"]) == found["total"]["counts"][code]


def test_summary_without_unrated_actions_has_no_unrated_count(run, scene, names):
    rate(make_action(scene), scene.ratings["B"], by=scene.manager)
    _, out, _ = run("summary", *names, "--format", "json")
    assert json.loads(out)["total"]["counts"] == {"G": 0, "A": 0, "R": 0, "B": 1, "W": 0}


def test_summary_by_workstream_counts_actions_without_one_apart(run, scene, names):
    make_actions(scene, 6, "G")
    _, out, _ = run("summary", *names, "--by", "workstream", "--format", "json")
    assert [(row["ref"], row["total"]) for row in json.loads(out)["rows"]] == [
        ("WS1", 2),
        ("WS2", 2),
        ("", 2),
    ]


def test_summary_as_csv_and_as_text_say_the_same_as_json(run, scene, names):
    make_actions(scene, 9, "GARBW")
    total = json.loads(run("summary", *names, "--format", "json")[1])["total"]
    rows = list(csv.reader(StringIO(run("summary", *names, "--format", "csv")[1])))
    assert rows[0] == ["ref", "title", *total["counts"], "total"]
    assert rows[-1] == ["", "Total", *map(str, total["counts"].values()), str(total["total"])]
    text = run("summary", *names)[1].splitlines()
    assert text[-1].split() == ["Total", *map(str, total["counts"].values()), str(total["total"])]


def test_summary_before_anything_was_recorded_is_all_zeros(run, scene, names):
    make_actions(scene, 3, "G")
    _, out, _ = run("summary", *names, "--as-at", "2017-12-31", "--format", "json")
    assert json.loads(out)["total"]["total"] == 0


def test_update_records_through_the_service(run, scene, names):
    action = make_action(scene, "1B ii")
    words = ("--rating", "a", "--effective", "2018-02-01", "--by", scene.manager.email)
    code, out, err = run("update", *names, "1bii", *words, "--comment", "Delayed by a week")
    update = StatusUpdate.objects.get(action=action)
    assert (code, err) == (0, "")
    assert "Amber" in out
    assert (update.rating, update.commentary) == (scene.ratings["A"], "Delayed by a week")
    assert (update.effective_date, update.recorded_by) == (day(31), scene.manager)
    assert AuditEntry.objects.filter(action=action, event="update-recorded").exists()


GOOD = {
    "--rating": "G",
    "--effective": "2018-02-01",
    "--by": "manager",
    "--comment": "As planned",
}

BAD = {
    "unknown area": ({"area": "atlantis"}, "no area “atlantis”"),
    "unknown plan": ({"plan": "other"}, "no plan “other”"),
    "unknown reference": ({"ref": "9Z ix"}, "no action “9Z ix”"),
    "reference without letter or digit": ({"ref": "?!"}, "no action"),
    "unknown rating": ({"--rating": "Q"}, "not a rating of this plan"),
    "rating of another plan's scheme": ({"--rating": "4"}, "not a rating of this plan"),
    "future date": ({"--effective": "2099-01-01"}, "in the future"),
    "date before the plan": ({"--effective": "2017-12-31"}, "1 January 2018"),
    "day that does not exist": ({"--effective": "2018-02-30"}, "real date"),
    "date in words": ({"--effective": "last Tuesday"}, "real date"),
    "date in the basic ISO form": ({"--effective": "20180201"}, "real date"),
    "week date": ({"--effective": "2018-W05-4"}, "real date"),
    "nobody": ({"--by": "nobody@example.org"}, "Nobody has an account"),
    "person of another area": ({"--by": "stranger"}, "may not update"),
    "board member": ({"--by": "member"}, "may not update"),
    "red without a comment": ({"--rating": "R", "--comment": "  \n "}, "commentary"),
    "comment too long": ({"--comment": "x" * 50_000}, "5,000 characters"),
    "comment that is not text": ({"--comment": "caf\udce9"}, "UTF-8"),
    "rating left out": ({"--rating": None}, "--rating"),
    "comment left out": ({"--comment": None}, "--comment"),
}


@pytest.mark.parametrize(("change", "said"), BAD.values(), ids=BAD)
def test_update_bad_input_is_one_line_and_exit_code_1_and_saves_nothing(
    run, scene, names, change, said
):
    make_action(scene, "1.1")
    other = make_scene(make_place("elsewhere"), preset="four-stage")
    given = {"area": names[0], "plan": names[1], "ref": "1.1", **GOOD, **change}
    emails = {
        "manager": scene.manager.email,
        "member": scene.place.people["member"].email,
        "stranger": other.manager.email,
    }
    options = [
        f"{name}={emails.get(value, value)}"
        for name, value in given.items()
        if name.startswith("--") and value is not None
    ]
    code, out, err = run("update", *options, "--", given["area"], given["plan"], given["ref"])
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert said in err
    assert not StatusUpdate.objects.exists()


@pytest.mark.parametrize("as_at", ["2099-01-01", "2018-13-01", "yesterday", ""])
def test_summary_unfit_date_is_one_line_and_exit_code_1(run, names, as_at):
    code, out, err = run("summary", *names, f"--as-at={as_at}")
    assert (code, out, len(err.splitlines())) == (1, "", 1)


def test_summary_unknown_option_is_one_line_and_exit_code_1(run, names):
    code, out, err = run("summary", *names, "--by", "owner")
    assert (code, out, len(err.splitlines())) == (1, "", 1)


def test_update_markup_is_kept_as_it_was_typed(run, scene, names):
    make_action(scene, "1.1")
    comment = "<script>alert(1)</script>\x07 & more"
    words = ("--rating", "G", "--effective", STARTS_ON.isoformat(), "--by", scene.manager.email)
    assert run("update", *names, "1.1", *words, "--comment", comment)[0] == 0
    assert StatusUpdate.objects.get().commentary == "<script>alert(1)</script> & more"


def test_partner_is_found_by_either_name_whatever_the_case_of_any_letter(place: Place):
    elan = add_organisation(
        area=place.area,
        name="Élan for families",
        short_name="Élan",
        kind=OrganisationKind.VOLUNTARY,
        by=place.manager,
    )
    assert find_organisation(place.area, "ÉLAN") == elan
    assert find_organisation(place.area, "élan for Families") == elan
