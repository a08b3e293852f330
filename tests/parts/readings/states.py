"""States of the pages on which measures are set up and readings recorded."""

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page, expect

from actions.models import Measure
from actions.services.measures import retract_reading
from tests.actions.measured import make_measure, read_month, set_target
from tests.browser.showcase import Showcase, State
from tests.browser.visitors import Open, errors

LONG = "Assessments-completed-within-twenty-weeks-of-the-request-" * 3
BLOCK = "Measure\tJuly 2018\tAugust 2018\nAssessments in 20 weeks\t40\tabove 75%\n"


def _measured(showcase: Showcase) -> Measure:
    """Two measures; the first has a target, a reading that was taken back, and one for August 2018."""
    by = showcase.manager
    measure = make_measure(showcase.scene, definition="Of all assessments that ended")
    make_measure(showcase.scene, LONG, unit="count", decimals=0, owner=None)
    set_target(measure, "75", date(2018, 12, 31), note="Agreed by the board", by=by)
    wrong = read_month(measure, 7, "89", by=by)
    retract_reading(reading=wrong, reason="Of another team", by=by)
    read_month(measure, 8, "40", is_provisional=True, note=LONG, by=by)
    return measure


def _unused(showcase: Showcase) -> Measure:
    """A measure of the area that no plan uses."""
    return make_measure(showcase.scene, plan=None)


def _at(path: str, before: Callable[[Showcase], Measure] | None = _measured) -> State:
    """A page of measures, at the path below them; `{}` in it is the first measure."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        measure = before(showcase) if before is not None else None
        page = open_page(showcase.manager)
        page.goto(f"{showcase.dashboard}measures/{path.format(measure.pk if measure else '')}")
        return page

    return state


def _sent(path: str, button: str, **typed: str) -> State:
    """A form sent with something typed that is refused."""

    def state(open_page: Open, showcase: Showcase) -> Page:
        page = _at(path)(open_page, showcase)
        for name, value in typed.items():
            page.locator(f"[name={name}]").fill(value)
        page.get_by_role("button", name=button).click()
        expect(errors(page)).to_be_visible()
        return page

    return state


def _grid_refused(open_page: Open, showcase: Showcase) -> Page:
    page = _at("readings/?period=August+2018")(open_page, showcase)
    page.get_by_label("Assessments in 20 weeks: value").fill("189")
    page.get_by_label(f"{LONG}: value").fill("some")
    page.get_by_role("button", name="Save the readings").click()
    expect(errors(page)).to_be_visible()
    return page


def _pasted(block: str) -> State:
    def state(open_page: Open, showcase: Showcase) -> Page:
        page = _at("readings/paste/")(open_page, showcase)
        page.get_by_label("Cells copied").fill(block)
        page.get_by_role("button", name="Check the cells").click()
        expect(page.locator("table").first).to_be_visible()
        return page

    return state


STATES: dict[str, State] = {
    "measures, set up": _at("set-up/"),
    "measures, none set up": _at("set-up/", None),
    "measure, added": _at("add/"),
    "measure, refused": _sent("add/", "Add measure", name=LONG * 2),
    "measure, changed": _at("{}/change/"),
    "measure, retired": _at("{}/retire/"),
    "measure, used": _at("use/", _unused),
    "measure, taken out": _at("{}/take-out/"),
    "measure, held against": _at("{}/marks/"),
    "measure, what it is held against refused": _sent(
        "{}/marks/add/", "Save", value="seventy", period="2018/19"
    ),
    "readings, entered": _at("readings/?period=August+2018"),
    "readings, for no period": _at("readings/?period=2018/19"),
    "readings, without a measure": _at("readings/", None),
    "readings, refused": _grid_refused,
    "readings, to be pasted": _at("readings/paste/"),
    "readings, pasted": _pasted(BLOCK),
    "readings, pasted with problems": _pasted(f"{BLOCK}{LONG}\t12,5\t=A1\nWaiting\t3\t\n"),
    "readings, imported": _at("readings/import/"),
    "readings of a measure": _at("{}/readings/"),
    "reading, recorded with a mistake": _sent(
        "{}/readings/add/", "Save", value="lots", numerator="some"
    ),
}
"""Name -> what brings a page into the state."""
