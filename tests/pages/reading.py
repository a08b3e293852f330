"""Reading pages as a person does: their errors, their tables, their links."""

from typing import Any

from bs4 import BeautifulSoup, Tag


def read(answer: Any) -> BeautifulSoup:
    """The page that a response holds."""
    return BeautifulSoup(answer.content.decode(), "html.parser")


def words(part: Tag | None) -> str:
    """The text of a part of a page, with single spaces; nothing where it is missing."""
    return " ".join(part.get_text(" ").split()) if part else ""


def errors_in_summary(page: BeautifulSoup) -> list[str]:
    """What the error summary lists."""
    return [words(item) for item in page.select(".govuk-error-summary__list li")]


def errors_at_fields(page: BeautifulSoup) -> dict[str, str]:
    """Name of the field -> the error beside it."""
    found = {}
    for error in page.select(".govuk-form-group--error"):
        field = error.select_one("input, textarea, select")
        assert field is not None
        said = words(error.select_one(".govuk-error-message")).removeprefix("Error: ")
        found[str(field["name"])] = said
    return found


def rows(page: BeautifulSoup) -> list[str]:
    """The references in the register's table, in the order shown."""
    return [words(cell) for cell in page.select(".wsoa-table--register tbody th")]


def value_of(page: BeautifulSoup, name: str) -> str:
    """What a text field or hidden field holds."""
    field = page.select_one(f"textarea[name={name}], input[name={name}]")
    assert field is not None, f"there is no field {name}"
    if field.name == "textarea":
        return field.get_text().removeprefix("\n")
    return str(field.get("value", ""))


def links(page: BeautifulSoup, selector: str) -> list[tuple[str, str]]:
    """Text and address of the links that the selector finds."""
    return [(words(link), str(link["href"])) for link in page.select(selector)]


def answered(answer: Any, status: int = 200) -> BeautifulSoup:
    """The page of a response that has the status."""
    assert answer.status_code == status
    return read(answer)
