"""Signatures in columns: labels beside each other, names below, and perhaps a title below each."""

from __future__ import annotations

from collections.abc import Sequence

from socsam_opendata.minutes.layout.column_parts import SLACK, ColumnPart, apart_by_two, whole_label
from socsam_opendata.minutes.layout.lines import Line
from socsam_opendata.minutes.print.names import is_name
from socsam_opendata.minutes.print.persons import person_print
from socsam_opendata.model.code_lists import code_list


def names_signed(
    lines: Sequence[Line], rows: Sequence[tuple[ColumnPart, ...]], at: int
) -> tuple[list[Line], int] | None:
    """Names side by side under labels of those who sign, each with its title below, as signatures.

    The line to sign on may stand beside each label. Where more names than labels have no titles
    below, nobody can tell whose label is whose.
    """
    signing = code_list("cover-label").tied("listsRole")
    heads = [part for part in apart_by_two(rows[at]) if not _is_ruled([part])]
    if len(heads) < 2 or not all(whole_label(part.text) in signing for part in heads):
        return None
    below = [i for i in range(at + 1, len(rows)) if rows[i] and not _is_ruled(rows[i])][:2]
    names = rows[below[0]] if below else ()
    if not names or not all(is_name(part.text) for part in names):
        return None
    if len(names) < len(heads) and not _titled(names, rows, below):
        return None
    return _under_heads(lines, rows, (at, *below), heads)


def _titled(
    names: Sequence[ColumnPart], rows: Sequence[tuple[ColumnPart, ...]], below: Sequence[int]
) -> bool:
    """Whether a title stands below each name."""
    titles = rows[below[1]] if len(below) > 1 else ()
    return len(titles) == len(names) and all(code_list("role").of_form(p.text) for p in titles)


def _under_heads(
    lines: Sequence[Line],
    rows: Sequence[tuple[ColumnPart, ...]],
    at: tuple[int, ...],
    heads: Sequence[ColumnPart],
) -> tuple[list[Line], int]:
    """The names below labels; `at` are the rows of the labels, the names, and what comes next."""
    names = rows[at[1]]
    if _titled(names, rows, at[1:]):
        number = lines[at[1]].number
        return _signatures(names, number, rows[at[2]], lines[at[2]].number), at[2] + 1
    if len(names) > len(heads):
        return [], at[1] + 1
    columns, end = _signed_below(lines, rows, at[1], heads, lines[at[0]].number)
    if end > at[1] + 1:
        return columns, end
    return _with_labels(heads, lines[at[0]].number, names, lines[at[1]].number), at[1] + 1


def _signed_below(
    lines: Sequence[Line],
    rows: Sequence[tuple[ColumnPart, ...]],
    at: int,
    heads: Sequence[ColumnPart],
    heads_line: int,
) -> tuple[list[Line], int]:
    """Names and titles over each other in columns, as signatures, and where they end.

    Who has no title below signs as the label of the column says.
    """
    starts = [part.start for part in rows[at]]
    found: list[list[Line]] = [[] for _ in heads]
    end, roles = at, code_list("role")
    for i in range(at, len(rows)):
        parts = [part for part in rows[i] if not _is_ruled([part])]
        places = [
            next((n for n, start in enumerate(starts) if abs(part.start - start) <= SLACK), None)
            for part in parts
        ]
        signed = all(is_name(part.text) or roles.of_form(part.text) for part in parts)
        if None in places or not signed or (lines[i].text and not rows[i]):
            break
        for part, place in zip(parts, places, strict=True):
            found[place or 0].append(Line(lines[i].number, part.text))
        end = i + 1 if parts else end
    signatures = [Line(lines[at].number, f"{_signing_head()}:")]
    for head, column in zip(heads, found, strict=True):
        for line, after in zip(column, [*column[1:], None], strict=True):
            signatures.append(line)
            titled = after is not None and roles.of_form(after.text)
            if not titled and not roles.of_form(line.text):
                signatures.append(Line(heads_line, head.text.rstrip(":")))
    return signatures, end


def _signing_head() -> str:
    return code_list("cover-label").by_notation["signatures"].sv


