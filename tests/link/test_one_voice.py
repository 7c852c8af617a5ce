"""One voice or two: the same thing told twice, read from plain reports, by whom it comes down to.

What is called corroborated when it is one voice told twice is the worst that Salis can do.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import salis

DOORS = "the rear doors of the ferry were locked before it sank"
SAID = f"said {DOORS}."
#: Two reports of one voice: whom it is called by in each.
ONE_VOICE = {
    "a spokesman and his ministry": (
        f"Ivo Lant, a spokesman for the transport ministry, {SAID}",
        f"The transport ministry {SAID}",
    ),
    "a minister and his ministry": (
        f"Transport Minister Lena Orlo {SAID}",
        f"The transport ministry said that {DOORS}.",
    ),
    "an apposition and another order": (
        f"Lena Orlo, the transport minister, {SAID}",
        f"According to the Ministry of Transport, {DOORS}.",
    ),
    "the government and a minister": (
        f"The government {SAID}",
        f"Transport Minister Lena Orlo {SAID}",
    ),
    "a foreign secretary": (
        f"Foreign Secretary Lena Orlo {SAID}",
        f"The Foreign Office {SAID}",
    ),
    "a secretary of state": (
        f"Secretary of State Lena Orlo {SAID}",
        f"The State Department {SAID}",
    ),
    "a department elsewhere called a ministry": (
        f"The Korran Defense Department {SAID}",
        f"Korr's defense ministry {SAID}",
    ),
    "a president and his office": (
        f"President Otto Gall {SAID}",
        f"The president's office {SAID}",
    ),
    "a prosecutor and the office": (
        f"Chief prosecutor Ada Lind {SAID}",
        f"The prosecutor's office {SAID}",
    ),
    "a police chief and the police": (f"Police chief Mara Venn {SAID}", f"Police {SAID}"),
    "the chief of a town's police": (
        f"Mara Venn, chief of the Brennick police, {SAID}",
        f"Brennick police said that {DOORS}.",
    ),
    "a police department": (
        f"The Brennick Police Department {SAID}",
        f"Brennick police {SAID}",
    ),
    "an army spokesman": (f"Army spokesman Colonel Pavel Reis {SAID}", f"The army {SAID}"),
    "a commander": (
        f"The coast guard {SAID}",
        f"Coast Guard commander Pavel Reis {SAID}",
    ),
    "a chief executive": (
        f"Ilmar Vesk, chief executive of Heron Lines, {SAID}",
        f"Heron Lines {SAID}",
    ),
    "a company's form": (f"Heron Lines {SAID}", f"Heron Lines Ltd {SAID}"),
    "a union's head": (
        f"Pavel Reis, head of the Harbour Workers Union, {SAID}",
        f"The Harbour Workers Union {SAID}",
    ),
    "a hospital's director": (
        f"Dr Ada Lind, director of St Olave hospital, {SAID}",
        f"St Olave hospital {SAID}",
    ),
    "initials": (f"The National Ferry Safety Agency {SAID}", f"The NFSA {SAID}"),
    "initials that leave out the country": (
        f"The Korran Centers for Disease Control and Prevention {SAID}",
        f"According to the CDCP, {DOORS}.",
    ),
    "a channel": (
        f"The transport ministry said on its Telegram channel that {DOORS}.",
        f"In a statement, the Transport Ministry {SAID}",
    ),
    "a report": (
        f"A report by the Marine Accident Board found that {DOORS}.",
        f"Investigators from the Marine Accident Board {SAID}",
    ),
    "a first name's short form": (f"Thomas Wendel {SAID}", f"Tom Wendel {SAID}"),
    "a first name's letter": (f"J. Amsel {SAID}", f"Judit Amsel {SAID}"),
    "another script": (f"Sergei Volkonin {SAID}", f"Sergey Volkonin {SAID}"),
    "a former office": (
        f"Former transport minister Lena Orlo {SAID}",
        f"Lena Orlo {SAID}",
    ),
    "who holds an office": (
        f"The mayor of Brennick, Tal Veren, {SAID}",
        f"The mayor of Brennick {SAID}",
    ),
    "whom an agency cites": (
        f"VPA reported, citing the transport ministry, that {DOORS}.",
        f"The transport ministry told VPA {DOORS}.",
    ),
    "whom a paper cites at the end": (
        f"The Lantern reported that {DOORS}, citing the coast guard.",
        f"The coast guard {SAID}",
    ),
    "two things told, one according to": (
        f"{DOORS.capitalize()} and the radio had failed, according to the transport ministry.",
        f"The transport ministry {SAID}",
    ),
    "one outlet citing the other": (f"Bay Radio reported that {DOORS}.", f"{DOORS.capitalize()}."),
}
#: Ways to print what one passenger says.
WAYS = [
    f"{DOORS.capitalize()}, said Mira Tolland, a passenger from Korr who survived.",
    f"According to passenger Mira Tolland, {DOORS}.",
    f"“{DOORS.capitalize()},” Mira Tolland told Bay Radio.",
    f"Mira Tolland: “{DOORS.capitalize()}.”",
    f"Mira Tolland is adamant that {DOORS}.",
    f"Asked about the doors, Mira Tolland replied that {DOORS}.",
    f"For Mira Tolland there is no doubt: {DOORS}.",
    f"{DOORS.capitalize()} — Mira Tolland, passenger.",
    f"Mira Tolland survived the sinking. “I saw it all,” she said. “{DOORS.capitalize()}.”",
    f"Mira Tolland survived the sinking.\n\n{DOORS.capitalize()}, she said.",
    f"It was Mira Tolland who said {DOORS}.",
    f"{DOORS.capitalize()}, as Mira Tolland put it.",
    f"In the words of Mira Tolland, {DOORS}.",
    f"{DOORS.capitalize()}, the Lantern quoted Mira Tolland as saying.",
    f"{DOORS.capitalize()}, Mira Tolland was quoted as saying.",
    f"On Monday Mira Tolland became the first survivor to say {DOORS}.",
    f"It was reported that {DOORS}.",
    f"{DOORS.capitalize()}, it emerged on Monday.",
    f"{DOORS.capitalize()}, reports say.",
    f"{DOORS.capitalize()}, or so the survivors say.",
    f"Some say {DOORS}.",
    f"It is believed that {DOORS}.",
]
TWO_VOICES = {
    "a passenger and a deckhand": (
        f"Mira Tolland, a passenger, {SAID}",
        f"Bela Fenwick, a deckhand, {SAID}",
    ),
    "police and a ministry": (f"Brennick police {SAID}", f"The transport ministry {SAID}"),
    "two ministries": (f"The transport ministry {SAID}", f"The interior ministry {SAID}"),
    "two presidents": (
        f"President Otto Gall of Korr {SAID}",
        f"President Ana Ruiz of Velm {SAID}",
    ),
    "two mayors": (f"Mayor Tal Veren {SAID}", f"Ann Hill, the mayor of Brennick, {SAID}"),
    "a minister and a company": (
        f"Transport Minister Lena Orlo {SAID}",
        f"Ilmar Vesk, chief executive of Heron Lines, {SAID}",
    ),
    "two people of the same initials": (f"Ada Lind {SAID}", f"Anna Lund, a survivor, {SAID}"),
    "an agency and a union": (
        f"The National Ferry Safety Agency {SAID}",
        f"The Harbour Workers Union {SAID}",
    ),
}


def _standings(folder: Path, reports: tuple[str, str]) -> set[str]:
    for source, day, report in zip(("Harbour Post", "Bay Radio"), (3, 4), reports, strict=True):
        head = f"---\nsource: {source}\npublished: 2025-05-0{day}T10:00Z\n---\n\n"
        (folder / f"{day}.txt").write_text(head + report + "\n", encoding="utf-8")
    workspace = salis.open_workspace(folder / "event", create=True)
    workspace.add([str(folder / "3.txt"), str(folder / "4.txt")])
    return {str(claim.standing) for claim in workspace.view().claims()}


@pytest.mark.parametrize("reports", ONE_VOICE.values(), ids=ONE_VOICE.keys())
def test_one_voice_told_twice_corroborates_nothing(
    tmp_path: Path, reports: tuple[str, str]
) -> None:
    assert _standings(tmp_path, reports) <= {"reported", "alleged"}


@pytest.mark.parametrize("report", WAYS)
@pytest.mark.parametrize("first", [True, False])
def test_a_passenger_is_one_voice_however_she_is_quoted(
    tmp_path: Path, report: str, *, first: bool
) -> None:
    plain = f"Mira Tolland, a passenger, {SAID}"
    told = (report, plain) if first else (plain, report)
    assert "corroborated" not in _standings(tmp_path, told)


@pytest.mark.parametrize("reports", TWO_VOICES.values(), ids=TWO_VOICES.keys())
def test_two_voices_corroborate(tmp_path: Path, reports: tuple[str, str]) -> None:
    assert _standings(tmp_path, reports) == {"corroborated"}


def test_who_says_the_opposite_disputes_it(tmp_path: Path) -> None:
    told = (
        "Mira Tolland said the rear doors of the ferry were locked.",
        "Bela Fenwick said the rear doors of the ferry were not locked.",
    )
    assert _standings(tmp_path, told) == {"disputed"}


def test_opposite_states_at_one_time_are_a_dispute(tmp_path: Path) -> None:
    told = (
        "Police said the border crossing at Korr was open.",
        "The interior ministry said the border crossing at Korr was closed.",
    )
    assert _standings(tmp_path, told) == {"disputed"}


def test_a_text_printed_with_a_word_left_out_is_one_voice(tmp_path: Path) -> None:
    told = (
        "A news crew covering the clashes in Brennick felt the wrath of the police.",
        "A news crew working to cover the clashes between the two camps in Brennick felt the wrath "
        "of the police on Friday.",
    )
    assert "corroborated" not in _standings(tmp_path, told)


def test_what_stands_whole_inside_another_text_is_one_voice(tmp_path: Path) -> None:
    whole = "At present there have been no confirmed cases of river fever in Korr or in the hills."
    told = (whole, f"As a precaution one patient is being tested for river fever: {whole.lower()}")
    assert "corroborated" not in _standings(tmp_path, told)
