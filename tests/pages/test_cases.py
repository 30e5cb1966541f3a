"""The page of whole crossings says what the journeys say, and covers what was promised."""

from collections import Counter

from tests.pages.cases import PAGE, journeys, render


def test_the_page_of_cases_is_up_to_date() -> None:
    """What reviewers read is what the rules are held to; `python -m tests.pages.cases` writes it."""
    assert PAGE.read_text(encoding="utf-8") == render(journeys())


def test_every_journey_names_its_sources_where_it_cites_them() -> None:
    """A journey follows from sentences, and each names one of the journey's sources or of another's."""
    without = [
        journey["journey"]
        for journey in journeys()
        if "not_covered" not in journey["expect"] and not all("(" in line for line in journey["follows_from"])
    ]

    assert without == []


def test_there_are_at_least_forty_crossings_and_each_verdict_is_among_them() -> None:
    """Pass, fail and conditional are each shown many times; little is left that is not covered."""
    verdicts = Counter(journey["expect"].get("verdict", "none") for journey in journeys())

    assert sum(verdicts.values()) >= 40
    assert min(verdicts[name] for name in ("pass", "fail", "conditional")) >= 20
    assert verdicts["none"] >= 1


def test_both_nationals_cross_both_ports_both_ways() -> None:
    """China's and Kazakhstan's nationals, outbound and inbound, at Muzart and at Khorgos."""
    seen = {
        (journey["given"].get("nationality"), journey["question"]["port"], journey["question"]["direction"])
        for journey in journeys()
        if "port" in journey["question"]
    }

    assert {
        (nationality, port, direction)
        for nationality in ("CN", "KZ")
        for port in ("muzart", "khorgos")
        for direction in ("outbound", "inbound")
    } <= seen
