"""What published files are called, and how large they are in words. Nothing of a paper's own words is in a file's name."""

from reports.choices import Copy
from reports.models import Publication


def file_name(publication: Publication, area: str, plan: str, copy: str, file_format: str) -> str:
    """What a file is called once it is downloaded: area, plan, the meeting's day or that of the figures, version. `area` and `plan` are
    their words in addresses."""
    day = publication.meeting_on or publication.as_at
    full = "-not-for-publication" if copy == Copy.FULL else ""
    return f"{area}-{plan}-paper-{day.isoformat()}-v{publication.version}{full}.{file_format}"


def say_size(size: int) -> str:
    """Bytes as people say them: "85 KB", "1.2 MB"."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB"
