"""create_operator and create_area as an installer meets them."""

import io
from collections.abc import Callable

import pytest
from django.core.management import get_commands, load_command_class

from actions.models import Area, Membership
from tests.factories import PASSWORD, Place
from wsoa.capabilities import Role
from wsoa.models import User

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command with a password on its standard input; exit code, output and errors."""

    def call(name: str, *words: str, password: str = PASSWORD) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        command = load_command_class(get_commands()[name], name)
        code = 0
        try:
            command.run_from_argv(["manage.py", name, *words])
        except SystemExit as ended:
            code = int(ended.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.mark.django_db
def test_operator_made_at_the_terminal_can_make_an_area_and_its_administrator(run):
    code, out, err = run("create_operator", "Operator@Example.org", "--name", "Site operator")
    assert (code, err) == (0, "")
    operator = User.objects.get(email="operator@example.org")
    assert operator.is_operator
    assert operator.check_password(PASSWORD)
    assert "create_area" in out

    by = ("--by", "operator@example.org")
    code, out, err = run("create_area", "riverton", "Riverton", "--admin", "a@example.org", *by)
    assert (code, err) == (0, "")
    member = Membership.objects.get(area__slug="riverton")
    assert (member.user.email, member.role) == ("a@example.org", Role.ADMINISTRATOR)
    assert member.user.check_password(PASSWORD)


NEW = "new@example.org"
LONG_ADDRESS = f"{'x' * 64}@{'y' * 60}.{'z' * 60}.{'z' * 63}.{'z' * 10}.org"

BAD_OPERATORS = {
    "not an address": (("here",), PASSWORD, "not an email address"),
    "password too short": ((NEW,), "short", "too short"),
    "no password": ((NEW,), "", "too short"),
    "password of digits": ((NEW,), "12345678901234", "numeric"),
    "name too long": ((NEW, "--name", "x" * 201), PASSWORD, "200 characters"),
    "name that is not text": ((NEW, "--name", "\udce9"), PASSWORD, "UTF-8"),
    "address that is not text": (("\udce9@example.org",), PASSWORD, "not an email address"),
    "address too long": ((LONG_ADDRESS,), PASSWORD, "address"),
    "no address": ((), PASSWORD, "email"),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("words", "password", "said"), BAD_OPERATORS.values(), ids=BAD_OPERATORS)
def test_operator_with_unfit_details_is_one_line_and_exit_code_1(run, words, password, said):
    code, out, err = run("create_operator", *words, password=password)
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert said in err
    assert not User.objects.exists()


def test_operator_who_has_an_account_is_refused(run, place: Place):
    code, _, err = run("create_operator", place.manager.email.upper())
    assert code == 1
    assert "has an account already" in err


BAD_AREAS = {
    "slug taken": ({"slug": "riverton"}, "“riverton” already"),
    "slug reserved": ({"slug": "accounts"}, "used by the site itself"),
    "slug unfit": ({"slug": "no good"}, "letters, digits and hyphens"),
    "slug too long": ({"slug": "x" * 51}, "50 characters"),
    "name too long": ({"name": "x" * 201}, "200 characters"),
    "name blank": ({"name": " "}, "Give the name"),
    "name that is not text": ({"name": "\udce9"}, "UTF-8"),
    "made by a manager": ({"by": "manager"}, "Only the site operator"),
    "made by nobody": ({"by": "nobody@example.org"}, "Nobody has an account"),
    "administrator without address": ({"admin": "here"}, "not an email address"),
}


@pytest.mark.parametrize(("change", "said"), BAD_AREAS.values(), ids=BAD_AREAS)
def test_area_with_unfit_details_is_one_line_and_exit_code_1(run, place: Place, change, said):
    given = {
        "slug": "next",
        "name": "Next",
        "admin": "admin@next.example",
        "by": place.operator.email,
        **change,
    }
    given["by"] = {"manager": place.manager.email}.get(given["by"], given["by"])
    areas, people = Area.objects.count(), User.objects.count()
    words = [f"--admin={given['admin']}", f"--by={given['by']}"]
    code, out, err = run("create_area", *words, "--", given["slug"], given["name"])
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert said in err
    assert (Area.objects.count(), User.objects.count()) == (areas, people)


def test_person_with_an_account_can_administer_a_second_area(run, place: Place):
    words = ("next", "Next", "--admin", place.manager.email, "--by", place.operator.email)
    assert run("create_area", *words)[0] == 0
    roles = Membership.objects.filter(user=place.manager).values_list("role", flat=True)
    assert set(roles) == {Role.MANAGER, Role.ADMINISTRATOR}
