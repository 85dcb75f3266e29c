"""Publishing to a folder: only after every check, resumable at every step, others' files stand."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fsspec")

import small_dataset
import small_package as small
from small_package import contents, make_package
from socsam_opendata.cli.publish_report import publish_json, publish_text
from socsam_opendata.errors import PackageError, SocsamError
from socsam_opendata.model.release_records import Release
from socsam_opendata.package import checksums as sums
from socsam_opendata.package import judges
from socsam_opendata.package.build import write_files
from socsam_opendata.package.judges import Verdict
from socsam_opendata.package.package import Tables
from socsam_opendata.package.version import data_digest
from socsam_opendata.publish import publish, s3, transfer
from socsam_opendata.publish import secrets as credentials
from socsam_opendata.publish.manifest import MANIFEST
from socsam_opendata.publish.secrets import Secret, secret, without
from socsam_opendata.publish.store import INCOMING, Store
from socsam_opendata.publish.targets import SCHEMES, Target, of_kind, parse_target
from socsam_opendata.settings.dataset_toml import Catalogue, Contact, Publisher

FOREIGN = {"index.html": b"<p>Ours</p>", "data/other.csv": b"a\n", "photos/sun.jpg": b"\xff\xd8"}


@pytest.fixture
def _unjudged(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small package holds no tables: the judges, tried on their own, are left out."""
    monkeypatch.setattr(judges, "judge", lambda folder: [])


@pytest.fixture
def package(tmp_path: Path, _unjudged: None) -> Path:
    return make_package(tmp_path / "package")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "web"
    for name, data in FOREIGN.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def there(target: Path) -> dict[str, bytes]:
    """What a target holds beside the manifest and others' files."""
    found = contents(target)
    for name, data in FOREIGN.items():
        assert found.pop(name) == data, f"{name} is not ours"
    found.pop(MANIFEST, None)
    return found


def send(package: Path, target: Path, **options: Any) -> publish.PublishReport:
    return publish.publish_package(package, str(target), **options)


def actions(done: publish.PublishReport) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for change in done.changes:
        found.setdefault(change.action, []).append(change.name)
    return found


# --- what is sent, and what is left ---------------------------------------------------------


def test_a_folder_holds_the_package_and_others_files_stand(package: Path, target: Path) -> None:
    done = send(package, target)
    assert there(target) == contents(package)
    assert done.sent == len(contents(package))
    assert set(actions(done)) == {"upload"}
    assert not (target / INCOMING).exists()


def test_a_second_time_nothing_is_sent_or_written(package: Path, target: Path) -> None:
    send(package, target)
    before = {p: p.stat().st_mtime_ns for p in sorted(target.rglob("*"))}
    done = send(package, target)
    assert (done.changes, done.sent, done.kept) == ((), 0, len(contents(package)))
    assert {p: p.stat().st_mtime_ns for p in sorted(target.rglob("*"))} == before


def test_only_what_changed_goes_up_and_what_is_gone_is_removed(package: Path, target: Path) -> None:
    send(package, target)
    make_package(package, small.SECOND, "1.1.0")
    done = send(package, target)
    assert there(target) == contents(package)
    assert actions(done) == {
        "replace": [
            "data/decisions.csv",
            "data/decisions.parquet",
            "rdf/exempel.ttl",
            "datapackage.json",
            "catalogue.rdf",
            "catalogue.ttl",
            "SHA256SUMS",
        ],
        "upload": ["feeds/decisions.atom"],
        "remove": ["years/2031/decisions.csv"],
    }
    assert done.kept == 2
    assert not (target / "years").exists()


