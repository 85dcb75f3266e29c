"""What says of a heading or a paragraph that it is confidential, and what only speaks of secrecy.

A paragraph is marked by a word of its own (`Sekretess`, `Sekretessärende`, `OSL 26 kap. 1 §`), or a
sentence says it of the text it stands in (`Ärendet omfattas av sekretess`). The chapters of
secrecy are 15 to 43 of offentlighets- och sekretesslagen (2009:400).
"""

from __future__ import annotations

import re
from enum import Enum
from html import unescape

from socsam_opendata.minutes.print.paragraphs import ANY_ONE
from socsam_opendata.model.iris import DASH, DASHES

# A label above a text has at most so many words.
_LONGEST_LABEL = 8
_FLAGS = re.IGNORECASE | re.VERBOSE
_LAW = r"""(?:(?:OSL|SekrL|sekretesslagen
    |offentlighets-?\s*(?:och|&)\s*sekretess(?:lagen|lag))(?:\s*\(\d{4}:\d+\))?)"""
_CHAPTER = rf"""(?:(?:1[5-9]|[23]\d|4[0-3])\s*(?:kap\.?|:)(?:\s*\d+\s*[a-z]?\b)?
    (?:\s*(?:{DASH}|och|,)\s*\d+\s*[a-z]?\b)*(?:\s*§{{1,2}})?)"""
_CITED = rf"(?:{_LAW},?\s*(?:enligt\s+)?{_CHAPTER}|{_CHAPTER},?\s*(?:i\s+)?{_LAW})"
_ANY_LAW = rf"(?:{_CITED}|{_LAW})"
_BECAUSE = r"(?:på\s+grund\s+av|p\.?\s?g\.?\s?a\.?|enligt|med\s+hänsyn\s+till)"
_UNDER = r"(?:enligt|enl\.?|jml\.?|jfr\.?|jämlikt|med\s+stöd\s+av)"
_GROUND = rf"(?:,?\s*\(?(?:{_UNDER}|{_BECAUSE}|se)?\s*{_ANY_LAW}\)?)"
_MARKED = r"""(?:sekretess(?:belag[dt]a?|lagd|lagt|märk[ta]+|(?:markera|s?kydda|s?tämpla)[dt]e?)
    |hemligstämpla[dt]e?)"""
_PART = r"""(?:bilag(?:a|an|or|orna)|handling(?:en|ar|arna)?|dokument(?:et|en)?|protokollsbilaga
    |underlag(?:et)?|text(?:en)?|paragraf(?:en|er|erna)?|punkt(?:en|er|erna)?|ärende(?:t|n|na)?
    |beslut(?:et)?|stycke(?:t)?|avsnitt(?:et)?|uppgift(?:en|er|erna)?|del(?:en|ar|arna)?
    |individärenden?|personärenden?|protokoll(?:et)?|information(?:en)?|yttrande(?:t)?
    |utredning(?:en)?|tjänsteskrivelse(?:n)?|delegationsbeslut(?:en)?|§)"""
