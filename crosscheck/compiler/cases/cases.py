"""`*.cases.yaml` beside the rules and `journeys/*.yaml` -> cases and journeys."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from crosscheck.compiler.cases import expecting, stated
from crosscheck.compiler.cases.case import Asked, Case, ExpectedCrossing, Journey, MembershipCase
from crosscheck.compiler.files import memberships
from crosscheck.compiler.meaning import citing
from crosscheck.compiler.meaning.phrases import Word
from crosscheck.compiler.meaning.resolve import state
from crosscheck.compiler.meaning.scope import Names
from crosscheck.compiler.reading import nodes, yaml_nodes
from crosscheck.compiler.reading.findings import Findings, meant
from crosscheck.compiler.shape import forms, renamed, shape
from crosscheck.compiler.shape.shape import Fields
from crosscheck.language.diagnostics import Diagnostic
from crosscheck.language.vocabulary import FACT
from crosscheck.rulebook.ruleset import Requirement, RuleSet

_STATE_FILE: Final = re.compile(r"states/(?P<id>[a-z]+/(entry|exit)/[a-z0-9-]+)\.cases\.yaml")
_PORT_FILE: Final = re.compile(
    r"ports/(?P<border>[a-z]+-[a-z]+)/(?P<id>[a-z0-9-]+(\.[a-z0-9-]+)?)\.cases\.yaml"
)
_GROUP_FILE: Final = re.compile(
    r"(?:states/[a-z]+/|ports/[a-z]+-[a-z]+/)?groups/(?P<id>[a-z0-9-]+)\.cases\.yaml"
)
_JOURNEY_FILE: Final = re.compile(r"journeys/(?P<id>[a-z0-9-]+)\.yaml")

Read = tuple[tuple[Case | MembershipCase, ...], tuple[Journey, ...], tuple[Diagnostic, ...]]
_DIRECTIONS: Final = FACT["crossing.direction"].words


def read_cases(folders: Sequence[tuple[str, Mapping[str, bytes]]], rules: RuleSet) -> Read:
    """Return every case and journey of *folders*, and what is wrong in their files.

    Takes what `build.build_folders` takes, and the rules that it made of it.
    """
    reader = _Reader(rules)
    for root, files in folders:
        for path in sorted(files):
            if path.endswith(".cases.yaml") or path.startswith("journeys/"):
                reader.read(path, f"{root}/{path}", files[path])
    return tuple(reader.cases), tuple(reader.journeys), reader.findings.sorted()


def requirements_by_id(rules: RuleSet) -> dict[str, Requirement]:
    """Return every requirement of every State and port."""
    return {found.id: found for found in rules.requirements()}


class _Reader:
    def __init__(self, rules: RuleSet) -> None:
        self.rules, self.findings = rules, Findings()
        self.cases: list[Case | MembershipCase] = []
        self.journeys: list[Journey] = []
        self.requirements = requirements_by_id(rules)
        self.names = Names(rules.sources, rules.groups, rules.ports)

    def read(self, path: str, shown: str, data: bytes) -> None:
        source = yaml_nodes.decode(shown, data, self.findings.add)
        node = None if source is None else yaml_nodes.read(source, self.findings.add)
        mapping = None if node is None else shape.mapping(node, "a file of cases", self.findings)
        if mapping is None:
            return
        if match := _JOURNEY_FILE.fullmatch(path):
            self._journey(mapping, match["id"])
        elif match := _GROUP_FILE.fullmatch(path):
            self.cases += memberships.read(mapping, match["id"], self.rules.groups, self.findings)
        elif match := _STATE_FILE.fullmatch(path):
            self._examples(mapping, match["id"].replace("/", "."))
        elif match := _PORT_FILE.fullmatch(path):
            of_border = f"{match['border']}.{match['id']}"
            self._examples(mapping, of_border if of_border in self.requirements else match["id"])
        else:
            start = mapping.entries[0][0].span
            hint = "cases stand beside what they are of: states/kz/entry/permission.cases.yaml"
            self.findings.report("CC208", start, f"`{path}` is no place for cases or journeys", hint)

    # Cases ------------------------------------------------------------------------------

    def _examples(self, mapping: nodes.Mapping, stem: str) -> None:
        fields = Fields(mapping, "a file of cases", forms.CASES, self.findings)
        requirement = self._requirement_of(fields.word("cases"), stem)
        self._check_parts(fields.mapping("given"))
        given, asked = stated.read(fields.mapping("given"), self.findings)
        examples = fields.mapping("examples")
        for key, value in examples.entries if examples else ():
            example = shape.mapping(value, f"`{key.text}`", self.findings, key.span)
            if example is None or requirement is None:
                continue
            expect = example.get("expect")
            if expect is None:
                hint = "add `expect: met`, or what else is to come of it"
                self.findings.report("CC202", key.span, "this case expects nothing", hint)
                continue
            rest = tuple(entry for entry in example.entries if entry[0].text != "expect")
            self._check_parts(example)
            changes, changed = stated.read(example._replace(entries=rest), self.findings)
            question = {name: text for name, text in (asked | changed).items() if text != stated.UNSTATED}
            expected = expecting.outcome(expect, requirement, self.findings)
            if "on" not in question:
                hint = "add `crossing.date:` here or under `given`"
                self.findings.report("CC606", key.span, "nothing says on which day this is", hint)
            elif expected is not None:
                profile = stated.over(given, changes)
                self.cases.append(
                    Case(requirement.id, key.text, self._asked(question), profile, expected, key.span)
                )

    def _requirement_of(self, scalar: nodes.Scalar | None, stem: str) -> Requirement | None:
        if scalar is None:
            return None
        found = self.requirements.get(scalar.text)
        if found is None:
            hint = renamed.meant_by(scalar.text, self.requirements.values())
            self.findings.report("CC601", scalar.span, f"`{scalar.text}` is no requirement", hint)
        elif found.id != stem and found.id.partition(".")[0] != stem:
            message = f"`{scalar.text}` is not what its path says: `{stem}`"
            self.findings.report("CC205", scalar.span, message, f"write `{stem}`, or move the file")
            return None
        return found

    def _asked(self, question: Mapping[str, str]) -> Asked:
        return Asked(
            on=question["on"],
            from_state=question.get("from_state"),
            to_state=question.get("to_state"),
            port=question.get("port"),
            direction=question.get("direction"),
        )

    def _check_parts(self, mapping: nodes.Mapping | None) -> None:
        """Report what a question names among the facts of a case and nobody knows."""
        for key, value in mapping.entries if mapping else ():
            part = stated.QUESTION.get(key.text)
            if (
                part is not None
                and isinstance(value, nodes.Scalar)
                and value.text not in ("", stated.UNSTATED)
            ):
                self._check_part(part, value)

    def _check_part(self, part: str, said: nodes.Scalar) -> None:
        if part == "port" and said.text not in self.rules.ports:
            hint = meant(said.text, self.rules.ports)
            self.findings.report("CC216", said.span, f"`{said.text}` is no port", hint)
        elif part in ("from_state", "to_state"):
            state(Word(said.text, said.span), self.findings)
        elif part == "direction":
            shape.choice(said, _DIRECTIONS, "direction", self.findings)

    # Journeys ---------------------------------------------------------------------------

    def _journey(self, mapping: nodes.Mapping, stem: str) -> None:
        findings = self.findings
        fields = Fields(mapping, "a journey", forms.JOURNEY, findings)
        scalar = fields.word("journey")
        if scalar is not None and scalar.text != stem:
            message = f"`{scalar.text}` is not what its path says: `{stem}`"
            findings.report("CC205", scalar.span, message, f"write `{stem}`, or rename the file")
        asked = self._question(fields)
        profile, among = stated.read(fields.mapping("given"), findings)
        if among:
            hint = "write it under `question`"
            findings.report(
                "CC604", fields.place("given"), "a part of the question stands among the facts", hint
            )
        node = fields.node("expect")
        expected = ExpectedCrossing()
        if node is not None and not shape.is_missing(node):
            expected = expecting.crossing(node, self.requirements, findings)
        if asked is not None:
            self.journeys.append(
                Journey(
                    id=stem,
                    title=fields.text("title") or "",
                    told=fields.text("told") or "",
                    sources=citing.read(fields, self.names, findings, "sources"),
                    asked=asked,
                    profile=profile,
                    follows_from=self._sentences(fields),
                    expected=expected,
                    span=fields.value_span("journey"),
                )
            )

    def _question(self, fields: Fields) -> Asked | None:
        mapping = fields.mapping("question")
        if mapping is None:
            return None
        question = Fields(mapping, "a question", forms.QUESTION, self.findings)
        parts = ("on", "from", "to", "port", "direction")
        said = {stated.QUESTION.get(name, name): question.word(name) for name in parts}
        for part, scalar in said.items():
            if scalar is not None:
                self._check_part(part, scalar)
        texts = {part: scalar.text for part, scalar in said.items() if scalar is not None}
        return self._asked(texts) if "on" in texts else None

    def _sentences(self, fields: Fields) -> tuple[str, ...]:
        items = fields.items("follows_from")
        return tuple(" ".join(item.text.split()) for item in items if isinstance(item, nodes.Scalar))
