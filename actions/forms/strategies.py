"""Forms of the area's strategies."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import escape

from actions.forms import DayField, LongTextField
from actions.models import Objective, Theme
from actions.set_up_forms import SetUpForm, line
from actions.strategies import StrategyValue


class StrategyForm(SetUpForm):
    """A strategy, its years and its objectives."""

    title = line("What is the strategy called?")
    starts_on = DayField("First day", required=False)
    ends_on = DayField("Last day", required=False)
    objectives = LongTextField(
        label="Objectives",
        hint="Each on a line of its own, in the strategy’s order and words.",
        rows=8,
    )
    objectives.widget.attrs["data-needed-at-times"] = "true"

    def given(self) -> dict[str, Any]:
        """What the services take of it."""
        return {
            "title": self.cleaned_data["title"],
            "starts_on": self.cleaned_data["starts_on"],
            "ends_on": self.cleaned_data["ends_on"],
            "objectives": self.cleaned_data["objectives"].splitlines(),
        }


class ServingForm(forms.Form):
    """Which themes serve each objective: a group of boxes an objective."""

    def __init__(
        self,
        *args: Any,
        strategies: Sequence[StrategyValue],
        themes: Sequence[Theme],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.themes = {theme.pk: theme for theme in themes}
        choices = [(theme.pk, str(theme)) for theme in themes]
        for strategy in strategies:
            for objective in strategy.objectives:
                self.fields[f"objective_{objective.id}"] = forms.TypedMultipleChoiceField(
                    label=objective.text,
                    help_text=escape(strategy.title),
                    choices=choices,
                    coerce=int,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                    initial=[theme.id for theme in objective.themes],
                    error_messages={"invalid_choice": "Choose from the list."},
                )

    def serving(self) -> list[tuple[Objective, Theme]]:
        """Each objective with a theme that is ticked for it."""
        chosen = {
            int(name.removeprefix("objective_")): ids for name, ids in self.cleaned_data.items()
        }
        objectives = Objective.objects.filter(pk__in=chosen).select_related("strategy")
        return [
            (objective, self.themes[theme_id])
            for objective in objectives
            for theme_id in chosen[objective.pk]
        ]
