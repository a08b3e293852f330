"""What the public copy does not tell of the plan's measures though the paper names it, and numbers that were typed and tell it."""

from collections.abc import Iterator

from actions.measuring.values import MeasureValue
from reports.blocks.measures import KINDS
from reports.choices import Verdict
from reports.claims import PaperClaim, Part, check_paper
from reports.drafts import PaperDraft, SectionDraft
from reports.facts import Facts
from reports.figures import Figures
from reports.figures.beside import NOT_PUBLISHED
from reports.naming import runs_of
from reports.text import Slot, plain, read_text

ALL, *_ONE = (kind.key for kind in KINDS)
_FIGURES = ("measure", "measure_before", "measure_period", "measure_national")


def held_back(draft: PaperDraft, facts: Facts) -> tuple[str, ...]:
    """The measures that the sections name and the public copy does not tell, each with its section and why."""
    public = facts.for_public()
    if all(each.is_public for each in facts.every_measure) and not any(
        each.withheld for each in public.measures
    ):
        return ()
    found: dict[str, None] = {}
    for section in draft.sections:
        if not section.ground:
            found.update(dict.fromkeys(_of_section(section, facts, public)))
    return tuple(found)


def typed_values(draft: PaperDraft, facts: Facts) -> tuple[str, ...]:
    """Numbers typed in public sections that are values of measures which the public is not shown, each with its section."""
    shown = draft.for_public()
    figures = Figures(facts, shown)
    headings = {section.key: section.heading for section in shown.sections}
    told = {
        _place(each) for each in check_paper(shown, facts.for_public(), figures) if _agrees(each)
    }
    return tuple(
        f"“{each.claim.text}” in “{headings.get(each.section_key, shown.title)}”"
        for each in check_paper(shown, facts, figures)
        if _agrees(each) and _place(each) not in told
    )


def _agrees(each: PaperClaim) -> bool:
    return each.claim.verdict == Verdict.AGREES


def _place(each: PaperClaim) -> tuple[int, Part, int, int, object]:
    """Where in the paper it stands, and which number of the words there."""
    claim = each.claim
    return each.section_key, each.part, claim.start, claim.end, claim.value


def _of_section(section: SectionDraft, facts: Facts, public: Facts) -> Iterator[str]:
    shown = Figures(public)
    for block in read_text(section.text):
        if isinstance(block, Slot) and block.key == ALL:
            for measure in facts.every_measure:
                yield from _why(section, measure, public)
        elif isinstance(block, Slot) and block.key in _ONE:
            yield from _told(section, plain(block.caption).partition(":")[0], facts, public)
        for runs in runs_of(block):
            for run in runs:
                name, _, argument = (each.strip() for each in run.figure.partition(":"))
                value = shown.find(name, argument) if name in _FIGURES and argument else None
                if value is not None and value.text == NOT_PUBLISHED:
                    yield from _told(section, argument, facts, public)


def _told(section: SectionDraft, told: str, facts: Facts, public: Facts) -> Iterator[str]:
    measure = facts.named_measure(told.strip())
    if measure is not None:
        yield from _why(section, measure, public)


def _why(section: SectionDraft, measure: MeasureValue, public: Facts) -> Iterator[str]:
    said = f"{measure.name} in “{section.heading}”"
    if not measure.is_public:
        yield f"{said}: the measure is not public"
        return
    withheld = next((each.withheld for each in public.measures if each.id == measure.id), ())
    if withheld:
        periods = ", ".join(each.printed for each in withheld)
        yield f"{said}: {periods}, because of few children"
