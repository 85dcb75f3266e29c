"""Minutes as Word files. They are made here; everybody in them is invented."""

from __future__ import annotations

import socket
import zipfile
from pathlib import Path

import pytest

from socsam_opendata.errors import SourceError
from socsam_opendata.minutes.interpret import read_minutes
from socsam_opendata.minutes.sources.source import Source, read_source
from socsam_opendata.minutes.sources.tables import cell_text
from socsam_opendata.package.build import build
from socsam_opendata.settings.dataset_toml import Settings
from word_files import (
    HEAD,
    cell,
    kind_of_list,
    level,
    list_of,
    listed,
    para,
    parts_of,
    row,
    run,
    table,
    word_file,
    zipped,
)

MINUTES = (
    "Sagorådet", "Sammanträdesdatum: 2031-03-05", "Tid: kl. 09:00-11:00", "Plats: Tornet",
    "Beslutande ledamöter", "Tora Påhitt (S), Berg", "Nils Fantasi (C), Berg", "Paragrafer: 7",
    "Justering: 2031-03-12", "", "§ 7 Stöd till drakar", "", "Beslut", "", "Sagorådet beslutar:",
)  # fmt: skip
BODY = "".join(map(para, MINUTES))


def source(folder: Path, body: str, **others: str) -> Source:
    return read_source(word_file(folder, body, **others))


def lines(folder: Path, body: str, **others: str) -> list[str]:
    return list(source(folder, body, **others).lines)


def cells(found: Source) -> list[list[str]]:
    """The text of the cells of the one table."""
    (one,) = found.tables
    return [[cell_text(found.lines, c) for c in r] for r in one]


def codes(path: Path) -> dict[str, dict[str, str]]:
    """The facts of what is told of the file."""
    told = {"tracked-changes", "comments-left-out", "hidden-left-out", "text-lost"}
    problems = read_minutes(path, Settings()).problems
    return {p.code: dict(p.facts) for p in problems if p.code in told}


# --- numbers ----------------------------------------------------------------------------------


def test_numbers_that_word_makes_are_text(tmp_path: Path) -> None:
    numbering = kind_of_list(
        0, level(0, "decimal", "§ %1", start=12), level(1, "lowerLetter", "%2)"),
        level(2, "upperRoman", "%1.%2.%3"),
    ) + kind_of_list(1, level(0, "bullet", "\uf0b7"), level(1, "bullet", "–")) + list_of(1, 0) + (
        list_of(2, 1)
    )  # fmt: skip
    body = "".join(
        [
            para("Val", listed(1)), para("ett", listed(1, 1)), para("två", listed(1, 1)),
            para("djupt", listed(1, 2)), para("Övrigt", listed(1)), para("om", listed(1, 1)),
            para("prick", listed(2)), para("streck", listed(2, 1)), para("utan", listed(0)),
        ]
    )  # fmt: skip
    assert lines(tmp_path, body, numbering=numbering) == [
        "§ 12 Val", "a) ett", "b) två", "12.b.I djupt", "§ 13 Övrigt", "a) om", "• prick",
        "- streck", "utan",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("how", "shown"),
    [
        ("decimal", "28"), ("lowerLetter", "bb"), ("upperLetter", "BB"), ("lowerRoman", "xxviii"),
        ("upperRoman", "XXVIII"), ("decimalZero", "28"), ("none", ""), ("cardinalText", "28"),
    ],
)  # fmt: skip
def test_a_number_is_written_in_its_format(how: str, shown: str, tmp_path: Path) -> None:
    numbering = kind_of_list(0, level(0, how, "%1:", start=28)) + list_of(1, 0)
    assert lines(tmp_path, para("x", listed(1)), numbering=numbering) == [f"{shown}: x"]


def test_lists_of_a_kind_count_on_and_one_that_begins_anew_does(tmp_path: Path) -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1:")}</w:lvlOverride>'
    numbering = kind_of_list(0, level(0, "decimal", "%1.")) + "".join(
        [list_of(1, 0), list_of(2, 0), list_of(3, 0, anew), list_of(4, 0, other)]
    )
    body = "".join(para("x", listed(n)) for n in (1, 2, 3, 3, 1, 4))
    found = lines(tmp_path, body, numbering=numbering)
    assert found == ["1. x", "2. x", "5. x", "6. x", "7. x", "H: x"]


