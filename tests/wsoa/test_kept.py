"""What tests begin with is put back only while it is what would be built now."""

import time
from dataclasses import replace

import pytest

from tests import kept
from tests.factories import from_today


@pytest.mark.django_db
def test_what_was_built_yesterday_or_long_ago_is_built_anew():
    now = kept._Built(time.monotonic(), from_today(0), [], {}, b"")
    assert now.may_be_put_back()
    assert not replace(now, day=from_today(-1)).may_be_put_back()
    assert not replace(now, when=now.when - kept.FRESH_FOR - 1).may_be_put_back()