_SECRET_PART = r"sekretess(?:ärende[nt]?|paragraf(?:en)?|punkt(?:en)?|markering)"
_SIGNS = f"*_~=#<>|\"'”»«`/{DASHES[1:]}\\-"
_OPEN = rf"[\s(\[{{!{_SIGNS}]*"
_CLOSE = rf"[\s.:;!)\]}}{_SIGNS}]*"
_REMOVED_WORD = r"(?:bort(?:tage[nt]|tagna|tas)|utelämna\w*|maska\w*|struk\w*|undanta\w*|dol[dt])"
_UNPUBLISHED = r"(?:(?:ej|inte)\s+(?:publicera[dt]|offentligt?)|publiceras\s+(?:ej|inte))"
# The whole of a heading or a paragraph.
_ALONE = re.compile(
    rf"""{_OPEN}(?:(?:enligt\s+)?{_CITED}
    |(?:(?:{_PART}|helt|delvis|stark|absolut|omfattas\s+av|under|med|råder)\s+){{0,3}}
     (?:sekretess|{_MARKED}|{_SECRET_PART}|konfidentiellt?|hemlig[ta]?
      |sekretess(?:del(?:en)?|protokoll(?:et)?|bilaga(?:n)?|uppgift(?:er)?))
     (?:\s+(?:råder|gäller|föreligger|{_PART}|innehåll)){{0,2}}{_GROUND}?){_CLOSE}""",
    _FLAGS,
)
# What a heading or a paragraph begins with.
_BEGINS = re.compile(
    rf"""{_OPEN}(?:(?:obs|observera|nb)[\s!:.]*)?(?:(?:\w+/)?
     (?:sekretess|{_MARKED}|{_SECRET_PART}|konfidentiellt?|hemlig[ta]?
      |(?:konfidentiell|hemlig|skydda[dt])[ae]?\s+{_PART})
     \s*(?:\)|\]|\[\d|/\s*{_LAW}|!|\*\*|:|\s{DASH}\s|[{DASHES[1:]}]\s?|\.\s)
    |sekretess,?\s+(?:{_CITED}|{_UNDER}|(?:gäller|råder|föreligger)(?!\s+(?:för|inte|ej|inom|mellan|hos)\b)|\d|av\s+hänsyn
      |p\.?\s?g\.?\s?a|{_LAW}|{_CITED})
    |{_CITED}\s*(?:[{DASHES}:)\]]|\s(?-i:[A-ZÅÄÖ]))
    |{_MARKED}\s+(?:{_PART}|{_UNDER}|p\.?\s?g\.?\s?a)\b(?!\s+(?:\w+\s+){{0,2}}?(?:inte|ej|aldrig)\b)
    |sekretessärende[nt]?\b(?!\s+(?:som|och|i\s+allmänhet))|sekretessbilaga\b
    |(?:bilaga|protokollsbilaga|handling)\s+(?:[\w§]{{1,4}}\s+)?(?:med|under)\s+sekretess
    |{_REMOVED_WORD}\s+(?:{_BECAUSE}|av)\s+(?:{_LAW}|sekretess))""",
    _FLAGS,
)
# A label that holds the mark: `Bilaga 2 (sekretess): ...`.
_LABEL = re.compile(
    rf"""[^.:!?]{{0,80}}[{DASHES}(\[,]\s*(?:sekretess|{_MARKED}){_GROUND}?\s*[)\]]?\s*(?::|{DASH}\s)""",
    _FLAGS,
)
# What a heading or a paragraph ends with.
_ENDS = re.compile(
    rf"""(?:[{DASHES[1:]}(\[,;:]\s*|\s-\s*|\.\s+)(?:(?:stark|absolut|delvis)\s+)?
     (?:sekretess(?:ärende)?|{_MARKED}|{_CITED}|omfattas\s+av\s+sekretess|konfidentiellt|hemligt?)
     {_GROUND}?{_CLOSE}\Z
    |\bsekretess\s+{_UNDER}\s+{_ANY_LAW}{_CLOSE}\Z
    |\b(?:{_PART}|individärenden?|ansökan|yttrande)\s+(?:med|under)\s+sekretess{_CLOSE}\Z""",
    _FLAGS,
)
# What a sentence says of its subject.
_SAYS = re.compile(
    rf"""\b(?:omfatta[st]\w*\s+(?:\w+\s+){{0,2}}av\s+(?:\w+\s+){{0,2}}sekretess
    |(?:är|har|var|blivit|vara|bli|belagts|beläggs|läggs|lagts|lyder|står|hålls|skyddas
      |behandla\w*|föredr[ao]gs?|föredras|redovisa\w*|besluta\w*|hanteras|diarieförs)
     \s+(?:\w+\s+){{0,3}}?
     (?:belag[dt]a?\s+med\s+sekretess|{_MARKED}|(?:av|under|med)\s+(?:\w+\s+)?sekretess(?!\w))
    |(?:är|var)\s+(?:(?:helt|delvis)\s+)?sekretess(?=[.,:;!]|\s*\Z)
    |belag[dt]a?\s+med\s+(?:\w+\s+)?sekretess
    |innehåller\s+(?:(?:inte|ej|delvis|stark|absolut)\s+)?sekretess(?:uppgifter|material)?(?!\w)
    |sekretess\s+(?:råder|gäller|föreligger)\s+(?:för|i|hos|kring)\s+
     (?:(?:denna|detta|dessa|hela|innehållet\s+i)\s+)?{_PART}
    |(?:publiceras|redovisas|offentliggörs|visas|anslås)\s+(?:inte|ej)\s+(?:\w+\s+){{0,4}}
     {_BECAUSE}\s+(?:{_LAW}|sekretess)
    |{_REMOVED_WORD}\s+(?:\w+\s+){{0,4}}?{_BECAUSE}\s+(?:{_LAW}|sekretess))""",
    _FLAGS,
)
# The text itself or a part of it: in the definite form, or named.
_SUBJECT = re.compile(
    rf"""(?:{ANY_ONE}|§|\b(?:paragrafe[nr]\w*|ärende(?:t|na)|punkte(?:n|rna)|beslute[tn]|bilagorna
    |bilaga(?:n|\s+\w{{1,3}})?|handlinge(?:n|rna)|handlingarna|uppgifte(?:n|rna)|informationen|texten
    |stycket|avsnittet|innehållet|utredningen|yttrandet|underlaget|tjänsteskrivelsen|namnet|namnen
    |protokollet|protokollsutdraget|rapporten|avtalet|skrivelsen|anmälan|ansökan|akten|delar?\s+av
    |denna|detta|dessa|individärende\w*|personärende\w*|föredragningen|överläggningen|diskussionen
    |följande|nedanstående|ovanstående|text)\b)""",
    _FLAGS,
)
_GENERIC = re.compile(
    r"""\b(?:att|som|om|när|hur|vad|vilka|vilken|vilket|huruvida|ifall|därför|där|inte|ej|aldrig
    |inga|ingen|inget|icke|längre|antalet)\b""",
    _FLAGS,
)
_NEGATED = re.compile(r"\b(?:inte|ej|icke)\b", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"(?:publiceras|redovisas|offentliggörs|visas|anslås)\b", re.IGNORECASE)
_HOLDS = re.compile(
    r"""\b(?:innehåller|rymmer|gäller|avser|rör)\s+(?:\w+\s+){0,4}
    (?:uppgift\w*|information|handlingar|ärende\w*|förhållanden)\s+som\s+\Z""",
    _FLAGS,
)
# The words of secrecy; those that are known also where signs divide them, and a law's letters.
_STEMS = ("sekretess", "sekrl", "hemlig", "konfidenti", "skyddad", "skyddat")
_OSL = re.compile(r"OSL\b", re.IGNORECASE)
# A mark that signs set off from what follows: `**Sekretess** Sökanden`, `<!-- sekretess -->`.
_NOUN = rf"""(?:sekretess(?:del|protokoll|bilaga|uppgift(?:er)?)?|{_SECRET_PART})"""
_TOLD = rf"(?:{_NOUN}|{_MARKED}|konfidentiellt?|hemligt?)"
_OPENS = r"""(?:[*_]{1,3}|<!-*|[|<\[({=~!"”»'`/]+|-{2,})"""
_CLOSES = rf"""(?:[*_]{{1,3}}|[{DASHES}|>\])}}=~!"”«'`/]+)"""
_SET_OFF = re.compile(
    rf"""(?:\A[{DASHES}\s>#•▪\d.)]*|[.:;!?][*_\s]+){_OPENS}\s*(?:(?P<noun>{_NOUN})|{_TOLD}){_GROUND}?[\s.:!]*
    {_CLOSES}[{DASHES}\s.:,]*(?P<next>[^\W_]+)""",
    _FLAGS,
)
# A mark in capitals, or one that no small letter goes on from: `SEKRETESS Sökanden har skulder`.
_CAPITALS = re.compile(
    r"""(?:\A[\W\d_]*(?:(?:OBS|NB)[\W_]+)?|[.:;!?][*_\s]+)(?:SEKRETESS|HEMLIG|KONFIDENTIELL)[A-ZÅÄÖ]*[\W_]+(?P<next>[^\W_]+)"""
)
_BEFORE_CAPITAL = re.compile(rf"\W*{_TOLD}[\s=→⇒>]+(?-i:[A-ZÅÄÖ])", _FLAGS)
_SET_OFF_AT_END = re.compile(
    rf"(?P<before>[^\W_]+)\W*?(?:[*_]{{1,3}}|<!-+|<)\s*{_TOLD}\s*(?:[*_]{{1,3}}|-*>)[\s.]*\Z",
    _FLAGS,
)
_CAPITALS_AT_END = re.compile(r"(?P<before>[^\W_]*[a-zåäö])[\W_]+SEKRETESS[A-ZÅÄÖ]*[\W_]*\Z")
# A mark at the end is looked for among so many signs.
_NEAR_END = 100
# What goes on with a sentence about secrecy.
_GOES_ON = re.compile(
    r"""(?:och|eller|samt|i|inom|mellan|vid|för|kontra|hos|på|av|till|om|mot|med|som|från|under|utan
    |är|var|blir|kan|ska|skall|får|bör|måste|har|hade|innebär|betyder|råde?r?|rådde|gäller|gällde
    |föreligger|upphör|hävs|finns|inte|ej|börjar|slutar|\w+(?:ades|ats|as|des|tes))""",
    _FLAGS,
)
_SPACED = re.compile(r"\bS E K R E T E S S\b", re.IGNORECASE)
_DIVIDED = re.compile(
    rf"\b(sekretess)(?: |{DASH})(?=(?:belag[dt]|(?:markera|skydda|stämpla)[dt]|lag[dt])\w*\b)",
    re.IGNORECASE,
)
# Tags of HTML that set off what they hold; what stands within a tag or a comment may be the mark.
_TAG = re.compile(
    r"</?(?:b|strong|em|i|u|mark|span|div|p|h[1-6])(?:\s[^<>]{0,80})?>", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ§])")
