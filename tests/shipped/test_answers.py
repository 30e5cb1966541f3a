"""What an answer says and what it leaves out, as travellers with real questions get it."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.commands import Shell
from tests.shipped.rules import SHIPPED
from tests.shipped.test_smoke import FAIL, OPEN, PASS

WORKER = PASS.replace("tourism", "work")
HOME_WITH_KAZAKH_PASSPORT = (
    "crosscheck --nationality KZ --nationality CN --direction outbound --port khorgos --on 2026-12-01"
    " --document-type ordinary-passport --document-expires 2030-05-01"
)


def said(text: str) -> str:
    """Return *text* without its line breaks."""
    return " ".join(text.split())


def headline(text: str) -> str:
    """Return the verdict with the rule that carries it."""
    return said(text.partition("\n")[2].partition("\n\n")[0])


def test_what_is_needed_of_a_visa_is_named(shell: Shell) -> None:
    """Whose visa, for what, how often and when."""
    unstated = WORKER.replace(" --no-visa", "")
    answers = headline(shell(WORKER).out), said(shell(f"{unstated} --explain kz.entry.permission").out)

    for text, begun in zip(answers, ("needed is", "Needed is"), strict=True):
        assert f"{begun} a visa of Kazakhstan" in text
        assert "that covers work, with at least 1 entry left" in text
        assert "valid from 2026-12-01 to 2026-12-20." in text
    assert headline(shell(unstated).out).startswith("NOT DECIDED YET A valid visa for the purpose serves, ")


def test_a_visa_that_will_not_do_is_named_with_what_it_lacks(shell: Shell) -> None:
    """By its category and State, not by a number."""
    visa = "KZ B12 2026-12-01..2027-02-28 entries=0"
    done = shell(WORKER.replace("--no-visa", f'--visa "{visa}" --set permits=none'))

    text = headline(done.out)
    assert done.status == 1
    assert "The visa B12 of Kazakhstan, until 2027-02-28" in text
    assert "The category of the visa is for tourism; that does not cover work." in text
    assert "The visa has 0 entries left; it must have at least 1 entry." in text


def test_nobody_is_told_to_want_something_else(shell: Shell) -> None:
    """A worker needs a visa for work, not another purpose or a diplomat's passport."""
    out = shell(WORKER).out
    text = said(out)

    assert "No visa is held" in headline(out)
    for absurd in ("purpose may only", "purpose work is not", "diplomatic", "refugee", "residence permit"):
        assert absurd not in text


def test_who_shows_the_wrong_passport_is_told_which_is_the_right_one(shell: Shell) -> None:
    """The verdict says whose it must be."""
    done = shell(HOME_WITH_KAZAKH_PASSPORT)

    assert done.status == 1
    assert "Travel document – not met. The nationality is Kazakhstan; it must be China." in headline(done.out)


def test_a_resident_of_hong_kong_is_told_which_document_to_show(shell: Shell) -> None:
    """One that whoever the ground is for can ask for, ordinary passport or not."""
    done = shell(
        "crosscheck --nationality HK --direction inbound --port khorgos --on 2026-12-01"
        " --document-type ordinary-passport --document-expires 2030-05-01 --no-visa"
    )

    assert done.status == 1
    assert "it must be a Chinese travel document, an exit entry permit or" in headline(done.out)


def test_a_stay_begun_on_a_passport_that_was_lost_names_the_passport(shell: Shell) -> None:
    """The branch that comes closest is the one that lacks the common document, not one for somebody else."""
    line = (
        "crosscheck --nationality DE --direction outbound --port khorgos --on 2026-12-01 --no-visa"
        " --document-type emergency-travel-document --document-expires 2030-05-01"
        " --set ending_stay.ground=visa-exemption --set ending_stay.entered_on=2026-11-20"
    )
    text, in_full = said(shell(line).out), said(shell(f"{line} --explain cn.exit.permission").out)

    assert "emergency travel document; it must be an ordinary passport" in in_full
    assert "at most 11 days may be stayed" not in text


def test_the_visas_to_tell_of_are_those_of_the_states_that_ask(shell: Shell) -> None:
    """Whoever leaves China on a visa, for a State that asks for one, is asked for both and for no other."""
    done = shell(
        "crosscheck --nationality PK --direction outbound --port khorgos --on 2026-12-01 --purpose tourism --stay 10"
        " --document-type ordinary-passport --document-expires 2031-01-01 --set permits=none"
        " --set companions=none --set papers=none"
        " --set ending_stay.ground=visa --set ending_stay.entered_on=2026-11-20"
    )

    assert "Say next Which visas of China or Kazakhstan do you hold?" in said(done.out)
    assert '--visa "CN CATEGORY FROM..UNTIL" or --visa "KZ CATEGORY FROM..UNTIL"' in done.out


