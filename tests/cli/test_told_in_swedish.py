"""With `--lang sv` every command speaks Swedish to the last word, on good and on bad input.

What is said in English by others stands quoted (”…”); all else that is printed is looked through
for small words that an English sentence can hardly do without.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from socsam_opendata.cli.main import main
from socsam_opendata.texts import entry

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "minutes" / "2025-06-02-socsam.md"
# Words of English sentences that are no Swedish words, and English words of our own sentences.
ENGLISH = re.compile(
    r"\b(?:the|is|are|was|were|not|no|and|or|with|from|of|to|this|that|which|it|its|has|have|must|"
    r"cannot|invalid|valid|note|notes|warning|warnings|error|errors|file|files|line|lines|row|rows|"
    r"missing|expected|unknown|unexpected|built|at|by|on)\b",
    re.IGNORECASE,
)
# What is no sentence of ours: quoted words, code, options, keys, addresses, paths, names of files.
NAMES = re.compile(
    r"”[^”]*”|`[^`]*`|'[^']*'|\"[^\"]*\"|--?[a-z][a-z-]*|\[(?!note|warning|error)[a-z_]+\](?: [a-z]+)?|[a-z+0-9]+://\S*|\S*[/_]\S*"
    r"|\b\S+\.(?:toml|md|csv|json|ttl|rdf|xlsx|rq|nq)\b|\bpip install\b|<[^>]*>|\(PLACE\)"
)


def english_in(text: str) -> list[str]:
    """The English words of a text, without what is quoted in it and without names."""
    return ENGLISH.findall(NAMES.sub(" ", text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rad 3: Kontrollera listan. [note]", ["note"]),
        ("x/a.toml:3: är inte giltig TOML: ”Expected a value”, på engelska", []),
        ("x/a.toml:3: är inte giltig TOML: Expected a value", ["Expected"]),
        ("går inte att läsa: paket: holds no linked data; build it", ["no", "it"]),
        ("skriv date under [release], eller använd --date; kör `socsam build`", []),
    ],
)
def test_english_is_found(text: str, words: list[str]) -> None:
    assert english_in(text) == words


@pytest.fixture(autouse=True)
def swedish(monkeypatch: pytest.MonkeyPatch) -> None:
    """No locale, and lines that are not broken for want of room."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "300")