_CLAUSE_END = re.compile(r"[,;]\s+(?:och|men|samt|utan)\s+|;\s+")
_WHOLE = re.compile(
    rf"""(?:{ANY_ONE}|\b(?:paragrafen|ärendet|punkten|beslutet|protokollet|ärendena|individärende\w*
    |personärende\w*|innehållet|denna\s+(?:paragraf|punkt)|detta\s+ärende)\b)""",
    _FLAGS,
)
_NEXT = re.compile(r"\b(?:nedan|nedanstående|följande)\b", re.IGNORECASE)
_PARTLY = re.compile(r"\bdelar?\s+av\b", re.IGNORECASE)
_REMOVED = re.compile(rf"\b(?:{_REMOVED_WORD}|redovisas|publiceras)\b", _FLAGS)
# The whole of a title or a paragraph: what stood here was taken out, for whoever it tells of.
_TAKEN_OUT = re.compile(
    rf"""{_OPEN}(?:(?:(?:hela\s+)?(?:paragrafen|ärendet|punkten|texten|innehållet|{ANY_ONE})\s+
     (?:är|har)\s+(?:blivit\s+|helt\s+)?)?(?:{_REMOVED_WORD}|{_UNPUBLISHED})
     \s+{_BECAUSE}\s+(?:sekretess|(?:skyddade\s+)?personuppgift\w*|GDPR|{_ANY_LAW}
     |dataskydds\w*(?:\s+\(?GDPR\)?)?)
    |{_UNPUBLISHED}|maska[dt]){_CLOSE}""",
    _FLAGS,
)
# One of them stands there then.
_TAKES_OUT = ("bort", "utelämn", "mask", "struk", "undant", "dol", "publicer", "offentlig")
_APPENDIX = re.compile(
    r"\b(?:sekretess)?(?:bilag|handling|dokument|protokollsbilag|underlag|uppgift)\w*",
    re.IGNORECASE,
)
# What speaks of secrecy: its rules, teaching, oaths, trials, a lack of it.
_ABOUT = re.compile(
    r"""sekretess(?:förbindelse|avtal|prövning|bestämmelse|regl|frågor|genombrott|brytande|policy
      |lagstiftning|rutin|utbildning|bevis|försäkran|skäl|grund|gräns|intyg|nivå|klassning|klassa
      |brott|bryta|kompetens|hantering|överenskommelse|åtagande|information)\w*
    |\b(?:riktlinje\w*|information(?!\s*\()|utbildning\w*|policy\w*|rutin\w*|regler\w*|handbok\w*
      |reglemente\w*|anvisning\w*|redogörelse\w*|rapport\w*|översyn\w*|genomgång\w*|fråg(?:or|an?)
      |upplysning\w*|lag(?:en|ar)?|bestämmelser|principer|hantering\w*|handläggning\w*|prövning\w*
      |påminn\w*|vägledning\w*|checklista\w*|föreläsning\w*|remiss\w*|motion\w*|undantag\w*|begäran
      |brott|kunskap\w*|tillämpning\w*|delegation\w*|delegering\w*)\s+(?:\w+\s+){0,2}?
     (?:om|för|i|av|kring|angående|gällande|rörande|beträffande|mot|från|till|enligt
      |med\s+anledning\s+av)\s+(?:[\w-]+\s+){0,3}?(?:sekretess|OSL|offentlighet)
    |\b(?:ingen|inga|utan|ej|inte|häv\w*|upphäv\w*|bryt\w*|undanta\w*\s+från|eftergift\s+av
      |upphörande\s+av)\s+(?:\w+\s+){0,2}?sekretess\b
    |\bsekretess(?:en)?\s+(?:hävs|hävd|hävdes|upphör|bryts|har\s+hävts
      |(?:och|eller|i|inom|mellan|vid|för|kontra|hos)\s+\w+)
    |\boffentlighet(?:s\w*)?\s+och\s+sekretess\b(?!\w)""",
    _FLAGS,
)


