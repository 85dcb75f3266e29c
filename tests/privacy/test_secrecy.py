"""What says that a text is confidential, and what only speaks of secrecy. All of it is invented."""

from __future__ import annotations

import pytest

from socsam_opendata.minutes.print.secrecy import (
    Secrecy,
    is_set_off,
    secrecy_of,
    title_is_secret,
)
from socsam_opendata.privacy.listed.secret_blocks import secret_blocks

CONFIDENTIAL_TITLES = (
    "Sekretessärende",
    "Sekretessärenden",
    "Ansökan om bistånd (sekretess)",
    "Individärende, sekretess",
    "Ärende med sekretess",
    "Sekretessmarkerat ärende",
    "Sekretess – Ansökan om vård",
    "Vård av unga, omfattas av sekretess enligt 26 kap. 1 § OSL",
    "SEKRETESS",
    "Yttrande över ansökan (OSL 26 kap. 1 §)",
    "Borttagen på grund av sekretess",
    "Paragrafen är sekretessbelagd",
    "Omedelbart omhändertagande (26 kap. 1 § offentlighets- och sekretesslagen)",
    "Individärenden under sekretess",
    "OSL 26 kap. 1 §",
    "Sekretess - individärende",
    "Ansökan om särskilt boende - sekretess",
    "Sekretessbelagt ärende",
    "Yttrande till förvaltningsrätten, sekretess",
    "Individutskottets ärenden (sekretessbelagda)",
    "Överklagande av beslut om bistånd (omfattas av sekretess)",
    "Sekretess: Umgängesbegränsning",
    "Sekretess enligt 26 kap. 1 § OSL",
    "LVU-ärende, OSL 26 kap. 1 §",
    "Ärende under sekretess",
    "Sekretesspunkt",
    "Hemligt",
    "Utredning om vårdnad – Sekretess OSL 26:1",
    "Placering i familjehem [SEKRETESS]",
    "Sekretessärenden 5-9",
)
TITLES_ABOUT_SECRECY = (
    "Riktlinjer för sekretess",
    "Information om sekretess",
    "Sekretessförbindelse",
    "Sekretess och tystnadsplikt",
    "Policy för hantering av sekretessbelagda uppgifter",
    "Sekretess mellan myndigheter",
    "Delegation enligt OSL 6 kap. 3 §",
    "Begäran om upphävande av sekretess",
    "Handlingar som omfattas av sekretess, förvaring",
    "Offentlighets- och sekretesslagen",
    "Lag om ändring i offentlighets- och sekretesslagen (2009:400)",
    "Riktlinjer om sekretess",
    "Information om sekretess och tystnadsplikt",
    "Sekretessförbindelser för nya ledamöter",
    "Utbildning: offentlighet och sekretess",
    "Sekretess i samverkan med skolan",
    "Översyn av sekretessbestämmelserna",
    "Remiss om ändringar i offentlighets- och sekretesslagen",
    "Beslut enligt OSL 6 kap. 3 §, delegation",
    "Rutin för sekretessmarkerade personuppgifter",
    "Medborgarförslag om sekretess",
    "Motion om ökad sekretess",
    "Rapport: Sekretess inom socialtjänsten",
    "Ändring av delegationsordning, offentlighets- och sekretesslagen",
    "Sekretessavtal, upphandling",
    "Policy sekretess",
    "Föreläsning om OSL",
    "Ny lag om sekretess och arkiv",
)
CONFIDENTIAL = (
    "Sekretess. Sökanden bor i en lägenhet i kommunen.",
    "Stycket är belagt med sekretess: sökanden har skulder.",
    "Denna del av protokollet är sekretessmarkerad.",
    "Uppgifterna nedan omfattas av sekretess enligt 25 kap. 1 § OSL.",
    "SEKRETESSBELAGD BILAGA",
    "Bilaga 3, sekretess enligt OSL 26 kap. 1 §",
    "Beslutet är sekretessbelagt och publiceras inte.",
    "Text borttagen med hänsyn till sekretess.",
    "(Sekretess) Barnet vistas hos mormodern.",
    "Sekretess föreligger enligt 26 kap. 1 §. Sökanden har insjuknat.",
    "Ärendet är sekretessbelagt.",
    "Ärendet behandlades under sekretess.",
    "Handlingarna i ärendet omfattas av sekretess.",
    "Sekretess enl. OSL 26:1 Barnet bor hos fadern.",
    "Omfattas av stark sekretess.",
    "Paragrafen innehåller uppgifter som omfattas av sekretess.",
    "Sekretessbelagda uppgifter: sökandens adress.",
    "§ 5 omfattas av sekretess.",
    "Yttrandet är hemligstämplat.",
    "Att bevilja ansökan om bistånd (OSL 26 kap. 1 §).",
    "Hela ärendet lyder under sekretess.",
    "Sekretessmarkering: sökanden har skyddad identitet.",
    "Sekretesskyddad uppgift: sökanden har flyttat.",
    "Sekretesskyddat: sökanden har flyttat.",
    "OBS! Sekretess! Sökanden har flyttat.",
    "Sekretess-markerat: sökanden har flyttat.",
    "Sekretess markerad text: sökanden har flyttat.",
    "Sekretess, 26 kap. 1 § OSL, Sökanden har flyttat.",
    "Konfidentiell uppgift: sökanden har flyttat.",
    "Skyddad uppgift: sökanden har flyttat.",
    "Internt/sekretess: sökanden har flyttat.",
    "Sekretess/OSL 26:1/ Sökanden har flyttat.",
    "Sekretess[1] Sökanden har flyttat.",
    "OSL 26:1 Sökanden har flyttat.",
    "Punkten är sekretess. Sökanden har flyttat.",
)
ABOUT_SECRECY = (
    "Nämnden informerades om att handlingar som omfattas av sekretess ska förvaras i skåp.",
    "Ordföranden påminner om sekretessen.",
    "Utbildningen handlar om offentlighet och sekretess.",
    "Enligt offentlighets- och sekretesslagen (2009:400) ska nämnden pröva varje begäran.",
    "Ledamöterna har undertecknat en sekretessförbindelse.",
    "Uppgifterna omfattas inte av sekretess.",
    "Sekretessprövning görs av registrator.",
    "Förvaltningen har tagit fram riktlinjer för hantering av sekretessbelagda handlingar.",
    "Delegationsbeslut enligt OSL 6 kap. 3 § redovisas.",
    "Frågan om sekretess mellan skola och socialtjänst diskuterades.",
    "Kommunjuristen redogör för när sekretess råder.",
    "Det finns en risk att uppgifter om enskilda kan omfattas av sekretess.",
    "Remissen gäller ändringar i OSL.",
    "Nya rutiner för sekretessmarkerade personuppgifter i folkbokföringen antas.",
    "Informationen är öppen och ingen sekretess råder.",
    "Avtalet innehåller en klausul om sekretess och tystnadsplikt.",
    "Personal som arbetar med sekretessbelagda uppgifter får utbildning.",
    "Sekretessen hävdes i juni.",
    "Länsstyrelsen avslog begäran om sekretess.",
    "Reglerna om sekretess i 26 kap. OSL gäller för hela socialtjänsten.",
    "Nämnden diskuterade hur sekretess påverkar samverkan.",
    "Motionären föreslår att sekretess mellan myndigheter lättas.",
    "Sekretess råder inte i ärendet",
    "Sekretess råder mellan myndigheter.",
    "Sekretess och tystnadsplikt behandlades",
    "Sekretessbelagda handlingar lämnas inte ut",
)
SET_OFF = (
    "**SEKRETESS** Brukaren har flyttat.",
    "*** SEKRETESS *** Brukaren har flyttat.",
    "*Sekretess* Brukaren har flyttat.",
    "__Sekretess__ brukaren har flyttat.",
    "=== SEKRETESS === Brukaren har flyttat.",
    "<!-- sekretess --> Brukaren har flyttat.",
    "<!-- sekretess (OSL 26:1) --> Brukaren har flyttat.",
    "- **Sekretess** Brukaren har flyttat.",
    "SEKRETESS Brukaren har flyttat.",
    "SEKRETESS brukaren har flyttat.",
    "S E K R E T E S S Brukaren har flyttat.",
    "SEKRETESSMARKERING Brukaren har flyttat.",
    "Sekretessmarkering Brukaren har flyttat.",
    "Sekretess Brukaren har flyttat.",
    "Konfidentiellt Brukaren har flyttat.",
    "Bakgrund: **SEKRETESS** Brukaren har flyttat.",
    "Brukaren har flyttat **sekretess**",
    "Brukaren har flyttat SEKRETESS",
    "OBS SEKRETESS Brukaren har flyttat.",
    "<b>Sekretess</b> Brukaren har flyttat.",
    "&lt;!-- sekretess --&gt; Brukaren har flyttat.",
    "Sekretess → Brukaren har flyttat.",
    "| Sekretess | Brukaren har flyttat. |",
)
NOT_SET_OFF = (
    "**Sekretess** och tystnadsplikt behandlades.",
    "*Sekretess* råder inte i ärendet.",
    "SEKRETESS OCH TYSTNADSPLIKT",
    "SEKRETESS råder inte i ärendet.",
    "**Sekretessbelagda** handlingar lämnas inte ut.",
    '"Sekretess" är ett svårt ord.',
    "Nämnden fick utbildning i *sekretess*.",
    "**Sekretessmarkering** av uppgifter i folkbokföringen.",
    "En sekretessmarkering är ingen spärr.",
)
BLOCKS = (
    "[SEKRETESS BÖRJAR] Brukaren har flyttat. [SEKRETESS SLUT]",
    "Sekretess börjar\nBrukaren har flyttat.\n\nMer.\nSekretess slutar",
    "**SEKRETESS START**\nBrukaren har flyttat.\n**SEKRETESS SLUT**",
    "*** SEKRETESS BÖRJAR ***\nBrukaren har flyttat.\n*** SEKRETESS SLUTAR ***",
    "<!-- sekretess start -->\nBrukaren har flyttat.\n<!-- sekretess slut -->",
    "<!-- sekretess\nBrukaren har flyttat.\n-->",
    "[Början på sekretess]\nBrukaren har flyttat.\n[Slut på sekretess]",
    "Här börjar sekretess\nBrukaren har flyttat.\nHär slutar sekretess",
    "Sekretess fr.o.m. här\nBrukaren har flyttat.\nSekretess t.o.m. hit",
    "## Sekretess inledning\nBrukaren har flyttat.\n## Sekretess avslutning",
    "<sekretess>Brukaren har flyttat.\nMer.</sekretess>",
)
NO_BLOCKS = (
    "Sekretess börjar gälla när en uppgift finns hos myndigheten.",
    "Sekretess slutar gälla efter 70 år.",
    "Sekretessen upphör. Sedan är handlingen öppen.",
    "Öppet --> öppet.",
)
REACH = {
    "Sekretess": Secrecy.BELOW,
    "Omfattas av sekretess": Secrecy.BELOW,
    "Bilaga med sekretess": Secrecy.SECTION,
    "Ärendet omfattas av sekretess.": Secrecy.ITEM,
    "Paragrafen är sekretessbelagd enligt OSL 26 kap. 1 §": Secrecy.ITEM,
    "Delar av ärendet omfattas av sekretess.": Secrecy.PARAGRAPH,
    "Borttagen på grund av sekretess": Secrecy.PARAGRAPH,
    "Sekretess: sökanden har flyttat.": Secrecy.PARAGRAPH,
    "Bilaga 2 (sekretess): en utredning.": Secrecy.PARAGRAPH,
}


