"""Which figures and blocks the standard wording of a template names that there are not. A template is for every plan of its
area, so a part of a plan (`{theme:3}`) is known where any of them has it; before there is a plan, every such name is."""

from collections.abc import Sequence
from datetime import date

from actions.models import Area, Plan
from reports.facts import Facts
from reports.figures import Figures, FigureValue
from reports.figures.named import named
from reports.naming import unknown_names


def unknown_in_template(text: str, area: Area, today: date) -> tuple[str, ...]:
    """The figures and blocks that there are not, as they were typed, each once. Plans are read only where a part of one is named."""
    plans = Plan.objects.filter(area=area).select_related("area").order_by("-starts_on", "-pk")
    facts = [Facts(plan, max(today, plan.starts_on)) for plan in plans]
    return unknown_names(text, _OfAnyPlan(facts))


class _OfAnyPlan:
    """The figures that a paper of the area may have."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        self._plans = [Figures(each) for each in facts]

    def find(self, name: str, argument: str = "") -> FigureValue | None:
        """The figure in the first plan that has it, or what stands for it."""
        stands = named(name, argument)
        if stands is None or not argument or not self._plans:
            return stands
        found = (each.find(name, argument) for each in self._plans)
        return next((each for each in found if each is not None), None)
