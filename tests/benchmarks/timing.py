"""How long something takes in one process, and how many queries: what the benchmarks share."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.test import Client

from tests.conftest import signed_in
from wsoa.models import User

REPEATS = 15


@dataclass(frozen=True, slots=True)
class Taken:
    """What a page took: milliseconds by the clock and of the processor, and its queries."""

    wall: float
    cpu: float
    queries: int

    def row(self, name: str, aim: str) -> str:
        """A line of the table."""
        return f"{name:58}{self.wall:9.1f}{self.cpu:9.1f}{self.queries:9}  {aim}"


def browser(user: User) -> Client:
    """A browser in which the person has signed in."""
    return signed_in(user, SERVER_NAME="localhost")


def page(client: Client, address: str) -> Callable[[], None]:
    """Asks for the whole of the page."""

    def ask() -> None:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert b"".join(answer)

    return ask


def warm(ask: Callable[[], None], repeats: int = REPEATS) -> Taken:
    """The medians of asking so often, after twice for nothing."""
    ask()
    ask()
    taken = [once(ask) for _ in range(repeats)]
    return Taken(
        statistics.median(each.wall for each in taken),
        statistics.median(each.cpu for each in taken),
        taken[0].queries,
    )


def once(ask: Callable[[], None]) -> Taken:
    """What asking takes. Queries are counted by a wrapper that costs next to nothing."""
    queries = 0

    def count(execute: Callable[..., object], *given: object) -> object:
        nonlocal queries
        queries += 1
        return execute(*given)

    with connection.execute_wrapper(count):
        wall, cpu = time.perf_counter(), time.process_time()
        ask()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return Taken(wall * 1000, cpu * 1000, queries)