@pytest.mark.parametrize("title", CONFIDENTIAL_TITLES)
def test_a_title_that_says_secrecy_is_confidential(title: str) -> None:
    assert title_is_secret(title)


@pytest.mark.parametrize("title", TITLES_ABOUT_SECRECY)
def test_a_title_about_secrecy_is_open(title: str) -> None:
    assert not title_is_secret(title)


@pytest.mark.parametrize("text", CONFIDENTIAL)
def test_a_paragraph_marked_confidential_is(text: str) -> None:
    assert secrecy_of(text) is not Secrecy.NONE


@pytest.mark.parametrize("text", ABOUT_SECRECY)
def test_a_paragraph_about_secrecy_is_open(text: str) -> None:
    assert secrecy_of(text) is Secrecy.NONE


@pytest.mark.parametrize("text", REACH)
def test_a_mark_reaches_as_far_as_it_says(text: str) -> None:
    assert secrecy_of(text) is REACH[text]


@pytest.mark.parametrize("line", SET_OFF)
def test_a_mark_that_signs_or_capitals_set_off_is_a_mark(line: str) -> None:
    assert is_set_off(line)


@pytest.mark.parametrize("line", NOT_SET_OFF)
def test_an_emphasized_word_of_a_sentence_is_no_mark(line: str) -> None:
    assert not is_set_off(line)


