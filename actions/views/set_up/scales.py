"""A plan's two scales: its rating scheme, and its impact ratings. Each chosen from presets, or made its own."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from actions.choices import Concern, Progress, Tone
from actions.models import Rating, RatingScheme
from actions.schemes import IMPACT_PRESETS, PRESETS
from actions.services.impact_ratings import (
    add_impact_rating,
    change_impact_rating,
    impact_ratings_in_use,
    move_impact_rating,
    remove_impact_rating,
    replace_impact_scheme,
)
from actions.services.ratings import (
    add_rating,
    change_rating,
    move_rating,
    ratings_in_use,
    remove_rating,
    rename_scheme,
    replace_scheme,
)
from actions.services.rows import version
from actions.set_up_forms import PresetForm, RatingForm, SchemeNameForm, StepForm
from actions.views.loading import PlanPage
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import Asking, answer, plan_crumbs, plan_url, removal, row_or_404
from actions.views.set_up.plans import managed_plan, plan_asking
from wsoa.tones import AA, TONES, measured


@dataclass(frozen=True, slots=True)
class Swatch:
    """A colour to choose: how well its tags can be read."""

    name: str
    label: str
    ratio: float

    @property
    def verdict(self) -> str:
        """The measured contrast, and whether it is enough."""
        return f"{self.ratio:.1f} to 1, {'passes' if self.ratio >= AA else 'fails'}"


SWATCHES = [Swatch(tone.value, tone.label, measured(tone.value)) for tone in Tone if tone in TONES]


@require_safe
def scheme(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The plan's rating scheme, or that it has none."""
    page = managed_plan(request, area, plan)
    found = RatingScheme.objects.filter(plan=page.plan).first()
    used = ratings_in_use(page.plan)
    context = page.context() | {
        "crumbs": plan_crumbs(page, ("Rating scheme", "")),
        "scheme": found,
        "steps": _steps(list(found.ratings.all()) if found else [], used),
        "used": bool(used),
    }
    return render(request, "actions/set_up/scheme.html", context)


