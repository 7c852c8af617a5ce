"""A journalist goes through the desk: the main path of every page."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from salis.views.view import View
from salis.workspace.workspace import Workspace
from tests.api.serving import Served, served
from tests.desk.conftest import Look
from tests.desk.places import NOON, claim_saying, document_of, every_page


def test_the_first_screen_explains_itself_and_a_line_opens_its_grounds(
    desk: Served, look: Look
) -> None:
    page = look(desk.address)
    assert "Silver Heron" in page.locator("h1").inner_text()
    expect(page.get_by_text("What this page is")).to_be_in_viewport()
    point = page.locator("[data-point]", has_text="capsized on the Tesk").first
    expect(point).to_contain_text("corroborated")
    expect(point).to_contain_text("2 independent origins")
    point.locator("summary").click()
    expect(point.locator("blockquote").first).to_contain_text("capsized")
    point.get_by_role("link", name="The Silver Heron capsized").click()
    expect(page.locator(".verdict")).to_contain_text("corroborated")


def test_a_claim_shows_reasons_history_origins_rivals_and_evidence(
    desk: Served, view: View, look: Look
) -> None:
    page = look(f"{desk.address}/claim/{claim_saying(view, '140 passengers').id}")
    expect(page.get_by_role("heading", name="Against its rivals")).to_be_visible()
    expect(page.locator(".rivals")).to_contain_text("163 passengers")
    expect(page.locator(".steps")).to_contain_text("Edda Kolm")
    tree = page.locator("svg.tree")
    expect(tree.get_by_role("link").first).to_contain_text("Velmark Press Agency")
    expect(page.get_by_text("6 documents → 2 texts → 1 origin, 1 independent")).to_be_visible()
    page.goto(f"{desk.address}/claim/{claim_saying(view, 'was raised on Monday').id}")
    expect(page.locator(".decision")).to_contain_text("grade 1")
    expect(page.locator(".decision")).to_contain_text("harbour camera")


def test_a_statement_of_a_claim_opens_its_place_in_the_document(
    desk: Served, view: View, look: Look
) -> None:
    page = look(f"{desk.address}/claim/{claim_saying(view, 'capsized on the Tesk').id}")
    page.locator(".statement a.ref").first.click()
    expect(page.locator("mark").first).to_be_visible()
    assert re.search(r"/document/d[0-9a-f]+#s-", page.url)


def test_a_document_marks_acts_shows_chains_and_sets_copies_side_by_side(
    desk: Served, view: View, look: Look
) -> None:
    page = look(f"{desk.address}/document/{document_of(view, 'The Sarnholt Courier')}")
    number = page.locator("a.num", has_text="not known")
    expect(number).to_have_count(1)
    number.focus()
    expect(number.locator(".tip")).to_be_visible()
    expect(page.locator("li.lit")).to_contain_text("voyage recorder")
    page.get_by_role("link", name="both texts side by side").first.click()
    expect(page.locator("mark.shared")).to_have_count(2)


def test_a_silent_edit_is_shown_as_what_went_and_what_came(
    desk: Served, view: View, look: Look
) -> None:
    page = look(f"{desk.address}/document/{document_of(view, 'Channel Nine News', 2)}")
    expect(page.locator("del").first).to_contain_text("second engine")
    expect(page.locator("ins").first).to_contain_text("two diesel engines")


def test_the_timeline_is_drawn_and_can_be_looked_at_closer(desk: Served, look: Look) -> None:
    page = look(f"{desk.address}/timeline")
    expect(page.locator("svg.chart")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Silver Heron was raised on Monday evening")
    before = page.locator("svg.chart a").count()
    page.get_by_role("link", name="Closer").click()
    page.wait_for_url(re.compile("from="))
    expect(page.locator("svg.chart a")).not_to_have_count(before)
    page.get_by_label("Standing").select_option("retracted")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="show all").click()
    expect(page.locator("table.timeline tr", has_text="retracted").first).to_be_visible()


def test_disputes_lead_to_the_question_with_its_numbers(desk: Served, look: Look) -> None:
    page = look(f"{desk.address}/disputes")
    page.get_by_role("link", name=re.compile("How many: The ferry was carrying")).click()
    expect(page.locator("main")).to_contain_text("Edda Kolm")
    page.goto(f"{desk.address}/questions?state=answered")
    page.get_by_role("link", name="How many people were killed?").click()
    table = page.get_by_role("table", name="The numbers by time")
    expect(table).to_contain_text("At least 19 people")
    expect(page.locator("svg.chart").first).to_be_visible()


def test_sources_show_who_copies_whom_and_a_source_what_it_told_first(
    desk: Served, look: Look
) -> None:
    page = look(f"{desk.address}/sources")
    copying = page.get_by_role("table", name="Who copies whom")
    expect(copying.get_by_role("row", name=re.compile("Daily Lantern"))).to_contain_text("Velmark")
    page.locator("table.sources").get_by_role("link", name="Velmark Press Agency").click()
    expect(page.get_by_role("heading", name="Told first")).to_be_visible()
    expect(page.locator("main")).to_contain_text("h later")


def test_every_search_is_an_address(desk: Served, look: Look) -> None:
    page = look(f"{desk.address}/search")
    page.get_by_label(re.compile("Words")).fill("doors")
    page.get_by_text("Filters", exact=True).click()
    page.locator("select[name=act]").select_option("deny")
    page.locator("main").get_by_role("button", name="Search").click()
    expect(page.locator(".found")).to_contain_text("2 statements")
    assert "q=doors" in page.url
    assert "act=deny" in page.url
    page.get_by_role("link", name="as claims").click()
    expect(page.locator(".found")).to_contain_text("1 claim")
    page.goto(f"{desk.address}/search?kind=documents&source=Lantern&from=2025-05-05")
    expect(page.locator(".found")).to_contain_text("2 documents")
    page.goto(f"{desk.address}/search?q=zeppelin")
    expect(page.locator("main")).to_contain_text("Nothing fits")


def test_the_whole_desk_moves_to_a_past_moment_and_back(desk: Served, look: Look) -> None:
    page = look(f"{desk.address}/?{NOON}")
    expect(page.locator(".asof.past")).to_contain_text("3 May 2025 12:00")
    expect(page.locator("main")).not_to_contain_text("was raised")
    page.get_by_role("link", name="Sources").click()
    assert "as_of=2025-05-03T12" in page.url
    page.get_by_role("link", name="Back to now").click()
    assert "as_of" not in page.url
    slider = page.get_by_label("Move the desk to a moment")
    slider.focus()
    slider.press("Home")
    page.wait_for_url(re.compile("as_of=2025-05-03T09"))


def test_what_changed_is_told_with_its_cause(desk: Served, look: Look) -> None:
    page = look(f"{desk.address}/changes?since=2025-05-05&only=turned")
    row = page.get_by_role("row", name=re.compile("fled Velmark"))
    expect(row).to_contain_text("retracted its report")


def test_light_and_dark_can_be_turned_and_stay(desk: Served, look: Look) -> None:
    page = look(desk.address, color_scheme="dark")
    colour = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(colour)
    page.get_by_role("button", name="Light or dark").click()
    light = page.evaluate(colour)
    assert light != dark
    page.reload()
    assert page.evaluate(colour) == light


def test_times_are_the_readers_with_utc_on_hover(desk: Served, view: View, look: Look) -> None:
    address = f"{desk.address}/claim/{claim_saying(view, 'capsized on the Tesk').id}"
    page = look(address, timezone_id="Asia/Kolkata", locale="en-GB")
    told = page.locator(".facts time[datetime*='T']").first
    expect(told).to_contain_text("14:40")
    expect(told).to_have_attribute("title", "3 May 2025 09:10 UTC")


def test_what_is_not_there_is_said_in_words(desk: Served) -> None:
    with desk.client({"accept": "text/html"}) as client:
        for place, status in (
            ("/claim/nothing", 404),
            ("/document/nothing", 404),
            ("/question/nothing", 404),
            ("/source/nobody", 404),
            ("/nowhere", 404),
            ("/?as_of=yesterday", 400),
            ("/?clock=sundial", 400),
            ("/search?kind=spoons", 400),
            ("/live?since=never", 400),
            ("/add/nothing", 404),
        ):
            answer = client.get(place)
            assert answer.status_code == status, place
            assert 'role="alert"' in answer.text, place


def test_an_empty_desk_says_how_to_begin(tmp_path: Path, look: Look) -> None:
    Workspace.create(tmp_path / "empty").close()
    with served(tmp_path / "empty") as there:
        for place in ("/timeline", "/disputes", "/questions", "/sources", "/search", "/review"):
            assert there.client().get(place).status_code == 200, place
        assert there.client().get("/search?kind=claims").status_code == 200
        assert there.client().get("/changes").status_code == 200
        page = look(there.address)
        expect(page.get_by_role("heading", name="Nothing is here yet")).to_be_visible()
        page.get_by_role("link", name="Add documents").click()
        expect(page.get_by_label("Paste text")).to_be_visible()


def test_no_page_of_a_small_ledger_says_that_it_lags(desk: Served, view: View) -> None:
    with desk.client() as client:
        lagging = [one for one in every_page(view) if "data-held" in client.get(one).text]
    assert lagging == []
