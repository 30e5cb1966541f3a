"""State codes: one spelling inside, many outside."""

import re
from itertools import chain

import pytest

from crosscheck.language import states
from crosscheck.language.names.cldr import NAMES
from crosscheck.language.names.cldr_offered import FORMER, OWN
from crosscheck.language.names.codes import DOC_9303, ISO_3166
from crosscheck.language.names.hints import CODES, NO_STATE, PEOPLES, SHARED

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
        ("哈萨克斯坦", "KZ"),
        ("Казахстан", "KZ"),
        ("Қазақстан", "KZ"),
        ("中国", "CN"),
        ("Қытай", "CN"),
        ("法國", "FR"),
        ("Гонконг", "HK"),
        ("香港", "HK"),
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
    alpha_3 = [row[0] for row in ISO_3166.values()]

    assert len(ISO_3166) == 249 + 1
    assert len(set(alpha_3)) == len(alpha_3)
    assert all(len(code) == 2 and code.isupper() for code in ISO_3166)
    assert not set(DOC_9303) & {*ISO_3166, *alpha_3}


def test_every_name_and_code_leads_back_to_its_state() -> None:
    """No spelling belongs to two States, in whatever language it is."""
    for table in (ISO_3166, DOC_9303, NAMES):
        for code, row in table.items():
            for spelling in (code, *row):
                assert states.parse(spelling) == code
    assert {states.parse(name) for name in states.STATES.values()} == set(states.STATES)


def test_all_nationalities_have_a_name_in_each_of_the_four_languages() -> None:
    """Chinese in both scripts, Kazakh and Russian; names that two States share are left out."""
    for code in states.NATIONALITIES:
        names = "; ".join((*ISO_3166[code], *NAMES.get(code, ())))

        assert re.search("[\u4e00-\u9fff]", names), code
        assert re.search("[А-ӿ]", names), code


def test_a_people_is_asked_back_as_its_state() -> None:
    """Of every nationality: never read, since a Chinese may be of Hong Kong, and its State is offered."""
    peoples = {
        code: [*PEOPLES.get(code, ()), *(word for word, codes in SHARED.items() if code in codes)]
        for code in states.NATIONALITIES
    }

    assert [code for code, words in peoples.items() if not words] == []
    for code, words in peoples.items():
        assert [word for word in words if states.find(word)] == [], code
        assert [word for word in words if code not in states.meant(word)] == [], code


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Chinese", "CN"), ("Dutch", "NL"), ("English", "GB"), ("French", "FR"), ("England", "GB"), ("Kazakh", "KZ"),
        ("Korean", "KR"), ("Republic of China", "TW"), ("中国人", "CN"), ("Конго", "CD"), ("Americans", "US"),
        ("XXK", "XK"), ("KS", "XK"), ("ROM", "RO"), ("ZAR", "CD"), ("TMP", "TL"), ("YUG", "RS"), ("SU", "RU"),
        ("Chinees", "CN"), ("Germeny", "DE"), ("Казахстн", "KZ"), ("哈萨克斯", "KZ"), ("Kingdom of Norway", "NO"),
    ],
)  # fmt: skip
def test_what_is_no_name_of_a_state_is_asked_back_with_the_likeliest_first(text: str, first: str) -> None:
    """A people, a part, a name that two share, a code that counts no more, a slip: none is read."""
    with pytest.raises(ValueError, match="did you mean") as raised:
        states.parse(text)

    assert f"(did you mean {states.STATES[first]} ({first})" in str(raised.value)


def test_no_hint_is_read_as_a_state() -> None:
    """What stands among the hints is asked back, whatever another table says."""
    hints = [*SHARED, *CODES, *FORMER, *OWN, *NO_STATE, *chain.from_iterable(PEOPLES.values())]

    assert [word for word in hints if states.find(word)] == []


def test_what_a_state_is_called_at_home_is_asked_back_as_that_state() -> None:
    """`España`, `Deutschland`, `مصر`: offered before what only looks alike."""
    assert {name: states.meant(name) for name in OWN} == OWN


def test_a_word_for_two_peoples_offers_both() -> None:
    """Such words stand by themselves, with the States in the order of use."""
    peoples = [*chain.from_iterable(PEOPLES.values())]

    assert len(peoples) == len(set(peoples))
    assert states.meant("Dominican") == ("DO", "DM")


@pytest.mark.parametrize(
    "text",
    [
        "XCT",
        "WSA",
        "Northern Cyprus",
        "KKTC",
        "Kuzey Kıbrıs",
        "Cyprus, Turkish Republic of Northern",
        "World passport",
        "Абхазия",
    ],
)
def test_an_issuer_that_is_no_state_leads_to_the_nationality_of_the_holder(text: str) -> None:
    """Neither Cyprus nor Türkiye is offered for the north of the island."""
    with pytest.raises(ValueError, match="stands for no State") as raised:
        states.parse(text)

    assert "write the nationality that the person holds" in str(raised.value)


