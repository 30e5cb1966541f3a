"""Files of text -> one rule set, or everything that stands in its way."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from crosscheck.compiler.files import groups, ports, requirements, sources, states
from crosscheck.compiler.files.requirements import Built
from crosscheck.compiler.meaning import closing_days, completeness
from crosscheck.compiler.meaning.scope import Endings, Names, Scope
from crosscheck.compiler.reading import nodes, yaml_nodes
from crosscheck.compiler.reading.findings import Findings, meant
from crosscheck.compiler.shape import forms, renamed, shape
from crosscheck.compiler.shape.kinds import NAME_LIKE
from crosscheck.compiler.shape.shape import Fields
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.source import Position, Span
from crosscheck.language.states import STATES
from crosscheck.rulebook.documents import NOTHING_ISSUED, StateDocuments, documents
from crosscheck.rulebook.ruleset import Coverage, Group, Notice, Port, Requirement, RuleSet, StateRules

_PLACES: Final = {
    "ruleset": re.compile(r"ruleset\.yaml"),
    "sources": re.compile(rf"(?:states/[a-z]+/|ports/[a-z]+-[a-z]+/)?sources(?:/{NAME_LIKE})?\.yaml"),
    "group": re.compile(rf"(?:states/[a-z]+/|ports/[a-z]+-[a-z]+/)?groups/(?P<id>{NAME_LIKE})\.yaml"),
    "state": re.compile(r"states/(?P<state>[a-z]+)/state\.yaml"),
    "visas": re.compile(r"states/(?P<state>[a-z]+)/visas\.yaml"),
    "documents": re.compile(r"states/(?P<state>[a-z]+)/documents\.yaml"),
    "ledger": re.compile(r"states/(?P<state>[a-z]+)/ledger\.yaml"),
    "rule": re.compile(rf"states/(?P<state>[a-z]+)/(?P<movement>entry|exit)/(?P<id>{NAME_LIKE})\.yaml"),
    "port": re.compile(rf"ports/(?P<folder>[a-z]+-[a-z]+)/(?P<id>{NAME_LIKE})\.yaml"),
}
"""Where each kind of file stands: the folder is the registration.

