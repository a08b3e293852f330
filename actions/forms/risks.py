"""Forms of risks: adding and changing one, reviewing it, the register's filter."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField

from actions.choices import RiskState
from actions.forms import DayField, LongTextField, TextField, not_offered
from actions.forms.changing import PostField, SeenForm
from actions.models import Post, Risk
from actions.risking import LevelValue, MatrixValue, RiskLine, RiskRegister, ScoreValue
from actions.services.risk_reviews import Codes
from actions.services.risks import REFERENCE_LIMIT, TITLE_LIMIT
from actions.text import say_day

CURRENT, INHERENT, TARGET = "current", "inherent", "target"


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together: one on its own without a `legend`, or a score's likelihood and impact."""

    fields: tuple[BoundField, ...]
    legend: str = ""
    hint: str = ""


SCORES = {
    CURRENT: ("Score now", "With what is in place against it today."),
    INHERENT: ("Score without mitigation", "How grave it would be if nothing were done."),
    TARGET: ("Score aimed at", "How far it is to come down."),
}
"""Name of a score -> legend and hint."""


def _likely(level: LevelValue) -> tuple[str, str]:
    return level.code, f"{level}: {level.meaning}" if level.meaning else str(level)


class ScoreFields(forms.Form):
    """A likelihood and an impact for each of the three scores, from the levels of one matrix."""

    def offer_scores(self, matrix: MatrixValue) -> None:
        """Add the fields, with the matrix's levels from the most to the least."""
        for name in SCORES:
            is_needed = name == CURRENT
            for axis, levels in (
                ("likelihood", matrix.likelihoods),
                ("impact", matrix.impacts),
            ):
                self.fields[f"{name}_{axis}"] = forms.ChoiceField(
                    label=axis.capitalize(),
                    required=is_needed,
                    choices=[
                        ("", "Choose" if is_needed else "Not scored"),
                        *(_likely(level) for level in reversed(levels)),
                    ],
                    error_messages={
                        "required": f"Choose the {axis} now.",
                        **not_offered(axis),
                    },
                )

    def clean(self) -> dict[str, Any]:
        """A score has both or neither."""
        cleaned = super().clean() or self.cleaned_data
        for name in (INHERENT, TARGET):
            likelihood, impact = (
                cleaned.get(f"{name}_{axis}") for axis in ("likelihood", "impact")
            )
            which = SCORES[name][0].lower()
            if likelihood and not impact and not self.has_error(f"{name}_impact"):
                self.add_error(f"{name}_impact", f"Choose the impact of the {which} too.")
            if impact and not likelihood and not self.has_error(f"{name}_likelihood"):
                self.add_error(f"{name}_likelihood", f"Choose the likelihood of the {which} too.")
        return cleaned

    def scores(self) -> dict[str, Any]:
        """The three scores as the services take them."""
        found: dict[str, Codes | None] = {}
        for name in SCORES:
            likelihood = self.cleaned_data[f"{name}_likelihood"]
            impact = self.cleaned_data[f"{name}_impact"]
            found[name] = (likelihood, impact) if likelihood else None
        return found

    def groups(self) -> Iterator[Group]:
        """The fields in order, each score's two together."""
        done: set[str] = set()
        for field in self.visible_fields():
            name = field.name.rpartition("_")[0]
            if name in SCORES and field.name.endswith(("_likelihood", "_impact")):
                if name not in done:
                    done.add(name)
                    pair = (self[f"{name}_likelihood"], self[f"{name}_impact"])
                    yield Group(pair, *SCORES[name])
            else:
                yield Group((field,))


def score_initial(matrix: MatrixValue, **scores: ScoreValue | None) -> dict[str, str]:
    """What the fields of the named scores hold first."""
    found: dict[str, str] = {}
    for name, score in scores.items():
        if score is not None:
            found[f"{name}_likelihood"] = matrix.likelihoods[score.likelihood - 1].code
            found[f"{name}_impact"] = matrix.impacts[score.impact - 1].code
    return found


