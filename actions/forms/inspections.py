"""Forms about inspections, what they found and what a revisit judged. What is fit is the services' to say."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.conf import settings

from actions.choices import Consequence, DocumentKind, Framework, Verdict, WeaknessKind
from actions.file_kinds import ACCEPTED, ENDINGS
from actions.forms import DayField, LongTextField, TextField, not_offered, seen_id
from actions.forms.evidence import CHOOSE_AGAIN, FILE, AsksForFileAgain
from actions.inspecting import JudgementValue, many_of
from actions.models import Area, Inspection, Organisation, Weakness
from actions.services.evidence import TITLE_LIMIT
from actions.services.revisits import NewJudgement
from actions.services.writing import Seen
from actions.set_up_forms import PasteForm, PostField, SetUpForm, line, one_of


class InspectionField(forms.ModelChoiceField):  # type: ignore[type-arg] # not generic at run time
    """An inspection of the area."""

    def __init__(self, label: str, *, empty: str, hint: str = "") -> None:
        super().__init__(
            queryset=Inspection.objects.none(),
            required=False,
            label=label,
            help_text=hint,
            empty_label=empty,
            error_messages={"invalid_choice": "Choose an inspection of this area."},
        )

    def offer(self, area: Area, *, but: Inspection | None = None) -> None:
        """Offer the area's inspections, the latest first."""
        rows = Inspection.objects.filter(area=area).order_by("-began_on", "-pk")
        self.queryset = rows.exclude(pk=but.pk) if but is not None else rows


