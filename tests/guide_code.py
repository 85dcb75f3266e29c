"""The code of the guides: found in their Markdown, run as by a reader, compared with what stands.

A fence of `python`, `sql`, `sparql`, `r` or `sh` is run, in the order of its guide, and the fence
of `text` that follows it at once must hold what it prints; without one it prints nothing. In such
a fence … stands for any text of a line, and a line of … alone for any lines: for sizes and such.
`toml FILE` is filled into a file as a person would, `csv FILE` and `json FILE` are written.
`console` is shown only: it needs the network, or a server of the reader's own.

`python tests/guide_code.py` puts what the code prints now into the guides. Look at what it changed.
"""

from __future__ import annotations

import contextlib
import difflib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import judged_once
import socsam_opendata
from socsam_opendata.cli.main import main

ROOT = Path(__file__).resolve().parents[1]
GUIDES = ROOT / "docs" / "guides"
LIBRARY = ROOT / "docs" / "library.md"
EXAMPLES = ROOT / "tests" / "exempel"
JUDGED_ONCE = Path(judged_once.__file__).resolve()
# What stands for the folder that the code is run in.
HOME = "/srv/protokoll"
WIDE = 120
RUN = ("python", "sql", "sparql", "r", "sh")
FILES = ("toml", "csv", "json")
SHOWN = ("console",)
OUTPUT = "text"
_FENCE = re.compile(r"(?ms)^```(\w+)(?: ([^\n`]+))?\n(.*?)^```$")


@dataclass(frozen=True)
class Block:
    """A fence of a guide; `file` is what stands beside its language, `output` None without one."""

    guide: Path
    line: int
    language: str
    file: str
    code: str
    output: str | None

    @property
    def place(self) -> str:
        """Where it stands, for messages."""
        return f"{self.guide.name}:{self.line}"


def guides() -> list[Path]:
    """The guides, in both languages."""
    return sorted(GUIDES.glob("*.??.md"))


def blocks(guide: Path, *languages: str) -> list[Block]:
    """The fences of a guide in order, of some languages or all, each with its output."""
    text = guide.read_text(encoding="utf-8")
    found: list[Block] = []
    end = 0
    for fence in _FENCE.finditer(text):
        language, file, code = fence[1], fence[2] or "", fence[3]
        line = text.count("\n", 0, fence.start()) + 1
        if language == OUTPUT:
            follows = bool(found) and not text[end : fence.start()].strip()
            assert follows, f"{guide.name}:{line}: output of nothing"
            last = found.pop()
            assert last.language in RUN, f"{guide.name}:{line}: output of what is not run"
            found.append(Block(guide, last.line, last.language, last.file, last.code, code))
        else:
            known = (*RUN, *FILES, *SHOWN)
            assert language in known, f"{guide.name}:{line}: nobody runs {language}"
            found.append(Block(guide, line, language, file, code, None))
        end = fence.end()
    return [block for block in found if not languages or block.language in languages]


def speaks(guide: Path) -> str:
    """The language of a guide, by its name: sv or en."""
    return guide.name.split(".")[1]


# --- running ----------------------------------------------------------------------------------


@contextlib.contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Work in a folder."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _printed(action: Callable[[], object], folder: Path) -> str:
    out = io.StringIO()
    with inside(folder), contextlib.redirect_stdout(out):
        action()
    return out.getvalue()


def run_python(found: list[Block], folder: Path) -> list[str]:
    """What each block prints; later blocks see the names of earlier ones."""
    names: dict[str, object] = {"__name__": "guide"}

    def run(block: Block) -> str:
        # Line numbers of a traceback are those of the guide.
        code = compile("\n" * block.line + block.code, str(block.guide), "exec")
        return _printed(lambda: exec(code, names), folder)

    return [run(block) for block in found]


def run_sql(found: list[Block], folder: Path) -> list[str]:
    """What DuckDB shows for each block."""
    import duckdb

    with duckdb.connect() as connection:

        def run(block: Block) -> str:
            show = connection.sql(block.code).show
            shown = _printed(lambda: show(max_width=WIDE), folder)
            return shown.removesuffix("\n")

        with inside(folder):
            return [run(block) for block in found]


