"""What tests of the set-up pages share: sending a page's own form back, changed."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client

from tests.pages.reading import read


def filled(page: BeautifulSoup) -> dict[str, str]:
    """What a browser would send for the page's form as it stands, but for the token and buttons."""
    form = page.select_one("main form[method=post]")
    assert form is not None
    sent: dict[str, str] = {}
    for field in form.select("input, textarea, select"):
        name = str(field.get("name", ""))
        if not name or name == "csrfmiddlewaretoken" or field.has_attr("disabled"):
            continue
        if field.get("type") in {"radio", "checkbox"}:
            if field.has_attr("checked"):
                sent[name] = str(field.get("value", "on"))
        elif field.name == "select":
            sent[name] = _chosen(field)
        elif field.name == "textarea":
            sent[name] = field.get_text().removeprefix("\n")
        else:
            sent[name] = str(field.get("value", ""))
    return sent


def _chosen(field: Tag) -> str:
    option = field.select_one("option[selected]")
    return str(option["value"]) if option else ""


def send(client: Client, address: str, **changed: Any) -> Any:
    """The answer to the page's own form with some fields changed."""
    return client.post(address, {**filled(read(client.get(address))), **changed})
