"""Saying which risks go to a board."""

from collections.abc import Sequence
from datetime import datetime

from actions import permissions
from actions.choices import AuditEvent
from actions.errors import Refused
from actions.models import RiskBand
from actions.services.rows import begin_area
from actions.services.writing import audit, service
from boards.models import Board, RiskThreshold
from wsoa.capabilities import Capability
from wsoa.models import User


@service
def set_thresholds(
    *, board: Board, bands: Sequence[RiskBand], by: User, now: datetime | None = None
) -> None:
    """Let open risks in these bands or graver ones go to the board, and no others; no band, none.

    At most one band of a matrix, and of matrices of the board's area.
    """
    area = board.area
    at = begin_area(area, now)
    permissions.check(by, area, Capability.MANAGE_BOARDS)
    for band in bands:
        if band.matrix.area_id != area.pk:
            raise Refused("Choose a band of one of the area’s own risk matrices.")
    if len({band.matrix_id for band in bands}) < len(bands):
        raise Refused("Choose one band of each risk matrix: those graver than it are meant too.")
    there = {row.band_id: row for row in RiskThreshold.objects.filter(board=board)}
    wanted = {band.pk: band for band in bands}
    for band_id, row in there.items():
        if band_id not in wanted:
            RiskThreshold.objects.filter(pk=row.pk).delete()
    for band_id, band in wanted.items():
        if band_id not in there:
            RiskThreshold.objects.create(board=board, band=band)
    if there.keys() != wanted.keys():
        said = ", ".join(f"{band.label} or graver ({band.matrix})" for band in bands) or "none"
        audit(AuditEvent.RISK_THRESHOLD_CHANGED, f"{board}: {said}", by=by, at=at, area=area)