def names_beside_label(
    lines: Sequence[Line], rows: Sequence[tuple[ColumnPart, ...]], at: int
) -> tuple[list[Line], int] | None:
    """Names side by side behind a label, with the title of each below it, as signatures.

    `Underskrifter   Ida Höstmo   Tor Ekmo` above `Ordförande   Sekreterare`.
    """
    label, *names = rows[at] or (None,)
    titles = rows[at + 1] if at + 1 < len(rows) else ()
    signing = {*code_list("cover-label").tied("listsRole"), "signatures"}
    if label is None or len(names) < 2 or whole_label(label.text) not in signing:
        return None
    if not _titled(names, rows, range(at, min(at + 2, len(rows)))):
        return None
    under = all(abs(a.start - b.start) <= SLACK for a, b in zip(names, titles, strict=True))
    if not under or not all(person_print(name.text) for name in names):
        return None
    return _signatures(names, lines[at].number, titles, lines[at + 1].number), at + 2


def _signatures(
    names: Sequence[ColumnPart], names_line: int, titles: Sequence[ColumnPart], titles_line: int
) -> list[Line]:
    """A block of signatures: each name and the title below it."""
    found = [Line(names_line, f"{_signing_head()}:")]
    for name, title in zip(names, titles, strict=True):
        found += [Line(names_line, name.text), Line(titles_line, title.text)]
    return found


def names_below_label(
    lines: Sequence[Line], rows: Sequence[tuple[ColumnPart, ...]], at: int
) -> tuple[list[Line], int] | None:
    """Names side by side below one label, of whom only some have a title below, as signatures.

    `Justeras` above `Ida Höstmo   Tor Ekmo` above `ordförande`: who has none signs as the label
    says.
    """
    names, titles = rows[at], rows[at + 1] if at + 1 < len(rows) else ()
    if len(names) < 2 or not 0 < len(titles) < len(names):
        return None
    above = next(
        (i for i in range(at - 1, -1, -1) if lines[i].text and not _is_ruled(rows[i])), None
    )
    head = rows[above] if above is not None else ()
    signing = code_list("cover-label").tied("listsRole")
    if above is None or len(head) != 1 or whole_label(head[0].text) not in signing:
        return None
    below = {
        n: title for title in titles for n, name in enumerate(names)
        if abs(name.start - title.start) <= SLACK and code_list("role").of_form(title.text)
    }  # fmt: skip
    if len(below) < len(titles) or not all(is_name(part.text) for part in names):
        return None
    found = [Line(lines[at].number, f"{_signing_head()}:")]
    for n, name in enumerate(names):
        title = below.get(n)
        said = Line(lines[at + 1].number, title.text) if title else None
        label = Line(lines[above].number, head[0].text.rstrip(":"))
        found += [Line(lines[at].number, name.text), said or label]
    return found, at + 2


def names_over_titles(
    lines: Sequence[Line], rows: Sequence[tuple[ColumnPart, ...]], at: int
) -> tuple[list[Line], int] | None:
    """Names side by side with the title of each below, as labels with their names."""
    names, titles = rows[at], rows[at + 1] if at + 1 < len(rows) else ()
    signing = {*code_list("cover-label").tied("listsRole")}
    labels = [whole_label(part.text) for part in titles]
    if len(names) < 2 or len(names) != len(titles) or not signing.issuperset(labels):
        return None
    if not all(person_print(part.text) for part in names):
        return None
    return _with_labels(titles, lines[at + 1].number, names, lines[at].number), at + 2


def _with_labels(
    heads: Sequence[ColumnPart], heads_line: int, names: Sequence[ColumnPart], names_line: int
) -> list[Line]:
    """Each label, and the name of its column."""
    return [
        line
        for head, name in zip(heads, names, strict=True)
        for line in (
            Line(heads_line, f"{head.text.rstrip(':')}:"), Line(names_line, name.text)
        )
    ]  # fmt: skip


def _is_ruled(parts: Sequence[ColumnPart]) -> bool:
    return not any(sign.isalnum() for part in parts for sign in part.text)
