"""What an answer asks for can be told as it is asked, and what it says to type is never taken for an answer."""

import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest

from crosscheck.cli.things import PLACEHOLDERS
from crosscheck.profile.shape import LISTS
from tests.cli.commands import Shell

COMMON = "--port ferry --on 2026-11-30 --document-type ordinary-passport --document-expires 2030-05-01 --purpose tourism --stay 10"
PAST_STAYS = """\
nationality: IS
date_of_birth: 1990-05-17
documents: [{type: ordinary-passport, date_of_issue: 2022-05-01, date_of_expiry: 2030-05-01}]
purpose: business
stay: {days: 20}
visas: []
permits: []
visits:
  UTO:
    - {entered_on: 2026-06-10, exited_on: 2026-07-09}
    - {entered_on: 2026-07-20, exited_on: 2026-08-18}
    - {entered_on: 2026-09-01, exited_on: 2026-09-25}
"""
TWO_PASSPORTS = """\
nationalities: [IS, TR]
date_of_birth: 1990-05-17
documents:
  - {label: is, nationality: IS, type: ordinary-passport, date_of_issue: 2022-05-01}
  - {label: tr, nationality: TR, type: ordinary-passport, date_of_issue: 2022-05-01, date_of_expiry: 2031-01-01}
purpose: tourism
stay: {days: 10}
visas: []
permits: []
visits: {UTO: []}
"""


def _told(out: str) -> list[str]:
    """Return how the next question may be answered, without the `or` between the ways."""
    return re.findall(r'--[a-z-]+ (?:"[^"]*"|[^\s"]*(?:"[^"]*")?)|--no-[a-z-]+', _next(out))


def _next(out: str) -> str:
    """Return what the screen says of the next question."""
    return out.partition("Say next")[2].partition("\n\n")[0].partition("One by one")[0]


@pytest.fixture
def past_stays(tmp_path: Path) -> str:
    """Return the command line of somebody whose past stays are stated without their ground."""
    profile = tmp_path / "past-stays.yaml"
    profile.write_text(PAST_STAYS)
    return f"crosscheck --profile {profile} --port ferry --on 2026-11-30 --direction inbound"


def test_of_past_stays_the_ground_is_asked_for_and_never_the_list_again(
    shell: Shell, past_stays: str
) -> None:
    """With 92 days of 90 all hangs on what they rested on."""
    asked = _told(shell(past_stays).out)
    grounds = [f'--set "visits.UTO[{n}].ground=WORD"' for n in range(3)]

    assert asked == grounds[:1]
    without_a_visa = " ".join(grounds).replace("WORD", "visa-exemption")
    assert shell(f"{past_stays} {without_a_visa}").status == 1
    assert shell(f"{past_stays} {without_a_visa.replace('visa-exemption', 'visa')}").status == 0


def test_none_contradicts_stays_that_are_stated(shell: Shell, past_stays: str) -> None:
    """As `--no-visa` contradicts `--visa`; whichever is wrong, nothing stated is erased."""
    done = shell(f"{past_stays} --set visits.UTO=none")

    assert done.status == 2
    assert "--set visits.UTO: says that there is none" in done.err
    assert (
        shell(
            f'{past_stays} --set visits.DE="2026-01-01..2026-01-09 ground=visa" --set visits.DE=none'
        ).status
        == 2
    )
    assert shell(f"{past_stays} --set visits.DE=none").status == 3


ONE_OF_EACH_LIST = [
    ("documents=none", "documents=ordinary-passport"),
    ("visas=none", "visas.DE=Z 2026-11-01..2027-02-01"),
    ("visas.UTO=none", "visas.Utopia=T1 2026-11-01..2027-02-01"),
    ("permits=none", "permits=UTO temporary 2026-01-01..2028-01-01"),
    ("papers=none", "papers=consent-for-minor 2026-01-01..2027-01-01"),
    ("tickets=none", "tickets=UZ date=2026-12-10"),
    ("companions=none", "companions=parent"),
    ("visits=none", "visits.UTO=2026-06-01..2026-06-20 ground=visa-exemption"),
    ("visits=none", "visits=2026-06-01..2026-06-20 state=UTO"),
    ("visits.UTO=none", "visits.utopia=2026-06-01..2026-06-20 ground=visa-exemption"),
    ("visits.UTO=none", "visits=2026-06-01..2026-06-20 state=UTO"),
]


def test_every_list_is_tried() -> None:
    """A list that comes to be is told of here."""
    assert {none.partition("=")[0].partition(".")[0] for none, _ in ONE_OF_EACH_LIST} == set(LISTS)


