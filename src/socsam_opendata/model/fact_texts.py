"""The sentences of our own checks: severity, Swedish, English.

Each says what is wrong with a row and what a clerk can do. The braces are the facts of a finding:
`table`, `row`, `column`, `value` and `expected`.
"""

from __future__ import annotations

from typing import Final

_READER_SV = "Står det rätt i protokollet har programmet läst fel: rapportera raden."
_READER_EN = "If the minutes are right, the program has misread them: report the row."

FACT_TEXTS: Final[dict[str, tuple[str, str, str]]] = {
    "value-missing": (
        "error",
        "I {table} saknar raden {row} uppgiften {column}. Kontrollera att den står i protokollet. "
        + _READER_SV,
        "In {table} the row {row} lacks {column}. Check that the minutes say it. " + _READER_EN,
    ),
    "value-empty": (
        "error",
        "I {table} är {column} en tom text på raden {row}. Fyll i uppgiften där den kommer ifrån, "
        "eller ta bort den.",
        "In {table}, {column} is an empty text on the row {row}. Fill it in where it comes from, "
        "or take it away.",
    ),
    "value-pattern": (
        "error",
        "I {table} har raden {row} ”{value}” som {column}, vilket inte är skrivet som det ska "
        "(mönster {expected}). Rätta uppgiften där den kommer ifrån.",
        "In {table} the row {row} has “{value}” as {column}, which is not written as it must be "
        "(pattern {expected}). Correct it where it comes from.",
    ),
    "value-control": (
        "error",
        "I {table} innehåller {column} på raden {row} styrtecken som inte går att läsa. "
        "Spara dokumentet på nytt som UTF-8 och ta bort tecknen.",
        "In {table}, {column} on the row {row} holds control characters that cannot be read. "
        "Save the document again as UTF-8 and remove them.",
    ),
    "value-below": (
        "error",
        "I {table} är {column} på raden {row} {value}, men ska vara minst {expected}. "
        + _READER_SV,
        "In {table}, {column} on the row {row} is {value} but must be at least {expected}. "
        + _READER_EN,
    ),
    "code-unknown": (
        "error",
        "I {table} har raden {row} koden ”{value}” som {column}, men den finns inte i kodlistan "
        "{expected}. Välj en kod ur listan, eller lägg till den där.",
        "In {table} the row {row} has the code “{value}” as {column}, but the code list {expected} "
        "does not hold it. Choose a code of the list, or add it there.",
    ),
    "id-repeated": (
        "error",
        "I {table} finns mer än en rad med nyckeln {row}. Ta bort den ena om samma möte, person "
        "eller organisation är upptagen två gånger.",
        "In {table} more than one row has the key {row}. Remove one if the same meeting, person or "
        "organization is listed twice.",
    ),
    "id-of-other-meeting": (
        "error",
        "I {table} börjar nyckeln {row} inte med mötets nyckel {expected}. Det är ett fel i "
        "programmet: rapportera raden.",
        "In {table} the key {row} does not begin with the key of its meeting, {expected}. This is "
        "a fault of the program: report the row.",
    ),
    "key-unknown": (
        "error",
        "I {table} pekar {column} på raden {row} på ”{value}”, som inte finns i {expected}. "
        "Lägg till det som saknas, till exempel i organizations.csv, eller rätta nyckeln.",
        "In {table}, {column} on the row {row} points at “{value}”, which is not in {expected}. "
        "Add what is missing, for example in organizations.csv, or correct the key.",
    ),
    "key-of-other-meeting": (
        "error",
        "I {table} pekar {column} på raden {row} på ”{value}”, som hör till ett annat möte än "
        "{expected}. Det är ett fel i programmet: rapportera raden.",
        "In {table}, {column} on the row {row} points at “{value}”, which belongs to another "
        "meeting than {expected}. This is a fault of the program: report the row.",
    ),
    "lines-reversed": (
        "error",
        "I {table} står raden {row} från rad {value} till rad {expected} i källtexten, alltså "
        "baklänges. Det är ett fel i programmet: rapportera raden.",
        "In {table} the row {row} stands on lines {value} to {expected} of the source text, which "
        "is backwards. This is a fault of the program: report the row.",
    ),
    "lines-beyond-source": (
        "error",
        "I {table} hänvisar raden {row} till rad {value}, men källtexten har bara {expected} "
        "rader. Det är ett fel i programmet: rapportera raden.",
        "In {table} the row {row} refers to line {value}, but the source text has only {expected} "
        "lines. This is a fault of the program: report the row.",
    ),
    "lines-unaccounted": (
        "error",
        "Källan {row} har {value} rader, men lästa, förbigångna och olästa rader är tillsammans "
        "{expected}. Det är ett fel i programmet: rapportera källan.",
        "The source {row} has {value} lines, but lines read, ignored and unread make {expected}. "
        "This is a fault of the program: report the source.",
    ),
    "lines-of-text": (
        "error",
        "Källan {row} sägs ha {value} rader, men den publicerade texten har {expected}. Det är "
        "ett fel i programmet: rapportera källan.",
        "The source {row} is said to have {value} lines, but the published text has {expected}. "
        "This is a fault of the program: report the source.",
    ),
    "meeting-reversed": (
        "warning",
        "Mötet {row} börjar {value} men slutar {expected}. Kontrollera klockslagen i protokollet.",
        "The meeting {row} starts at {value} but ends at {expected}. Check the times in the "
        "minutes.",
    ),
    "due-reversed": (
        "error",
        "Uppdraget {row} ska vara klart tidigast {value} och senast {expected}. Kontrollera "
        "tidpunkten i protokollet. " + _READER_SV,
        "The assignment {row} is due from {value} and until {expected}. Check the time in the "
        "minutes. " + _READER_EN,
    ),
    "decision-without-clauses": (
        "error",
        "Beslutet {row} har inga beslutspunkter. Kontrollera vad som står under rubriken för "
        "beslutet. " + _READER_SV,
        "The decision {row} has no clauses. Check what stands under the heading of the decision. "
        + _READER_EN,
    ),
    "clause-without-action": (
        "error",
        "Beslutspunkten {row} har ingen handling. Lägg till dess verb i kodlistan decision-action.",
        "The clause {row} has no action. Add its verb to the code list decision-action.",
    ),
    "withheld-named": (
        "error",
        "I {table} ska namnet på raden {row} inte publiceras, men raden pekar på personen {value}. "
        "Publicera inget förrän det är rättat: rapportera raden.",
        "In {table} the name on the row {row} is withheld, but the row points at the person "
        "{value}. Publish nothing until this is corrected: report the row.",
    ),
    "force-of-clause": (
        "error",
        "Beslutspunkten {row} har blandad verkan; bara ett beslut i sin helhet kan ha det. Dela "
        "punkten eller rapportera raden.",
        "The clause {row} has mixed force; only a decision as a whole can. Divide the clause or "
        "report the row.",
    ),
    "force-differs": (
        "error",
        "Beslutet {row} har verkan ”{value}”, men dess punkter ger ”{expected}”. Det är ett fel i "
        "programmet: rapportera raden.",
        "The decision {row} has the force “{value}”, but its clauses make it “{expected}”. This is "
        "a fault of the program: report the row.",
    ),
    "part-without-parent": (
        "error",
        "Punkten {row} har en bokstav utan att höra till en paragraf, eller tvärtom. Kontrollera "
        "bokstäverna under paragrafen. " + _READER_SV,
        "The item {row} has a letter but no paragraph it belongs to, or the other way round. Check "
        "the letters under the paragraph. " + _READER_EN,
    ),
    "date-absurd": (
        "warning",
        "I {table} är {column} på raden {row} {value}, långt från {expected}. Kontrollera datumet "
        "i protokollet.",
        "In {table}, {column} on the row {row} is {value}, far from {expected}. Check the date in "
        "the minutes.",
    ),
}