def run_sparql(found: list[Block], folder: Path) -> list[str]:
    """What `socsam query --file` prints for each block."""

    def run(block: Block) -> str:
        (folder / "question.rq").write_text(block.code, encoding="utf-8")
        command = ["--lang", speaks(block.guide), "query", "--file", "question.rq"]
        return _printed(lambda: main(command), folder)

    return [run(block) for block in found]


def run_r(found: list[Block], folder: Path, program: str) -> list[str]:
    """What Rscript prints for each block; later blocks see what earlier ones made."""
    mark = "-- the next block --"
    script = f'cat("{mark}\\n")\n'.join(block.code for block in found)
    (folder / "guide.R").write_text(script, encoding="utf-8")
    return _told([program, "--vanilla", "guide.R"], folder, {"LC_ALL": "C.UTF-8"}).split(
        f"{mark}\n"
    )


def run_sh(
    found: list[Block], folder: Path, language: str, programs: Path | None = None
) -> list[str]:
    """What a shell prints, on both its outputs, for each block; files are filled in on the way.

    `socsam` is this checkout's, or the one that lies in the folder `programs`.
    """
    environment = {
        "PATH": os.pathsep.join([str(programs or _this_socsam(folder)), os.environ["PATH"]]),
        "PYTHONPATH": "" if programs else str(Path(socsam_opendata.__file__).resolve().parents[1]),
        "PYTHONUTF8": "1",
        "LC_ALL": {"sv": "sv_SE.UTF-8", "en": "C.UTF-8"}[language],
        "HOME": str(folder),
    }
    outputs = []
    for block in found:
        if block.language == "sh":
            outputs.append(_told(["sh", "-c", block.code], folder, environment))
        else:
            fill(folder / block.file, block)
            outputs.append("")
    return outputs


def _this_socsam(folder: Path) -> Path:
    """A folder with the command `socsam` of this checkout in it, beside the one to work in."""
    tools = folder.parent / f"{folder.name}-bin"
    tools.mkdir(exist_ok=True)
    command = tools / "socsam"
    # In a run of the tests, the outside judges remember what they said of the same bytes.
    program = f'"{JUDGED_ONCE}"' if judged_once.FOLDER in os.environ else "-m socsam_opendata.cli"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" {program} "$@"\n')
    command.chmod(0o755)
    return tools


def _told(command: list[str], folder: Path, environment: Mapping[str, str]) -> str:
    """Both outputs of a program, with HOME in place of the folder it ran in."""
    # A reader has no folder of schemas.
    own = {name: value for name, value in os.environ.items() if name != "SOCSAM_CONFORMANCE"}
    done = subprocess.run(
        command, cwd=folder, env={**own, **environment}, check=False, text=True,
        encoding="utf-8", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )  # fmt: skip
    return done.stdout.replace(str(folder.resolve()), HOME)


# --- files that a reader fills in -------------------------------------------------------------


def fill(path: Path, block: Block) -> None:
    """Write a file, or put its keys where the file has them, also where # stands before them.

    A key that the file does not offer fails: the guide must keep up with what `socsam init` writes.
    """
    if block.language in ("csv", "json"):
        heads = path.read_text(encoding="utf-8") if path.is_file() else ""
        assert block.code.startswith(heads), f"{block.place}: not the columns of {block.file}"
        path.write_text(block.code, encoding="utf-8")
        return
    lines = path.read_text(encoding="utf-8").splitlines()
    at = -1
    for wanted in filter(None, block.code.splitlines()):
        header = wanted.startswith("[")
        key = wanted if header else f"{wanted.split('=')[0].strip()} ="
        start = 0 if header else at + 1
        offers = [n for n in range(start, len(lines)) if _offers(lines[n], key, header)]
        sections = [n for n in range(at + 1, len(lines)) if re.match(r"(# )?\[", lines[n])]
        end = len(lines) if header or not sections else sections[0]
        place = next((n for n in offers if n < end), None)
        assert place is not None, f"{block.place}: {block.file} does not offer {wanted}"
        lines[place] = wanted
        at = place if header else at
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _offers(line: str, key: str, whole: bool) -> bool:
    said = line.removeprefix("# ")
    return said == key if whole else said.startswith(key)


