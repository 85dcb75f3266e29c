"""Publishing to CKAN: its datasets and resources are made equal to the catalogue record.

Through ckanapi and CKAN's Action API: what is there is read first, only fields that differ are
written, and what others added (extras, tags, resources) stays. A resource is ours when its `uri`
begins as our distributions' do.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import SplitResult

from socsam_opendata.errors import SocsamError, others_words
from socsam_opendata.publish.ckan_records import CkanRecord, Resource, ckan_records
from socsam_opendata.publish.secrets import Secret, secret, without
from socsam_opendata.publish.store import needing
from socsam_opendata.publish.targets import Target, bracketed, port_of
from socsam_opendata.publish.transfer import FileChange, LocalFile, state_of
from socsam_opendata.texts import Phrase

TOKEN = "SOCSAM_CKAN_TOKEN"
# Only there may a token travel without TLS.
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_SECONDS = 60
_SHOWN = 80
_Found = dict[str, Any]


class _Package(Protocol):
    """What of a checked package is needed here."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def files(self) -> tuple[LocalFile, ...]: ...


# --- talking to the site ----------------------------------------------------------------------


def _fields_at_fault(said: Any) -> str:
    """The fields that CKAN refuses and why, of the error of a validation."""
    if not isinstance(said, dict):
        return str(said)
    faults = ((k, v) for k, v in said.items() if k != "__type")
    return "; ".join(
        f"{key}: {' '.join(map(str, value)) if isinstance(value, list) else value}"
        for key, value in faults
    )


def ckan_target(parts: SplitResult) -> Target:
    """ckan+https://host/; SocsamError where there is no host, or the way there is open to all."""
    if not parts.hostname:
        raise SocsamError("target.no-ckan-host")
    scheme = parts.scheme.removeprefix("ckan+")
    if scheme == "http" and parts.hostname not in _LOOPBACK:
        raise SocsamError("target.open-http")
    port = port_of(parts)
    site = f"{scheme}://{bracketed(parts.hostname)}{f':{port}' if port else ''}"
    return Target("ckan", site + parts.path.rstrip("/"), parts.hostname, port)


class Site:
    """A CKAN site: calls of its Action API, with every failure as one sentence."""

    def __init__(self, target: Target) -> None:
        """Prepare for a site; SocsamError where ckanapi is not installed."""
        with needing("ckanapi"):
            import ckanapi
            import requests
        self.target, self.errors, self.broken = target, ckanapi.errors, requests.RequestException
        self.token: Secret | None = secret(TOKEN, target.account)
        session = requests.Session()
        # An auth of our own, that does nothing: else requests puts ~/.netrc in the token's place.
        session.auth = lambda request: request
        token = self.token.value if self.token else None
        self.remote = ckanapi.RemoteCKAN(target.path, apikey=token, session=session)

    def __enter__(self) -> Site:
        """The site itself."""
        return self

    def __exit__(self, *reason: object) -> None:
        """Close the connections."""
        self.remote.close()

    @contextmanager
    def _told(self, action: Phrase | str) -> Iterator[None]:
        def told(**facts: object) -> dict[str, object]:
            """The facts of a sentence without secrets."""
            facts = {"target": self.target, "action": action, **facts}
            return {name: without(fact, (self.token,)) for name, fact in facts.items()}

        try:
            yield
        except self.errors.NotAuthorized:
            if self.token:
                raise SocsamError("ckan.not-allowed", **told()) from None
            raise SocsamError("ckan.no-token", **told(variable=TOKEN)) from None
        except self.errors.ValidationError as error:
            said = _fields_at_fault(error.error_dict)
            if "owner_org" in said:
                raise SocsamError("ckan.no-owner", **told(said=others_words(said))) from None
            raise SocsamError("ckan.refused", **told(said=others_words(said))) from None
        except (self.errors.ServerIncompatibleError, self.errors.CKANAPIError) as error:
            raise SocsamError("ckan.not-ckan", **told(said=others_words(error))) from None
        except self.broken as error:
            kind = others_words(type(error).__name__)
            raise SocsamError("ckan.no-connection", **told(said=kind)) from None

    def show(self, action: str, name: str) -> _Found | None:
        """What `package_show` or `organization_show` says of a name; None where there is none."""
        with self._told(action):
            try:
                return self._call(action, {"id": name})
            except self.errors.NotFound:
                return None

    def write(self, action: str, data: _Found, file: Path | None = None) -> _Found:
        """An action that writes, with a file where one is uploaded."""
        about = {"action": action, "name": data.get("name") or data.get("id")}
        with self._told(Phrase("errors.ckan.action", about)):
            try:
                if file is None:
                    return self._call(action, data)
                with file.open("rb") as upload:
                    return self._call(action, data, {"upload": (file.name, upload)})
            except self.errors.NotFound:
                raise SocsamError("ckan.gone", target=self.target, action=action) from None

    def _call(self, action: str, data: _Found, files: Any = None) -> _Found:
        found = self.remote.call_action(
            action, data, files=files, requests_kwargs={"timeout": _SECONDS}
        )
        return found if isinstance(found, dict) else {}


