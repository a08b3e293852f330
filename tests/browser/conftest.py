"""A real browser, one a worker, in front of the real application and a small plan.

Whatever a test does, it fails where a page breaks the content security policy, logs an error or
asks for something that is not there.
"""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.showcase import Showcase, make_showcase
from tests.browser.visitors import DESK, Open, Size, Watch
from tests.factories import Place
from wsoa.models import User

FLAGS = (
    "--no-sandbox",  # a container's user may not make one
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 10_000
"""Milliseconds until what a test waits for has failed to come; busy machines take their time."""


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The browser that bin/test named, or else one on the path. None is ever downloaded."""
    named = os.environ.get("WSOA_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.fail("There is no Chromium on the path: run bin/test, or set WSOA_CHROMIUM.")
    return {"executable_path": found, "args": list(FLAGS), "headless": True}


@pytest.fixture(scope="session")
def browser(browser: Browser) -> Browser:
    """The worker's one browser.

    Playwright keeps an event loop running in this thread for good, which Django takes for
    asynchronous code and refuses to work in. It is not: every test here waits for the browser.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)
    return browser


@pytest.fixture
def open_page(live_server: LiveServer, browser: Browser) -> Iterator[Open]:
    """Opens pages, each in a browser of its own: for nobody, or for a person who has signed in.

    Ends with the pages closed and nothing wrong noticed on any of them.
    """
    watches: list[Watch] = []

    def open_(
        user: User | None = None, *, javascript: bool = True, size: Size = DESK, **given: Any
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            java_script_enabled=javascript,
            viewport={"width": size[0], "height": size[1]},
            locale="en-GB",
            timezone_id="Europe/London",
            **given,
        )
        context.set_default_timeout(PATIENCE)
        if user is not None:
            client = Client()
            client.force_login(user)
            cookie = client.cookies["sessionid"]
            context.add_cookies(
                [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
            )
        page = context.new_page()
        watches.append(Watch(page))
        return page

    yield open_
    for watch in watches:
        watch.page.context.close()
    assert [trouble for watch in watches for trouble in watch.troubles] == []


@pytest.fixture
def showcase(live_server: LiveServer, place: Place) -> Showcase:
    """An area with a plan of nine actions and some history."""
    return make_showcase(place)