A State or the ports of a border may keep sources and groups of their own, so that adding one touches one folder.
Many sources are shared out among the files of a folder `sources`.
"""


@dataclass(frozen=True, slots=True)
class _File:
    """One file that is there; where it could not be read its mapping is empty, and what it would define is not missing."""

    kind: str
    parts: Mapping[str, str]
    mapping: nodes.Mapping

    @property
    def start(self) -> Span:
        """Where it begins: at its first key."""
        return self.mapping.entries[0][0].span if self.mapping.entries else self.mapping.span

    @property
    def rule(self) -> str:
        """What a file of a rule holds, by the key that names it."""
        return "requirement" if self.mapping.get("notice") is None else "notice"

    @property
    def state(self) -> str:
        return self.parts["state"].upper()

    @property
    def id(self) -> str:
        """The id of a rule of a State, or of all ports of a border, which is its path."""
        return ".".join(
            self.parts[part] for part in ("state", "movement", "folder", "id") if part in self.parts
        )


def build(
    files: Mapping[str, bytes], *, root: str = "rules"
) -> tuple[RuleSet | None, tuple[Diagnostic, ...]]:
    """Compile the rules in *files*: POSIX paths, relative to the rules folder, and their bytes.

    Cases and journeys are left to `cases.py`.  There is no rule set if any finding is an
    error.  *root* is shown before each path.
    """
    return build_folders([(root, files)])


def build_folders(
    folders: Sequence[tuple[str, Mapping[str, bytes]]], *, unread: Iterable[tuple[str, str]] = ()
) -> tuple[RuleSet | None, tuple[Diagnostic, ...]]:
    """Compile several folders as one: what two of them define is a finding.

    *unread* are files that are there and could not be opened: of which folder, and their paths.
    """
    findings = Findings()
    files = _read(folders, findings)
    for root, path in unread:
        if is_rule_file(path) and (place := _place_of(path)):
            files.append(_File(*place, _unreadable(f"{root}/{path}")))
    root = folders[0][0] if folders else "rules"
    ruleset = _Builder(files, findings).build(root, digest(folders))
    return None if findings.has_errors else ruleset, findings.sorted()


def is_rule_file(path: str) -> bool:
    """Whether *path* takes part in a rule set: no case, journey or page about the rules."""
    return (
        path.endswith((".yaml", ".yml"))
        and not path.endswith(".cases.yaml")
        and not path.startswith("journeys/")
    )


def digest(folders: Sequence[tuple[str, Mapping[str, bytes]]]) -> str:
    """Return the SHA-256 of every rule file, path and bytes, whatever folder it was read from."""
    total = hashlib.sha256()
    for path, data in sorted((path, data) for _, files in folders for path, data in files.items()):
        if is_rule_file(path):
            content = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
            total.update(f"{path}\0{len(content)}\0".encode())
            total.update(content)
    return total.hexdigest()


def _read(folders: Sequence[tuple[str, Mapping[str, bytes]]], findings: Findings) -> list[_File]:
    found = []
    for root, files in folders:
        for path in sorted(filter(is_rule_file, files)):
            shown = f"{root}/{path}"
            place = _place_of(path)
            if place is None:
                _misplaced(path, _start_of(shown), findings)
                continue
            kind, parts = place
            source = yaml_nodes.decode(shown, files[path], findings.add)
            node = None if source is None else yaml_nodes.read(source, findings.add)
            mapping = None if node is None else shape.mapping(node, "a rule file", findings)
            if mapping is not None and kind == "port":
                kind = _kind_beside_ports(mapping)
            found.append(_File(kind, parts, mapping or _unreadable(shown)))
    return found


def _place_of(path: str) -> tuple[str, dict[str, str]] | None:
    """Return the kind of a file that stands at *path*, and what its path says; None where none has its place."""
    found = ((kind, match) for kind, place in _PLACES.items() if (match := place.fullmatch(path)))
    return next(((kind, match.groupdict()) for kind, match in found), None)


def _start_of(path: str) -> Span:
    return Span(path, Position(1, 1), Position(1, 1))


def _unreadable(path: str) -> nodes.Mapping:
    return nodes.Mapping((), _start_of(path))


def _kind_beside_ports(mapping: nodes.Mapping) -> str:
    """Return what a file in the folder of a border's ports is, by the key that names it: most are ports."""
    kinds = {"requirement": "border rule", "notice": "border rule", "days": "days"}
    return next((kind for key, kind in kinds.items() if mapping.get(key) is not None), "port")


def _misplaced(path: str, span: Span, findings: Findings) -> None:
    hint = (
        "rules stand in states/kz/entry, states/kz/exit and ports/cn-kz, groups in groups or states/kz/groups, "
        "beside state.yaml, visas.yaml, documents.yaml, ledger.yaml, ruleset.yaml and sources.yaml or sources/; names are small letters and hyphens"
    )
    if path.endswith(".yml"):
        hint = "name it `.yaml`"
    findings.report("CC208", span, f"`{path}` is no place for a rule file", hint)


