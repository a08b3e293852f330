""" "You said, we did": recording what families and young people said, and what was done about it."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from actions import permissions
from actions.choices import AuditEvent, EntryKind, Speaker
from actions.errors import Refused
from actions.models import Action, Area, Voice, VoiceEntry, Weakness
from actions.services.rows import begin_area
from actions.services.writing import (
    Seen,
    audit,
    check_still_newest,
    newest_id,
    required_reason,
    service,
)
from actions.text import clean_text, say_day
from wsoa.capabilities import Capability
from wsoa.models import User

PLACE_LIMIT = 200


@service
def record_voice(
    *,
    area: Area,
    month: date,
    said: str,
    speaker: Speaker,
    by: User,
    place: str = "",
    done: str = "",
    action: Action | None = None,
    weakness: Weakness | None = None,
    is_published: bool = False,
    effective_date: date | None = None,
    now: datetime | None = None,
) -> Voice:
    """Record what was said in a month, given as any of its days; what was done may follow later.

    `effective_date` is the day from which it stands in this form, today where it is not given. The same words
    recorded for the same month are refused: somebody else, or the same form sent twice, has put them there.
    """
    at = begin_area(area, now)
    permissions.check(by, area, Capability.RECORD_VOICES)
    month = month.replace(day=1)
    since = _since(effective_date, month, at)
    values = _values(area, said, speaker, place, done, action, weakness, is_published=is_published)
    _check_new(area, month, values["said"])
    voice = Voice(area=area, month=month, recorded_at=at, recorded_by=by)
    voice.save()
    VoiceEntry(voice=voice, effective_date=since, recorded_at=at, recorded_by=by, **values).save()
    _audit(voice, f"recorded: {values['said']}", by, at)
    return voice


@service
def change_voice(
    *,
    voice: Voice,
    said: str,
    speaker: Speaker,
    by: User,
    place: str = "",
    done: str = "",
    action: Action | None = None,
    weakness: Weakness | None = None,
    is_published: bool = False,
    effective_date: date | None = None,
    seen: Seen | None = None,
    now: datetime | None = None,
) -> VoiceEntry:
    """Say from the date what was done, or anything else otherwise. The former entry stays in the history."""
    at = begin_area(voice.area, now)
    permissions.check(by, voice.area, Capability.RECORD_VOICES)
    last = _last(voice, seen)
    since = _since(effective_date, voice.month, at)
    if since < last.effective_date:
        raise Refused(
            f"The date must be on or after {say_day(last.effective_date)}, from which the last entry holds.",
            field="effective_date",
        )
    values = _values(
        voice.area, said, speaker, place, done, action, weakness, is_published=is_published
    )
    if all(getattr(last, name) == value for name, value in values.items()):
        raise Refused("Nothing is changed: it says so already.", field="said")
    entry = VoiceEntry(voice=voice, effective_date=since, recorded_at=at, recorded_by=by, **values)
    entry.save()
    shown = "published" if entry.is_published else "not published"
    _audit(voice, f"changed ({shown}): {entry.said}", by, at)
    return entry


@service
def withdraw_voice(
    *, voice: Voice, reason: str, by: User, seen: Seen | None = None, now: datetime | None = None
) -> None:
    """Take back what was recorded by mistake: it then counts on no date. The history keeps it."""
    at = begin_area(voice.area, now)
    permissions.check(by, voice.area, Capability.RECORD_VOICES)
    reason = required_reason(reason)
    last = _last(voice, seen)
    for entry in VoiceEntry.objects.filter(voice=voice).standing().in_order():
        values = {name: getattr(entry, name) for name in _CARRIED}
        VoiceEntry(
            voice=voice,
            kind=EntryKind.RETRACTION,
            supersedes=entry,
            effective_date=entry.effective_date,
            recorded_at=at,
            recorded_by=by,
            reason=reason,
            **values,
        ).save()
    _audit(voice, f"withdrawn: {last.said}", by, at)


_CARRIED = ("speaker", "place", "said", "done", "action", "weakness", "is_published")


def _last(voice: Voice, seen: Seen | None) -> VoiceEntry:
    entries = VoiceEntry.objects.filter(voice=voice)
    check_still_newest(entries, seen)
    last = entries.standing().in_order().last()
    if last is None:
        raise Refused("This was withdrawn, so nothing more can be recorded of it.")
    return last


def _since(effective_date: date | None, month: date, at: datetime) -> date:
    """The day from which the entry holds; raises Refused where it, or the month, is to come."""
    today = timezone.localdate(at)
    if month > today:
        raise Refused("The month must not be in the future.", field="month")
    since = effective_date or today
    if since > today:
        raise Refused("The date must be today or in the past.", field="effective_date")
    if since < month:
        raise Refused(
            f"The date must be on or after {say_day(month)}: nothing was said before.",
            field="effective_date",
        )
    return since


def _values(
    area: Area,
    said: str,
    speaker: Speaker,
    place: str,
    done: str,
    action: Action | None,
    weakness: Weakness | None,
    *,
    is_published: bool,
) -> dict[str, Any]:
    said = clean_text(said, field="said", label="What was said")
    done = clean_text(done, field="done", label="What was done")
    if not said:
        raise Refused("Write what was said.", field="said")
    if is_published and not done:
        raise Refused("Write what was done before you publish it.", field="done")
    if action is not None and action.plan.area_id != area.pk:
        raise Refused("Choose an action of one of the area’s plans.", field="action")
    if weakness is not None and weakness.inspection.area_id != area.pk:
        raise Refused("Choose a weakness that an inspection of the area found.", field="weakness")
    return {
        "said": said,
        "speaker": speaker,
        "place": clean_text(place, field="place", label="Where", limit=PLACE_LIMIT),
        "done": done,
        "action": action,
        "weakness": weakness,
        "is_published": is_published,
    }


def _check_new(area: Area, month: date, said: str) -> None:
    same = VoiceEntry.objects.filter(voice__area=area, voice__month=month, said=said)
    if same.standing().exists():
        raise Refused("This is recorded for that month already.", field="said")


def _audit(voice: Voice, summary: str, by: User, at: datetime) -> None:
    audit(AuditEvent.VOICE_CHANGED, summary, by=by, at=at, area=voice.area)


def newest_of(voice: Voice) -> int | None:
    """The id of the voice's newest entry, as a form carries it."""
    return newest_id(VoiceEntry.objects.filter(voice=voice))
