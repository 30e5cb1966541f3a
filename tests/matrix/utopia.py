"""Rules of Utopia made for the matrix: every way in which a nationality can stand."""

from crosscheck.compiler.files.build import build
from crosscheck.matrix.positions import Asked, Matrix
from crosscheck.rulebook.ruleset import RuleSet
from tests.compiler.reading import good_files

PERMISSION = """\
requirement: uto.entry.permission
title: Permission to enter
says: A person enters as a citizen, under an exemption, with a visa.
source: uto-border-act-2020
met_by:
  - ground: citizen
    title: Citizens
    source: uto-border-act-2020, art. 3
    for:
      nationality: UTO
    needs:
      nationalities: only UTO
  - ground: listed
    title: Nationals of listed States
    source: uto-border-act-2020, art. 4
    for:
      nationality: in uto-listed
    needs:
      document.type: ordinary-passport
      document.date_of_expiry: at least 6 months after stay.until
      purpose: only tourism or private
      port.open_to_travellers: yes
      port.modes: covers car
    grants:
      stay: 30 days counted from the day after entry
      within: 60 days in any 180 days
      counting: all stays
  - ground: treaty
    title: The treaty with France
    source: tower-news-2024
    in_force: 2024-05-01 ..
    for:
      nationality: FR
    needs:
      document.type: ordinary-passport
      purpose: only tourism or business
    grants:
      stay: 90 days counted from the day of entry
      within: 90 days in a calendar year
      counting: all stays
  - ground: by-car
    title: Spaniards by car
    source: uto-de-treaty-2021
    for:
      nationality: ES
    needs:
      crossing.mode: car
    grants:
      stay: 5 days counted from the day of entry
  - ground: short
    title: Portuguese until the end of a festival
    source: uto-de-treaty-2021
    for:
      nationality: PT
    needs:
      stay.until: on or before 2024-06-30
    grants:
      stay: no limit
  - ground: visa
    title: A visa
    source: uto-border-act-2020, art. 5
    needs:
      visa:
        issuing_state: UTO
        valid_until: on or after stay.until
    grants:
      stay: no limit
  - ground: invited
    title: Guests
    source: uto-border-act-2020, art. 6
    needs:
      paper:
        kind: invitation
    grants:
      stay: no limit
"""
LISTED = """\
group: uto-listed
title: Listed States
source: uto-border-act-2020, annex 1
members:
  IT: {in_force: 2024-01-01 .. 2024-03-31}
  FR: {in_force: 2021-01-01 .., source: uto-de-treaty-2021}
  GR: {in_force: 2021-01-01 .. 2024-02-29, unsettled: 2024-03-01 ..}
"""
STATE = """\
state: UTO
authority: Border Service of Utopia
source: uto-border-act-2020
covered:
  - since: 2023-06-01
    with: any
    modes: any
    nationalities: UTO or DE or FR or IT or GR or ES or PT or IN or US
"""
LEDGER = """\
ledger: UTO
source: tower-news-2024
needs_visa:
  - IN
"""
VISAS = """\
visas: UTO
categories:
  T1:
    title: A visit
    purposes: tourism
    source: uto-border-act-2020, annex 2
    electronic:
      source: uto-border-act-2020, annex 3
      in_force: 2024-02-01 ..
      for:
        nationality: IN or FR
  X9:
    source: uto-border-act-2020, annex 2
    electronic:
      source: uto-border-act-2020, annex 3
      for:
        nationality: US
"""


def rules() -> RuleSet:
    """Return the rules, compiled."""
    files = {path: text for path, text in good_files().items() if "/entry/" not in path or "document" in path}
    changed = {
        "states/uto/state.yaml": STATE,
        "states/uto/visas.yaml": VISAS,
        "states/uto/ledger.yaml": LEDGER,
        "states/uto/entry/permission.yaml": PERMISSION,
        "groups/uto-listed.yaml": LISTED,
    }
    compiled, found = build(files | {path: text.encode() for path, text in changed.items()})
    assert compiled is not None, found
    return compiled


def a_matrix(purpose: str = "tourism", document_type: str = "ordinary-passport") -> Matrix:
    """Return the matrix of entering Utopia."""
    return Matrix(rules(), Asked("UTO", frozenset({purpose}), document_type))
