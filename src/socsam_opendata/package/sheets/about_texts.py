"""What the workbook says about the data and about itself, in Swedish and English."""

from __future__ import annotations

from typing import Final

ABOUT_SHEET: Final = "Om uppgifterna"

# Each entry is a row of the sheet: a label and a text, Swedish first.
TEXTS: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "publisher": (("Utgivare", "{publisher}"), ("Publisher", "{publisher}")),
    "version": (("Version", "{version}"), ("Version", "{version}")),
    "day": (("Utgivningsdag", "{day}"), ("Day of release", "{day}")),
    "licence": (
        ("Licens", "Creative Commons CC0 1.0, fri att använda för alla: {licence}"),
        ("Licence", "Creative Commons CC0 1.0, free for all to use: {licence}"),
    ),
    "cite": (
        ("Hänvisa så", "{publisher}: {title}. Version {version}{released}. {link}"),
        ("How to cite", "{publisher}: {title_en}. Version {version}{released}. {link}"),
    ),
    "sheets": (("", ""), ("Sheets", "{sheets_en}.")),
    "left-out": (
        ("Bara i CSV och Parquet", "{left_out}."),
        ("Only as CSV and Parquet", "{left_out_en}."),
    ),
    "meetings": (
        ("Möten i arbetsboken", "Alla möten i datamängden: {meetings}."),
        ("Meetings in the workbook", "All meetings of the dataset: {meetings}."),
    ),
    "newest": (
        (
            "Möten i arbetsboken",
            "De {held} nyaste av {meetings} möten, det äldsta den {first_day}. Fler ryms inte: "
            "ett blad kan ha 1 048 576 rader, och arbetsboken hålls under {cells} celler för att "
            "gå att öppna. Alla möten finns i data/*.csv och data/*.parquet.",
        ),
        (
            "Meetings in the workbook",
            "The newest {held} of {meetings} meetings, the oldest on {first_day}. More do not "
            "fit: a sheet can have 1,048,576 rows, and the workbook is kept below {cells} cells "
            "so that it can be opened. All meetings are in data/*.csv and data/*.parquet.",
        ),
    ),
    "words": (
        (
            "Koder och namn",
            "Rubriker och koder står på svenska. Personer, partier, kommuner, organisationer och "
            "ärenden står med namn; heter flera likadant följer nyckeln inom parentes. Id är "
            "radens nyckel och är densamma i CSV, Parquet och länkade data.",
        ),
        (
            "Codes and names",
            "Headings and codes are in Swedish. Persons, parties, municipalities, organizations "
            "and cases stand by name; where several share a name, the key follows in "
            "parentheses. Id is the key of the row, the same in CSV, Parquet and linked data.",
        ),
    ),
    "source": (
        (
            "Källa",
            "Mötesdag är dagen för mötet som raden hör till. Källa, Första rad och Sista rad "
            "säger var uppgiften står i källtexten, som ligger i mappen sources.",
        ),
        (
            "Source",
            "Mötesdag is the day of the row's meeting. Källa, Första rad and Sista rad say where "
            "the fact stands in the source text, which lies in the folder sources.",
        ),
    ),
    "dates": (
        (
            "Datum",
            "Hela dagar är riktiga datum. En tid som inte är en hel dag står som text (EDTF): "
            "2025-12 är en månad, ../2025-12-31 är senast den dagen. Dagar före 1900-03-01 står "
            "också som text, eftersom kalkylprogram räknar dem olika.",
        ),
        (
            "Dates",
            "Whole days are real dates. A time that is not a whole day stands as text (EDTF): "
            "2025-12 is a month, ../2025-12-31 is by that day. Days before 1900-03-01 stand as "
            "text too, because spreadsheets count them differently.",
        ),
    ),
    "doubtful": (
        (
            "Tveksamt",
            "Ja betyder att bladet Problem har en varning eller ett fel för raderna som beslutet "
            "är läst ur. Läs där vad som är oklart och vad man kan göra. Ingenting är rättat i "
            "tysthet.",
        ),
        (
            "Tveksamt (doubtful)",
            "Ja (yes) means that the sheet Problem has a warning or an error for the lines the "
            "decision was read from. Read there what is unclear and what can be done. Nothing "
            "was corrected silently.",
        ),
    ),
    "withheld": (
        (
            "Utelämnade namn",
            "Förtroendevalda står med namn, liksom tjänstepersoner som är sekreterare eller "
            "föredrar en punkt. Andras namn är utelämnade; raden finns kvar, och Namn utelämnat "
            "säger varför. I texter står {mask} i stället.",
        ),
        (
            "Names withheld",
            "Elected members are named, and so are officials who are secretary or present an "
            "item. Other names are withheld; the row remains, and Namn utelämnat says why. In "
            "texts, {mask} stands instead.",
        ),
    ),
    "coverage": (
        (
            "Hur mycket som är läst",
            "Rader i källtexterna: {lines}. Lästa: {read}, förbigångna av angivet skäl: "
            "{ignored}, inte förstådda: {unread}. Källtexter i hela datamängden: {sources}.",
        ),
        (
            "How much was read",
            "Lines of the source texts: {lines}. Read: {read}, ignored for a named reason: "
            "{ignored}, not understood: {unread}. Source texts of the whole dataset: {sources}.",
        ),
    ),
    "limits": (
        (
            "Gränser",
            "Arbetsboken är till för att läsa och räkna i. Den rymmer 32 767 tecken i en cell. "
            "Ett blad utan rader har bara rubriker. För program är CSV, Parquet och länkade data "
            "i samma paket bättre.",
        ),
        (
            "Limits",
            "The workbook is for reading and counting. A cell holds 32,767 characters. A sheet "
            "without rows has headings only. For programs, CSV, Parquet and linked data of the "
            "same package are better.",
        ),
    ),
    "marked": (
        (
            "Text, inte formel",
            "{count} celler börjar som en formel och är märkta som text, så att de aldrig körs: "
            "{places}.",
        ),
        (
            "Text, not formula",
            "{count} cells begin as a formula does and are marked as text, so that they never "
            "run: {places}.",
        ),
    ),
    "cut": (
        (
            "Avkortade celler",
            "{count} celler är längre än 32 767 tecken och slutar med […]; hela texten står i "
            "CSV och Parquet: {places}.",
        ),
        (
            "Cells cut short",
            "{count} cells are longer than 32,767 characters and end with […]; the whole text is "
            "in CSV and Parquet: {places}.",
        ),
    ),
    "replaced": (
        (
            "Utbytta tecken",
            "{count} celler har styrtecken, utbytta mot \N{REPLACEMENT CHARACTER}, eller andra "
            "radslut än kalkylprogram läser: {places}.",
        ),
        (
            "Characters replaced",
            "{count} cells have control characters, replaced by \N{REPLACEMENT CHARACTER}, or "
            "line ends that spreadsheets do not read: {places}.",
        ),
    ),
}

# The sections of the sheet: their heading, and which texts stand in them where they apply.
DATASET: Final = ("publisher", "version", "day", "licence", "cite")
READING: Final = (
    "sheets", "left-out", "meetings", "newest", "words", "source", "dates", "doubtful",
    "withheld", "coverage", "limits", "marked", "cut", "replaced",
)  # fmt: skip
HEADINGS: Final = ("Blad", "Innehåll", "Tabell", "Rader här", "Rader i allt")
SECTIONS: Final = ("Bladen", "Att läsa bladen", "In English")
