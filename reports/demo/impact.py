"""Turns an area's impact.toml into events in the order of their days, told through the services."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from operator import attrgetter
from typing import Any

from actions.choices import (
    Bound,
    DeadlineBasis,
    DeadlineKind,
    DeadlineUnit,
    Framework,
    GoodDirection,
    MarkKind,
    MeasureFrequency,
    MitigationState,
    PlanEventKind,
    RiskState,
    Speaker,
    Unit,
    WeaknessKind,
)
from actions.due_dates import DueDate
from actions.models import Action, Deadline, Measure, Post, Risk, RiskMatrix, Weakness
from actions.risk_matrices import PRESETS
from actions.services import (
    clock,
    coverage,
    inspections,
    marks,
    measures,
    mitigations,
    readings,
    risk_matrices,
    risk_reviews,
    risks,
    strategies,
    succession,
    voices,
)
from boards.models import Board
from boards.services.thresholds import set_thresholds
from reports.demo.impact_files import ImpactSpecification, Raw, readings_of, words_of
from reports.demo.setting_up import Built, BuiltPlan
from reports.demo.telling import Happening

Moment = Callable[[], datetime]


class Impact:
    """What an area's file tells beside actions and boards. `today` bounds it where its days are counted from it."""

    def __init__(
        self,
        built: Built,
        made: BuiltPlan,
        boards: Mapping[str, Board],
        given: ImpactSpecification,
        today: date | None = None,
    ) -> None:
        self._built, self._made, self._boards = built, made, boards
        self._given, self._today = given, today
        self._measures: dict[str, Measure] = {}
        self._deadlines: dict[int, Deadline] = {}
        self._risks: dict[str, Risk] = {}
        self._weaknesses: dict[int, Weakness] = {}
        self._matrix: RiskMatrix | None = None

    def happenings(self) -> list[Happening]:
        """All of it, by day. On the plan's first day: the inspection, strategies, measures, deadlines, risks, and
        then what answers each weakness."""
        first, given = self._made.plan.starts_on, self._given
        told = [
            *([Happening(first, self._inspect)] if given.inspection else []),
            *(Happening(first, partial(self._plan_for, each)) for each in given.strategies),
            *(Happening(first, partial(self._measure, each)) for each in given.measures),
            *self._clock(first),
            *([Happening(first, self._score)] if given.matrix else []),
            *(Happening(max(each["on"], first), partial(self._risk, each)) for each in given.risks),
            *self._answers(first),
            *(Happening(first, partial(self._threshold, each)) for each in given.thresholds),
            *self._read(),
            *self._reviews(),
            *(
                Happening(max(each["on"], first), partial(self._event, each))
                for each in given.events
            ),
            *self._voices(),
        ]
        kept = [each for each in told if self._today is None or each.effective < self._today]
        return sorted(kept, key=attrgetter("effective"))

    # The inspection

    def _inspect(self, moment: Moment) -> None:
        given, by = dict(self._given.inspection), self._built.manager
        bodies = [self._built.organisations[key] for key in given.pop("bodies", ())]
        kind = WeaknessKind(given.pop("kind", WeaknessKind.SIGNIFICANT_WEAKNESS))
        inspection = inspections.record_inspection(
            area=self._built.area,
            framework=Framework(given.pop("framework")),
            bodies=bodies,
            by=by,
            now=moment(),
            **given,
        )
        for text in self._given.strengths:
            inspections.add_strength(inspection=inspection, text=text, by=by, now=moment())
        for number, weakness in enumerate(self._given.weaknesses, start=1):
            self._weaknesses[number] = inspections.add_weakness(
                inspection=inspection,
                title=weakness["title"],
                words=weakness.get("words", ""),
                kind=kind,
                lead=self._post(weakness.get("lead", "")),
                by=by,
                now=moment(),
            )
        inspections.set_inspection(plan=self._made.plan, inspection=inspection, by=by, now=moment())

    def _answers(self, first: date) -> Iterator[Happening]:
        """What answers each weakness: from the plan's first day, or from when the risk is on record."""
        for number, weakness in enumerate(self._given.weaknesses, start=1):
            plain = [
                *(("theme", key) for key in weakness.get("themes", ())),
                *(("action", key) for key in weakness.get("actions", ())),
                *(("measure", key) for key in weakness.get("measures", ())),
            ]
            for kind, key in plain:
                yield Happening(first, partial(self._answer, number, kind, key, first))
            starts = {each["reference"]: max(each["on"], first) for each in self._given.risks}
            for key in weakness.get("risks", ()):
                on = starts[key]
                yield Happening(on, partial(self._answer, number, "risk", key, on))

    def _answer(self, number: int, kind: str, key: str, on: date, moment: Moment) -> None:
        found: dict[str, Callable[[str], Any]] = {
            "theme": self._made.themes.__getitem__,
            "action": self._action,
            "measure": self._measures.__getitem__,
            "risk": self._risks.__getitem__,
        }
        coverage.answer(
            weakness=self._weaknesses[number],
            effective_date=on,
            by=self._built.manager,
            now=moment(),
            **{kind: found[kind](key)},
        )

    # Strategies and the clock

    def _plan_for(self, given: Raw, moment: Moment) -> None:
        by = self._built.manager
        strategy = strategies.add_strategy(
            area=self._built.area,
            title=given["title"],
            objectives=[each["text"] for each in given["objectives"]],
            by=by,
            now=moment(),
        )
        rows = strategy.objectives.order_by("order").select_related("strategy")
        strategies.serve_objectives(
            plan=self._made.plan,
            serving=[
                (row, self._made.themes[key])
                for row, each in zip(rows, given["objectives"], strict=True)
                for key in each.get("themes", ())
            ],
            by=by,
            now=moment(),
        )

    def _clock(self, first: date) -> Iterator[Happening]:
        """Each deadline, from the plan's first day or the one that it is counted from, and that it was met."""
        for number, given in enumerate(self._given.deadlines):
            on = max(given.get("basis_on", first), first)
            yield Happening(on, partial(self._deadline, number, given))
            if "met_on" in given:
                yield Happening(max(given["met_on"], on), partial(self._meet, number, given))

    def _meet(self, number: int, given: Raw, moment: Moment) -> None:
        clock.meet(
            deadline=self._deadlines[number],
            met_on=given["met_on"],
            by=self._built.manager,
            now=moment(),
        )

    def _deadline(self, number: int, given: Raw, moment: Moment) -> None:
        raw, by = dict(given), self._built.manager
        raw.pop("met_on", None)
        listeners = [post for key in raw.pop("listeners", ()) if (post := self._post(key))]
        self._deadlines[number] = clock.add_deadline(
            plan=self._made.plan,
            kind=DeadlineKind(raw.pop("kind")),
            basis=DeadlineBasis(raw.pop("basis")),
            unit=DeadlineUnit(raw.pop("unit")),
            listeners=listeners,
            by=by,
            now=moment(),
            **raw,
        )

    def _event(self, given: Raw, moment: Moment) -> None:
        succession.record_event(
            plan=self._made.plan,
            event=PlanEventKind(given["event"]),
            happened_on=given["on"],
            note=given.get("note", ""),
            by=self._built.manager,
            now=moment(),
        )

    # Measures

    def _measure(self, given: Raw, moment: Moment) -> None:
        by = self._built.manager
        measure = measures.add_measure(
            area=self._built.area,
            plan=self._made.plan,
            name=given["name"],
            definition=given.get("definition", ""),
            source=given.get("source", ""),
            unit=Unit(given["unit"]),
            decimals=given.get("decimals", 0),
            direction=GoodDirection(given["direction"]),
            frequency=MeasureFrequency(given["frequency"]),
            owner=self._post(given.get("owner", "")),
            is_public=given.get("is_public", False),
            by=by,
            now=moment(),
        )
        self._measures[given["key"]] = measure

    def _mark(self, key: str, given: Raw, moment: Moment) -> None:
        marks.set_mark(
            measure=self._measures[key],
            mark=MarkKind(given["mark"]),
            value=_decimal(given["value"]),
            upper=_decimal(given["upper"]) if "upper" in given else None,
            period_start=given.get("start"),
            period_end=given["end"],
            printed=words_of(given),
            effective_date=given["since"],
            note=given.get("note", ""),
            by=self._built.manager,
            now=moment(),
        )

    def _read(self) -> Iterator[Happening]:
        first = self._made.plan.starts_on
        for measure in self._given.measures:
            for mark in measure.get("marks", ()):
                told = partial(self._mark, measure["key"], mark)
                yield Happening(max(mark["since"], first), told)
            for reading in readings_of(measure, self._today):
                told = partial(self._reading, measure["key"], reading)
                yield Happening(max(reading["known"], first), told)

    def _reading(self, key: str, given: Raw, moment: Moment) -> None:
        readings.record_reading(
            measure=self._measures[key],
            value=_decimal(given["value"]),
            bound=Bound(given.get("bound", Bound.EXACT)),
            period_start=given.get("start"),
            period_end=given["end"],
            printed=words_of(given),
            numerator=_decimal(given["numerator"]) if "numerator" in given else None,
            denominator=_decimal(given["denominator"]) if "denominator" in given else None,
            is_provisional=given.get("is_provisional", False),
            is_cumulative=given.get("is_cumulative", False),
            effective_date=given["known"],
            note=given.get("note", ""),
            by=self._built.manager,
            now=moment(),
        )

    # Risks

    def _score(self, moment: Moment) -> None:
        draft = PRESETS[self._given.matrix]
        self._matrix = risk_matrices.set_up_matrix(
            area=self._built.area,
            title=draft.title,
            likelihoods=draft.likelihoods,
            impacts=draft.impacts,
            bands=draft.bands,
            cells=draft.cells,
            impact_first=draft.impact_first,
            has_numbers=draft.has_numbers,
            by=self._built.manager,
            now=moment(),
        )

    def _risk(self, given: Raw, moment: Moment) -> None:
        assert self._matrix is not None, "Risks are scored on a matrix."
        by = self._built.manager
        risk = risks.add_risk(
            plan=self._made.plan,
            matrix=self._matrix,
            reference=given["reference"],
            title=given["title"],
            cause=given.get("cause", ""),
            effect=given.get("effect", ""),
            owner=self._post(given.get("owner", "")),
            effective_date=given["on"],
            by=by,
            now=moment(),
            **_judged(given),
        )
        self._risks[given["reference"]] = risk
        for mitigation in given.get("mitigations", ()):
            action = mitigation.get("action", "")
            mitigations.add_mitigation(
                risk=risk,
                state=MitigationState(mitigation["state"]),
                text=mitigation.get("text", ""),
                action=self._action(action) if action else None,
                owner=self._post(mitigation.get("owner", "")),
                due=DueDate.parse(mitigation["due"]) if "due" in mitigation else None,
                effective_date=given["on"],
                by=by,
                now=moment(),
            )

    def _reviews(self) -> Iterator[Happening]:
        for risk in self._given.risks:
            for review in risk.get("reviews", ()):
                yield Happening(review["on"], partial(self._review, risk["reference"], review))

    def _review(self, reference: str, given: Raw, moment: Moment) -> None:
        risk_reviews.review_risk(
            risk=self._risks[reference],
            state=RiskState(given.get("state", RiskState.OPEN)),
            effective_date=given["on"],
            by=self._built.manager,
            now=moment(),
            **_judged(given),
        )

    def _threshold(self, given: Raw, moment: Moment) -> None:
        assert self._matrix is not None, "A threshold is a band of the matrix."
        set_thresholds(
            board=self._boards[given["board"]],
            bands=[self._matrix.bands.get(code=given["band"])],
            by=self._built.manager,
            now=moment(),
        )

    # You said, we did

    def _voices(self) -> Iterator[Happening]:
        first = self._made.plan.starts_on
        for given in self._given.voices:
            yield Happening(max(given["on"], first), partial(self._voice, given))

    def _voice(self, given: Raw, moment: Moment) -> None:
        weakness = given.get("weakness", 0)
        action = given.get("action", "")
        voices.record_voice(
            area=self._built.area,
            month=given["said_in"],
            said=given["said"],
            speaker=Speaker(given["speaker"]),
            place=given.get("place", ""),
            done=given.get("done", ""),
            action=self._action(action) if action else None,
            weakness=self._weaknesses[weakness] if weakness else None,
            is_published=given.get("is_published", False),
            effective_date=given["on"],
            by=self._built.manager,
            now=moment(),
        )

    def _post(self, key: str) -> Post | None:
        return self._built.posts[key] if key else None

    def _action(self, reference: str) -> Action:
        found = Action.objects.with_reference(self._made.plan, reference).first()
        assert found is not None, f"No action bears {reference}."
        found.plan = self._made.plan
        return found


def _judged(given: Raw) -> dict[str, Any]:
    """The scores of a review, as codes of likelihood and impact, and what is said beside them."""
    judged: dict[str, Any] = {
        name: _codes(given[name]) for name in ("current", "inherent", "target") if name in given
    }
    return judged | {
        name: given[name] for name in ("commentary", "next_review_on") if name in given
    }


def _codes(score: Iterable[str]) -> tuple[str, str]:
    likelihood, impact = score
    return likelihood, impact


def _decimal(value: float | str) -> Decimal:
    return Decimal(str(value))
