"""The places of minutes where people are named, with sentences for printed forms of names.

Two tables: the second was written after the first had been measured.
"""

from __future__ import annotations

from dataclasses import dataclass

import other_printed_names as other
import printed_names as printed
from printed_names import Kind, Surnames

from socsam_opendata.model.iris import slug

Sentences = dict[str, tuple[str, ...]]

# Sentences of each place; in the body all of printed_names.SENTENCES that stand in running text.
RUNNING = [
    "start",
    "middle",
    "end",
    "list",
    "comma",
    "quotes",
    "bracket",
    "bullet",
    "quoted-line",
    "wrapped",
    "after-name",
]
PLACES: Sentences = {
    "attendance": (
        "{}, Föreningen Hjälpen, § 3", "{}", "{}, anhörig", "{}, Ragunda kommun",
        "Föreningen Hjälpen, {}",
    ),
    "organization": (
        "Anhöriggruppen Stigen, {}", "Kvistdals bygdeförening, {}", "Stigens vänner genom {}",
    ),
    "signature": ("{}\nAnhörig", "{}", "{}, sökande"),
    "title": (
        "Ansökan om bidrag från {}", "Lägesrapport om {}", "Överklagande av {}",
        "Yttrande till {} om färdtjänst",
    ),
    "presenter": ("{}, Föreningen Hjälpen", "Föreningen Hjälpen genom {}", "{} och en granne"),
    "clause": (
        "Att bevilja ansökan från {} med 1 000 kr.", "Att avslå begäran från {}.",
        "Att uppdra till förbundet att kontakta {} senast den 15 mars 2026.",
        "Att {} ska få svar under våren.",
    ),
    "body": tuple(printed.SENTENCES[name] for name in RUNNING),
    "cell": ("{}", "{}, Stugun", "Bidrag till {}"),
    "viewpoints": (
        "{} anser att avgiften är för hög.", "Enligt {} bör vägen plogas oftare.",
        "En fråga ställs av {} om bussen.",
    ),
    "document": (
        "Ansökan från {}", "Yttrande, {}, 2025-04-12", "Skrivelse från {} om avgiften",
        "E-post från {}",
    ),
    "addressee": ("{}", "{}, klagande", "Sökanden {}"),
}  # fmt: skip
ADDRESSES: Sentences = {
    "body": ("Se {}", "Handlingen finns i {} sedan i våras."),
    "clause": ("Att lägga {} till handlingarna.",),
    "cell": ("{}", "Bilaga {}"),
    "viewpoints": ("Mer finns på {} för den som vill läsa.",),
    "document": ("{}", "Bilaga 2, {}"),
    "addressee": ("{}",),
}
OTHER_PLACES: Sentences = {
    "attendance": (
        "- {}",
        "{} (anhörig)",
        "{}, brukarrepresentant, § 2-3",
        "{} från Föreningen Hjälpen",
        "Anhörig: {}",
        "{}, Föreningen Hjälpen, kl. 09.15-10.00",
    ),
    "organization": (
        "Hjälpen ({})",
        "Stiftelsen Kvistdalen, ordf. {}",
        "Byalaget i Stugun/{}",
        "Samfälligheten Norra Viken, {}, § 3",
    ),
    "signature": ("Vid pennan: {}", "……………………\n{}", "Bevittnas: {}", "{}\nNärstående"),
    "title": (
        "Svar på skrivelse från {}",
        "Avtal med {} om jakträtt",
        "{} ./. Provnämnden",
        "Bygglov för {}, Böle 1:4",
    ),
    "presenter": ("{} (Anhörigstödet)", "Lotsen genom {}", "{}", "En boende samt {}"),
    "clause": (
        "Att utse {} till kontaktperson.",
        "Att avskriva ärendet, eftersom {} har flyttat.",
        "Att återkräva 12 500 kr av {}.",
        "Att inte medge {} färdtjänst.",
    ),
    "body": (
        "Sedan {} överklagat har länsrätten återförvisat ärendet.",
        "Utredningen visar att {} behöver mer hjälp än i dag.",
        "Hembesök gjordes hos {} den 3 april; nycklarna lämnades där.",
        "Kvar att besvara: {}, vägföreningen och skolan.",
        "Det var {} som ringde.",
        "– {}: vi har väntat i två år.",
        "1) {} 2) vägföreningen 3) skolan",
        "Jfr {}.",
        "I bilagan (se {}) finns en karta.",
        "Enligt uppgift från\n{} är taket läckande.",
        "Tack till {}!",
        "Frågan gäller huruvida {} har rätt till ersättning.",
    ),
    "cell": ("{}, Kälarne", "avser {}", "{}"),
    "viewpoints": (
        "Det är {} som framför att bron är farlig.",
        "Synpunkten kommer från {}.",
        "På det svarar {} att så inte är fallet.",
    ),
    "document": (
        "Mejl {} 3 april",
        "Fullmakt, {}",
        "Journalutdrag avseende {}",
        "{}, överklagande",
    ),
    "addressee": ("{} (med besvärshänvisning)", "Klaganden: {}", "- {}"),
}
OTHER_ADDRESSES: Sentences = {
    "body": ("Underlaget ligger i {}.", "Filen heter {} och är låst.", "Kontakt: {}"),
    "clause": ("Att publicera {} på hemsidan.",),
    "cell": ("se {}",),
    "viewpoints": ("Den som vill kan läsa {} i lugn och ro.",),
    "document": ("Kopia av {}", "{} (bilaga)"),
    "addressee": ("Via {}",),
}
FILE_NAMES: dict[str, Kind] = {
    "words": lambda n: f" Protokoll ⟦{n.first} {n.new}⟧",
    "slug": lambda n: f"-⟦{slug(n.first)}-{slug(n.new)}⟧",
    "underlined": lambda n: f"_⟦{n.first}_{n.new}⟧_utkast",
    "reversed": lambda n: f"-⟦{slug(n.new)}-{slug(n.first)}⟧",
}


# The party goes with the name of whoever is not elected (GDPR article 9).
PARTIES: dict[str, Kind] = {
    "with-its-party": lambda n: f"⟦{n.first} {n.last} ({n.pick('S|M|SD|KD|V|MP')})⟧",
    "comma-and-party": lambda n: f"⟦{n.first} {n.last}, ({n.pick('C|L|M|SD')})⟧",
}


@dataclass(frozen=True, slots=True)
class Tables:
    """Kinds of printing, the sentences of each place, and surnames."""

    kinds: dict[str, Kind]
    places: Sentences
    addressed: dict[str, Kind]
    addresses: Sentences
    surnames: Surnames


HALVES = (
    Tables(
        printed.NAMED | printed.DIVIDED | PARTIES,
        PLACES,
        printed.ADDRESSED,
        ADDRESSES,
        printed.SURNAMES[0],
    ),
    Tables(
        other.NAMED | other.DIVIDED, OTHER_PLACES, other.ADDRESSED, OTHER_ADDRESSES, other.SURNAMES
    ),
)
LISTS = ("attendance", "organization", "signature", "presenter", "addressee")
# A party makes a member of who is listed with it, and some writings stand in running text only.
NOT_LISTED = frozenset(
    {
        "with-its-party", "comma-and-party", "party", "surname-party", "party-in-words",
        "party-bare", "capital-line", "together", "cells", "cells-reversed", "tab", "fields",
        "fields-first", "alias",
    }
)  # fmt: skip
IN_CELLS = frozenset({"cells", "cells-reversed"})