class RiskFields(forms.Form):
    """What a risk is."""

    title = TextField(
        label="Risk",
        called="The risk",
        max_length=TITLE_LIMIT,
        help_text="What could go wrong, in one sentence.",
        error_messages={"required": "Say what could go wrong."},
    )
    cause = LongTextField(label="Cause", hint="Why it could happen.", rows=3)
    effect = LongTextField(
        label="Effect", hint="What it would mean for children and families.", rows=3
    )
    reference = TextField(
        label="Reference",
        called="The reference",
        required=False,
        max_length=REFERENCE_LIMIT,
        help_text="As your register prints it, such as R7. Leave it empty for the next number.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )

    def groups(self) -> Iterator[Group]:
        """The fields in order, each on its own."""
        for field in self.visible_fields():
            yield Group((field,))

    def offer_posts(self, posts: Sequence[Post]) -> None:
        """Let one of the posts own it."""
        field = PostField(label="Owner", posts=posts)
        field.help_text = "Who answers for it. Whoever holds the post may review the risk."
        self.fields["owner"] = field


class RiskForm(ScoreFields, RiskFields):
    """A new risk, with its first review."""

    effective_date = DayField("Scored on", missing="Enter the day it was scored.")
    next_review_on = DayField("Next review", required=False, hint="When to look at it again.")
    commentary = LongTextField(label="Commentary", hint="Why it is scored so.", rows=3)

    def __init__(
        self, *args: Any, matrix: MatrixValue, posts: Sequence[Post], today: date, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"effective_date": today} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.offer_posts(posts)
        self.offer_scores(matrix)
        self.fields["effective_date"].widget.attrs["max"] = today.isoformat()
        self.order_fields(
            [
                *("title", "cause", "effect", "owner"),
                *(f"{name}_{axis}" for name in SCORES for axis in ("likelihood", "impact")),
                *("effective_date", "next_review_on", "commentary", "reference"),
            ]
        )


class ChangeRiskForm(RiskFields):
    """What a risk is called and who owns it."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, posts: Sequence[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_posts(posts)
        self.fields["reference"].required = True
        self.fields["reference"].help_text = "As your register prints it."
        self.fields["reference"].error_messages["required"] = "Give the reference."
        self.order_fields(["title", "cause", "effect", "owner", "reference"])


class ReviewForm(SeenForm, ScoreFields):
    """A risk judged again. `based_on` is the newest review that the page showed."""

    state = forms.ChoiceField(
        label="Is it still a risk?",
        choices=[(RiskState.OPEN, "Yes, it is open"), (RiskState.CLOSED, "No, it is closed")],
        initial=RiskState.OPEN,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Say whether it is still a risk.",
            **not_offered("answer"),
        },
    )
    commentary = LongTextField(
        label="Commentary",
        hint="What has changed. Needed where the score goes up or comes down by more than one band, and for "
        "closing or opening it again.",
        rows=4,
    )
    commentary.widget.attrs["data-needed-at-times"] = "true"
    effective_date = DayField("Reviewed on", missing="Enter the day of the review.")
    next_review_on = DayField(
        "Next review", required=False, hint="When to look at it again. None once it is closed."
    )
    next_review_on.widget.attrs["data-needed-at-times"] = "true"
    no_next_review = forms.BooleanField(
        label="No review is planned",
        help_text="The register then never counts a review of it as overdue.",
        required=False,
    )

    def __init__(self, *args: Any, matrix: MatrixValue, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"effective_date": today} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.offer_scores(matrix)
        self.fields["effective_date"].widget.attrs["max"] = today.isoformat()
        self.order_fields(
            [
                "state",
                *(f"{name}_{axis}" for name in SCORES for axis in ("likelihood", "impact")),
                *("commentary", "effective_date", "next_review_on", "no_next_review", "reason"),
            ]
        )

    def clean(self) -> dict[str, Any]:
        """A risk that stays open is looked at again on a day, or is said not to be."""
        cleaned = super().clean()
        if cleaned.get("state") != RiskState.OPEN or self.has_error("next_review_on"):
            return cleaned
        day, is_none = cleaned.get("next_review_on"), cleaned.get("no_next_review")
        if day is None and not is_none:
            self.add_error(
                "next_review_on",
                "Enter the day of the next review, or tick that no review is planned.",
            )
        elif day is not None and is_none:
            self.add_error(
                "no_next_review",
                f"The next review is given as {say_day(day)}. Take that day out, or this tick.",
            )
        return cleaned

    def judged(self) -> dict[str, Any]:
        """What every service that writes a review takes of the form."""
        cleaned = self.cleaned_data
        return {
            **self.scores(),
            "state": RiskState(cleaned["state"]),
            "effective_date": cleaned["effective_date"],
            "commentary": cleaned["commentary"],
            "next_review_on": cleaned["next_review_on"],
        }


class CorrectReviewForm(ReviewForm):
    """A review that stands in place of one recorded by mistake."""

    reason = LongTextField(
        label="Why is this a correction?",
        hint="What was wrong with the review. It stays in the history.",
        rows=2,
    )


class RetractReviewForm(forms.Form):
    """Taking back a review recorded by mistake."""

    reason = LongTextField(label="Why is it taken back?", rows=2)


class CarryForm(forms.Form):
    """Risks of the area that come into the plan's register too."""

    risks = forms.MultipleChoiceField(
        label="Risks of the area that this plan does not name yet",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose one risk or more.",
            **dict.fromkeys(
                ("invalid_choice", "invalid_list"),
                "Choose risks from the list. One that was sent is not in it.",
            ),
        },
    )

    def __init__(self, *args: Any, risks: Iterable[Risk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(risk.pk): risk for risk in risks}
        field = self.fields["risks"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, str(risk)) for key, risk in self.offered.items()]

    def chosen(self) -> list[Risk]:
        """The risks, in the order offered."""
        keys = set(self.cleaned_data["risks"])
        return [risk for key, risk in self.offered.items() if key in keys]