# --- comparing --------------------------------------------------------------------------------


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else value
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _differ(wanted: dict[str, str], there: _Found) -> dict[str, str]:
    """The fields that are not as wanted; CKAN respells formats and makes numbers of sizes."""
    found = {}
    for key, value in wanted.items():
        said = there.get(key)
        said = "" if said is None else str(said)
        same = said.casefold() == value.casefold() if key == "format" else said == value
        if not same:
            found[key] = value
    return found


def _details(differ: dict[str, str], there: _Found) -> tuple[str, ...]:
    return tuple(f"{k}: {_shown(there.get(k) or '')} → {_shown(v)}" for k, v in differ.items())


def _extras_of(there: _Found) -> dict[str, str]:
    extras = there.get("extras") or []
    return {str(extra.get("key")): str(extra.get("value") or "") for extra in extras}


def _uri_of(there: _Found) -> str:
    """The address of a dataset on the site: an extra, or a field where its schema has one."""
    return str(there.get("uri") or _extras_of(there).get("uri", ""))


@dataclass(frozen=True, slots=True)
class _Need:
    """What a dataset on the site needs: calls of the Action API, and what they change."""

    action: str
    data: _Found
    change: FileChange
    file: LocalFile | None = None


def _dataset_need(record: CkanRecord, there: _Found, owner: str | None) -> _Need | None:
    """What the dataset itself needs; extras and tags that others added are kept."""
    wanted = record.fields | ({"owner_org": owner} if owner else {})
    if "state" in there:
        wanted["state"] = "active"  # one that was deleted still has its name
    data: _Found = dict(_differ(wanted, there))
    details = list(_details(data, there))
    tags = {str(tag.get("name")) for tag in there.get("tags") or []}
    if not tags >= set(record.tags):
        data["tags"] = [{"name": name} for name in sorted(tags | set(record.tags))]
        details.append(f"tags: + {', '.join(sorted(set(record.tags) - tags))}")
    extras = _extras_of(there)
    # Where the site's schema has a field of the name, that is its home, and an extra is an error.
    as_fields = {k: v for k, v in record.extras.items() if k in there}
    as_extras = {k: v for k, v in record.extras.items() if k not in there}
    more = _differ(as_fields, there)
    differ = _differ(as_extras, extras)
    if differ:
        data["extras"] = [{"key": k, "value": v} for k, v in sorted((extras | differ).items())]
    details += [*_details(more, there), *_details(differ, extras)]
    if not data and not more:
        return None
    change = FileChange("update", record.name, None, tuple(details))
    return _Need("package_patch", {"id": there["id"], **data, **more}, change)


def _file_of(resource: Resource, files: tuple[LocalFile, ...]) -> LocalFile:
    """The file of a distribution, by its checksum; SocsamError when the package has none."""
    digest = resource.fields.get("hash")
    same = [file for file in files if file.record.sha256 == digest]
    named = [file for file in same if resource.download.endswith(file.record.path)]
    if not same:
        raise SocsamError("ckan.no-file", uri=resource.uri)
    return (named or same)[0]


def _same_resource(resource: Resource, resources: list[_Found]) -> _Found | None:
    """The resource of the site that is this distribution: by `uri`, else by its link."""
    for one in resources:
        if one.get("uri") == resource.uri:
            return one
    for one in resources:
        if not one.get("uri") and one.get("url") == resource.fields.get("url"):
            return one
    return None


def _resource_need(
    record: CkanRecord,
    resource: Resource,
    there: _Found | None,
    package_id: str,
    file: LocalFile | None,
) -> _Need | None:
    """What a resource needs; an uploaded file is sent again only when its hash differs."""
    name = f"{record.name}/{resource.fields.get('name', resource.uri)}"
    wanted = dict(resource.fields)
    uploaded = there is not None and there.get("url_type") == "upload"
    if file is not None:
        del wanted["url"]
    elif uploaded:
        # Without this CKAN takes the link for the name of the file it keeps.
        wanted["url_type"] = ""
    size = int(resource.fields.get("size") or 0) or None
    if there is None:
        change = FileChange("create", name, size, _details(wanted, {}))
        return _Need("resource_create", {"package_id": package_id, **wanted}, change, file)
    differ = _differ(wanted, there)
    send = file if "hash" in differ or not uploaded else None
    if not differ and send is None:
        return None
    details = (*_details(differ, there), *(["upload"] if send else []))
    change = FileChange("update", name, size, details)
    return _Need("resource_patch", {"id": there["id"], **differ}, change, send)