@pytest.mark.parametrize("line", [OPEN, PASS, FAIL, WORKER, HOME_WITH_KAZAKH_PASSPORT])
def test_explain_tells_no_name_of_the_machinery(shell: Shell, line: str) -> None:
    """Conditions are told in words, lists of alternatives included."""
    out = shell(f"{line} --explain").out

    for leak in ("any_of:", "covers purpose", "as meets all that is needed", "None"):
        assert leak not in out.replace("None of these", "")


def test_a_stay_that_outlasted_its_ground_names_the_ground(shell: Shell) -> None:
    """By its title, as the rules of entry have it."""
    done = shell(
        "crosscheck --nationality CN --direction inbound --port khorgos --on 2026-12-01"
        " --document-type ordinary-passport --document-expires 2030-05-01"
        " --set ending_stay.entered_on=2026-10-01 --set ending_stay.ground=visa-exemption --set visits=none"
    )

    assert "china agreement" not in done.out


def test_days_used_up_are_no_reason_for_advice_that_does_not_help(shell: Shell) -> None:
    """Of 90 days in 180 it is said how many are allowed, not that a stay of 30 days would do."""
    past = "--set visits.KZ=none"
    done = shell(FAIL.replace("--set visits=none", past).replace("--stay 45", "--stay 100"))

    assert done.status == 1
    assert "for a purpose of the agreement" not in said(done.out)


def test_a_permit_that_nobody_holds_is_not_to_be_extended(shell: Shell) -> None:
    """An American without a visa is told of the visa alone."""
    done = shell(
        "crosscheck --nationality US --direction inbound --port khorgos --on 2026-12-01 --purpose tourism --stay 14"
        " --document-type ordinary-passport --document-expires 2030-05-01 --no-visa"
    )

    assert done.status == 1
    assert "No visa is held; needed is a visa of China" in headline(done.out)
    assert "permit" not in headline(done.out).removeprefix("NOT IN ORDER Permission to enter:")


def test_who_has_no_nationality_is_no_national(shell: Shell) -> None:
    """The heading says what the document says, where it has room, and nothing else."""
    line = "crosscheck --nationality XXA --direction outbound --port khorgos --on 2026-12-01"
    done = shell(f"{line} --set crossing.mode=bus --set nationalities=XXA")

    assert done.out.splitlines()[0].endswith("stateless person (1954 Convention)")
    assert "XXA national" not in shell(line).out


def test_what_is_assumed_takes_one_line(shell: Shell) -> None:
    """Port, day, transport and nationality together; the first line says how many there are."""
    lines = shell("crosscheck --nationality KZ --direction outbound --port muzart").out.splitlines()

    assert "3 assumed)" in lines[0]
    assert "assumed: today, usual transport, no nationality but those stated" in said("\n".join(lines))


def test_who_only_visits_the_khorgos_centre_reads_first_that_none_of_it_applies(shell: Shell) -> None:
    """An identity card is no paper for China, and all that the centre asks for."""
    done = shell(
        "crosscheck --nationality KZ --direction inbound --port khorgos-icbc --on 2026-11-30"
        " --document-type identity-card"
    )

    first, rest = done.out.split("\n\n")[1:3]
    assert done.status == 1
    assert said(first).startswith("First Nothing of this answer is for who only visits the centre")
    assert "citizens of Kazakhstan may show the identity card" in said(first)
    assert "A stay inside the centre" not in said(rest)


@pytest.mark.parametrize(("port", "name"), [("muzart", "Muzart"), ("ahetubieke", "Aheitubieke")])
def test_no_source_lets_third_countries_cross_at_a_port_of_the_two_states(
    shell: Shell, port: str, name: str
) -> None:
    """Said first below the verdict; to nationals of the two States, for whom it is not settled, nothing of it."""
    on = f"--direction inbound --port {port} --on 2026-11-30"
    french, kazakh = (shell(f"crosscheck --nationality {nationality} {on}") for nationality in ("FR", "KZ"))

    sentence = f"No source lets people of third countries cross at {name}"
    first, rest = french.out.split("\n\n")[1:3]
    assert headline(french.out).startswith("NOT DECIDED YET Not in order, if the rules cover")
    assert said(first).startswith(f"First {sentence}")
    assert "✗  Who may cross" in rest
    assert sentence not in said(kazakh.out)


