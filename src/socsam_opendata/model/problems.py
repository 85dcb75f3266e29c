"""The severity and the Swedish and English sentence of every problem code, in one catalogue.

A sentence says what is doubtful and what a clerk can do about it. `{...}` are the problem's facts.
Severity `error` stops a build; `warning` asks for a look; `note` tells what was inferred.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from socsam_opendata.model.fact_texts import FACT_TEXTS


@dataclass(frozen=True, slots=True)
class Problem:
    """One doubtful thing: a code of `problem_texts`, the lines it stands on, and its facts.

    `facts` fill the sentence of the code. `table_name` and `row` point at the row it is about.
    Lines are 1-based lines of the source text.
    """

    code: str
    first_line: int | None = None
    last_line: int | None = None
    facts: dict[str, str] = field(default_factory=dict)
    table_name: str | None = None
    row: str | None = None


class ProblemText(NamedTuple):
    """Severity and sentences of a code."""

    severity: str
    sv: str
    en: str


_READER: dict[str, tuple[str, str, str]] = {
    "action-unknown": (
        "warning",
        "Beslutspunkten innehåller inget verb som kodlistan decision-action känner igen: ”{text}”. Läs den, och lägg till ordet i vocab/decision-actions.ttl om det är vanligt.",
        "The clause holds no verb that the code list decision-action knows: “{text}”. Read it, and add the word to vocab/decision-actions.ttl if it is common.",
    ),
    "addressee-missing": (
        "warning",
        "Beslutspunkten rekommenderar, uppdrar eller uppmanar men det går inte att se vem den riktar sig till. Skriv mottagaren direkt efter verbet.",
        "The clause recommends, assigns or urges, but whom it speaks to cannot be seen. Write the addressee right after the verb.",
    ),
    "adjuster-differs": (
        "warning",
        "Den som punkten utser att justera är inte den som har skrivit under som justerare. Kontrollera underskrifterna.",
        "The person the clause appoints to adjust the minutes is not the one who signed as adjuster. Check the signatures.",
    ),
    "adjustment-missing": (
        "warning",
        "Protokollet anger ingen dag för justering. Skriv den på försättsbladet; ojusterade protokoll publiceras bara om dataset.toml tillåter det.",
        "The minutes give no day of adjustment. Print it on the cover; minutes not adjusted are published only if dataset.toml allows it.",
    ),
    "assignee-unknown": (
        "warning",
        "Uppdraget ges till ”{name}”, som inte finns i organizations.csv. Lägg till organisationen eller stavningen där.",
        "The assignment goes to “{name}”, which is not in organizations.csv. Add the organization or the spelling there.",
    ),
    "attendance-elsewhere": (
        "warning",
        "Närvaron står i en annan handling (”{printed}”) och kan inte läsas här. Lägg till närvarolistan i dokumentet.",
        "The attendance stands in another document (“{printed}”) and cannot be read here. Add the attendance list to the document.",
    ),
    "attendance-missing": (
        "warning",
        "Protokollet har ingen närvarolista som kunde läsas. Kontrollera rubrikerna på försättsbladet.",
        "The minutes hold no attendance list that could be read. Check the labels of the cover.",
    ),
    "ballots-incomplete": (
        "warning",
        "Voteringslistan summerar till {listed} (ja–nej), men {read} röster kunde läsas. Räkna efter i listan.",
        "The list of votes sums to {listed} (yes–no), but {read} could be read. Count in the list.",
    ),
    "citation-completed": (
        "note",
        "{paragraph} står bland handlingarna och har lagts till hänvisningen på rad {line}, som gäller samma beslut. Kontrollera att det är samma beslut.",
        "{paragraph} stands among the documents and was added to the citation on line {line}, which is of the same decision. Check that it is the same.",
    ),
    "clause-numbers": (
        "warning",
        "Beslutspunkternas nummer går inte i följd från 1: {numbers}. Kontrollera att ingen punkt saknas.",
        "The numbers of the clauses do not run from 1: {numbers}. Check that no clause is missing.",
    ),
    "contents-without-paragraph": (
        "warning",
        "Innehållsförteckningen har § {paragraph}, men paragrafen finns inte i protokollet. Rätta förteckningen eller lägg till paragrafen.",
        "The table of contents has § {paragraph}, but the minutes do not. Correct the contents or add the paragraph.",
    ),
    "control-character": (
        "note",
        "Raden innehöll styrtecken, som har tagits bort. Spara dokumentet på nytt som vanlig text.",
        "The line held control characters, which were removed. Save the document again as plain text.",
    ),
    "date-order": (
        "warning",
        "Datumet {earlier} ligger före mötet eller justeringen {later}. Kontrollera datumen på försättsbladet.",
        "The date {earlier} comes before the meeting or adjustment {later}. Check the dates of the cover.",
    ),
    "document-joined": (
        "note",
        "Handlingens namn står på två rader och har fogats ihop. Kontrollera att det är en handling.",
        "The name of the document stands on two lines and was joined. Check that it is one document.",
    ),
    "due-unclear": (
        "note",
        "Uppdraget säger när, men inte så att det går att läsa som datum (till exempel ”vid nästa möte” eller ”hösten 2025”). Skriv dag eller månad och år.",
        "The assignment says when, but not so that it reads as a date (for example “vid nästa möte” or “hösten 2025”). Write day, or month and year.",
    ),
    "heading-differs": (
        "note",
        "Rubriken på § {paragraph} (”{heading}”) skiljer sig från innehållsförteckningen på rad {line} (”{contents}”). Rubriken publiceras som den står.",
        "The heading of § {paragraph} (“{heading}”) differs from the table of contents on line {line} (“{contents}”). The heading is published as it stands.",
    ),
    "heading-unknown": (
        "warning",
        "Rubriken ”{heading}” finns inte i kodlistan section. Texten publiceras utan slag; lägg till rubriken i vocab/sections.ttl om den är vanlig.",
        "The heading “{heading}” is not in the code list section. The text is published without a kind; add the heading to vocab/sections.ttl if it is common.",
    ),
    "impossible-date": (
        "warning",
        "”{printed}” är ingen dag i kalendern och har inte lästs. Rätta datumet.",
        "“{printed}” is no day of the calendar and was not read. Correct the date.",
    ),
    "lines-unread": (
        "warning",
        "Raderna kunde inte läsas: ”{text}”. Skriv om dem eller anmäl formen så att läsaren lär sig den.",
        "The lines could not be read: “{text}”. Rewrite them, or report the form so that the reader learns it.",
    ),
    "municipality-not-member": (
        "warning",
        "{municipality} är inte en av organets medlemskommuner i dataset.toml. Kontrollera kommunen eller inställningen members.",
        "{municipality} is not one of the member municipalities of the body in dataset.toml. Check the municipality or the setting members.",
    ),
    "next-meeting-unclear": (
        "note",
        "Nästa möte (”{printed}”) har inget datum som kunde läsas. Skriv dag, månad och år.",
        "The next meeting (“{printed}”) has no date that could be read. Write day, month and year.",
    ),
    "no-actor": (
        "warning",
        "Punkten säger att något ska göras men inte vem som ska göra det. Den publiceras som ett uppdrag utan utförare; fråga organet.",
        "The clause says that something is to be done but names no one to do it. It is published as an assignment without assignee; ask the body.",
    ),
    "office-titles": (
        "note",
        "Samma befattning verkar ha två titlar: {titles}. Kontrollera om det är samma person.",
        "One office seems to have two titles: {titles}. Check whether it is the same person.",
    ),
    "organization-spelling": (
        "note",
        "”{printed}” (rad {lines}) är nästan ”{known}”, troligen samma organisation. Rätta stavningen eller lägg till den i organizations.csv.",
        "“{printed}” (line {lines}) is nearly “{known}”, probably the same organization. Correct the spelling or add it to organizations.csv.",
    ),
    "organization-unknown": (
        "warning",
        "”{name}” finns inte i organizations.csv. Lägg till organisationen eller stavningen där.",
        "“{name}” is not in organizations.csv. Add the organization or the spelling there.",
    ),
    "paragraph-gap": (
        "warning",
        "Efter § {before} kommer § {after}. Kontrollera att ingen paragraf saknas.",
        "After § {before} comes § {after}. Check that no paragraph is missing.",
    ),
    "paragraph-not-here": (
        "note",
        "Texten hänvisar till {paragraph}, som inte finns i detta protokoll. Kontrollera numret eller skriv vems paragraf det är.",
        "The text refers to {paragraph}, which is not in these minutes. Check the number, or write whose paragraph it is.",
    ),
    "paragraph-not-in-contents": (
        "note",
        "§ {paragraph} saknas i innehållsförteckningen. Komplettera den.",
        "§ {paragraph} is missing from the table of contents. Complete it.",
    ),
    "paragraph-repeated": (
        "warning",
        "§ {paragraph} står en gång till; texten under har lästs som en del av paragrafen före. Rätta numret.",
        "§ {paragraph} stands once more; the text below was read as part of the paragraph before it. Correct the number.",
    ),
    "paragraphs-differ": (
        "warning",
        "Försättsbladet anger §§ {stated}, men protokollet innehåller §§ {found}. Kontrollera vilket som är rätt.",
        "The cover states §§ {stated}, but the minutes hold §§ {found}. Check which is right.",
    ),
    "participant-paragraph": (
        "warning",
        "En deltagare är antecknad för § {paragraph}, men protokollet omfattar §§ {stated}. Kontrollera paragrafen i närvarolistan.",
        "A participant is listed for § {paragraph}, but the minutes cover §§ {stated}. Check the paragraph in the attendance list.",
    ),
    "party-unknown": (
        "note",
        "Partibeteckningen ({party}) finns inte i vocab/parties.csv. Den publiceras som den står; lägg till partiet där.",
        "The party designation ({party}) is not in vocab/parties.csv. It is published as printed; add the party there.",
    ),
    "presenter-paragraph": (
        "warning",
        "{name} föredrar § {paragraph} men är i närvarolistan antecknad för § {listed}. Kontrollera närvarolistan.",
        "{name} presents § {paragraph} but is listed in the attendance for § {listed}. Check the attendance list.",
    ),
    "role-missing": (
        "note",
        "Protokollet anger ingen {role}. Kontrollera underskrifterna.",
        "The minutes name no {role_en}. Check the signatures.",
    ),
    "role-not-in-attendance": (
        "warning",
        "{name} har en roll i protokollet men står inte i närvarolistan. Kontrollera namnet och listan.",
        "{name} has a role in the minutes but is not in the attendance list. Check the name and the list.",
    ),
    "role-unclear": (
        "note",
        "Punkten utser någon, men inte till vad läsaren kan se. Kontrollera rollen.",
        "The clause appoints somebody, but to what the reader cannot see. Check the role.",
    ),
    "same-name": (
        "warning",
        "{name} står med två partier eller kommuner. Är det två personer: skilj dem åt i people.csv.",
        "{name} stands with two parties or municipalities. If these are two persons, tell them apart in people.csv.",
    ),
    "seats-differ": (
        "warning",
        "Närvarolistan har {found} {what}, men organet har {seats} platser enligt dataset.toml. Kontrollera listan.",
        "The attendance list has {found} {what_en}, but the body has {seats} seats according to dataset.toml. Check the list.",
    ),
    "section-empty": (
        "note",
        "Under rubriken ”{heading}” står ingenting. Ta bort rubriken eller fyll i texten.",
        "Nothing stands under the heading “{heading}”. Remove the heading or write the text.",
    ),
    "self-reference": (
        "warning",
        "Paragrafen hänvisar till sig själv ({paragraph}) för mer information; troligen menas en annan paragraf. Hänvisningen publiceras som den står.",
        "The paragraph refers to itself ({paragraph}) for more information; probably another paragraph is meant. The reference is published as it stands.",
    ),
    "serving-not-stated": (
        "note",
        "{absent} ledamöter är frånvarande och {substitutes} ersättare närvarande, men det står inte vem som tjänstgör för vem. Skriv det i närvarolistan.",
        "{absent} members are absent and {substitutes} substitutes present, but it does not say who serves for whom. Write it in the attendance list.",
    ),
    "signature-without-title": (
        "note",
        "{name} har skrivit under utan att rollen står. Skriv ordförande, sekreterare eller justerare vid namnet.",
        "{name} signed without a role. Write chair, secretary or adjuster by the name.",
    ),
    "sum-unread": (
        "note",
        "”{printed}” ser ut som ett belopp men har inte lästs; bara belopp i kronor skrivna med siffror läses. Se efter i texten.",
        "“{printed}” looks like a sum but was not read; only sums in kronor written in figures are. Look in the text.",
    ),
    "time-order": (
        "warning",
        "Mötet slutar {end}, inte efter att det börjar {start}. Kontrollera tiderna.",
        "The meeting ends at {end}, not after it starts at {start}. Check the times.",
    ),
    "title-missing": (
        "warning",
        "Paragrafen har ingen rubrik. Skriv en rubrik efter numret.",
        "The paragraph has no title. Write a title after the number.",
    ),
    "title-varies": (
        "note",
        "{name} har två titlar: {titles}. Kontrollera vilken som gäller.",
        "{name} has two titles: {titles}. Check which is right.",
    ),
    "vacant-seat": (
        "note",
        "En plats står som vakant eller tom (”{printed}”). Ingen deltagare har skapats av raden.",
        "A seat is printed as vacant or empty (“{printed}”). The line gave no participant.",
    ),
    "vote-without-decision": (
        "warning",
        "Punkten har en omröstning men inget beslut som kunde läsas. Kontrollera rubriken över beslutet.",
        "The item has a vote but no decision that could be read. Check the heading above the decision.",
    ),
    "votes-differ": (
        "warning",
        "Texten anger rösterna {stated} (ja–nej), listan {listed}. Båda publiceras; kontrollera vilket som är rätt.",
        "The text states the votes {stated} (yes–no), the list {listed}. Both are published; check which is right.",
    ),
    "weekday-wrong": (
        "warning",
        "”{printed}”: dagen är en {true}, inte en {weekday}. Datumet har lästs; kontrollera vilket som är rätt.",
        "“{printed}”: the day is a {true} (in Swedish), not a {weekday}. The date was read; check which is right.",
    ),
    "year-inferred": (
        "note",
        "”{printed}” saknar år; {date} har antagits, den senaste sådana månaden före mötet. Kontrollera året.",
        "“{printed}” has no year; {date} was inferred, the latest such month before the meeting. Check the year.",
    ),
}  # fmt: skip

_POLICY: dict[str, tuple[str, str, str]] = {
    "name-undecided": (
        "error",
        "”{name}” ser ut som ett personnamn men står inte i närvarolistan. Skriv i dataset.toml under [publication] om namnet ska publiceras (allow) eller ersättas (mask), med skäl, eller att det inte är ett namn (not_names).",
        "“{name}” looks like a person's name but is not in the attendance list. Say in dataset.toml under [publication] whether the name is to be published (allow) or masked (mask), with a reason, or that it is no name (not_names).",
    ),
    "identity-number": (
        "error",
        "Raden innehåller något som ser ut som ett personnummer. Ta bort det ur protokollet innan det publiceras.",
        "The line holds what looks like a personal identity number. Remove it from the minutes before they are published.",
    ),
    "email-address": (
        "error",
        "Raden innehåller en e-postadress. Ta bort den ur protokollet innan det publiceras.",
        "The line holds an e-mail address. Remove it from the minutes before they are published.",
    ),
    "phone-number": (
        "error",
        "Raden innehåller något som ser ut som ett telefonnummer. Ta bort det ur protokollet innan det publiceras.",
        "The line holds what looks like a telephone number. Remove it from the minutes before they are published.",
    ),
    "not-approved": (
        "error",
        "Protokollet är inte justerat på utgåvans dag {release} (justering: {adjusted}). Vänta, eller sätt unapproved = true under [publication] i dataset.toml.",
        "The minutes are not adjusted (approved) on the day of the release {release} (adjustment: {adjusted}). Wait, or set unapproved = true under [publication] in dataset.toml.",
    ),
    "name-masked": (
        "note",
        "Ett namn är ersatt på {count} rader enligt dataset.toml: {reason}",
        "A name is masked on {count} lines as dataset.toml says: {reason}",
    ),
}  # fmt: skip

PROBLEM_TEXTS: dict[str, ProblemText] = {
    code: ProblemText(*text) for code, text in {**_READER, **_POLICY, **FACT_TEXTS}.items()
}


def severity_of(problem: Problem) -> str:
    """error, warning or note."""
    return PROBLEM_TEXTS[problem.code].severity


def sentence(problem: Problem, language: str) -> str:
    """The sentence of a problem in `sv` or `en`."""
    text = PROBLEM_TEXTS[problem.code]
    return (text.sv if language == "sv" else text.en).format_map(problem.facts)