def test_descriptor_and_catalogue_take_their_place_last(
    package: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[str] = []
    move = Store.move
    monkeypatch.setattr(Store, "move", lambda s, a, b: (moved.append(b), move(s, a, b))[1])
    send(package, target)
    last = [
        MANIFEST,
        *(n for n in transfer._LAST if n != "catalogue.jsonld"),
        MANIFEST,
    ]
    in_place = [name for name in moved if not name.startswith(INCOMING)]
    assert in_place[0] == MANIFEST
    assert in_place[-5:] == last[1:]


def test_a_dry_run_says_what_would_change_and_touches_nothing(package: Path, target: Path) -> None:
    before = contents(target)
    dry = send(package, target, dry_run=True)
    assert contents(target) == before
    wet = send(package, target)
    assert dry.changes == wet.changes
    assert (dry.sent, dry.dry_run, wet.dry_run) == (0, True, False)


def test_a_strange_file_of_the_same_name_stops_it(package: Path, target: Path) -> None:
    (target / "README.md").write_bytes(b"theirs")
    before = contents(target)
    with pytest.raises(SocsamError, match=r"did not put there: README\.md;.*--overwrite"):
        send(package, target)
    assert contents(target) == before
    dry = send(package, target, dry_run=True)
    assert dry.blocked
    assert actions(dry)["foreign"] == ["README.md"]
    send(package, target, overwrite=True)
    assert there(target) == contents(package)


def test_a_strange_folder_is_never_overwritten(package: Path, target: Path) -> None:
    (target / "README.md").mkdir()
    (target / "rdf").write_bytes(b"a file where a folder belongs")
    with pytest.raises(SocsamError, match=r"README\.md"):
        send(package, target, overwrite=True)
    (target / "README.md").rmdir()
    with pytest.raises(SocsamError, match="rdf/exempel"):
        send(package, target, overwrite=True)
    assert (target / "rdf").read_bytes() == b"a file where a folder belongs"


def test_a_file_that_is_there_already_is_taken_as_ours(package: Path, target: Path) -> None:
    (target / "README.md").write_bytes(small.FIRST["README.md"])
    done = send(package, target)
    assert actions(done)["adopt"] == ["README.md"]
    assert done.sent == len(contents(package)) - 1
    assert send(package, target).changes == ()


def test_a_lost_manifest_is_made_anew_without_sending(package: Path, target: Path) -> None:
    send(package, target)
    manifest = (target / MANIFEST).read_bytes()
    (target / MANIFEST).unlink()
    assert send(package, target).sent == 0
    assert (target / MANIFEST).read_bytes() == manifest


def test_a_copy_put_back_from_elsewhere_is_known_by_its_content(
    package: Path, target: Path
) -> None:
    send(package, target)
    for path in target.rglob("*"):
        os.utime(path, (1, 1))
    assert send(package, target).changes == ()
    for path in target.rglob("*"):
        os.utime(path, (2, 2))
    make_package(package, small.SECOND, "1.1.0")
    assert actions(send(package, target))["remove"] == ["years/2031/decisions.csv"]


def test_a_file_changed_by_hand_is_sent_again(package: Path, target: Path) -> None:
    send(package, target)
    (target / "README.md").write_bytes(b"edited by hand")
    csv = target / "data/decisions.csv"
    csv.write_bytes(csv.read_bytes().upper())  # as many bytes as before
    os.utime(csv, (1, 1))
    assert actions(send(package, target)) == {"replace": ["README.md", "data/decisions.csv"]}
    assert there(target) == contents(package)


def test_what_others_made_of_our_file_is_not_removed(package: Path, target: Path) -> None:
    send(package, target)
    theirs = target / "years/2031/decisions.csv"
    theirs.write_bytes(b"somebody needed this place")
    make_package(package, small.SECOND, "1.1.0")
    assert actions(send(package, target))["leave"] == ["years/2031/decisions.csv"]
    assert theirs.read_bytes() == b"somebody needed this place"
    assert send(package, target).changes == ()


def test_files_that_strayed_into_the_package_stay_at_home(package: Path, target: Path) -> None:
    (package / "names.txt").write_text("Påhittad Person", encoding="utf-8")
    done = send(package, target)
    assert done.strays == ("names.txt",)
    assert "names.txt" not in there(target)


# --- interruptions --------------------------------------------------------------------------


class Cut(BaseException):
    """A run that is killed."""


class Failing:
    """A file system that breaks at one of its operations, amid a file where it writes one."""

    def __init__(self, fs: Any, at: int, error: BaseException) -> None:
        self.fs, self.at, self.error, self.count = fs, at, error, 0

    def step(self, amid: Callable[[], object] = lambda: None) -> None:
        self.count += 1
        if self.count == self.at:
            amid()
            raise self.error

    def put_file(self, local: str, path: str) -> None:
        half = Path(local).read_bytes()[: Path(local).stat().st_size // 2]
        self.step(lambda: self.fs.pipe_file(path, half))
        self.fs.put_file(local, path)

    def pipe_file(self, path: str, data: bytes) -> None:
        self.step(lambda: self.fs.pipe_file(path, data[: len(data) // 2]))
        self.fs.pipe_file(path, data)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.fs, name)
        if name in ("mv", "rm_file", "makedirs", "rmdir", "ls", "cat_file"):
            self.step()
        return found


def fail_at(monkeypatch: pytest.MonkeyPatch, number: int, error: BaseException) -> list[Failing]:
    """Let the store of the next runs break at an operation; the systems it made."""
    made: list[Failing] = []
    connect = Store.connect

    def broken(store: Store) -> Any:
        made.append(Failing(connect(store), number, error))
        return made[-1]

    monkeypatch.setattr(Store, "connect", broken)
    return made


@pytest.mark.parametrize(
    "error",
    [OSError(28, "No space left on device"), pytest.param(Cut(), marks=pytest.mark.campaign)],
)
def test_whatever_step_breaks_the_next_run_finishes(
    package: Path,
    target: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
) -> None:
    old = contents(package)
    send(package, target)
    start = shutil.copytree(target, tmp_path / "start")
    make_package(package, small.SECOND, "1.1.0")
    new = contents(package)
    number = 0
    while True:
        number += 1
        shutil.rmtree(target)
        shutil.copytree(start, target)
        with monkeypatch.context() as patched:
            made = fail_at(patched, number, error)
            with contextlib.suppress(SocsamError, Cut):
                send(package, target)
        if made[0].count < number:
            break
        for name, data in there(target).items():
            if not name.startswith(INCOMING):
                assert data in (old.get(name), new.get(name)), f"{name} is half, step {number}"
        send(package, target)
        assert there(target) == new, f"step {number}"
        assert not (target / INCOMING).exists()
        assert send(package, target).changes == ()
    assert number > 40


@pytest.mark.parametrize("step", [4, 12, 20, 28, 36, 44])
def test_an_interrupted_run_and_a_newer_package_leave_nothing_old(
    package: Path, target: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    send(package, target)
    make_package(package, small.SECOND, "1.1.0")
    with monkeypatch.context() as patched:
        fail_at(patched, step, Cut())
        with pytest.raises(Cut):
            send(package, target)
    third = {k: v for k, v in small.FIRST.items() if not k.startswith("years")}
    make_package(package, third | {"README.md": b"third"}, "2.0.0")
    send(package, target)
    assert there(target) == contents(package)
    assert send(package, target).changes == ()


def test_what_arrived_is_not_sent_again(
    package: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, arrived = Store.put, []

    def slow(store: Store, local: Path, path: str) -> None:
        if len(arrived) == 4:
            raise OSError(104, "Connection reset by peer")
        put(store, local, path)
        arrived.append(path)

    monkeypatch.setattr(Store, "put", slow)
    with pytest.raises(SocsamError, match="Connection reset by peer"):
        send(package, target)
    assert all(name.startswith(INCOMING) for name in there(target))
    monkeypatch.setattr(Store, "put", put)
    assert send(package, target).sent == len(contents(package)) - 4


def test_two_runs_at_once_do_not_mix(
    package: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(package, target)
    make_package(package, small.SECOND, "1.1.0")
    other = make_package(package.with_name("other"), small.FIRST | {"a.csv": b"a"}, "1.0.1")
    lay = transfer.Transfer._lay

    def overtaken(self: transfer.Transfer) -> int:
        sent = lay(self)
        monkeypatch.setattr(transfer.Transfer, "_lay", lay)
        send(other, target)
        return sent

    monkeypatch.setattr(transfer.Transfer, "_lay", overtaken)
    with pytest.raises(SocsamError, match=r"did not arrive whole|changed by somebody else"):
        send(package, target)
    assert there(target) == contents(other)
    send(package, target)
    assert there(target) == contents(package)


def test_a_package_rebuilt_meanwhile_is_not_mixed(
    package: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Store.put

    def rebuilt(store: Store, local: Path, path: str) -> None:
        put(store, local, path)
        make_package(package, small.SECOND, "1.1.0")

    monkeypatch.setattr(Store, "put", rebuilt)
    with pytest.raises(SocsamError, match="was changed while it was published"):
        send(package, target)
    monkeypatch.setattr(Store, "put", put)
    send(package, target)
    assert there(target) == contents(package)


# --- only after every check -----------------------------------------------------------------


def stopped(package: Path, target: Path) -> str:
    """Why publishing stops; nothing may have been written."""
    before = contents(target)
    with pytest.raises(SocsamError) as caught:
        send(package, target)
    assert contents(target) == before
    return str(caught.value)


def test_what_was_never_released_is_not_published(package: Path, target: Path) -> None:
    make_package(package, version="1.0.0+unreleased")
    assert "socsam release" in stopped(package, target)


def test_a_changed_or_lost_file_stops_it(package: Path, target: Path) -> None:
    (package / "data/decisions.csv").write_bytes(b"id,text\n1,TVA\n")
    (package / "README.md").unlink()
    said = stopped(package, target)
    assert "data/decisions.csv was changed since" in said
    assert "README.md is missing" in said


def test_a_link_out_of_the_package_stops_it(package: Path, target: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(small.FIRST["README.md"])
    (package / "README.md").unlink()
    (package / "README.md").symlink_to(tmp_path / "elsewhere")
    assert "README.md is missing" in stopped(package, target)


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a\\b", "a/../../b"])
def test_a_list_that_leads_out_of_the_package_stops_it(
    package: Path, target: Path, name: str
) -> None:
    with (package / "SHA256SUMS").open("a", encoding="utf-8") as file:
        file.write(f"{'0' * 64}  {name}\n")
    assert "SHA256SUMS" in stopped(package, target)


def test_a_package_without_list_or_catalogue_stops_it(package: Path, target: Path) -> None:
    (package / "catalogue.rdf").unlink()
    sums.write_sums(package)
    assert "does not list catalogue.rdf" in stopped(package, target)
    (package / "SHA256SUMS").unlink()
    assert "SHA256SUMS" in stopped(package, target)
    (package / "datapackage.json").unlink()
    assert "socsam build" in stopped(package, target)


def test_missing_contact_and_publisher_stop_it_with_the_keys(package: Path, target: Path) -> None:
    text = (package / "catalogue.ttl").read_text(encoding="utf-8")
    for lacking in ('vcard:fn "Exempelkansliet" ;', "vcard:hasEmail <mailto:kansliet@example.org>"):
        assert lacking in text
        text = text.replace(lacking, "")
    (package / "catalogue.ttl").write_text(text, encoding="utf-8")
    sums.write_sums(package)
    said = stopped(package, target)
    assert said.endswith(':\n  [contact]\n  name = "..."\n  email = "...@..."')
    assert "dataset.toml" in said


def test_placeholders_that_were_pasted_stop_it_and_are_named(package: Path, target: Path) -> None:
    text = (package / "catalogue.ttl").read_text(encoding="utf-8")
    for own, pasted in (("Exempelkansliet", "..."), ("kansliet@example.org", "...@...")):
        assert own in text
        text = text.replace(own, pasted)
    (package / "catalogue.ttl").write_text(text, encoding="utf-8")
    sums.write_sums(package)
    with pytest.raises(PackageError) as caught:
        send(package, target)
    lines = ':\n  [contact]\n  name = "..."\n  email = "...@..."\n'
    standing = "[contact] name, [contact] email: "
    assert f"{lines}The placeholder (...) still stands in {standing}" in str(caught.value)
    assert f"{lines}Platshållaren (…) står kvar i {standing}" in caught.value.sentence("sv")


def test_a_fault_that_a_judge_finds_stops_it(
    package: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty = Verdict("shacl", False, ("no title",))
    monkeypatch.setattr(judges, "judge", lambda folder: [Verdict("files", True), faulty])
    assert "shacl: no title" in stopped(package, target)


def test_a_judge_that_is_not_installed_stops_it_with_the_extra(
    package: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()

    def without_judges(name: str) -> Any:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr(judges.importlib, "import_module", without_judges)
    assert 'pip install "socsam_opendata[judges]"' in stopped(package, target)


def test_a_library_that_is_not_installed_is_named_with_the_extra(
    package: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, where in (
        ("fsspec.implementations.local", str(target)),
        ("s3fs", "s3://exempel/"),
        ("ckanapi", "ckan+https://example.org/"),
    ):
        for name in (module.partition(".")[0], module):
            monkeypatch.setitem(sys.modules, name, None)
        with pytest.raises(SocsamError, match=r'pip install "socsam_opendata\[publish\]"'):
            publish.publish_package(package, where)


# --- the report -----------------------------------------------------------------------------


def test_the_report_says_what_was_done_in_both_languages(package: Path, target: Path) -> None:
    (package / "names\x1b.txt").write_bytes(b"")
    (target / "README.md").write_bytes(b"theirs")
    dry = send(package, target, dry_run=True)
    said = publish_text(dry, "sv").splitlines()
    assert said[0] == "Ingenting har ändrats. Det här skulle göras:"
    assert "  i vägen, är någon annans: README.md (0.0 kB)" in said
    assert said[-1] == "Hör inte till paketet och skickas inte: names\\x1b.txt."
    quiet = publish_text(dry, "en", quiet=True).splitlines()
    assert quiet[0] == "  in the way, somebody else's: README.md (0.0 kB)"
    assert quiet[1].endswith("--overwrite gives them up.")
    assert publish_json(dry)["blocked"]
    done = send(package, target, overwrite=True)
    assert f"stands at {target}: 10 changes, 10 files sent, 0 unchanged." in publish_text(
        done, "en"
    )
    again = send(package, target)
    assert publish_text(again, "sv").startswith(
        f"Ingenting att göra: {target} har redan version 1.0.0."
    )
    assert json.loads(json.dumps(publish_json(again)))["changes"] == []


def test_a_long_report_is_cut_once_it_is_done(package: Path, target: Path) -> None:
    make_package(package, small.FIRST | {f"rdf/{n}.ttl": b"" for n in range(60)})
    assert len(publish_text(send(package, target, dry_run=True), "sv").splitlines()) == 72
    assert "… och 30 till" in publish_text(send(package, target), "sv")


# --- a package of the real line -------------------------------------------------------------


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A draft and a release of an invented meeting, written by the build itself."""
    home = tmp_path_factory.mktemp("built")
    meetings = [small_dataset.meeting(dt.date(2031, 3, 5))]
    settings = replace(
        small_dataset.settings(),
        publisher=Publisher("Exempelutgivaren", type="LocalAuthority"),
        contact=Contact("Exempelkansliet", "kansliet@example.org"),
        catalogue=Catalogue(files="https://example.org/files/"),
    )
    (home / "draft").mkdir()
    write_files(replace(small_dataset.dataset(meetings), settings=settings), home / "draft")
    digest = data_digest(Tables.written(home / "draft"))
    made = Release(id="1.0.0", date=dt.date(2031, 4, 1), data_sha256=digest)
    settings = replace(settings, releases=(made,))
    (home / "release").mkdir()
    write_files(replace(small_dataset.dataset(meetings), settings=settings), home / "release")
    return home


def test_a_built_package_is_published_when_it_is_a_release(
    built: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.environ.get("SOCSAM_OUTSIDE_JUDGES") != "1":
        judge = judges.judge
        monkeypatch.setattr(judges, "judge", lambda folder: judge(folder, outside=False))
    with pytest.raises(PackageError, match="socsam release"):
        send(built / "draft", target)
    done = send(built / "release", target)
    assert (done.version, done.strays) == ("1.0.0", ())
    assert there(target) == contents(built / "release")
    assert send(built / "release", target).changes == ()


# --- the target -----------------------------------------------------------------------------


def test_another_dataset_at_the_target_is_left_alone(package: Path, target: Path) -> None:
    send(package, target)
    about = json.loads((target / MANIFEST).read_bytes())
    (target / MANIFEST).write_text(json.dumps(about | {"name": "other"}), encoding="utf-8")
    assert "another dataset, 'other'" in stopped(package, target)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda about: about | {"format": 99}, "newer socsam"),
        (lambda about: {}, "cannot be understood"),
        (lambda about: [], "cannot be understood"),
        (
            lambda about: (
                about | {"files": [{"path": "../x", "sha256": "0", "size": 1, "stamp": None}]}
            ),
            "outside its folder",
        ),
    ],
)
def test_a_manifest_that_cannot_be_trusted_stops_it(
    package: Path, target: Path, change: Callable[[Any], Any], said: str
) -> None:
    send(package, target)
    about = json.loads((target / MANIFEST).read_bytes())
    (target / MANIFEST).write_text(json.dumps(change(about)), encoding="utf-8")
    assert said in stopped(package, target)


@pytest.mark.parametrize("text", ["[" * 100_000, '{"format": Infinity, "files": []}'])
def test_a_manifest_too_deep_or_of_no_number_stops_it(
    package: Path, target: Path, text: str
) -> None:
    send(package, target)
    (target / MANIFEST).write_text(text, encoding="utf-8")
    assert "cannot be understood" in stopped(package, target)


def test_a_folder_that_cannot_be_the_target_is_refused(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SocsamError, match="is a file"):
        send(package, tmp_path / "file")
    with pytest.raises(SocsamError, match="make it first"):
        send(package, tmp_path / "no" / "such")
    with pytest.raises(SocsamError, match="lies in the package itself"):
        send(package, package / "data")
    with pytest.raises(SocsamError, match="are for CKAN"):
        send(package, tmp_path / "web", upload=True)
    minutes = tmp_path / "minutes"
    minutes.mkdir()
    (minutes / "dataset.toml").write_text('[dataset]\nbase = "https://example.org/"\n')
    (tmp_path / "way").symlink_to(minutes, target_is_directory=True)
    for place in (minutes, minutes / "web", tmp_path / "way" / "web"):
        with pytest.raises(SocsamError, match="among the minutes in"):
            send(package, place)
    assert [path.name for path in minutes.iterdir()] == ["dataset.toml"]


def test_an_address_of_a_folder_may_be_a_url(package: Path, tmp_path: Path) -> None:
    publish.publish_package(package, (tmp_path / "w å").as_uri())
    assert (tmp_path / "w å" / "datapackage.json").is_file()


@pytest.mark.parametrize(
    ("address", "shown", "account"),
    [
        ("s3://bucket/a/b/", "s3://bucket/a/b", "s3://bucket"),
        ("s3://bucket", "s3://bucket", "s3://bucket"),
        (
            "sftp://u@h.example:2222/srv/x/",
            "sftp://u@h.example:2222/srv/x",
            "sftp://u@h.example:2222",
        ),
        ("sftp://h/~/x", "sftp://h/x", "sftp://h"),
        ("ckan+https://h/data/", "ckan+https://h/data", "ckan+https://h/data"),
        ("ckan+http://127.0.0.1:5000", "ckan+http://127.0.0.1:5000", "ckan+http://127.0.0.1:5000"),
    ],
)
def test_addresses_are_taken_apart(address: str, shown: str, account: str) -> None:
    target = parse_target(address)
    assert (str(target), target.account) == (shown, account)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_has_a_module_with_its_target_and_its_store(scheme: str) -> None:
    kind = SCHEMES[scheme].kind
    assert callable(of_kind(kind, "target"))
    if kind != "ckan":  # a portal is no store of files
        assert isinstance(of_kind(kind, "store")(Target(kind, "/srv/data", "h.example")), Store)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ftp://example.org/x",
        "s3://",
        "s3://b/../x",
        "sftp://example.org",
        "sftp:///x",
        "sftp://h:port/x",
        "sftp://[::1/x",
        "user@example.org:/srv",
        "ckan+http://example.org/",
        "ckan+https://",
        "s3://bucket/x?versionId=1",
        "file://example.org/x",
    ],
)
def test_addresses_that_cannot_be_used_are_refused(address: str) -> None:
    with pytest.raises(SocsamError):
        parse_target(address)


# --- secrets --------------------------------------------------------------------------------

HUSH = "hemligt-7f3a"


@pytest.mark.parametrize(
    "address",
    [
        f"sftp://u:{HUSH}@example.org/x",
        f"sftp://u:{HUSH}@example.org:port/x",
        f"s3://key:{HUSH}@bucket/x",
        f"s3://{HUSH}@bucket/x",
        f"ckan+https://:{HUSH}@example.org/",
        f"ckan+https://{HUSH}@example.org/",
        f"ftp://u:{HUSH}@example.org/",
        f"u:{HUSH}@example.org:/srv",
        f"ckan+https://example.org/?token={HUSH}",
        f"sftp://u:{HUSH}@[::1/x",
    ],
)
def test_a_secret_in_an_address_is_refused_and_not_repeated(package: Path, address: str) -> None:
    with pytest.raises(SocsamError) as caught:
        publish.publish_package(package, address)
    assert HUSH not in "".join(traceback.format_exception(caught.value))


def test_a_secret_does_not_print_itself() -> None:
    hush = Secret(HUSH)
    assert HUSH not in f"{hush} {hush!r} {[hush]}"
    assert without(f"token {HUSH}\nrefused", [hush, None]) == "token *** refused"


def test_what_a_library_says_of_a_failure_holds_no_secret(
    package: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(store: Store) -> Any:
        store.secrets = (Secret(HUSH),)
        raise OSError(13, f"no entry with {HUSH}")

    monkeypatch.setattr(Store, "connect", refused)
    with pytest.raises(SocsamError) as caught:
        send(package, target)
    assert HUSH not in "".join(traceback.format_exception(caught.value))
    assert "no entry with ***" in str(caught.value)


def test_secrets_come_from_the_environment_then_the_keyring(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keyring = pytest.importorskip("keyring")
    kept = {("socsam", "sftp://u@h"): "of the keyring"}
    monkeypatch.setattr(keyring, "get_password", lambda s, u: kept.get((s, u)))
    monkeypatch.delenv("SOCSAM_SFTP_PASSWORD", raising=False)
    assert secret("SOCSAM_SFTP_PASSWORD", "sftp://u@h") == Secret("of the keyring")
    assert secret("SOCSAM_SFTP_PASSWORD", "sftp://u@other") is None
    monkeypatch.setenv("SOCSAM_SFTP_PASSWORD", "of the environment")
    assert secret("SOCSAM_SFTP_PASSWORD", "sftp://u@h") == Secret("of the environment")


def test_a_keyring_that_is_missing_or_locked_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = pytest.importorskip("keyring")

    def locked(service: str, account: str) -> str:
        raise keyring.errors.KeyringLocked("locked")

    monkeypatch.setattr(keyring, "get_password", locked)
    monkeypatch.delenv("SOCSAM_CKAN_TOKEN", raising=False)
    assert credentials.secret("SOCSAM_CKAN_TOKEN", "x") is None
    monkeypatch.setitem(__import__("sys").modules, "keyring", None)
    assert credentials.secret("SOCSAM_CKAN_TOKEN", "x") is None


def test_s3_takes_the_pair_of_keys_that_the_keyring_has(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    store = s3.S3Store(parse_target("s3://bucket/x"))
    monkeypatch.setattr(s3, "secret", lambda variable, account: Secret(f"AKIA:{HUSH}"))
    assert store._keys() == {"key": "AKIA", "secret": HUSH}
    monkeypatch.setattr(s3, "secret", lambda variable, account: Secret(HUSH))
    with pytest.raises(SocsamError) as caught:
        store._keys()
    assert HUSH not in str(caught.value)


def test_errors_of_a_package_are_of_the_package(package: Path) -> None:
    with pytest.raises(PackageError):
        publish.ready(package / "data")
