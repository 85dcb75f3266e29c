"""Minutes as web pages. They are made here; everybody in them is invented."""

from __future__ import annotations

import codecs
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socsam_opendata.errors import SourceError
from socsam_opendata.minutes.sources.source import Source, read_source
from socsam_opendata.minutes.sources.tables import DocumentLink, cell_text

RUNNING = "<p>" + "Drakarna flyger illa och vill pröva en gång till i nästa vind. " * 8 + "</p>"
MENU = "".join(f"<li><a href='/{n}'>Menyval {n}</a></li>" for n in range(8))


def page(folder: Path, body: str | bytes, name: str = "a.html") -> Source:
    path = folder / name
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return read_source(path)


def told(found: Source) -> list[str]:
    """Lines that say something."""
    return [line for line in found.lines if line]


def cells(found: Source) -> list[list[list[str]]]:
    return [[[cell_text(found.lines, c) for c in row] for row in t] for t in found.tables]


def test_headings_and_paragraphs_stand_apart_and_other_blocks_on_lines(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        """<h1>Sagor&aring;det</h1><h2>§&nbsp;7
      Stöd</h2><p>Löpande <b>fet</b>stil <!-- dolt -->här.</p><div>ett</div><div>två<br>tre</div>
      <p>fyra<br><br>fem</p><q>sagt</q><pre>a   b
  c</pre><hr>slut""",
    )
    assert found.lines == (
        "Sagorådet", "", "§ 7 Stöd", "", "Löpande fetstil här.", "", "ett", "två", "tre", "",
        "fyra", "", "fem", "", "”sagt”", "", "a   b", "  c", "", "slut",
    )  # fmt: skip
    assert found.media_type == "text/html"


def test_lists_have_their_numbers(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        """<ol><li>ett<li>två<ul><li>prick</ul><li value=7>sju<li>åtta</ol>
      <ol type=a start=2><li>b</ol><ol reversed><li>två<li>ett</ol><ol type=I><li>I</ol>
      <ol style="list-style-type: lower-alpha"><li><p>a</p></ol><ul style="list-style:none">
      <li>utan</ul><dl><dt>Plats<dd>Tornet</dl>""",
    )
    assert told(found) == [
        "1. ett", "2. två", "• prick", "7. sju", "8. åtta", "b) b", "2. två", "1. ett", "I) I",
        "a) a", "utan", "Plats", "Tornet",
    ]  # fmt: skip


def test_tables_are_cells_also_where_they_span(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        """<table><caption>Närvaro</caption><thead><tr><th colspan=2>Namn
      <th>Parti</thead><tr><td rowspan=2>ned<td>Tora<td>S<tr><td>Nils<br>Fantasi<td>C<tr>
      <td><table><tr><td>x<td>y</table><td></table>""",
    )
    assert cells(found) == [
        [["Namn", "", "Parti"], ["ned", "Tora", "S"], ["", "Nils\nFantasi", "C"],
         ["x   y", ""]],
        [["x", "y"]],
    ]  # fmt: skip
    assert found.lines[0] == "Närvaro"
    assert found.lines[3].index("Tora") == found.lines[4].index("Nils")


SITE = f"""<!doctype html><html lang=sv><head><title>Titel</title><style>a</style></head><body>
<header>Kommunen <a href=/>Start</a></header><nav><ul>{MENU}</ul></nav>
<div role=search>Sök</div><script>var x = "<p>skript</p>";</script><noscript>Slå på</noscript>
%s<aside>Bredvid</aside><form><label>Fråga</label><select><option>Val</select><button>Sänd</button>
</form><template>mall</template><footer>Kontakt</footer></body></html>"""


@pytest.mark.parametrize(
    "content",
    [
        f"<main><h1>Protokoll</h1><ul>{MENU}</ul>%s</main>",
        f"<div role='main'><h1>Protokoll</h1><ul>{MENU}</ul>%s</div>",
        f"<article><header><h1>Protokoll</h1></header><ul>{MENU}</ul>%s</article>",
    ],
)
def test_of_a_page_its_main_part_is_read(content: str, tmp_path: Path) -> None:
    found = told(page(tmp_path, SITE % (content % RUNNING)))
    assert found[0] == "Protokoll"
    assert found[-1].startswith("Drakarna")
    # A list of links inside it may be a part of the minutes.
    assert len(found) == 10


