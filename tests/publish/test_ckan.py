"""Publishing to CKAN, against a stand-in of its Action API (CKAN itself was not run)."""

from __future__ import annotations

import re
import socket
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("ckanapi")

from rdflib import Graph

import small_package as small
from ckan_stand_in import TOKEN, Portal, serving
from small_package import make_package
from socsam_opendata.errors import SocsamError
from socsam_opendata.package import checksums as sums
from socsam_opendata.package import judges
from socsam_opendata.publish import ckan
from socsam_opendata.publish.ckan_records import SHA256, ckan_records, tag
from socsam_opendata.publish.publish import PublishReport, publish_package

DECISIONS, LINKED = "exempel-decisions", "exempel-linked-data"
CSV = "https://data.example.org/id/distribution/exempel-decisions-csv"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Portal]:
    monkeypatch.setenv("SOCSAM_CKAN_TOKEN", TOKEN)
    with serving() as portal:
        yield portal


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(judges, "judge", lambda folder: [])
    return make_package(tmp_path / "package")


def send(package: Path, site: Portal, **options: Any) -> PublishReport:
    asked = {"organization": "exempel", **options}
    return publish_package(package, f"ckan+{site.url}/", **asked)


def extras(found: dict[str, Any]) -> dict[str, str]:
    return {extra["key"]: extra["value"] for extra in found["extras"]}


def resource(site: Portal, uri: str = CSV) -> dict[str, Any]:
    return next(r for r in site.only(DECISIONS)["resources"] if r["uri"] == uri)


def test_every_dataset_and_distribution_is_created(package: Path, site: Portal) -> None:
    done = send(package, site)
    assert {p["name"] for p in site.packages.values()} == {DECISIONS, LINKED}
    found = site.only(DECISIONS)
    assert {k: found[k] for k in ("title", "notes", "version", "license_id", "owner_org")} == {
        "title": "Beslut",
        "notes": "Om Beslut, påhittat.",
        "version": "1.0.0",
        "license_id": "cc-zero",
        "owner_org": "org-0001",
    }
    assert found["maintainer"] == "Exempelkansliet"
    assert found["maintainer_email"] == "kansliet@example.org"
    assert found["author"] == "Exempelutgivaren"
    assert [t["name"] for t in found["tags"]] == ["beslut öppna data", "minutes", "protokoll"]
    assert extras(found)["uri"] == "https://data.example.org/id/dataset/exempel-decisions"
    assert extras(found)["title_en"] == "Decisions"
    assert len(found["resources"]) == 2
    data = small.FIRST["data/decisions.csv"]
    said = {k: v for k, v in resource(site).items() if k not in ("id", "url_type")}
    assert said == {
        "uri": CSV,
        "name": "CSV",
        "url": f"{small.FILES}data/decisions.csv",
        "format": "CSV",
        "mimetype": "text/csv",
        "size": len(data),
        "hash": __import__("hashlib").sha256(data).hexdigest(),
        "hash_algorithm": SHA256,
    }
    assert [change.action for change in done.changes] == ["create"] * 5
    assert site.files == {}


def test_a_second_time_nothing_is_written(package: Path, site: Portal) -> None:
    send(package, site)
    site.calls.clear()
    done = send(package, site)
    assert site.writes() == []
    assert (done.changes, done.kept) == ((), 5)


def test_only_fields_that_differ_are_written(package: Path, site: Portal) -> None:
    send(package, site)
    site.calls.clear()
    changed = small.FIRST | {"data/decisions.csv": b"id,text\n1,etta\n"}
    make_package(package, changed, "1.0.0")
    done = send(package, site)
    assert site.writes() == ["resource_patch"]
    (said,) = [said for action, said in site.calls if action == "resource_patch"]
    assert said.keys() == {"id", "size", "hash"}
    assert [c.name for c in done.changes] == [f"{DECISIONS}/CSV"]
    assert resource(site)["size"] == 15


def test_a_dry_run_shows_the_fields_and_writes_nothing(package: Path, site: Portal) -> None:
    dry = send(package, site, dry_run=True)
    assert site.writes() == []
    assert send(package, site).changes == dry.changes
    site.only(DECISIONS)["title"] = "Något annat"
    site.calls.clear()
    dry = send(package, site, dry_run=True)
    assert site.writes() == []
    (change,) = dry.changes
    assert (change.action, change.details) == ("update", ("title: Något annat → Beslut",))


