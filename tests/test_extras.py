"""A library of an extra that is not there, or not whole, is one sentence that says what to do."""

from __future__ import annotations

import shutil
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import socsam_opendata as so
from socsam_opendata.cli.main import main
from socsam_opendata.package import judges
from socsam_opendata.publish.ckan import Site
from socsam_opendata.publish.s3 import S3Store
from socsam_opendata.publish.secrets import secret
from socsam_opendata.publish.sftp import SftpStore
from socsam_opendata.publish.store import Store
from socsam_opendata.publish.targets import parse_target

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "datapackage"


def _s3() -> object:
    return S3Store(parse_target("s3://exempel/")).connect()


def _ckan() -> object:
    return Site(parse_target("ckan+https://example.org/"))


_JUDGES = ("judges", judges.require_outside)
# What loads each library of an extra first.
LOADS: dict[str, tuple[str, Callable[[], object]]] = {
    **dict.fromkeys(("frictionless", "jsonschema", "openpyxl", "pandas", "pyshacl"), _JUDGES),
    "botocore": ("publish", _s3),
    "ckanapi": ("publish", _ckan),
    "fsspec": ("publish", lambda: Store(parse_target("public")).connect()),
    "keyring": ("publish", lambda: secret("SOCSAM_NOT_SET_ANYWHERE", "sftp://x@example.org")),
    "paramiko": ("publish", lambda: SftpStore(parse_target("sftp://x@example.org/y")).connect()),
    "requests": ("publish", _ckan),
    "s3fs": ("publish", _s3),
    "duckdb": ("sql", lambda: so.open_package(PACKAGE).sql("SELECT 1")),
}  # fmt: skip
BROKEN = {
    "shared object": "raise ImportError('libinvented.so.7: cannot open shared object file')",
    "of the system": "raise OSError('libinvented.so.7: cannot open shared object file')",
    "other version": "raise ValueError('invented.dtype size changed')",
    "older Python": "raise TypeError('unsupported operand')",
    "no registry": "raise KeyError('invented')",
    "cut short": "def begun(",
    "without a part": "import pyarrow.invented_part_that_is_lost",
}


def put_in_place(name: str, text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the import of a library find another one with this text."""
    for loaded in [m for m in sys.modules if m.partition(".")[0] == name]:
        monkeypatch.delitem(sys.modules, loaded)
    (folder / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)


def test_every_library_of_an_extra_is_tried() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    offered = {
        needed.partition(">=")[0]: extra
        for extra, names in extras["optional-dependencies"].items()
        for needed in names
        if extra in ("judges", "publish", "sql")
    }
    assert offered == {name: extra for name, (extra, _) in LOADS.items()}


@pytest.mark.parametrize(
    ("name", "kind"),
    [*((name, "shared object") for name in LOADS), *(("duckdb", kind) for kind in BROKEN)],
)
def test_a_library_that_is_not_whole_is_named_with_what_it_said(
    name: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip(name)
    put_in_place(name, BROKEN[kind], tmp_path, monkeypatch)
    extra, load = LOADS[name]
    with pytest.raises(so.SocsamError) as caught:
        load()
    assert caught.value.key == "extra.broken"
    told = " is installed but cannot be loaded ("
    library, _, rest = str(caught.value).partition(told)
    said, _, do = rest.partition("); install it anew: ")
    assert library in (name, "s3fs", "ckanapi")
    assert said.strip("“”")
    assert do == f'`pip install --force-reinstall "socsam_opendata[{extra}]"`'
    assert "går inte att ladda" in caught.value.sentence("sv")


@pytest.mark.parametrize("name", sorted(LOADS.keys() - {"keyring"}))
def test_a_library_that_is_not_there_is_named_with_the_extra(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip(name)
    extra, load = LOADS[name]
    lost = "import invented_library_that_is_lost"
    put_in_place(name, lost, tmp_path, monkeypatch)
    with pytest.raises(so.SocsamError) as caught:
        load()
    assert str(caught.value) == (
        f'this needs invented_library_that_is_lost: pip install "socsam_opendata[{extra}]"'
    )


def test_a_judge_that_loads_what_is_not_whole_on_the_way_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def shacl(_: Path) -> judges.Verdict:
        raise ImportError("libinvented.so.7: cannot open shared object file", name="owlrl")

    with pytest.raises(so.SocsamError, match=r"owlrl is installed but cannot be loaded \(.*so\.7"):
        judges._heard(shacl, PACKAGE)


@pytest.mark.parametrize("command", ["check", "build", "release"])
def test_a_command_says_it_in_a_line_and_writes_nothing(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pytest.importorskip("pyshacl")
    fakes = tmp_path / "fakes"
    fakes.mkdir()
    put_in_place("pyshacl", BROKEN["shared object"], fakes, monkeypatch)
    minutes = shutil.copytree(ROOT / "minutes", tmp_path / "minutes")
    before = sorted(path for path in tmp_path.rglob("*") if fakes not in path.parents)
    out = ["--out", str(tmp_path / "out")]
    arguments = {
        "check": ["check", str(PACKAGE)],
        "build": ["build", str(minutes), *out, "--judges"],
        "release": ["release", str(minutes), *out],
    }
    assert main(["--lang", "sv", *arguments[command]]) == 2
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("socsam: ")]
    assert len(told) == 1
    assert told[0].startswith("socsam: pyshacl är installerat men går inte att ladda (")
    assert "libinvented.so.7" in told[0]
    assert sorted(p for p in tmp_path.rglob("*") if fakes not in p.parents) == before