class Secrecy(Enum):
    """How far a mark of secrecy reaches."""

    NONE = "none"
    PARAGRAPH = "paragraph"
    SECTION = "section"
    BELOW = "below"
    ITEM = "item"


def may_be_secret(text: str) -> bool:
    """A quick look at a document: whether a word of secrecy may stand in it, divided or not."""
    plain = unescape(text).casefold()
    if _has_word(plain):
        return True
    letters = "".join(filter(str.isalpha, plain))
    return any(stem in letters for stem in _STEMS)


def _has_word(text: str) -> bool:
    """Whether a word of secrecy stands in a text; most texts have none, which is seen at once."""
    folded = text.casefold()
    return any(stem in folded for stem in _STEMS) or ("osl" in folded and bool(_OSL.search(text)))


def title_is_secret(title: str) -> bool:
    """Whether a title of an item says that the item is confidential."""
    text = _plain(title)
    if not _has_word(text) or _ABOUT.search(text):
        return False
    said = _SAYS.search(text)
    if said and not _GENERIC.search(text, 0, said.start()):
        return True
    marked = _ALONE.fullmatch(text) or _BEGINS.match(text) or _ENDS.search(text)
    return bool(marked) or is_set_off(text)


def without_mark(title: str) -> str:
    """A title without the mark of secrecy at its beginning or end: `Ek` of `Ek (sekretess)`."""
    if not _has_word(title):
        return title
    begins, ends = _BEGINS.match(title), _ENDS.search(title)
    return title[begins.end() if begins else 0 : ends.start() if ends else len(title)].strip()


