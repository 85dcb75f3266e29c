"""What a user gives the library wrongly is an error of ours, at the call, with the name of it."""

from __future__ import annotations

import datetime as dt
import inspect
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pyarrow as pa
import pytest

import socsam_opendata as so
from socsam_opendata import texts
from socsam_opendata.model.code_lists import code_list

ROOT = Path(__file__).resolve().parents[1]
MINUTES, PACKAGE = ROOT / "minutes", ROOT / "datapackage"
SEED = MINUTES / "2025-06-02-socsam.md"


@pytest.fixture(scope="module")
def package() -> so.Package:
    """The committed package, opened."""
    return so.open_package(PACKAGE)


# --- arguments --------------------------------------------------------------------------------

WRONG: dict[str, tuple[Callable[[so.Package, Path], object], str]] = {
    "read none": (lambda p, t: so.read(None), "path must be a path"),
    "read number": (lambda p, t: so.read(7), "path must be a path"),
    "read bytes": (lambda p, t: so.read(b"a.md"), "path must be a path"),
    "read nothing": (lambda p, t: so.read(""), "path must be a path"),
    "read zero": (lambda p, t: so.read("a\0.md"), "path must be a path"),
    "read settings": (lambda p, t: so.read(SEED, MINUTES), "settings must be settings, as"),
    "settings": (lambda p, t: so.read_settings(["minutes"]), "folder must be a path"),
    "open": (lambda p, t: so.open_package(None), "folder must be a path"),
    "diff old": (lambda p, t: so.diff(p, PACKAGE), "old must be a path"),
    "diff new": (lambda p, t: so.diff(PACKAGE, 1), "new must be a path"),
    "build date": (lambda p, t: so.build(MINUTES, t, date="2025-01-01"), "date must be a day"),
    "build moment": (lambda p, t: so.build(MINUTES, t, date=dt.datetime(2025, 1, 1)), "date must"),
    "build none": (lambda p, t: so.build(MINUTES, t, workers=0), "workers must be a whole number"),
    "build fewer": (lambda p, t: so.build(MINUTES, t, workers=-1), "workers must be a whole"),
    "build half": (lambda p, t: so.build(MINUTES, t, workers=1.5), "workers must be a whole"),
    "build bar": (lambda p, t: so.build(MINUTES, t, progress=True), "progress must be a function"),
    "build out": (lambda p, t: so.build(MINUTES, None), "out must be a path"),
    "release text": (lambda p, t: so.make_release(MINUTES, t, confirmed="votes"),
                     "confirmed must be a list of texts, not 'votes'"),
    "release numbers": (lambda p, t: so.make_release(MINUTES, t, confirmed=[1]), "confirmed must"),
    "release date": (lambda p, t: so.make_release(MINUTES, t, date="today"), "date must be a day"),
    "release workers": (lambda p, t: so.make_release(MINUTES, t, workers=0), "workers must be"),
    "release reason": (lambda p, t: so.make_release(MINUTES, t, reason=3), "reason must be text"),
    "release judges": (lambda p, t: so.make_release(MINUTES, t, judges=False), "judges must be a"),
    "release previous": (lambda p, t: so.make_release(MINUTES, t, previous=1), "previous must be"),
    "publish package": (lambda p, t: so.publish_package(p, "public"), "package must be a path"),
    "publish target": (lambda p, t: so.publish_package(PACKAGE, None), "target must be an address"),
    "publish owner": (lambda p, t: so.publish_package(PACKAGE, "x", organization=1),
                      "organization must be text"),
    "publish bar": (lambda p, t: so.publish_package(PACKAGE, "x", progress=1), "progress must be"),
    "reading": (lambda p, t: so.read(SEED).table(5), "name must be text, not 5"),
    "table": (lambda p, t: p.table(5), "name must be text"),
    "columns": (lambda p, t: p.table("meetings", "date"), "columns must be a list of texts"),
    "columns none": (lambda p, t: p.table("meetings", [None]), "columns must be a list of texts"),
    "batches none": (lambda p, t: p.batches("meetings", rows=0), "rows must be a whole number"),
    "batches fewer": (lambda p, t: p.batches("meetings", rows=-1), "rows must be a whole number"),
    "batches yes": (lambda p, t: p.batches("meetings", rows=True), "rows must be a whole number"),
    "batches columns": (lambda p, t: p.batches("meetings", "date"), "columns must be a list"),
    "describe": (lambda p, t: p.describe(["meetings"]), "name must be text"),
    "ask": (lambda p, t: p.ask(None), "sparql must be text"),
    "sql": (lambda p, t: p.sql(Path("x")), "query must be text"),
    "question": (lambda p, t: p.question(1), "name must be text"),
    "build judges": (lambda p, t: so.build(MINUTES, t, judges="yes"), "judges must be True or F"),
    "build judge": (lambda p, t: so.build(MINUTES, t, judges=None), "judges must be True or False"),
    "publish dry": (lambda p, t: so.publish_package(PACKAGE, t, dry_run="no"),
                    "dry_run must be True or False (a bool of Python), not 'no'"),
    "publish empty": (lambda p, t: so.publish_package(PACKAGE, t, dry_run=""), "dry_run must be"),
    "publish one": (lambda p, t: so.publish_package(PACKAGE, t, dry_run=1), "dry_run must be True"),
    "publish over": (lambda p, t: so.publish_package(PACKAGE, t, overwrite=[]), "overwrite must"),
    "publish upload": (lambda p, t: so.publish_package(PACKAGE, t, upload=0), "upload must be T"),
    "columns generator": (lambda p, t: p.table("meetings", (n for n in ["id", 8])),
                          "columns must be a list of texts, not ('id', 8)"),
    "columns bytes": (lambda p, t: p.table("meetings", b"id"), "columns must be a list of texts"),
    "release mapping": (lambda p, t: so.make_release(MINUTES, t, confirmed={1: 2}), "confirmed m"),
    "written": (lambda p, t: so.Tables.written(3), "folder must be a path"),
    "history": (lambda p, t: so.Tables.of_history(None), "folder must be a path"),
    "count": (lambda p, t: p.count(None), "name must be text"),
    "schema": (lambda p, t: p.schema(1.5), "name must be text"),
    "pieces": (lambda p, t: so.diff(PACKAGE, PACKAGE).pieces(4), "table must be text"),
}  # fmt: skip


