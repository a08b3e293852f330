""" "You said, we did": the list month by month, recording, answering, taking back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.forms.voices import VoiceForm, WithdrawVoiceForm
from actions.models import Voice, VoiceEntry, Weakness
from actions.position import Line
from actions.services import voices as services
from actions.views.loading import PlanPage, plan_page
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import Asking, Conflict, answer, plan_url
from actions.voices import VoicesOfMonth, VoiceValue, by_month, voices_as_at
from wsoa.capabilities import Capability

TITLE = "You said, we did"

SHOWS: dict[str, tuple[str, Callable[[VoiceValue], bool]]] = {
    "all": ("Everything", lambda voice: True),
    "open": ("Not answered yet", lambda voice: not voice.is_answered),
    "published": ("Published", lambda voice: voice.is_published),
    "unpublished": (
        "Answered, not published",
        lambda voice: voice.is_answered and not voice.is_published,
    ),
}
"""What the list can be narrowed to: the word in the address -> its words on the page, and the test."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One way of narrowing the list, and how much it would show."""

    name: str
    text: str
    count: int
    is_chosen: bool


@require_safe
def voices(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """What was said and done, the latest month first, as at the day."""
    page = plan_page(request, area, plan)
    everything = _about(request, voices_as_at(page.area, page.day))
    asked = request.GET.get("show", "all")
    chosen = asked if asked in SHOWS else "all"
    shown = [voice for voice in everything if SHOWS[chosen][1](voice)]
    context = page.context() | {
        "months": _rows(by_month(shown), page),
        "narrowings": [
            Narrowing(name, text, sum(map(test, everything)), name == chosen)
            for name, (text, test) in SHOWS.items()
        ],
        "weaknesses": Weakness.objects.filter(inspection__plans=page.plan),
        "about": request.GET.get("weakness", ""),
        "is_empty": not everything,
        "can_record": page.can(Capability.RECORD_VOICES),
        "title": TITLE,
    }
    return render(request, "actions/voices.html", context, status=page.status)


def _about(request: HttpRequest, everything: tuple[VoiceValue, ...]) -> list[VoiceValue]:
    """Those about the weakness that the address names, all where it names none."""
    wanted = request.GET.get("weakness", "")
    return [voice for voice in everything if not wanted or str(voice.weakness_id) == wanted]


def _rows(
    months: tuple[VoicesOfMonth, ...], page: PlanPage
) -> list[tuple[VoicesOfMonth, list[tuple[VoiceValue, Line | None]]]]:
    """Each month with its voices, and with each the line of the action that answers it, where it is one of
    the plan's on the day."""
    position = page.position()
    return [
        (
            month,
            [
                (voice, position.line(voice.action_id) if voice.action_id else None)
                for voice in month.voices
            ],
        )
        for month in months
    ]


@page_with_form
def voice_add(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Record what somebody said."""
    page = _recording(request, area, plan)
    form = _form(page, posted(request))

    def save(cleaned: dict[str, object]) -> tuple[str, str]:
        services.record_voice(area=page.area, by=page.user, **form.given())
        return _list(page), "What was said is recorded."

    return answer(request, page, form, _asking(page, "Record what was said"), save=save)


@page_with_form
def voice_change(request: HttpRequest, area: str, plan: str, voice: int) -> HttpResponse:
    """Say what was done, publish it, or put its words right."""
    page, found, entry = _open(request, area, plan, voice)
    newest = services.newest_of(found)
    initial = {
        "speaker": entry.speaker,
        "place": entry.place,
        "said": entry.said,
        "done": entry.done,
        "action": _reference(page, entry),
        "weakness": entry.weakness_id,
        "is_published": entry.is_published,
        "based_on": newest,
    }
    form = _form(page, posted(request), is_new=False, initial=initial)

    def save(cleaned: dict[str, object]) -> tuple[str, str]:
        services.change_voice(voice=found, by=page.user, seen=form.seen(), **form.given())
        return _list(page), "Your change is recorded."

    asking = _asking(
        page,
        "Say what was done",
        remove=plan_url(page, "voice-withdraw", found.pk),
    )
    return answer(request, page, form, asking, save=save, latest=partial(_latest, found))


@page_with_form
def voice_withdraw(request: HttpRequest, area: str, plan: str, voice: int) -> HttpResponse:
    """Take back what was recorded by mistake."""
    page, found, entry = _open(request, area, plan, voice)
    form = WithdrawVoiceForm(posted(request), initial={"based_on": services.newest_of(found)})

    def save(cleaned: dict[str, object]) -> tuple[str, str]:
        services.withdraw_voice(
            voice=found, reason=str(cleaned["reason"]), by=page.user, seen=form.seen()
        )
        return _list(page), "It is withdrawn, and counts on no date."

    asking = _asking(
        page, "Withdraw what was recorded", button="Withdraw", intro=f"You said: {entry.said}"
    )
    return answer(request, page, form, asking, save=save, latest=partial(_latest, found))


def _recording(request: HttpRequest, area: str, plan: str) -> PlanPage:
    page = plan_page(request, area, plan)
    page.check(Capability.RECORD_VOICES)
    return page


def _open(
    request: HttpRequest, area: str, plan: str, voice: int
) -> tuple[PlanPage, Voice, VoiceEntry]:
    """The voice with the entry that holds now; Http404 where there is none, or it was withdrawn."""
    page = _recording(request, area, plan)
    found = Voice.objects.filter(area=page.area, pk=voice).first()
    entry = VoiceEntry.objects.filter(voice=found).in_force(page.today) if found else None
    if found is None or entry is None:
        raise Http404("There is no such thing here.")
    found.area = page.area
    return page, found, entry


def _latest(voice: Voice) -> Conflict:
    """What the newest entry of the voice says."""
    entry = VoiceEntry.objects.filter(voice=voice).order_by("pk").last()
    assert entry is not None
    return entry.pk, [
        ("You said", entry.said),
        ("We did", entry.done or "Nothing"),
        ("Published", "Yes" if entry.is_published else "No"),
    ]


def _form(page: PlanPage, data: QueryDict | None, **given: Any) -> VoiceForm:
    weaknesses = Weakness.objects.filter(inspection__plans=page.plan).values_list("pk", flat=True)
    return VoiceForm(data, plan=page.plan, weaknesses=list(weaknesses), today=page.today, **given)


def _reference(page: PlanPage, entry: VoiceEntry) -> str:
    line = page.position().line(entry.action_id) if entry.action_id else None
    return line.reference if line else ""


def _list(page: PlanPage) -> str:
    return plan_url(page, "voices")


def _asking(page: PlanPage, title: str, **given: Any) -> Asking:
    crumbs = [
        ("Your areas", reverse("home")),
        (page.area.name, reverse("area", args=[page.area.slug])),
        (page.plan.title, plan_url(page, "plan-dashboard")),
        (TITLE, _list(page)),
    ]
    return Asking(title, crumbs, _list(page), page.plan.title, **given)
