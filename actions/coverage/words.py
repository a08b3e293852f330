"""The three questions of an inspector, each answered in sentences from the figures: is every weakness answered,
is it on time, did anything get better for children?"""

from collections.abc import Iterator
from dataclasses import dataclass

from actions.coverage.outcomes import Outcomes, outcomes, say_compared
from actions.coverage.values import Coverage, CoverageRow
from actions.measuring.values import MeasureValue
from actions.text import plural, say_count, say_list


@dataclass(frozen=True, slots=True)
class Answer:
    """A question, its answer in one sentence, and what should be known beside it."""

    question: str
    sentence: str
    details: tuple[str, ...] = ()


def answers(coverage: Coverage) -> tuple[Answer, ...]:
    """The three, in the order in which they are asked."""
    return (is_answered(coverage), is_on_time(coverage), is_better(coverage))


def is_answered(coverage: Coverage) -> Answer:
    """Whether something answers each row, and somebody answers for it."""
    word = coverage.row_word
    question = f"Is every {word} answered?"
    if coverage.not_yet:
        return Answer(question, f"Nobody could say yet. {coverage.not_yet}")
    if not coverage.rows:
        return Answer(question, f"Nobody can say: no {word} is on record.")
    number, gaps = len(coverage.rows), coverage.with_gaps
    if gaps:
        have = "has a gap" if len(gaps) == 1 else "have gaps"
        of = f"{len(gaps)} of {number} {plural(word)}" if number > 1 else f"The one {word}"
        sentence = f"Not yet: {of} {have}."
    elif coverage.is_by_theme:
        sentence = f"Yes: {_each(number, word)} has actions and somebody who answers for it."
    else:
        sentence = f"Yes: {_each(number, word)} has actions, a measure with readings and somebody who answers for it."
    return Answer(question, sentence, (*(_gap_words(row, word) for row in gaps), *_stray(coverage)))


def is_on_time(coverage: Coverage) -> Answer:
    """How far the actions are that answer something."""
    question = "Is it on time?"
    position = coverage.answering
    if not position.total:
        return Answer(question, "Nobody can say: there are no actions to deliver.")
    complete, overdue = len(position.complete), len(position.overdue)
    late, unsaid = len(position.completed_late), len(position.completion_not_recorded)
    if complete == position.total:
        sentence = (
            "Yes: it is done."
            if not late
            else f"Done, but {_of(late, complete)} of its actions were completed late."
        )
    elif overdue or unsaid:
        parts = [f"{complete} {_are(complete)} complete"]
        if overdue:
            parts.append(f"{overdue} {_are(overdue)} overdue")
        if unsaid:
            parts.append(f"{unsaid} {_are(unsaid)} past due without their completion recorded")
        sentence = f"Not all of it: of {say_count(position.total, 'action')} {say_list(parts)}."
    else:
        sentence = (
            f"So far, yes: of {say_count(position.total, 'action')} {complete} {_are(complete)} complete"
            " and none is overdue."
        )
    details = [
        f"{say_count(len(row.position.overdue), 'action')} of {_named(row, coverage.row_word)}"
        f" {_are(len(row.position.overdue))} overdue."
        for row in coverage.rows
        if row.position.overdue
    ]
    slipped = len(position.open_slipped)
    if slipped:
        details.append(
            f"{say_count(slipped, 'open action')} {_are(slipped)} due later than first agreed."
        )
    return Answer(question, sentence, tuple(details))


def is_better(coverage: Coverage) -> Answer:
    """What the measures say of children's lives."""
    question = "Did anything get better for children?"
    measures = coverage.answering_measures
    if not measures:
        return Answer(question, "Nobody can say: no measure shows it.")
    found = outcomes(measures)
    if not found.judged:
        reason = (
            "no measure has a reading yet"
            if len(found.unread) == len(measures)
            else "no measure has a baseline or an earlier reading to compare with"
        )
        return Answer(question, f"Nobody can say yet: {reason}.")
    return Answer(question, _outcome_sentence(found), tuple(_outcome_details(coverage, found)))


def _outcome_sentence(found: Outcomes) -> str:
    better, worse, same = len(found.better), len(found.worse), len(found.same)
    of = f"of {say_count(found.judged, 'measure')} that can be compared"
    parts = [f"{better} {_are(better)} better" if better else "none is better"]
    if same:
        parts.append(f"{same} no different")
    if worse:
        parts.append(f"{worse} {_are(worse)} worse")
    start = (
        "Yes" if better and not worse else ("In part" if better else "Not that the figures show")
    )
    return f"{start}: {of} {say_list(parts)}."


def _outcome_details(coverage: Coverage, found: Outcomes) -> Iterator[str]:
    yield from (f"Better: {what_changed(measure)}." for measure in found.better)
    yield from (f"Worse: {what_changed(measure)}." for measure in found.worse)
    for missing, why in (
        (found.unknown, "no baseline or earlier reading that its latest one can be compared with"),
        (found.unread, "no reading yet"),
    ):
        if missing:
            have = "has" if len(missing) == 1 else "have"
            yield f"{say_list([measure.name for measure in missing])} {have} {why}."
    without = [row for row in coverage.rows if row.weakness and not row.measures]
    if without:
        yield f"No measure shows it for {say_list([_named(row, coverage.row_word) for row in without])}."


def what_changed(measure: MeasureValue) -> str:
    """The measure, and what changed between the readings that it is judged by, in words."""
    said = say_compared(measure)
    return f"{measure.name} {said}" if said else measure.name


def _gap_words(row: CoverageRow, word: str) -> str:
    missing = say_list([gap.label.lower() for gap in row.gaps])
    return f"{_named(row, word, starts=True)}: {missing}."


def _stray(coverage: Coverage) -> Iterator[str]:
    for things, word in (
        (coverage.stray_lines, "action"),
        (coverage.stray_measures, "measure"),
        (coverage.stray_risks, "risk"),
    ):
        if things:
            answers_it = "answers" if len(things) == 1 else "answer"
            yield f"{say_count(len(things), word)} of the plan {answers_it} no weakness."


def _named(row: CoverageRow, word: str, *, starts: bool = False) -> str:
    return f"{word.capitalize() if starts else word} {row.key}"


def _each(number: int, word: str) -> str:
    return f"each of the {number} {plural(word)}" if number > 1 else f"the one {word}"


def _of(part: int, whole: int) -> str:
    return "all" if part == whole else str(part)


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