def test_of_a_page_without_a_main_part_the_densest_one_is_read(tmp_path: Path) -> None:
    content = (
        f"<div><div class=meny><ul>{MENU}</ul></div><div><div><h1>Protokoll</h1></div>"
        f"<div><ul><li><a href='#7'>§ 7</a><li><a href='#8'>§ 8</a><li><a href='#9'>§ 9</a></ul>"
        f"{RUNNING}</div></div><div>Sidansvarig: någon</div></div>"
    )
    assert [line[:9] for line in told(page(tmp_path, SITE % content))] == [
        "Protokoll", "• § 7", "• § 8", "• § 9", "Drakarna ",
    ]  # fmt: skip


def test_no_heading_and_no_table_is_left_out_for_the_densest_part(tmp_path: Path) -> None:
    for beside in ("<h2>Rubrik</h2>", "<table><tr><td>Tid<td>kl 9</table>"):
        found = told(page(tmp_path, f"<div>{beside}</div><div>{RUNNING}</div>"))
        assert len(found) == 2


def test_several_articles_are_all_read(tmp_path: Path) -> None:
    content = "".join(f"<article><h2>§ {n}</h2>{RUNNING}</article>" for n in (7, 8))
    assert [line for line in told(page(tmp_path, SITE % content)) if "§" in line] == ["§ 7", "§ 8"]


def test_a_form_around_the_whole_page_is_read_without_its_fields(tmp_path: Path) -> None:
    found = page(tmp_path, f"<form id=aspnetForm><h1>Titel</h1>{RUNNING}<input value=x></form>")
    assert told(found)[0] == "Titel"


@pytest.mark.parametrize(
    "how", ["hidden", "style='display: none'", "style='visibility:hidden'", "aria-hidden=true"]
)
def test_what_is_hidden_is_left_out(how: str, tmp_path: Path) -> None:
    body = f"<main><p>syns</p><div {how}><p>Hemlighetsson</p></div><p>också</p></main>"
    assert told(page(tmp_path, body)) == ["syns", "också"]


def test_links_to_documents_are_told_and_no_others(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        """<main><p>Se <a href="/fil/a.PDF">bilaga
      <b>1</b></a>, <a href="https://example.org/b.docx?v=2">två</a></p>
      <a href="c.odt"><div>tre</div></a><table><tr><td>x<td><a href="d.xlsx">fyra</a></table>
      <a href="javascript:x('e.pdf')">nej</a><a href="file:///etc/f.pdf">nej</a>
      <a href="/sida">nej</a></main>""",
    )
    assert [(found.lines[link.line - 1], *link[1:]) for link in found.links] == [
        ("Se bilaga 1, två", "bilaga 1", "/fil/a.PDF"),
        ("Se bilaga 1, två", "två", "https://example.org/b.docx?v=2"),
        ("tre", "tre", "c.odt"), ("x   fyra", "fyra", "d.xlsx"),
    ]  # fmt: skip
    assert isinstance(found.links[0], DocumentLink)


ENCODED = "<meta charset={}><p>Östra ängen – ”å”</p>"


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "iso-8859-1"), ("utf-8", "iso-8859-1"),
        ("cp1252", "iso-8859-1"), ("cp1252", "windows-1252"), ("cp1252", "utf-8"),
        ("cp1252", "okänd"), ("utf-16", "utf-8"), ("utf-16-le", "utf-8"),
    ],
)  # fmt: skip
def test_encodings_are_told_apart(encoding: str, said: str, tmp_path: Path) -> None:
    assert told(page(tmp_path, ENCODED.format(said).encode(encoding))) == ["Östra ängen – ”å”"]


def test_an_encoding_of_its_own_is_read_and_a_broken_letter_breaks_no_others(
    tmp_path: Path,
) -> None:
    named = "<meta http-equiv=Content-Type content='text/html; charset=macintosh'><p>åäö</p>"
    assert told(page(tmp_path, named.encode("mac-roman"))) == ["åäö"]
    broken = ENCODED.format("utf-8").encode() + b"<p>fr\xe5ga</p>"
    assert told(page(tmp_path, broken)) == ["Östra ängen – ”å”", "fr\ufffdga"]
    assert told(page(tmp_path, codecs.BOM_UTF8 + "<p>å".encode())) == ["å"]


