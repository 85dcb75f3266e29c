"""What the command line says, in Swedish and English."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "app": (
        "Från protokoll till öppna data: läs, bygg, kontrollera och fråga.\n\n\b\n"
        "Exempel:\n"
        "  socsam init minutes\n"
        "  socsam build minutes --out datapackage\n"
        "  socsam query decisions",
        "From minutes to open data: read, build, check and ask.\n\n\b\n"
        "Examples:\n"
        "  socsam init minutes\n"
        "  socsam build minutes --out datapackage\n"
        "  socsam query decisions",
    ),
    "lang": (
        "Språk, sv eller en; annars det som LC_ALL, LC_MESSAGES eller LANG säger.",
        "Language, sv or en; else what LC_ALL, LC_MESSAGES or LANG says.",
    ),
    "version": ("Visa versionen.", "Show the version."),
    "build": (
        "Bygg datapaketet av en mapp med protokoll.\n\n"
        "Paketet läggs på plats först när det är helt och kontrollerat. Problem av slaget error "
        "stoppar bygget, och det gamla paketet ligger kvar.\n\n\b\n"
        "Exempel:\n"
        "  socsam build minutes --out datapackage\n"
        "  socsam build minutes --date 2026-01-31 --judges",
        "Build the dataset package of a folder of minutes.\n\n"
        "The package is put in place only when it is whole and checked. Problems of severity "
        "error stop the build, and the old package stays.\n\n\b\n"
        "Examples:\n"
        "  socsam build minutes --out datapackage\n"
        "  socsam build minutes --date 2026-01-31 --judges",
    ),
    "build.minutes": (
        "Mappen med protokoll och dataset.toml.",
        "The folder of minutes and dataset.toml.",
    ),
    "build.out": ("Mappen för paketet.", "The folder of the package."),
    "build.date": (
        "Utgivningsdag, till exempel 2026-01-31; annars [release] date i dataset.toml.",
        "Day of release, such as 2026-01-31; else [release] date in dataset.toml.",
    ),
    "build.judges": (
        "Låt också de utomstående domarna pröva paketet (frictionless, pyshacl).",
        "Let the outside judges try the package too (frictionless, pyshacl).",
    ),
    "build.workers": (
        "Hur många dokument som läses samtidigt.",
        "How many documents are read at the same time.",
    ),
    "quiet": ("Skriv bara det som är fel.", "Print only what is wrong."),
    "format": ("Hur svaret skrivs: {choices}.", "How the answer is written: {choices}."),
    "read": (
        "Tolka dokument och visa raderna, före publiceringsreglerna.\n\n"
        "Svaret innehåller alla namn och är inte till för att publiceras.\n\n\b\n"
        "Exempel:\n"
        "  socsam read minutes/2025-06-02-socsam.md\n"
        "  socsam read *.md --format json > rader.json",
        "Interpret documents and show the rows, before the publication policy.\n\n"
        "The answer holds every name and is not for publishing.\n\n\b\n"
        "Examples:\n"
        "  socsam read minutes/2025-06-02-socsam.md\n"
        "  socsam read *.md --format json > rows.json",
    ),
    "read.files": ("Dokument att läsa.", "Documents to read."),
    "read.settings": (
        "Mapp vars dataset.toml gäller; annars den som ligger bredvid dokumentet.",
        "Folder whose dataset.toml applies; else the one beside the document.",
    ),
    "read.before_policy": (
        "Arbetsmaterial före publiceringsreglerna: alla namn är med. Publicera det inte.",
        "Working output before the publication policy: every name is there. Do not publish it.",
    ),
    "check": (
        "Pröva ett byggt paket med alla domare.\n\n\b\n"
        "Exempel:\n"
        "  socsam check\n"
        "  socsam check datapackage --own",
        "Try a built package before every judge.\n\n\b\n"
        "Examples:\n"
        "  socsam check\n"
        "  socsam check datapackage --own",
    ),
    "package": ("Mappen med det byggda paketet.", "The folder of the built package."),
    "check.own": (
        "Bara egna domare, inte frictionless och pyshacl.",
        "Only our own judges, not frictionless and pyshacl.",
    ),
    "query": (
        "Ställ en namngiven fråga, eller en egen i SPARQL; utan namn visas frågorna.\n\n\b\n"
        "Exempel:\n"
        "  socsam query\n"
        "  socsam query money --format csv\n"
        "  socsam query --file fraga.rq",
        "Ask a named question, or your own in SPARQL; without a name the questions are listed."
        "\n\n\b\n"
        "Examples:\n"
        "  socsam query\n"
        "  socsam query money --format csv\n"
        "  socsam query --file question.rq",
    ),
    "query.name": ("Frågans namn.", "The name of the question."),
    "query.file": ("Fil med en egen fråga i SPARQL.", "File with your own query in SPARQL."),
    "query.both": (
        "ange ett namn eller --file, inte båda",
        "give a name or --file, not both",
    ),
    "describe": (
        "Beskriv en tabell eller kodlista; utan namn räknas alla upp.\n\n\b\n"
        "Exempel:\n"
        "  socsam describe\n"
        "  socsam describe decisions\n"
        "  socsam describe decision-action",
        "Describe a table or code list; without a name all are listed.\n\n\b\n"
        "Examples:\n"
        "  socsam describe\n"
        "  socsam describe decisions\n"
        "  socsam describe decision-action",
    ),
    "describe.name": ("Tabellens eller kodlistans namn.", "The name of the table or code list."),
    "describe.unknown": (
        "det finns ingen tabell eller kodlista ”{name}”; `socsam describe` räknar upp dem",
        "there is no table or code list '{name}'; `socsam describe` lists them",
    ),
    "init": (
        "Börja en ny datamängd: en mapp med en förklarad dataset.toml.\n\n\b\n"
        "Exempel:\n"
        "  socsam init minutes",
        "Start a new dataset: a folder with an explained dataset.toml.\n\n\b\n"
        "Examples:\n"
        "  socsam init minutes",
    ),
    "init.folder": ("Mappen, som skapas om den saknas.", "The folder, made if it is missing."),
    "init.done": (
        "Skrev {files} i {folder}. Fyll i dataset.toml, lägg protokollen bredvid och kör: "
        "socsam build {folder}",
        "Wrote {files} in {folder}. Fill in dataset.toml, put the minutes beside it and run: "
        "socsam build {folder}",
    ),
    "not-a-day": (
        "”{value}” är inte en dag som 2026-01-31",
        "'{value}' is not a day such as 2026-01-31",
    ),
    "release": (
        "Gör en utgåva: jämför med den förra, ge den en version och spara historiken.\n\n"
        "Versionen följer av skillnaden (SemVer): borttagen eller omdöpt kolumn, tabell eller kod "
        "är major, nya rader eller kolumner minor, rättelser patch. Historiken sparas i history/ "
        "bredvid protokollen. Försvinner en tabell eller de flesta av dess rader krävs --confirm, "
        "och tas rader bort krävs --reason. Paketet byggs två gånger.\n\n\b\n"
        "Exempel:\n"
        "  socsam release minutes --out datapackage\n"
        '  socsam release minutes --reason "Fel belopp i § 12 är rättat"\n'
        '  socsam release minutes --reason "Mötet drogs tillbaka" --confirm votes',
        "Make a release: compare with the last one, name its version and keep the history.\n\n"
        "The version follows from the difference (SemVer): a removed or renamed column, table or "
        "code is major, new rows or columns minor, corrections patch. The history is kept in "
        "history/ beside the minutes. A table that vanishes or loses most of its rows needs "
        "--confirm, and withdrawn rows need --reason. The package is built twice.\n\n\b\n"
        "Examples:\n"
        "  socsam release minutes --out datapackage\n"
        '  socsam release minutes --reason "A wrong sum in § 12 is corrected"\n'
        '  socsam release minutes --reason "The meeting was withdrawn" --confirm votes',
    ),
    "release.reason": (
        "Varför något ändras eller tas bort. Skälet publiceras: skriv det utan namn.",
        "Why something is changed or withdrawn. The reason is published: write it without names.",
    ),
    "release.confirm": (
        "En tabell som får försvinna eller mista de flesta av sina rader; kan upprepas.",
        "A table that may vanish or lose most of its rows; may be repeated.",
    ),
    "release.previous": (
        "Paketet för den förra utgåvan, om det inte ligger i --out.",
        "The package of the last release, where it does not lie in --out.",
    ),
    "diff": (
        "Visa vad som skiljer mellan två paket.\n\n\b\n"
        "Exempel:\n"
        "  socsam diff gammalt datapackage\n"
        "  socsam diff gammalt datapackage --format json",
        "Show what differs between two packages.\n\n\b\n"
        "Examples:\n"
        "  socsam diff old datapackage\n"
        "  socsam diff old datapackage --format json",
    ),
    "diff.old": ("Det äldre paketets mapp.", "The folder of the older package."),
    "diff.new": ("Det nyare paketets mapp.", "The folder of the newer package."),
    "publish": (
        "Publicera en utgåva: i en mapp, i S3, över SFTP eller i CKAN.\n\n"
        "Först görs alla kontroller. Bara det som skiljer skickas; filer som socsam inte har lagt "
        "dit lämnas orörda. Lösenord och nycklar tas ur miljön eller nyckelringen, aldrig ur "
        "adressen.\n\n\b\n"
        "Exempel:\n"
        "  socsam publish /srv/www/protokoll --dry-run\n"
        "  socsam publish s3://hink/protokoll\n"
        "  socsam publish sftp://namn@exempel.se/www/protokoll\n"
        "  socsam publish ckan+https://katalog.exempel.se/ --organization kansliet",
        "Publish a release: to a folder, S3, SFTP or CKAN.\n\n"
        "All checks come first. Only what differs is sent; files that socsam did not put there "
        "stay untouched. Passwords and keys are taken from the environment or the keyring, never "
        "from the address.\n\n\b\n"
        "Examples:\n"
        "  socsam publish /srv/www/minutes --dry-run\n"
        "  socsam publish s3://bucket/minutes\n"
        "  socsam publish sftp://name@example.org/www/minutes\n"
        "  socsam publish ckan+https://catalogue.example.org/ --organization office",
    ),
    "publish.target": (
        "En mapp, s3://…, sftp://… eller ckan+https://…",
        "A folder, s3://…, sftp://… or ckan+https://…",
    ),
    "publish.dry-run": (
        "Ändra ingenting; visa vad som skulle göras.",
        "Change nothing; show what would be done.",
    ),
    "publish.overwrite": (
        "Skriv över filer med samma namn som socsam inte har lagt dit.",
        "Write over files of the same names that socsam did not put there.",
    ),
    "publish.upload": (
        "CKAN: skicka filerna själva i stället för länkar till dem.",
        "CKAN: send the files themselves instead of links to them.",
    ),
    "publish.organization": (
        "CKAN: organisationen som ska äga nya datamängder.",
        "CKAN: the organization that is to own new datasets.",
    ),
    "export": (
        "Skriv CSV-filer för svenska Excel: semikolon, decimalkomma, svenska rubriker.\n\n\b\n"
        "Exempel:\n"
        "  socsam export excel\n"
        "  socsam export excel decision_overview amounts",
        "Write CSV files for Swedish Excel: semicolons, decimal commas, Swedish headings.\n\n\b\n"
        "Examples:\n"
        "  socsam export excel\n"
        "  socsam export excel decision_overview amounts",
    ),
    "export.out": (
        "Mappen för filerna; inte i paketet.",
        "The folder for the files; not in the package.",
    ),
    "export.tables": (
        "Tabeller; utan dem skrivs alla.",
        "Tables; without them all are written.",
    ),
    "exported": ("{path}: {rows} rader", "{path}: {rows} rows"),
    "exported.marked": (
        "  {count} texter börjar som en formel och har fått en apostrof framför sig.",
        "  {count} texts begin as a formula does and have got an apostrophe before them.",
    ),
    "exported.cut": (
        "  {count} texter är längre än en cell rymmer (32 767 tecken) och slutar med […].",
        "  {count} texts are longer than a cell holds (32,767 characters) and end in […].",
    ),
    "exported.too-long": (
        "  Fler rader än Excel visar (1 048 576); använd Parquet eller dela tabellen.",
        "  More rows than Excel shows (1,048,576); use Parquet or divide the table.",
    ),
    "built": ("Byggt: {out} ({files} filer, {size})", "Built: {out} ({files} files, {size})"),
    "not-built": (
        "Inget byggdes. Det som låg i {out} är orört.",
        "Nothing was built. What was in {out} is untouched.",
    ),
    "found": ("Hittat", "Found"),
    "doubtful": ("Tveksamt", "Doubtful"),
    "withheld": ("Utelämnade namn", "Names withheld"),
    "judges": ("Domare", "Judges"),
    "nothing": ("inget", "nothing"),
    "more": (
        "… och {count} till, i tabellen problems",
        "… and {count} more, in the table problems",
    ),
    "error": ("fel", "errors"),
    "warning": ("varningar", "warnings"),
    "note": ("anmärkningar", "notes"),
    "line": ("rad {line}", "line {line}"),
    "coverage": (
        "Rader: {lines}, lästa {read}, förbigångna {ignored}, olästa {unread}.",
        "Lines: {lines}, read {read}, ignored {ignored}, unread {unread}.",
    ),
    "code": ("Kod", "Code"),
    "label": ("Benämning", "Label"),
    "definition": ("Definition", "Definition"),
    "forms": ("Så det står i protokoll", "As printed in minutes"),
    "column": ("Kolumn", "Column"),
    "type": ("Typ", "Type"),
    "term": ("Term", "Term"),
    "meaning": ("Betydelse", "Meaning"),
    "name": ("Namn", "Name"),
    "kind": ("Slag", "Kind"),
    "table": ("tabell", "table"),
    "code-list": ("kodlista", "code list"),
    "question": ("Fråga", "Question"),
    "progress.read": ("Läser", "Reading"),
    "progress.gather": ("Samlar", "Gathering"),
    "progress.write": ("Skriver", "Writing"),
    "progress.publish": ("Skickar", "Sending"),
}


def text(key: str, language: str, **facts: object) -> str:
    """What stands under a key, in `sv` or `en`, with its facts filled in."""
    said = TEXTS[key][0 if language == "sv" else 1]
    return said.format(**facts) if facts else said