@require_safe
def impact(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """The plan's impact ratings, or that it has none."""
    page = managed_plan(request, area, plan)
    used = impact_ratings_in_use(page.plan)
    context = page.context() | {
        "crumbs": plan_crumbs(page, ("Impact ratings", "")),
        "steps": _steps(list(page.plan.impact_ratings.all()), used),
        "used": bool(used),
    }
    return render(request, "actions/set_up/impact.html", context)


@dataclass(frozen=True, slots=True)
class Step:
    """A rating in a list: whether it is in use, and how well its tag can be read."""

    rating: Any
    in_use: bool
    swatch: Swatch
    is_first: bool
    is_last: bool


def _steps(ratings: list[Any], used: frozenset[int]) -> list[Step]:
    swatches = {swatch.name: swatch for swatch in SWATCHES}
    last = len(ratings) - 1
    return [
        Step(rating, rating.pk in used, swatches[rating.tone], place == 0, place == last)
        for place, rating in enumerate(ratings)
    ]


@page_with_form
def scheme_choose(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """A preset to start from, each shown with its ratings, or no scheme."""
    page = managed_plan(request, area, plan)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        made = replace_scheme(plan=page.plan, preset=given["preset"], by=page.user)
        said = f"The scheme is {made.name}." if made else "Actions are not rated."
        return plan_url(page, "scheme"), said

    return _choose(
        request,
        page,
        presets=PRESETS,
        none="No scheme: actions are not rated",
        title="Choose a rating scheme",
        back=("scheme", "Rating scheme"),
        used=bool(ratings_in_use(page.plan)),
        save=save,
    )


@page_with_form
def impact_choose(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Impact ratings to start from, or none."""
    page = managed_plan(request, area, plan)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        made = replace_impact_scheme(plan=page.plan, preset=given["preset"], by=page.user)
        return plan_url(page, "impact"), "Impact is rated." if made else "Impact is not rated."

    return _choose(
        request,
        page,
        presets=IMPACT_PRESETS,
        none="Impact is not rated",
        title="Choose impact ratings",
        back=("impact", "Impact ratings"),
        used=bool(impact_ratings_in_use(page.plan)),
        save=save,
    )


def _choose(
    request: HttpRequest,
    page: PlanPage,
    *,
    presets: dict[str, Any],
    none: str,
    title: str,
    back: tuple[str, str],
    used: bool,
    save: Any,
) -> HttpResponse:
    names = [*((key, preset.name) for key, preset in presets.items()), ("", none)]
    form = PresetForm(posted(request), choices=names)
    asking = plan_asking(
        page,
        title,
        *back,
        button="Use this",
        template="actions/set_up/choose.html",
        extra={
            "options": [
                (option, presets[key].ratings if (key := option.data["value"]) else ())
                for option in form["preset"]
            ],
            "used": used,
        },
    )
    return answer(request, page, form, asking, save=save)


@page_with_form
def scheme_rename(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """What the scheme is called."""
    page = managed_plan(request, area, plan)
    row = row_or_404(RatingScheme.objects.filter(plan=page.plan), _scheme_id(page))

    def save(given: dict[str, Any]) -> tuple[str, str]:
        rename_scheme(scheme=row, **given, by=page.user)
        return plan_url(page, "scheme"), "The name is saved."

    form = SchemeNameForm(posted(request), initial={"name": row.name, "seen": version(row)})
    asking = plan_asking(page, "Name of the scheme", "scheme", "Rating scheme")
    return answer(request, page, form, asking, save=save, row=row)


def _scheme_id(page: PlanPage) -> int:
    found = RatingScheme.objects.filter(plan=page.plan).values_list("pk", flat=True).first()
    return found or 0


def _ratings(page: PlanPage) -> Any:
    return Rating.objects.filter(scheme__plan=page.plan).select_related("scheme__plan__area")


def _impact_ratings(page: PlanPage) -> Any:
    return page.plan.impact_ratings.select_related("plan__area")


def _step_asking(
    page: PlanPage, form: StepForm, title: str, back: tuple[str, str], **given: Any
) -> Asking:
    """A rating's form, its colours shown with the contrast that each has."""
    shown = {
        "tones": list(zip(form["tone"], SWATCHES, strict=True)),
        "letter": str(form["code"].value() or "X")[:2],
    }
    extra = shown | given.pop("extra", {})
    return plan_asking(
        page, title, *back, template="actions/set_up/step.html", extra=extra, **given
    )


RATINGS = ("scheme", "Rating scheme")
IMPACT = ("impact", "Impact ratings")


@page_with_form
def rating_add(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """A new rating of the scheme."""
    page = managed_plan(request, area, plan)
    row = row_or_404(
        RatingScheme.objects.filter(plan=page.plan).select_related("plan__area"), _scheme_id(page)
    )

    def save(given: dict[str, Any]) -> tuple[str, str]:
        del given["seen"]
        given["progress"] = Progress(given["progress"])
        made = add_rating(scheme=row, **given, by=page.user)
        return plan_url(page, "scheme"), f"{made.label} is added."

    form = RatingForm(posted(request), initial={"concern": Concern.NONE})
    asking = _step_asking(page, form, "Add a rating", RATINGS, button="Add rating")
    return answer(request, page, form, asking, save=save)


@page_with_form
def rating_change(request: HttpRequest, area: str, plan: str, rating_id: int) -> HttpResponse:
    """A rating as it is, to be changed; of one in use only words and colour."""
    page = managed_plan(request, area, plan)
    row = row_or_404(_ratings(page), rating_id)
    names = ("code", "label", "meaning", "tone", "progress", "concern")
    initial = {name: getattr(row, name) for name in names} | {"seen": version(row)}
    used = row.pk in ratings_in_use(page.plan)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        given["progress"] = Progress(given["progress"])
        change_rating(rating=row, **given, by=page.user)
        return plan_url(page, "scheme"), f"{row.label} is saved."

    form = RatingForm(posted(request), initial=initial)
    if used:
        form.lock(("code", "progress", "concern"))
    asking = _step_asking(
        page,
        form,
        f"Change {row.label}",
        RATINGS,
        remove="" if used else plan_url(page, "rating-remove", row.pk),
        stays="It is in use, so it cannot be removed." if used else "",
        extra={"locked": used},
    )
    return answer(request, page, form, asking, save=save, row=row)


@page_with_form
def rating_remove(request: HttpRequest, area: str, plan: str, rating_id: int) -> HttpResponse:
    """Asks, then takes out a rating that was never used."""
    page = managed_plan(request, area, plan)
    row = row_or_404(_ratings(page), rating_id)
    label = row.label

    def remove() -> tuple[str, str]:
        remove_rating(rating=row, by=page.user)
        return plan_url(page, "scheme"), f"{label} is removed."

    return removal(
        request,
        page,
        title=f"Remove {label}",
        warning=f"Nobody will be able to rate an action {label} any more.",
        crumbs=plan_crumbs(page, ("Rating scheme", plan_url(page, "scheme"))),
        cancel=plan_url(page, "rating-change", row.pk),
        button="Remove rating",
        remove=remove,
    )


@require_POST
def rating_move(request: HttpRequest, area: str, plan: str, rating_id: int) -> HttpResponse:
    """One place up or down."""
    page = managed_plan(request, area, plan)
    row = row_or_404(_ratings(page), rating_id)
    move_rating(rating=row, up="up" in request.POST, by=page.user)
    messages.success(request, f"{row.label} is moved.")
    return HttpResponseRedirect(plan_url(page, "scheme"))


@page_with_form
def impact_add(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """A new impact rating."""
    page = managed_plan(request, area, plan)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        del given["seen"]
        made = add_impact_rating(plan=page.plan, **given, by=page.user)
        return plan_url(page, "impact"), f"{made.label} is added."

    form = StepForm(posted(request))
    asking = _step_asking(page, form, "Add an impact rating", IMPACT, button="Add rating")
    return answer(request, page, form, asking, save=save)


@page_with_form
def impact_change(request: HttpRequest, area: str, plan: str, impact_id: int) -> HttpResponse:
    """An impact rating as it is, to be changed."""
    page = managed_plan(request, area, plan)
    row = row_or_404(_impact_ratings(page), impact_id)
    names = ("code", "label", "meaning", "tone")
    initial = {name: getattr(row, name) for name in names} | {"seen": version(row)}
    used = row.pk in impact_ratings_in_use(page.plan)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        change_impact_rating(impact_rating=row, **given, by=page.user)
        return plan_url(page, "impact"), f"{row.label} is saved."

    form = StepForm(posted(request), initial=initial)
    if used:
        form.lock(("code",))
    asking = _step_asking(
        page,
        form,
        f"Change {row.label}",
        IMPACT,
        remove="" if used else plan_url(page, "impact-remove", row.pk),
        stays="It is in use, so it cannot be removed." if used else "",
        extra={"locked": used},
    )
    return answer(request, page, form, asking, save=save, row=row)


@page_with_form
def impact_remove(request: HttpRequest, area: str, plan: str, impact_id: int) -> HttpResponse:
    """Asks, then takes out an impact rating that was never used."""
    page = managed_plan(request, area, plan)
    row = row_or_404(_impact_ratings(page), impact_id)
    label = row.label

    def remove() -> tuple[str, str]:
        remove_impact_rating(impact_rating=row, by=page.user)
        return plan_url(page, "impact"), f"{label} is removed."

    return removal(
        request,
        page,
        title=f"Remove {label}",
        warning=f"Nobody will be able to assess impact as {label} any more.",
        crumbs=plan_crumbs(page, ("Impact ratings", plan_url(page, "impact"))),
        cancel=plan_url(page, "impact-change", row.pk),
        button="Remove rating",
        remove=remove,
    )


@require_POST
def impact_move(request: HttpRequest, area: str, plan: str, impact_id: int) -> HttpResponse:
    """One place up or down."""
    page = managed_plan(request, area, plan)
    row = row_or_404(_impact_ratings(page), impact_id)
    move_impact_rating(impact_rating=row, up="up" in request.POST, by=page.user)
    messages.success(request, f"{row.label} is moved.")
    return HttpResponseRedirect(plan_url(page, "impact"))