def test_levels_begin_again_as_the_list_says(tmp_path: Path) -> None:
    numbering = kind_of_list(
        0, level(0, "upperRoman", "%1"), level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        level(2, "decimal", "(%3)", '<w:lvlRestart w:val="0"/><w:suff w:val="nothing"/>'),
    ) + list_of(1, 0)  # fmt: skip
    body = "".join(para("x", listed(1, at)) for at in (0, 1, 2, 1, 2, 0, 1, 2))
    found = lines(tmp_path, body, numbering=numbering)
    assert found == ["I x", "1.1 x", "(1)x", "1.2 x", "(2)x", "II x", "2.1 x", "(3)x"]


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/><w:pPr>'
    '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Rubrik2"><w:name w:val="heading 2"/>'
    '<w:basedOn w:val="Rubrik1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Egen"><w:name w:val="Egen"/>'
    '<w:basedOn w:val="Rubrik1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Rund"><w:name w:val="Rund"/>'
    '<w:basedOn w:val="Rund"/></w:style>'
    '<w:style w:type="character" w:styleId="Dold"><w:name w:val="Dold"/><w:rPr><w:vanish/></w:rPr>'
    "</w:style>"
    '<w:style w:type="numbering" w:styleId="Lista"><w:name w:val="Lista"/><w:pPr><w:numPr>'
    '<w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Luft"><w:name w:val="Luft"/><w:pPr>'
    '<w:spacing w:after="160"/><w:contextualSpacing/></w:pPr></w:style>'
)


def test_a_style_has_its_number_and_a_heading_stands_apart(tmp_path: Path) -> None:
    numbering = kind_of_list(
        0, level(0, "decimal", "§ %1", '<w:pStyle w:val="Rubrik1"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="Rubrik2"/>'),
    ) + list_of(1, 0)  # fmt: skip
    body = "".join(
        [
            para("Val", style="Rubrik1"), para("Löpande text."), para("Mer", style="Rubrik2"),
            para("Text.", style="Rund"), para("Övrigt", style="Egen"),
            para("Utan", listed(0), style="Rubrik1"),
        ]
    )  # fmt: skip
    assert lines(tmp_path, body, styles=STYLES, numbering=numbering) == [
        "§ 1 Val", "", "Löpande text.", "", "1.1 Mer", "", "Text.", "", "§ 2 Övrigt", "", "Utan",
    ]  # fmt: skip


def test_a_list_may_be_that_of_a_style_for_lists(tmp_path: Path) -> None:
    linked = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Lista"/></w:abstractNum>'
    numbering = linked + kind_of_list(1, level(0, "decimal", "%1)")) + list_of(1, 0) + list_of(2, 1)
    found = lines(tmp_path, para("x", listed(1)), styles=STYLES, numbering=numbering)
    assert found == ["1) x"]


def test_space_between_paragraphs_is_a_blank_line_and_none_is_none(tmp_path: Path) -> None:
    body = para("ett") + para("två", '<w:spacing w:after="120"/>') + para("tre") + "".join(
        [para("fyra", style="Luft"), para("fem", style="Luft"), para("sex"), para(""), para("sju")]
    )  # fmt: skip
    assert lines(tmp_path, body, styles=STYLES) == [
        "ett", "två", "", "tre", "fyra", "fem", "", "sex", "", "sju",
    ]  # fmt: skip


# --- text -------------------------------------------------------------------------------------


def test_what_stands_in_a_paragraph_is_read_as_it_is_shown(tmp_path: Path) -> None:
    signs = (
        "<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>post sam</w:t><w:softHyphen/><w:t>råd</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Symbol" w:char="00B7"/></w:r>'
    )
    link = f'<w:hyperlink r:id="x">{run("länk")}</w:hyperlink>'
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run(' val')}</w:sdtContent></w:sdt>"
    smart = f"<w:smartTag>{run(' ord')}</w:smartTag>"
    body = para(signs) + para(link + control + smart) + para(run("Plats") + "<w:r><w:tab/></w:r>"
           + run("Tornet") + "<w:r><w:br/></w:r>" + run("våning 2"))  # fmt: skip
    assert lines(tmp_path, body) == [
        "e-post samråd✓•", "länk val ord", "Plats   Tornet", "våning 2",
    ]  # fmt: skip