@pytest.fixture
def whole(invented_package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the invented meeting, under a name that is no English word."""
    way = tmp_path_factory.mktemp("hel") / "paket"
    way.symlink_to(invented_package, target_is_directory=True)
    return way


@pytest.fixture
def package(invented_package: Path, tmp_path: Path) -> Path:
    """A copy of it that may be broken."""
    return Path(shutil.copytree(invented_package, tmp_path / "paket"))


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    """The minutes of the project in a folder that may be broken."""
    kept = shutil.ignore_patterns("history")
    return Path(shutil.copytree(SEED.parent, tmp_path / "protokoll", ignore=kept))


def told(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    """The exit code of a command and all it prints."""
    code = main([*map(str, arguments), "--lang", "sv"])
    out, err = capsys.readouterr()
    return code, out + err


# --- the minutes ------------------------------------------------------------------------------


def _broken(name: str, text: str | bytes) -> Callable[[Path], None]:
    """Puts a text in the place of a file."""
    data = text.encode() if isinstance(text, str) else text
    return lambda folder: (folder / name).write_bytes(data) and None


def _said_more(name: str, text: str) -> Callable[[Path], None]:
    """Puts a text after what a file says."""

    def write(folder: Path) -> None:
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(text)

    return write


def _gone(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def _sealed(name: str) -> Callable[[Path], None]:
    """A folder where a file should be."""

    def put(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        (folder / name).mkdir()

    return put


SETTINGS, ORGANIZATIONS = "dataset.toml", "organizations.csv"
HEAD = '[dataset]\nname = "ks"\ntitle = "X"\nbase = "https://data.example.org/"\n'
# How the minutes are broken, and the exit code of a build.
BROKEN: dict[str, Callable[[Path], None]] = {
    "no value": _broken(SETTINGS, "[dataset]\nname = \n"),
    "no equals sign": _broken(SETTINGS, '[dataset]\nname "ks"\n'),
    "an open text": _broken(SETTINGS, '[dataset]\nname = "ks\n'),
    "a section twice": _broken(SETTINGS, "[dataset]\n[dataset]\n"),
    "a key twice": _broken(SETTINGS, '[dataset]\nname = "a"\nname = "b"\n'),
    "Latin-1": _broken(SETTINGS, HEAD.encode() + b'description = "\xe5"\n'),
    "a misspelt key": _broken(SETTINGS, HEAD + 'titel_en = "x"\n'),
    "an unknown section": _broken(SETTINGS, HEAD + "[nothing]\n"),
    "a list for a text": _broken(SETTINGS, HEAD + "description = []\n"),
    "no list": _broken(SETTINGS, HEAD + 'keywords = "x"\n'),
    "no number": _broken(SETTINGS, HEAD + '[[bodies]]\nid = "socsam"\nseats = "tolv"\n'),
    "no truth": _broken(SETTINGS, HEAD + '[publication]\nunapproved = "ja"\n'),
    "no date": _broken(SETTINGS, HEAD + '[release]\ndate = "2025"\n'),
    "no texts": _broken(SETTINGS, HEAD + "keywords = [1]\n"),
    "no notation": _broken(SETTINGS, HEAD + '[catalogue]\nfrequency = "monthly"\n'),
    "no address": _broken(SETTINGS, HEAD.replace("https:", "ftp:")),
    "no settings": _gone(SETTINGS),
    "a folder of that name": _sealed(SETTINGS),
    "an open cell": _said_more(ORGANIZATIONS, 'x,"open\n'),
    "text after a quotation mark": _said_more(ORGANIZATIONS, 'x,"open"shut\n'),
    "a short row": _said_more(ORGANIZATIONS, "x,y\n"),
    "other columns": _broken(ORGANIZATIONS, "id,names\n"),
    "NUL": _said_more(ORGANIZATIONS, "x\0y\n"),
    "Latin-1 organizations": _broken(ORGANIZATIONS, b"\xe5"),
    "a folder within": _sealed("mapp.md"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_build_of_broken_minutes_says_why_in_swedish(
    case: str, minutes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    BROKEN[case](minutes)
    code, said = told(capsys, "build", minutes, "--out", tmp_path / "ut")
    assert code == 2, said
    assert english_in(said) == [], said


LEFT_OUT = {
    "empty minutes": ("2026-01-01-tom.md", b""),
    "minutes without a paragraph": ("2026-01-01-tom.md", b"Kaffe\n"),
    "a broken PDF": ("bild.pdf", b"%PDF-1.7"),
    "another kind of file": ("bild.jpg", b"\xff\xd8"),
}


@pytest.mark.parametrize("case", LEFT_OUT)
@pytest.mark.usefixtures("lean_packages")
def test_a_build_says_in_swedish_what_it_leaves_out_and_why(
    case: str, minutes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, data = LEFT_OUT[case]
    (minutes / name).write_bytes(data)
    code, said = told(capsys, "build", minutes, "--out", tmp_path / "ut", "--quiet")
    assert (code, name in said) == (1, True)
    assert english_in(said) == [], said


def test_a_build_and_its_release_speak_swedish(
    minutes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (minutes / SEED.name).read_text(encoding="utf-8")
    odd = text.replace("Beslut", "Besslut").replace("2 juni", "31 juni") + "\nEn rad till @ x.se\n"
    (minutes / SEED.name).write_text(odd, encoding="utf-8")
    for command in ("build", "release"):
        _, said = told(capsys, command, minutes, "--out", tmp_path / "ut")
        assert said
        assert english_in(said) == [], said


# --- documents --------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["table", "json"])
def test_read_speaks_swedish(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = told(capsys, "read", SEED, "--format", form)
    assert code == 0
    if form == "table":
        # The rows themselves are names, keys and codes: three spaces lie between their cells.
        sentences = [line for line in said.splitlines() if not re.match(r" |.*   |.*─", line)]
        assert len([line for line in sentences if line.startswith("rad ")]) > 9
        assert english_in("\n".join(sentences)) == [], said


@pytest.mark.parametrize("name", ["saknas.md", "mapp.md", "bild.pdf", "tom.md", "nollor.md"])
def test_a_document_that_cannot_be_read_is_told_of_in_swedish(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mapp.md").mkdir()
    (tmp_path / "bild.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "tom.md").write_bytes(b"")
    (tmp_path / "nollor.md").write_bytes(b"\0\0")
    code, said = told(capsys, "read", tmp_path / name)
    assert code == 2
    assert english_in(said) == [], said


# --- a built package --------------------------------------------------------------------------


def _cut(pattern: str) -> Callable[[Path], None]:
    """Cuts every file of a pattern short, and its first byte off."""

    def cut(folder: Path) -> None:
        found = sorted(folder.glob(pattern))
        assert found
        for path in found:
            path.write_bytes(path.read_bytes()[1:60])

    return cut


def _other(pattern: str, old: str, new: str) -> Callable[[Path], None]:
    """Puts other words into every file of a pattern."""

    def put(folder: Path) -> None:
        for path in folder.glob(pattern):
            path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    return put


HARMED: dict[str, Callable[[Path], None]] = {
    "no descriptor": _gone("datapackage.json"),
    "half a descriptor": _cut("datapackage.json"),
    "Latin-1 descriptor": _broken("datapackage.json", b'{"name": "\xe5"}'),
    "no resources": _broken("datapackage.json", "{}"),
    "no sums": _gone("SHA256SUMS"),
    "odd sums": _broken("SHA256SUMS", "x\n"),
    "Latin-1 sums": _broken("SHA256SUMS", b"\xe5\n"),
    "Parquet cut": _cut("data/*.parquet"),
    "CSV cut": _cut("data/*.csv"),
    "Parquet gone": _gone("data/clauses.parquet"),
    "a folder for CSV": _sealed("data/clauses.csv"),
    "a folder for Parquet": _sealed("data/clauses.parquet"),
    "graph cut": _cut("rdf/*.nq"),
    "graph empty": _broken("rdf/shared.ttl", ""),
    "graphs gone": lambda folder: shutil.rmtree(folder / "rdf"),
    "Turtle cut": _cut("rdf/*.ttl"),
    "vocabulary cut": _cut("vocab/*.ttl"),
    "catalogue cut": _cut("catalogue.ttl"),
    "workbook cut": _cut("*.xlsx"),
    "against a shape": _other("rdf/*.ttl", "spec:firstLine", "spec:frstLine"),
    "another address": _other("rdf/*.nq", "http", "ftp"),
}
ASKED = (
    ("check", "--own"),
    ("query", "decisions", "--package"),
    ("diff", "PACKAGE"),
    ("publish", "TARGET", "--package"),
    ("export", "excel", "--out", "TARGET", "--package"),
)


# What the judges of others find too; they take a second each.
FOUND_OUTSIDE = {"against a shape", "CSV cut", "catalogue cut"}


# Of every place that tells a harm one; the campaign has the others.
SOON = {"half a descriptor", "odd sums", "Parquet cut", "graph cut"}


@pytest.mark.parametrize(
    "case",
    [pytest.param(n, marks=() if n in SOON else pytest.mark.campaign, id=n) for n in HARMED],
)
def test_what_is_told_of_a_harmed_package_is_swedish(
    case: str, package: Path, whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    HARMED[case](package)
    codes = set()
    for asked in (*ASKED, *([("check",)] if case in FOUND_OUTSIDE else [])):
        places = {"PACKAGE": whole, "TARGET": tmp_path / "mål"}
        code, said = told(capsys, *(places.get(word, word) for word in asked), package)
        codes.add(code)
        assert english_in(said) == [], (asked, said)
    assert codes & {1, 2}


# --- arguments and questions ------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "nonsens",
        "buid",
        "build --nonsens",
        "build --dat 2025-01-01",
        "build --date igår",
        "build --workers noll",
        "build --workers 0",
        "build a b",
        "build finns-inte",
        "build --out",
        "read",
        "check finns-inte",
        "check a b",
        "check --own=ja",
        "query --format xml",
        "query money --file x.rq",
        "query decision",
        "query @",
        "query --file finns-inte.rq",
        "query decisions --package finns-inte",
        "describe nonsens",
        "diff",
        "diff finns-inte finns-inte",
        "export word",
        "export excel nonsens",
        "publish",
        "publish gopher://x",
        "publish sftp://värd",
        "publish s3://",
        "publish ckan+http://katalog.exempel.se/",
        "publish sftp://a:hemlig@b/c",
        "release finns-inte",
        "release --confirm",
        "init /dev/null/x",
        "--version=1",
    ],
)
def test_wrong_arguments_are_told_of_in_swedish(
    arguments: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    code, said = told(capsys, *arguments.split())
    assert code == 2
    assert said.strip()
    assert english_in(said) == [], said


@pytest.mark.parametrize(
    "query",
    [
        "SELECT",
        "SELECT ?x WHERE { ?x a fel:Sak }",
        "SELECT ?x WHERE { ?x a ?y } GROUP BY ?y",
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?x ?y ?z } }",
        "INSERT DATA { <a:b> <a:b> <a:b> }",
    ],
)
def test_a_query_that_fails_is_told_of_in_swedish(
    query: str, package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "fraga.rq"
    path.write_text(query, encoding="utf-8")
    code, said = told(capsys, "query", "--file", path, "--package", package)
    assert code == 2
    assert english_in(said) == [], said


@pytest.mark.parametrize("command", ["", *entry("cli.command")])
def test_help_is_swedish(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = told(capsys, *filter(None, [command]), "--help")
    assert code == 0
    assert english_in(said) == [], said
