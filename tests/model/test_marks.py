"""Marks of codes: what a code does stands in its list, and nothing there is said in vain."""

from __future__ import annotations

import ast
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import socsam_opendata
from socsam_opendata.errors import VocabularyError
from socsam_opendata.model import code_lists
from socsam_opendata.model.code_lists import code_list
from socsam_opendata.model.codes import CodeList
from socsam_opendata.model.marks import MARKS
from syntax import tree_of

LIST = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix spec: <https://w3id.org/socsam/spec/> .
@prefix capacity: <https://w3id.org/socsam/def/capacity/> .
@prefix : <https://w3id.org/socsam/def/cover-label/> .

<https://w3id.org/socsam/def/cover-label> a skos:ConceptScheme ;
    skos:prefLabel "Ledord"@sv , "Labels"@en .

:guests a skos:Concept ;
    skos:inScheme <https://w3id.org/socsam/def/cover-label> ;
    skos:notation "guests" ;
    skos:prefLabel "Gäster"@sv , "Guests"@en ;
    skos:definition "De som är gäster."@sv , "Those who are guests."@en ;
    {mark} .
"""


@pytest.mark.parametrize("name", MARKS)
def test_a_mark_is_borne_in_each_of_its_lists_and_names_codes_that_exist(name: str) -> None:
    mark = MARKS[name]
    for scheme in mark.lists:
        found = code_list(scheme)
        if mark.names is None:
            assert found.marked(name) <= found.by_notation.keys()
        else:
            tied = found.tied(name)
            assert tied.keys() <= found.by_notation.keys()
            assert set(tied.values()) <= code_list(mark.names).by_notation.keys()


@pytest.mark.parametrize("name", MARKS)
def test_a_mark_has_a_label_and_a_definition_in_two_languages(name: str) -> None:
    said = [text(language) for text in (MARKS[name].label, MARKS[name].about)
            for language in ("sv", "en")]  # fmt: skip
    assert len(set(said)) == 4
    assert all(text.strip() for text in said)


def test_some_marks_by_hand() -> None:
    actions, labels = code_list("decision-action"), code_list("cover-label")
    assert actions.marked("leavesWork") == {"draw-up", "report-back"}
    assert actions.tied("givesForce")["urge"] == "recommendation"
    assert labels.tied("listsCapacity")["co-opted"] == "guest"
    assert labels.tied("listsStatus")["members-absent"] == "absent"
    assert code_list("capacity").marked("decides") == {"member", "serving-substitute"}


def test_a_mark_of_another_list_is_an_error_of_the_program() -> None:
    with pytest.raises(KeyError):
        code_list("section").marked("handsOn")
    with pytest.raises(KeyError):
        code_list("section").tied("decidesNothing")


def bare(scheme: str) -> CodeList:
    """A list of the vocabulary without any mark."""
    found = code_list(scheme)
    return replace(found, codes=tuple(replace(c, marks=frozenset(), ties=()) for c in found.codes))


def test_a_mark_that_no_code_bears_is_borne_by_none_and_missed_where_it_is_needed() -> None:
    assert bare("role").marked("signsMinutes") == frozenset()
    assert bare("capacity").tied("holdsSeat") == {}
    with pytest.raises(VocabularyError, match=r"guest of the code list capacity lacks spec:gives"):
        bare("capacity").tie("givesCategory", "guest")
    assert code_list("capacity").tie("givesCategory", "guest") == "guest"


def read(mark: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read a vocabulary of one list whose one code bears this mark."""
    (folder / "cover-labels.ttl").write_text(LIST.replace("{mark}", mark), "utf-8")
    monkeypatch.setattr(code_lists, "vocabulary_folder", lambda: folder)
    code_lists.code_lists.__wrapped__()


