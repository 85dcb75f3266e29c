"""References in the texts: to decisions and meetings of this or other bodies, and to paragraphs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from socsam_opendata.minutes.known.organizations import Organizations
from socsam_opendata.minutes.layout.entries import Entry, running_text
from socsam_opendata.minutes.print import dates, names, sentences
from socsam_opendata.minutes.rules.draft import Draft

_DECIDED = re.compile(
    r"\b(?:beslutade|beslöt|har\s+beslutat|beslutat|beslutades|rekommenderade|uppdrog)\b", re.I
)
_MET = re.compile(r"\b(?:sammanträde|sammanträdet|möte|mötet|styrelsemöte|årsmöte)\b", re.I)
# Without a §, a year or a month nothing is cited.
_CITES = re.compile(rf"§|(?:19|20)\d\d|\bi\s+(?:{'|'.join(m[:3] for m in dates.MONTHS)})", re.I)
_NUMBER = re.compile(r"§\s*(?P<number>\d{1,4})(?P<part>\s?[a-e]\b)?(?!\s*(?:kap|lag))")
_LAW = re.compile(r"\b(?:lag|lagen|kap\.?|SFS|balken|förordning\w*)\b")


# The common nouns of bodies: a § after one is theirs.
_BODY_NOUN = re.compile(
    r"\b\w*(?:styrelsen?|nämnden?|fullmäktige|utskottet|direktionen|förbundet|regionen|beredningen)s?\b",
    re.I,
)


# A body, and between it and its § nothing but words of dates and minutes.
_BETWEEN = re.compile(
    r"(?:[\s,:]+(?:den|av|från|i|vid|protokoll\w*|beslut\w*|sammanträde\w*|möte\w*"
    rf"|\d[\w.:-]*|{'|'.join(dates.MONTHS)}))*[\s,:]*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Around:
    """What citations are read within: the item, the body and the meeting's day."""

    item: str
    number: int
    part: str | None
    body: str
    date: dt.date


def read_citations(
    draft: Draft, around: Around, entries: Sequence[Entry], organizations: Organizations
) -> None:
    """The citations of an item's texts, with the points quoted from elsewhere."""
    skip = 0
    for at, entry in enumerate(entries):
        if at < skip or not _CITES.search(entry.text):
            continue
        for start, end in sentences.sentences(entry.text):
            sentence = entry.text[start:end]
            quoted = _quoted(entries, at) if sentence.rstrip().endswith(":") else ()
            if _read_sentence(draft, around, entry, sentence, quoted, organizations) and quoted:
                skip = at + 1 + len(quoted)


def _quoted(entries: Sequence[Entry], at: int) -> tuple[Entry, ...]:
    """The list that follows an entry which ends with a colon."""
    listed = []
    for entry in entries[at + 1 :]:
        if entry.marker is None and not entry.bullet:
            break
        listed.append(entry)
    return tuple(listed)


def _when(draft: Draft, around: Around, entry: Entry, text: str) -> str | None:
    """The date of a sentence, EDTF; a month without its year is inferred and noted."""
    found = dates.dates(text)
    if found:
        return found[0].edtf
    month = dates.month_without_year(text, around.date)
    if month:
        draft.problem("year-inferred", entry.first_line, entry.last_line,
                      printed=text[month.start : month.end], date=month.edtf)  # fmt: skip
        return month.edtf
    whole = [w for w in dates.periods(text) if len(w.edtf) == 7]
    return whole[0].edtf if whole else None


def _read_sentence(
    draft: Draft,
    around: Around,
    entry: Entry,
    sentence: str,
    quoted: tuple[Entry, ...],
    organizations: Organizations,
) -> bool:
    """Add the citation of a sentence, if it makes one; gives whether it did."""
    verb = _DECIDED.search(sentence)
    met = _MET.search(sentence)
    numbers = [] if _LAW.search(sentence) else list(_NUMBER.finditer(sentence))
    dated = bool(dates.dates(sentence) or dates.month_without_year(sentence, around.date))
    if not (dated and (verb or met or numbers)):
        for number in numbers:
            _without_date(draft, around, entry, sentence, number, organizations)
        return bool(numbers)
    edtf = _when(draft, around, entry, sentence)
    if edtf == str(around.date):
        return False
    text_after = _after_that(sentence, verb) if verb and not quoted else None
    cited: list[re.Match[str] | None] = [*numbers] or [None]
    for of in cited:
        body, body_text = _body(sentence, verb or met or of, around, organizations)
        draft.add(
            "citations", entry.first_line, quoted[-1].last_line if quoted else entry.last_line,
            item=around.item, text=sentence.strip(),
            quoted_text=running_text(quoted) if quoted else text_after,
            body=body, body_text=body_text, date=edtf,
            paragraph=_paragraph(of) if of else None,
        )  # fmt: skip
    return True


def _without_date(
    draft: Draft,
    around: Around,
    entry: Entry,
    sentence: str,
    number: re.Match[str],
    organizations: Organizations,
) -> None:
    """A § without a date: of the body named right before it, else of these minutes."""
    before = sentence[: number.start()].rpartition("§")[2]
    spans = [(m.start, m.end) for m in organizations.mentions(before)]
    spans += [m.span() for m in _BODY_NOUN.finditer(before)]
    near = [before[a:b] for a, b in spans if _BETWEEN.fullmatch(before, b)]
    named = near[0] if near else None
    body = organizations.resolve(named) if named else None
    if named is None or body == around.body:
        _own_paragraph(draft, around, entry, sentence, number)
        return
    draft.add(
        "citations", entry.first_line, entry.last_line, item=around.item, text=sentence.strip(),
        body=body,
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
    sentence: str, word: re.Match[str] | None, around: Around, organizations: Organizations
) -> tuple[str | None, str | None]:
    """The cited body: the organization named nearest before the verb, else after it."""
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
        return around.body, None
    return None, None


def _own_paragraph(
    draft: Draft, around: Around, entry: Entry, sentence: str, match: re.Match[str]
) -> None:
    """A § without another body is a paragraph of these minutes."""
    number, part = match["number"], (match["part"] or "").strip() or None
    row = draft.add(
        "citations", entry.first_line, entry.last_line, item=around.item, text=sentence.strip(),
        paragraph=_paragraph(match),
    )  # fmt: skip
    if int(number) == around.number and part in (None, around.part):
        draft.problem(
            "self-reference", entry.first_line, entry.last_line, table="citations", row=row,
            paragraph=f"§ {_paragraph(match)}",
        )  # fmt: skip


def cited_document(
    draft: Draft, around: Around, entry: Entry, organizations: Organizations
) -> None:
    """A listed document that is a decision elsewhere: completes its citation, or is one itself."""
    found = dates.dates(entry.text)
    number = _NUMBER.search(entry.text)
    if not number:
        return
    date = found[0].edtf if found else None
    mentions = organizations.mentions(entry.text)
    body = mentions[0].organization if mentions else None
    rows = draft.rows["citations"]
    for i, row in enumerate(rows):
        same_body = body is None or row.body is None or row.body == body
        if (
            row.item == around.item
            and date
            and row.date == date
            and same_body
            and not row.paragraph
        ):
            rows[i] = replace(row, paragraph=_paragraph(number), body=row.body or body)
            draft.problem(
                "citation-completed", entry.first_line, entry.last_line, table="citations",
                row=row.id, paragraph=f"§ {_paragraph(number)}", line=str(row.first_line),
            )  # fmt: skip
            return
    printed = entry.text[mentions[0].start : mentions[0].end] if mentions else None
    draft.add(
        "citations", entry.first_line, entry.last_line, item=around.item, text=entry.text,
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
