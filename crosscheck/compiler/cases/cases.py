"""`*.cases.yaml` beside the rules and `journeys/*.yaml` -> cases and journeys."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from crosscheck.compiler.cases import expecting, stated
from crosscheck.compiler.cases.case import Asked, Case, ExpectedCrossing, Journey, MembershipCase, Stated
from crosscheck.compiler.meaning import citing
from crosscheck.compiler.meaning.resolve import state
from crosscheck.compiler.meaning.scope import Names
from crosscheck.compiler.reading import nodes, yaml_nodes
from crosscheck.compiler.reading.findings import Findings
from crosscheck.compiler.shape import forms_of_cases, shape
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
_ANSWERS: Final = {"yes": True, "no": False, "not settled": None}
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


class _Reader:
    def __init__(self, rules: RuleSet) -> None:
        self.rules, self.findings = rules, Findings()
        self.cases: list[Case | MembershipCase] = []
        self.journeys: list[Journey] = []
        self.requirements = rules.requirements_by_id()
        self.names = Names(rules.sources, rules.groups, rules.ports, rules.documents.fact)

    def read(self, path: str, shown: str, data: bytes) -> None:
        source = yaml_nodes.decode(shown, data, self.findings.add)
        node = None if source is None else yaml_nodes.read(source, self.findings.add)
        mapping = None if node is None else shape.mapping(node, "a file of cases", self.findings)
        if mapping is None:
            return
        if match := _JOURNEY_FILE.fullmatch(path):
            self._journey(mapping, match["id"])
        elif match := _GROUP_FILE.fullmatch(path):
            self._members(mapping, match["id"])
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
        findings = self.findings
        fields = Fields(mapping, "a file of cases", forms_of_cases.CASES, findings)
        requirement = self._requirement_of(fields.word("cases"), stem)
        given, asked = self._stated(fields.mapping("given"))
        for key, value in fields.entries("examples"):
            example = shape.mapping(value, f"`{key.text}`", findings, key.span)
            if example is None or requirement is None:
                continue
            expect = example.get("expect")
            if expect is None:
                hint = "add `expect: met`, or what else is to come of it"
                findings.report("CC202", key.span, "this case expects nothing", hint)
                continue
            rest = tuple(entry for entry in example.entries if entry[0].text != "expect")
            changes, changed = self._stated(example._replace(entries=rest))
            question = {name: text for name, text in (asked | changed).items() if text != stated.UNSTATED}
            expected = expecting.outcome(expect, requirement, findings)
            if "on" not in question:
                hint = "add `crossing.date:` here or under `given`"
                findings.report("CC606", key.span, "nothing says on which day this is", hint)
            elif expected is not None:
                profile = stated.over(given, changes)
                asking = Asked(**question)
                self.cases.append(Case(requirement.id, key.text, asking, profile, expected, span=key.span))

    def _requirement_of(self, scalar: nodes.Scalar | None, stem: str) -> Requirement | None:
        if scalar is None or not expecting.is_requirement(
            scalar, scalar.text, self.requirements, self.findings
        ):
            return None
        found = self.requirements[scalar.text]
        of_port = found.id.partition(".")[0] == stem
        return found if of_port or shape.own_name(scalar, stem, self.findings) else None

    def _stated(self, mapping: nodes.Mapping | None) -> tuple[dict[str, Stated], dict[str, str]]:
        """Read what a case states, and report what its question names and nobody knows."""
        for key, value in mapping.entries if mapping else ():
            part = stated.QUESTION.get(key.text, "")
            if isinstance(value, nodes.Scalar) and value.text not in ("", stated.UNSTATED):
                self._check_part(part, value)
        return stated.read(mapping, self.findings)

    def _check_part(self, part: str, said: nodes.Scalar) -> None:
        if part == "port":
            self.findings.known(said, self.rules.ports, "CC216", "port")
        elif part in ("exit_state", "entry_state"):
            state(said, self.findings)
        elif part == "direction":
            shape.choice(said, _DIRECTIONS, "direction", self.findings)

    def _members(self, mapping: nodes.Mapping, stem: str) -> None:
        """Read every State and day under `members` of the cases of the group *stem*."""
        findings = self.findings
        fields = Fields(mapping, "a file of cases", forms_of_cases.MEMBERSHIPS, findings)
        group = fields.word("cases")
        if group is not None and findings.known(group, self.rules.groups, "CC601", "group"):
            shape.own_name(group, stem, findings)
        for key, value in fields.entries("members"):
            days = shape.mapping(value, f"the member `{key.text}`", findings, key.span)
            code = state(key, findings)
            for on, answer in days.entries if days else ():
                day = shape.day(on, findings)
                said = shape.plain(answer, "an answer", findings)
                word = shape.choice(said, _ANSWERS, "answer here", findings)
                if group is not None and code is not None and day is not None and word is not None:
                    self.cases.append(MembershipCase(group.text, code, day, _ANSWERS[word], span=on.span))

    # Journeys ---------------------------------------------------------------------------

    def _journey(self, mapping: nodes.Mapping, stem: str) -> None:
        findings = self.findings
        fields = Fields(mapping, "a journey", forms_of_cases.JOURNEY, findings)
        shape.own_name(fields.word("journey"), stem, findings, "rename")
        asked = self._question(fields)
        profile, among = stated.read(fields.mapping("given"), findings)
        if among:
            message = "a part of the question stands among the facts"
            fields.report("CC604", "given", message, "write it under `question`")
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
                    sources=citing.read(fields, self.names, "sources"),
                    asked=asked,
                    profile=profile,
                    follows_from=self._sentences(fields),
                    expected=expected,
                    span=fields.value_span("journey"),
                )
            )

    def _question(self, fields: Fields) -> Asked | None:
        question = fields.below("question", "a question")
        if question is None:
            return None
        texts = {}
        for name in forms_of_cases.QUESTION.order:
            part, scalar = stated.QUESTION.get(name, name), question.word(name)
            if scalar is not None:
                self._check_part(part, scalar)
                texts[part] = scalar.text
        return Asked(**texts) if "on" in texts else None

    def _sentences(self, fields: Fields) -> tuple[str, ...]:
        items = fields.items("follows_from")
        return tuple(" ".join(item.text.split()) for item in items if isinstance(item, nodes.Scalar))
