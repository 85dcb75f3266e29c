"""What a package publishes: the text of every file, and what of secret forms is found in it."""

from __future__ import annotations

import gzip
import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq
from invented_minutes import MARKS, Document, Secret, Standing

MASKED = re.compile(r"\[[^\[\]]*utelämna[dt]\]")
_RUNS = re.compile(r"[^\W_]+")
_WORDS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
# Accents apart, soft hyphens, what has no width.
_UNSEEN = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060]")
_SECRET = re.compile("⟦([^⟧]*)⟧")
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})")
_PARTY = re.compile(r"\([A-ZÅÄÖ][A-Za-z]{0,2}\)")
_BINARY = (".png", ".ico", ".woff2")
# Words of names that tell nobody.
_TELLS_NOBODY = frozenset(
    ["von", "af", "de", "la", "der", "van", "dos", "den", "du", "bin", "ibn", "della", "och"]
)
# Digits and e-mail addresses are looked for in all files only where chance cannot make them.
_FEW_DIGITS = 9
# A shorter name may stand in another word by chance.
_SHORT = 5


@dataclass(frozen=True, slots=True)
class Leak:
    """A form that is published: in which file, and the words there."""

    standing: Standing
    file: str
    words: str


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts of a package: two words side by side with the file they stand in, and digits.

    `glued` are the pairs without the blank, one a line: a name broken in two is whole there.
    """

    pairs: dict[tuple[str, str], str]
    glued: str
    digits: dict[str, str]


def words_of(text: str) -> list[str]:
    """The words of a text in small letters without accents and what nobody sees."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORDS.findall(_UNSEEN.sub("", plain))


def read_texts(package: Path) -> Texts:
    """Every text of a package, file names and what is packed included."""
    pairs: dict[tuple[str, str], str] = {}
    digits: dict[str, str] = {}
    paths = sorted(p for p in package.rglob("*") if p.is_file())
    names = "\n".join(p.relative_to(package).as_posix() for p in paths)
    seen: set[str] = set()
    for path in paths:
        name = path.relative_to(package).as_posix()
        for inner, text in [("(file names)", names), *_texts(name, path.read_bytes())]:
            if text in seen:
                continue
            seen.add(text)
            for pair in pairwise(words_of(text)):
                pairs.setdefault(pair, inner)
            digits[inner] = "".join(_DIGITS.findall(text))
    return Texts(pairs, "".join(f"\n{a}{b}" for a, b in pairs), digits)


def _texts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """The texts in a file, by name: of a packed one, those within."""
    if name.endswith((".zip", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for member in packed.namelist():
                yield f"{name}/{member} (name)", member
                yield from _texts(f"{name}/{member}", packed.read(member))
    elif name.endswith(".gz"):
        yield from _texts(name.removesuffix(".gz"), gzip.decompress(data))
    elif name.endswith(".parquet"):
        table = pq.read_table(io.BytesIO(data))
        yield name, "\n".join(_cells(table))
        yield f"{name} (schema)", str(table.schema.metadata or "") + str(table.schema)
    elif not name.endswith(_BINARY):
        text = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), data.decode("utf-8"))
        yield name, unquote(html.unescape(text.replace("\\n", "\n").replace("\r\n ", "")))


def _cells(table: pa.Table) -> Iterator[str]:
    for column in table.columns:
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            yield from (cell for cell in column.unique().to_pylist() if cell)


def published_lines(package: Path, document: Document) -> list[str]:
    """The lines of a document as they are published."""
    source = package / "sources" / f"provnamnden-{document.file[:10]}.txt"
    return source.read_text(encoding="utf-8").split("\n")


def lost(document: Document, lines: Sequence[str]) -> Iterator[tuple[Secret, str]]:
    """The forms of a document of which marked words are not in its published lines."""
    for standing in document.found():
        secret = standing.secret
        for first, last in standing.lines:
            text = "\n".join(lines[first - 1 : last])
            if any(words not in text for words in _SECRET.findall(secret.text)):
                yield secret, text


def leaks(package: Path, documents: Iterable[Document]) -> Iterator[Leak]:
    """The forms of documents that a package publishes, each once."""
    texts = read_texts(package)
    for document in documents:
        lines = published_lines(package, document)
        for standing in document.found():
            leak = _in_source(standing, document, lines) or _elsewhere(standing, texts)
            if leak:
                yield leak


def _in_source(standing: Standing, document: Document, lines: Sequence[str]) -> Leak | None:
    """Words of a form that are left on its own lines of the published text."""
    for first, last in standing.lines:
        if last < first:
            continue
        before = "\n".join(document.lines[first - 1 : last])
        after = MASKED.sub(" ", "\n".join(lines[first - 1 : last]))
        left = left_of(standing.secret, before, after)
        if left:
            return Leak(standing, "sources", f"{' '.join(left)}: {after.strip()}")
    return None


def left_of(secret: Secret, before: str, after: str) -> list[str]:
    """The words of a form that are left after what was masked.

    A word that also stands outside the secret, or is part of no secret, counts not; a party does.
    """
    spans = _SECRET.findall(secret.text)
    outside = set(_RUNS.findall(_without(before, spans)))
    hidden = "".join(c for c in "".join(spans).casefold() if c.isalnum())
    found = []
    for word in _RUNS.findall(after):
        small = word.casefold()
        if len(word) > 1 and small in hidden and small not in _TELLS_NOBODY and word not in outside:
            found.append(word)
    parties = {mark for span in spans for mark in _PARTY.findall(span)}
    return [*found, *sorted(mark for mark in parties if mark in after)]


def _without(text: str, spans: Iterable[str]) -> str:
    for span in spans:
        text = text.replace(MARKS.sub("", span), " ")
    return text


def _elsewhere(standing: Standing, texts: Texts) -> Leak | None:
    """A name of a form in any file: both its words together, or a surname that is its own."""
    secret = standing.secret
    for first, last in secret.pairs:
        for name in ((first, last), (last, first)):
            words = words_of(" ".join(name))
            if len(words) == 2 and (words[0], words[1]) in texts.pairs:
                return Leak(standing, texts.pairs[words[0], words[1]], " ".join(words))
            solid = "".join(words)
            if len(solid) > _SHORT and f"\n{solid}" in texts.glued:
                return Leak(standing, _file_of(solid, texts), solid)
    for surname in secret.surnames:
        name = "".join(words_of(surname))
        if len(name) > _SHORT and f"\n{name}" in texts.glued:
            return Leak(standing, _file_of(name, texts), name)
    for span in _SECRET.findall(secret.text) if secret.kind.startswith("number") else ():
        number = "".join(_DIGITS.findall(span))
        for file, text in texts.digits.items() if len(number) >= _FEW_DIGITS else ():
            if number in text:
                return Leak(standing, file, number)
    return None


def _file_of(name: str, texts: Texts) -> str:
    return next(file for (a, b), file in texts.pairs.items() if (a + b).startswith(name))
