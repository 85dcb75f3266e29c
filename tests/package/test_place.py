"""No file of anybody's is lost: a build removes only what a build of ours wrote, as it wrote it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from test_build import fake_package, tree

from socsam_opendata.cli.main import main
from socsam_opendata.errors import BuildError
from socsam_opendata.package import place as swap
from socsam_opendata.package.build import drop_empty_folders
from socsam_opendata.package.checksums import take_inventory, write_sums

ROOT = Path(__file__).resolve().parents[2]
Put = Callable[[Path], object]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """What looks like a package of ours, with its list."""
    return fake_package(tmp_path / "package", "old")


def entries(folder: Path) -> dict[str, bytes | str]:
    """Every file, link and folder under a folder: bytes, the link's target, or nothing."""
    found: dict[str, bytes | str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        else:
            found[name] = path.read_bytes() if path.is_file() else ""
    return found


def refusal(out: Path, language: str = "en") -> str:
    """What a build says before it begins; AssertionError when it would begin."""
    before = entries(out.parent)
    with swap.locked(out):
        swap.mend(out)
        with pytest.raises(BuildError) as caught:
            swap.own_files(out)
    assert entries(out.parent) == before
    assert caught.value.place is not None
    return caught.value.sentence(language)


# --- in the package's folder ------------------------------------------------------------------


def written(name: str, text: str = "mine") -> Put:
    return lambda out: (out / name).write_text(text)


def in_new_folder(out: Path) -> None:
    (out / "notes" / "deep").mkdir(parents=True)
    (out / "notes" / "deep" / "letter.txt").write_text("mine")


THEIRS: dict[str, tuple[Put, str]] = {
    "a file": (written("letter.txt"), "holds a file that no build wrote (letter.txt)"),
    "a file among ours": (written("data/own.csv"), "that no build wrote (data/own.csv)"),
    "a hidden file": (written(".env"), "that no build wrote (.env)"),
    "a file in a folder of theirs": (in_new_folder, "(notes/deep/letter.txt)"),
    "a link to a file": (lambda out: (out / "link").symlink_to(ROOT / "README.md"), "(link)"),
    "a link to nothing": (lambda out: (out / "link").symlink_to("nowhere"), "(link)"),
    "a link to a folder": (lambda out: (out / "link").symlink_to(ROOT), "(link)"),
    "our file written over": (
        written("data/meetings.csv"),
        "a file was changed after it was built (data/meetings.csv)",
    ),
    "a link in our file's place": (
        lambda out: (
            (out / "data" / "meetings.csv").rename(out.parent / "elsewhere"),
            (out / "data" / "meetings.csv").symlink_to(out.parent / "elsewhere"),
        ),
        "a file was changed after it was built (data/meetings.csv)",
    ),
    "notes under the name of a cache": (written("Thumbs.db"), "that no build wrote (Thumbs.db)"),
    "of the other one": (written("data/.DS_Store"), "that no build wrote (data/.DS_Store)"),
    "looks of a folder": (written("desktop.ini", "[.ShellClassInfo]"), "(desktop.ini)"),
    "a cache that is a link": (
        lambda out: (out / "Thumbs.db").symlink_to(out / "data" / "meetings.csv"),
        "(Thumbs.db)",
    ),
    "an empty folder": (
        lambda out: (out / "notes").mkdir(),
        "holds an empty folder that no build made (notes/)",
    ),
    "an empty folder among ours": (
        lambda out: (out / "data" / "own" / "deep").mkdir(parents=True),
        "no build made (data/own/)",
    ),
    "a name that no terminal shows": (written("a\nb\x1b"), r"('a\nb\x1b')"),
}


@pytest.mark.parametrize("name", THEIRS)
def test_a_file_that_no_build_wrote_stops_a_build_and_is_named(name: str, out: Path) -> None:
    put, says = THEIRS[name]
    put(out)
    said = refusal(out)
    assert said.startswith(f"{out}: ")
    assert says in said
    assert said.endswith("move what is needed out of the folder, or remove the whole folder, "
                         "and run again")  # fmt: skip


def test_all_that_would_be_lost_is_counted_and_the_first_are_named(out: Path) -> None:
    for number in range(7):
        (out / f"{number}.txt").write_text("mine")
    (out / "data" / "meetings.csv").write_text("mine")
    assert (
        "holds 7 files that no build wrote (0.txt, 1.txt, 2.txt, 3.txt, 4.txt, …); "
        "a file was changed after it was built (data/meetings.csv); a build would" in refusal(out)
    )
    said = "innehåller 7 filer som inget bygge har skrivit (0.txt, 1.txt, 2.txt, 3.txt, 4.txt, …)"
    assert said in refusal(out, "sv")


def test_moved_out_of_the_way_a_build_goes_on(out: Path) -> None:
    (out / "letter.txt").write_text("mine")
    (out / "data" / "meetings.csv").write_text("mine")
    assert "letter.txt" in refusal(out)
    for name in ("letter.txt", "data/meetings.csv"):
        (out / name).rename(out.parent / Path(name).name)
    assert swap.own_files(out).only_ours


def test_caches_of_file_managers_and_folders_of_lost_files_do_not_stop_a_build(out: Path) -> None:
    for name in (".DS_Store", "data/.DS_Store"):
        (out / name).write_bytes(b"\0\0\0\1Bud1 and what it remembers")
    (out / "data" / "Thumbs.db").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504)
    assert swap.own_files(out).only_ours
    (out / "data" / "meetings.csv").unlink()
    assert swap.own_files(out).only_ours
    (out / "data" / "other").mkdir()
    (out / "data" / "other" / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    assert take_inventory(out).empty == ("data/other/",)


def test_a_build_leaves_no_empty_folder_in_a_package(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "c" / "d").mkdir(parents=True)
    (tmp_path / "c" / "file").write_text("ours")
    drop_empty_folders(tmp_path)
    assert entries(tmp_path) == {"c": "", "c/file": b"ours"}


def test_line_ends_that_git_changed_are_no_change_of_anybodys(tmp_path: Path) -> None:
    for name, data in {"a.csv": b"x\ny\n\nz", "b.ics": b"x\r\ny\r\n", "c": b"x\r\r\n"}.items():
        (tmp_path / name).write_bytes(data)
    write_sums(tmp_path)
    (tmp_path / "a.csv").write_bytes(b"x\r\ny\r\n\r\nz")
    (tmp_path / "b.ics").write_bytes(b"x\ny\n")
    assert take_inventory(tmp_path).only_ours
    (tmp_path / "a.csv").write_bytes(b"x\r\ny\r\nz")
    (tmp_path / "b.ics").write_bytes(b"x\ny")
    (tmp_path / "c").write_bytes(b"x\r\n")
    assert take_inventory(tmp_path).changed == ("a.csv", "b.ics", "c")


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_text("nonsense\n")])
def test_a_package_without_a_list_of_its_files_is_nobodys_to_remove(spoil: Put, out: Path) -> None:
    spoil(out / "SHA256SUMS")
    assert "does not tell which files a build wrote" in refusal(out)