def test_of_a_field_the_result_is_read_also_over_paragraphs(tmp_path: Path) -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = char("begin") + run("inre") + char("separate") + run("dolt") + char("end")
    body = para(
        char("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>" + inner + char("separate")
        + run("§ 1 Val")
    ) + para(run("§ 2 Övrigt") + char("end")) + para(
        f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>'
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox>'
        f'</w:ffData></w:fldChar></w:r>{char("end")}'
    )  # fmt: skip
    assert lines(tmp_path, body) == ["§ 1 Val", "§ 2 Övrigt", "3☒"]
    # Where the end is missing nothing is taken for an instruction.
    assert lines(tmp_path, para(char("begin") + run("allt"))) == ["allt"]


def test_pages_begin_where_the_file_says_so(tmp_path: Path) -> None:
    rendered = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = "".join(
        [
            para("sida 1"), para('<w:r><w:br w:type="page"/></w:r>'),
            para(rendered + run("sida 2")), para("a", "<w:pageBreakBefore/>"),
            para(run("sida 3 går ") + rendered + run("över")), para("sida 4"),
            para("b", "<w:sectPr/>"), para("sida 5"),
        ]
    )  # fmt: skip
    found = source(tmp_path, body)
    assert [found.lines[n - 1] for n in found.page_starts] == ["", "a", "sida 4", "sida 5"]
    assert found.pages == 5


RENDERED = "<w:r><w:lastRenderedPageBreak/></w:r>"
BREAK = '<w:r><w:br w:type="page"/></w:r>'


def test_headers_and_notes_of_a_file_stand_on_none_of_its_pages(tmp_path: Path) -> None:
    around = '<w:headerReference r:id="header1"/><w:footerReference r:id="footer1"/>'
    refer = f"<w:sectPr>{around}</w:sectPr>"
    noted = run("ett") + '<w:r><w:footnoteReference w:id="2"/></w:r>'
    found = source(
        tmp_path, para(noted) + para(RENDERED + run("två")) + para("tre") + refer,
        header1=para("Sagorådet"), footer1=para("Sagovägen 1"),
        footnotes=f'<w:footnote w:id="2">{para("noten")}</w:footnote>',
    )  # fmt: skip
    texts = {
        line.strip(): next((page.page for page in found.page_lines
                            if page.first_line <= n <= page.last_line), None)
        for n, line in enumerate(found.lines, 1) if line
    }  # fmt: skip
    assert list(texts.values()) == [None, 1, 2, 2, None, None], texts
    assert found.pages == 2


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        (para("ett") + para(BREAK + run("två")), None),  # pages end elsewhere too
        (para("ett") + para("två", "<w:pageBreakBefore/>"), None),
        (para("ett") + para("två"), None),
        (para("ett", "<w:pageBreakBefore/>") + para(RENDERED + run("två")), None),
        (para("ett") + para(RENDERED + run("två")), 2),
        (para("ett") + para(RENDERED + run("två"), "<w:pageBreakBefore/>"), 2),
        (para(RENDERED + run("ett")) + para(RENDERED + run("två")), 2),
    ],
)
def test_pages_of_a_file_are_known_where_word_says_how_it_laid_it_out(
    body: str, pages: int | None, tmp_path: Path
) -> None:
    found = source(tmp_path, body)
    assert found.pages == pages
    assert len(found.page_lines) == (pages or 0)


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{para('i rutan')}</w:txbxContent>"
    body = para(
        run("före") + "<w:r><mc:AlternateContent><mc:Choice><w:drawing><a:docPr descr='bildtext'/>"
        f"<a:x>{box}</a:x></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>" + run(" efter")
    ) + para(f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>")
    assert lines(tmp_path, body) == ["före efter", "i rutan", "", "i rutan"]


def test_notes_stand_at_the_end_with_their_marks(tmp_path: Path) -> None:
    def refer(kind: str, key: int, more: str = "") -> str:
        return f'<w:r><w:{kind}Reference w:id="{key}"{more}/></w:r>'

    def note(kind: str, key: int, text: str) -> str:
        return f'<w:{kind} w:id="{key}">{para(f"<w:r><w:{kind}Ref/></w:r>" + run(text))}</w:{kind}>'

    own = refer("footnote", 7, ' w:customMarkFollows="1"') + run("*")
    body = para(run("ett") + refer("footnote", 5) + run(" två") + refer("footnote", 2)) + para(
        run("tre") + refer("endnote", 2) + own
    )
    footnotes = '<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote>' + "".join(
        note("footnote", key, text)
        for key, text in ((2, "andra"), (5, "första"), (7, "* egen"), (9, "ingen pekar hit"))
    )
    endnotes = note("endnote", 2, "sist")
    assert lines(tmp_path, body, footnotes=footnotes, endnotes=endnotes) == [
        "ett[1] två[2]", "tre[i]*", "", "[1] första", "", "[2] andra", "", "[i] sist", "",
        "* egen",
    ]  # fmt: skip


def test_running_headers_stand_once_and_those_that_no_page_shows_do_not(tmp_path: Path) -> None:
    def section(*refs: str, more: str = "") -> str:
        return f"<w:sectPr>{''.join(refs)}{more}</w:sectPr>"

    def refer(kind: str, name: str, of: str) -> str:
        return f'<w:{kind}Reference w:type="{of}" r:id="{name}"/>'

    first = section(
        refer("header", "header1", "default"), refer("header", "header2", "first"),
        refer("header", "header3", "even"), refer("footer", "footer1", "default"),
    )  # fmt: skip
    second = section(more="<w:titlePg/>")
    others = {
        "header1": para(run("Sagorådet") + "<w:r><w:tab/></w:r>" + run("Sida 1 (12)")),
        "header2": para("Försättsblad"), "header3": para("Jämn sida"),
        "footer1": para("Tornet, 123 45 Berg"),
    }  # fmt: skip
    body = para("ett") + para("", first) + para("två") + second
    found = source(tmp_path, body, **others)
    told = [line for line in found.lines if line]
    assert told == [
        "Sagorådet       Sida 1 (12)", "Försättsblad", "ett", "två", "Tornet, 123 45 Berg",
    ]  # fmt: skip
    assert [found.lines[n - 1] for n in found.running] == [*told[:2], told[-1]]
    found = source(tmp_path, body, **others, settings="<w:evenAndOddHeaders/>")
    assert "Jämn sida" in found.lines


def test_a_body_that_only_the_running_header_names_is_found(tmp_path: Path) -> None:
    body = (
        "".join(map(para, MINUTES[1:])) + '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>'
    )
    reading = read_minutes(word_file(tmp_path, body, header1=para("Sagorådet")), Settings())
    assert reading.meeting == "sagoradet-2031-03-05"
    assert reading.owners[0].what == "page header or footer"


# --- tables -----------------------------------------------------------------------------------


def test_merged_cells_stand_once_and_their_other_places_are_empty(tmp_path: Path) -> None:
    over = cell(para("båda"), '<w:gridSpan w:val="2"/>')
    down, below = (
        cell(para(text), f"<w:vMerge{said}/>")
        for text, said in (("ned", ' w:val="restart"'), ("dolt", ""))
    )
    found = source(tmp_path, table(
        row(over, "c"), row(down, "e", "f"), row(below, "h", "i"),
        row("k", "l", properties='<w:gridBefore w:val="1"/>'),
    ))  # fmt: skip
    assert cells(found) == [["båda", "", "c"], ["ned", "e", "f"], ["", "h", "i"], ["", "k", "l"]]


def test_a_table_in_a_table_is_both(tmp_path: Path) -> None:
    inner = table(row("x", "y"), row("lång", "z"))
    found = source(tmp_path, table(row("märke", cell(para("före") + inner + para()))))
    assert [[[cell_text(found.lines, c) for c in r] for r in t] for t in found.tables] == [
        [["märke", "före\nx      y\nlång   z"]], [["x", "y"], ["lång", "z"]],
    ]  # fmt: skip


def test_rows_and_cells_of_content_controls_are_read(tmp_path: Path) -> None:
    one = f"<w:sdt><w:sdtContent>{row('a', 'b')}</w:sdtContent></w:sdt>"
    two = f"<w:tr><w:sdt><w:sdtContent>{cell(para('c'))}</w:sdtContent></w:sdt></w:tr>"
    body = f"<w:sdt><w:sdtContent>{table(one, two)}{para('efter')}</w:sdtContent></w:sdt>"
    found = source(tmp_path, body)
    assert cells(found) == [["a", "b"], ["c", ""]]
    assert found.lines == ("a   b", "c", "", "efter")


# --- changes, comments, hidden text -----------------------------------------------------------

GONE = "<w:rPr><w:del/></w:rPr>"


def test_changes_are_read_as_accepted_and_told_once(tmp_path: Path) -> None:
    body = BODY + "".join(
        [
            para(run("Bidraget är ") + f"<w:del>{run('Hemlig Undan')}</w:del>"
                 f"<w:ins>{run('50 000 kronor')}</w:ins>" + run(".")),
            para("En mening ", GONE) + para("som hör ihop."),
            para(f"<w:del>{run('bort')}</w:del>", GONE) + para("Kvar."),
            para(f"<w:moveFrom>{run('flyttad')}</w:moveFrom><w:moveTo>{run('hit')}</w:moveTo>"),
            table(row("ny", properties="<w:ins/>"), row("Hemlig", properties="<w:del/>")),
        ]
    )  # fmt: skip
    path = word_file(tmp_path, body)
    told = list(read_source(path).lines[len(MINUTES) :])
    assert told == [
        "Bidraget är 50 000 kronor.", "En mening som hör ihop.", "Kvar.", "hit", "", "ny",
    ]  # fmt: skip
    assert codes(path) == {"tracked-changes": {"count": "9", "lines": "16, 17, 18, 19, 21"}}


def test_a_paragraph_that_is_deleted_counts_in_no_list(tmp_path: Path) -> None:
    numbering = kind_of_list(0, level(0, "decimal", "§ %1")) + list_of(1, 0)
    body = para("ett", listed(1)) + para(f"<w:del>{run('bort')}</w:del>", listed(1) + GONE) + para(
        "två", listed(1)
    )  # fmt: skip
    assert lines(tmp_path, body, numbering=numbering) == ["§ 1 ett", "§ 2 två"]


def test_comments_are_left_out_and_counted(tmp_path: Path) -> None:
    refer = '<w:r><w:commentReference w:id="0"/></w:r>'
    comments = f'<w:comment w:id="0" w:author="Ulla Undan">{para("Hemlig")}</w:comment>'
    path = word_file(tmp_path, BODY + para(run("a") + refer) + para(run("b") + refer),
                     comments=comments)  # fmt: skip
    assert "Hemlig" not in "".join(read_source(path).lines)
    assert codes(path) == {"comments-left-out": {"count": "2"}}


def test_hidden_text_is_left_out_and_told(tmp_path: Path) -> None:
    body = BODY + "".join(
        [
            para(run("syns ") + run("Hemlig", "<w:vanish/>") + run("också")),
            para(run("ej ") + run("Hemlig", '<w:rStyle w:val="Dold"/>')
                 + run("här", '<w:rStyle w:val="Dold"/><w:vanish w:val="0"/>')),
            para(run("Hemlig", "<w:vanish/>"), "<w:rPr><w:vanish/></w:rPr>") + para("sist"),
        ]
    )  # fmt: skip
    path = word_file(tmp_path, body, styles=STYLES)
    assert list(read_source(path).lines[len(MINUTES) :]) == ["syns också", "ej här", "sist"]
    assert codes(path) == {"hidden-left-out": {"count": "3", "lines": "16, 17, 18"}}


def test_a_sign_that_nobody_can_tell_is_lost_and_told(tmp_path: Path) -> None:
    body = BODY + para('<w:r><w:sym w:font="Wingdings" w:char="F04A"/><w:t>&#xFDD0;</w:t></w:r>')
    path = word_file(tmp_path, body)
    assert read_source(path).lines[-1] == "\ufffd\ufffd"
    assert set(codes(path)) == {"text-lost"}


def test_parts_of_other_programs_are_told(tmp_path: Path) -> None:
    drawn = "<w:r><w:drawing><a:graphic><a:chart/></a:graphic></w:drawing></w:r>"
    sheet = "<w:r><w:object><v:shape/><a:OLEObject/></w:object></w:r>"
    picture = "<w:r><w:drawing><a:pic><a:blip/></a:pic></w:drawing></w:r>"
    path = word_file(
        tmp_path, BODY + para(run("a") + drawn) + para(sheet + picture) + '<w:altChunk r:id="x"/>'
        + para("slut")
    )  # fmt: skip
    found = [p for p in read_minutes(path, Settings()).problems if p.code == "embedded-not-read"]
    assert [p.facts for p in found] == [{"count": "3", "lines": "16, 17, 18"}]


LEFT_OUT = ("Ulla", "Undansson", "Hemlighetsson", "Bortströk", "Bildberg", "Kommenterlund")


def test_what_is_left_out_is_in_no_file_of_a_package(tmp_path: Path) -> None:
    minutes = tmp_path / "minutes"
    minutes.mkdir()
    body = BODY + "".join(
        [
            para("1. Att drakarna får stöd."),
            para(run("Hemlighetsson", "<w:vanish/>") + f"<w:del>{run('Bortströk')}</w:del>"
                 '<w:r><w:drawing><a:docPr descr="Bildberg"/></w:drawing></w:r>'
                 '<w:r><w:commentReference w:id="0"/></w:r>'),
        ]
    )  # fmt: skip
    comment = f'<w:comment w:id="0" w:author="Ulla">{para("Kommenterlund")}</w:comment>'
    parts = parts_of(body, comments=comment)
    parts["docProps/core.xml"] = f"{HEAD}<x><creator>Ulla Undansson</creator></x>"
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace(
        "</Rel",
        '<Relationship Id="c" Type="x/core-properties" Target="docProps/core.xml"/></Rel',
    )
    (minutes / "2031-03-05.docx").write_bytes(zipped(parts))
    (minutes / "dataset.toml").write_text(SETTINGS, encoding="utf-8")
    out = tmp_path / "out"
    assert build(minutes, out).ok
    words = [word.encode() for word in LEFT_OUT]
    for path in (p for p in out.rglob("*") if p.is_file()):
        contents = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                contents += [archive.read(name) for name in archive.namelist()]
        assert not [word for word in words for some in contents if word in some], path


SETTINGS = (
    '[dataset]\nname = "sagan"\nbase = "https://example.org/sagan/"\n[release]\ndate = 2033-01-01\n'
)


# --- what cannot be read ----------------------------------------------------------------------


def refused(path: Path, data: bytes) -> SourceError:
    path = path / "a.docx"
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_source(path)
    assert "\n" not in caught.value.message
    return caught.value


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
WHOLE = parts_of(para("text"))


def locked() -> bytes:
    """An archive whose parts say that they are encrypted."""
    data = bytearray(zipped(WHOLE))
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


ENTITY = '<!DOCTYPE x [<!ENTITY a "SECRET">]>'
NOT_READ: dict[str, tuple[bytes, str]] = {
    "text": (b"Sagor\xc3\xa5det", "source.docx.none"),
    "empty": (b"", "source.docx.none"),
    "cut short": (zipped(WHOLE)[:-40], "source.docx.none"),
    "an older file": (OLE, "source.docx.old"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), "source.docx.password"),
    "a locked archive": (locked(), "source.docx.password"),
    "packed another way": (zipped(WHOLE, zipfile.ZIP_LZMA), "source.docx.none"),
    "OpenDocument": (zipped({"mimetype": "x", "content.xml": "<x/>"}), "source.docx.other"),
    "a workbook": (
        zipped({**WHOLE, "word/document.xml": f"{HEAD}<workbook/>"}), "source.docx.other",
    ),
    "no XML": (zipped({**WHOLE, "word/document.xml": "text"}), "source.docx.broken"),
    "half of the XML": (
        zipped({**WHOLE, "word/document.xml": str(WHOLE["word/document.xml"])[:-20]}),
        "source.docx.broken",
    ),
    "an entity": (
        zipped({**WHOLE, "word/document.xml": str(WHOLE["word/document.xml"]).replace(
            "<w:document", f"{ENTITY}<w:document").replace("text<", "&a;<")}),
        "source.docx.entities",
    ),
    "no text": (zipped(parts_of(para())), "source.empty"),
}  # fmt: skip


