"""The discussion under an action, watching it, and its links to other actions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from actions import permissions
from actions.choices import LinkRelation, LinkState
from actions.discussion import is_watched, links_of, notes_of, watched
from actions.errors import NotAllowed
from actions.forms.notes import LinkForm, NoteForm, UnlinkForm
from actions.models import Action, ActionLink, Note, NoteWithdrawal
from actions.position import Line, Position
from actions.reference_links import ReferenceLinks
from actions.services.links import link_actions, unlink_actions
from actions.services.notes import add_note, may_be_told, withdraw_note
from actions.services.watching import unwatch, watch
from actions.urls_for import action_url
from actions.views.loading import PlanPage, find_action, plan_page
from actions.views.saving import open_action, page_with_form, posted
from actions.views.set_up.common import Asking, Crumb, answer, removal
from wsoa.capabilities import Capability


def discussion_context(
    page: PlanPage, action: Action, position: Position, line: Line | None
) -> dict[str, object]:
    """What the action's page shows of notes, watching, links and references in texts."""
    query = page.context_query()
    context: dict[str, object] = {
        "references": ReferenceLinks.of(position, lambda slug: action_url(page.plan, slug, query)),
        "links": links_of(action, position),
        "is_watched": is_watched(action, page.user),
        "can_redact": page.can(Capability.REDACT),
    }
    if page.can(Capability.DISCUSS):
        runs_plan = page.can(Capability.MANAGE_PLAN)
        context["notes"] = [
            (note, runs_plan or note.by_id == page.user.pk) for note in notes_of(action)
        ]
        context["note_form"] = NoteForm(people=may_be_told(page.area.pk)) if line else None
    return context


@page_with_form
def note_add(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """The form for a note; the one on the action's page is sent here."""
    page, action, line = open_action(request, area, plan, reference)
    page.check(Capability.DISCUSS)
    form = NoteForm(posted(request), people=may_be_told(page.area.pk))
    back = action_url(page.plan, line.slug)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        note = add_note(action=action, text=given["text"], tell=given["tell"], by=page.user)
        told = [mention.user.name for mention in note.mentions.select_related("user")]
        said = f"Your note is added. Told by email: {', '.join(told)}." if told else ""
        return f"{back}#note-{note.pk}", said or "Your note is added."

    asking = Asking(
        "Add a note", _crumbs(page, line), back, caption=_caption(line), button="Add note"
    )
    return answer(request, page, form, asking, save=save)


@page_with_form
def note_withdraw(
    request: HttpRequest, area: str, plan: str, reference: str, note_id: int
) -> HttpResponse:
    """Ask, then take a note back."""
    page = plan_page(request, area, plan)
    page.check(Capability.DISCUSS)
    action = find_action(page.plan, reference)
    note = Note.objects.filter(action=action, pk=note_id).first()
    if note is None:
        raise Http404("There is no such note.")
    note.action = action
    if note.by_id != page.user.pk and not page.can(Capability.MANAGE_PLAN):
        raise NotAllowed("You may take back only notes of your own.")
    back = f"{action_url(page.plan, reference)}#notes"
    if request.method != "POST" and NoteWithdrawal.objects.filter(note=note).exists():
        return HttpResponseRedirect(back)

    def remove() -> tuple[str, str]:
        withdraw_note(note=note, by=page.user)
        return back, "The note is taken back."

    return removal(
        request,
        page,
        title="Take back a note",
        warning="The note is shown no more, only that there was one. Those who were told of it by email "
        "have it still.",
        crumbs=[*_plan_crumbs(page), (reference, back)],
        cancel=back,
        button="Take back the note",
        remove=remove,
    )


@require_POST
def watch_action(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """Start to watch the action."""
    page, action, line = open_action(request, area, plan, reference)
    watch(action=action, by=page.user)
    messages.success(request, f"You watch {line.reference}. You will hear of changes by email.")
    return HttpResponseRedirect(action_url(page.plan, line.slug))


@require_POST
def unwatch_action(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """Stop watching the action, also where it has left the plan."""
    page = plan_page(request, area, plan)
    unwatch(action=find_action(page.plan, reference), by=page.user)
    messages.success(request, "You do not watch the action any more.")
    return HttpResponseRedirect(
        reverse("watching", args=[page.area.slug, page.plan.slug])
        if request.POST.get("back") == "watching"
        else action_url(page.plan, reference)
    )


@require_safe
def watching(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The actions of the plan that the person watches."""
    page = plan_page(request, area, plan)
    context = page.context() | {"lines": watched(page.position(), page.user)}
    return render(request, "actions/watching.html", context, status=page.status)


@page_with_form
def link_add(request: HttpRequest, area: str, plan: str, reference: str) -> HttpResponse:
    """The form that links the action to another."""
    page, action, line = open_action(request, area, plan, reference)
    permissions.check_can_update(page.user, action, on=page.today)
    form = LinkForm(posted(request), plan=page.plan, today=page.today)
    back = action_url(page.plan, line.slug)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        link_actions(action=action, **given, by=page.user)
        return f"{back}#links", "The actions are linked."

    asking = Asking(
        "Link to another action",
        _crumbs(page, line),
        back,
        caption=_caption(line),
        button="Link the actions",
        intro="An action that depends on one in trouble says so wherever it is shown.",
    )
    return answer(request, page, form, asking, save=save)


@page_with_form
def link_end(
    request: HttpRequest, area: str, plan: str, reference: str, link_id: int
) -> HttpResponse:
    """The form that ends a link."""
    page, action, line = open_action(request, area, plan, reference)
    permissions.check_can_update(page.user, action, on=page.today)
    link = (
        ActionLink.objects.filter(action=action, pk=link_id, state=LinkState.LINKED)
        .select_related("other")
        .first()
    )
    if link is None:
        raise Http404("There is no such link.")
    form = UnlinkForm(posted(request), today=page.today)
    back = action_url(page.plan, line.slug)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        unlink_actions(
            action=action,
            other=link.other,
            relation=LinkRelation(link.relation),
            **given,
            by=page.user,
        )
        return f"{back}#links", "The link has ended."

    other = page.position().line(link.other_id)
    named = other.reference if other else "an action that left the plan"
    asking = Asking(
        f"End the link to {named}",
        _crumbs(page, line),
        back,
        caption=_caption(line),
        button="End the link",
        intro="It stays in the history: the plan as it stood on an earlier day still shows it.",
    )
    return answer(request, page, form, asking, save=save)


def _caption(line: Line) -> str:
    return f"Action {line.reference}: {line.title}"


def _plan_crumbs(page: PlanPage) -> list[Crumb]:
    return [
        ("Your areas", reverse("home")),
        (page.area.name, reverse("area", args=[page.area.slug])),
        (page.plan.title, reverse("plan-dashboard", args=[page.area.slug, page.plan.slug])),
    ]


def _crumbs(page: PlanPage, line: Line) -> list[Crumb]:
    return [*_plan_crumbs(page), (line.reference, action_url(page.plan, line.slug))]
