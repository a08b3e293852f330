"""What the commands share: reading arguments into areas, plans, people and days, with plain errors."""

import re
from datetime import date

from django.core.management.base import CommandError
from django.utils import timezone

from actions.models import Action, Area, Organisation, Plan, Rating
from wsoa.models import User

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def find_area(area: str) -> Area:
    """The area with the slug. Raises CommandError that lists what there is."""
    found = Area.objects.filter(slug=clean_argument(area)).first()
    if found is None:
        known = (
            ", ".join(Area.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
        )
        raise CommandError(f"There is no area “{show_argument(area)}”. Areas: {known}.")
    return found


def find_plan(area: str, plan: str) -> Plan:
    """The plan with the slugs. Raises CommandError that lists what there is."""
    found = find_area(area)
    try:
        return Plan.objects.select_related("area").get(area=found, slug=clean_argument(plan))
    except Plan.DoesNotExist as error:
        known = ", ".join(found.plans.values_list("slug", flat=True)) or "none yet"
        raise CommandError(
            f"{found} has no plan “{show_argument(plan)}”. Its plans: {known}."
        ) from error


def find_action(plan: Plan, reference: str) -> Action:
    """The plan's action with the reference, however loosely typed."""
    found = Action.objects.with_reference(plan, clean_argument(reference)).first()
    if found is None:
        raise CommandError(f"The plan has no action “{show_argument(reference)}”.")
    found.plan = plan
    return found


def find_rating(plan: Plan, code: str) -> Rating:
    """The rating of the plan's scheme with the code, whatever its case."""
    ratings = list(Rating.objects.filter(scheme__plan=plan).order_by("order"))
    for rating in ratings:
        if rating.code.casefold() == code.casefold():
            return rating
    if not ratings:
        raise CommandError("The plan has no rating scheme.")
    known = ", ".join(f"{rating.code} ({rating.label})" for rating in ratings)
    raise CommandError(
        f"“{show_argument(code)}” is not a rating of this plan. Its ratings: {known}."
    )


def find_organisation(area: Area, name: str) -> Organisation:
    """The area's partner with the name or short name, whatever its case."""
    wanted = clean_argument(name).casefold()
    found = [
        each
        for each in Organisation.objects.filter(area=area)
        if wanted in {each.name.casefold(), each.short_name.casefold()}
    ]
    if len(found) == 1:
        return found[0]
    known = ", ".join(area.organisations.order_by("name").values_list("name", flat=True))
    problem = "has several partners called" if found else "has no partner"
    raise CommandError(
        f"{area} {problem} “{show_argument(name)}”. Its partners: {known or 'none yet'}."
    )


def find_user(email: str) -> User:
    """The person with the address."""
    found = User.objects.filter(email__iexact=clean_argument(email)).first()
    if found is None:
        raise CommandError(f"Nobody has an account with the address “{show_argument(email)}”.")
    return found


def read_day(text: str, *, label: str) -> date:
    """A date as YYYY-MM-DD."""
    try:
        if not _ISO_DAY.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(
            f"{label} must be a real date as YYYY-MM-DD, such as 2018-04-30, not “{show_argument(text)}”."
        ) from error


def read_as_at(text: str | None) -> date:
    """The as-at date, today when left out. Raises CommandError for a day in the future."""
    today = timezone.localdate()
    if text is None:
        return today
    day = read_day(text, label="The as-at date")
    if day > today:
        raise CommandError(f"The as-at date must be today or in the past, not {day.isoformat()}.")
    return day


def clean_argument(argument: str) -> str:
    """The argument, which the database must be able to hold."""
    try:
        argument.encode("utf-8")
    except UnicodeEncodeError as error:
        raise CommandError(f"“{show_argument(argument)}” is not valid UTF-8 text.") from error
    return argument.replace("\x00", "")


def show_argument(argument: str) -> str:
    """What was typed, as a message repeats it: on one line, and not too much of it."""
    plain = argument.encode("utf-8", "replace").decode("utf-8")
    return plain if len(plain) <= 60 else plain[:60] + "…"
