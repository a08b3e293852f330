"""Writing a file whole or not at all."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_whole(path: Path, content: bytes, *, mode: int | None = None) -> None:
    """Write beside the file, then put it in its place: a failure leaves no half file.

    `mode` is who may read it, by default whom the account's umask lets. Raises OSError, or ValueError for a name that no file can have.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=".unfinished-", delete=False) as file:
        beside = Path(file.name)
        try:
            file.write(content)
            file.close()
            beside.chmod(0o666 & ~_umask() if mode is None else mode)
            beside.replace(path)
        except (OSError, ValueError):
            beside.unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