def test_characters_that_mean_something_here_are_no_trap(tmp_path: Path) -> None:
    found = page(tmp_path, "<p>a\ufdd0\ufdd6b&#xFDD6;c</p><p>rad\x07</p>")
    assert told(found) == ["a\ufffd\ufffdb\ufffdc", "rad"]
    assert (found.links, found.removed) == ((), (3,))


def test_nothing_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("it asked the network"))
    outside = "<base href='http://example.org/'><link rel=stylesheet href=a.css><img src=b.png>"
    assert told(page(tmp_path, f"{outside}<iframe src=c></iframe><p>text")) == ["text"]


def refused(folder: Path, body: str | bytes) -> str:
    with pytest.raises(SourceError) as caught:
        page(folder, body)
    return caught.value.key


def test_elements_in_elements_are_read(tmp_path: Path) -> None:
    assert told(page(tmp_path, "<div>" * 900 + "djupt" + "</div>" * 900)) == ["djupt"]
    assert told(page(tmp_path, "<table><tr><td>" * 200 + "djupt")) == ["djupt"]
    assert told(page(tmp_path, "<ul><li>" * 400 + "djupt"))[-1] == "• djupt"


@pytest.mark.parametrize("body", [
    "<div>" * 10_000 + "djupt" + "</div>" * 10_000, "<ul><li>" * 5_000 + "djupt",
    "<table><tr><td>" * 1_000 + "djupt",
])  # fmt: skip
def test_elements_in_elements_without_end_are_refused(body: str, tmp_path: Path) -> None:
    assert refused(tmp_path, body) == "source.html.deep"


TANGLED = {
    "never ends": "<div>" * 60_000,
    "ends something else": "<div></span>" * 60_000,
    "tables in between": "<div><table></div>" * 60_000,
    "formatting that opens again": "".join(f"<b id={n}>" for n in range(3_000)) + "<p>x" * 60_000,
    "links in links": "<a>" * 60_000,
}


@pytest.mark.parametrize("what", TANGLED)
def test_a_page_that_would_take_minutes_is_refused(what: str, tmp_path: Path) -> None:
    assert refused(tmp_path, TANGLED[what]) == "source.html.tangled"


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, b"\x00\x01\x02") == "source.zero-bytes"
    assert refused(tmp_path, "<nav>bara meny</nav>") == "source.empty"
    assert refused(tmp_path, "") == "source.empty"


def test_spans_without_bounds_take_no_room(tmp_path: Path) -> None:
    cell = "<td rowspan=99999999 colspan=99999999>x"
    found = page(tmp_path, f"<table><tr>{cell * 3}<tr><td>y<tr><td>z</table>")
    assert sum(len(row) for row in found.tables[0]) < 1_000


def test_a_link_without_a_sign_to_read_is_told_where_text_stands(tmp_path: Path) -> None:
    found = page(tmp_path, "<p>a<p><a href=x.pdf>\u200b</a><p>b")
    assert [(link.line, link.href) for link in found.links] == [(3, "x.pdf")]
    assert found.lines == ("a", "", "b")
    assert page(tmp_path, "<p>a<p><a href=x.pdf>\u200b</a>").links == ()
    linked = page(tmp_path, "<p>a<br>b<br><a href=x.pdf></a><br>c<br><br><a href=y.pdf></a>")
    assert [(link.line, link.href) for link in linked.links] == [(2, "x.pdf"), (4, "y.pdf")]


TAGS = (
    "<p>", "</p>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<ul>", "<li>", "</ul>", "<b>",
    "<a>", "<a href=x.pdf>", "</a>", "<br>", "<pre>", "</pre>", "<h1>", "å", " ", "\n", "&nbsp;",
    "<div hidden>", "</div>", "<caption>", "<tr hidden>", "<main>", "\u0301", "\u200b",
)  # fmt: skip


@given(st.lists(st.sampled_from(TAGS), max_size=40))
def test_whatever_tags_come_cells_and_links_stand_in_lines(
    tmp_path_factory: pytest.TempPathFactory, tags: list[str]
) -> None:
    """However a page is broken, what is said of its lines fits them."""
    try:
        found = page(tmp_path_factory.getbasetemp(), "".join(tags))
    except SourceError:
        return
    for piece in (p for t in found.tables for row in t for c in row for p in c):
        line = found.lines[piece.line - 1]
        assert 0 <= piece.start < piece.end <= len(line)
        assert line[piece.start : piece.end] == line[piece.start : piece.end].strip()
    assert all(1 <= link.line <= len(found.lines) for link in found.links)
