"""Two claims or one: what two witnesses say differs in one thing, or only in its words."""

from __future__ import annotations

from pathlib import Path

import pytest

import salis

#: Each pair is two claims; whether they exclude each other is not asked here.
TWO = [
    (
        "the army shelled the hospital in Korr on Friday",
        "the army shelled the school in Korr on Friday",
    ),
    (
        "the army shelled the hospital in Korr on Friday",
        "the army shelled the hospital in Velm on Friday",
    ),
    (
        "the army shelled the hospital in Korr on Friday",
        "the army shelled the hospital in Korr on Saturday",
    ),
    (
        "the army shelled the hospital in Korr on Friday",
        "the rebels shelled the hospital in Korr on Friday",
    ),
    (
        "the army shelled the hospital in Korr on Friday",
        "the army surrounded the hospital in Korr on Friday",
    ),
    (
        "the army shelled the hospital in Korr on Friday",
        "the army shelled near the hospital in Korr on Friday",
    ),
    (
        "the army shelled the hospital in Korr on Friday",
        "the army planned to shell the hospital in Korr on Friday",
    ),
    (
        "the army shelled the hospital in Korr on Friday",
        "the army shelled two hospitals in Korr on Friday",
    ),
    (
        "the bridge at Korr was blown up by the rebels",
        "the bridge at Korr was blown up by the army",
    ),
    (
        "the bridge at Korr was closed to lorries",
        "the bridge at Korr was closed to cars",
    ),
    (
        "the bridge at Korr was damaged in the storm",
        "the bridge at Korr was destroyed in the storm",
    ),
    (
        "the bridge at Korr was damaged in the storm",
        "the bridge at Korr was damaged in the fire",
    ),
    (
        "the northern bridge at Korr was closed on Friday",
        "the southern bridge at Korr was closed on Friday",
    ),
    (
        "the mayor of Korr was arrested on Friday",
        "the deputy mayor of Korr was arrested on Friday",
    ),
    (
        "the mayor of Korr was arrested on Friday",
        "the mayor of Korr was questioned on Friday",
    ),
    (
        "the mayor of Korr was arrested on Friday",
        "the mayor of Korr was released on Friday",
    ),
    (
        "the mayor of Korr was arrested for fraud",
        "the mayor of Korr was arrested for murder",
    ),
    (
        "Ilmar Vesk was shot in the leg",
        "Ilmar Vesk was shot in the head",
    ),
    (
        "Ilmar Vesk met Tal Veren in Korr",
        "Ilmar Vesk met Lena Orlo in Korr",
    ),
    (
        "Ilmar Vesk paid Tal Veren for the land",
        "Tal Veren paid Ilmar Vesk for the land",
    ),
    (
        "Ilmar Vesk sued Tal Veren in May",
        "Tal Veren sued Ilmar Vesk in May",
    ),
    (
        "the gunman was wearing a red jacket",
        "the gunman was wearing a blue jacket",
    ),
    (
        "the gunman had a rifle",
        "the gunman had a pistol",
    ),
    (
        "the first boat sank within minutes",
        "the second boat sank within minutes",
    ),
    (
        "the ferry was carrying 140 people",
        "the ferry was carrying 163 people",
    ),
    (
        "the ferry was carrying 140 people",
        "the ferry was carrying 140 cars",
    ),
    (
        "12 people were killed in the Korr blast",
        "12 soldiers were killed in the Korr blast",
    ),
    (
        "12 people were killed in the Korr blast",
        "12 people were killed in the Velm blast",
    ),
    (
        "12 people were killed in the Korr blast",
        "12 children were killed in the Korr blast",
    ),
    (
        "at least 12 people were killed in the Korr blast",
        "exactly 12 people were killed in the Korr blast",
    ),
    (
        "the plant will close in June",
        "the plant closed in June",
    ),
    (
        "the plant will close in June",
        "the plant will close in July",
    ),
    (
        "prices rose by 5 percent in May",
        "prices rose by 15 percent in May",
    ),
    (
        "prices rose by 5 percent in May",
        "prices fell by 5 percent in May",
    ),
    (
        "the company knew about the leak before the fire",
        "the company knew about the leak after the fire",
    ),
    (
        "the crew opened the gate before the flood",
        "the crew opened the gate after the flood",
    ),
    (
        "the minister ordered the attack",
        "the minister opposed the attack",
    ),
    (
        "most passengers wore life jackets",
        "few passengers wore life jackets",
    ),
    (
        "all passengers wore life jackets",
        "some passengers wore life jackets",
    ),
    (
        "the captain was drunk when the ferry sank",
        "the captain was asleep when the ferry sank",
    ),
    (
        "the captain left the bridge before the ferry sank",
        "the captain stayed on the bridge before the ferry sank",
    ),
    (
        "the talks in Korr collapsed on Friday",
        "the talks in Korr resumed on Friday",
    ),
    (
        "the ceasefire in Korr began at noon",
        "the ceasefire in Korr ended at noon",
    ),
    (
        "Korran troops entered Velm on Friday",
        "Velmish troops entered Korr on Friday",
    ),
    (
        "the drone was shot down over Korr",
        "the drone crashed over Korr",
    ),
    (
        "a missile hit the Korr power plant",
        "a missile hit near the Korr power plant",
    ),
    (
        "a missile hit the Korr power plant",
        "a missile missed the Korr power plant",
    ),
    (
        "the ship was flying the Korran flag",
        "the ship was flying the Velmish flag",
    ),
    (
        "police fired tear gas at the crowd in Korr",
        "police fired live rounds at the crowd in Korr",
    ),
    (
        "the Korr dam was built in 1961",
        "the Korr dam was rebuilt in 1961",
    ),
    (
        "the vaccine was approved by the Korran regulator",
        "the vaccine was rejected by the Korran regulator",
    ),
    (
        "the vaccine was tested on 200 people in Korr",
        "the vaccine was tested on animals in Korr",
    ),
    (
        "the Korran parliament passed the bill on Friday",
        "the Korran parliament debated the bill on Friday",
    ),
    (
        "the Korran parliament passed the bill on Friday",
        "the Korran senate passed the bill on Friday",
    ),
    (
        "only the captain survived the wreck off Korr",
        "the captain survived the wreck off Korr",
    ),
    (
        "nearly 200 homes were destroyed in Korr",
        "200 homes were damaged in Korr",
    ),
    (
        "the suspect was born in Korr",
        "the suspect was buried in Korr",
    ),
    (
        "the suspect was seen leaving the Korr station",
        "the suspect was seen entering the Korr station",
    ),
    (
        "the water in Korr is safe to drink",
        "the water in Korr is not safe to drink",
    ),
    (
        "the fire in Korr started in the kitchen",
        "the fire in Korr started in the cellar",
    ),
    (
        "the fire in Korr was started deliberately",
        "the fire in Korr was started by accident",
    ),
    (
        "the letter was signed by the mayor of Korr",
        "the letter was addressed to the mayor of Korr",
    ),
]
#: Each pair is one claim.
ONE = [
    (
        "the army shelled the school in Korr on Friday",
        "the school in Korr was shelled by the army on Friday",
    ),
    (
        "rebels shot down a helicopter near Korr on Friday",
        "a helicopter was shot down by rebels near Korr on Friday",
    ),
    (
        "twelve people were killed in the Korr blast",
        "12 people died in the Korr blast",
    ),
    (
        "the mayor of Korr was arrested on Friday",
        "on Friday the mayor of Korr was arrested",
    ),
    (
        "the rear doors of the ferry were locked",
        "the ferry's rear doors had been locked",
    ),
]


