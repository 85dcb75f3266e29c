"""Other kinds of printing and other surnames than in `printed_names.py`, for the campaign.

They were written after the first kinds had been measured, and nothing was mended by them before
they were measured in turn. Nobody is meant by any of the names.
"""

from __future__ import annotations

from urllib.parse import quote

from printed_names import Kind, Surnames, broken, inside

from socsam_opendata.model.iris import slug

# fmt: off
SURNAMES = Surnames(
    ("Alm Asp Björk Blom Bläck Dyng Eld Flod Furu Gädd Hägg Is Järn Kalk Knut Lin Löpar Mossa Nord"
     " Oxel Pil Ren Rå Sand Skarp Stål Svan Säv Tim Våg Ådal Älv Ört Harv Smed Tork",
     "brandt lander bjer vall stad ekman holt sund feldt ling hage dalin acker röst mark udd helm"),
    "Skog Hav Sol Kvist Hammar Spik Ros Vinge Palm Stenhuggare Rask Modig Sträng Frisk",
    "Borås Kiruna Hedemora Oxelösund Ystad Nora Tranås Arvika Falun Gävle Timrå",
    ("Wójcikowska Ahmadzaiwi Okonkwole Fernandessa Karimovian Schneiderlin Dimitrovic Bekeleh"
     " Hernándezo Yılmazlar Kovačićev Al-Jabbarini Nguyenova O’Sullivane Fitzgeraldo"),
)
# fmt: on
QUOTED = ("”{}”", "»{}»", '"{}"')
STRUCK = ("~~{}~~", "=={}==", "<u>{}</u>", "\\*{}\\*")
NAMED: dict[str, Kind] = {
    "neighbour": lambda n: f"{n.pick('boende|grannen|hyresgästen|närboende')} ⟦{n.first} {n.last}⟧",
    "kin": lambda n: f"{n.pick('hustrun|maken|sambon|brodern|systern|barnet')} ⟦{n.first}⟧",
    "household": lambda n: f"{n.pick('makarna|familjen|paret|syskonen')} ⟦{n.new}⟧",
    "maiden": lambda n: f"⟦{n.first} {n.last}⟧, {n.pick('född|f.|f.d.')} ⟦{n.new}⟧",
    "matter": lambda n: f"⟦{n.first} {n.new}⟧-ärendet",
    "age": lambda n: f"⟦{n.first} {n.last}⟧, {n.pick('43|7|81')} år,",
    "and-others": lambda n: f"⟦{n.first} {n.last}⟧ {n.pick('m.fl.|m fl|et al.|med familj')}",
    "letter-spaced": lambda n: f"⟦{' '.join(n.first.upper())}  {' '.join(n.new.upper())}⟧",
    "two-blanks": lambda n: f"⟦{n.first}  {n.last}⟧",
    "three-firsts": lambda n: f"⟦{n.first} {n.first} {n.first} {n.last}⟧",
    "double-first-capitals": lambda n: f"⟦{n.first.upper()}-{n.first.upper()} {n.last.upper()}⟧",
    "particle-capitals": lambda n: (
        f"⟦{n.first.upper()} {n.pick('VON|AF|VAN DER')} {n.new.upper()}⟧"
    ),
    "younger": lambda n: f"⟦{n.first} {n.last}⟧ {n.pick('jr|d.y.|d.ä.|junior|II')}",
    "title-behind": lambda n: f"⟦{n.first} {n.last}⟧, {n.pick('advokat|lärare|lantbrukare')}",
    "former-title": lambda n: (
        f"{n.pick('f.d. rektor|tidigare enhetschef|docent')} ⟦{n.first} {n.new}⟧"
    ),
    "party-in-words": lambda n: f"⟦{n.first} {n.last}⟧ ({n.pick('Moderaterna|Vänsterpartiet')})",
    "party-bare": lambda n: f"⟦{n.first} {n.last}⟧ {n.pick('S|M|SD|KD')}",
    "quoted": lambda n: n.pick(QUOTED).format(f"⟦{n.first} {n.last}⟧"),
    "wide-blank": lambda n: f"⟦{n.first}{n.pick((chr(0x2003), chr(0x200A), chr(0x3000)))}{n.last}⟧",
    "hex-entity": lambda n: (
        f"⟦{n.first}&#x20;{n.new.replace('å', '&#xE5;').replace('ö', '&#xF6;')}⟧"
    ),
    "joiner": lambda n: f"⟦{inside(n.first, chr(0x2060))} {inside(n.new, chr(0xFEFF))}⟧",
    "struck": lambda n: n.pick(STRUCK).format(f"⟦{n.first} {n.last}⟧"),
    "footnote": lambda n: f"⟦{n.first} {n.last}⟧{n.pick('[^1]|*|¹|<sup>2</sup>')}",
    "reference-link": lambda n: f"[⟦{n.first} {n.last}⟧][1]",
    "alias": lambda n: f"⟦{n.first} {n.new}⟧ alias ⟦{n.first} {n.new}⟧",
    "vietnamese": lambda n: f"⟦{n.pick('Nguyễn|Trần|Lê|Phạm')} {n.pick('Văn|Thị')} {n.new}⟧",
    "turkish": lambda n: f"⟦{n.pick('Işıl|İbrahim|Gülşen|Çağla')} {n.new}⟧",
    "small-capitals": lambda n: f"⟦{n.first} {n.new[0]}{n.new[1:].upper()}⟧",
}
DIVIDED: dict[str, Kind] = {
    "initial-tight": lambda n: f"⟦{n.letter}.{n.last}⟧",
    "initials-bare": lambda n: f"⟦{n.letter} {n.letter} {n.new}⟧",
    "initials-hyphen": lambda n: f"⟦{n.letter}-{n.letter} {n.last}⟧",
    "initials-behind": lambda n: f"⟦{n.new} {n.letter}.{n.letter}.⟧",
    "initial-title": lambda n: f"{n.pick('handläggare|advokat|läkare')} ⟦{n.letter}. {n.last}⟧",
    "surname-initials": lambda n: f"⟦{n.new}, {n.letter}.{n.letter}.⟧",
    "surname-capitals-comma": lambda n: f"⟦{n.last.upper()}, {n.first}⟧",
    "surname-all-capitals": lambda n: f"⟦{n.last.upper()}, {n.first.upper()}⟧",
    "fields": lambda n: f"Efternamn: ⟦{n.new}⟧, förnamn: ⟦{n.first}⟧",
    "fields-first": lambda n: f"Förnamn: ⟦{n.first}⟧ Efternamn: ⟦{n.new}⟧",
    "broken-double": lambda n: f"⟦{n.first}-\n{n.first} {n.last}⟧",
    "broken-indented": lambda n: f"⟦{n.first}\n\t{n.new}⟧",
    "broken-comma": lambda n: f"⟦{n.last},\n{n.first}⟧",
    "broken-particle": lambda n: f"⟦{n.first} {n.pick('von|de la')}\n{n.new}⟧",
    "broken-dash": lambda n: f"⟦{n.first} {broken(n.new, chr(0x2010))}⟧",
    "broken-capitals": lambda n: f"⟦{n.first.upper()} {broken(n.new.upper())}⟧",
    "break-slash": lambda n: f"⟦{n.first}⟧<br/>⟦{n.new}⟧",
    "middle-dot": lambda n: f"⟦{n.first}·{n.new}⟧",
    "dash-between": lambda n: f"⟦{n.first} – {n.new}⟧",
    "cells-reversed": lambda n: f"⟦{n.new} | {n.first}⟧",
}
ADDRESSED: dict[str, Kind] = {
    "file-reversed": lambda n: f"Bilaga_3-⟦{slug(n.new)}_{slug(n.first)}⟧-yttrande.docx",
    "file-dated": lambda n: f"20250412_⟦{n.first}_{n.new}⟧.pdf",
    "file-words": lambda n: f"”Yttrande ⟦{n.first} {n.new}⟧ 2025.pdf”",
    "home-folder": lambda n: f"https://example.org/personal/⟦{slug(n.first)}_{slug(n.new)}⟧_org/x",
    "profile": lambda n: f"https://example.org/people/⟦{n.first}-{n.new}⟧/100",
    "fragment": lambda n: f"https://example.org/protokoll#⟦{slug(n.first)}-{slug(n.new)}⟧",
    "encoded-query": lambda n: f"https://example.org/s?q=⟦{quote(f'{n.first} {n.last}')}⟧&x=1",
    "share": lambda n: f"\\\\server\\akter\\⟦{n.new} {n.first}⟧\\beslut.pdf",
    "email-reversed": lambda n: f"⟦{slug(n.new)}.{slug(n.first)}⟧@example.org",
    "email-numbered": lambda n: f"⟦{slug(n.first)}.{slug(n.new)}⟧84@example.org",
    "email-middle": lambda n: f"⟦{slug(n.first)}.k.{slug(n.new)}⟧@example.org",
    "email-with-name": lambda n: f"⟦{n.first} {n.new}⟧ <⟦{slug(n.first)}@example.org⟧>",
}
