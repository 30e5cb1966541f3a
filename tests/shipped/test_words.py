"""Words that the shipped rules have to know: ports as travellers write them, and each way of crossing."""

import pytest

from crosscheck.deciding.question import find_port
from crosscheck.language.spelling import folded
from crosscheck.language.vocabulary import MODES
from tests.answers.test_messages import NOTHING, conditions_said
from tests.cli.commands import Shell
from tests.shipped.rules import shipped_rules

PORTS = shipped_rules().ports.values()
BY_TRAIN = frozenset({"rail"})


@pytest.mark.parametrize(
    ("written", "port"),
    [
        ("Khorgas", "khorgos"), ("Korghas", "khorgos"), ("Huoerguosi", "khorgos"), ("Huo'erguosi", "khorgos"),
        ("霍尔果斯口岸", "khorgos"), ("霍爾果斯", "khorgos"), ("Nur-Zholy", "khorgos"), ("нұр жолы", "khorgos"),
        ("霍尔果斯铁路口岸", "khorgos-rail"), ("Altyn-Kol", "khorgos-rail"), ("ICBC", "khorgos-icbc"), ("МЦПС Хоргос", "khorgos-icbc"),
        ("Alatau Pass", "alashankou"), ("阿拉山口口岸", "alashankou"), ("Дружба", "alashankou"), ("Dostyk station", "alashankou-rail"),
        ("Bakhtu", "baketu"), ("巴克图口岸", "baketu"), ("Кольжат", "dulata"), ("都拉塔口岸", "dulata"),
        ("Jeminai", "jeminay"), ("Maikapshagai", "jeminay"), ("Muzhaerte", "muzart"), ("木扎尔特口岸", "muzart"),
        ("Ahtubek", "ahetubieke"), ("阿黑土别克口岸", "ahetubieke"),
    ],
)  # fmt: skip
def test_a_port_is_found_as_travellers_write_it(written: str, port: str) -> None:
    """In other transcriptions, other scripts, and with the word for a port behind it."""
    assert find_port(shipped_rules(), written).id == port


def test_every_port_has_a_name_in_each_script_and_with_the_word_for_a_port() -> None:
    """No port is forgotten when one is given more spellings, and none needs a spelling that it has as a name."""
    for port in PORTS:
        names = {folded(name) for name in (port.id, *port.names.values())}

        assert {"zh", "kk", "ru"} <= set(port.names) or port.id == "ahetubieke"
        assert any(spelling.endswith(("口岸", "站", "合作中心")) for spelling in port.spellings), port.id
        assert not names & {folded(spelling) for spelling in port.spellings}, port.id


def test_no_way_of_crossing_by_road_is_shut_because_a_file_does_not_know_the_word() -> None:
    """A word that is new to the vocabulary is said of every road port: that it has it, or that it is not settled.

    A railway port takes nobody by road, and the centre at Khorgos is for people on foot and buses.
    """
    unsaid = []
    for port in PORTS:
        stated = port.facts["port.modes"]
        settled = frozenset().union(*(value.value for value in stated if value.settled))
        if not settled <= BY_TRAIN:
            by_road = (
                set(MODES) - {"rail", "air"} - ({"car", "lorry"} if port.id == "khorgos-icbc" else set())
            )
            said = settled.union(*(value.of or () for value in stated))
            unsaid += [(port.id, word) for word in by_road - said]

    assert unsaid == []


@pytest.mark.parametrize("mode", ["bicycle", "motorcycle", "on-foot"])
@pytest.mark.parametrize("port", ["khorgos", "baketu"])
def test_who_rides_or_walks_is_told_that_no_source_settles_it(shell: Shell, port: str, mode: str) -> None:
    """Neither let through nor turned away."""
    done = shell(
        f"crosscheck --nationality KZ --direction outbound --port {port} --on 2026-12-01 --set crossing.mode={mode}"
        " --document-type ordinary-passport --document-expires 2030-05-01"
    )

    assert done.status == 3
    assert "~  The port has that way of crossing" in done.out


def test_who_says_bike_is_asked_which(shell: Shell) -> None:
    """It may have a motor."""
    done = shell("crosscheck --nationality KZ --direction outbound --set crossing.mode=bike")

    assert done.status == 2
    assert "did you mean bicycle or motorcycle?" in done.err


@pytest.mark.parametrize("direction", ["outbound", "inbound"])
def test_an_aliens_passport_is_not_settled_in_either_state(shell: Shell, direction: str) -> None:
    """It can be stated; no source says whether China or Kazakhstan takes it for a travel document."""
    done = shell(
        f"crosscheck --nationality XXA --direction {direction} --port khorgos --on 2026-12-01"
        " --document-type aliens-passport --document-expires 2030-05-01"
        " --visa 'CN L 2026-11-01..2027-03-01 entries=2 stay=30' --visa 'KZ B12 2026-11-01..2027-03-01 entries=2 stay=30'"
    )

    assert done.status == 3
    assert done.out.count("~  Travel document") == 2


def test_every_condition_of_the_shipped_rules_can_be_said() -> None:
    """In a whole sentence, whose holes are filled."""
    said = conditions_said(shipped_rules())

    assert said
    assert [text for text in said if not text.endswith(".") or NOTHING.search(text)] == []
