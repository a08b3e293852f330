"""How an area's papers look, on a page of the area's set-up."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse

from actions.errors import Refused, Stale
from actions.services.rows import version
from actions.views.saving import page_with_form, posted
from actions.views.set_up.common import Asking, answer, area_at
from reports.forms.branding import BrandingForm
from reports.models import Branding
from reports.services.branding import set_branding
from wsoa.capabilities import Capability

TITLE = "How papers look"
SAVED = "Papers look like this from now on. What was published stays as it is."
FIELDS = {"logo": "logo_file", "word_styles": "styles_file"}
"""What the service calls a file -> the form's field for it."""


@page_with_form
def paper_look(request: HttpRequest, area: str) -> HttpResponse:
    """Name, colour, logo and Word styles of the area's papers."""
    page = area_at(request, area, Capability.WRITE_PAPERS)
    row = Branding.objects.filter(area=page.area).first()
    initial = {
        "name": row.name if row else "",
        "colour": row.colour if row else "",
        "logo_text": row.logo_text if row else "",
        "seen": version(row) if row else 0,
    }
    form = BrandingForm(posted(request), request.FILES or None, initial=initial, branding=row)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        files = {name: given.get(name) for name in FIELDS.values()}
        others = {name: each for name, each in given.items() if name not in files}
        styles = files["styles_file"]
        try:
            set_branding(
                area=page.area,
                **others,
                logo=_content(files["logo_file"]),
                word_styles=_content(styles),
                word_styles_name=styles.name or "" if styles else "",
                by=page.user,
            )
        except Stale:
            raise
        except Refused as refused:
            field = refused.field or ""
            raise Refused(refused.message, field=FIELDS.get(field, refused.field)) from refused
        return page.url("paper-look"), SAVED

    asking = Asking(
        TITLE,
        page.crumbs()[:2],
        page.url("area"),
        page.area.name,
        intro=_there(row),
    )
    return answer(request, page, form, asking, save=save, row=row)


def _content(upload: UploadedFile | None) -> bytes | None:  # type: ignore[type-arg] # not generic at run time
    return upload.read() if upload else None


def _there(row: Branding | None) -> str:
    """Which files are there already."""
    if row is None:
        return ""
    found = [
        f"a logo ({row.logo_text})" if row.logo else "",
        f"Word styles ({row.word_styles_name})" if row.word_styles else "",
    ]
    said = " and ".join(filter(None, found))
    return f"There is {said}. Choose a file only to replace it." if said else ""
