"""The row classes and TABLES: the one declaration of every table, column, key and term.

Names and order of tables and columns are a contract with readers: add, do not rename.
Every other form of a table (Arrow, Table Schema, RDF, SHACL, documentation) is a function of this.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from socsam_opendata.model.derived import moment, paragraph_label
from socsam_opendata.model.iris import PREFIXES
from socsam_opendata.model.table import Derived, Link, Means, Table

# What the texts of a column look like, where it has a form of its own.
PARAGRAPH = r"[1-9][0-9]*"
PARAGRAPHS = r"[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*"
CITED_PARAGRAPH = "[1-9][0-9]*( [a-z])?"
PART = "[a-zåäö]"
ORGANISATION_NUMBER = r"[0-9]{6}-[0-9]{4}"
MUNICIPALITY_CODE = "[0-9]{4}"
COUNTY_CODE = "[0-9]{2}"
CURRENCY = "[A-Z]{3}"
CHECKSUM = "[0-9a-f]{64}"
PROBLEM_CODE = "[a-z]+(-[a-z]+)*"
TABLE_NAME = "[a-z]+(_[a-z]+)*"

Key = Annotated[
    str,
    Means(
        None, "Id", "Id", "Radens nyckel, unik i tabellen.", "The key of the row, unique in the table."
    ),
]


# What columns of several tables mean.
_FIRST_LINE = Means("spec:firstLine", "Första rad", "First line",
    "Första raden i källtexten, räknad från 1.",
    "First line in the published source text, counted from 1.", minimum=1)
_LAST_LINE = Means("spec:lastLine", "Sista rad", "Last line",
    "Sista raden i källtexten, räknad från 1.",
    "Last line in the published source text, counted from 1.", minimum=1)
_SOURCE = Means("spec:source", "Källa", "Source",
    "Källtexten det gäller.", "The source text concerned.", to="sources")
_ORGANISATION_NUMBER = Means("spec:organisationNumber", "Organisationsnummer", "Organisation number",
    "Organisationsnummer, där det är känt.",
    "Swedish organisation number, where known.", form=ORGANISATION_NUMBER)
_WIKIDATA = Means("schema:sameAs", "Wikidata", "Wikidata",
    "Samma sak i Wikidata.", "The same thing in Wikidata.", form="wikidata")
_NAME_EN = Means("skos:prefLabel", "Namn på engelska", "Name in English",
    "Namnet på engelska.", "The name in English.", lang="en")
_MUNICIPALITY = Means("spec:municipality", "Kommun", "Municipality",
    "Kommunen det gäller.", "The municipality concerned.", to="municipalities")
_BODY = Means("spec:body", "Organ", "Body",
    "Organet det gäller.", "The body concerned.", to="organizations")
_MEETING = Means("spec:meeting", "Möte", "Meeting",
    "Mötet det gäller.", "The meeting concerned.", to="meetings")
_ORGANIZATION = Means("spec:organization", "Organisation", "Organization",
    "Organisationen det gäller.", "The organization concerned.", to="organizations")
_WITHHELD = Means("spec:withheld", "Namn utelämnat", "Name withheld",
    "Varför namnet inte publiceras; tom om det publiceras.",
    "Why the name is not published; empty where it is.", code="withheld-reason")
_ITEM = Means("spec:item", "Ärendepunkt", "Agenda item",
    "Punkten på dagordningen det gäller.", "The agenda item concerned.", to="agenda_items")
_CLAUSE = Means("spec:clause", "Att-sats", "Clause",
    "Beslutssatsen det gäller.", "The decision clause concerned.", to="clauses")
_PERSON = Means("spec:person", "Person", "Person",
    "Personen; tom om namnet inte publiceras eller ingen person nämns.",
    "The person; empty where the name is not published or none is named.", to="persons")
_TEXT = Means("spec:text", "Text", "Text",
    "Texten som den står i protokollet.", "The text as printed.", lang="sv")
_TITLE = Means("dcterms:title", "Titel", "Title",
    "Titeln som den står i källan.", "The title as printed.", lang="sv")
_DIARY_NUMBER = Means("spec:diaryNumber", "Diarienummer", "Diary number",
    "Ärendets diarienummer, där det är tryckt.",
    "The registration number of the case, where printed.")
_POSITION = Means("spec:position", "Ordning", "Position",
    "Radens ordning inom det den hör till, från 1.",
    "The order of the row within what it belongs to, from 1.", minimum=1)
_PARTY = Means("spec:party", "Parti", "Party",
    "Partiet det gäller.", "The party concerned.", to="parties")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A row that is read from a source: where it stands there."""

    source: Annotated[
        str,
        Means("oa:hasSource", "Källa", "Source",
              "Källtexten som uppgiften är läst ur.",
              "The source text the fact was read from.", to="sources"),
    ]
    first_line: Annotated[int, _FIRST_LINE]
    last_line: Annotated[int, _LAST_LINE]


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """A Swedish municipality."""

    id: Annotated[
        str,
        Means("skos:notation", "Kommunkod", "Municipality code",
              "Kommunens fyrsiffriga kod enligt SCB.",
              "The four-digit code of the municipality (Statistics Sweden).",
              form=MUNICIPALITY_CODE),
    ]
    name: Annotated[str, Means("skos:prefLabel", "Namn", "Name",
        "Kommunens namn utan ordet kommun.",
        "The name of the municipality without the word kommun.", lang="sv")]
    official_name: Annotated[str, Means("spec:officialName", "Officiellt namn", "Official name",
        "Kommunens namn i sin helhet.", "The full name of the municipality.")]
    county_code: Annotated[str, Means("spec:countyCode", "Länskod", "County code",
        "Länets tvåsiffriga kod.", "The two-digit code of the county.", form=COUNTY_CODE)]
    county: Annotated[str, Means("spec:county", "Län", "County",
        "Länets namn.", "The name of the county.")]
    organisation_number: Annotated[str | None, _ORGANISATION_NUMBER] = None
    wikidata: Annotated[str | None, _WIKIDATA] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A political party, national or local."""

    id: Key
    abbreviation: Annotated[str, Means("skos:notation", "Förkortning", "Abbreviation",
        "Partiets förkortning.", "The abbreviation of the party.")]
    name: Annotated[str, Means("skos:prefLabel", "Namn", "Name",
        "Partiets namn.", "The name of the party.", lang="sv")]
    name_en: Annotated[str | None, _NAME_EN] = None
    scope: Annotated[str, Means("spec:scope", "Räckvidd", "Scope",
        "Om partiet är nationellt eller lokalt.",
        "Whether the party is national or local.", code="party-scope")]
    municipality: Annotated[str | None, _MUNICIPALITY] = None
    wikidata: Annotated[str | None, _WIKIDATA] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """A body, authority, network or association that the minutes name."""

    id: Key
    name: Annotated[str, Means("skos:prefLabel", "Namn", "Name",
        "Organisationens namn.", "The name of the organization.", lang="sv")]
    name_en: Annotated[str | None, _NAME_EN] = None
    short_name: Annotated[str | None, Means("skos:altLabel", "Kortnamn", "Short name",
        "Förkortning eller kortare namn.", "Abbreviation or shorter name.")] = None
    kind: Annotated[str, Means("org:classification", "Slag", "Kind",
        "Vad för slags organisation det är.",
        "What kind of organization it is.", code="organization-kind")]
    part_of: Annotated[str | None, Means("org:subOrganizationOf", "Del av", "Part of",
        "Organisationen den är en del av.",
        "The organization it is a part of.", to="organizations")] = None
    municipality: Annotated[str | None, _MUNICIPALITY] = None
    organisation_number: Annotated[str | None, _ORGANISATION_NUMBER] = None
    wikidata: Annotated[str | None, _WIKIDATA] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMember:
    """A municipality that is a member of a body."""

    id: Key
    body: Annotated[str, _BODY]
    municipality: Annotated[str, _MUNICIPALITY]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person whose name is published; a withheld person has no row and no key anywhere."""

    id: Key
    name: Annotated[str, Means("foaf:name", "Namn", "Name",
        "Personens namn som det står i protokollet.",
        "The name of the person as printed in the minutes.")]
    category: Annotated[str, Means("spec:category", "Kategori", "Category",
        "Förtroendevald, tjänsteperson eller gäst.",
        "Elected, official or guest.", code="person-category")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Fact):
    """A meeting of a body."""

    id: Key
    body: Annotated[str, _BODY]
    date: Annotated[dt.date, Means("eli-dl:activity_date", "Datum", "Date",
        "Dagen för mötet.", "The day of the meeting.")]
    starts_at: Annotated[dt.time | None, Means("spec:startsAt", "Börjar", "Starts at",
        "Klockslag då mötet börjar, svensk tid.",
        "Local time (Europe/Stockholm) the meeting starts.")] = None
    ends_at: Annotated[dt.time | None, Means("spec:endsAt", "Slutar", "Ends at",
        "Klockslag då mötet slutar, svensk tid.",
        "Local time (Europe/Stockholm) the meeting ends.")] = None
    place: Annotated[str | None, Means("schema:location", "Plats", "Place",
        "Platsen för mötet.", "The place of the meeting.")] = None
    first_paragraph: Annotated[str | None, Means("spec:firstParagraph", "Första paragraf",
        "First paragraph",
        "Numret på mötets första paragraf. Tomt där inga paragrafer är kända.",
        "The number of the first paragraph of the meeting. Empty where no paragraphs are known.",
        form=PARAGRAPH)] = None
    last_paragraph: Annotated[str | None, Means("spec:lastParagraph", "Sista paragraf",
        "Last paragraph", "Numret på mötets sista paragraf. Tomt där inga paragrafer är kända.",
        "The number of the last paragraph of the meeting. Empty where no paragraphs are known.",
        form=PARAGRAPH)] = None
    adjusted_on: Annotated[dt.date | None, Means("spec:adjustedOn", "Justeringsdag",
        "Adjustment day", "Dagen som bestämts för justering av protokollet.",
        "The day appointed for the adjustment (approval) of the minutes.")] = None
    adjustment_place: Annotated[str | None, Means("spec:adjustmentPlace", "Justeringens plats",
        "Adjustment place", "Hur eller var protokollet justeras.",
        "Where or how the minutes are adjusted.")] = None
    next_meeting_on: Annotated[dt.date | None, Means("spec:nextMeetingOn", "Nästa möte",
        "Next meeting", "Dagen för nästa möte.", "The day of the next meeting.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Fact):
    """A person in the attendance list of a meeting, present or absent."""

    id: Key
    meeting: Annotated[str, _MEETING]
    person: Annotated[str | None, Means("eli-dl:had_participant_person", "Person", "Person",
        "Personen; tom om namnet inte publiceras.",
        "The person; empty where the name is not published.", to="persons")] = None
    capacity: Annotated[str, Means("eli-dl:participation_role", "Egenskap", "Capacity",
        "I vilken egenskap personen deltar.",
        "The capacity in which the person takes part.", code="capacity")]
    status: Annotated[str, Means("spec:status", "Närvaro", "Attendance",
        "Om personen är närvarande, frånvarande eller med en del av mötet.",
        "Whether the person is present, absent or present in part.", code="attendance-status")]
    party: Annotated[str | None, Means("eli-dl:participation_in_name_of", "Parti", "Party",
        "Partiet personen företräder.", "The party the person represents.", to="parties")] = None
    party_text: Annotated[str | None, Means("spec:partyText", "Parti som tryckt",
        "Party as printed", "Partibeteckningen som den står i protokollet.",
        "The party designation as printed.")] = None
    municipality: Annotated[str | None, _MUNICIPALITY] = None
    organization: Annotated[str | None, _ORGANIZATION] = None
    paragraphs: Annotated[str | None, Means("spec:onlyDuring", "Endast paragrafer",
        "Only during", "Paragraferna personen är med på; tom = alla. Till exempel 130-133,135.",
        "The paragraphs the person attends; empty = all. For example 130-133,135.",
        form=PARAGRAPHS)] = None
    serves_for: Annotated[str | None, Means("spec:servesFor", "Tjänstgör för", "Serves for",
        "Ledamoten som ersättaren tjänstgör för.",
        "The member the substitute serves for.", to="persons")] = None
    withheld: Annotated[str | None, _WITHHELD] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Fact):
    """Who acted as what at a meeting or item, or was appointed to what by a clause."""

    id: Key
    meeting: Annotated[str, _MEETING]
    item: Annotated[str | None, _ITEM] = None
    clause: Annotated[str | None, _CLAUSE] = None
    person: Annotated[str | None, _PERSON] = None
    organization: Annotated[str | None, _ORGANIZATION] = None
    role: Annotated[str, Means("spec:role", "Roll", "Role",
        "Rollen.", "The role.", code="role")]
    text: Annotated[str | None, _TEXT] = None
    paragraphs: Annotated[str | None, Means("spec:onlyDuring", "Endast paragrafer",
        "Only during", "Paragraferna personen hade rollen; tom = alla. Till exempel 130-133,135.",
        "The paragraphs the person had the role; empty = all. For example 130-133,135.",
        form=PARAGRAPHS)] = None
    withheld: Annotated[str | None, _WITHHELD] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A matter that may come back at several items and meetings."""

    id: Key
    title: Annotated[str, _TITLE]
    diary_number: Annotated[str | None, _DIARY_NUMBER] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Fact):
    """A paragraph of the minutes, or a lettered part of one."""

    id: Key
    meeting: Annotated[str, Means("eli-dl:forms_part_of", "Möte", "Meeting",
        "Mötet det gäller.", "The meeting concerned.", to="meetings")]
    number: Annotated[str, Means("spec:number", "Paragraf", "Paragraph",
        "Paragrafens nummer.", "The number of the paragraph.", form=PARAGRAPH)]
    part: Annotated[str | None, Means("spec:part", "Del", "Part",
        "Bokstaven på en del av paragrafen.",
        "The letter of a part of the paragraph.", form=PART)] = None
    parent: Annotated[str | None, Means("spec:parent", "Del av punkt", "Part of item",
        "Paragrafen som delen hör till.", "The paragraph the part belongs to.",
        to="agenda_items", sub_property_of="dcterms:isPartOf")] = None
    position: Annotated[int, Means("eli-dl:activity_order", "Ordning", "Position",
        "Punktens plats i protokollet, från 1.",
        "The place of the item in the minutes, from 1.", minimum=1)]
    title: Annotated[str, _TITLE]
    kind: Annotated[str, Means("eli-dl:had_activity_type", "Slag", "Kind",
        "Vad för slags punkt det är.", "What kind of item it is.", code="item-kind")]
    case: Annotated[str, Means("spec:case", "Ärende", "Case",
        "Ärendet som punkten hör till.", "The case the item belongs to.", to="cases")]
    diary_number: Annotated[str | None, _DIARY_NUMBER] = None
    confidential: Annotated[str, Means("spec:confidential", "Sekretess", "Confidential",
        "Om punkten är borttagen ur protokollet på grund av sekretess.",
        "Whether the item is removed from the minutes for secrecy.", form="yesno")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemText(Fact):
    """A section of text of an item, under its printed heading."""

    id: Key
    item: Annotated[str, _ITEM]
    section: Annotated[str, Means("spec:section", "Avsnitt", "Section",
        "Vad för slags avsnitt det är.", "What kind of section it is.", code="section")]
    heading: Annotated[str | None, Means("spec:heading", "Rubrik", "Heading",
        "Rubriken som den står i protokollet; tom om ingen är tryckt.",
        "The heading as printed; empty where none is.", lang="sv")] = None
    position: Annotated[int, _POSITION]
    text: Annotated[str, _TEXT]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Fact):
    """What an item decided, as a whole; its clauses say what."""

    id: Key
    item: Annotated[str, Means("dcterms:isPartOf", "Ärendepunkt", "Agenda item",
        "Punkten på dagordningen det gäller.", "The agenda item concerned.", to="agenda_items")]
    date: Annotated[dt.date, Means("dcterms:date", "Datum", "Date",
        "Dagen för beslutet.", "The day of the decision.")]
    method: Annotated[str, Means("eli-dl:decision_method", "Beslutsform", "Method",
        "Hur beslutet fattades.", "How the decision was made.", code="decision-method")]
    force: Annotated[str, Means("spec:force", "Verkan", "Force",
        "Satsernas verkan, eller blandad där de skiljer sig.",
        "The force of the clauses, or mixed where they differ.",
        code="decision-force")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause(Fact):
    """One point of a decision (att-sats), word for word."""

    id: Key
    decision: Annotated[str, Means("eli:is_part_of", "Beslut", "Decision",
        "Beslutet det gäller.", "The decision concerned.", to="decisions")]
    position: Annotated[int, _POSITION]
    number: Annotated[str | None, Means("eli:number", "Nummer", "Number",
        "Numret eller bokstaven som den står; tom om inget är tryckt.",
        "The number or letter as printed; empty where none is.")] = None
    text: Annotated[str, _TEXT]
    force: Annotated[str, Means("spec:force", "Verkan", "Force",
        "Om satsen är ett beslut, en rekommendation, ett förslag eller en anteckning.",
        "Whether the clause is a decision, recommendation, proposal or record.",
        code="decision-force")]
    beneficiary: Annotated[str | None, Means("spec:beneficiary", "Mottagare av stöd",
        "Beneficiary", "Organisationen som satsen ger eller nekar något.",
        "The organization that the clause grants or refuses something.",
        to="organizations")] = None
    effective_from: Annotated[str | None, Means("spec:effectiveFrom", "Gäller från",
        "Effective from", "Från och med när satsen gäller, EDTF.",
        "From when the clause has effect, EDTF.", form="edtf")] = None
    effective_until: Annotated[str | None, Means("spec:effectiveUntil", "Gäller till",
        "Effective until", "Till och med när satsen gäller, EDTF.",
        "Until when the clause has effect, EDTF.", form="edtf")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseAction(Fact):
    """An act of a clause, and the act within it."""

    id: Key
    clause: Annotated[str, _CLAUSE]
    position: Annotated[int, _POSITION]
    action: Annotated[str, Means("spec:action", "Handling", "Action",
        "Vad satsen gör.", "What the clause does.", code="decision-action")]
    inner_action: Annotated[str | None, Means("spec:innerAction", "Inre handling",
        "Inner action", "Handlingen som rekommenderas, föreslås eller uppdras.",
        "The act that is recommended, proposed or assigned.", code="decision-action")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee(Fact):
    """Whom the outer verb of a clause speaks to."""

    id: Key
    clause: Annotated[str, _CLAUSE]
    organization: Annotated[str | None, _ORGANIZATION] = None
    municipality: Annotated[str | None, _MUNICIPALITY] = None
    text: Annotated[str, _TEXT]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Fact):
    """Who is to do what by when; the date may stand in another clause."""

    id: Key
    clause: Annotated[str, _CLAUSE]
    force: Annotated[str, Means("spec:force", "Verkan", "Force",
        "Om uppdraget är beslutat eller rekommenderat.",
        "Whether the assignment is decided or recommended.", code="decision-force")]
    organization: Annotated[str | None, _ORGANIZATION] = None
    person: Annotated[str | None, _PERSON] = None
    text: Annotated[str, _TEXT]
    due: Annotated[str | None, Means("spec:due", "Klart", "Due",
        "När det ska vara gjort, EDTF.", "When it is to be done, EDTF.", form="edtf")] = None
    due_from: Annotated[dt.date | None, Means("spec:dueFrom", "Klart tidigast", "Due from",
        "Första dagen som tidsuppgiften täcker.",
        "The first day that the due date covers.")] = None
    due_until: Annotated[dt.date | None, Means("spec:dueUntil", "Klart senast", "Due until",
        "Sista dagen som tidsuppgiften täcker.",
        "The last day that the due date covers.")] = None
    due_clause: Annotated[str | None, Means("spec:dueClause", "Sats med tidpunkt", "Due clause",
        "Satsen som säger när, om det är en annan.",
        "The clause that says when, where it is another one.", to="clauses")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Fact):
    """A distinct sum of money of a clause, or of an item's texts."""

    id: Key
    item: Annotated[str, _ITEM]
    clause: Annotated[str | None, Means("spec:clause", "Att-sats", "Clause",
        "Beslutssatsen det gäller; tom om summan står i punktens texter.",
        "The clause concerned; empty where the sum stands in the item's texts.",
        to="clauses")] = None
    value: Annotated[Decimal, Means("schema:value", "Belopp", "Value",
        "Beloppet i hela valutaenheter med två decimaler.",
        "The sum in whole units of the currency, two decimals.")]
    currency: Annotated[str, Means("schema:currency", "Valuta", "Currency",
        "Valuta enligt ISO 4217.", "Currency, ISO 4217.", form=CURRENCY)]
    per: Annotated[str, Means("spec:per", "Per", "Per",
        "Vad beloppet gäller: totalt, per invånare eller per tid.",
        "What the sum is for: in total, per inhabitant or per time.", code="amount-per")]
    meaning: Annotated[str, Means("spec:meaning", "Betydelse", "Meaning",
        "Vad beloppet betyder i texten.", "What the sum means in the text.",
        code="amount-meaning")]
    text: Annotated[str, _TEXT]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Fact):
    """A document that the minutes list for an item."""

    id: Key
    item: Annotated[str, _ITEM]
    title: Annotated[str, _TITLE]
    kind: Annotated[str, Means("dcterms:type", "Slag", "Kind",
        "Vad för slags handling det är.", "What kind of document it is.", code="document-kind")]
    role: Annotated[str, Means("spec:documentRole", "Roll", "Role",
        "Om handlingen är underlag, bilaga eller visad.",
        "Whether the document is basis, appendix or presented.", code="document-role")]
    dated: Annotated[str | None, Means("spec:dated", "Daterad", "Dated",
        "Handlingens datum, EDTF, där det är tryckt.",
        "The date of the document, EDTF, where printed.", form="edtf")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Fact):
    """A reference to a decision, meeting or paragraph, of this or another body."""

    id: Key
    item: Annotated[str, _ITEM]
    clause: Annotated[str | None, _CLAUSE] = None
    text: Annotated[str, _TEXT]
    quoted_text: Annotated[str | None, Means("spec:quotedText", "Citerad text", "Quoted text",
        "Det som återges ur det citerade beslutet.",
        "What is quoted from the cited decision.", lang="sv")] = None
    body: Annotated[str | None, _BODY] = None
    body_text: Annotated[str | None, Means("spec:bodyText", "Organ som tryckt", "Body as printed",
        "Det citerade organet som det står.", "The cited body as printed.")] = None
    date: Annotated[str | None, Means("spec:citedDate", "Datum", "Date",
        "Det citerade mötets eller beslutets datum, EDTF.",
        "The date of the cited meeting or decision, EDTF.", form="edtf")] = None
    paragraph: Annotated[str | None, Means("spec:paragraph", "Paragraf", "Paragraph",
        "Den citerade paragrafen.", "The cited paragraph.",
        form=CITED_PARAGRAPH)] = None
    resolves_to_item: Annotated[str | None, Means("spec:resolvesToItem", "Pekar på punkt",
        "Resolves to item", "Den citerade punkten, om den finns i datamängden.",
        "The cited agenda item, where it is in the dataset.", to="agenda_items",
        sub_property_of="dcterms:references")] = None
    resolves_to_meeting: Annotated[str | None, Means("spec:resolvesToMeeting", "Pekar på möte",
        "Resolves to meeting", "Det citerade mötet, om det finns i datamängden.",
        "The cited meeting, where it is in the dataset.", to="meetings",
        sub_property_of="dcterms:references")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Fact):
    """A vote with counted or listed ballots. Stated and listed counts are both kept."""

    id: Key
    decision: Annotated[str, Means("spec:decision", "Beslut", "Decision",
        "Beslutet det gäller.", "The decision concerned.", to="decisions")]
    position: Annotated[int, _POSITION]
    yes_means: Annotated[str | None, Means("spec:yesMeans", "Ja betyder", "Yes means",
        "Vad en ja-röst betydde.", "What a yes meant.", lang="sv")] = None
    no_means: Annotated[str | None, Means("spec:noMeans", "Nej betyder", "No means",
        "Vad en nej-röst betydde.", "What a no meant.", lang="sv")] = None
    yes: Annotated[int | None, Means("eli-dl:number_of_votes_favor", "Ja-röster", "Yes",
        "Antal ja-röster enligt texten.", "Yes votes as stated.", minimum=0)] = None
    no: Annotated[int | None, Means("eli-dl:number_of_votes_against", "Nej-röster", "No",
        "Antal nej-röster enligt texten.", "No votes as stated.", minimum=0)] = None
    abstained: Annotated[int | None, Means("eli-dl:number_of_votes_abstention", "Avstår",
        "Abstained", "Antal som avstod.", "Number that abstained.", minimum=0)] = None
    absent: Annotated[int | None, Means("spec:absentVoters", "Frånvarande", "Absent",
        "Antal frånvarande vid omröstningen.", "Number absent from the vote.", minimum=0)] = None
    listed_yes: Annotated[int | None, Means("spec:listedYes", "Ja i listan", "Listed yes",
        "Antal ja-röster i voteringslistan.", "Yes votes in the list.", minimum=0)] = None
    listed_no: Annotated[int | None, Means("spec:listedNo", "Nej i listan", "Listed no",
        "Antal nej-röster i voteringslistan.", "No votes in the list.", minimum=0)] = None
    outcome: Annotated[str | None, Means("spec:outcome", "Utfall", "Outcome",
        "Vilken sida som vann.", "Which side won.", code="vote-outcome")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot(Fact):
    """How one person voted."""

    id: Key
    vote: Annotated[str, Means("spec:vote", "Omröstning", "Vote",
        "Omröstningen det gäller.", "The vote concerned.", to="votes")]
    person: Annotated[str, Means("spec:voter", "Person", "Person",
        "Personen som röstade.", "The person who voted.", to="persons")]
    party: Annotated[str | None, _PARTY] = None
    choice: Annotated[str, Means("spec:choice", "Röst", "Choice",
        "Hur personen röstade.", "How the person voted.", code="ballot-choice")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissent(Fact):
    """A reservation, a note to the minutes, or a recusal."""

    id: Key
    item: Annotated[str, _ITEM]
    kind: Annotated[str, Means("spec:dissentKind", "Slag", "Kind",
        "Reservation, anteckning eller jäv.",
        "Reservation, note or recusal.", code="dissent-kind")]
    person: Annotated[str | None, _PERSON] = None
    party: Annotated[str | None, _PARTY] = None
    text: Annotated[str | None, _TEXT] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A document the facts are read from, and how much of it was read."""

    id: Key
    path: Annotated[str, Means("spec:path", "Fil", "Path",
        "Den publicerade källtexten, räknat från paketets mapp.",
        "The published source text, relative to the package.")]
    url: Annotated[str | None, Means("spec:url", "Webbadress", "URL",
        "Utgivarens original.", "The publisher's original.", form="uri")] = None
    media_type: Annotated[str, Means("dcterms:format", "Mediatyp", "Media type",
        "Originalets mediatyp.", "The media type of the original.")]
    sha256: Annotated[str, Means("spec:sha256", "SHA-256", "SHA-256",
        "Kontrollsumma för originalet.", "Checksum of the original.", form=CHECKSUM)]
    pages: Annotated[int | None, Means("spec:pages", "Sidor", "Pages",
        "Antal sidor, där originalet har sidor.",
        "Number of pages, where the original has pages.", minimum=1)] = None
    lines: Annotated[int, Means("spec:lines", "Rader", "Lines",
        "Antal rader i källtexten.", "Number of lines of the source text.", minimum=0)]
    lines_read: Annotated[int, Means("spec:linesRead", "Lästa rader", "Lines read",
        "Rader som gett uppgifter.", "Lines that gave facts.", minimum=0)]
    lines_ignored: Annotated[int, Means("spec:linesIgnored", "Förbigångna rader",
        "Lines ignored", "Rader som förbigåtts av ett angivet skäl.",
        "Lines ignored for a named reason.", minimum=0)]
    lines_unread: Annotated[int, Means("spec:linesUnread", "Olästa rader", "Lines unread",
        "Rader som inte förstods.", "Lines that were not understood.", minimum=0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """A page of a document, and the lines of the source text that stand on it."""

    id: Key
    source: Annotated[str, _SOURCE]
    page: Annotated[int, Means("spec:page", "Sida", "Page",
        "Sidan i originalet, räknad från dess första sida som 1.",
        "The page of the original, counted from its first page as 1.", minimum=1)]
    first_line: Annotated[int, _FIRST_LINE]
    last_line: Annotated[int, _LAST_LINE]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow:
    """Something doubtful in a source or in what was read from it, and what to do."""

    id: Key
    source: Annotated[str, _SOURCE]
    code: Annotated[str, Means("spec:problemCode", "Kod", "Code",
        "Vad för slags problem det är.", "What kind of problem it is.",
        form=PROBLEM_CODE)]
    severity: Annotated[str, Means("spec:severity", "Allvar", "Severity",
        "Fel, varning eller anmärkning.", "Error, warning or note.", code="severity")]
    message: Annotated[str, Means("spec:message", "Meddelande", "Message",
        "Vad som är tveksamt och vad man kan göra.",
        "What is doubtful and what to do, in Swedish.", lang="sv")]
    message_en: Annotated[str, Means("spec:message", "Meddelande på engelska",
        "Message in English", "Vad som är tveksamt och vad man kan göra, på engelska.",
        "What is doubtful and what to do, in English.", lang="en")]
    first_line: Annotated[int | None, _FIRST_LINE] = None
    last_line: Annotated[int | None, _LAST_LINE] = None
    table_name: Annotated[str | None, Means("spec:tableName", "Tabell", "Table",
        "Tabellen problemet gäller.", "The table the problem is about.",
        form=TABLE_NAME)] = None
    row: Annotated[str | None, Means("spec:rowKey", "Rad", "Row",
        "Nyckeln på raden problemet gäller.",
        "The key of the row the problem is about.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """An elected person's seat in a body, as seen in the attendance of its meetings (a view)."""

    id: Key
    person: Annotated[str, Means("org:member", "Person", "Person",
        "Personen som har platsen.", "The person who holds the seat.", to="persons")]
    body: Annotated[str, Means("org:organization", "Organ", "Body",
        "Organet det gäller.", "The body concerned.", to="organizations")]
    role: Annotated[str, Means("org:role", "Roll", "Role",
        "Ledamot eller ersättare.", "Member or substitute.", code="capacity")]
    party: Annotated[str | None, _PARTY] = None
    municipality: Annotated[str | None, _MUNICIPALITY] = None
    first_seen: Annotated[dt.date, Means("spec:firstSeen", "Först sedd", "First seen",
        "Första mötet där personen står i närvarolistan, med detta parti och denna kommun.",
        "The first meeting with the person in its attendance list, of this party and place.")]
    last_seen: Annotated[dt.date, Means("spec:lastSeen", "Senast sedd", "Last seen",
        "Senaste mötet där personen står i närvarolistan, innan den anger annat parti eller kommun.",
        "The last meeting with the person in its attendance list, until it says otherwise.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionOverview(Fact):
    """One row a decided clause, for people: who decided what, for whom, how much, by when."""

    id: Key
    date: Annotated[dt.date, Means("spec:overviewDate", "Datum", "Date",
        "Dagen för beslutet.", "The day of the decision.")]
    body: Annotated[str, Means("spec:overviewBody", "Organ", "Body",
        "Organet som beslutade.", "The body that decided.")]
    paragraph: Annotated[str, Means("spec:overviewParagraph", "Paragraf", "Paragraph",
        "Paragrafen, till exempel § 14 b.", "The paragraph, for example § 14 b.")]
    title: Annotated[str, Means("spec:overviewTitle", "Rubrik", "Title",
        "Punktens titel.", "The title of the item.")]
    clause: Annotated[str | None, Means("spec:overviewClause", "Punkt", "Clause",
        "Beslutspunktens nummer, där det är tryckt.",
        "The number of the clause, where printed.")] = None
    text: Annotated[str, Means("spec:overviewText", "Beslut", "Text",
        "Beslutspunkten ordagrant.", "The clause word for word.")]
    force: Annotated[str, Means("spec:overviewForce", "Verkan", "Force",
        "Beslut, rekommendation eller förslag.",
        "Decision, recommendation or proposal.", code="decision-force")]
    actions: Annotated[str, Means("spec:overviewActions", "Handlingar", "Actions",
        "Vad punkten gör, svenska benämningar med semikolon emellan.",
        "What the clause does, Swedish labels with semicolons between.")]
    amount: Annotated[Decimal | None, Means("spec:overviewAmount", "Belopp", "Amount",
        "Beloppet i kronor, om punkten har bara ett.",
        "The sum, where the clause has only one.")] = None
    amounts_text: Annotated[str | None, Means("spec:overviewAmountsText", "Belopp som text",
        "Amounts as text", "Alla belopp i punkten som de står.",
        "All sums of the clause as printed.")] = None
    amount_meaning: Annotated[str | None, Means("spec:overviewAmountMeaning",
        "Beloppets betydelse", "Amount meaning", "Vad beloppet betyder, på svenska.",
        "What the sum means, in Swedish.")] = None
    beneficiary: Annotated[str | None, Means("spec:overviewBeneficiary", "Mottagare av stöd",
        "Beneficiary", "Organisationen som får eller nekas något.",
        "The organization that is granted or refused something.")] = None
    addressees: Annotated[str | None, Means("spec:overviewAddressees", "Riktat till",
        "Addressees", "Vem punkten riktar sig till.", "Whom the clause speaks to.")] = None
    assignee: Annotated[str | None, Means("spec:overviewAssignee", "Utförare", "Assignee",
        "Vem som ska göra något.", "Who is to do something.")] = None
    due: Annotated[str | None, Means("spec:overviewDue", "Klart", "Due",
        "När det ska vara gjort, EDTF.", "When it is to be done, EDTF.", form="edtf")] = None
    effective_from: Annotated[str | None, Means("spec:overviewEffectiveFrom", "Gäller från",
        "Effective from", "Från och med när punkten gäller, EDTF.",
        "From when the clause has effect, EDTF.", form="edtf")] = None
    case: Annotated[str, Means("spec:overviewCase", "Ärende", "Case",
        "Ärendets titel.", "The title of the case.")]
    presenters: Annotated[str | None, Means("spec:overviewPresenters", "Föredragande",
        "Presenters", "Vem som föredrog punkten.", "Who presented the item.")] = None
    present_members: Annotated[int, Means("spec:overviewPresentMembers",
        "Närvarande beslutande", "Present members",
        "Antal ledamöter och tjänstgörande ersättare som var med vid paragrafen.",
        "Number of members and serving substitutes present at the paragraph.", minimum=0)]
    doubtful: Annotated[str, Means("spec:overviewDoubtful", "Tveksamt", "Doubtful",
        "Om tabellen problems har en varning eller ett fel för raderna, eller för en rad som hör till.",
        "Whether the table problems has a warning or an error on its lines, or of a row of it.",
        form="yesno")]
    url: Annotated[str | None, Means("spec:overviewUrl", "Webbadress", "URL",
        "Utgivarens original, där adressen är känd.",
        "The publisher's original, where its address is known.", form="uri")] = None


_DATE_TIME = PREFIXES["xsd"] + "dateTime"

TABLES: tuple[Table, ...] = (
    Table("municipalities", Municipality, "municipality", "spec:Municipality",
          "Kommuner", "Municipalities",
          "Kommuner som nämns i datamängden.", "Municipalities that the dataset mentions.",
          scope="shared", defined=True,
          classes=("m8g:PublicOrganisation", "schema:AdministrativeArea", "skos:Concept")),
    Table("parties", Party, "party", "spec:Party", "Partier", "Parties",
          "Partier som nämns i datamängden.", "Parties that the dataset mentions.",
          scope="shared", defined=True, classes=("org:Organization", "skos:Concept")),
    Table("organizations", Organization, "organization", "spec:Organization",
          "Organisationer", "Organizations",
          "Organ, myndigheter, nätverk och föreningar som protokollen nämner.",
          "Bodies, authorities, networks and associations that the minutes name.",
          scope="shared", classes=("org:Organization",)),
    Table("body_members", BodyMember, "body-member", "spec:BodyMember",
          "Organets medlemmar", "Body members",
          "Kommuner som är medlemmar i ett organ.", "Municipalities that are members of a body.",
          scope="shared",
          links=(Link("body", "rdf:type", "org:OrganizationalCollaboration"),
                 Link("body", "org:hasMember", "municipality"))),
    Table("persons", Person, "person", "spec:Person", "Personer", "Persons",
          "Personer vars namn publiceras.", "Persons whose names are published.",
          scope="shared", classes=("person:Person", "foaf:Person")),
    Table("meetings", Meeting, "meeting", "spec:Meeting", "Möten", "Meetings",
          "Ett möte på varje rad.", "One meeting a row.",
          classes=("eli-dl:Activity", "schema:Event"),
          links=(Link("id", "eli-dl:had_responsible_organization", "body"),),
          derived=(
              Derived("eli-dl:activity_start_date", _DATE_TIME, moment("date", "starts_at")),
              Derived("eli-dl:activity_end_date", _DATE_TIME, moment("date", "ends_at")),
          )),
    Table("participants", Participant, "participant", "spec:Participant",
          "Deltagare", "Participants",
          "Närvarolistan: en person och ett möte på varje rad, även frånvarande.",
          "The attendance list: one person at one meeting a row, absent ones too.",
          classes=("eli-dl:Participation",),
          links=(Link("meeting", "eli-dl:had_participation", "id"),
                 Link("id", "eli-dl:had_participant_organization", "organization"))),
    Table("roles", Role, "role", "spec:RoleHeld", "Roller", "Roles",
          "Vem som hade vilken roll vid ett möte eller en punkt, eller utsågs till den.",
          "Who acted as what at a meeting or item, or was appointed to it."),
    Table("cases", Case, "case", "spec:Case", "Ärenden", "Cases",
          "Ärenden, som kan återkomma på flera punkter och möten.",
          "Matters, which may come back at several items and meetings.",
          scope="shared", classes=("eli-dl:Process",)),
    Table("agenda_items", AgendaItem, "agenda-item", "spec:AgendaItem",
          "Ärendepunkter", "Agenda items",
          "En paragraf, eller en bokstavsdel av en, på varje rad.",
          "One paragraph, or a lettered part of one, a row.",
          classes=("eli-dl:Activity",),
          links=(Link("meeting", "eli-dl:consists_of", "id"),
                 Link("id", "eli-dl:forms_part_of", "parent")),
          derived=(Derived("skos:notation", "", paragraph_label),)),
    Table("item_texts", ItemText, "item-text", "spec:ItemText", "Punkternas texter", "Item texts",
          "Punkternas avsnitt: bakgrund, överväganden, synpunkter.",
          "The sections of the items: background, considerations, viewpoints."),
    Table("decisions", Decision, "decision", "spec:Decision", "Beslut", "Decisions",
          "Varje punkt som beslutar något.", "Every item that decides something.",
          classes=("eli-dl:Decision",)),
    Table("clauses", Clause, "clause", "spec:Clause", "Beslutspunkter", "Clauses",
          "Beslutens punkter (att-satser), ordagrant.",
          "The points of the decisions (att-satser), word for word.",
          classes=("eli:WorkSubdivision",)),
    Table("clause_actions", ClauseAction, "clause-action", "spec:ClauseAction",
          "Beslutens handlingar", "Clause actions",
          "Vad varje beslutspunkt gör.", "What each clause does.",
          links=(Link("clause", "spec:action", "action"),
                 Link("clause", "spec:innerAction", "inner_action"))),
    Table("addressees", Addressee, "addressee", "spec:Addressee", "Adressater", "Addressees",
          "Vem varje beslutspunkt riktar sig till.", "Whom each clause speaks to.",
          links=(Link("clause", "spec:addressedTo", "organization"),
                 Link("clause", "spec:addressedTo", "municipality"))),
    Table("assignments", Assignment, "assignment", "spec:Assignment", "Uppdrag", "Assignments",
          "Vem som ska göra vad, och när.", "Who is to do what by when.",
          classes=("schema:PlanAction",),
          links=(Link("id", "schema:agent", "organization"),
                 Link("id", "schema:agent", "person"))),
    Table("amounts", Amount, "amount", "spec:Amount", "Belopp", "Amounts",
          "Belopp i besluten och i punkternas texter.",
          "Sums in the clauses and in the texts of the items.",
          classes=("schema:MonetaryAmount",)),
    Table("documents", Document, "document", "spec:Document", "Handlingar", "Documents",
          "Handlingar som protokollet räknar upp.", "Documents that the minutes list.",
          classes=("foaf:Document", "eli:Work")),
    Table("citations", Citation, "citation", "spec:Citation", "Hänvisningar", "Citations",
          "Hänvisningar till andra beslut, möten och paragrafer.",
          "References to other decisions, meetings and paragraphs.",
          links=(Link("id", "dcterms:references", "resolves_to_item"),
                 Link("id", "dcterms:references", "resolves_to_meeting"))),
    Table("votes", Vote, "vote", "spec:Vote", "Omröstningar", "Votes",
          "Omröstningar med röstetal.", "Votes with their counts.", classes=("eli-dl:Vote",)),
    Table("ballots", Ballot, "ballot", "spec:Ballot", "Röster", "Ballots",
          "Hur var och en röstade, där det är antecknat.",
          "How each person voted, where it is recorded."),
    Table("dissents", Dissent, "dissent", "spec:Dissent", "Reservationer", "Dissents",
          "Reservationer, anteckningar till protokollet och jäv.",
          "Reservations, notes to the minutes and recusals."),
    Table("sources", SourceRow, "source", "spec:Source", "Källor", "Sources",
          "Dokumenten som uppgifterna är lästa ur, och hur mycket av dem som förstods.",
          "The documents the facts were read from, and how much of them was understood.",
          classes=("foaf:Document", "prov:Entity")),
    Table("source_pages", SourcePage, "source-page", "spec:SourcePage",
          "Källornas sidor", "Source pages",
          "Vilka rader i källtexten som står på vilken sida i originalet, där det har sidor.",
          "Which lines of the source text stand on which page of the original, where it has pages."),
    Table("problems", ProblemRow, "problem", "spec:Problem", "Problem", "Problems",
          "Det som är tveksamt i protokollen eller i läsningen av dem.",
          "What is doubtful in the minutes or in the reading of them."),
    Table("memberships", Membership, "membership", "spec:Membership", "Uppdrag i organet",
          "Memberships",
          "Förtroendevaldas platser i organet, enligt närvarolistorna.",
          "The seats of elected persons in the body, as the attendance lists show.",
          scope="shared", view=True, classes=("org:Membership",)),
    Table("decision_overview", DecisionOverview, "decision-overview", "spec:DecisionOverview",
          "Beslutsöversikt", "Decision overview",
          "Alla beslutspunkter på en rad var: vem, vad, för vem, hur mycket, när.",
          "Every decided clause on a row: who, what, for whom, how much, by when.",
          view=True, in_rdf=False),
)

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
MEETING_TABLES: tuple[Table, ...] = tuple(t for t in TABLES if t.scope == "meeting")
SHARED_TABLES: tuple[Table, ...] = tuple(t for t in TABLES if t.scope == "shared")

Rows = dict[str, list[Any]]