def test_the_command_says_it_in_one_sentence_before_any_work(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (out / "letter.txt").write_text("mine")
    minutes = shutil.copytree(ROOT / "minutes", tmp_path / "minutes")
    (minutes / "2025-06-02-socsam.md").write_text("no minutes at all")  # would be refused if read
    before = tree(tmp_path)
    for command in (["build"], ["release", "--reason", "Rättat"]):
        assert main(["--lang", "en", *command, str(minutes), "--out", str(out)]) == 2
        said = capsys.readouterr().err
        assert said.startswith(f"socsam: {out}: holds a file that no build wrote (letter.txt)")
        assert said.count("\n") == 1
        assert tree(tmp_path) == before


# --- what comes while a build is at work ------------------------------------------------------


def test_a_file_that_comes_during_a_build_stops_the_swap(out: Path, tmp_path: Path) -> None:
    new = fake_package(tmp_path / "new", "new")
    found = swap.own_files(out)
    (out / "letter.txt").write_text("mine")
    before = entries(tmp_path)
    with pytest.raises(BuildError, match=r"letter\.txt"):
        swap.swap(new, out, found)
    assert entries(tmp_path) == before
    (out / "letter.txt").unlink()
    same = (out / "data" / "meetings.csv").read_bytes()
    (out / "data" / "meetings.csv").write_bytes(same.upper())
    with pytest.raises(BuildError, match=r"changed after it was built \(data/meetings\.csv\)"):
        swap.swap(new, out, found)


def test_a_folder_that_comes_during_a_first_build_is_left_alone(tmp_path: Path) -> None:
    new, out = fake_package(tmp_path / "new", "new"), tmp_path / "package"
    found = swap.own_files(out)
    out.mkdir()
    (out / "letter.txt").write_text("mine")
    with pytest.raises(BuildError, match="is not empty and holds no package"):
        swap.swap(new, out, found)
    assert tree(out) == {"letter.txt": b"mine"}


def test_what_was_read_once_is_not_read_again(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = swap.own_files(out)
    assert set(found.states) == {"data/meetings.csv", "datapackage.json"}
    monkeypatch.setattr("socsam_opendata.package.checksums.sha256", lambda _: pytest.fail("read"))
    assert swap.own_files(out, found) == found


# --- beside it, under a name like ours --------------------------------------------------------


def test_scratch_folders_go_with_our_mark_only(out: Path) -> None:
    home = out.parent
    for name in ("marked", "letters", "empty", "ab_12xyz"):
        (home / f".package.building-{name}").mkdir()
    (home / ".package.building-marked" / swap.MARK).touch()
    (home / ".package.building-marked" / "work").mkdir()
    (home / ".package.building-marked" / "work" / "rows").write_text("ours")
    (home / ".package.building-letters" / "letter.txt").write_text("mine")
    (home / ".package.building-file").write_text("mine")
    (home / ".package.building-link").symlink_to(home / ".package.building-marked")
    swap.restore(out)
    assert {path.name for path in home.iterdir()} == {
        "package", ".package.building-letters", ".package.building-file", ".package.building-link",
        ".package.building-empty",
    }  # fmt: skip
    assert tree(home / ".package.building-letters") == {"letter.txt": b"mine"}


def test_a_build_removes_what_a_dead_release_left_and_leaves_a_running_one(out: Path) -> None:
    left = out.parent / ".package.release.building-dead"
    (left / "new").mkdir(parents=True)
    (left / swap.MARK).touch()
    theirs = out.parent / ".package.release.building-mine"
    theirs.mkdir()
    with swap.locked(swap._stage(out)), swap.locked(out):
        swap.mend(out)
    assert left.is_dir()
    with swap.locked(out):
        swap.mend(out)
    assert {path.name for path in out.parent.iterdir()} == {"package", theirs.name}


def test_a_scratch_folder_keeps_its_mark_until_it_is_empty(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with swap.scratch_beside(out) as scratch:
        (scratch / "work").mkdir()
        monkeypatch.setattr(shutil, "rmtree", fails)
    assert (scratch / swap.MARK).is_file()
    monkeypatch.undo()
    swap.restore(out)
    assert [path.name for path in out.parent.iterdir()] == ["package"]


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_has_the_name_of_the_package_before_is_left_and_named(kind: str, out: Path) -> None:
    previous = out.parent / ".package.previous"
    if kind == "folder":
        previous.mkdir()
        (previous / "letter.txt").write_text("mine")
    elif kind == "file":
        previous.write_text("mine")
    else:
        previous.symlink_to("nowhere")
    before = entries(out.parent)
    swap.restore(out)
    assert entries(out.parent) == before
    said = refusal(out)
    assert said.startswith(f"{previous}: is nothing that a build put there")


def test_a_package_before_with_a_letter_in_it_is_put_back_or_kept(out: Path) -> None:
    previous = out.parent / ".package.previous"
    out.rename(previous)
    (previous / "letter.txt").write_text("mine")
    swap.restore(out)
    assert (out / "letter.txt").read_text() == "mine"
    shutil.copytree(out, previous)
    (out / "letter.txt").unlink()
    swap.restore(out)
    assert (previous / "letter.txt").read_text() == "mine"
    said = refusal(out)
    assert said.startswith(f"{previous}: holds a file that no build wrote (letter.txt)")


def test_a_folder_of_theirs_is_no_package_before(tmp_path: Path) -> None:
    out, previous = tmp_path / "package", tmp_path / ".package.previous"
    previous.mkdir()
    (previous / "letter.txt").write_text("mine")
    swap.restore(out)
    assert entries(tmp_path) == {".package.previous": "", ".package.previous/letter.txt": b"mine"}
    swap.swap(fake_package(tmp_path / "new", "new"), out)  # nothing has to be moved there
    assert swap.is_package(out)
    assert tree(previous) == {"letter.txt": b"mine"}


def release_of(folder: Path) -> Path:
    """A folder that looks like a release of ours."""
    fake_package(folder, "old")
    text = (folder / "datapackage.json").read_text().replace("{", '{"version": "1.0.0", ', 1)
    (folder / "datapackage.json").write_text(text)
    (folder / "releases.csv").write_text("id\n")
    write_sums(folder)
    assert swap.names_a_release(folder)
    return folder


def test_what_has_the_name_of_the_release_kept_aside_is_left_and_named(tmp_path: Path) -> None:
    out, released = release_of(tmp_path / "package"), tmp_path / ".package.released"
    released.mkdir()
    (released / "letter.txt").write_text("mine")
    assert refusal(out).startswith(f"{released}: is nothing that a build put there")
    shutil.rmtree(out)
    fake_package(out, "no release: the name is not needed")
    swap.swap(fake_package(tmp_path / "new", "new"), out)
    assert tree(released) == {"letter.txt": b"mine"}


def test_a_release_kept_aside_with_a_letter_in_it_is_never_removed(tmp_path: Path) -> None:
    out, released = tmp_path / "package", release_of(tmp_path / ".package.released")
    (released / "letter.txt").write_text("mine")
    fake_package(out, "old")
    swap.swap(release_of(tmp_path / "new"), out)
    assert (released / "letter.txt").read_text() == "mine"
    assert refusal(out).startswith(f"{released}: holds a file that no build wrote (letter.txt)")


def test_a_release_kept_aside_goes_when_a_release_has_its_place(tmp_path: Path) -> None:
    out, released = release_of(tmp_path / "package"), tmp_path / ".package.released"
    swap.swap(fake_package(tmp_path / "new", "new"), out)
    assert swap.names_a_release(released)
    swap.swap(release_of(tmp_path / "newer"), out)
    assert {path.name for path in tmp_path.iterdir()} == {"package"}


def test_a_file_with_the_name_of_the_lock_is_left_and_named(out: Path) -> None:
    lock = out.parent / ".package.lock"
    lock.write_text("mine")
    with pytest.raises(BuildError, match="is no lock that a build put there"), swap.locked(out):
        pass
    assert lock.read_text() == "mine"


def test_a_name_with_signs_of_patterns_is_a_name_as_others(tmp_path: Path) -> None:
    out = tmp_path / "pack[a]ge*"
    with swap.scratch_beside(out) as scratch:
        shutil.copytree(scratch, tmp_path / ".pack[a]ge*.building-dead")
    shutil.copytree(tmp_path / ".pack[a]ge*.building-dead", tmp_path / ".packages.building-other")
    swap.restore(out)
    assert [path.name for path in tmp_path.iterdir()] == [".packages.building-other"]
