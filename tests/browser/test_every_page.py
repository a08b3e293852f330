"""What holds on every page in every state: WCAG 2.2 AA as far as axe can tell, and room on a phone.

Everything is asked at a desk's width, where nothing is folded away; at a phone's again what depends on
how the page is laid out. The layout has to hold at the narrowest width, too.
"""

import pytest

from tests.browser.accessible import EVERY_RULE, RULES_OF_LAYOUT, load_axe, violations
from tests.browser.showcase import Showcase
from tests.browser.states import STATES
from tests.browser.visitors import PHONE, Open, sticking_out

NARROW = 320
"""CSS pixels to which WCAG 2.2, 1.4.10, wants a page to reflow: 1280 at four times the size."""


@pytest.mark.parametrize("name", STATES)
def test_a_page_passes_axe_and_fits_a_phone(open_page: Open, showcase: Showcase, name: str) -> None:
    page = STATES[name](open_page, showcase)
    page.wait_for_load_state()
    load_axe(page)
    assert violations(page, EVERY_RULE) == []
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert sticking_out(page) == []
    assert violations(page, RULES_OF_LAYOUT) == []
    page.set_viewport_size({"width": NARROW, "height": PHONE[1]})
    assert sticking_out(page) == []
