"""A real browser, one a worker, in front of the real application and a small plan.

Whatever a test does, it fails where a page breaks the content security policy, logs an error or
asks for something that is not there.
"""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.showcase import Showcase, make_showcase
from tests.browser.visitors import DESK, Open, Size, Watch
from tests.browser.windows import AXE, PATIENCE, Windows
from tests.factories import Place
from tests.kept import kept_fixture
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


@pytest.fixture(scope="session", autouse=True)
def _axe_is_served() -> Iterator[None]:
    """As if it were a file of the site's own."""
    folders = [*settings.STATICFILES_DIRS, ("axe", AXE)]
    with override_settings(STATICFILES_DIRS=folders):
        yield


@pytest.fixture(scope="session")
def windows(live_server: LiveServer, browser: Browser) -> Iterator[Windows]:
    """The worker's browser windows, which tests take up one after another."""
    windows = Windows(browser, live_server.url)
    yield windows
    windows.close()


@pytest.fixture
def open_page(windows: Windows, live_server: LiveServer) -> Iterator[Open]:
    """Opens pages, each in a window of its own: for nobody, or for a person who has signed in.

    Ends with the windows left as nobody's, and nothing wrong noticed on any of them.
    """
    taken: list[Watch] = []

    def open_(
        user: User | None = None, *, javascript: bool = True, size: Size = DESK, **given: Any
    ) -> Page:
        watch = windows.take(java_script_enabled=javascript, **given)
        taken.append(watch)
        page = watch.page
        page.set_viewport_size({"width": size[0], "height": size[1]})
        if user is not None:
            client = Client()
            client.force_login(user)
            cookie = client.cookies["sessionid"]
            page.context.add_cookies(
                [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
            )
        return page

    yield open_
    troubles = [trouble for watch in taken for trouble in windows.give_back(watch)]
    assert troubles == []


@kept_fixture
def showcase(place: Place) -> Showcase:
    """An area with a plan of nine actions and some history."""
    return make_showcase(place)