def test_what_others_added_stays(package: Path, site: Portal) -> None:
    send(package, site)
    found = site.only(DECISIONS)
    theirs = {"id": "theirs", "name": "Karta", "url": "https://example.org/map"}
    found["resources"].append(theirs)
    found["extras"].append({"key": "theirs", "value": "stays"})
    found["tags"].append({"name": "deras"})
    found["title"] = "Ändrad"
    make_package(package, small.FIRST, "1.0.1")
    send(package, site)
    assert found["title"] == "Beslut"
    assert theirs in found["resources"]
    assert extras(found)["theirs"] == "stays"
    assert {"name": "deras"} in found["tags"]
    assert found["version"] == "1.0.1"


def test_a_distribution_that_is_gone_is_removed(package: Path, site: Portal) -> None:
    send(package, site)
    fewer = {k: v for k, v in small.FIRST.items() if k != "data/decisions.parquet"}
    make_package(package, fewer, "1.0.0")
    done = send(package, site)
    assert [(c.action, c.name) for c in done.changes] == [("remove", f"{DECISIONS}/Parquet")]
    assert [r["uri"] for r in site.only(DECISIONS)["resources"]] == [CSV]


def test_a_dataset_of_that_name_that_is_not_ours_stops_it(package: Path, site: Portal) -> None:
    site.package_create({"name": LINKED, "title": "Deras", "owner_org": "org-0001"})
    with pytest.raises(SocsamError, match="did not put there"):
        send(package, site)
    assert site.writes() == []
    assert site.only(LINKED)["title"] == "Deras"
    send(package, site, overwrite=True)
    assert site.only(LINKED)["title"] == "Länkade data"


def test_files_are_uploaded_when_asked_and_again_only_when_changed(
    package: Path, site: Portal
) -> None:
    done = send(package, site, upload=True)
    assert done.sent == 3
    assert set(site.files.values()) == {
        small.FIRST[name]
        for name in ("data/decisions.csv", "data/decisions.parquet", "rdf/exempel.ttl")
    }
    assert resource(site)["url"].endswith("/download/decisions.csv")
    assert send(package, site, upload=True).changes == ()
    changed = small.FIRST | {"data/decisions.csv": b"id,text\n1,etta\n"}
    make_package(package, changed, "1.0.0")
    assert send(package, site, upload=True).sent == 1
    assert site.files[resource(site)["id"]] == b"id,text\n1,etta\n"


def test_links_become_uploads_and_uploads_links(package: Path, site: Portal) -> None:
    send(package, site)
    assert send(package, site, upload=True).sent == 3
    assert resource(site)["url_type"] == "upload"
    send(package, site)
    assert resource(site)["url"] == f"{small.FILES}data/decisions.csv"
    assert send(package, site).changes == ()


def test_an_interrupted_run_is_finished_by_the_next(package: Path, site: Portal) -> None:
    site.fail["resource_create"] = (502, "<h1>Bad gateway</h1>")
    with pytest.raises(SocsamError, match=r"the answer is not CKAN's"):
        send(package, site)
    site.fail.clear()
    send(package, site)
    assert len(site.only(DECISIONS)["resources"]) == 2
    assert send(package, site).changes == ()


def test_a_deleted_dataset_comes_back(package: Path, site: Portal) -> None:
    send(package, site)
    site.only(DECISIONS)["state"] = "deleted"
    send(package, site)
    assert site.only(DECISIONS)["state"] == "active"


def test_a_site_whose_schema_has_the_fields_gets_no_extras_of_them(
    package: Path, site: Portal
) -> None:
    send(package, site)
    found = site.only(DECISIONS)
    as_fields = extras(found)
    found["extras"] = []
    found.update({**as_fields, "theme": "old"})
    send(package, site)
    assert found["extras"] == []
    assert "data-theme/GOVE" in found["theme"]


# --- refusals -------------------------------------------------------------------------------


