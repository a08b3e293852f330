"""Addresses of papers, board packs and readiness packs, put together from reports/addresses."""

from reports.addresses import claims, clearance, drafting, packs, publication, templates

urlpatterns = [
    *publication.urlpatterns,
    *templates.urlpatterns,
    *clearance.urlpatterns,
    *claims.urlpatterns,
    *drafting.urlpatterns,
    *packs.urlpatterns,
]
