"""The marks of codes: `spec:` properties in `vocab/` that say what a code does.

A mark stands with the code in its list, so that a code and its behaviour are one place. It is true,
or it names a code of another list. Its Swedish and English texts are in texts/marks.toml.
"""

from __future__ import annotations

from dataclasses import dataclass

from socsam_opendata.texts import say


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: the code lists it stands in, and the list whose codes it names (None: it is true)."""

    name: str
    lists: tuple[str, ...]
    names: str | None = None

    def label(self, language: str) -> str:
        """The label in `sv` or `en`."""
        return say(f"marks.{self.name}.label", language)

    def about(self, language: str) -> str:
        """The definition in `sv` or `en`."""
        return say(f"marks.{self.name}.about", language)


_ALL = (
    Mark("handsOn", ("decision-action",)),
    Mark("leavesWork", ("decision-action",)),
    Mark("givesForce", ("decision-action",), "decision-force"),
    Mark("settlesNothing", ("decision-action", "item-kind")),
    Mark("hasBeneficiary", ("decision-action",)),
    Mark("listsCapacity", ("cover-label",), "capacity"),
    Mark("listsStatus", ("cover-label",), "attendance-status"),
    Mark("listsEverybody", ("cover-label",)),
    Mark("lessThePresent", ("cover-label",)),
    Mark("listsRole", ("cover-label", "section"), "role"),
    Mark("valueAfterSpace", ("cover-label",)),
    Mark("decidesNothing", ("section",)),
    Mark("hasOwnRows", ("section",)),
    Mark("listsLines", ("section",)),
    Mark("oneParagraph", ("section",)),
    Mark("listsDocuments", ("section",), "document-role"),
    Mark("tellsMethod", ("section",)),
    Mark("tellsDissent", ("section",), "dissent-kind"),
    Mark("mayTellRecusal", ("section",)),
    Mark("holdsSeat", ("capacity",), "capacity"),
    Mark("decides", ("capacity",)),
    Mark("givesCategory", ("capacity",), "person-category"),
    Mark("takesPart", ("attendance-status",)),
    Mark("wholeMeeting", ("role",)),
    Mark("signsMinutes", ("role",)),
    Mark("appointedFirst", ("role",)),
    Mark("namesOfficial", ("role",)),
    Mark("publicBody", ("organization-kind",)),
    Mark("holdsMeetings", ("organization-kind",)),
    Mark("withheldAs", ("person-category",), "withheld-reason"),
    Mark("kindIfDecided", ("item-kind",)),
    Mark("kindIfUndecided", ("item-kind",)),
)
MARKS = {mark.name: mark for mark in _ALL}
