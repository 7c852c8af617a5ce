"""Not everybody has a mouse, script or a wide screen."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from salis.views.view import View
from tests.api.serving import Served
from tests.desk.conftest import Look
from tests.desk.places import NOON, claim_saying, document_of, every_page


def test_the_keyboard_alone_goes_through_the_desk(desk: Served, look: Look) -> None:
    page = look(desk.address)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(page.locator("[data-point].current blockquote").first).to_be_visible()
    page.keyboard.press("o")
    page.wait_for_url(re.compile("/claim/"))
    for key, place in (("t", "timeline"), ("d", "disputes"), ("r", "review"), ("b", "")):
        page.keyboard.press("g")
        page.keyboard.press(key)
        page.wait_for_url(re.compile(f"/{place}$"))
    page.keyboard.press("[")
    page.wait_for_url(re.compile("as_of="))
    page.keyboard.press("n")
    page.wait_for_url(re.compile(f"{desk.port}/$"))
    page.keyboard.press("/")
    page.keyboard.type("barge")
    page.keyboard.press("Enter")
    expect(page.locator(".found")).to_contain_text("statements")


def test_keys_of_one_letter_can_be_turned_off(desk: Served, look: Look) -> None:
    page = look(desk.address)
    page.keyboard.press("?")
    page.get_by_label("Use these keys").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_without_script_everything_can_be_read_and_moved_in_time(
    desk: Served, view: View, look: Look
) -> None:
    page = look(desk.address, java_script_enabled=False)
    for place in every_page(view)[:-1]:
        page.goto(desk.address + place)
        expect(page.locator("h1")).to_be_visible()
    page.goto(desk.address)
    page.get_by_text("Another moment").click()
    page.get_by_role("textbox", name="UTC").fill("2025-05-03T12:00Z")
    page.get_by_role("button", name="Go").click()
    expect(page.locator(".asof.past")).to_contain_text("3 May 2025 12:00 UTC")
    page.get_by_role("link", name="busy moment after").click()
    assert "as_of=2025-05-03T" in page.url
    number = f"/document/{document_of(view, 'The Sarnholt Courier')}"
    page.goto(desk.address + number)
    page.locator("a.num").first.hover()
    expect(page.locator("a.num .tip").first).to_be_visible()
    expect(page.locator("time").first).to_contain_text("UTC")


def test_on_a_phone_the_claim_is_read_in_one_column(desk: Served, view: View, look: Look) -> None:
    page = look(
        f"{desk.address}/claim/{claim_saying(view, '140 passengers').id}",
        viewport={"width": 375, "height": 720},
    )
    expect(page.locator("h1")).to_be_in_viewport()
    expect(page.locator("svg.tree")).to_be_hidden()
    expect(page.locator(".statement").first).to_be_visible()
    for part in ("h1", ".verdict", ".reasons", ".rivals", ".statement"):
        box = page.locator(part).first.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 375


def test_the_brief_prints_without_the_frame(desk: Served, look: Look) -> None:
    page = look(f"{desk.address}/?{NOON}")
    page.emulate_media(media="print")
    expect(page.locator(".top nav")).to_be_hidden()
    expect(page.locator(".asof")).to_contain_text("As of 3 May 2025")
    expect(page.locator("#part-known")).to_be_visible()


def test_files_are_kept_by_the_browser_until_they_change(desk: Served) -> None:
    with desk.client() as client:
        style = re.search(r'href="(/static/desk\.css\?v=\w+)"', client.get("/").text)
        assert style is not None
        answer = client.get(style[1])
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-type"].startswith("text/css")
        again = client.get(style[1], headers={"if-none-match": answer.headers["etag"]})
        assert again.status_code == 304
        assert client.get("/static/desk.css?v=old").headers["cache-control"] == "no-cache"
        assert client.get("/static/..%2fdesk.css").status_code == 404