@pytest.mark.parametrize(
    ("none", "thing"),
    [
        *((f"--set {none}", f'--set "{thing}"') for none, thing in ONE_OF_EACH_LIST),
        ("--no-visa", '--visa "DE Z 2026-11-01..2027-02-01"'),
        ("--no-visa", '--set visas.DE="Z 2026-11-01..2027-02-01"'),
        ("--no-visa", '--set permits="UTO temporary 2026-01-01..2028-01-01"'),
        ("--set visas=none", '--visa "DE Z 2026-11-01..2027-02-01"'),
    ],
)
def test_none_contradicts_what_is_stated_in_either_order(shell: Shell, none: str, thing: str) -> None:
    """Which of the two is typed first says nothing of which is true: neither is taken."""
    line = "crosscheck --nationality DE --direction inbound --port ferry --on 2026-12-01"

    for both in (f"{none} {thing}", f"{thing} {none}"):
        done = shell(f"{line} {both}")
        assert done.status == 2, both
        assert f"{none}".partition("=")[0] + ": says that there is none, but" in " ".join(done.err.split())


def test_none_may_be_said_twice(shell: Shell) -> None:
    """What agrees is no contradiction: advice for two facts may name one of them twice."""
    line = "crosscheck --nationality DE --direction inbound --port ferry --on 2026-12-01"
    alone = shell(f"{line} --no-visa")

    assert shell(f"{line} --no-visa --set permits=none --set visas.DE=none --set visas=none").out == alone.out
    assert shell(f"{line} --set visits=none --set visits.UTO=none").status in (0, 1, 3)


def test_a_past_stay_is_kept_beside_those_of_another_state(shell: Shell) -> None:
    """Each says whose it is, after the name of the list or by its property; one that says neither is asked back."""
    line = "crosscheck --nationality IS --direction inbound --port ferry --on 2026-12-01 --explain"
    of_the_neighbour, of_utopia = "2026-01-01..2026-01-09", "2026-06-01..2026-06-20 ground=visa-exemption"
    apart = shell(f'{line} --set visits.DE="{of_the_neighbour}" --set visits.UTO="{of_utopia}"')

    assert "past stays" in apart.out
    assert (
        shell(f'{line} --set visits.DE="{of_the_neighbour}" --set visits="{of_utopia} state=UTO"').out
        == apart.out
    )
    done = shell(f'{line} --set visits.DE="{of_the_neighbour}" --set visits="{of_utopia}"')
    assert done.status == 2
    assert "say of which this is" in done.err


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("permits: [{issuing_state: UTO, kind: temporary}]\n", "but permits are stated"),
        ("permits: temporary\n", "write a list"),
        ("visas: [{issuing_state: UTO, category: T1}]\n", "--no-visa: says that there is none"),
        ("visas: {UTO: [{category: T1}]}\n", "--no-visa: says that there is none"),
        ("visas: T1\n", "write a list"),
        ("visas: {UTO: 5}\n", "write a list"),
    ],
)
def test_no_visa_contradicts_those_of_a_profile(shell: Shell, tmp_path: Path, stated: str, said: str) -> None:
    """However they are stated there; what is no list is told by itself."""
    profile = tmp_path / "visas.yaml"
    profile.write_text(f"nationality: PK\n{stated}")
    done = shell(f"crosscheck --profile {profile} --direction inbound --port ferry --on 2026-12-01 --no-visa")

    assert done.status == 2
    assert said in " ".join(done.err.split())


def test_what_an_option_states_is_one_more(shell: Shell, tmp_path: Path) -> None:
    """Nothing that the profile states is lost."""
    profile = tmp_path / "visas.yaml"
    profile.write_text("nationality: PK\nvisas: {Utopia: [{category: T1}]}\n")
    done = shell(
        f"crosscheck --profile {profile} --direction inbound --port ferry --on 2026-12-01 --explain"
        ' --visa "UTO X9 2026-01-01..2027-01-01" --set "visas.UTO[0].entries_left=1"'
    )

    assert "X9" in done.out
    assert "T1" in done.out


def test_with_two_passports_each_is_asked_about_by_its_place(shell: Shell, tmp_path: Path) -> None:
    """And the answer is taken where it is asked; another is told of as one more."""
    profile = tmp_path / "two.yaml"
    profile.write_text(TWO_PASSPORTS)
    line = f"crosscheck --profile {profile} --port ferry --on 2026-12-01 --direction inbound"

    assert _told(shell(line).out) == ['--set "documents[0].date_of_expiry=DAY"']
    assert "Say next" not in shell(f'{line} --set "documents[0].date_of_expiry=2031-02-02"').out
    assert shell(f'{line} --set "documents[2].type=identity-card"').status == 2


