"""States of the pages of inspections and of what answers them."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from actions.choices import Consequence, DocumentKind, Framework, Verdict, WeaknessKind
from actions.models import Inspection
from actions.services import coverage, inspections
from tests.actions.files import pdf_upload
from tests.actions.inspecting import answering, make_inspection, make_revisit
from tests.browser.showcase import PUBLISHED, Showcase, State
from tests.browser.visitors import Open, errors

AREA = "/riverton/area/inspections/"
LONG = "Commissioning-and-quality-assurance-" * 5
WORDS = f"The lack of a shared strategy that leaders know and follow. {LONG} " * 3


def _full(showcase: Showcase) -> tuple[Inspection, Inspection]:
    """An inspection with one of everything and long words, and its revisit, corrected once."""
    by, place = showcase.manager, showcase.place
    first, second = answering(showcase.scene)
    inspection = first.inspection
    inspections.change_weakness(
        weakness=first,
        title=LONG,
        number=1,
        kind=WeaknessKind.SIGNIFICANT_WEAKNESS,
        words=WORDS,
        lead=place.posts[0],
        by=by,
    )
    inspections.add_strength(inspection=inspection, text=WORDS, by=by)
    for title in ("Outcome letter", LONG):
        document = inspections.add_document(
            inspection=inspection,
            kind=DocumentKind.LETTER,
            upload=pdf_upload(),
            title=title,
            by=by,
        )
    inspections.withdraw_document(document=document, reason=WORDS, by=by)
    coverage.answer(weakness=first, theme=showcase.scene.themes[0], effective_date=PUBLISHED, by=by)
    revisit = make_revisit(inspection, place)
    assert revisit.letter_on is not None
    for weakness, verdict, reason in (
        (first, Verdict.SUFFICIENT, ""),
        (second, Verdict.INSUFFICIENT, ""),
        (first, Verdict.INSUFFICIENT, "Misread"),
    ):
        inspections.record_judgement(
            revisit=revisit,
            weakness=weakness,
            verdict=verdict,
            effective_date=revisit.letter_on,
            words=WORDS,
            reason=reason,
            by=by,
        )
    inspections.record_consequence(
        revisit=revisit,
        consequence=Consequence.APP,
        effective_date=revisit.letter_on,
        words=WORDS,
        by=by,
    )
    return inspection, revisit


def _page(where: Callable[[Inspection, Inspection], str]) -> State:
    """A page of an area with an inspection and its revisit, all its details open."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        page = open_page(showcase.manager)
        page.goto(where(*_full(showcase)))
        for summary in page.locator("main details > summary").all():
            summary.click()
        return page

    return state


def _of(inspection: Inspection, path: str = "") -> str:
    return f"{AREA}{inspection.pk}/{path}"


def _sent(path: str, button: str, **typed: str) -> State:
    """A form below the inspection, sent with something that is refused."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        inspection, revisit = _full(showcase)
        of = revisit if path in ("judgements/", "consequence/") else inspection
        page = open_page(showcase.manager)
        page.goto(_of(of, path))
        for name, value in typed.items():
            page.locator(f"[name={name}]").fill(value)
        page.get_by_role("button", name=button, exact=True).click()
        expect(errors(page)).to_be_visible()
        return page

    return state


def _empty(path: str) -> State:
    def state(open_page: Open, showcase: Showcase) -> Page:
        page = open_page(showcase.manager)
        page.goto(path)
        return page

    return state


def _nothing_found(open_page: Open, showcase: Showcase) -> Page:
    """An inspection of the 2023 framework of which nothing else is recorded."""
    inspection = make_inspection(showcase.place, framework=Framework.AREA_2023, bodies=())
    page = open_page(showcase.manager)
    page.goto(_of(inspection))
    return page


def _answers(look: str = "") -> State:
    """What answers a weakness; narrowed by some words."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        _full(showcase)
        page = open_page(showcase.manager)
        page.goto(f"{showcase.dashboard}weaknesses/1/answers/?on={PUBLISHED.isoformat()}")
        if look:
            page.get_by_label("Words in it").fill(look)
            page.get_by_role("button", name="Show these").click()
            expect(page.get_by_text("None fits.").first).to_be_visible()
        return page

    return state


def _answers_refused(open_page: Open, showcase: Showcase) -> Page:
    _full(showcase)
    page = open_page(showcase.manager)
    page.goto(f"{showcase.dashboard}weaknesses/1/answers/?on={PUBLISHED.isoformat()}")
    page.get_by_role("button", name="Save what answers it").click()
    expect(errors(page)).to_be_visible()
    return page


STATES: dict[str, State] = {
    "inspections": _page(lambda inspection, revisit: AREA),
    "inspections, none": _empty(AREA),
    "inspection": _page(lambda inspection, revisit: _of(inspection)),
    "inspection, nothing found yet": _nothing_found,
    "inspection, revisit": _page(lambda inspection, revisit: _of(revisit)),
    "inspection, changing": _page(lambda inspection, revisit: _of(inspection, "change/")),
    "inspection, refused": _sent("change/", "Save", letter_on="2016-01-01"),
    "inspection, cannot be removed": _page(lambda inspection, revisit: _of(inspection, "remove/")),
    "weakness, refused": _sent("weaknesses/new/", "Add", number="1"),
    "weaknesses pasted, refused": _sent(
        "weaknesses/several/", "See what it would add", lines=f"1. Again\n{WORDS}\n0. Nought"
    ),
    "strength, refused": _sent("strengths/new/", "Add"),
    "document, refused": _sent("documents/new/", "Add document"),
    "judgements, refused": _sent("judgements/", "Save judgements", effective_date="2999-01-01"),
    "consequence, refused": _sent("consequence/", "Save"),
    "plan, inspection that it answers": _page(
        lambda inspection, revisit: "/riverton/send/set-up/inspection/"
    ),
    "plan, no inspection to answer": _empty("/riverton/send/set-up/inspection/"),
    "answers to a weakness": _answers(),
    "answers to a weakness, none fits": _answers("zebra"),
    "answers to a weakness, refused": _answers_refused,
}
"""Name -> what brings a page into the state."""
