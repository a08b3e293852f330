"""What the set-up pages share: the area at an address, a form that saves, a removal that asks first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, Protocol, TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms import ChoiceField, Form, ModelChoiceField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from actions.errors import NotAllowed, Refused, Stale
from actions.forms import add_refusal
from actions.models import Area, Membership
from actions.services.rows import version
from actions.text import say_day, say_time
from actions.views.loading import PlanPage, signed_in
from actions.views.saving import CONFLICT, UNPROCESSABLE
from wsoa.capabilities import Capability, Role, role_can
from wsoa.models import User

Row = TypeVar("Row", bound=Model)
Crumb = tuple[str, str]
Says = list[tuple[str, str]]
"""What something says now, each with its label."""
Conflict = tuple[int | None, Says]
"""The id of a history's newest entry, and what that says."""


class Page(Protocol):
    """A page of an area or of one of its plans, as one person looks at it."""

    def context(self) -> dict[str, object]: ...


@dataclass(frozen=True, slots=True)
class AreaPage:
    """An area as one person looks at it."""

    user: User
    area: Area
    role: Role

    def can(self, capability: Capability) -> bool:
        """Whether the person's role carries the capability."""
        return role_can(self.role, capability)

    def check(self, capability: Capability) -> None:
        """Raise NotAllowed unless `can`."""
        if not self.can(capability):
            raise NotAllowed(f"Your role, {self.role.label.lower()}, may not {capability.label}.")

    def context(self) -> dict[str, object]:
        """What the templates of every area page use."""
        return {"area": self.area, "role": self.role}

    def url(self, name: str, *args: object) -> str:
        """The address of one of the area's pages."""
        return reverse(name, args=[self.area.slug, *args])

    def crumbs(self, *after: Crumb) -> list[Crumb]:
        """The way to a page of the area's set-up."""
        return [
            ("Your areas", reverse("home")),
            (self.area.name, self.url("area")),
            ("Set up", self.url("area-setup")),
            *after,
        ]


def area_at(request: HttpRequest, area: str, capability: Capability) -> AreaPage:
    """The area at the address, for somebody with the capability. Http404 for those not of it."""
    user = signed_in(request)
    membership = (
        Membership.objects.filter(user=user, area__slug=area).select_related("area").first()
    )
    if membership is None:
        raise Http404("There is no such area.")
    page = AreaPage(user, membership.area, Role(membership.role))
    page.check(capability)
    return page


def plan_url(page: PlanPage, name: str, *args: object) -> str:
    """The address of one of the plan's pages."""
    return reverse(name, args=[page.area.slug, page.plan.slug, *args])


def plan_crumbs(page: PlanPage, *after: Crumb) -> list[Crumb]:
    """The way to a page of the plan's set-up."""
    return [
        ("Your areas", reverse("home")),
        (page.area.name, reverse("area", args=[page.area.slug])),
        (page.plan.title, plan_url(page, "plan-dashboard")),
        ("Set up", plan_url(page, "plan-setup")),
        *after,
    ]


def row_or_404(rows: QuerySet[Row], pk: int) -> Row:
    """The row of these with the key; Http404 where it is none of them."""
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404("There is no such thing here.")
    return row


@dataclass(frozen=True, slots=True)
class Asking:
    """A form's page: its words, and where it leads. `remove` is where the row can be taken out."""

    title: str
    crumbs: list[Crumb]
    cancel: str
    caption: str = ""
    button: str = "Save"
    intro: str = ""
    remove: str = ""
    stays: str = ""
    template: str = "actions/set_up/form.html"
    extra: Mapping[str, object] = field(default_factory=dict)

    def context(self) -> dict[str, object]:
        """What the template needs of it."""
        return {
            "title": self.title,
            "crumbs": [*self.crumbs, (self.title, "")],
            "cancel": self.cancel,
            "caption": self.caption,
            "button": self.button,
            "intro": self.intro,
            "remove": self.remove,
            "stays": self.stays,
            **self.extra,
        }