@pytest.mark.parametrize("what", NOT_READ)
def test_what_cannot_be_read_is_said(what: str, tmp_path: Path) -> None:
    data, key = NOT_READ[what]
    assert refused(tmp_path, data).key == key


def test_a_file_that_grows_when_unpacked_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = zipped({**WHOLE, "word/media/a.bin": bytes(100_000_000)})
    assert len(bomb) < 200_000
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("it was unpacked"))
    assert refused(tmp_path, bomb).key == "source.docx.bomb"


def test_entities_are_neither_grown_nor_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("it asked the network"))
    grown = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 20 if n else "x" * 90}">' for n in range(12))
    for declared in (
        f"<!DOCTYPE x [{grown}]>",
        '<!DOCTYPE x SYSTEM "http://example.org/a.dtd">',
        '<!DOCTYPE x [<!ENTITY % b SYSTEM "http://example.org/a.dtd"> %b;]>',
        '<!DOCTYPE x [<!ENTITY a11 SYSTEM "file:///etc/hostname">]>',
    ):
        document = str(WHOLE["word/document.xml"]).replace("<w:document", f"{declared}<w:document")
        document = document.replace("<w:p>", '<w:p w:rsid="&a11;">').replace("text<", "&a11;<")
        error = refused(tmp_path, zipped({**WHOLE, "word/document.xml": document}))
        assert error.key in ("source.docx.entities", "source.docx.broken")