@pytest.mark.parametrize("call", WRONG)
def test_a_wrong_argument_is_one_error_of_ours_that_names_it(
    package: so.Package, tmp_path: Path, call: str
) -> None:
    wrong, says = WRONG[call]
    with pytest.raises(so.ArgumentError) as caught:
        wrong(package, tmp_path / "out")
    assert isinstance(caught.value, so.SocsamError)
    assert isinstance(caught.value, ValueError)
    assert str(caught.value).startswith(says)
    assert " ska vara " in caught.value.sentence("sv")
    assert list(tmp_path.iterdir()) == []


def test_what_is_shown_of_a_wrong_argument_is_short() -> None:
    with pytest.raises(so.ArgumentError) as caught:
        so.read(list(range(10_000)))
    assert len(str(caught.value)) < 150


@pytest.mark.parametrize("call", ["table", "batches"])
def test_an_unknown_table_or_column_is_an_error_at_the_call(package: so.Package, call: str) -> None:
    with pytest.raises(so.PackageError, match="has no table 'meeting'; did you mean 'meetings'"):
        getattr(package, call)("meeting")
    with pytest.raises(so.PackageError, match="has no column 'dates'; did you mean 'date'"):
        getattr(package, call)("meetings", ["id", "dates"])


def test_a_difference_in_an_unknown_table_is_an_error_at_the_call() -> None:
    with pytest.raises(so.ArgumentError, match="no table 'meeting'; did you mean 'meetings'"):
        so.diff(PACKAGE, PACKAGE).pieces("meeting")


def test_names_may_come_from_any_iterable_which_is_read_once(package: so.Package) -> None:
    names = ["number", "id"]
    whole = package.table("agenda_items", names)
    assert whole.num_rows > 1
    assert package.table("agenda_items", (n for n in names)).equals(whole)
    assert package.table("agenda_items", dict.fromkeys(names)).equals(whole)
    assert package.table("agenda_items", iter(())).column_names == []
    found = list(package.batches("agenda_items", iter(names)))
    assert pa.Table.from_batches(found).equals(whole)