def refused(package: Path, site: Portal, **options: Any) -> str:
    """Why publishing stops: one sentence, with no token anywhere."""
    with pytest.raises(SocsamError) as caught:
        send(package, site, **options)
    assert TOKEN not in "".join(traceback.format_exception(caught.value))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_wrong_or_missing_token_is_said(
    package: Path, site: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOCSAM_CKAN_TOKEN", "another-token")
    assert "the token may not do this" in refused(package, site)
    monkeypatch.delenv("SOCSAM_CKAN_TOKEN")
    assert "set SOCSAM_CKAN_TOKEN" in refused(package, site)


def test_a_netrc_does_not_replace_the_token(
    package: Path, site: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login a password b\n", encoding="ascii")
    monkeypatch.setenv("NETRC", str(netrc))
    send(package, site)
    assert {said["authorization"] for said in site.headers} == {TOKEN}


def test_organizations_that_are_missing_or_unknown_are_said(package: Path, site: Portal) -> None:
    assert "give --organization" in refused(package, site, organization=None)
    assert "no organization 'annan'" in refused(package, site, organization="annan")
    assert site.packages == {}


def test_a_field_that_ckan_refuses_is_named(package: Path, site: Portal) -> None:
    site.package_create({"name": DECISIONS, "title": "x", "owner_org": "org-0001"})
    site.packages["package-1"]["name"] = "Fel namn"
    site.packages["package-1"]["id"] = DECISIONS
    assert "name: Must be purely lowercase" in refused(package, site, overwrite=True)


@pytest.mark.parametrize(
    "answer",
    [
        (404, "<html>Not here</html>"),
        (200, "<html>Hello</html>"),
        (500, f"echo {TOKEN}"),
        (301, ""),
    ],
)
def test_a_site_that_is_no_ckan_is_said(
    package: Path, site: Portal, answer: tuple[int, str]
) -> None:
    site.fail["organization_show"] = answer
    assert "the answer is not CKAN's" in refused(package, site)


def test_no_connection_is_said(package: Path, site: Portal) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        site.url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        assert "no connection" in refused(package, site)


def test_a_file_that_the_package_lacks_is_not_uploaded(package: Path, site: Portal) -> None:
    text = (package / "catalogue.ttl").read_text(encoding="utf-8")
    text = re.sub(r'checksumValue "[0-9a-f]{64}"', f'checksumValue "{"0" * 64}"', text, count=1)
    (package / "catalogue.ttl").write_text(text, encoding="utf-8")
    sums.write_sums(package)
    assert "no file of the package" in refused(package, site, upload=True)


def test_a_file_that_was_exchanged_is_not_uploaded(
    package: Path, site: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ckan, "state_of", lambda path: (0, 0, 0))
    assert "was changed while it was published" in refused(package, site, upload=True)
    assert site.files == {}


# --- records --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("öppna data", "öppna data"),
        ("beslut/protokoll", "beslut protokoll"),
        ("x", None),
        ("!", None),
        ("<b>fet</b>", "b fet b"),
        ("å" * 200, "å" * 100),
    ],
)
def test_keywords_become_tags_that_ckan_takes(word: str, said: str | None) -> None:
    assert tag(word) == said


def test_two_datasets_of_one_name_are_refused() -> None:
    text = small.PREFIXES + "".join(
        f'<https://{host}.example.org/a> a dcat:Dataset ; dcterms:title "A"@sv ; '
        f"dcat:distribution <https://{host}.example.org/d> ."
        for host in ("a", "b")
    )
    with pytest.raises(SocsamError, match="both be called exempel-a"):
        ckan_records(Graph().parse(data=text, format="turtle"), "exempel", "1.0.0")
    with pytest.raises(SocsamError, match="no dataset"):
        ckan_records(Graph(), "exempel", "1.0.0")


def test_a_zip_is_a_zip_whatever_is_in_it() -> None:
    text = small.PREFIXES + (
        '<https://e.org/a> a dcat:Dataset ; dcterms:title "A"@sv, "The A"@en ; '
        "dcat:distribution <https://e.org/d> . <https://e.org/d> "
        "dcat:mediaType <http://www.iana.org/assignments/media-types/text/csv> ; "
        "dcat:packageFormat <http://www.iana.org/assignments/media-types/application/zip> ; "
        'dcterms:format "text/csv" ; dcat:accessURL <https://e.org/a.zip> .'
    )
    (record,) = ckan_records(Graph().parse(data=text, format="turtle"), "exempel", "1.0.0")
    (packed,) = record.resources
    assert packed.fields == {
        "uri": "https://e.org/d",
        "name": "A (ZIP)",
        "url": "https://e.org/a.zip",
        "format": "ZIP",
        "mimetype": "application/zip",
    }
    assert record.fields["license_id"] == "notspecified"
    assert (record.fields["title"], record.extras["title_en"]) == ("A", "The A")
