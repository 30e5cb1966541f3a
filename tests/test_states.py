"""State codes: one spelling inside, many outside."""

import pytest

from crosscheck import states
from crosscheck.state_names import DOC_9303, ISO_3166

DOC_9303_DEMANDED = [
    "XXA",
    "XXB",
    "XXC",
    "XXX",
    "UNO",
    "UNA",
    "UNK",
    "EUE",
    "GBD",
    "GBN",
    "GBO",
    "GBP",
    "GBS",
    "UTO",
]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KZ", "KZ"),
        ("KAZ", "KZ"),
        ("kz", "KZ"),
        (" Kazakhstan ", "KZ"),
        ("D", "DE"),
        ("RKS", "XK"),
        ("XK", "XK"),
        ("South Korea", "KR"),
        ("USA", "US"),
        ("Türkiye", "TR"),
        ("turkey", "TR"),
        ("Czech Republic", "CZ"),
        ("Cote d'Ivoire", "CI"),
        ("the Netherlands", "NL"),
        ("NO", "NO"),
        ("xxa", "XXA"),
    ],
)
def test_every_usual_spelling_is_read(text: str, code: str) -> None:
    """Codes, alpha-3 codes and usual names mean one State, whatever case and accents."""
    assert states.parse(text) == code


@pytest.mark.parametrize("code", DOC_9303_DEMANDED)
def test_codes_of_doc_9303_are_known_and_stay_as_they_are(code: str) -> None:
    """What is no country has a code of its own and is never turned into a country."""
    assert states.parse(code) == code
    assert states.name(code)


@pytest.mark.parametrize("code", ["HK", "MO", "TW"])
def test_hong_kong_macao_and_taiwan_are_nationalities_of_their_own(code: str) -> None:
    """Visa law treats them apart, so they are not spellings of CN."""
    assert states.parse(code) == code
    assert states.is_nationality(code)


def test_the_list_of_iso_3166_is_whole() -> None:
    """249 entries of ISO 3166-1 and Kosovo; every alpha-3 code stands once."""
    alpha_3 = [row[:3] for row in ISO_3166.values()]

    assert len(ISO_3166) == 249 + 1
    assert len(set(alpha_3)) == len(alpha_3)
    assert all(len(code) == 2 and code.isupper() for code in ISO_3166)
    assert not set(DOC_9303) & {*ISO_3166, *alpha_3}


def test_every_name_and_code_leads_back_to_its_state() -> None:
    """No spelling belongs to two States."""
    for table in (ISO_3166, DOC_9303):
        for code, row in table.items():
            for spelling in (code, *row.split("; ")):
                assert states.parse(spelling) == code
    assert {states.parse(name) for name in states.STATES.values()} == set(states.STATES)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Kazakstan", "(did you mean Kazakhstan (KZ)?)"),
        ("Chna", "(did you mean China (CN)?)"),
        ("Korea", "(did you mean North Korea (KP) or South Korea (KR)?)"),
        ("Congo", "(did you mean Congo (Kinshasa) (CD) or Congo (Brazzaville) (CG)?)"),
    ],
)
def test_a_wrong_name_is_answered_with_near_ones(text: str, meant: str) -> None:
    """A typing error and a name that two States share are both asked back."""
    with pytest.raises(ValueError, match="is no known State") as raised:
        states.parse(text)

    assert str(raised.value) == f"`{text}` is no known State {meant}"


@pytest.mark.parametrize("text", ["", "ZZ", "ZZZ", "x" * 10_000, "Казахстан", "\0"])
def test_what_is_near_to_nothing_is_refused_with_the_form_to_use(text: str) -> None:
    """There is always a way out, and a long text is not quoted in full."""
    with pytest.raises(ValueError, match="write its code") as raised:
        states.parse(text)

    assert len(str(raised.value)) < 200


def test_only_persons_of_a_state_have_a_nationality() -> None:
    """XXA and UNO stand where a nationality would, and are none; GBN is one."""
    assert states.is_nationality("GBN")
    assert not any(states.is_nationality(code) for code in ("XXA", "XXB", "XXC", "XXX", "UNO", "EUE", "XOM"))


def test_the_codes_that_are_no_state_are_those_of_doc_9303() -> None:
    """Part 3, section 5: nothing left out, nothing added; `RKS` and `D` are read as `XK` and `DE`."""
    assert set(DOC_9303) == {
        "GBD", "GBN", "GBO", "GBP", "GBS", "EUE", "UNO", "UNA", "UNK",
        "XBA", "XIM", "XCC", "XCE", "XCO", "XEC", "XPO", "XES", "XMP", "XOM", "XDC",
        "XXA", "XXB", "XXC", "XXX", "UTO", "IAO",
    }  # fmt: skip
