"""References in the texts: to decisions and meetings of this or other bodies, and to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from socsam_opendata.minutes.layout.entries import Entry, running_text
from socsam_opendata.minutes.print import dates, names, paragraphs, sentences
from socsam_opendata.minutes.rules.draft import Draft, Item, Reader
from socsam_opendata.model.iris import DASHES

_DECIDED = re.compile(
    r"\b(?:beslutade|beslöt|har\s+beslutat|beslutat|beslutades|rekommenderade|uppdrog)\b", re.I
)
_MET = re.compile(r"\b(?:sammanträde|sammanträdet|möte|mötet|styrelsemöte|årsmöte)\b", re.I)
# Without a §, a year or a month nothing is cited.
_CITES = re.compile(rf"§|{dates.YEAR}|\bi\s+(?:{dates.MONTH})", re.I)
_NUMBER = re.compile(rf"{paragraphs.ONE}(?P<part>\s?[a-e]\b)?(?!\s*(?:kap|lag))")
# Words beside which a § may be one of a law.
LAW = re.compile(r"\b(?:lag|lagen|kap\.?|SFS|balken|förordning\w*)\b")


# The common nouns of bodies: a § after one is theirs.
_BODY_NOUN = re.compile(
    r"\b\w*(?:styrelsen?|nämnden?|fullmäktige|utskottet|direktionen|förbundet|regionen|beredningen)s?\b",
    re.I,
)


# A body, and between it and its § nothing but words of dates and minutes.
_BETWEEN = re.compile(
    r"(?:[\s,:]+(?:den|av|från|i|vid|protokoll\w*|beslut\w*|sammanträde\w*|möte\w*"
    rf"|\d[{DASHES}\w.:]*|{dates.MONTH}))*[\s,:]*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence of an item, and the entry it stands in."""

    item: Item
    entry: Entry
    sentence: str

    @property
    def lines(self) -> tuple[int, int]:
        return self.entry.lines


def read_citations(reader: Reader, item: Item, entries: Sequence[Entry]) -> None:
    """The citations of an item's texts, with the points quoted from elsewhere."""
    skip = 0
    for at, entry in enumerate(entries):
        if at < skip or not _CITES.search(entry.text):
            continue
        for start, end in sentences.sentences(entry.text):
            said = _Said(item, entry, entry.text[start:end])
            quoted = _quoted(entries, at) if said.sentence.rstrip().endswith(":") else ()
            if _read_sentence(reader, said, quoted) and quoted:
                skip = at + 1 + len(quoted)


def _quoted(entries: Sequence[Entry], at: int) -> tuple[Entry, ...]:
    """The list that follows an entry which ends with a colon."""
    listed = []
    for entry in entries[at + 1 :]:
        if entry.marker is None and not entry.bullet:
            break
        listed.append(entry)
    return tuple(listed)


def _when(reader: Reader, said: _Said) -> str | None:
    """The date of a sentence, EDTF; a month without its year is inferred and noted."""
    text = said.sentence
    found = dates.dates(text)
    if found:
        return found[0].edtf
    month = dates.month_without_year(text, reader.date)
    if month:
        printed = text[month.start : month.end]
        reader.draft.problem("year-inferred", *said.lines, printed=printed, date=month.edtf)
        return month.edtf
    whole = [w for w in dates.periods(text) if len(w.edtf) == 7]
    return whole[0].edtf if whole else None


def _read_sentence(reader: Reader, said: _Said, quoted: tuple[Entry, ...]) -> bool:
    """Add the citation of a sentence, if it makes one; gives whether it did."""
    sentence = said.sentence
    if not _CITES.search(sentence):
        return False
    verb = _DECIDED.search(sentence)
    met = _MET.search(sentence)
    numbers = [] if LAW.search(sentence) else list(_NUMBER.finditer(sentence))
    dated = bool(dates.dates(sentence) or dates.month_without_year(sentence, reader.date))
    if not (dated and (verb or met or numbers)):
        for number in numbers:
            _without_date(reader, said, number)
        return bool(numbers)
    edtf = _when(reader, said)
    if edtf == str(reader.date):
        return False
    text_after = _after_that(sentence, verb) if verb and not quoted else None
    cited: list[re.Match[str] | None] = [*numbers] or [None]
    for of in cited:
        body, body_text = _body(reader, sentence, verb or met or of)
        reader.draft.add(
            "citations", said.lines[0], quoted[-1].last_line if quoted else said.lines[1],
            item=said.item.key, text=sentence.strip(),
            quoted_text=running_text(quoted) if quoted else text_after,
            body=body, body_text=body_text, date=edtf,
            paragraph=_paragraph(of) if of else None,
        )  # fmt: skip
    return True