def test_nothing_outside_the_file_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("it asked the network"))
    kinds = ("image", "attachedTemplate", "numbering", "header", "settings", "styles")
    outside = "".join(
        f'<Relationship Id="o{n}" Type="x/{kind}" Target="http://example.org/{kind}"'
        ' TargetMode="External"/>'
        for n, kind in enumerate(kinds)
    )
    body = para("text") + '<w:sectPr><w:headerReference r:id="o3"/></w:sectPr>'
    assert read_source(word_file(tmp_path, body, outside)).lines == ("text",)
    outward = '<Relationship Id="o" Type="x/styles" Target="../../../../etc/hostname"/>'
    assert read_source(word_file(tmp_path, para("text"), outward)).lines == ("text",)


@pytest.mark.parametrize("depth", [40, 10_000])
def test_tables_in_tables_end_somewhere(depth: int, tmp_path: Path) -> None:
    begin, end = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    error = refused(tmp_path, zipped(parts_of(begin * depth + para("x") + end * depth)))
    assert error.key in ("source.docx.deep", "source.docx.broken")


def test_what_lies_deep_in_a_paragraph_is_read_or_refused(tmp_path: Path) -> None:
    begin, end = "<w:ins>", "</w:ins>"
    assert lines(tmp_path, para(begin * 200 + run("x") + end * 200)) == ["x"]
    deep = parts_of(para(begin * 10_000 + run("x") + end * 10_000))
    assert refused(tmp_path, zipped(deep)).key == "source.docx.broken"
    boxes = "<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"
    nested = parts_of(boxes[0] * 60 + para("x") + boxes[1] * 60)
    assert refused(tmp_path, zipped(nested)).key == "source.docx.deep"


