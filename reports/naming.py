"""Which figures and blocks a text names that there are not."""

from collections.abc import Iterator

from reports.blocks import BLOCKS
from reports.figures import FindsFigures, check_runs
from reports.text import Grid, Listing, Runs, Slot, read_text


def unknown_names(text: str, figures: FindsFigures) -> tuple[str, ...]:
    """The figures (`{...}`) and blocks (`[[...]]`) that there are not, as they were typed, each once."""
    found: dict[str, None] = {}
    for block in read_text(text):
        if isinstance(block, Slot) and block.key not in BLOCKS:
            found[f"[[{block.key}]]"] = None
        for runs in runs_of(block):
            found.update(dict.fromkeys(check_runs(runs, figures)))
    return tuple(found)


def runs_of(block: object) -> Iterator[Runs]:
    """The stretches of a block of a text, those of each item and cell by themselves."""
    if isinstance(block, Slot):
        yield block.caption
    elif isinstance(block, Listing):
        yield from block.items
    elif isinstance(block, Grid):
        yield from (cell for row in (block.head, *block.rows) for cell in row)
    else:
        yield block.runs  # type: ignore[attr-defined]
