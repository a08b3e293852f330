"""A plan's two scales: its rating scheme, and its impact ratings. Each chosen from presets, or made its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
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
from actions.set_up_forms import PresetForm, RatingForm, SchemeNameForm, StepForm
from actions.views.loading import PlanPage
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import Asking, answer, plan_crumbs, row_or_404
from actions.views.set_up.lists import Listing, as_it_is, plan_list
from actions.views.set_up.plans import managed_plan
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


def _scheme(page: PlanPage) -> Listing:
    return plan_list(page, "scheme", "Rating scheme", "rating")


def _impact(page: PlanPage) -> Listing:
    return plan_list(page, "impact", "Impact ratings", "impact")


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
    listing = _scheme(page)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        made = replace_scheme(plan=page.plan, preset=given["preset"], by=page.user)
        return listing.url, f"The scheme is {made.name}." if made else "Actions are not rated."

    asking, form = _choosing(
        request,
        listing,
        PRESETS,
        title="Choose a rating scheme",
        none="No scheme: actions are not rated",
        used=bool(ratings_in_use(page.plan)),
    )
    return answer(request, page, form, asking, save=save)


@page_with_form
def impact_choose(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """Impact ratings to start from, or none."""
    page = managed_plan(request, area, plan)
    listing = _impact(page)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        made = replace_impact_scheme(plan=page.plan, preset=given["preset"], by=page.user)
        return listing.url, "Impact is rated." if made else "Impact is not rated."

    asking, form = _choosing(
        request,
        listing,
        IMPACT_PRESETS,
        title="Choose impact ratings",
        none="Impact is not rated",
        used=bool(impact_ratings_in_use(page.plan)),
    )
    return answer(request, page, form, asking, save=save)


def _choosing(
    request: HttpRequest,
    listing: Listing,
    presets: Mapping[str, Any],
    *,
    title: str,
    none: str,
    used: bool,
) -> tuple[Asking, PresetForm]:
    names = [(key, preset.name) for key, preset in presets.items()]
    form = PresetForm(posted(request), choices=names, none=none)
    options = [
        (option, preset.ratings if (preset := presets.get(option.data["value"])) else ())
        for option in form["preset"]
    ]
    asking = listing.asking(
        title,
        button="Use this",
        template="actions/set_up/choose.html",
        extra={"options": options, "used": used},
    )
    return asking, form


@page_with_form
def scheme_rename(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """What the scheme is called."""
    page = managed_plan(request, area, plan)
    listing = _scheme(page)
    row = row_or_404(RatingScheme.objects.filter(plan=page.plan), _scheme_id(page))

    def save(given: dict[str, Any]) -> tuple[str, str]:
        rename_scheme(scheme=row, **given, by=page.user)
        return listing.url, "The name is saved."

    form = SchemeNameForm(posted(request), initial=as_it_is(row, "name"))
    asking = listing.asking("Name of the scheme")
    return answer(request, page, form, asking, save=save, row=row)


def _scheme_id(page: PlanPage) -> int:
    found = RatingScheme.objects.filter(plan=page.plan).values_list("pk", flat=True).first()
    return found or 0


def _ratings(page: PlanPage) -> Any:
    return Rating.objects.filter(scheme__plan=page.plan).select_related("scheme__plan__area")


def _impact_ratings(page: PlanPage) -> Any:
    return page.plan.impact_ratings.select_related("plan__area")


SHOWN = ("code", "label", "meaning", "tone")
"""What either scale shows of a rating."""


def _step(form: StepForm) -> dict[str, Any]:
    """The page of a rating's form, its colours shown with the contrast that each has."""
    return {
        "template": "actions/set_up/step.html",
        "extra": {
            "tones": list(zip(form["tone"], SWATCHES, strict=True)),
            "letter": str(form["code"].value() or "X")[:2],
            "locked": form.is_locked,
        },
    }


def _changing(
    listing: Listing, row: Any, form: StepForm, in_use: frozenset[int], *fixed: str
) -> Asking:
    """The page that changes a rating; one in use keeps what is `fixed`, and stays."""
    stays = "It is in use, so it cannot be removed." if row.pk in in_use else ""
    if stays:
        form.lock(fixed)
    return listing.changing(row, row.label, stays=stays, **_step(form))


