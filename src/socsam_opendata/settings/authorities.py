"""The notations of other people's code tables that dataset.toml may name, for the catalogue record.

Tables of the European Union's Publications Office, http://publications.europa.eu/resource/authority/,
and ADMS publisher types (http://purl.org/adms/publishertype/), as DCAT-AP 3.0.1 asks for them.
"""

from __future__ import annotations

from typing import Final

_EU = "http://publications.europa.eu/resource/authority"
PUBLISHER_TYPE: Final = "http://purl.org/adms/publishertype/"
THEME: Final = f"{_EU}/data-theme/"
FREQUENCY: Final = f"{_EU}/frequency/"
AVAILABILITY: Final = f"{_EU}/planned-availability/"
LANGUAGE: Final = f"{_EU}/language/"
ACCESS_RIGHT: Final = f"{_EU}/access-right/"
# The licence of data and metadata: as DCAT-AP-SE writes it, and the page for people.
CC0: Final = "http://creativecommons.org/publicdomain/zero/1.0/"
CC0_PAGE: Final = CC0.replace("http:", "https:")


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


NOTATIONS: Final[dict[str, frozenset[str]]] = {
    PUBLISHER_TYPE: _listed(
        "Academia-ScientificOrganisation Company IndustryConsortium LocalAuthority "
        "NationalAuthority NonGovernmentalOrganisation NonProfitOrganisation PrivateIndividual(s) "
        "RegionalAuthority StandardisationBody SupraNationalAuthority"
    ),
    THEME: _listed("AGRI ECON EDUC ENER ENVI GOVE HEAL INTR JUST OP_DATPRO REGI SOCI TECH TRAN"),
    FREQUENCY: _listed(
        "ANNUAL ANNUAL_2 ANNUAL_3 BIENNIAL BIMONTHLY BIWEEKLY CONT DAILY DAILY_2 IRREG MONTHLY "
        "MONTHLY_2 MONTHLY_3 NEVER OTHER QUARTERLY QUINQUENNIAL TRIENNIAL UNKNOWN UPDATE_CONT "
        "WEEKLY WEEKLY_2 WEEKLY_3"
    ),
    AVAILABILITY: _listed("AVAILABLE EXPERIMENTAL STABLE TEMPORARY"),
}
