"""Where passwords and tokens come from: the environment, else the system's keyring.

A secret never stands in an address, a setting or a message: `Secret` shows three stars wherever it
is printed, and `without` takes secrets out of what a server or a library says of a failure.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec

from socsam_opendata.errors import loading
from socsam_opendata.texts import Joined, Phrase

SERVICE = "socsam"
_STARS = "***"


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A password or token that does not print itself; `value` is for the library that needs it."""

    value: str

    def __repr__(self) -> str:
        return _STARS

    __str__ = __repr__


def _from_keyring(account: str) -> Secret | None:
    """What the keyring keeps for an account; None without a keyring, or where it is locked."""
    if find_spec("keyring") is None:
        return None
    with loading("keyring", "publish"):
        import keyring
        from keyring.errors import KeyringError
    try:
        found = keyring.get_password(SERVICE, account)
    except KeyringError:
        return None
    return Secret(found) if found else None


def secret(variable: str, account: str) -> Secret | None:
    """A secret: that of an environment variable, else that of the keyring under `socsam`.

    `account` is the address without path, such as `sftp://user@example.org`; None where neither
    has one.
    """
    said = os.environ.get(variable, "").strip()
    return Secret(said) if said else _from_keyring(account)


def without(fact: object, secrets: Iterable[Secret | None]) -> object:
    """A fact of a sentence with three stars for every secret in it, on one line, not too long.

    Of a phrase or a list its facts are cleaned; its own words are the same for everybody.
    """
    secrets = list(secrets)
    match fact:
        case Phrase(key, facts):
            return Phrase(key, {name: without(one, secrets) for name, one in facts.items()})
        case Joined(parts, by):
            return Joined([without(part, secrets) for part in parts], by)
    text = str(fact)
    for one in secrets:
        if one is not None:
            text = text.replace(one.value, _STARS)
    text = " ".join(text.split())
    return text if len(text) <= 600 else f"{text[:599]}…"