def test_a_transit_of_240_hours_does_not_end_in_xinjiang(shell: Shell) -> None:
    """It says so, in place of an overstay under agreements that are for others."""
    line = (
        "crosscheck --nationality US --direction outbound --port khorgos --on 2026-11-30"
        " --document-type ordinary-passport --document-expires 2030-05-01 --purpose tourism --stay 10 --no-visa"
        " --set ending_stay.entered_on=2026-11-20 --set ending_stay.ground=visa-exemption --set visits.CN=none"
        " --set visits.KZ=none --set companions=none --set papers=none --set date_of_birth=1990-05-17"
    )

    done = shell(line)

    text, in_full = said(done.out), said(shell(f"{line} --explain cn.exit.permission").out)
    assert done.status == 3
    assert said(done.out.split("\n\n")[1]).startswith(
        "First A stay in transit without a visa cannot end at this port"
    )
    assert (
        "A traveller in transit goes on in time from a port of the list, none of them in Xinjiang" in in_full
    )
    assert "The port is not on the list for transit of several days." in in_full
    assert "The State that is left is China" not in text
    assert "Agreements for 30 days a stay" not in text


def test_what_a_pass_on_a_visa_in_the_old_passport_rests_on_stands_right_below_it(
    shell: Shell, tmp_path: Path
) -> None:
    """That name, sex, birth and nationality are the same no profile tells: whoever reads the verdict has read it."""
    profile = tmp_path / "traveller.yaml"
    profile.write_text(
        "nationality: US\n"
        "documents:\n"
        "  - {label: old, type: ordinary-passport, date_of_expiry: 2026-05-01}\n"
        "  - {label: new, type: ordinary-passport, date_of_expiry: 2036-05-01}\n"
        "visas:\n"
        "  - {issuing_state: CN, category: L, document: old, valid_from: 2017-01-01, valid_until: 2027-01-01,"
        " entries_left: unlimited, duration_of_stay: 60, form: sticker}\n"
        "permits: []\n"
        "purpose: tourism\n"
        "stay: {days: 10}\n"
        "ending_stay: {entered_on: 2026-11-20, ground: visa-exemption}\n"
        "visits: {KZ: []}\n",
        encoding="utf-8",
    )

    done = shell(f"crosscheck --profile {profile} --direction inbound --port khorgos --on 2026-12-01")

    text = said(done.out)
    assert done.status == 0
    assert headline(done.out).startswith("IN ORDER A valid visa for the purpose in the old passport serves")
    assert "First Carry both passports. Name, sex, date of birth and nationality must be the same" in text
    assert text.index("must be the same") < text.index("Leaving Kazakhstan")


def test_a_list_of_states_that_ended_is_told_with_its_ground_alone(shell: Shell) -> None:
    """China's own list, after the last day that was announced; the verdict does not lead with it."""
    done = shell("crosscheck --nationality DE --from KZ --to CN --port khorgos --on 2027-01-15")

    assert "own list" not in headline(done.out)
    assert said(done.out).count("ended for Germany on 2026-12-31 and was last compared on 2026-11-23;") == 1


def test_a_visa_in_the_document_shown_is_said_to_be_there(shell: Shell) -> None:
    """Where a ground is for a visa in another document."""
    done = shell(
        "crosscheck --nationality PK --direction outbound --port khorgos --on 2026-11-30"
        " --document-type ordinary-passport --document-expires 2030-05-01 --purpose tourism --stay 10"
        " --visa 'KZ B12 2026-11-01..2027-01-31 entries=1 stay=30' --explain kz.entry.permission"
    )

    assert "The visa belongs to the document shown;" in said(done.out)
    assert "needed: no" not in done.out


def test_an_overstay_that_is_not_settled_can_still_be_mended_before_leaving(shell: Shell) -> None:
    """The way out is told though the answer is conditional."""
    done = shell(
        "crosscheck --nationality DE --direction outbound --port khorgos --on 2026-12-01 --purpose tourism --stay 10"
        " --document-type ordinary-passport --document-expires 2031-01-01 --no-visa --set permits=none"
        " --set papers=none --set visits.CN=none --set visits.KZ=none"
        " --set ending_stay.entered_on=2026-10-20 --set ending_stay.ground=visa-exemption"
    )

    assert done.status == 3
    assert "ask there for a stay permit" in said(done.out.partition("Advice")[2])


FLIGHT = (
    "--nationality PH --from KZ --to CN --on 2026-12-01 --document-type ordinary-passport --document-expires 2030-05-01"
    " --purpose tourism --stay 10 --no-visa --set crossing.mode=air"
)


def test_a_flight_is_not_covered_by_rules_that_were_read_for_the_land_border(shell: Shell) -> None:
    """By air other exemptions let people in; whatever is stated besides, no verdict tells of them."""
    done = shell(f"crosscheck {FLIGHT}")

    assert (done.status, done.out) == (4, "")
    assert "do not cover leaving it by air" in done.err


@pytest.mark.parametrize(
    "line", ["--nationality XXA --document-type seafarer-document", "--nationality KZ --on 2020-01-01"]
)
def test_seafarers_and_days_that_were_not_read_get_no_verdict(shell: Shell, line: str) -> None:
    """Neither of the documents nor of the years."""
    done = shell(f"crosscheck --direction outbound {line}")

    assert (done.status, done.out) == (4, "")
    assert "not covered" in done.err


