"""Profile files: JSON or YAML, with the traps of both refused."""

import pytest

from crosscheck.language.errors import ProfileError
from crosscheck.profile.text import parse_profile_text

YAML = "nationality: NO   # Norway\nvisas: []\nresidence: null\nstay: {days: 010}\n"


def test_yaml_is_text_until_a_fact_types_it() -> None:
    """`NO` stays Norway, and `010` is refused later as the number it is not."""
    assert parse_profile_text(YAML, "traveller.yaml") == {
        "nationality": "NO",
        "visas": [],
        "residence": None,
        "stay": {"days": "010"},
    }


@pytest.mark.parametrize("name", ["traveller.json", "-"])
def test_json_is_known_by_its_name_or_its_brace(name: str) -> None:
    """Standard input has no name to go by."""
    assert parse_profile_text(b'\xef\xbb\xbf {"stay": {"days": 10}}', name) == {"stay": {"days": 10}}


@pytest.mark.parametrize(
    ("text", "name", "problem"),
    [
        (
            '{"a": 1, "a": 2}',
            "p.json",
            ("p.json", "the key `a` stands twice in one object; keep one of them"),
        ),
        ('{"a": NaN}', "p.json", ("p.json", "`NaN` is no JSON; write null for what is not known")),
        ("", "p.json", ("p.json", "the file is empty")),
        ('{"a": ', "p.json", ("p.json:1:7", "this is no JSON from here on")),
        ("[" * 200_000, "p.json", ("p.json", "lists and mappings stand too deep in one another")),
        ("1" * 5000, "p.json", ("p.json", "it holds a number that is too long")),
        (b"\xff{}", "p.json", ("p.json", "the file is not UTF-8; save it in that encoding")),
        (
            "[1]",
            "p.json",
            ("p.json", "a profile is a mapping from facts to values, such as `nationality: KZ`"),
        ),
        ("- 1", "-", ("-", "a profile is a mapping from facts to values, such as `nationality: KZ`")),
        ("a: 1\na: 2", "-", ("-:2:1", "`a` stands twice in one mapping; keep one of them")),
        (
            "a: &x 1",
            "p.yaml",
            ("p.yaml:1:4", "`&x` is a YAML anchor; delete it, and write the value out where it is meant"),
        ),
        ("x" * 2_000_000, "-", ("-", "the profile is larger than 1 MiB; write one traveller to a file")),
    ],
)
def test_a_file_that_means_nothing_definite_is_refused(
    text: str, name: str, problem: tuple[str, str]
) -> None:
    """With its place, and nothing but `ProfileError`."""
    with pytest.raises(ProfileError) as raised:
        parse_profile_text(text, name)

    assert raised.value.problems == (problem,)


def test_an_empty_file_is_refused() -> None:
    """It is more likely a mistake than a traveller of whom nothing is known."""
    with pytest.raises(ProfileError, match="empty"):
        parse_profile_text("", "p.yaml")


def test_crlf_and_a_byte_order_mark_are_forgiven() -> None:
    """Travellers' files come from everywhere; what they say is still definite."""
    assert parse_profile_text(b"\xef\xbb\xbfnationality: KZ\r\n", "p.yaml") == {"nationality": "KZ"}
