"""What the commands that write a PDF share."""

from pathlib import Path

from django.core.management.base import CommandError

from reports.files import write_whole


def output_file(name: str, *endings: str) -> Path:
    """The path of the file to write, which ends in `.pdf` or another of the `endings`. Raises CommandError for another one."""
    output = Path(name)
    allowed = dict.fromkeys((".pdf", *endings))
    if output.suffix.lower() not in allowed:
        raise CommandError(f"The output file's name must end in {' or '.join(allowed)}.")
    return output


def write_file(output: Path, content: bytes) -> None:
    """Write the file, or nothing. Raises CommandError that says why it cannot be written."""
    try:
        write_whole(output, content)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", "") or "the name is not one that a file can have"
        raise CommandError(f"Cannot write {str(output)[:200]}: {why}.") from error