def test_a_third_state_with_rules_of_its_own_opens_no_border_of_ours(shell: Shell, tmp_path: Path) -> None:
    """From Azerbaijan to Kazakhstan is another border than those that were read."""
    shutil.copytree(SHIPPED, tmp_path / "rules")
    beside = tmp_path / "rules/states/az"
    (beside / "exit").mkdir(parents=True)
    said = "source: cn-exit-entry-law-2012\n"
    covered = "covered: [{since: 2023-01-01, with: any, modes: any, movements: exit}]\n"
    (beside / "state.yaml").write_text(f"state: AZ\nauthority: Border Service\n{said}{covered}")
    for name in ("document", "permission"):
        head = f"requirement: az.exit.{name}\ntitle: A document\nsays: A document is shown.\n{said}"
        (beside / f"exit/{name}.yaml").write_text(f"{head}needs:\n  document.type: not none\n")
    line = FLIGHT.replace("--from KZ --to CN", "--from AZ --to KZ").replace("=air", "=bus")
    done = shell(f"crosscheck --rules {tmp_path / 'rules'} {line}")

    assert (done.status, done.out) == (4, "")
    assert "The rules of Kazakhstan do not cover entering it from Azerbaijan; covered: China" in " ".join(
        done.err.split()
    )


@pytest.mark.parametrize(
    ("line", "no_way"),
    [
        # the border area of a Turkmen citizen is not settled, whatever the number of days
        ("--from TM --to KZ --nationality TM --stay 10", "at most 5 days"),
        # the transit of 240 hours is for ports on a list, and no port is stated
        (
            "--from KZ --to CN --nationality US --stay 20 --set ending_stay.entered_on=2026-11-20 --set ending_stay.ground=visa-exemption",
            "at most 10 days",
        ),
    ],
)
def test_no_near_miss_ends_where_nothing_is_settled(shell: Shell, line: str, no_way: str) -> None:
    """A ground of which something else stays open is none, however little of it is unmet."""
    done = shell(
        f"crosscheck {line} --purpose tourism --on 2026-12-01 --set crossing.mode=car --no-visa"
        " --document-type ordinary-passport --document-expires 2031-01-01 --set visits.KZ=none --set visits.CN=none"
    )

    assert done.status == 1
    assert "No visa is held" in headline(done.out)
    assert no_way not in said(done.out)


def test_a_neighbour_whose_rules_begin_later_is_told_from_when(shell: Shell) -> None:
    """Not that it is none of those that are covered."""
    done = shell("crosscheck --nationality KZ --from RU --to KZ --set crossing.mode=car --on 2025-12-01")

    assert done.status == 4
    assert "do not cover this crossing on 2025-12-01; they do from 2026-01-01 on" in said(done.err)


def test_a_pass_promises_no_stay_that_would_fail(shell: Shell) -> None:
    """Of 90 days in 180 most are used: the last day told is the latest that passes, not that of the ground alone."""
    line = (
        "crosscheck --nationality DE --from CN --to KZ --port khorgos --on 2026-12-10 --side entry --purpose tourism --stay {}"
        " --document-type ordinary-passport --document-expires 2030-05-01 --set residence=DE --no-visa"
        ' --set "visits.KZ=2026-07-20..2026-08-18 ground=visa-exemption"'
        ' --set "visits.KZ=2026-08-25..2026-09-23 ground=visa-exemption"'
        ' --set "visits.KZ=2026-10-01..2026-10-23 ground=visa-exemption"'
    )
    passed = said(shell(line.format(5)).out)

    assert "IN ORDER" in passed
    days = passed.partition("At most until 2026-12-")[2][:2]
    assert days.isdecimal(), passed
    assert shell(line.format(int(days) - 9)).status == 0
    assert shell(line.format(int(days) - 8)).status == 1


def test_no_day_that_is_over_is_proposed(shell: Shell) -> None:
    """Whoever asks of the day after tomorrow with a visa that ended is not sent back to the day before."""
    day = date.today() + timedelta(days=2)  # noqa: DTZ011 - as the command reads it
    line = (
        f"crosscheck --nationality IN --direction inbound --port khorgos --on {day} --purpose tourism --stay 5"
        f' --document-type ordinary-passport --document-expires 2040-05-01 --visa "CN L 2026-01-01..{day - timedelta(days=3)}'
        ' entries=2 stay=30 form=sticker" --set permits=none'
    )

    ways = said(shell(line).out.partition("Way out")[2].partition("\n\n")[0])
    assert f"{day - timedelta(days=3)}" not in ways
    assert f"{day - timedelta(days=4)}" not in ways