def _gone(record: CkanRecord, there: list[_Found]) -> Iterator[_Need]:
    """Resources with addresses like ours that the catalogue no longer has."""
    wanted = {resource.uri for resource in record.resources}
    starts = tuple({uri.rpartition("/")[0] + "/" for uri in wanted})
    for one in there:
        uri = str(one.get("uri") or "")
        if uri.startswith(starts) and uri not in wanted:
            name = f"{record.name}/{one.get('name') or uri}"
            yield _Need("resource_delete", {"id": one["id"]}, FileChange("remove", name))


def _creation(record: CkanRecord, owner: str | None) -> _Need:
    """The call that makes a dataset, without its resources."""
    data: _Found = {
        "name": record.name,
        **record.fields,
        **({"owner_org": owner} if owner else {}),
        "tags": [{"name": name} for name in record.tags],
        "extras": [{"key": k, "value": v} for k, v in sorted(record.extras.items())],
    }
    shown = _details({**record.fields, **record.extras}, {})
    return _Need("package_create", data, FileChange("create", record.name, None, shown))


# --- publishing -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Work:
    """One publication to a site: what is asked for, and the package it comes from."""

    site: Site
    files: tuple[LocalFile, ...]
    owner: str | None
    overwrite: bool
    upload: bool
    dry_run: bool

    def _file(self, resource: Resource) -> LocalFile | None:
        """The file to upload; None for a link, such as that to a service, which has no checksum."""
        if not self.upload or "hash" not in resource.fields:
            return None
        return _file_of(resource, self.files)

    def found(self, record: CkanRecord) -> _Found | None:
        """The dataset on the site; SocsamError when one of that name is not ours."""
        there = self.site.show("package_show", record.name)
        if there is not None and _uri_of(there) != record.uri and not self.overwrite:
            raise SocsamError(
                "ckan.foreign-dataset",
                target=self.site.target,
                name=record.name,
                uri=_uri_of(there) or Phrase("errors.ckan.no-uri"),
            )
        return there

    def needs(self, record: CkanRecord, there: _Found | None) -> Iterator[_Need]:
        """What a dataset needs, itself first; its resources are looked at when it stands there."""
        if there is None:
            creation = _creation(record, self.owner)
            yield creation
            there = self.created(creation)
        else:
            dataset = _dataset_need(record, there, self.owner)
            if dataset is not None:
                yield dataset
        resources = list(there.get("resources") or [])
        for resource in record.resources:
            same = _same_resource(resource, resources)
            need = _resource_need(record, resource, same, str(there["id"]), self._file(resource))
            if need is not None:
                yield need
        yield from _gone(record, resources)

    def created(self, creation: _Need) -> _Found:
        """The dataset that a creation made: in a dry run an empty one, without an id."""
        empty: _Found = {"id": ""}
        if self.dry_run:
            return empty
        return self.site.show("package_show", creation.data["name"]) or empty

    def carry_out(self, need: _Need) -> bool:
        """Make the call, unless only asked what would change; whether a file was sent."""
        if self.dry_run:
            return False
        if need.file is not None and state_of(need.file.path) != need.file.state:
            raise SocsamError("transfer.file-changed", need.file.path)
        self.site.write(need.action, need.data, need.file.path if need.file else None)
        return need.file is not None


def _owner(site: Site, organization: str | None) -> str | None:
    """The id of the organization that owns what is created; SocsamError where there is none."""
    if organization is None:
        return None
    found = site.show("organization_show", organization)
    if found is None:
        raise SocsamError("ckan.no-organization", target=site.target, name=organization)
    return str(found["id"])


def to_ckan(
    graph: Any,
    package: _Package,
    target: Target,
    *,
    dry_run: bool,
    overwrite: bool,
    upload: bool,
    organization: str | None,
) -> tuple[tuple[FileChange, ...], int, int]:
    """Make a site equal to the catalogue: the changes, what was right already, files uploaded.

    Every dataset is looked at before the first is written. SocsamError in one sentence when the
    site refuses, cannot be reached, or has somebody else's dataset of a name.
    """
    records = ckan_records(graph, package.name, package.version)
    changes: list[FileChange] = []
    kept = sent = 0
    with Site(target) as site:
        work = _Work(site, package.files, _owner(site, organization), overwrite, upload, dry_run)
        for record, there in [(record, work.found(record)) for record in records]:
            needs = work.needs(record, there)
            kept += len(record.resources) + 1
            for need in needs:
                changes.append(need.change)
                kept -= need.change.action != "remove"
                sent += work.carry_out(need)
    return tuple(changes), kept, sent
