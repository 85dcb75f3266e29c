"""Maps for web servers, and the rules that docs/hosting.md and docs/w3id/ give them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

import crowded_day
import small_dataset
from crowded_day import FIRST, OLD_SECOND, OTHER, SECOND, changes, tombstones
from socsam_opendata.errors import PackageError
from socsam_opendata.model.iris import DEF, SPEC
from socsam_opendata.model.keys import meeting_of
from socsam_opendata.package.contents import MEDIA
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.package.portal.address_maps import CATALOGUE, write_maps
from socsam_opendata.package.portal.renamed_addresses import WHOLE_MEETING
from socsam_opendata.settings.dataset_toml import read_settings

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs/hosting.md").read_text(encoding="utf-8")
BASE = small_dataset.settings().base


def maps(folder: Path) -> dict[str, dict[str, str]]:
    """The maps of a package as nginx reads them; Caddy's must say the same."""
    found: dict[str, dict[str, str]] = {}
    for path in write_maps(NewPackage.stated(small_dataset.settings(), folder)):
        lines = [line for line in path.read_text("utf-8").splitlines() if line[0] != "#"]
        pairs = dict(line.removesuffix(";").split(" ") for line in lines)
        assert all(line.endswith(";") == (path.parent.name == "nginx") for line in lines)
        assert found.setdefault(path.stem, pairs) == pairs
    return found


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crowded") / "files"
    crowded_day.write(folder)
    return folder


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The committed package, with a folder of its own for what is written."""
    folder = tmp_path_factory.mktemp("seed")
    for path in (ROOT / "datapackage").iterdir():
        if path.name != "hosting":
            (folder / path.name).symlink_to(path)
    return folder


def things(folder: Path, base: str) -> Iterator[tuple[str, str, str]]:
    """Concept and key of every thing that a package speaks of under its base, and its document."""
    whole = next((folder / "rdf").glob("*.nq")).read_bytes()
    start = f"{base}id/"
    found = set()
    for quad in ox.parse(whole, format=ox.RdfFormat.N_QUADS):
        subject, graph = str(quad.subject.value), str(quad.graph_name.value)
        if subject.startswith(start):
            concept, _, key = subject.removeprefix(start).partition("/")
            found.add((concept, key, graph.rpartition("/")[2]))
    yield from sorted(found)


def test_every_concept_of_the_graph_has_its_kind_of_document(crowded: Path) -> None:
    concepts = maps(crowded)["concepts"]
    for concept, _, document in things(crowded, BASE):
        assert concepts[concept] == ("shared" if document == "shared" else "meeting")
    assert concepts["feed"] == "feed"
    assert {c for c, kind in concepts.items() if kind == "catalogue"} == set(CATALOGUE)


def test_every_thing_of_the_catalogue_is_sent_to_the_catalogue(seed: Path) -> None:
    path = seed / "catalogue.ttl"
    if not path.is_file():
        pytest.skip("the committed package has no catalogue yet")
    settings = read_settings(ROOT / "minutes")
    start = f"{settings.base}id/"
    for triple in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
        subject = str(getattr(triple.subject, "value", ""))
        if subject.startswith(start):
            assert subject.removeprefix(start).partition("/")[0] in CATALOGUE


def test_every_scheme_of_the_vocabulary_has_its_file(seed: Path) -> None:
    write_maps(NewPackage.stated(read_settings(ROOT / "minutes"), seed))
    lines = (seed / "hosting/nginx/schemes.map").read_text("utf-8").splitlines()[1:]
    schemes = dict(line.removesuffix(";").split(" ") for line in lines)
    assert schemes["decision-action"] == "decision-actions"
    assert schemes["municipality"] == "municipalities"
    for path in sorted((ROOT / "vocab").glob("*.ttl")):
        for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
            subject = str(getattr(quad.subject, "value", ""))
            if subject.startswith(DEF):
                scheme = subject.removeprefix(DEF).partition("/")[0]
                assert schemes[scheme] == path.stem
            elif subject.startswith(SPEC):
                local = subject.removeprefix(SPEC)
                kind = next((k for k in ("shape", "rule") if local.startswith(f"{k}-")), "term")
                assert path.stem == f"{kind}s"


def test_a_dataset_without_renames_and_withdrawals_needs_no_lines(seed: Path) -> None:
    write_maps(NewPackage.stated(read_settings(ROOT / "minutes"), seed))
    for name in ("renamed", "gone", "gone-meetings"):
        assert (seed / f"hosting/nginx/{name}.map").read_text("utf-8") == f"# {name}\n"


# --- what is called otherwise now ---


@pytest.fixture
def renamed(crowded: Path) -> Iterator[Path]:
    """The package, whose changes.csv a test writes."""
    yield crowded
    (crowded / "changes.csv").unlink(missing_ok=True)


def test_the_key_of_a_thing_tells_its_meeting_on_a_day_with_two(crowded: Path) -> None:
    documents = {
        (concept, key): graph for concept, key, graph in things(crowded, BASE) if graph != "shared"
    }
    assert set(documents.values()) == {FIRST, SECOND, OTHER}
    for (concept, key), graph in documents.items():
        assert (key if concept in WHOLE_MEETING else meeting_of(key)) == graph


def test_a_renamed_meeting_is_one_line(renamed: Path) -> None:
    old, older = f"{small_dataset.BODY}-2031-06-02", "gammalt-organ-2031-06-02b"
    changes(renamed, (older, old), (old, OTHER))
    assert maps(renamed)["renamed"] == {old: OTHER, older: OTHER}


def test_a_meeting_that_had_a_number_has_a_line_for_each_of_its_things(renamed: Path) -> None:
    changes(renamed, (OLD_SECOND, SECOND))
    tombstones(
        renamed, BASE,
        ("clauses", "clause", f"{SECOND}-4-3"),
        ("clauses", "clause", f"{FIRST}-2-7"),
    )  # fmt: skip
    found = maps(renamed)["renamed"]
    assert found.pop(OLD_SECOND) == SECOND
    was = {
        f"{concept}/{OLD_SECOND}{key.removeprefix(SECOND)}": f"{concept}/{key}"
        for concept, key, graph in things(renamed, BASE)
        if graph == SECOND and concept not in ("meeting", "source", "graph")
    }
    # What was withdrawn since is sent on too, to where it says so.
    was[f"clause/{OLD_SECOND}-4-3"] = f"clause/{SECOND}-4-3"
    assert found == was
    # § 2 of the first meeting, its clause and its decision are where they were.
    for thing in ("agenda-item", "decision"):
        assert f"{thing}/{FIRST}-2" not in found
    assert f"clause/{FIRST}-2-1" not in found
    assert list(maps(renamed)["gone"]) == [f"clause/{FIRST}-2-7", f"clause/{SECOND}-4-3"]


def test_what_was_withdrawn_under_a_later_key_is_not_sent_on_to_what_has_its_paragraph(
    renamed: Path,
) -> None:
    """§ 4 of a meeting that is OTHER now was withdrawn; § 4 of OTHER is another item."""
    first, then = (f"{small_dataset.BODY}-2031-06-0{n}" for n in (1, 2))
    # § 7 was § 3 first, and § 5 is what was § 8: it got its § after the meeting its day.
    changes(renamed, (first, then), (then, OTHER),
            items=((f"{first}-3", f"{then}-7"), (f"{then}-8", f"{OTHER}-5")))  # fmt: skip
    gone = [("agenda_items", "agenda-item", f"{then}-{n}") for n in (4, 7)]
    tombstones(renamed, BASE, *gone, ("clauses", "clause", f"{then}-4-1"))
    found = maps(renamed)
    (renamed / "tombstones.csv").unlink()
    assert [*found["gone"]] == [f"agenda-item/{then}-4", f"agenda-item/{then}-7",
                                f"clause/{then}-4-1"]  # fmt: skip
    leads = found["renamed"]
    assert (leads[first], leads[then]) == (OTHER, OTHER)
    assert leads[f"agenda-item/{first}-4"] == f"agenda-item/{then}-4"
    assert leads[f"clause/{first}-4-1"] == f"clause/{then}-4-1"
    assert leads[f"agenda-item/{first}-3"] == f"agenda-item/{then}-7"
    for day in (first, then):
        assert leads[f"agenda-item/{day}-8"] == f"agenda-item/{OTHER}-5"
    assert f"clause/{first}-4-2" not in leads


def test_a_key_that_a_meeting_has_again_is_not_sent_on(renamed: Path) -> None:
    other = f"{small_dataset.BODY}-2031-06-02"
    changes(renamed, (OTHER, other), (other, OTHER))
    assert maps(renamed)["renamed"] == {other: OTHER}


def test_renames_in_a_circle_of_withdrawn_meetings_come_to_an_end(renamed: Path) -> None:
    one, two = (f"{small_dataset.BODY}-2031-09-0{n}" for n in (1, 2))
    changes(renamed, (one, two), (two, one))
    assert maps(renamed)["renamed"] == {one: two, two: one}


@pytest.mark.parametrize("key", ["x;} server { listen 1", "", "X-2031-01-01"])
def test_a_rename_that_holds_no_keys_is_refused(renamed: Path, key: str) -> None:
    for pair in ((key, OTHER), (OTHER, key)):
        changes(renamed, pair)
        with pytest.raises(PackageError, match="these are no keys"):
            maps(renamed)


# --- what is withdrawn ---


def test_no_tombstones_mean_no_lines(crowded: Path) -> None:
    (crowded / "tombstones.csv").unlink(missing_ok=True)
    assert maps(crowded)["gone"] == {}


def test_what_is_withdrawn_is_told_unless_it_has_come_back(crowded: Path) -> None:
    tombstones(
        crowded, BASE,
        ("clauses", "clause", f"{OTHER}-9-1"),
        ("clauses", "clause", f"{OTHER}-4-1"),  # stands in the tables again
        ("persons", "person", "p-00000000cc"),
        ("old_table", "old-thing", f"{OTHER}-old-01"),
    )  # fmt: skip
    assert list(maps(crowded)["gone"]) == [
        f"clause/{OTHER}-9-1", f"old-thing/{OTHER}-old-01", "person/p-00000000cc",
    ]  # fmt: skip


def test_a_withdrawn_meeting_is_one_line(crowded: Path) -> None:
    gone = f"{small_dataset.BODY}-2031-09-01"
    tombstones(
        crowded, BASE,
        ("meetings", "meeting", gone),
        ("sources", "source", gone),
        ("clauses", "clause", f"{gone}-4-1"),
        ("agenda_items", "agenda-item", f"{gone}-2"),
    )  # fmt: skip
    found = maps(crowded)
    assert found["gone"] == {f"meeting/{gone}": "1"}
    assert found["gone-meetings"] == {gone: "1"}


def test_a_withdrawn_meeting_with_a_number_tells_each_thing(crowded: Path) -> None:
    third = f"{FIRST}-3"
    tombstones(crowded, BASE, ("meetings", "meeting", third), ("clauses", "clause", f"{third}-4-1"))
    # The key alone would lead to the first meeting of the day, which is there.
    assert list(maps(crowded)["gone"]) == [f"clause/{third}-4-1", f"meeting/{third}"]


def test_a_withdrawn_meeting_with_a_letter_is_one_line_though_its_day_has_others(
    crowded: Path,
) -> None:
    third = f"{FIRST}c"
    tombstones(crowded, BASE, ("meetings", "meeting", third), ("clauses", "clause", f"{third}-4-1"))
    assert maps(crowded)["gone"] == {f"meeting/{third}": "1"}


def test_an_address_of_another_base_is_passed_over_and_a_broken_one_is_refused(
    crowded: Path,
) -> None:
    tombstones(crowded, "https://old.example.org/", ("clauses", "clause", f"{OTHER}-9-1"))
    assert maps(crowded)["gone"] == {}
    tombstones(crowded, BASE, ("clauses", "clause", "x;} server { listen 1"))
    with pytest.raises(PackageError, match="none of ours"):
        maps(crowded)
    (crowded / "tombstones.csv").unlink()


def test_maps_are_the_same_when_written_again(crowded: Path) -> None:
    first = [
        path.read_bytes()
        for path in write_maps(NewPackage.stated(small_dataset.settings(), crowded))
    ]
    assert [
        path.read_bytes()
        for path in write_maps(NewPackage.stated(small_dataset.settings(), crowded))
    ] == first


# --- the rules of docs/hosting.md ---


def blocks(language: str) -> str:
    """The fenced blocks of one language in the guide."""
    return "\n".join(re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL))


def test_the_media_types_of_nginx_are_ours() -> None:
    (types,) = re.findall(r"types \{\n(.*?)\}", blocks("nginx"), re.DOTALL)
    given = {}
    for line in types.split(";"):
        kind, *endings = line.split() or [""]
        given |= {f".{ending}": kind for ending in endings}
    assert given == {suffix: media.type for suffix, media in MEDIA.items()}


@pytest.mark.parametrize("directive", ["charset_types", "gzip_types"])
def test_nginx_gives_text_a_charset_and_compresses_it(directive: str) -> None:
    (types,) = re.findall(rf"{directive} (.*?);", blocks("nginx"), re.DOTALL)
    assert sorted(types.split()) == sorted({m.type for m in MEDIA.values() if m.text})


def test_the_media_types_of_caddy_are_ours() -> None:
    (types,) = re.findall(r"map \{path\} \{content_type\} \{(.*?)\n\t\}", blocks("caddyfile"), re.S)
    given = dict(re.findall(r"~\\(\.[a-z]+)\$ \"?([^\"\n]+)\"?\n", types))
    default = re.findall(r"default \"(.*)\"", types)
    assert default == ["text/plain; charset=utf-8"]
    ours = {suffix: media.content_type for suffix, media in MEDIA.items()}
    assert given == {s: kind for s, kind in ours.items() if s in given}
    assert {kind for s, kind in ours.items() if s not in given} == set(default)


def test_caddy_compresses_text_only() -> None:
    (match,) = re.findall(r"match \{(.*?)\}", blocks("caddyfile"), re.DOTALL)
    patterns = [kind.rstrip("*") for kind in re.findall(r"Content-Type (\S+)", match)]
    for media in MEDIA.values():
        assert any(media.type.startswith(pattern) for pattern in patterns) == media.text


# --- the rules for w3id.org, read as Apache reads them ---


def redirects(name: str, path: str, form: str = "ttl") -> tuple[int, str] | None:
    """Where a .htaccess sends a path: the status and the address of the first rule that fits."""
    for line in (ROOT / "docs/w3id" / name).read_text("utf-8").splitlines():
        rule = re.fullmatch(r"RewriteRule (\S+) (https\S+) \[R=(\d+),L\]", line)
        found = re.search(rule[1], path) if rule else None
        if rule and found:
            target = rule[2].replace("%{ENV:FORM}", form)
            return int(rule[3]), target.replace("$1", found[1] if found.re.groups else "")
    return None


@pytest.mark.parametrize(
    "path",
    ["id/meeting/socsam-2025-06-02", "def/role/chair", "def/role", "spec/Meeting", "spec/",
     "files/data/clauses.parquet", "files/"],
)  # fmt: skip
def test_w3id_sends_every_address_on_to_the_host(path: str) -> None:
    assert redirects(".htaccess", path) == (302, f"https://data.example.org/{path}")


@pytest.mark.parametrize("name", [".htaccess", "static.htaccess"])
@pytest.mark.parametrize("path", ["id", "id/a b/c", "other/x", "files/x?y", "id/meeting/Å"])
def test_w3id_sends_nothing_else_on(name: str, path: str) -> None:
    assert redirects(name, path) is None


def test_for_a_plain_store_w3id_sends_every_thing_of_the_seed_to_its_document(seed: Path) -> None:
    for concept, key, document in things(seed, "https://w3id.org/socsam/"):
        for form in ("ttl", "jsonld"):
            address = f"https://data.example.org/files/rdf/{document}.{form}"
            assert redirects("static.htaccess", f"id/{concept}/{key}", form) == (303, address)


def test_for_a_plain_store_w3id_knows_every_concept_and_scheme(crowded: Path) -> None:
    found = maps(crowded)
    files = "https://data.example.org/files"
    for scheme, name in found["schemes"].items():
        for path in (f"def/{scheme}", f"def/{scheme}/any-code"):
            assert redirects("static.htaccess", path) == (303, f"{files}/vocab/{name}.ttl")
    for concept in CATALOGUE:
        address = f"{files}/catalogue.ttl"
        assert redirects("static.htaccess", f"id/{concept}/socsam") == (303, address)
    for path, name in (("spec/shape-clauses", "shapes"), ("spec/rule-due-dates", "rules"),
                       ("spec/Meeting", "terms"), ("spec/", "terms")):  # fmt: skip
        assert redirects("static.htaccess", path) == (303, f"{files}/vocab/{name}.ttl")


def test_the_guide_names_what_is_shipped() -> None:
    for name in ("concepts", "schemes", "renamed", "gone", "gone-meetings"):
        assert f"hosting/nginx/{name}.map" in GUIDE
        assert f"hosting/caddy/{name}.map" in GUIDE
    assert "@" not in re.sub(r"```.*?```", "", GUIDE, flags=re.DOTALL)


def test_a_base_with_a_path_is_part_of_every_withdrawn_address(crowded: Path) -> None:
    settings = replace(small_dataset.settings(), base="https://example.org/protokoll/")
    tombstones(crowded, settings.base, ("persons", "person", "p-00000000cc"))
    paths = {
        p.name: p
        for p in write_maps(NewPackage.stated(settings, crowded))
        if p.parent.name == "nginx"
    }
    assert "person/p-00000000cc 1;" in paths["gone.map"].read_text("utf-8")
    (crowded / "tombstones.csv").unlink()
