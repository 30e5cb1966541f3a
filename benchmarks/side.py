"""One engine in a process of its own, asked from outside: what two environments are compared by.

`Side` starts this file with the Python of an environment; from there on it is alone with that environment's crosscheck and
the standard library, so that an engine of another commit runs the very same lines.  A question and its answer are one line of
JSON each; profiles are as `json.loads` gives them.
"""

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

Journey = dict[str, Any]
"""A traveller and a crossing: `profile`, `crossing` (the arguments of `Rulebook.check`), `everything`."""

FIELDS: Final = {
    "Decision": (
        "verdict", "question", "parts", "wanted", "unsettled", "assumed", "plan", "next_best", "days_apart", "rules_name",
        "rules_version", "unlisted_visas", "stated_of_port", "not_asked",
    ),
    "Question": ("exit_state", "entry_state", "day", "port", "direction", "assumed"),
    "PartDecision": ("part", "of", "verdict", "requirements", "notices"),
    "RequirementFinding": (
        "id", "title", "outcome", "met_by", "grounds", "sources", "fix", "doubt", "concerns",
    ),
    "GroundFinding": ("name", "title", "truth", "reasons", "sources", "fix", "doubt", "ended"),
    "Reason": ("id", "standing", "wanted", "unsettled"),
    "NoticeFinding": ("id", "title", "text", "certain", "sources", "first"),
    "Plan": ("exit_document", "entry_document", "verdict"),
    "Unsettled": ("name", "evidence"),
    "UnlistedVisa": ("place", "issuing_state", "category", "near"),
}  # fmt: skip
"""What an answer holds, by the name of its class: whatever kind of class it is, these can be read."""


class Side:
    """The engine that one Python finds."""

    def __init__(self, name: str, python: str | Path, rules: Path, *, prepare: bool = False) -> None:
        self.name, self.python = name, str(python)
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        self._process = subprocess.Popen(
            [self.python, "-P", __file__, str(rules.absolute()), *(["--prepare"] if prepare else [])],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", env=environment | {"PYTHONHASHSEED": "0"},
        )  # fmt: skip
        self.about: dict[str, Any] = self.receive()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def send(self, what: str, **arguments: Any) -> None:
        """Ask, and do not wait."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([what, arguments]) + "\n")
        self._process.stdin.flush()

    def receive(self) -> Any:
        """Return the next answer."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name}: {self.python} stopped; what it said stands above")
        return json.loads(line)

    def ask(self, what: str, **arguments: Any) -> Any:
        """Ask, and return the answer."""
        self.send(what, **arguments)
        return self.receive()


class Engine:
    """What a side does when it is asked: each method is one question."""

    def __init__(self, rules: str, *options: str) -> None:
        import crosscheck

        self._crosscheck = crosscheck
        loaded: Any = crosscheck.load_rulebook(rules)
        if "--prepare" in options:
            loaded.prepare()
        self._rulebook = loaded
        self._kept: list[Journey] = []

    def about(self) -> dict[str, Any]:
        """Return where the engine is, what its rules are, and their ports."""
        return {
            "engine": str(Path(self._crosscheck.__file__).parent),
            "rules": f"{self._rulebook.name} {self._rulebook.version} {self._rulebook.digest[:12]}",
            "ports": [[port.id, port.home, port.neighbour] for port in self._rulebook.ports.values()],
        }

    # What it costs ------------------------------------------------------------------------

    def keep(self, journeys: list[Journey]) -> None:
        """Keep *journeys*, so that reading them from the pipe is no part of what is measured."""
        self._kept = journeys

    def answerable(self, journeys: list[Journey]) -> list[bool]:
        """Return of each whether it is answered, and not refused."""
        return [not isinstance(self._answer(journey), str) for journey in journeys]

    def first(self, *, told: bool) -> list[tuple[float, float]]:
        """Return the processor seconds of each of those kept: the decision with its outcomes; all of it told, if it is."""
        taken = []
        now = time.process_time
        for journey in self._kept:
            started = now()
            decision = self._check(journey)
            _outcomes(decision)
            decided = now()
            if told:
                _told(decision)
            taken.append((decided - started, now() - decided))
        return taken

    def warm(self, *, how: str, first: int, count: int) -> float:
        """Return the processor seconds that *count* of those kept take."""
        read = {
            "outcomes": _outcomes,
            "wanted": lambda decision: (decision.verdict, decision.wanted),
            "json": self._rulebook.to_json,
        }[how]
        started = time.process_time()
        for journey in self._kept[first : first + count]:
            read(self._check(journey))
        return time.process_time() - started

    def memory(self) -> tuple[int, int]:
        """Return the memory of this process in kB: now, and at most so far."""
        held = dict(
            line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
        )
        return int(held["VmRSS"].split()[0]), int(held["VmHWM"].split()[0])

    # What it answers ----------------------------------------------------------------------

    def answers(self, journeys: list[Journey]) -> list[tuple[str, str]]:
        """Return of each what kind of answer it is, and a digest of all that it says."""
        found = []
        for journey in journeys:
            said = self._said(journey)
            kind = said["error"].partition(":")[0] if "error" in said else said["verdict"]
            text = json.dumps(said, sort_keys=True).encode()
            found.append((kind, hashlib.sha256(text).hexdigest()[:16]))
        return found

    def answer(self, journey: Journey) -> dict[str, Any]:
        """Return all that is answered to one."""
        said = self._said(journey)
        return said | ({"json": json.loads(said["json"])} if "json" in said else {})

    def _said(self, journey: Journey) -> dict[str, Any]:
        """Return the error, or the decision as JSON, and as plain values: read before, after, or not at all."""
        decision = self._answer(journey)
        if isinstance(decision, str):
            return {"error": decision}
        said = {"verdict": str(decision.verdict)}
        if journey["fields"] == "first":
            said["decision"] = plain(decision)
        said["json"] = json.dumps(in_common(json.loads(self._rulebook.to_json(decision))), sort_keys=True)
        if journey["fields"] == "last":
            said["decision"] = plain(decision)
        return said

    def _check(self, journey: Journey) -> Any:
        return self._rulebook.check(
            journey["profile"], **journey["crossing"], everything=journey["everything"]
        )

    def _answer(self, journey: Journey) -> Any:
        """Return the decision, or the error as text: one that no caller expects is compared as any other."""
        try:
            return self._check(journey)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other side must raise the same
            return f"{type(error).__name__}: {error}"