@pytest.mark.parametrize("text", ["DE,FR", "DE/FR", "Germany; France", "HK, CN", "Taiwan/China"])
def test_two_states_in_place_of_one_are_called_that(text: str) -> None:
    """They are no slip of the keyboard."""
    assert len(states.several(text)) == 2
    with pytest.raises(ValueError, match=f"`{text}` is 2 States where one is asked for"):
        states.parse(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Taiwan, China", "TW"), ("Taiwan, Province of China", "TW"), ("China, Taiwan Province of", "TW"),
        ("Hong Kong, China", "HK"), ("China, Hong Kong SAR", "HK"), ("Hong Kong (China)", "HK"),
        ("Macao, China", "MO"), ("China, Macao", "MO"), ("Republic of China (Taiwan)", "TW"),
        ("Korea, Republic of", "KR"), ("Korea, Democratic People's Republic of", "KP"), ("Korea, South", "KR"),
        ("Iran, Islamic Republic of", "IR"), ("Moldova, Republic of", "MD"), ("Bahamas, The", "BS"),
        ("Congo, Democratic Republic of the", "CD"), ("Virgin Islands, British", "VG"),
        ("Kazakhstan, Republic of", "KZ"),
    ],
)  # fmt: skip
def test_a_name_as_forms_print_it_is_one_state(text: str, code: str) -> None:
    """A name turned round at a comma, and a part of China with China behind it: never two nationalities."""
    assert states.parse(text) == code
    assert states.several(text) == ()


def test_no_two_names_beside_each_other_are_read_as_one_state() -> None:
    """But the parts of China: wherever a name is cut in two, one piece at least is no State."""
    cut = set()
    for code, row in (*ISO_3166.items(), *DOC_9303.items(), *NAMES.items()):
        for words in (name.replace(",", " ").split() for name in row):
            for at in range(1, len(words)):
                found = {states.find(" ".join(words[:at])), states.find(" ".join(words[at:]))}
                if None not in found and len(found) == 2:
                    cut.add(code)
                    assert "CN" in found, words

    assert cut <= {"HK", "MO", "TW"}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("China, Republic of", "TW"), ("Congo, Republic of", "CD"), ("Egypt, Arab Republic of", "EG"),
    ],
)  # fmt: skip
def test_a_name_turned_round_that_is_not_known_is_asked_back_as_the_other(text: str, meant: str) -> None:
    """What stands among the hints is asked back either way round."""
    with pytest.raises(ValueError, match=rf"did you mean [^?]*\({meant}\)"):
        states.parse(text)


@pytest.mark.parametrize("text", ["SUN", "SU", "USSR", "Soviet Union", "Yugoslavia"])
def test_three_states_at_most_are_offered_and_the_others_counted(text: str) -> None:
    """The likeliest first, and never a line of a dozen."""
    with pytest.raises(ValueError, match=r", and \d+ more\?\)$") as raised:
        states.parse(text)

    assert str(raised.value).count(" or ") == 2


def test_a_former_code_offers_what_its_name_does() -> None:
    """`CSK` and Czechoslovakia, `SUN` and the Soviet Union."""
    assert states.meant("CSK") == states.meant("Czechoslovakia") == ("CZ", "SK")
    assert states.meant("SUN") == states.meant("SU") == states.meant("Soviet Union")


@pytest.mark.parametrize("text", ["Deutsch", "Suisse", "Polska", "Turkce", "Ungarisch"])
def test_a_word_of_another_language_is_taken_for_no_people_that_looks_like_it(text: str) -> None:
    """`Deutsch` is no Dutch: a people is offered for its own name, or for one slip in it."""
    assert not set(states.meant(text)) - {"CH", "PL", "TR"}, text


@pytest.mark.parametrize(
    "text", ["Dutch passport", "Dutch", "Duthc", "dutch citizen", "Netherlands passport"]
)
def test_a_people_is_offered_with_a_passport_behind_it(text: str) -> None:
    """And with one slip of the keyboard."""
    assert states.meant(text) == ("NL",)


@pytest.mark.parametrize(
    "text", ["KZ\0", "\0KZ", "K\x1fZ", "KZ\x7f", "\u202eKZ", "K\u200bZ", "KZ\x1c", "Kazakh\x1bstan"]
)
def test_a_name_with_a_character_that_cannot_be_seen_is_no_name(text: str) -> None:
    """It is refused, not read without that character, and not shown raw."""
    assert states.find(text) is None
    with pytest.raises(ValueError, match="cannot be seen") as raised:
        states.parse(text)

    assert str(raised.value).isprintable()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Kazakstan", "(did you mean Kazakhstan (KZ)?)"),
        ("Chna", "(did you mean China (CN)?)"),
        ("Korea", "(did you mean South Korea (KR) or North Korea (KP)?)"),
        ("Congo", "(did you mean Congo (Kinshasa) (CD) or Congo (Brazzaville) (CG)?)"),
    ],
)
def test_a_wrong_name_is_answered_with_near_ones(text: str, meant: str) -> None:
    """A typing error and a name that two States share are both asked back."""
    with pytest.raises(ValueError, match="is no known State") as raised:
        states.parse(text)

    assert str(raised.value) == f"`{text}` is no known State {meant}"


@pytest.mark.parametrize("text", ["", "ZZ", "ZZZ", "x" * 10_000, "Атлантида"])
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