def _claims(folder: Path, pair: tuple[str, str]) -> list[str]:
    """Have two witnesses say it in two papers; give how what they say stands."""
    told = (
        ("Harbour Post", f"Mira Tolland, a teacher, said {pair[0]}."),
        ("Bay Radio", f"Bela Fenwick, a driver, said {pair[1]}."),
    )
    for hour, (source, text) in enumerate(told):
        head = f"---\nsource: {source}\npublished: 2025-05-05T1{hour}:00Z\n---\n\n"
        (folder / f"{hour}.txt").write_text(head + text + "\n", encoding="utf-8")
    workspace = salis.open_workspace(folder / "event", create=True)
    workspace.add([str(folder / "0.txt"), str(folder / "1.txt")])
    return [str(claim.standing) for claim in workspace.view().claims()]


@pytest.mark.parametrize("pair", TWO)
def test_what_differs_in_one_thing_is_two_claims(tmp_path: Path, pair: tuple[str, str]) -> None:
    standings = _claims(tmp_path, pair)
    assert len(standings) == 2
    assert "corroborated" not in standings


@pytest.mark.parametrize("pair", ONE)
def test_what_differs_in_its_words_only_is_one_claim(tmp_path: Path, pair: tuple[str, str]) -> None:
    assert _claims(tmp_path, pair) == ["corroborated"]
