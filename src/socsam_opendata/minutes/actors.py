"""Who and what organization a printed name means: known ones, and new ones with a key of their own."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace

from socsam_opendata.minutes.swedish import is_name, without_genitive
from socsam_opendata.model.iris import fold, slug
from socsam_opendata.model.records import Organization, Person
from socsam_opendata.settings import Settings
from socsam_opendata.vocab import code_list, registry


def kind_of_organization(name: str) -> str:
    """The kind that a name tells (`Länsstyrelsen`: county-board), else `other`."""
    found = code_list("organization-kind").find(name)
    return found[0].code if found else "other"


def is_public(kind: str) -> bool:
    """Whether people from an organization of this kind are officials rather than guests."""
    code = code_list("organization-kind").by_notation.get(kind)
    return code is not None and "publicBody" in code.marks


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of an organization in a text: where it stands, and which one it is."""

    start: int
    end: int
    organization: str


class Organizations:
    """The organizations of the settings, and those that the document itself introduces."""

    def __init__(self, settings: Settings) -> None:
        self.rows: dict[str, Organization] = {}
        self._forms: dict[str, str] = {}
        self._printed: dict[str, str] = {}
        for known in settings.organizations:
            self._add(known.row, known.spellings)
        self._pattern: re.Pattern[str] | None = None

    def _add(self, row: Organization, spellings: tuple[str, ...] = ()) -> None:
        self.rows[row.id] = row
        for form in (row.name, row.short_name, *spellings):
            if form:
                self._forms.setdefault(fold(form), row.id)
                self._printed.setdefault(form, row.id)
        self._pattern = None

    def _leading_words(self) -> dict[str, str]:
        """`Kommunförbundet` for the one organization whose name begins with that noun."""
        firsts = Counter(fold(row.name.split()[0]) for row in self.rows.values())
        return {
            fold(first): row.id
            for row in self.rows.values()
            if len(row.name.split()) > 1
            and len(first := row.name.split()[0]) >= 6
            and first.endswith(("en", "et"))
            and firsts[fold(first)] == 1
        }

    def resolve(self, printed: str) -> str | None:
        """The key of a printed organization, genitive or not, or None."""
        forms = {**self._leading_words(), **self._forms}
        for text in (printed, without_genitive(printed)):
            found = forms.get(fold(text))
            if found:
                return found
        return None

    def mint(self, printed: str, *, short_name: str | None = None) -> str:
        """The key of a printed organization, with a row of its own when it is new."""
        found = self.resolve(printed)
        if found:
            return found
        key = slug(short_name or printed) or "organization"
        if key in self.rows:
            key = f"{key}-{hashlib.sha256(fold(printed).encode()).hexdigest()[:6]}"
        self._add(
            Organization(
                id=key, name=printed, short_name=short_name, kind=kind_of_organization(printed)
            )
        )
        return key

    def named(self, printed: str) -> str | None:
        """The key of a known organization, or of a new one whose name tells what it is."""
        found = self.resolve(printed)
        if found is None and len(printed.split()) <= 8 and kind_of_organization(printed) != "other":
            return self.mint(printed)
        return found

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Every known organization named in a text, in order, the longest names first."""
        if self._pattern is None:
            forms = {*self._forms, *self._leading_words()}
            longest = sorted(forms, key=lambda f: (-len(f), f))
            written = "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in longest)
            self._pattern = re.compile(rf"(?<!\w)(?:{written})(?::?s)?(?!\w)", re.I) if forms else re.compile(r"(?!)")
        found = []
        for match in self._pattern.finditer(text):
            key = self.resolve(match.group())
            if key:
                found.append(Mention(match.start(), match.end(), key))
        return tuple(found)

    def near_misses(self, text: str) -> tuple[tuple[str, str], ...]:
        """Names that differ from a known one only by a genitive s inside: (printed, known)."""
        found = []
        for form in self._printed:
            words = form.split()
            if len(words) < 2:
                continue
            written = r"\s+".join(re.escape(w.removesuffix("s")) + "s?" for w in words)
            for match in re.finditer(rf"(?<!\w){written}(?!\w)", text, re.I):
                printed = " ".join(match.group().split())
                if fold(printed) not in self._forms and not self._is_genitive(printed):
                    found.append((printed, form))
        return tuple(found)

    def _is_genitive(self, printed: str) -> bool:
        return fold(without_genitive(printed)) in self._forms


@dataclass
class Known:
    """A person of this document: the row, and what the attendance list says."""

    row: Person
    municipality: str | None = None
    organization: str | None = None
    party: str | None = None
    paragraphs: str | None = None
    title: str | None = None


class People:
    """The persons of one document, by folded name."""

    def __init__(self, settings: Settings, body: str) -> None:
        self._body = body
        self._settings = settings
        self.known: dict[str, Known] = {}

    def key(self, name: str, municipality: str | None = None) -> str:
        """`p-` and ten hex digits over body and folded name, or what people.csv says."""
        for person in self._settings.people:
            same_place = person.municipality in (None, municipality)
            if person.body == self._body and fold(person.name) == fold(name) and same_place:
                return person.id
        digest = hashlib.sha256(f"{self._body}\n{fold(name)}".encode()).hexdigest()
        return f"p-{digest[:10]}"

    def get(self, name: str) -> Known | None:
        """The person of a printed name, also in the genitive, or None."""
        found = self.known.get(fold(name))
        return found or self.known.get(fold(without_genitive(name)))

    def add(self, name: str, category: str, municipality: str | None = None) -> Known:
        """The person of a name; elected wins over official, official over guest."""
        known = self.known.get(fold(name))
        if known is None:
            row = Person(id=self.key(name, municipality), name=name, category=category)
            known = self.known[fold(name)] = Known(row)
        elif _RANK[category] < _RANK[known.row.category]:
            known.row = replace(known.row, category=category)
        return known

    def rows(self) -> list[Person]:
        """The persons' rows, one a key."""
        return list({k.row.id: k.row for k in self.known.values()}.values())