def _without_date(reader: Reader, said: _Said, number: re.Match[str]) -> None:
    """A § without a date: of the body named right before it, else of these minutes."""
    before = said.sentence[: number.start()].rpartition("§")[2]
    spans = [(m.start, m.end) for m in reader.organizations.mentions(before)]
    spans += [m.span() for m in _BODY_NOUN.finditer(before)]
    near = [before[a:b] for a, b in spans if _BETWEEN.fullmatch(before, b)]
    named = near[0] if near else None
    body = reader.organizations.resolve(named) if named else None
    if named is None or body == reader.body.id:
        _own_paragraph(reader, said, number)
        return
    reader.draft.add(
        "citations", *said.lines, item=said.item.key, text=said.sentence.strip(), body=body,
        body_text=names.without_genitive(named) if named.endswith("s") else named,
        paragraph=_paragraph(number),
    )  # fmt: skip


def _paragraph(match: re.Match[str]) -> str:
    part = (match["part"] or "").strip()
    return f"{match['number']} {part}" if part else match["number"]


def _after_that(sentence: str, verb: re.Match[str]) -> str | None:
    """What follows `att` after a verb of deciding."""
    match = re.search(r"\batt\s+(.+)", sentence[verb.end() :], re.S)
    return match[1].strip() if match else None


def _body(
    reader: Reader, sentence: str, word: re.Match[str] | None
) -> tuple[str | None, str | None]:
    """The cited body: the organization named nearest before the verb, else after it."""
    organizations = reader.organizations
    mentions = organizations.mentions(sentence)
    at = word.start() if word else len(sentence)
    before = [m for m in mentions if m.start < at]
    chosen = before[-1] if before else (mentions[0] if mentions and not word else None)
    if chosen:
        printed = sentence[chosen.start : chosen.end]
        genitive = (
            printed.endswith("s") and organizations.resolve(printed[:-1]) == chosen.organization
        )
        return chosen.organization, printed[:-1] if genitive else printed
    match = re.match(r"\s*(?:På|Vid|I)?\s*([A-ZÅÄÖ][^.,]*?)\s*$", sentence[:at]) if word else None
    if match and len(match[1].split()) <= 6 and not dates.periods(match[1]):
        return None, match[1]
    noun = _BODY_NOUN.search(sentence[:at])
    if noun:
        return None, noun.group()
    if re.search(r"\bvår[at]?\b", sentence[:at], re.I):
        return reader.body.id or None, None
    return None, None


def _own_paragraph(reader: Reader, said: _Said, match: re.Match[str]) -> None:
    """A § without another body is a paragraph of these minutes."""
    number, part = match["number"], (match["part"] or "").strip() or None
    row = reader.draft.add(
        "citations", *said.lines, item=said.item.key, text=said.sentence.strip(),
        paragraph=_paragraph(match),
    )  # fmt: skip
    here = said.item.paragraph
    if int(number) == here.number and part in (None, here.part):
        reader.draft.problem(
            "self-reference", *said.lines, table="citations", row=row,
            paragraph=f"§ {_paragraph(match)}",
        )  # fmt: skip


def cited_document(reader: Reader, item: Item, entry: Entry) -> None:
    """A listed document that is a decision elsewhere: completes its citation, or is one itself."""
    draft = reader.draft
    found = dates.dates(entry.text)
    number = _NUMBER.search(entry.text)
    if not number:
        return
    date = found[0].edtf if found else None
    mentions = reader.organizations.mentions(entry.text)
    body = mentions[0].organization if mentions else None
    rows = draft.rows["citations"]
    for i, row in enumerate(rows):
        same_body = body is None or row.body is None or row.body == body
        same_day = date is not None and row.date == date
        if row.item == item.key and same_day and same_body and not row.paragraph:
            rows[i] = replace(row, paragraph=_paragraph(number), body=row.body or body)
            draft.problem(
                "citation-completed", *entry.lines, table="citations",
                row=row.id, paragraph=f"§ {_paragraph(number)}", line=str(row.first_line),
            )  # fmt: skip
            return
    printed = entry.text[mentions[0].start : mentions[0].end] if mentions else None
    draft.add(
        "citations", *entry.lines, item=item.key, text=entry.text,
        body=body, body_text=printed, date=date, paragraph=_paragraph(number),
    )  # fmt: skip


def resolve_own(draft: Draft) -> None:
    """Point citations of this meeting's own paragraphs at their items."""
    items = {(r.number, r.part): r.id for r in draft.rows["agenda_items"]}
    rows = draft.rows["citations"]
    for i, row in enumerate(rows):
        if not row.paragraph or row.body or row.body_text or row.date:
            continue
        number, _, part = row.paragraph.partition(" ")
        item = items.get((number, part or None))
        if item:
            rows[i] = replace(row, resolves_to_item=item, resolves_to_meeting=draft.meeting)
        else:
            draft.problem("paragraph-not-here", row.first_line, row.last_line, table="citations",
                          row=row.id, paragraph=f"§ {row.paragraph}")  # fmt: skip
