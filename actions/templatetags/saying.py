"""Filters that say a thing on every page in the same words."""

from collections.abc import Mapping

from django import template

from actions.agreed import Agreement
from actions.position import IssueValue
from actions.text import plural, say_days, say_time

register = template.Library()
register.filter("days", say_days)
register.filter("plural", plural)
register.filter("clock", say_time)


@register.filter
def of_issue(
    agreed: Mapping[int, tuple[Agreement, ...]] | str, issue: int
) -> tuple[Agreement, ...]:
    """Who agreed the issue, the latest first; nobody where the page does not know."""
    return agreed.get(issue, ()) if agreed and not isinstance(agreed, str) else ()


@register.filter
def agreed_else(issue: IssueValue, agreed: tuple[Agreement, ...]) -> str:
    """Who else agreed it, as its own words say: blank where a meeting of that day is on record."""
    return "" if issue.agreed_on in {each.agreed_on for each in agreed} else issue.agreed