def is_taken_out(text: str) -> bool:
    """Whether a title or a paragraph says no more than that what stood there was taken out."""
    folded = text.casefold()
    if not any(word in folded for word in _TAKES_OUT):
        return False
    return _TAKEN_OUT.fullmatch(_plain(text)) is not None


def secrecy_of(paragraph: str) -> Secrecy:
    """What a paragraph says of secrecy: of itself, of what stands below it, of its whole item."""
    text = _plain(paragraph)
    if not _has_word(text):
        return Secrecy.NONE
    if _ALONE.fullmatch(text):
        return _reach_of_mark(text)
    for sentence in _SENTENCE_END.split(text):
        said = _SAYS.search(sentence)
        if said and _of_itself(sentence, said):
            before = sentence[: said.start()]
            whole = _WHOLE.search(before) and not _PARTLY.search(before)
            removed = _REMOVED.search(sentence)
            if _NEXT.search(before):
                return Secrecy.SECTION
            return Secrecy.ITEM if whole and not removed else Secrecy.PARAGRAPH
    if _ABOUT.search(text):
        return Secrecy.NONE
    marked = _BEGINS.match(text) or _ENDS.search(text) or _LABEL.match(text)
    return Secrecy.PARAGRAPH if marked else Secrecy.NONE


def _plain(text: str) -> str:
    """A text on one line, the word for secrecy in one piece."""
    folded = text.casefold()
    if "s e k r" in folded:
        text = _SPACED.sub("SEKRETESS", text)
    if "sekretess" in folded or "s e k r" in folded:
        text = _DIVIDED.sub(r"\1", text)
    return " ".join(text.split())