class _Builder:
    """Builds every file, names first, so that any file may name what another defines."""

    def __init__(self, files: Iterable[_File], findings: Findings) -> None:
        self.files: dict[str, list[_File]] = defaultdict(list)
        """What could be read, by kind, in the order of paths."""
        self.unreadable: dict[str, list[_File]] = defaultdict(list)
        for file in files:
            (self.files if file.mapping.entries else self.unreadable)[file.kind].append(file)
        self.findings = findings
        listed = [pair for file in self.files["sources"] for pair in _listed_sources(file)]
        names = Names(
            sources=None if self.unreadable["sources"] else self._unique(listed, "the source"),
            groups=self._unique(self._ids("group"), "the group"),
            ports=self._unique(self._ids("port"), "the port"),
        )
        self.documents = self._documents(Scope(findings, names))
        fact = documents(self.documents).fact
        if self.unreadable["documents"]:
            fact = replace(fact, words=())
        self.names = replace(names, document_type=fact)
        self.scope = Scope(findings, self.names)
        rules = (*self.files["rule"], *self.unreadable["rule"])
        self.requirement_ids = {file.id for file in rules if file.rule == "requirement"}
        """The id of every requirement of a State that has a file, readable or not."""

    def _ids(self, kind: str) -> Iterator[tuple[str, Span]]:
        """Give the id of every file of *kind*, and where it stands."""
        for file in (*self.files[kind], *self.unreadable[kind]):
            node = file.mapping.get(kind)
            yield file.parts["id"], file.start if node is None else node.span

    def _unique(self, listed: Iterable[tuple[str, Span]], what: str) -> dict[str, Span]:
        first: dict[str, Span] = {}
        for name, span in listed:
            message = f"{what} `{name}` is defined twice"
            self.findings.once(name, span, first, "CC206", message, "keep one of them")
        return first

    def build(self, root: str, content: str) -> RuleSet:
        """Build everything; what could not be understood is left out, and reported."""
        name, version, default_port, review = self._ruleset(root)
        cited = [sources.read(file.mapping, review, self.findings) for file in self.files["sources"]]
        ruleset = RuleSet(
            name=name,
            version=version,
            digest=content,
            default_port=default_port,
            sources={id_: source for listed in cited for id_, source in listed.items()},
            groups=self._groups(),
            states=self._states(),
            ports=self._ports(),
        )
        renamed.refuse_taken(ruleset.requirements(), self.findings)
        return ruleset

    def _ruleset(self, root: str) -> tuple[str, str, str | None, int | None]:
        found = self.files["ruleset"]
        if not found:
            if not self.unreadable["ruleset"]:
                message, hint = "there is no ruleset.yaml", "it holds `ruleset:`, `title:` and `version:`"
                self.findings.report("CC202", _start_of(f"{root}/ruleset.yaml"), message, hint)
            return "", "", None, None
        self._unique([("ruleset.yaml", file.start) for file in found], "the file")
        fields = Fields(found[0].mapping, "ruleset.yaml", forms.RULESET, self.findings)
        name = shape.name(fields.word("ruleset"), "the name of a rule set", self.findings)
        fields.text("title")  # nothing prints it; a list there is a slip all the same
        version, port = fields.word("version"), fields.word("default_port")
        if port is not None:
            self.findings.known(port, self.names.ports, "CC216", "port")
        review = sources.review_interval(fields)
        return name or "", version.text if version else "", port.text if port else None, review

    def _documents(self, scope: Scope) -> dict[str, StateDocuments]:
        """Build what each State issues: all other files name types of document by these words."""
        by_state, first = self._by_state("documents").items(), dict[str, Span]()
        only = {code: self._only("documents", "the documents of", code, own) for code, own in by_state}
        return {code: states.read_documents(each, scope, first) for code, each in only.items() if each}

    def _groups(self) -> dict[str, Group]:
        found = {}
        for file in self.files["group"]:
            id_ = file.parts["id"]
            self._check_id(file, "group", id_)
            found[id_] = groups.read(file.mapping, id_, self.scope)
        return found

    def _ports(self) -> dict[str, Port]:
        found = {}
        by_border: dict[str, list[_File]] = defaultdict(list)
        for file in self.files["border rule"]:
            by_border[file.parts["folder"]].append(file)
        law = {border: self._law(files, self.scope) for border, files in by_border.items()}
        lists = {}
        for file in self.files["days"]:
            self._check_id(file, "days", file.id)
            lists[file.id] = closing_days.read_list(file.mapping, self.scope)
        for file in self.files["port"]:
            id_, border = file.parts["id"], file.parts["folder"]
            self._check_id(file, "port", id_)
            port = ports.read(file.mapping, id_, border, lists, self.scope)
            built, notices = law.get(border, ((), ()))
            found[id_] = replace(
                port,
                requirements=(*(each.requirement for each in built), *port.requirements),
                notices=(*notices, *port.notices),
            )
        ports.refuse_shared_names(
            [(file.parts["id"], file.mapping) for file in self.files["port"]], self.findings
        )
        return found

    def _law(self, files: Iterable[_File], scope: Scope) -> tuple[tuple[Built, ...], tuple[Notice, ...]]:
        """Build the requirements and the notices in *files*."""
        demands, notices = [], []
        for file in files:
            if self._check_id(file, file.rule, file.id):
                if file.rule == "notice":
                    notices.append(requirements.read_notice(file.mapping, file.id, scope))
                else:
                    demands.append(requirements.read_requirement(file.mapping, file.id, scope))
        return tuple(demands), tuple(notices)

    def _by_state(self, *kinds: str) -> dict[str, list[_File]]:
        found: dict[str, list[_File]] = defaultdict(list)
        for kind in kinds:
            for file in self.files[kind]:
                found[file.state].append(file)
        return found

    def _states(self) -> dict[str, StateRules]:
        found = {}
        for code, own in sorted(self._by_state("state", "visas", "documents", "ledger", "rule").items()):
            if code in STATES:
                found[code] = self._state(code, own)
            else:
                hint = meant(code, STATES, "a folder is called after the code of its State: `kz`")
                self.findings.report("CC213", own[0].start, f"`{code}` is no State code", hint)
        return found

    def _state(self, code: str, files: list[_File]) -> StateRules:
        rules = self._rules(code, [file for file in files if file.kind == "rule"])
        authority = ""
        cited: tuple[str, ...] = ()
        covered: tuple[Coverage, ...] = ()
        head = self._only("state", "the State", code, files)
        if head is not None:
            authority, cited, covered, where = states.read_state(head, self.scope)
            completeness.demand_both(code, covered, where, self.requirement_ids, self.findings)
        elif all(file.state != code for file in self.unreadable["state"]):
            hint = f"write states/{code.lower()}/state.yaml: who decides, and what is covered"
            self.findings.report("CC202", files[0].start, f"the State {code} has no state.yaml", hint)
        visas = self._only("visas", "the visas of", code, files)
        scope = replace(self.scope, state=code, movement="entry")
        categories = {} if visas is None else states.read_visas(visas, scope)
        ledger = self._only("ledger", "the ledger of", code, files)
        written_down = None if ledger is None else states.read_ledger(ledger, self.scope)
        issued = self.documents.get(code, NOTHING_ISSUED)
        return StateRules(code, authority, cited, covered, *rules, categories, written_down, issued)

    def _only(self, kind: str, what: str, code: str, files: list[_File]) -> nodes.Mapping | None:
        """Return the one file of *kind* among those of a State, of which several folders may have one."""
        found = [file for file in files if file.kind == kind]
        self._unique([(file.state, file.start) for file in found], what)
        for file in found[:1]:
            self._check_id(file, kind, code)
            return file.mapping
        return None

    def _rules(
        self, code: str, files: list[_File]
    ) -> tuple[dict[str, tuple[Requirement, ...]], dict[str, tuple[Notice, ...]]]:
        """Build entry before exit: what a stay may be on exit is what entry granted."""
        demands, notices = {}, {}
        permission = f"{code.lower()}.entry.{completeness.PERMISSION}"
        endings: Endings = None if permission in self.requirement_ids else ()
        self._unique([(file.id, file.start) for file in files], "the rule")
        for movement in forms.MOVEMENTS:
            scope = replace(self.scope, state=code, movement=movement, endings=endings)
            own = (file for file in files if file.parts["movement"] == movement)
            built, notices[movement] = self._law(own, scope)
            demands[movement] = tuple(each.requirement for each in built)
            for each in built:
                completeness.refuse_concerns(each.requirement, self.findings)
                if each.requirement.id == permission:
                    endings = each.endings(code) or None  # no ground: that has been reported
        return demands, notices

    def _check_id(self, file: _File, key: str, expected: str) -> bool:
        """Check that a file calls itself what its path calls it; return whether it is of this kind at all."""
        node = file.mapping.get(key)
        if node is None:
            what = "`requirement` or `notice`" if key == "requirement" else f"`{key}`"
            hint = f"the first line is `{key}: {expected}`"
            self.findings.report("CC202", file.start, f"this file has no {what}", hint)
            return False
        shape.own_name(shape.plain(node, f"`{key}`", self.findings), expected, self.findings)
        return True


def _listed_sources(file: _File) -> Iterator[tuple[str, Span]]:
    entries = file.mapping.get("sources")
    if isinstance(entries, nodes.Mapping):
        yield from ((key.text, key.span) for key, _ in entries.entries)
