"""The second half of the printed forms, written when the mechanism stood. Everybody is invented."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

from printed_names import FOREIGN, Kind, Names, broken
from socsam_opendata.model.iris import slug

BEGINNINGS = (
    "Skuggen Vild Apel Torn Grind Käll Ekorre Kopp Sjunger Bister Mjölnar Halm Rust Tegel Dimma "
    "Igel Krypt Lykt Mården Pors Rimfrost Sälg Tuv Uggle Vass Yxn Ärt Öken"
).split()
ENDINGS = "hult gård sten borg torp näs bäck holm kvist sson ander ell ius man ing lund blad ryd".split()


NICKNAMES = ("(Bubben)", '"Kotten"', "‘Lillis’")


def new(n: Names) -> str:
    """A surname that nobody bears, of other parts than in the first half."""
    return n.pick(BEGINNINGS) + n.pick(ENDINGS)


def mixed(n: Names) -> str:
    """A surname of any kind, of other parts than in the first half."""
    return n.pick((new(n), new(n), n.pick(FOREIGN), n.surname()))


def named_entities(text: str) -> str:
    """A text with the entities that HTML has names for."""
    names = {"å": "&aring;", "ä": "&auml;", "ö": "&ouml;", "Å": "&Aring;", "Ö": "&Ouml;", "é": "&eacute;"}
    return "".join(names.get(c, c) for c in text)


UNSEEN: dict[str, Kind] = {
    "plain": lambda n: f"{n.first()} {mixed(n)}",
    "three-words": lambda n: f"{n.first()} {n.first()} {new(n)}-{new(n)}",
    "particles": lambda n: f"{n.first()} {n.pick(('von der', 'bin', 'ibn', 'van den', 'du', 'della', 'Von', 'De'))} {new(n)}",
    "scottish": lambda n: f"{n.first()} {n.pick(('Mc', 'O’', 'Mac', 'D’'))}{new(n)}",
    "title": lambda n: f"{n.pick(('Dr.', 'Rektor', 'socialsekreterare', 'vårdnadshavaren', 'kommunalrådet', 'undersköterskan', 'Fröken', 'klaganden'))} {new(n)}",
    "title-first": lambda n: f"{n.pick(('sonen', 'dottern', 'brukaren', 'eleven', 'fru'))} {n.first()}",
    "party": lambda n: f"{mixed(n)}{n.pick((' (fd SD)', ', (M)', '(KD)', ' (-)', ' (L)'))}",
    "genitive": lambda n: f"{n.first()} {new(n)}{n.pick((':s', 's'))} {n.pick(('mor', 'ansökan', 'bostad'))}",
    "capitals": lambda n: f"ANSÖKAN FRÅN {n.first().upper()} {mixed(n).upper()} OM BIDRAG",
    "capital-surname-first": lambda n: f"{new(n).upper()} {n.first()}",
    "small": lambda n: f"{n.first()} {new(n)}".lower(),
    "small-surname": lambda n: f"{n.first()} {new(n).lower()}",
    "letter-after": lambda n: f"{n.first()} {new(n)[0]}.",
    "nickname": lambda n: f"{n.first()} {n.pick(NICKNAMES)} {new(n)}",
    "zero-width": lambda n: "\u200c".join((lambda f: (f[:2], f[2:]))(n.first())) + f" {new(n)}",
    "apart": lambda n: unicodedata.normalize("NFD", f"{n.first()} {mixed(n)}ö"),
    "named-entity": lambda n: named_entities(f"{n.first()} Ö{new(n).lower()}"),
    "emphasis": lambda n: n.pick(("_{}_", "***{}***", "*{}*", "`{}`", "__{}__")).format(f"{n.first()} {mixed(n)}"),
    "link": lambda n: f"[{n.first()} {mixed(n)}](https://example.org/a)",
    "span": lambda n: f'<span class="x">{n.first()}</span> <i>{mixed(n)}</i>',
    "together": lambda n: f"{n.first()} och {n.first()} {new(n)}",
    "other-script": lambda n: n.pick(("გიორგი ბერიძელი", "Արամ Սարգսյանց", "राहुल शर्मान", "김철수민", "田中太郎吉", "Наталія", "สมชายใจดี", "Tоrvald Qvаrnmyr")),
    "no-break": lambda n: f"{n.first()}\u202f{mixed(n)}",
}
UNSEEN_OTHER: dict[str, Kind] = {
    "initials": lambda n: f"{n.first()[0]}{n.pick(('.{}. ', '. {}. ', ' {} ')).format(n.first()[0])}{mixed(n)}",
    "initial": lambda n: f"{n.first()[0]}. {mixed(n)}",
    "initial-bare": lambda n: f"{n.first()[0]} {new(n)}",
    "shortened": lambda n: f"{n.pick(('Chr', 'Joh', 'Th'))}. {new(n)}",
    "surname-initial": lambda n: f"{new(n)}, {n.first()[0]}.",
    "surname-first": lambda n: f"{mixed(n)}, {n.first()} {n.first()}",
    "surname-first-middle": lambda n: f"{mixed(n)}, {n.first()} {n.first()[0]}.",
    "broken-first": lambda n: f"{broken(n.first())} {new(n)}",
    "broken-crlf": lambda n: f"{n.first()} {broken(new(n)).replace(chr(10), chr(13) + chr(10) + '   ')}",
    "broken-name": lambda n: f"{n.first()}\n   {mixed(n)}",
    "soft-line": lambda n: f"{n.first()} {broken(new(n)).replace('-', chr(0xAD))}",
    "break-tag": lambda n: f"{n.first()}<br>{new(n)}",
    "tab": lambda n: f"{n.first()}\t{new(n)}",
    "cells": lambda n: f"{n.first()} | {new(n)}",
    "slash": lambda n: f"{n.first()}/{new(n)}",
}
UNSEEN_ADDRESSES: dict[str, Kind] = {
    "file": lambda n: f"{slug(n.first())}_{slug(new(n))}_beslut.pdf",
    "file-plain": lambda n: f"{n.first()}.{new(n)}.docx",
    "camel": lambda n: f"akt/{n.first()}{new(n)}.pdf",
    "encoded": lambda n: f"https://example.org/{quote(n.first() + ' ' + new(n))}.pdf",
    "query": lambda n: f"https://example.org/sok?namn={slug(n.first())}+{slug(new(n))}",
    "email": lambda n: f"{slug(n.first())}_{slug(new(n))}@example.org",
    "email-initial": lambda n: f"{slug(n.first())[0]}.{slug(new(n))}@example.org",
    "email-square": lambda n: f"{slug(n.first())}.{slug(new(n))} [at] example.org",
    "mailto": lambda n: f"mailto:{slug(n.first())}{slug(new(n))}@example.org",
    "windows": lambda n: f"C:\\Akter\\{n.first()}_{new(n)}\\yttrande.txt",
    "reversed": lambda n: f"{slug(new(n))}-{slug(n.first())}.pdf",
}
UNSEEN_PLACES: dict[str, str] = {
    "start": "{} anser att bygglovet ska upphävas.",
    "quotes": "I skrivelsen, undertecknad ”{}”, begärs omprövning.",
    "bracket": "En granne ({}) har inte hörts i ärendet.",
    "addressee": "Beslutet skickas till:\n{}\nMiljökontoret",
    "bullet": "• Remissvar\n• {}\n• Karta",
    "quoted-line": "> {} undrade om vägen plogas.",
    "numbered": "4. {} hörs per telefon.",
    "heading": "## Klagomål från {}\n\nInga synpunkter.",
    "cell": "| Nr | Vem | Belopp |\n|---|---|---|\n| 1 | {} | 500 |",
    "wrapped": "Vid platsbesöket i november, då även entreprenören och vår trafikingenjör var med,\n{} visade var vattnet rinner in i källaren.",
    "after-name": "Skrivelsen lämnades av Eva Exempeldal och {} i somras.",
}
UNSEEN_ADDRESS_PLACES = {
    "line": "Fil: {}",
    "sentence": "Yttrandet sparas som {} i diariet.",
    "cell": "| Handling | {} |",
}