@page_with_form
def rating_add(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """A new rating of the scheme."""
    page = managed_plan(request, area, plan)
    listing = _scheme(page)
    row = row_or_404(
        RatingScheme.objects.filter(plan=page.plan).select_related("plan__area"), _scheme_id(page)
    )

    def save(given: dict[str, Any]) -> tuple[str, str]:
        del given["seen"]
        given["progress"] = Progress(given["progress"])
        made = add_rating(scheme=row, **given, by=page.user)
        return listing.url, f"{made.label} is added."

    form = RatingForm(posted(request), initial={"concern": Concern.NONE})
    asking = listing.asking("Add a rating", button="Add rating", **_step(form))
    return answer(request, page, form, asking, save=save)


@page_with_form
def rating_change(request: HttpRequest, area: str, plan: str, rating_id: int) -> HttpResponse:
    """A rating as it is, to be changed; of one in use only words and colour."""
    page = managed_plan(request, area, plan)
    listing = _scheme(page)
    row = row_or_404(_ratings(page), rating_id)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        given["progress"] = Progress(given["progress"])
        change_rating(rating=row, **given, by=page.user)
        return listing.url, f"{row.label} is saved."

    form = RatingForm(posted(request), initial=as_it_is(row, *SHOWN, "progress", "concern"))
    in_use = ratings_in_use(page.plan)
    asking = _changing(listing, row, form, in_use, "code", "progress", "concern")
    return answer(request, page, form, asking, save=save, row=row)


@page_with_form
def rating_remove(request: HttpRequest, area: str, plan: str, rating_id: int) -> HttpResponse:
    """Asks, then takes out a rating that was never used."""
    page = managed_plan(request, area, plan)
    row = row_or_404(_ratings(page), rating_id)
    stays = ""
    if row.pk in ratings_in_use(page.plan):
        stays = (
            f"{row.label} cannot be removed, because updates were recorded with it and boards have seen it. "
            "You can still change its word, its meaning and its colour."
        )
    return _scheme(page).removal(
        request,
        row,
        row.label,
        f"Nobody will be able to rate an action {row.label} any more.",
        partial(remove_rating, rating=row, by=page.user),
        button="Remove rating",
        stays=stays,
    )


@require_POST
def rating_move(request: HttpRequest, area: str, plan: str, rating_id: int) -> HttpResponse:
    """One place up or down."""
    page = managed_plan(request, area, plan)
    row = row_or_404(_ratings(page), rating_id)
    move_rating(rating=row, up="up" in request.POST, by=page.user)
    return _scheme(page).moved(request, row.label)


@page_with_form
def impact_add(request: HttpRequest, area: str, plan: str) -> HttpResponse:
    """A new impact rating."""
    page = managed_plan(request, area, plan)
    listing = _impact(page)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        del given["seen"]
        made = add_impact_rating(plan=page.plan, **given, by=page.user)
        return listing.url, f"{made.label} is added."

    form = StepForm(posted(request))
    asking = listing.asking("Add an impact rating", button="Add rating", **_step(form))
    return answer(request, page, form, asking, save=save)


@page_with_form
def impact_change(request: HttpRequest, area: str, plan: str, impact_id: int) -> HttpResponse:
    """An impact rating as it is, to be changed; one in use keeps its letter."""
    page = managed_plan(request, area, plan)
    listing = _impact(page)
    row = row_or_404(_impact_ratings(page), impact_id)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        change_impact_rating(impact_rating=row, **given, by=page.user)
        return listing.url, f"{row.label} is saved."

    form = StepForm(posted(request), initial=as_it_is(row, *SHOWN))
    asking = _changing(listing, row, form, impact_ratings_in_use(page.plan), "code")
    return answer(request, page, form, asking, save=save, row=row)


@page_with_form
def impact_remove(request: HttpRequest, area: str, plan: str, impact_id: int) -> HttpResponse:
    """Asks, then takes out an impact rating that was never used."""
    page = managed_plan(request, area, plan)
    row = row_or_404(_impact_ratings(page), impact_id)
    stays = ""
    if row.pk in impact_ratings_in_use(page.plan):
        stays = (
            f"{row.label} cannot be removed, because impact was assessed with it. "
            "You can still change its word, its meaning and its colour."
        )
    return _impact(page).removal(
        request,
        row,
        row.label,
        f"Nobody will be able to assess impact as {row.label} any more.",
        partial(remove_impact_rating, impact_rating=row, by=page.user),
        button="Remove rating",
        stays=stays,
    )


@require_POST
def impact_move(request: HttpRequest, area: str, plan: str, impact_id: int) -> HttpResponse:
    """One place up or down."""
    page = managed_plan(request, area, plan)
    row = row_or_404(_impact_ratings(page), impact_id)
    move_impact_rating(impact_rating=row, up="up" in request.POST, by=page.user)
    return _impact(page).moved(request, row.label)