# --- comparing --------------------------------------------------------------------------------


def fits(said: str, printed: str) -> bool:
    """Whether an output block describes what was printed; … stands for anything."""
    lines = said.strip("\n").splitlines()
    pattern = "\n".join(
        r"[^\n]*(?:\n[^\n]*)*?" if line.strip() == "…" else re.escape(line).replace("…", r"[^\n]*")
        for line in lines
    )
    return re.fullmatch(pattern, printed.strip("\n")) is not None


def difference(block: Block, printed: str) -> str:
    """How an output block differs from what was printed; empty where it does not."""
    said = block.output or ""
    printed = "\n".join(line.rstrip() for line in printed.splitlines())
    if fits(said, printed):
        return ""
    lines = difflib.unified_diff(
        said.strip("\n").splitlines(), printed.strip("\n").splitlines(),
        f"{block.place} says", f"{block.place} prints", lineterm="",
    )  # fmt: skip
    return "\n".join(lines)


def differences(found: list[Block], printed: list[str]) -> str:
    """The differences of all blocks, to be shown by a test."""
    assert len(found) == len(printed)
    said = (difference(block, text) for block, text in zip(found, printed, strict=True))
    return "\n\n".join(filter(None, said))


# --- the place to run in ----------------------------------------------------------------------


def with_package(folder: Path) -> Path:
    """A folder with the committed package in it."""
    shutil.copytree(ROOT / "datapackage", folder / "datapackage")
    return folder


def with_examples(folder: Path) -> Path:
    """A folder with the invented minutes in it, and nothing else."""
    shutil.copytree(EXAMPLES, folder / EXAMPLES.name)
    return folder


def with_library_page(folder: Path) -> list[Block]:
    """What docs/library.md starts from, laid into a folder; its code, in order."""
    for name in ("minutes", "datapackage"):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    for file in blocks(LIBRARY, *FILES):
        fill(folder / file.file, file)
    return blocks(LIBRARY, "python")


# --- writing what is printed into the guides --------------------------------------------------


def rewritten(found: list[Block], printed: list[str], text: str) -> str:
    """The text of a guide with what its blocks print; an output that fits stays as it is."""
    lines = text.splitlines()
    for block, shown in sorted(zip(found, printed, strict=True), key=lambda p: -p[0].line):
        if not difference(block, shown):
            continue
        end = block.line + block.code.count("\n") + 1
        if block.output is not None:
            after = lines.index("```", lines.index(f"```{OUTPUT}", end)) + 1
        else:
            after = end
        out = [line.rstrip() for line in shown.strip("\n").splitlines()]
        lines[end:after] = ["", f"```{OUTPUT}", *out, "```"] if out else []
    return "\n".join(lines) + "\n"


def ran(guide: Path, language: str, folder: Path) -> tuple[list[Block], list[str]]:
    """The blocks of a guide in a language, and what each prints when run in an empty folder."""
    if language == "sh":
        found = blocks(guide, "sh", *FILES)
        place = with_examples(folder) if blocks(guide, *FILES) else with_package(folder)
        return found, run_sh(found, place, speaks(guide))
    found = blocks(guide, language)
    place = with_package(folder)
    if language == "r":
        return found, run_r(found, place, shutil.which("Rscript") or "Rscript")
    return found, {"python": run_python, "sql": run_sql, "sparql": run_sparql}[language](
        found, place
    )


def write_outputs() -> None:
    """Put what the code prints into the guides."""
    for guide in guides():
        for language in RUN:
            if blocks(guide, language):
                with tempfile.TemporaryDirectory() as scratch:
                    folder = Path(scratch) / "kim"
                    folder.mkdir()
                    text = rewritten(*ran(guide, language, folder), guide.read_text("utf-8"))
                guide.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_outputs()