class InspectionForm(SetUpForm):
    """An inspection: its framework, its dates, its letter, whom it holds to account."""

    framework = one_of("Framework", Framework.choices, what="the framework")
    revisits = InspectionField(
        "Follows up",
        empty="No earlier inspection",
        hint="For a revisit or a monitoring inspection: the one whose findings it judges.",
    )
    began_on = DayField(
        "First day of the inspection", missing="Enter the first day of the inspection."
    )
    ended_on = DayField(
        "Last day of the inspection",
        missing="Enter the last day of the inspection.",
        hint="The inspectors’ last day in the area.",
    )
    letter_on = DayField(
        "Date of the letter or report",
        required=False,
        hint="The date it bears. Leave what you do not know empty: deadlines can be counted from any of these.",
    )
    received_on = DayField("Day it was received", required=False)
    published_on = DayField("Day it was published", required=False)
    letter_url = TextField(
        label="Where it is published",
        required=False,
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
        help_text="The whole address of a page, starting with https://. The file itself can be added after.",
        called="The address of the letter",
    )
    bodies = forms.MultipleChoiceField(
        required=False,
        label="Accountable bodies",
        help_text="The partners to whom the letter is addressed.",
        widget=forms.CheckboxSelectMultiple,
        error_messages=not_offered("partners"),
    )
    summary = LongTextField(label="Summary", hint="What it found, in a few sentences.", rows=4)

    def __init__(
        self, *args: Any, area: Area, inspection: Inspection | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cast(InspectionField, self.fields["revisits"]).offer(area, but=inspection)
        self.partners = {str(each.pk): each for each in area.organisations.order_by("name")}
        cast(forms.MultipleChoiceField, self.fields["bodies"]).choices = [
            (pk, organisation.name) for pk, organisation in self.partners.items()
        ]
        self.named = (
            [body.organisation_id for body in inspection.accountable_bodies.all()]
            if inspection is not None
            else []
        )

    def clean_bodies(self) -> list[Organisation]:
        """Those ticked: first those named before, in their order, then the others by name."""
        chosen = [self.partners[pk] for pk in self.cleaned_data["bodies"]]
        place = {pk: index for index, pk in enumerate(self.named)}
        return sorted(chosen, key=lambda body: (place.get(body.pk, len(place)), body.name))


def _number(*, required: bool) -> forms.IntegerField:
    wrong = "Enter a whole number from 1 to 999."
    return forms.IntegerField(
        label="Number",
        required=required,
        help_text="As the letter numbers it." if required else "Leave it empty for the next.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
        min_value=1,
        max_value=999,
    )


class WeaknessForm(SetUpForm):
    """Something that an inspection found."""

    kind = one_of("What the report calls it", (), what="what the report calls it")
    number = _number(required=False)
    title = line("Short title", hint="In the area’s own words, for tables and headings.")
    words = LongTextField(
        label="The letter’s words", hint="As the letter or report has them.", rows=6
    )
    lead = PostField("Led by", hint="Who answers for it as a whole.")

    def __init__(
        self,
        *args: Any,
        inspection: Inspection,
        kinds: Sequence[WeaknessKind],
        is_new: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            self.fields["number"] = _number(required=True)
            self.order_fields(["kind", "number", "title", "words", "lead"])
        self._posts("lead", inspection.area)
        if len(kinds) > 1:
            field = cast(forms.ChoiceField, self.fields["kind"])
            field.choices = [(kind.value, kind.label) for kind in kinds]
        else:
            del self.fields["kind"]

    def clean(self) -> dict[str, Any] | None:
        """The kind as the services take it."""
        cleaned = super().clean() or {}
        if cleaned.get("kind"):
            cleaned["kind"] = WeaknessKind(cleaned["kind"])
        return cleaned


class KindForm(forms.Form):
    """Of which kind several are that are added at once, where the framework knows more than one."""

    kind = one_of("What the report calls them", (), what="what the report calls them")

    def __init__(self, *args: Any, kinds: Sequence[WeaknessKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(kinds) > 1:
            field = cast(forms.ChoiceField, self.fields["kind"])
            field.choices = [(kind.value, many_of(kind)) for kind in kinds]
        else:
            del self.fields["kind"]


class PastedWeaknessesForm(KindForm, PasteForm):
    """Several of what an inspection found, one a line."""


class StrengthForm(SetUpForm):
    """Something that the inspectors found done well."""

    text = LongTextField(label="What the inspectors found done well", rows=4)


class DocumentForm(AsksForFileAgain):
    """A document of an inspection, as a file."""

    kind = one_of("What it is", DocumentKind.choices, what="what the document is")
    evidence_file = forms.FileField(
        label="File",
        allow_empty_file=True,
        error_messages={
            "required": "Choose a file.",
            "invalid": CHOOSE_AGAIN,
            "missing": CHOOSE_AGAIN,
        },
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    title = TextField(
        label="Name",
        required=False,
        max_length=TITLE_LIMIT,
        called="The name of the document",
        help_text="A few words, such as Outcome letter of February 2018. Without one it goes by the file’s name.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[FILE].help_text = f"Up to {settings.UPLOAD_LIMIT_MB} MB: {ACCEPTED}."


class ReasonForm(forms.Form):
    """Why something is withdrawn or taken back."""

    reason = LongTextField(label="Why?", hint="It is kept with the record.", rows=2)


class SeenForm(forms.Form):
    """A form about a dated history; `seen` is its newest entry that the page showed."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def newest_seen(self) -> Seen:
        """The newest entry that the page showed."""
        return Seen(seen_id(self.cleaned_data["seen"]))


NOT_JUDGED = "none"


class JudgementsForm(SeenForm):
    """A verdict on each weakness, with the letter's words."""

    effective_date = DayField(
        "From",
        missing="Enter the day from which it holds.",
        hint="Usually the date of the letter.",
    )
    reason = LongTextField(
        label="Why does a judgement change?",
        hint="Only where a judgement that is recorded already changes. Both stay in the history.",
        rows=2,
    )

    def __init__(
        self,
        *args: Any,
        weaknesses: Sequence[Weakness],
        standing: dict[int, JudgementValue],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.weaknesses = weaknesses
        self.corrects = bool(standing)
        for weakness in weaknesses:
            judged = standing.get(weakness.pk)
            verdict = one_of(
                "Verdict",
                [*Verdict.choices, (NOT_JUDGED, "Not judged")],
                what=f"a verdict for {weakness.number}, or that it was not judged",
            )
            verdict.initial = judged.verdict if judged else NOT_JUDGED
            words = LongTextField(label="The letter’s words", rows=3)
            words.initial = judged.words if judged else ""
            self.fields[f"verdict_{weakness.pk}"] = verdict
            self.fields[f"words_{weakness.pk}"] = words
        if not standing:
            del self.fields["reason"]

    def by_weakness(self) -> list[tuple[Weakness, forms.BoundField, forms.BoundField]]:
        """Each weakness with its two fields."""
        return [
            (each, self[f"verdict_{each.pk}"], self[f"words_{each.pk}"]) for each in self.weaknesses
        ]

    def judgements(self) -> list[NewJudgement]:
        """What was chosen of each."""
        found = []
        for weakness in self.weaknesses:
            chosen = self.cleaned_data[f"verdict_{weakness.pk}"]
            verdict = None if chosen == NOT_JUDGED else Verdict(chosen)
            words = self.cleaned_data[f"words_{weakness.pk}"]
            found.append(NewJudgement(weakness, verdict, words))
        return found


class ConsequenceForm(SeenForm):
    """What DfE and NHS England decided after a revisit."""

    consequence = one_of("What followed", Consequence.choices, what="what followed")
    effective_date = DayField("From", missing="Enter the day from which it holds.")
    words = LongTextField(label="In the words of the decision", rows=3)
    reason = LongTextField(
        label="Why does this correct what is recorded?",
        hint="Leave it empty where this is a further decision, of a later date.",
        rows=2,
    )

    def __init__(self, *args: Any, corrects: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not corrects:
            del self.fields["reason"]


class PlanInspectionForm(SetUpForm):
    """Which inspection a plan answers."""

    inspection = InspectionField("Inspection", empty="None: the plan answers no inspection")

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(InspectionField, self.fields["inspection"]).offer(area)


class AsItIsFromForm(forms.Form):
    """The day in the address of the page that says what answers a weakness. Blank means today."""

    on = DayField("From", required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        self.fields["on"].initial = today

    def clean_on(self) -> date:
        """The day asked for, not after today."""
        day: date | None = self.cleaned_data["on"]
        if day is not None and day > self.today:
            raise forms.ValidationError("The day must be today or in the past.")
        return day or self.today


def _chosen(what: str) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        required=False, coerce=int, error_messages=not_offered(what)
    )


class AnswersForm(SeenForm):
    """What answers a weakness: the ticked boxes, a filter that hides some of them, a reason."""

    theme = _chosen("themes")
    action = _chosen("actions")
    measure = _chosen("measures")
    risk = _chosen("risks")
    q = TextField(label="Words in it", required=False, max_length=200)
    under = forms.ChoiceField(label="Under", required=False, error_messages=not_offered("theme"))
    ticked = forms.BooleanField(label="Only those ticked", required=False)
    reason = LongTextField(
        label="Reason", hint="Why it changes, for those who read the record later.", rows=2
    )

    def __init__(
        self,
        *args: Any,
        offered: dict[str, list[int]],
        under: Sequence[tuple[int, str]],
        theme_word: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for kind, ids in offered.items():
            field = cast(forms.TypedMultipleChoiceField, self.fields[kind])
            field.choices = [(pk, str(pk)) for pk in ids]
        select = cast(forms.ChoiceField, self.fields["under"])
        select.label = theme_word[:1].upper() + theme_word[1:]
        select.choices = [("", "Any"), *under]
