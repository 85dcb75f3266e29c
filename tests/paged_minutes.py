"""Minutes whose pages form feeds divide, in a folder with settings. Everybody is invented."""

from __future__ import annotations

from pathlib import Path

TOML = """\
[dataset]
name = "prov"
title = "Prov"
title_en = "Trial"
description = "Påhittade protokoll."
description_en = "Invented minutes."
base = "https://example.org/prov/"

[publisher]
name = "Provutgivaren"

[release]
date = 2033-01-01

[[bodies]]
id = "provnamnden"
"""
ORGANIZATIONS = """\
id,name,name_en,short_name,kind,part_of,municipality,organisation_number,wikidata,spellings
provnamnden,Provnämnden,,,body,,,,,
"""
TEXT = """\
Provnämnden

Sammanträdesprotokoll

Tid och plats: onsdag 4 juni 2031 kl. 09.00 – 12.00
Stora salen, Ragunda

**Deltagare
(beslutande):** Alvar Tjäderby (S), Ragunda kommun
Siri Orrskog (C), Bergs kommun

**Justeringens tid
och plats:**

onsdag 18 juni 2031, digitalt

Paragrafer: 1-3

Justeras av:

Hedvig Kråkvik
Sekreterare

Alvar Tjäderby (S)
Ordförande

Siri Orrskog (C)
Justerare
\f
§ 1 Avgifter för båtplatser

Nämndens beslut

Nämnden beslutar:

1. Att det ska ses över.
\f
§ 2 Sekretessärende

Bakgrund

Barnet är sjukt.

Nämndens beslut

Nämnden beslutar:

1. Att godkänna förslaget.
\f
§ 3 Övrigt

Bakgrund

Inget mer fanns.
"""
FIRST_LINES = (1, 29, 37, 49)
LAST_LINES = (28, 36, 48, 54)
MEETING = "provnamnden-2031-06-04"
NAME = "prov.txt"


def paged_folder(folder: Path, text: str = TEXT) -> Path:
    """A folder of minutes with the settings that build them."""
    folder.mkdir(parents=True)
    (folder / "dataset.toml").write_text(TOML, encoding="utf-8")
    (folder / "organizations.csv").write_text(ORGANIZATIONS, encoding="utf-8")
    (folder / NAME).write_text(text, encoding="utf-8", newline="")
    return folder