ASKED: dict[str, tuple[str, dict[str, object], str]] = {
    "list": ("decisions", {"paragraph": ["§ 18"]}, "paragraph must be a paragraph (text such as"),
    "half": ("decisions", {"paragraph": 17.5}, "paragraph must be a paragraph (text such as"),
    "none": ("decisions", {"paragraph": None}, "paragraph must be a paragraph (text such as"),
    "bool": ("decisions", {"number": True}, "number must be a number as it is printed"),
    "number of text": ("decisions", {"title": 17}, "title must be text, not 17"),
    "path": ("decisions", {"inner": Path("x")}, "inner must be text or None, not "),
    "year": ("decisions", {"date": "2025"}, "date must be a day (datetime.date, or text such as"),
    "year number": ("decisions", {"date": 2025}, "date must be a day (datetime.date, or text"),
    "moment": ("decisions", {"date": dt.datetime(2025, 6, 2)}, "date must be a day"),
    "no day": ("cases", {"latest": None}, "latest must be a day"),
    "float": ("money", {"value": 1200000.0}, "value must be a whole number or a Decimal, not 12"),
    "words": ("money", {"value": "1 200 000 kr"}, "value must be a whole number or a Decimal"),
    "endless": ("money", {"value": Decimal("NaN")}, "value must be a whole number or a Decimal"),
    "bytes": ("money", {"beneficiary": b"x"}, "beneficiary must be text or None"),
    "count": ("attendance", {"present": 1.0}, "present must be a whole number, not 1.0"),
    "part": ("attendance", {"present": "1.5"}, "present must be a whole number, not '1.5'"),
    "period": ("assignments", {"due": 2025}, "due must be a time in EDTF (text such as 2031-03)"),
}  # fmt: skip


@pytest.mark.parametrize("case", ASKED)
def test_a_parameter_of_another_kind_is_an_error_and_no_empty_answer(
    package: so.Package, case: str
) -> None:
    name, parameters, says = ASKED[case]
    with pytest.raises(so.ArgumentError) as caught:
        package.question(name, **parameters)
    assert str(caught.value).startswith(says)
    assert " ska vara " in caught.value.sentence("sv")


def test_a_parameter_is_found_by_its_value_whatever_its_type(package: so.Package) -> None:
    def rows(name: str, **parameters: Any) -> int:
        return len(package.question(name, **parameters).rows)

    assert rows("decisions", paragraph="§ 17") == rows("decisions", paragraph=17) == 3
    assert rows("decisions", paragraph=18, number=None) == 1
    assert rows("decisions", number=3) == rows("decisions", number="3") == 2
    values: tuple[object, ...] = (1200000, Decimal("1200000.00"), "1200000", "1200000.00")
    for value in (*values, package.table("amounts")["value"][0].as_py()):
        assert rows("money", value=value) == 1
    assert rows("attendance", absent=0) == rows("attendance", absent="0") > 0
    assert rows("attendance", present="1") == rows("attendance", present=1) > 0
    assert rows("cases", latest=dt.date(2025, 6, 2)) == rows("cases", latest="2025-06-02") == 1
    assert rows("assignments", due="2025-12") == 1
    assert rows("assignments", due=None) + rows("assignments", due="2025-12") < 3


@pytest.mark.parametrize("value", [1.5, ["a"], True, b"a", dt.datetime(2025, 6, 2), object()])
def test_rows_of_any_answer_are_chosen_by_values_of_cells_alone(value: object) -> None:
    answer = so.Answer(("a", "b"), (("2.50", "x"), ("7", None)))
    assert answer.where(a=Decimal("2.5")).rows == (("2.50", "x"),)
    assert answer.where(a=7, b=None).rows == (("7", None),)
    assert answer.where(b="y").rows == answer.where(b=7).rows == ()
    with pytest.raises(so.ArgumentError, match="a must be text, a whole number, a Decimal, a day"):
        answer.where(a=value)


def _flags() -> Iterator[tuple[str, str]]:
    """The arguments of the face that are a bool: function and name."""
    functions = [(n, getattr(so, n)) for n in so.__all__ if inspect.isfunction(getattr(so, n))]
    methods = [(f"{c.__name__}.{n}", f) for c in handed_out() for n, f in _functions(c)]
    for function, called in [*functions, *methods]:
        for name, said in get_type_hints(called).items():
            if bool in (said, *get_args(said)) and name != "return":
                yield function, name


def test_a_bool_of_numpy_is_no_flag_until_it_is_made_one(tmp_path: Path) -> None:
    numpy = pytest.importorskip("numpy")
    with pytest.raises(so.ArgumentError, match=r"dry_run must be True or False \(a bool of Python"):
        so.publish_package(PACKAGE, tmp_path / "public", dry_run=numpy.True_)


