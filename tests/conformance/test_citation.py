"""CITATION.cff is what the Citation File Format says, as its own validator sees it."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from clients import HOME, needed_path

from socsam_opendata.package.citation import write_citation
from socsam_opendata.package.new_package import NewPackage
from socsam_opendata.settings.dataset_toml import Publisher, Settings, read_settings

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = Settings(
    name="exempel",
    title='"Påhittat": {a: [b]} # nr 1 <script>',
    description="Rad ett\n- rad två \\ \u2028 \x85 \U0001f600",
    base="https://example.org/",
    homepage="https://example.org/om",
    keywords=("a: b", "#c", "a: b"),
    version="1.1.0",
    publisher=Publisher("- Utgivaren", "https://example.org/", "post@example.org"),
)


def judged(folder: Path) -> subprocess.CompletedProcess[str]:
    """cffconvert's word on the file of a folder."""
    program = needed_path(HOME / "cffconvert" / "bin" / "cffconvert", "cffconvert")
    command = [str(program), "--validate", "--infile", str(folder / "CITATION.cff")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.conformance
@pytest.mark.parametrize("case", ["real", "unreleased", "hostile"])
def test_the_validator_accepts_the_citation(tmp_path: Path, case: str) -> None:
    real = read_settings(ROOT / "minutes")
    settings = {
        "real": replace(real, version="1.0.0"),
        "unreleased": replace(real, version="1.0.0+unreleased"),
        "hostile": HOSTILE,
    }[case]
    write_citation(NewPackage.stated(settings, tmp_path))
    done = judged(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "valid" in done.stdout


@pytest.mark.conformance
def test_the_validator_does_not_accept_everything(tmp_path: Path) -> None:
    path = write_citation(NewPackage.stated(HOSTILE, tmp_path))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('type: "dataset"', 'type: "protokoll"'), encoding="utf-8")
    assert judged(tmp_path).returncode != 0