def test_only_the_first_line_of_a_paragraph_is_marked_without_signs() -> None:
    assert not is_set_off("sekretess Region Prov har antagit.", first=False)


@pytest.mark.parametrize("text", BLOCKS)
def test_all_between_a_beginning_and_an_end_is_confidential(text: str) -> None:
    inside = text.split("\n")
    lines = ["§ 1 Läget", "Öppet.", *inside, "Öppet igen."]
    assert secret_blocks(lines, [(1, len(lines))]) == set(range(3, 3 + len(inside)))


@pytest.mark.parametrize("text", NO_BLOCKS)
def test_a_sentence_about_when_secrecy_ends_begins_no_block(text: str) -> None:
    assert secret_blocks(["§ 1 Läget", text, "Öppet."], [(1, 3)]) == frozenset()


def test_a_block_without_its_other_mark_stays_in_its_item() -> None:
    begun = ["§ 1 A", "Öppet.", "SEKRETESS BÖRJAR", "Text.", "§ 2 B", "[SEKRETESS BÖRJAR]", "C"]
    ended = ["§ 1 A", "Öppet.", "§ 2 B", "Text.", "SEKRETESS SLUT", "Öppet."]
    assert secret_blocks(begun, [(1, 4), (5, 7)]) == {3, 4, 6, 7}
    assert secret_blocks(ended, [(1, 2), (3, 6)]) == {4, 5}


def test_a_block_over_two_items_holds_the_title_between() -> None:
    lines = ["§ 1 A", "SEKRETESS BÖRJAR", "Text.", "§ 2 B", "Text.", "SEKRETESS SLUT", "Öppet."]
    assert secret_blocks(lines, [(1, 3), (4, 7)]) == {2, 3, 4, 5, 6}