def answer(
    request: HttpRequest,
    page: Page,
    form: Form,
    asking: Asking,
    *,
    save: Callable[[dict[str, Any]], tuple[str, str]],
    row: Model | None = None,
    says: Callable[[dict[str, Any]], Says] | None = None,
    latest: Callable[[], Conflict] | None = None,
) -> HttpResponse:
    """Show the form; or save it, and lead to the address that `save` returns with what to say.

    Where the form or the service refuses (422), or somebody else has changed the row meanwhile (409),
    the form is shown again with what was typed; in the latter case beside what the row says now: where its
    fields differ from what was typed, and what `says` returns, given that. Where the form adds to a history, it
    is shown beside its `latest` entry, whose id the form then carries.
    """
    if request.method != "POST":
        return _ask(request, page, form, asking)
    if not form.is_valid():
        return _ask(request, page, form, asking, status=UNPROCESSABLE)
    try:
        done, said = save(form.cleaned_data)
    except Stale as stale:
        if latest:
            conflict = _renewed(form, latest())
        else:
            conflict = _conflict(form, row) + (says(form.cleaned_data) if says else [])
        form.add_error(None, stale.message)
        return _ask(request, page, form, asking, status=CONFLICT, conflict=conflict)
    except Refused as refused:
        add_refusal(form, refused)
        return _ask(request, page, form, asking, status=UNPROCESSABLE)
    messages.success(request, said)
    return HttpResponseRedirect(done)


def _ask(
    request: HttpRequest,
    page: Page,
    form: Form,
    asking: Asking,
    *,
    status: int = 200,
    **extra: object,
) -> HttpResponse:
    context = page.context() | asking.context() | {"form": form, **extra}
    return render(request, asking.template, context, status=status)


def _renewed(form: Form, latest: Conflict) -> Says:
    """What the newest entry says; the form then carries its id, so that saving again adds to it."""
    newest, says = latest
    data = form.data.copy()  # type: ignore[attr-defined]
    data["based_on"] = str(newest or "")
    form.data = data
    return says


def _conflict(form: Form, row: Model | None) -> Says:
    """Label and present value of each field that the form would have changed; the form then carries
    the present version, so that saving again means to overwrite it."""
    now = type(row)._default_manager.filter(pk=row.pk).first() if row is not None else None
    if now is None:
        return []
    data = form.data.copy()  # type: ignore[attr-defined]
    data["seen"] = str(version(now))
    form.data = data
    found = []
    for name, each in form.fields.items():
        if (
            name == "seen"
            or not hasattr(now, name)
            or getattr(now, name) == form.cleaned_data[name]
        ):
            continue
        found.append((str(each.label), _shown(getattr(now, name), each)))
    return found


def _shown(value: object, field_: object) -> str:
    if value is None or value == "":
        return "Nothing"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(field_, ModelChoiceField):
        return str(field_.label_from_instance(value))
    if isinstance(field_, ChoiceField):
        labels = {str(key): label for key, label in field_.choices}  # type: ignore[misc, union-attr]
        return str(labels.get(str(value), value))
    if isinstance(value, date):
        return say_day(value)
    if isinstance(value, time):
        return say_time(value)
    return str(value)


def removal(
    request: HttpRequest,
    page: Page,
    *,
    title: str,
    warning: str,
    crumbs: list[Crumb],
    cancel: str,
    button: str,
    remove: Callable[[], tuple[str, str]],
    stays: str = "",
) -> HttpResponse:
    """Ask before something is taken out, then do it and lead on; a refusal is shown (422).

    Where it is known beforehand that it `stays`, the page says why, and offers no button.
    """
    form = Form(request.POST) if request.method == "POST" else Form()
    if request.method == "POST" and form.is_valid():
        try:
            done, said = remove()
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, said)
            return HttpResponseRedirect(done)
    context = page.context() | {
        "form": form,
        "title": title,
        "warning": warning,
        "crumbs": [*crumbs, (title, "")],
        "cancel": cancel,
        "button": button,
        "stays": stays,
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "actions/set_up/remove.html", context, status=status)