def test_numbers_without_bounds_take_no_room(tmp_path: Path) -> None:
    wide = cell(para("a"), '<w:gridSpan w:val="999999999"/>')
    numbering = kind_of_list(0, level(0, "lowerLetter", "%1", start=999_999_999)) + list_of(1, 0)
    found = source(tmp_path, table(row(wide, "b")) + para("x", listed(1)), numbering=numbering)
    assert len(found.tables[0][0]) < 70
    assert found.lines[-1] == "999999999 x"


def test_files_of_the_strict_standard_are_read(tmp_path: Path) -> None:
    strict = {
        name: str(inside).replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, inside in parts_of(
            para("Val", listed(1)),
            numbering=kind_of_list(0, level(0, "decimal", "§ %1")) + list_of(1, 0),
        ).items()
    }  # fmt: skip
    path = tmp_path / "a.docx"
    path.write_bytes(zipped(strict))
    assert read_source(path).lines == ("§ 1 Val",)


def test_parts_are_found_wherever_they_lie(tmp_path: Path) -> None:
    parts = parts_of(para("text"))
    moved = {name.replace("word/", "annat/"): inside for name, inside in parts.items()}
    moved["_rels/.rels"] = str(parts["_rels/.rels"]).replace("word/", "/annat/")
    path = tmp_path / "a.docx"
    path.write_bytes(zipped(moved))
    assert read_source(path).lines == ("text",)
