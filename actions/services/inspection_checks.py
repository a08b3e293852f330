"""What the services of inspections ask of one: dates that agree, and nothing before it that is recorded of it."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from actions.choices import Framework
from actions.errors import Refused
from actions.inspecting import FOLLOWS_UP, followed_up
from actions.models import Inspection, WeaknessAnswer
from actions.services.evidence import checked_url
from actions.services.writing import check_not_far_off
from actions.text import clean_text, say_day

LETTER_YEARS = 2
"""How long after an inspection its letter is written, received and published at most, in years."""
EARLIEST = date(2014, 1, 1)
"""Before the year of the duties that these inspections look at there was none."""


def checked_inspection(
    inspection: Inspection,
    at: datetime,
    *,
    framework: Framework,
    began_on: date,
    ended_on: date,
    letter_on: date | None,
    received_on: date | None,
    published_on: date | None,
    letter_url: str,
    summary: str,
    revisits: Inspection | None,
) -> dict[str, Any]:
    """The cleaned values; raises Refused."""
    if framework not in Framework.values:
        raise Refused("Choose the framework from the list.", field="framework")
    days = {
        "began_on": began_on,
        "ended_on": ended_on,
        "letter_on": letter_on,
        "received_on": received_on,
        "published_on": published_on,
    }
    _check_days(days, timezone.localdate(at))
    _check_revisited(inspection, Framework(framework), began_on, revisits)
    twins = Inspection.objects.filter(
        area=inspection.area, framework=framework, began_on=began_on
    ).exclude(pk=inspection.pk)
    if twins.exists():
        raise Refused(
            f"An inspection under this framework that began on {say_day(began_on)} is recorded "
            "already. Change that one instead.",
            field="began_on",
        )
    url = letter_url.strip()
    return {
        "framework": Framework(framework),
        **days,
        "letter_url": checked_url(url, field="letter_url") if url else "",
        "summary": clean_text(summary, field="summary", label="The summary"),
        "revisits": revisits,
    }


_CALLED = {
    "began_on": "The first day of the inspection",
    "ended_on": "The last day of the inspection",
    "letter_on": "The date of the letter",
    "received_on": "The day the letter was received",
    "published_on": "The day the letter was published",
}


def _check_days(days: dict[str, date | None], today: date) -> None:
    for field, day in days.items():
        if day is not None and day > today:
            raise Refused(
                f"{_CALLED[field]} must be today or in the past; {say_day(day)} is in the future.",
                field=field,
            )
        if day is not None and day < EARLIEST:
            raise Refused(f"{_CALLED[field]} must be in {EARLIEST.year} or later.", field=field)
    began_on, ended_on = days["began_on"], days["ended_on"]
    assert began_on is not None
    assert ended_on is not None
    if ended_on < began_on:
        raise Refused(
            f"The last day of the inspection must be on or after its first, {say_day(began_on)}.",
            field="ended_on",
        )
    check_not_far_off(ended_on, began_on, 1, field="ended_on", what=_CALLED["ended_on"])
    after, what = ended_on, "the last day of the inspection"
    for field in ("letter_on", "received_on", "published_on"):
        day = days[field]
        if day is not None and day < after:
            raise Refused(
                f"{_CALLED[field]} must be on or after {say_day(after)}, {what}.", field=field
            )
        if day is not None:
            check_not_far_off(day, ended_on, LETTER_YEARS, field=field, what=_CALLED[field])
        if field == "letter_on" and day is not None:
            after, what = day, "the date of the letter"


def _check_revisited(
    inspection: Inspection, framework: Framework, began_on: date, revisits: Inspection | None
) -> None:
    if revisits is None:
        if framework in FOLLOWS_UP:
            raise Refused("Choose the inspection that this one follows up.", field="revisits")
        return
    if framework == Framework.LOCAL_AREA_2016:
        raise Refused(
            "A first inspection under the 2016 framework follows up none. Choose none, or another "
            "framework.",
            field="revisits",
        )
    if revisits.area_id != inspection.area_id:
        raise Refused("Choose an inspection of this area.", field="revisits")
    if inspection.pk and (revisits == inspection or inspection in followed_up(revisits)):
        raise Refused("An inspection cannot follow up itself.", field="revisits")
    if began_on <= revisits.ended_on:
        raise Refused(
            f"It must begin after {say_day(revisits.ended_on)}, the last day of the inspection that it "
            "follows up.",
            field="began_on",
        )


def check_what_follows(
    inspection: Inspection,
    framework: Framework,
    began_on: date,
    ended_on: date,
    revisits: Inspection | None,
) -> None:
    """Raise Refused where what is recorded of the inspection already would contradict its new values."""
    later = inspection.revisited_by.order_by("began_on").first()
    if later is not None and later.began_on <= ended_on:
        raise Refused(
            f"{later} follows it up and began on {say_day(later.began_on)}: it must end before then.",
            field="ended_on",
        )
    judged = inspection.judgements.standing().in_order().first()
    if judged is not None and judged.effective_date < ended_on:
        raise Refused(
            f"Its judgements hold from {say_day(judged.effective_date)}: it must end on or before then.",
            field="ended_on",
        )
    if inspection.revisits != revisits and (
        inspection.judgements.exists() or inspection.consequences.exists()
    ):
        raise Refused(
            "Judgements of what that inspection found are recorded, so it stays the one that is followed "
            "up.",
            field="revisits",
        )
    if framework in FOLLOWS_UP and inspection.weaknesses.exists():
        raise Refused(
            "Weaknesses are recorded of it, and a revisit only judges those of an earlier inspection. Take "
            "them out first.",
            field="framework",
        )
    answered = WeaknessAnswer.objects.filter(weakness__inspection=inspection).in_order().first()
    if answered is not None and answered.effective_date < began_on:
        raise Refused(
            f"Its weaknesses are answered from {say_day(answered.effective_date)}: it must begin on or "
            "before then.",
            field="began_on",
        )