def is_set_off(raw: str, *, first: bool = True) -> bool:
    """Whether a printed line, its markup kept, has a mark that signs or capitals set off.

    The `first` line of a paragraph needs neither where a new sentence begins behind the word.
    """
    text = _plain(_TAG.sub("**", unescape(raw)))
    if not _has_word(text):
        return False
    for match in _SET_OFF.finditer(text):
        small = match["next"][0].islower()
        if not _GOES_ON.fullmatch(match["next"]) and (match["noun"] or not small):
            return True
    if any(not _GOES_ON.fullmatch(match["next"]) for match in _CAPITALS.finditer(text)):
        return True
    if _ABOUT.search(text):
        return False
    end = text[-_NEAR_END:]
    behind = _SET_OFF_AT_END.search(end) or _CAPITALS_AT_END.search(end)
    if behind and not _GOES_ON.fullmatch(behind["before"]):
        return True
    return first and _BEFORE_CAPITAL.match(text) is not None


def is_mark(line: str) -> bool:
    """Whether a line is nothing but a mark of secrecy, or a short label with one."""
    text = " ".join(line.split())
    if not _has_word(text) or _ABOUT.search(text):
        return False
    return _ALONE.fullmatch(text) is not None or (
        len(text.split()) <= _LONGEST_LABEL and _ENDS.search(text) is not None
    )


def _reach_of_mark(text: str) -> Secrecy:
    """How far a heading or a paragraph reaches that is nothing but a mark."""
    if _REMOVED.search(text):
        return Secrecy.PARAGRAPH
    if _WHOLE.search(text):
        return Secrecy.ITEM
    return Secrecy.SECTION if _APPENDIX.search(text) else Secrecy.BELOW


def _of_itself(sentence: str, said: re.Match[str]) -> bool:
    """Whether a sentence says it of the text it stands in, and not of secrecy at large."""
    before = sentence[: said.start()]
    if _HOLDS.search(before) and _SUBJECT.search(before):
        return True
    clause = _CLAUSE_END.split(before)[-1]
    negated = _NEGATED.search(said.group()) and not _NOT_SHOWN.match(said.group())
    if negated or _GENERIC.search(clause):
        return False
    return not clause.strip(f" *_({DASHES}") or _SUBJECT.search(clause) is not None