def test_every_flag_of_the_face_is_tried() -> None:
    tried = {("build", "judges"), ("write_package", "judges")}
    tried |= {("publish_package", name) for name in PUBLISH_FLAGS}
    assert set(_flags()) == tried


PUBLISH_FLAGS = ("dry_run", "overwrite", "upload")


@pytest.mark.parametrize("flag", PUBLISH_FLAGS)
@pytest.mark.parametrize("value", ["yes", "false", "", 0, 1, None, 0.0, []])
def test_a_flag_is_never_taken_by_its_truth(flag: str, value: object, tmp_path: Path) -> None:
    with pytest.raises(so.ArgumentError) as caught:
        so.publish_package(PACKAGE, tmp_path / "public", **{flag: value})
    assert str(caught.value) == f"{flag} must be True or False (a bool of Python), not {value!r}"
    assert (
        caught.value.sentence("sv")
        == f"{flag} ska vara True eller False (Pythons bool), inte {value!r}"
    )


@pytest.mark.usefixtures("lean_packages")
def test_arguments_may_be_paths_wherever_they_are_places(tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    report = so.build(MINUTES, tmp_path / "out", workers=1, progress=lambda *s: steps.append(s))
    assert report.ok
    assert {step for step, _, _ in steps} == {"read", "gather", "write"}
    assert all(total in (0, done) for _, done, total in steps)
    with pytest.raises(so.SocsamError) as caught:
        so.publish_package(report.out, tmp_path / "public", dry_run=True)
    assert not isinstance(caught.value, so.ArgumentError)


# --- languages --------------------------------------------------------------------------------

ERROR = so.PackageError("package.none", "somewhere")
SPEAKERS: dict[str, Callable[[so.Package, str], object]] = {
    "SocsamError.sentence": lambda p, language: ERROR.sentence(language),
    "Problem.sentence": lambda p, language: so.Problem("no-actor").sentence(language),
    "ColumnText.label": lambda p, language: p.describe("meetings")[0].label(language),
    "ColumnText.about": lambda p, language: p.describe("meetings")[0].about(language),
    "Question.title": lambda p, language: p.questions[0].title(language),
    "Question.about": lambda p, language: p.questions[0].about(language),
    "Question.text": lambda p, language: p.questions[0].text(language),
    "Package.question": lambda p, language: p.question("money", language=language),
    "Settings.label": lambda p, language: so.Settings(title="a", title_en="b").label(language),
    "Settings.about": lambda p, language: so.Settings().about(language),
    "Settings.words": lambda p, language: so.Settings().words(language),
    "Place.said": lambda p, language: so.Place("a.md", 3).said(language),
    "Phrase.said": lambda p, language: so.Phrase("errors.argument.is.text").said(language),
    "Verdict.said": lambda p, language: so.Verdict("files", True, ("1",)).said(language),
}


@pytest.mark.parametrize("speaker", SPEAKERS)
@pytest.mark.parametrize("language", ["fr", "SV", "", None, 3, ["sv"]])
def test_an_unknown_language_is_the_same_error_everywhere(
    package: so.Package, speaker: str, language: Any
) -> None:
    with pytest.raises(so.ArgumentError) as caught:
        SPEAKERS[speaker](package, language)
    wanted = "a language that there are texts in (sv, en)"
    assert str(caught.value) == f"language must be {wanted}, not {language!r}"


@pytest.mark.parametrize("speaker", SPEAKERS)
def test_both_languages_are_spoken(package: so.Package, speaker: str) -> None:
    for language in ("sv", "en"):
        assert SPEAKERS[speaker](package, language) is not None


# --- the types of what is handed out ----------------------------------------------------------


def _ours(said: Any) -> Iterator[type]:
    """The classes of ours in a type."""
    for part in get_args(said):
        if not isinstance(part, str):
            yield from _ours(part)
    if isinstance(said, list):
        for part in said:
            yield from _ours(part)
    if inspect.isclass(said) and said.__module__.startswith(so.__name__):
        yield said


def _functions(of: type) -> Iterator[tuple[str, Any]]:
    """The public functions of a class that are ours, properties too."""
    for base in of.__mro__:
        if base.__module__.startswith(so.__name__):
            for name, found in vars(base).items():
                plain = getattr(found, "fget", None) or getattr(found, "__func__", found)
                if not name.startswith("_") and inspect.isfunction(plain):
                    yield name, plain


def handed_out() -> dict[type, str]:
    """Every class in the signatures and public fields of the face, and where it stands there."""
    found: dict[type, str] = {}
    waiting = [(getattr(so, name), name) for name in so.__all__ if name != "__version__"]
    while waiting:
        thing, where = waiting.pop()
        if inspect.isclass(thing):
            if thing in found:
                continue
            found[thing] = where
            waiting += [(function, f"{where}.{name}") for name, function in _functions(thing)]
        elif get_args(thing):  # what a type is called: `so.Texts`
            waiting += [(one, where) for one in _ours(thing)]
            continue
        for name, said in get_type_hints(thing).items():
            if not name.startswith("_"):
                waiting += [(one, f"{where}: {name}") for one in _ours(said)]
    return found


def test_every_class_that_is_handed_out_can_be_named_from_the_face() -> None:
    found = handed_out()
    assert {so.ColumnText, so.TableDifference, so.ProblemRow, so.Verdict, so.Owner} <= found.keys()
    for one, where in found.items():
        assert getattr(so, one.__name__, None) is one, f"{one.__name__} of {where}"


def test_every_function_that_takes_a_language_is_tried() -> None:
    found = {
        f"{one.__name__}.{name}"
        for one in handed_out()
        for name, function in _functions(one)
        if "language" in inspect.signature(function).parameters
    }
    errors = {one.__name__ for one in handed_out() if issubclass(one, so.SocsamError)}
    found = {x for x in found if x.partition(".")[0] not in errors - {"SocsamError"}}
    assert found == SPEAKERS.keys()


INWARD: dict[str, Callable[[Any], object]] = {
    "say": lambda language: texts.say("errors.argument.is.text", language),
    "said in another": lambda language: texts.say(
        "errors.argument.is.or-none", language, kind=KIND
    ),
    "Sentence.said": lambda language: texts.Sentence("judges.files.seen", count=2).said(language),
    "in_language": lambda language: texts.in_language("their words", language),
    "either": lambda language: texts.either(language, "a", "b"),
    "code": lambda language: next(iter(code_list("role").by_notation.values())).label(language),
    "of an error": ERROR.phrase.said,
}
OR_NONE, KIND = "errors.argument.is.or-none", texts.Phrase("errors.argument.is.text")


@pytest.mark.parametrize("speaker", INWARD)
@pytest.mark.parametrize("language", ["fr", "", None, ["en"]])
def test_all_that_speaks_says_of_an_unknown_language_the_same(speaker: str, language: Any) -> None:
    with pytest.raises(so.ArgumentError, match="language must be a language that there are texts"):
        INWARD[speaker](language)
    assert INWARD[speaker]("sv") is not None


def test_a_phrase_alone_refuses_a_language_too() -> None:
    code = (
        "import socsam_opendata as so\n"
        "try: so.Phrase('errors.argument.is.text').said('fr')\n"
        "except ValueError as error: print(type(error).__name__)\n"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "ArgumentError\n"


@pytest.mark.campaign
def test_mypy_takes_a_script_with_types_throughout_and_sees_what_is_wrong(tmp_path: Path) -> None:
    mypy = pytest.importorskip("mypy.api")
    lines = (
        "import socsam_opendata as so",
        "package = so.open_package(1)",
        "names: list[str] = package.tables",
        "graph: int = package.graph()",
        "so.build('minutes', 'out', progress=lambda done, total: None)",
        "so.make_release('minutes', 'out', date='2031-03-04')",
    )
    wrong = tmp_path / "wrong.py"
    wrong.write_text("\n".join(lines) + "\n", encoding="utf-8")
    script = ROOT / "tests" / "typed_use.py"
    arguments = ["--strict", f"--config-file={ROOT / 'pyproject.toml'}", f"--cache-dir={tmp_path}"]
    said, failed, _ = mypy.run([*arguments, "--no-pretty", str(wrong), str(script)])
    assert not failed, failed
    found = [line for line in said.splitlines() if ": error: " in line]
    assert [int(line.split(":")[1]) for line in found if "wrong.py" in line] == [2, 3, 4, 5, 6]
    assert len({line.split(":")[1] for line in found}) == len(found), said