OPEN, CLOSED, ALL = "open", "closed", "all"
NOBODY = "none"


class FilterForm(forms.Form):
    """Which risks the register lists. Blank asks for the open ones, whoever owns them."""

    state = forms.ChoiceField(
        label="Risks",
        required=False,
        choices=[("", "Open"), (CLOSED, "Closed"), (ALL, "Open and closed")],
        error_messages=not_offered("answer"),
    )
    band = forms.ChoiceField(label="Band", required=False, error_messages=not_offered("band"))
    owner = forms.ChoiceField(label="Owner", required=False, error_messages=not_offered("owner"))
    review = forms.ChoiceField(
        label="Review",
        required=False,
        choices=[("", "Any"), ("overdue", "Overdue")],
        error_messages=not_offered("answer"),
    )
    since = DayField("Compare with", required=False)

    def __init__(self, *args: Any, register: RiskRegister, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        several = len(register.matrices) > 1
        bands = [
            (str(count.band.id), _band(count.band.label, register.matrix(count.matrix_id), several))
            for count in register.bands()
        ]
        owners = {line.owner.id: line.owner for line in register.lines if line.owner}
        self._offer("band", "Any", bands)
        self._offer(
            "owner",
            "Anybody",
            [
                *((str(post.id), post.in_full) for post in owners.values()),
                (NOBODY, "Nobody yet"),
            ],
        )
        self.fields["since"].widget.attrs["max"] = register.as_at.isoformat()
        self.register = register

    def _offer(self, name: str, blank: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", blank), *choices]

    def clean_since(self) -> date | None:
        """A day before the one that is shown."""
        since: date | None = self.cleaned_data["since"]
        if since is not None and since >= self.register.as_at:
            raise forms.ValidationError("The day to compare with must be before the day shown.")
        return since

    def in_words(self) -> list[tuple[str, str]]:
        """The filter's names and choices, for the cover of a file."""
        said = []
        for name in ("state", "band", "owner", "review"):
            chosen = self.cleaned_data.get(name) or ""
            if chosen or name == "state":
                offered = self[name].field.choices  # type: ignore[attr-defined]
                said.append((str(self[name].label), str(dict(offered)[chosen])))
        return said

    @property
    def is_set(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.cleaned_data.get(name) for name in ("state", "band", "owner", "review"))

    def narrowed(self) -> tuple[RiskLine, ...]:
        """The lines asked for, the gravest first; all that are open where the form is not sound."""
        asked = self.cleaned_data
        return tuple(line for line in self.register.by_gravity if self._is_asked(line, asked))

    def _is_asked(self, line: RiskLine, asked: dict[str, Any]) -> bool:
        state = asked.get("state") or OPEN
        owner = asked.get("owner")
        return (
            (state == ALL or line.is_open == (state == OPEN))
            and (not asked.get("band") or str(line.current.band.id) == asked["band"])
            and (not owner or owner == (str(line.owner.id) if line.owner else NOBODY))
            and (not asked.get("review") or line.is_review_due)
        )


def _band(label: str, matrix: MatrixValue, several: bool) -> str:
    return f"{label} ({matrix.title})" if several else label
