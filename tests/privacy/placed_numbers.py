"""Printed numbers and addresses that reach a person, in the places of minutes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from invented_minutes import Document, Secret, document

from printed_numbers import Printed, printed_forms

# Where a form may stand that is one line and no row of a table; any other stands in running text.
PLACES = ("body", "clause", "title", "document", "cell", "viewpoints", "attendance", "addressee")


def with_marks(form: Printed) -> str:
    """The text of a form with marks around what must not be published."""
    text, at = [], 0
    for start, end in form.secrets:
        text += [form.text[at:start], "⟦", form.text[start:end], "⟧"]
        at = end
    return "".join([*text, form.text[at:]])


def number_documents(seed: int, rounds: int, each: int = 80, number: int = 0) -> Iterator[Document]:
    """Every form as many times as there are rounds, so many in a document."""
    secrets = []
    places = cycle(PLACES)
    for form in printed_forms(seed, rounds):
        # A paragraph sign at the head of a line begins an agenda item.
        text = with_marks(form).removeprefix("§ 12 ").replace("\r", "")
        place = next(places) if not set("\n|") & set(text) else "body"
        secrets.append(Secret(f"number-{form.kind}", place, text))
    for n, start in enumerate(range(0, len(secrets), each)):
        forms: dict[str, list[Secret]] = {}
        for secret in secrets[start : start + each]:
            forms.setdefault(secret.place, []).append(secret)
        yield document(number + n, forms)