def in_common(data: Any) -> Any:
    """Return what both forms of a decision as JSON hold: of the second, sides and places as the first has parts."""
    if isinstance(data, list):
        return [in_common(each) for each in data]
    if not isinstance(data, dict):
        return data
    if "sides" in data and "places" in data:
        sides = [{"part": each["side"], "of": each["state"], **each} for each in data["sides"]]
        data = {
            **data,
            "parts": sides + [{"part": "port", "of": each["port"], **each} for each in data["places"]],
        }
    since = {"schema", "asked", "sides", "places", "require"}
    if "part" in data:
        since = {"side", "state", "port", "document", "wanted", "unsettled", "grade"}
    elif "standing" in data:
        since = {
            "key",
            "kind",
            "params",
            "said",
            "text",
        }  # a sentence is said in other words, of the same values
        data = {**data, "within": [each for each in data["within"] if each["name"]]}
    elif data.keys() == {
        "name",
        "reasons",
    }:  # of what is said of one thing the first form had no path: `.valid_from`
        stripped = [[path.rpartition(".")[2] for path in each["wanted"]] for each in data["reasons"]]
        data = {
            **data,
            "reasons": [
                {**each, "wanted": last} for each, last in zip(data["reasons"], stripped, strict=True)
            ],
        }
    elif data.keys() == {"name", "version", "digest"}:  # one may need rules in files of another form
        since = {"digest"}
    return {key: in_common(each) for key, each in data.items() if key not in since}


def plain(value: Any) -> Any:
    """Return *value* as JSON has it, whatever classes an engine makes its answers of."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Enum | str):
        return str(value)
    if (fields := FIELDS.get(type(value).__name__)) is not None:
        return {name: plain(getattr(value, name)) for name in fields}
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(map(plain, value))
    if type(value) in (tuple, list):
        return [plain(inner) for inner in value]
    raise TypeError(f"FIELDS does not say what a {type(value).__name__} holds")


def _outcomes(decision: Any) -> None:
    for part in decision.parts:
        for requirement in part.requirements:
            requirement.outcome  # noqa: B018 - reading it is what costs


def _reasons(decision: Any) -> Iterator[Any]:
    for part in decision.parts:
        for requirement in part.requirements:
            yield from requirement.concerns
            for ground in requirement.grounds:
                yield from ground.reasons


def _told(decision: Any) -> None:
    for reason in _reasons(decision):
        getattr(reason, "said", None) or reason.params, reason.wanted
    decision.wanted, decision.unsettled, decision.days_apart  # noqa: B018


def main() -> None:
    """Answer one line after the other."""
    engine = Engine(*sys.argv[1:])
    print(json.dumps(engine.about()), flush=True)
    for line in sys.stdin:
        what, arguments = json.loads(line)
        print(json.dumps(getattr(engine, what)(**arguments)), flush=True)


if __name__ == "__main__":
    main()
