"""README.md of a package: what is here, how much of it, and how to cite it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.records import TABLES
from socsam_opendata.package.descriptor import LICENCE
from socsam_opendata.settings.dataset_toml import Settings

_README = """\
# {title}

{description}

Utgivare: {publisher}. Version {version}{released}. Fri att använda för alla: [CC0 1.0]({licence}).

## Här finns

| Mapp | Innehåll |
|---|---|
| `data/*.csv` | tabellerna, öppna `decision_overview.csv` först: en beslutspunkt på varje rad |
| `data/*.parquet` | samma tabeller för DuckDB, pandas och R |
| `sources/*.txt` | källtexterna, med samma radnummer som tabellerna pekar på |
| `rdf/{name}.nq` | samma uppgifter som länkade data, en namngiven graf för varje möte |
| `rdf/*.ttl`, `rdf/*.jsonld` | en fil för varje möte, och `shared` för det som möten delar |
| `vocab/` | kodlistor, termer, regler (SHACL) och JSON-LD-kontext |
| `{name}.xlsx` | arbetsbok för Excel och LibreOffice, beslutsöversikten först |
| `feeds/` | flöden (Atom) med möten och beslut, och kalendrar (iCalendar) |
| `zip/`, `years/` | samma tabeller samlade ämne för ämne, och beslutsöversikten år för år |
| `CHANGES.md`, `changes.csv`, `tombstones.csv`, `releases.csv` | vad varje utgåva ändrade \
och vad som har dragits tillbaka |
| `datapackage.json` | beskrivning av varje tabell och kolumn (Data Package v2) |
| `catalogue.rdf`, `.ttl`, `.jsonld` | katalogpost enligt DCAT-AP-SE, som dataportal.se skördar |
| `CITATION.cff`, `SHA256SUMS`, `hosting/` | hänvisning, kontrollsummor, kartor för webbservern |

{tables}

## Hur fullständigt

{coverage_sv}

{problems_sv}

## Hänvisa så

> {publisher}: {title}. Version {version}{released}. {link}

## In English

{title_en}. {description_en}

Publisher: {publisher}. Version {version}{released}. Free for all to use: [CC0 1.0]({licence}).
`data/` holds every table as CSV and Parquet (open `decision_overview.csv` first: one decided point
a row), `sources/` the source texts that `source`, `first_line` and `last_line` point into, `rdf/`
the same facts as linked data, `vocab/` the code lists and terms, `{name}.xlsx` the workbook,
`feeds/` Atom and iCalendar, `zip/` and `years/` the tables by subject and year, `CHANGES.md` what
each release changed, `datapackage.json` the description of every table and column,
`catalogue.rdf` the DCAT-AP-SE record. A row has the same `id` in every form.

{coverage_en}

{problems_en}

> {publisher}: {title_en}. Version {version}{released}. {link}
"""


def _row_counts(folder: Path) -> str:
    """The tables with their rows, as Markdown."""
    lines = ["| Tabell / Table | Svenska | English | Rader / Rows |", "|---|---|---|---:|"]
    for table in TABLES:
        path = folder / "data" / f"{table.name}.parquet"
        rows = pq.read_metadata(path).num_rows
        lines.append(f"| `{table.name}` | {table.sv} | {table.en} | {rows} |")
    return "\n".join(lines)


def _coverage(folder: Path) -> tuple[str, str]:
    columns = ["lines", "lines_read", "lines_ignored", "lines_unread"]
    sources = pq.read_table(folder / "data" / "sources.parquet", columns=columns)
    lines, read, ignored, unread = (pc.sum(sources[c]).as_py() or 0 for c in columns)
    return (
        f"Rader i källtexterna: {lines}. Lästa: {read}, förbigångna av angivet skäl: {ignored}, "
        f"inte förstådda: {unread}. Källtexter: {len(sources)}, var och en i tabellen `sources`.",
        f"Lines of the source texts: {lines}. Read: {read}, ignored for a named reason: {ignored}, "
        f"not understood: {unread}. Source texts: {len(sources)}, each in the table `sources`.",
    )


def _problem_counts(folder: Path) -> tuple[str, str]:
    found = pq.read_table(folder / "data" / "problems.parquet", columns=["severity"])
    counts = Counter(found["severity"].to_pylist())
    texts = []
    for language, nothing in (("sv", "inget"), ("en", "nothing")):
        said = (f"{code.label(language).lower()}: {counts[code.notation]}"
                for code in code_list("severity").codes if counts[code.notation])  # fmt: skip
        texts.append(", ".join(said) or nothing)
    return (
        f"Det som är tveksamt står i `problems`, med rad och råd ({texts[0]}). "
        "Ingenting är rättat i tysthet.",
        f"What is doubtful stands in `problems`, with line and advice ({texts[1]}). "
        "Nothing was corrected silently.",
    )


def readme(settings: Settings, folder: Path) -> str:
    """The README of the tables written in a folder, Swedish first, then English."""
    coverage_sv, coverage_en = _coverage(folder)
    problems_sv, problems_en = _problem_counts(folder)
    day = settings.release_date
    return _README.format(
        name=settings.name,
        title=settings.title,
        title_en=settings.title_en,
        description=settings.description,
        description_en=settings.description_en,
        publisher=settings.publisher.name or settings.title,
        version=settings.version,
        released=f" ({day.isoformat()})" if day else "",
        licence=LICENCE["path"],
        link=settings.homepage or f"{settings.base}id/dataset/{settings.name}",
        tables=_row_counts(folder),
        coverage_sv=coverage_sv,
        coverage_en=coverage_en,
        problems_sv=problems_sv,
        problems_en=problems_en,
    )


def write_readme(settings: Settings, folder: Path) -> Path:
    """Write README.md about the tables that lie in the folder."""
    path = folder / "README.md"
    path.write_text(readme(settings, folder), encoding="utf-8", newline="\n")
    return path
