"""Every sentence of the engine, once, under a name and with named parameters.

Nothing else in this package holds words for a traveller, so that another language is
another mapping with the same keys.  A sentence is never glued together from pieces: a
parameter is a value (a day, a State, a list of words) or the label of a fact.

Reasons are looked up by message and standing, most specific first:
`document.date_of_expiry:date.from.unmet`, `date.from.unmet`, `date.unmet`.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from crosscheck.dates import NO_END
from crosscheck.decision import Reason, Standing
from crosscheck.render.labels import day, in_words, label, shown
from crosscheck.vocabulary import Type

REASONS: Final = {
    "equal.met": "{fact} is {actual}.",
    "equal.unmet": "{fact} is {actual}; it must be {needed}.",
    "equal.unstated": "{fact} must be {needed}.",
    "equal.not_settled": "No source settles whether {fact} is {needed}.",
    "differs.met": "{fact} is {actual}, not {needed}.",
    "differs.unmet": "{fact} is {actual}; that is not accepted.",
    "differs.unstated": "{fact} must not be {needed}.",
    "differs.not_settled": "No source settles whether {fact} differs from {needed}.",
    "flag.met": "{fact}: {actual}.",
    "flag.unmet": "{fact}: {actual}; needed: {needed}.",
    "flag.unstated": "{fact}: needed: {needed}.",
    "flag.not_settled": "{fact}: not settled by any source.",
    "date.met": "{fact} is {actual} (needed: {phrase}).",
    "date.unmet": "{fact} is {actual}; it must be {phrase}.",
    "date.unstated": "{fact} must be {phrase}.",
    "date.not_settled": "No source settles whether {fact} is {phrase}.",
    "date.from.unmet": "{fact} is {actual}; it must be {needed} or later.",
    "date.from.unstated": "{fact} must be {needed} or later.",
    "date.after.unmet": "{fact} is {actual}; it must be after {needed}.",
    "date.after.unstated": "{fact} must be after {needed}.",
    "date.by.unmet": "{fact} is {actual}; it must be {needed} or earlier.",
    "date.by.unstated": "{fact} must be {needed} or earlier.",
    "date.before.unmet": "{fact} is {actual}; it must be before {needed}.",
    "date.before.unstated": "{fact} must be before {needed}.",
    "date.on.unmet": "{fact} is {actual}; it must be {needed}.",
    "date.on.unstated": "{fact} must be {needed}.",
    "count.met": "{fact} is {actual} (needed: {phrase}).",
    "count.unmet": "{fact} is {actual}; it must be {phrase}.",
    "count.unstated": "{fact} must be {phrase}.",
    "count.not_settled": "No source settles whether {fact} is {phrase}.",
    "among.met": "{fact} is {actual}.",
    "among.unmet": "{fact} is {actual}; it must be {needed}.",
    "among.unstated": "{fact} must be {needed}.",
    "among.not_settled": "No source settles whether {fact} is {needed}.",
    "not_among.met": "{fact} is {actual}.",
    "not_among.unmet": "{fact} is {actual}; it must not be {needed}.",
    "not_among.unstated": "{fact} must not be {needed}.",
    "not_among.not_settled": "No source settles whether {fact} is {needed}.",
    "member.met": "{actual} is on the list “{title}”.",
    "member.unmet": "{actual} is not on the list “{title}”.",
    "member.unstated": "{fact} must be on the list “{title}”.",
    "member.not_settled": "No source settles whether {actual} is on the list “{title}”.",
    "member.ended.unmet": "The list “{title}” ended for {actual} on {ended} and was last compared on {compared}; "
    "whether it was renewed is not known.",
    "member.ended.not_settled": "The list “{title}” ended for {actual} on {ended} and was last compared on {compared}; "
    "whether it was renewed is not known.",
    "member.ended_unread.unmet": "The list “{title}” ended for {actual} on {ended}; whether it was renewed is not known.",
    "member.ended_unread.not_settled": "The list “{title}” ended for {actual} on {ended}; whether it was renewed is "
    "not known.",
    "not_member.met": "{actual} is not on the list “{title}”.",
    "not_member.unmet": "{actual} is on the list “{title}”.",
    "not_member.unstated": "{fact} must not be on the list “{title}”.",
    "not_member.not_settled": "No source settles whether {actual} is on the list “{title}”.",
    "covers.met": "{fact} include {needed}.",
    "covers.unmet": "{fact} must include {needed}; stated: {actual}.",
    "covers.unstated": "{fact} must include {needed}.",
    "covers.not_settled": "No source settles whether {fact} include {needed}.",
    "not_covers.met": "{fact} do not include {needed}.",
    "not_covers.unmet": "{fact} must not include {needed}; stated: {actual}.",
    "not_covers.unstated": "{fact} must not include {needed}.",
    "not_covers.not_settled": "No source settles whether {fact} include {needed}.",
    "only.met": "{fact} is {actual}.",
    "only.unmet": "{fact} is {actual}; {extra} is not among what is accepted: {needed}.",
    "only.unstated": "{fact} may only be {needed}.",
    "only.not_settled": "No source settles whether {fact} is only {needed}.",
    "in_force.met": "This was in force on {actual}.",
    "in_force.unmet": "This was not in force on {actual}.",
    "in_force.unstated": "This must have been in force on {fact}.",
    "in_force.not_settled": "No source settles whether this was in force on {actual}.",
    "in_force.ended.unmet": "This ended on {ended} and was last compared on {compared}; whether it was renewed is not "
    "known.",
    "in_force.ended.not_settled": "This ended on {ended} and was last compared on {compared}; whether it was renewed is "
    "not known.",
    "in_force.ended_unread.unmet": "This ended on {ended}; whether it was renewed is not known.",
    "in_force.ended_unread.not_settled": "This ended on {ended}; whether it was renewed is not known.",
    "both.met": "{fact} is as needed: {phrase}.",
    "both.unmet": "{fact} is not as needed: {phrase}.",
    "both.unstated": "{fact} must be {phrase}.",
    "both.not_settled": "No source settles whether {fact} is {phrase}.",
    "held.met": "{kind}: one that is held meets all that is needed.",
    "held.unmet": "{kind}: none that is held meets all that is needed.",
    "held.none.unmet": "{kind}: none is held.",
    "held.unstated": "{kind}: one must meet all that is needed.",
    "held.not_settled": "{kind}: no source settles whether one that is held is enough.",
    "any_of.met": "One of these holds: {branches}.",
    "any_of.unmet": "None of these holds: {branches}.",
    "any_of.unstated": "One of these must hold: {branches}.",
    "any_of.not_settled": "No source settles whether one of these holds: {branches}.",
    "all_of.met": "All of these hold: {branches}.",
    "all_of.unmet": "Not all of these hold: {branches}.",
    "all_of.unstated": "All of these must hold: {branches}.",
    "all_of.not_settled": "No source settles whether all of these hold: {branches}.",
    "none_of.met": "None of these holds: {branches}.",
    "none_of.unmet": "None of these may hold, and one does: {branches}.",
    "none_of.unstated": "None of these may hold: {branches}.",
    "none_of.not_settled": "No source settles whether one of these holds: {branches}.",
    "stay.met": "The stay is {actual} days; at most {days} are allowed.",
    "stay.unmet": "The stay is {actual} days; at most {days} are allowed, until {last_day}.",
    "stay.unstated": "The stay must be at most {days} days, until {last_day}.",
    "stay.open.met": "The stay has no end; none is demanded.",
    "stay.open.unmet": "The stay has no end; at most {days} days are allowed, until {last_day}.",
    "stay.unknown.unstated": "The stay must be no longer than is allowed.",
    "stay.not_settled": "No source settles how long the stay may be.",
    "stay.day_after.unmet": "The stay is {actual} days, not counting the day of entry; at most {days} are allowed, "
    "until {last_day}.",
    "stay.day_after.unstated": "The stay must be at most {days} days, not counting the day of entry, "
    "until {last_day}.",
    "within.met": "At most {used} days of presence in {state} fall in any {span} days; {limit} are allowed.",
    "within.unmet": "{least} days of presence in {state} fall in {span} days; at most {limit} are allowed.",
    "within.unstated": "At most {limit} days of presence in {state} are allowed in any {span} days, "
    "past stays included.",
    "within.not_settled": "No source settles how many days in {state} count towards {limit} in {span}.",
    "within.year.met": "At most {used} days of presence in {state} fall in one calendar year; {limit} are allowed.",
    "within.year.unmet": "{least} days of presence in {state} fall in one calendar year; at most {limit} are allowed.",
    "within.year.unstated": "At most {limit} days of presence in {state} are allowed in a calendar year, "
    "past stays included.",
    # facts that deserve a sentence of their own
    "document.date_of_expiry:date.from.met": "The document is valid until {actual}.",
    "document.date_of_expiry:date.from.unmet": "The document expires on {actual}; it must be valid on {needed}.",
    "document.date_of_expiry:date.from.unstated": "The document must still be valid on {needed}.",
    "document.type:among.absent.unmet": "No travel document is held; show {needed}.",
    "document.type:among.unmet": "The document shown is {actual}; it must be {needed}.",
    "document.type:among.unstated": "The document shown must be {needed}.",
    "purpose:only.unmet": "The purpose {extra} is not accepted; accepted are {needed}.",
    "purpose:only.unstated": "The purpose may only be {needed}.",
    "nationalities:only.met": "The nationalities held are {actual}.",
    "nationalities:only.unmet": "The nationality {extra} is held; only {needed} is accepted.",
    "nationalities:only.unstated": "The only nationality held must be {needed}.",
    "has_mode.met": "One may cross there in that way.",
    "has_mode.unmet": "One does not cross there in that way: {actual}. The ways there: {needed}.",
    "has_mode.unstated": "Cross there in one of its ways: {needed}.",
    "has_mode.not_settled": "No source settles whether one may cross there in that way: {actual}.",
    "port.closed_for:equal.met": "The port works on that day.",
    "port.closed_for:equal.unmet": "The port is closed on that day: {actual}.",
    "port.closed_for:equal.unstated": "The port must work on that day; no port is stated.",
    "port.closed_for:equal.not_settled": "No source settles whether the port works on that day.",
    "port.open_to_travellers:flag.yes.met": "The port is open to travellers.",
    "port.open_to_travellers:flag.yes.unmet": "The port is not open to travellers.",
    "port.open_to_travellers:flag.yes.unstated": "The port must be open to travellers; no port is stated.",
    "port.open_to_travellers:flag.yes.not_settled": "No source settles whether the port is open to travellers.",
    "visa.tied_to_document_shown:flag.yes.met": "The visa belongs to the document shown.",
    "visa.tied_to_document_shown:flag.yes.unmet": "The visa belongs to another document.",
    "visa.tied_to_document_shown:flag.yes.unstated": "The visa must belong to the document shown.",
    "permit.tied_to_document_shown:flag.yes.met": "The permit belongs to the document shown.",
    "permit.tied_to_document_shown:flag.yes.unmet": "The permit belongs to another document.",
    "permit.tied_to_document_shown:flag.yes.unstated": "The permit must belong to the document shown.",
    "visa.purposes:covers.met": "The category of the visa is for {actual}.",
    "visa.purposes:covers.unmet": "The category of the visa is for {actual}; that does not cover {extra}.",
    "visa.purposes:covers.unstated": "The category of the visa must cover {other}.",
    "visa.purposes:covers.not_settled": "No source settles what the category of the visa covers.",
    "visa.entries_left:count.unmet": "The visa has {actual} entries left.",
    "visa:held.met": "A visa that is held meets all that is needed.",
    "visa:held.unmet": "No visa that is held meets all that is needed.",
    "visa:held.none.unmet": "No visa is held.",
    "visa:held.unstated": "A visa must be held that meets all that is needed.",
    "permit:held.met": "A residence permit that is held meets all that is needed.",
    "permit:held.unmet": "No residence permit that is held meets all that is needed.",
    "permit:held.none.unmet": "No residence permit is held.",
    "permit:held.unstated": "A residence permit must be held that meets all that is needed.",
    "paper:held.met": "A paper that is carried meets all that is needed.",
    "paper:held.unmet": "No paper that is carried meets all that is needed.",
    "paper:held.none.unmet": "No such paper is carried.",
    "paper:held.unstated": "A paper must be carried that meets all that is needed.",
    "ending_stay:any_of.met": "The stay that is ending kept within what it was granted.",
    "ending_stay:any_of.unmet": "The stay that is ending did not keep within what it was granted.",
    "ending_stay:any_of.unstated": "The stay that is ending must have kept within what it was granted.",
    "ending_stay:any_of.not_settled": "No source settles whether the stay that is ending kept within its grant.",
    "ticket:held.unstated": "A ticket must be held that meets all that is needed.",
    "visit:held.unstated": "A past stay must meet all that is needed.",
    "ticket:held.none.unmet": "No ticket is held.",
    "companion:held.none.unmet": "Nobody travels along.",
    "companion:held.unstated": "Somebody must travel along.",
    "visit:held.none.unmet": "There is no past stay.",
}
"""What each message says of a condition that is met, unmet, unstated or not settled."""

PHRASES: Final = {
    "heading.at_port": "{exit} → {entry} at {port} on {date}",
    "heading.by_land": "{exit} → {entry} on {date}",
    "heading.national": "{nationality} national",
    "heading.documents": "{count} documents",
    "assumed": "(assumed: {parts})",
    "assumed.port": "the port {port}",
    "assumed.date": "today’s date",
    "assumed.direction": "the direction",
    "assumed.nationalities": "Assuming no other nationality.",
    "assumed.crossing.mode": "Assuming a way of crossing that the port has.",
    "assumed.visas.document": "Assuming that visas and permits go with the document that is shown.",
    "assumed.ending_stay.document": "Assuming that any document may be shown on leaving.",
    "verdict.pass": "IN ORDER",
    "verdict.fail": "NOT IN ORDER",
    "verdict.conditional": "CONDITIONAL",
    "verdict.word.pass": "in order",
    "verdict.word.fail": "not in order",
    "verdict.word.conditional": "conditional",
    "answer.pass": "all that applies is met, by what you stated",
    "answer.fail.one": "1 of {total} requirements is not met",
    "answer.fail.other": "{count} of {total} requirements are not met",
    "answer.if_covered": "not in order, if the rules cover what you have not stated",
    "answer.open": "not decided",
    "answer.wanted.one": "depends on 1 fact that you can state",
    "answer.wanted.other": "depends on {count} facts that you can state",
    "answer.unsettled": "depends on what no source settles",
    "answer.unsettled.port": "depends on whether travellers may cross at {port}",
    "answer.both.one": "depends on 1 fact, and on what no source settles",
    "answer.both.other": "depends on {count} facts, and on what no source settles",
    "answer.both.port.one": "depends on 1 fact, and on whether travellers may cross at {port}",
    "answer.both.port.other": "depends on {count} facts, and on whether travellers may cross at {port}",
    "rests_on.press": "Rests on press reports, not on the text of the law: {sources}.",
    "rests_on.secondary": "Rests on second-hand accounts, not on the text of the law: {sources}.",
    "rests_on.unsourced": "Rests on general knowledge, no text was found: {sources}.",
    "overdue": "This crossing lies after {date}. By then what decides it was to be compared with its sources again "
    "({sources}). Look for changes before you rely on this answer.",
    "part.exit": "Leaving {of}",
    "part.entry": "Entering {of}",
    "part.port": "At {of}",
    "requirement.as_above": "As above.",
    "requirement.one_of": "One of these is enough:",
    "requirement.concerns": "Whether this concerns you is open.",
    "source.official": "{cite}",
    "source.official.at": "{cite}, {locator}",
    "source.press": "{cite} (as reported)",
    "source.press.at": "{cite}, {locator} (as reported)",
    "source.secondary": "{cite} (second hand)",
    "source.secondary.at": "{cite}, {locator} (second hand)",
    "source.unsourced": "{cite} (no text found)",
    "source.unsourced.at": "{cite}, {locator} (no text found)",
    "source.more": "{first} (and {count} more)",
    "held.needed": "Needed of it: {needed}.",
    "ways": "What would make it pass",
    "ways.or": "Or: {way}",
    "ways.none": "{title}: nothing that you can change.",
    "way.stay": "Stay at most {days} days, until {last_day}.",
    "way.elsewhere": "Cross at {ports}.",
    "unsettled": "Not settled by any source",
    "unsettled.port.open_to_travellers": "Whether travellers may cross at {port}",
    "unsettled.fact": "What is open: {fact}",
    "unsettled.group": "Who is on the list “{title}”",
    "unsettled.other": "Whether this is in force: {name}",
    "unsettled.sources": "The sources of each: crosscheck port {port}",
    "unsettled.nearby": "Working ports nearby: {ports}.",
    "unsettled.state": "If you know better: {option}",
    "notice.maybe": "Perhaps: {text}",
    "plan": "Which document to show",
    "plan.both": "Show {document} to both States.",
    "plan.exit": "Show {document} to {state}, which you leave.",
    "plan.entry": "Show {document} to {state}, which you enter.",
    "plan.worse": "The next best choice is {verdict}: {document}.",
    "plan.equal": "Another choice would be {verdict} too: {document}.",
    "plan.pair": "{exit_document} when leaving, {entry_document} when entering",
    "plan.same": "{document} both times",
    "plan.document": "the {type} of {state} (valid until {expiry})",
    "plan.document.endless": "the {type} of {state}",
    "plan.document.open": "document {number}",
    "days_apart": "On {date} the answer would be “{verdict}”: mind the clocks of the two States near midnight.",
    "in_full": "Everything in full, with all sources: --explain",
    "tell_more": "Tell more:",
    "documents_only": "Documents only; admission is the officer’s decision.",
    "rules": "Rules {version} ({digest}…)",
    "matrix.heading": "Entering {entering} on {date} for {purpose}, on an own {document}",
    "matrix.counts": "Without a visa: {yes} yes, {no} no, {undetermined} undetermined.",
    "matrix.changes.one": "1 change from {since} to {until}: entering {entering} for {purpose}, on an own {document}",
    "matrix.changes.other": "{count} changes from {since} to {until}: entering {entering} for {purpose}, on an own "
    "{document}",
    "matrix.yes": "{days} days ({ground})",
    "matrix.yes.window": "{days} days, {window} ({ground})",
    "matrix.yes.unlimited": "no limit ({ground})",
    "matrix.no": "visa needed",
    "matrix.electronic": ", electronic",
    "matrix.undetermined": "not determined",
    "matrix.undetermined.ground": "not determined ({ground})",
    "matrix.sources": "Sources",
    "matrix.hypothesis": "For one document that is in order and no other paper; see docs/matrix.md.",
    "explain.met": "met",
    "explain.not_met": "not met",
    "explain.undetermined": "not decided",
    "explain.not_applicable": "does not apply",
    "explain.holds": "holds",
    "explain.fails": "does not hold",
    "explain.open": "is open",
    "explain.needs": "What it needs",
    "explain.hinges": "What tipped it: with any one of these otherwise, the outcome would be another.",
    "explain.no_hinge": "Nothing tips it alone: more than one condition would have to be otherwise.",
}
"""Every other phrase of a decision as people read it."""

_OPERATORS: Final = {"==": "on", "!=": "not_on", "<": "before", "<=": "by", ">": "after", ">=": "from"}


def say(key: str, /, **params: object) -> str:
    """Return the phrase *key* with its parameters filled in."""
    return PHRASES[key].format(**params)


def counted(key: str, count: int, /, **params: object) -> str:
    """Return the phrase *key* in the form for *count* things."""
    return say(f"{key}.{'one' if count == 1 else 'other'}", count=count, **params)


def sentence(reason: Reason) -> str:
    """Return how one condition stands, as a sentence for the traveller."""
    text: str = REASONS[key_of(reason)].format(**_words(reason.params))
    return text[:1].upper() + text[1:]


def key_of(reason: Reason) -> str:
    """Return the key of the most specific sentence for *reason*."""
    return next(key for key in _keys(reason) if key in REASONS)


def _keys(reason: Reason) -> Iterator[str]:
    """Yield the keys that may say *reason*, most specific first."""
    params, standing = reason.params, reason.standing
    variants = [f"{reason.message}.{variant}" for variant in _variants(reason)] + [reason.message]
    for variant in variants:
        yield f"{params.get('fact')}:{variant}.{standing}"
    for variant in variants:
        yield f"{variant}.{standing}"


def _variants(reason: Reason) -> Iterator[str]:
    params = reason.params
    match reason.message:
        case "date" if params.get("needed") is not None and not params.get("shift"):
            yield _OPERATORS[params["op"]]
        case "flag":
            yield "yes" if params["needed"] else "no"
        case "held" if params.get("count") == 0:
            yield "none"
        case "member" | "in_force" if params.get("ended") is not None:
            yield "ended" if params.get("compared") is not None else "ended_unread"
        case "among" if params.get("actual") == "none":
            yield "absent"
        case "stay" if params.get("days") is None and reason.standing is Standing.UNSTATED:
            yield "unknown"
        case "stay" if (params.get("last") or 0) >= NO_END:
            yield "open"
        case "stay" if params.get("counted_from") == "day-after":
            yield "day_after"
        case "within" if params.get("span") is None:
            yield "year"
        case _:
            pass


_DAYS: Final = frozenset({"last_day", "at", "first", "last", "day", "ended", "compared"})


def _words(params: Mapping[str, Any]) -> dict[str, str]:
    """Return the parameters as words, each formatted as its type demands."""
    fact = params.get("fact")
    words = {}
    for name, value in params.items():
        if name == "fact":
            words[name] = label(str(value))
        elif name == "kind":
            words[name] = str(value)
        elif name == "state":
            words[name] = shown(value, form=Type.STATE)
        elif name == "other":
            words[name] = label(value) if value else ""
        elif name == "branches":
            words[name] = ", ".join(str(branch).replace("-", " ") for branch in value)
        elif name in _DAYS:
            words[name] = day(value) if isinstance(value, int) else shown(value)
        elif name == "phrase":
            words[name] = in_words(value)
        elif name in ("title", "group"):
            words[name] = str(value)
        elif name == "shift" or (name == "needed" and "kind" in params):
            continue  # said by the phrase, or by the lines below
        elif name == "needed" and value is None:
            words[name] = label(params["other"]) if params.get("other") else shown(None)
        else:
            words[name] = shown(value, fact)
    return words
