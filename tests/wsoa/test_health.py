"""The health check, and pages when the database is away."""

from typing import Any, NoReturn

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.conftest import signed_in
from tests.factories import Scene


def _away(*args: Any) -> NoReturn:
    raise OperationalError("the server closed the connection unexpectedly")


def test_health_of_a_working_service_is_ok(client: Client, db: None) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


def test_health_without_a_database_is_unavailable(client: Client, db: None) -> None:
    with connection.execute_wrapper(_away):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"database unreachable\n")


def test_health_of_a_database_without_tables_is_unavailable(client: Client, db: None) -> None:
    def without_tables(execute: Any, sql: str, *given: Any) -> Any:
        return execute(sql.replace("django_migrations", "no_such_table"), *given)

    with connection.execute_wrapper(without_tables):
        assert client.get("/healthz").status_code == 503


@pytest.mark.parametrize("path", ["", "actions/", "none-such/"])
def test_page_without_a_database_says_that_it_is_our_fault_and_tells_nothing_else(
    scene: Scene, path: str
) -> None:
    client = signed_in(scene.manager, raise_request_exception=False)
    with connection.execute_wrapper(_away):
        answer = client.get(f"{scene.address}{path}")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "<h1" in page
    assert "unexpectedly" not in page
    assert "Traceback" not in page
