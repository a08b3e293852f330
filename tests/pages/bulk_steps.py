"""Steps of a bulk change, as a person takes them from page to page."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from actions.position import Line, position_as_at
from tests.factories import Scene
from tests.pages.reading import read, words


def lines(scene: Scene) -> dict[str, Line]:
    """The plan's lines today, by reference."""
    return {line.reference: line for line in position_as_at(scene.plan, timezone.localdate()).lines}


def carried(page: BeautifulSoup) -> dict[str, str]:
    """What the form of a page would send, but for its buttons."""
    form = page.select_one("main form[method=post]")
    assert form is not None
    found: dict[str, str] = {}
    for field in form.select("input, textarea, select"):
        name, kind = str(field.get("name")), field.get("type")
        if field.name == "textarea":
            found[name] = field.get_text().removeprefix("\n")
        elif field.name == "select":
            picked = field.select_one("option[selected]")
            found[name] = str(picked["value"]) if picked else ""
        elif kind not in {"radio", "checkbox"} or field.has_attr("checked"):
            found[name] = str(field.get("value", ""))
    return found


def begun(scene: Scene, client: Client, query: str, what: str = "update") -> dict[str, str]:
    """The form for the actions that the query chooses, as it would be sent untouched."""
    answer = client.get(f"{scene.address}several/?{query}&what={what}")
    assert answer.status_code == 200
    return carried(read(answer))


def sent(scene: Scene, client: Client, form: dict[str, str], what: str = "update") -> Any:
    return client.post(f"{scene.address}several/?what={what}", form)


def outcomes(page: BeautifulSoup) -> dict[str, list[str]]:
    """Reference -> before, after and note, as the preview shows them."""
    return {
        words(row.th): [words(cell) for cell in row.select("td")[1:]]
        for row in page.select(".wsoa-table--bulk tbody tr")
    }