_RANK = {"elected": 0, "official": 1, "guest": 2}


@dataclass(frozen=True, slots=True)
class PersonPrint:
    """A printed person: name, party designation, roles, and what else stands on the line."""

    name: str
    party_text: str | None = None
    roles: tuple[tuple[str, str], ...] = ()
    municipality: str | None = None
    affiliation: str | None = None
    title: str | None = None
    paragraphs: str | None = None
    serves_for: str | None = None
    serves_for_party: str | None = None
    not_serving: bool = False
    status: str | None = None


_PARTY = r"[A-Za-zÅÄÖåäö]{1,6}(?:\s?[A-ZÅÄÖ]{1,3})?|-{1,3}|–"
_START = re.compile(rf"(?P<name>[^,();:]{{3,60}}?)\s*,?\s*\((?P<party>{_PARTY})\)")
_SERVES = re.compile(
    r"(?:,|\(|^|\s)\s*(?:tj(?:änst)?g(?:ör)?(?:ande)?\.?\s*(?:ers(?:ättare)?\.?\s*)?för|t[gj]{2}\.?\s+ers\.?\s+för"
    r"|tj\.?\s*ers\.?\s+för|ersättare\s+för|ersätter)\s+(?P<name>[^,()]+?)\s*(?:\((?P<party>[^)]*)\))?(?=[,)]|$|\s§)",
    re.I,
)
_NOT_SERVING = re.compile(r"\b(?:ej|icke|inte)\s+(?:tj\w*|t[gj]{2})\.?(?:\s+ers\w*\.?)?", re.I)


def split_persons(text: str) -> tuple[str, ...]:
    """A line with several `Name (P)` one after another as one text a person."""
    starts = [0]
    for match in _START.finditer(text):
        before = text[: match.start()].rstrip()
        if before.endswith((")", ";")) and is_name(match["name"].strip(" ,;")):
            starts.append(match.start())
    pieces = [text[a:b].strip(" ;,") for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    return tuple(p for p in pieces if p)


def person_print(text: str) -> PersonPrint | None:
    """A printed person as its parts, or None when the text does not begin with a name."""
    served = _SERVES.search(text)
    rest = text if not served else text[: served.start()] + ", " + text[served.end() :]
    roles_list, statuses = code_list("role"), code_list("attendance-status")
    start = _START.match(rest)
    if start and is_name(start["name"].strip()):
        name, party = start["name"].strip(), start["party"].strip()
        tail = rest[start.end() :]
    else:
        name, _, tail = rest.partition(",")
        name, party = name.strip(), None
        if not is_name(name):
            found = re.match(r"(.+?)\s+((?:§|\().*)$", name)
            if not found or not is_name(found[1]):
                return None
            name, tail = found[1], f"{found[2]},{tail}"
    paragraphs, tail = _paragraphs(tail)
    not_serving = _NOT_SERVING.search(tail) is not None
    tail = _NOT_SERVING.sub("", tail)
    roles: list[tuple[str, str]] = []
    found_print = PersonPrint(
        name, party, serves_for=served["name"].strip() if served else None,
        serves_for_party=served["party"] if served else None,
        paragraphs=paragraphs, not_serving=not_serving,
    )  # fmt: skip
    for part in re.split(r"[,()]", tail):
        part = part.strip(" .;")
        if not part or part in ("del av", "och"):
            continue
        role = roles_list.of_form(part)
        status = statuses.of_form(part)
        municipality = registry().municipality(part)
        if role:
            roles.append((role, part))
        elif status:
            found_print = replace(found_print, status=status)
        elif municipality and part.casefold() not in ("region",):
            found_print = replace(found_print, municipality=municipality)
        elif part[0].isupper():
            found_print = replace(found_print, affiliation=part)
        else:
            found_print = replace(found_print, title=part)
    return replace(found_print, roles=tuple(roles))


def _paragraphs(tail: str) -> tuple[str | None, str]:
    """The paragraphs printed after a name, and the text without them."""
    from_sign = re.search(r"(?:närvarande\s+)?(?:del av\s+|t\.?o\.?m\.?\s+)?§\s*§?[\s§\d,\-–—och&]*\d", tail)
    if from_sign:
        numbers = re.findall(r"\d+(?:\s*[-–—]+\s*§*\s*\d+)?", from_sign.group())
        ranges = ",".join(re.sub(r"[–—]+|-+", "-", re.sub(r"[\s§]", "", n)) for n in numbers)
        return ranges, tail[: from_sign.start()] + tail[from_sign.end() :]
    bare = re.search(r"(?:^|,)\s*(\d{1,3}(?:\s*[-–]\s*\d{1,3})?(?:,\s*\d{1,3}(?:\s*[-–]\s*\d{1,3})?)*)\s*$", tail)
    if bare:
        return re.sub(r"\s", "", bare[1]).replace("–", "-"), tail[: bare.start()]
    return None, tail