@pytest.mark.parametrize("mark", [
    "spec:listsCapacity capacity:guest", "spec:valueAfterSpace true", "spec:valueAfterSpace false",
])  # fmt: skip
def test_a_mark_of_the_list_is_read(
    mark: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(mark, tmp_path, monkeypatch)


@pytest.mark.parametrize("mark", [
    "spec:listCapacity capacity:guest",  # no such mark
    "spec:handsOn true",  # of another list
    "spec:listsCapacity true",  # names a code
    "spec:listsCapacity :guests",  # of another list than it should
    "spec:listsCapacity capacity:guest , capacity:official",
    "spec:valueAfterSpace capacity:guest",
    'spec:valueAfterSpace "yes"',
])  # fmt: skip
def test_a_mark_that_is_none_or_stands_wrong_is_told_with_its_file(
    mark: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(VocabularyError, match=r"cover-labels\.ttl.*guests has spec:"):
        read(mark, tmp_path, monkeypatch)


def with_marks(folder: Path, monkeypatch: pytest.MonkeyPatch, edits: dict[str, str]) -> None:
    """Use a vocabulary in which the one code list of a file has an edit, as text before: after."""
    vocabulary = shutil.copytree(code_lists.vocabulary_folder(), folder / "vocab")
    for edit, after in edits.items():
        (path,) = (p for p in vocabulary.glob("*.ttl") if edit in p.read_text("utf-8")
                   and p.name not in code_lists.GENERATED)  # fmt: skip
        path.write_text(path.read_text("utf-8").replace(edit, after), "utf-8")
    monkeypatch.setattr(code_lists, "vocabulary_folder", lambda: vocabulary)
    changed = code_lists.code_lists.__wrapped__()
    monkeypatch.setattr(code_lists, "code_lists", lambda: changed)


SEED = Path(__file__).resolve().parents[2] / "minutes" / "2025-06-02-socsam.md"
# The mark that the vice chair has now, as it stands at the end of that code.
VICE_CHAIR = '6 kap. 21–22 §§" ;\n    spec:wholeMeeting true .'


def test_any_role_may_be_said_to_sign_the_minutes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_marks(tmp_path, monkeypatch, {
        VICE_CHAIR: VICE_CHAIR.replace("true", "true ; spec:signsMinutes true"),
    })  # fmt: skip
    (missing,) = (p for p in socsam_opendata.read(SEED).problems if p.code == "role-missing")
    assert missing.facts == {"role": "vice-chair"}
    assert "i rollen ”Vice ordförande”" in missing.sentence("sv")
    assert "in the role “Vice chair”" in missing.sentence("en")


def test_a_mark_that_names_a_code_of_no_list_is_told_with_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit = {"spec:givesCategory person-category:guest": "spec:givesCategory person-category:gust"}
    with pytest.raises(VocabularyError, match=r"capacities\.ttl: guest has .* naming gust, but"):
        with_marks(tmp_path, monkeypatch, edit)


def test_minutes_that_need_a_mark_which_is_not_there_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit = "spec:holdsSeat :member ; spec:decides true ; spec:givesCategory person-category:elected"
    with_marks(tmp_path, monkeypatch, {edit: "spec:holdsSeat :member"})
    with pytest.raises(VocabularyError, match=r"code member .* lacks spec:givesCategory") as raised:
        socsam_opendata.read(SEED)
    assert raised.value.sentence("sv").startswith("koden member i kodlistan capacity saknar")


HOME = Path(code_lists.__file__).resolve().parents[1]
MODULES = sorted(HOME.rglob("*.py"))
# Texts that are no codes here: the columns of a vote, and what a target's folder may hold.
NO_CODES = ({"yes", "no"}, {"file", "other"})


def literals(path: Path) -> list[set[str]]:
    """The sets, lists and tuples of texts in a module, and the keys of its dictionaries."""
    found = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Set | ast.List | ast.Tuple | ast.Dict):
            parts = node.keys if isinstance(node, ast.Dict) else node.elts
            values = [part.value for part in parts if isinstance(part, ast.Constant)]
            if len(values) == len(parts) and all(isinstance(v, str) for v in values):
                found.append({str(v) for v in values})
    return found


def codes_in(path: Path) -> list[set[str]]:
    """The literals of a module that hold several codes of one list."""
    lists = [found.by_notation.keys() for found in code_lists.code_lists().values()]
    return [
        texts for texts in literals(path)
        if len(texts) > 1 and texts not in NO_CODES and any(texts <= codes for codes in lists)
    ]  # fmt: skip


def test_no_set_of_codes_stands_in_python() -> None:
    found = {path.relative_to(HOME).as_posix(): codes_in(path) for path in MODULES}
    found = {path: codes for path, codes in found.items() if codes}
    assert not found, f"give the codes a mark in their list (model/marks.py): {found}"


def test_a_set_of_codes_in_python_would_be_found(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('A = {"grant": 1, "reject": 2}\nB = ("chair", "adjuster")\nC = ("a", "b")\n')
    assert codes_in(module) == [{"grant", "reject"}, {"chair", "adjuster"}]