def test_the_visa_of_the_state_that_is_left_is_asked_for(shell: Shell) -> None:
    """One visa stated says nothing of those of another State, until it is said that there is no other."""
    line = (
        f"crosscheck --nationality PK --direction outbound {COMMON} --set permits=none"
        ' --visa "DE Z 2026-11-01..2027-01-31" --set document.issuing_state=PK'
        " --set ending_stay.entered_on=2026-11-20 --set ending_stay.ground=visa"
    )
    asked = _told(shell(line).out)

    assert asked == ['--visa "UTO CATEGORY FROM..UNTIL"', "--set visas.UTO=none"]
    assert shell(f'{line} --visa "UTO T1 2026-11-01..2026-12-15 entries=1 stay=30 form=sticker"').status == 0
    for nothing_more in ("--set visas.UTO=none", "--no-other-visa"):
        done = shell(f"{line} {nothing_more}")
        assert "did not keep within what it was granted" in " ".join(done.out.split())
        assert "Say next" not in done.out


@pytest.mark.parametrize("direction", ["inbound", "outbound"])
@pytest.mark.parametrize(
    ("nationality", "stated"),
    [("UTO", ""), ("PK", COMMON.partition("2026-11-30 ")[2]), ("DE", '--visa "UTO T1 2026-11-01.."')],
)
def test_advice_pasted_word_for_word_is_refused(
    shell: Shell, nationality: str, direction: str, stated: str
) -> None:
    """With an error that names what is to be written there, for one and for all together; never with a verdict."""
    line = f"crosscheck --nationality {nationality} --direction {direction} --port ferry --on 2026-11-30 {stated}"
    out = shell(line).out
    told = [each for each in _told(out) if not each.endswith("=none") and not each.startswith("--no-")]

    assert told
    for pasted in (told[0], told[-1], " ".join(told)):
        done = shell(f"{line} {pasted}")
        assert done.status == 2
        assert any(f"`{word}`" in done.err for word in PLACEHOLDERS), (pasted, done.err)


@pytest.mark.parametrize("direction", ["inbound", "outbound"])
def test_the_first_way_of_telling_has_a_placeholder(shell: Shell, direction: str) -> None:
    """Whoever takes the first of several ways says nothing that may not be true of them."""
    said = shell(f"crosscheck --nationality DE --direction {direction} --port ferry --on 2026-11-30").out
    words = shlex.split(_next(said).replace("’", " "))

    assert any(word.startswith("--") for word in words)
    for option, word in pairwise(words):
        if option.startswith("--") and not option.startswith("--no-"):
            stands_for = any(placeholder in word for placeholder in PLACEHOLDERS)
            assert stands_for or words[words.index(word) - 2] == "or"


@pytest.mark.parametrize(
    ("statements", "shown"),
    [
        ('--set papers="consent-for-minor 2026-01-01..2027-01-01 issuing_state=DE"', "consent for minor"),
        ('--set permits="UTO temporary 2026-01-01..2027-01-01"', "temporary"),
        ("--set companions=parent --set companions=child", "child"),
        ('--set tickets="UZ date=2026-12-10 mode=air confirmed=yes"', "Uzbekistan"),
        ('--set visits.UTO="2026-06-01..2026-06-20 ground=visa-exemption"', "2026"),
        ('--set documents="ordinary-passport nationality=DE date_of_expiry=2030-05-01"', "ordinary passport"),
        ('--set visas.DE="L 2026-01-01..2027-01-01"', "the visa is Germany"),
    ],
)
def test_every_list_can_be_stated(shell: Shell, statements: str, shown: str) -> None:
    """Not only that it is empty; again for each thing."""
    done = shell(f"crosscheck --nationality DE --direction inbound --on 2026-12-01 {statements} --explain")

    assert done.status in (0, 1, 3), done.err
    assert shown in done.out


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("--set companions=cousin", "is no"),
        ('--set companions="parent child"', "write it as `WORD`"),
        ('--set visits.UTO="june"', "write it as `FROM..UNTIL`"),
        ('--set visits.UTO="2026-06-01..2026-06-20 colour=red"', "there may stand ground="),
        ("--set visits.Atlantis=none", "no known State"),
        ('--set papers="insurance" --set papers=none', "but papers are stated"),
        ('--set "papers[0].area=X"', "there is no such thing: papers has 0"),
        ("--set purpose=WORDS", "`WORDS` only stands for"),
        ("--no-other-visa", "say --no-visa"),
    ],
)
def test_what_cannot_be_read_of_a_list_shows_the_form(shell: Shell, statement: str, said: str) -> None:
    """Nothing of it is guessed."""
    done = shell(f"crosscheck --nationality DE --direction inbound --on 2026-12-01 {statement}")

    assert done.status == 2
    assert said in " ".join(done.err.split())


def test_a_conditional_shows_ways_out_of_what_no_fact_can_settle(shell: Shell) -> None:
    """Where no source says whether a child needs a consent, it can still be brought."""
    done = shell(
        "crosscheck --nationality UTO --direction inbound --port ferry --on 2026-12-01 --set date_of_birth=2015-05-17"
        " --document-type ordinary-passport --document-expires 2030-05-01 --set document.date_of_issue=2022-05-01"
        " --set companions=none --set papers=none"
    )

    assert done.status == 3
    assert "Way out" in done.out
    assert "Bring the consent of a parent." in done.out
