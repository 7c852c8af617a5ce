"""Deciding at the desk: under one's name, with a reason, and to be taken back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from salis.views.view import View
from salis.workspace.workspace import Workspace
from tests.api.serving import Served, served
from tests.desk.conftest import ALONE, Look
from tests.desk.places import NOON, claim_saying

TOKEN = "a-token-of-many-letters"  # noqa: S105 (of this test alone)


def test_a_claim_is_judged_and_the_judgement_taken_back(
    own: Served, view: View, named: Page
) -> None:
    claim = claim_saying(view, "turned sharply to the left")
    named.goto(f"{own.address}/claim/{claim.id}")
    named.get_by_role("radio", name="confirm").check()
    named.locator("form[action$='/judge']").get_by_label("Because").fill("The log says so.")
    named.get_by_role("button", name="Record the judgement").click()
    expect(named.locator(".verdict")).to_contain_text("confirmed")
    expect(named.locator(".decision")).to_contain_text("R. Reader")
    expect(named.locator(".decision")).to_contain_text("The log says so.")
    named.get_by_text("Take back").click()
    named.locator("form[action$='/withdraw']").get_by_label("Because").fill("Misread.")
    named.get_by_role("button", name="Take it back").click()
    expect(named.locator(".verdict")).to_contain_text("corroborated")
    expect(named.get_by_text("None yet.")).to_be_visible()


def test_evidence_and_a_grade_are_filed(own: Served, view: View, named: Page) -> None:
    claim = claim_saying(view, "turned sharply to the left")
    named.goto(f"{own.address}/claim/{claim.id}")
    named.get_by_text("File evidence").click()
    form = named.locator("form[action$='/evidence']")
    form.get_by_label("Address").fill("https://log.example/left")
    form.get_by_label("What it shows").fill("The rudder log.")
    form.get_by_label("Grade").select_option("1")
    form.get_by_role("button", name="File it", exact=True).click()
    expect(named.locator(".verdict")).to_contain_text("confirmed")
    named.goto(f"{own.address}/source/{view.sources()[0].id}")
    named.get_by_text("Grade its reliability").click()
    named.get_by_label("Grade (Admiralty)").select_option("B")
    named.get_by_label("Because").fill("Usually right.")
    named.get_by_role("button", name="Record the grade").click()
    expect(named.locator(".facts")).to_contain_text("grade B")


def test_the_review_queue_is_answered_with_one_key_each_and_undone(
    own: Served, named: Page
) -> None:
    named.goto(f"{own.address}/review")
    first = named.locator(".doubt blockquote").first.inner_text()
    expect(named.locator(".doubt")).to_contain_text("If they differ")
    named.keyboard.press("d")
    named.locator(".undone").wait_for()
    assert named.locator(".doubt blockquote").first.inner_text() != first
    named.keyboard.press("z")
    named.locator(".undone").wait_for(state="detached")
    assert named.locator(".doubt blockquote").first.inner_text() == first
    named.keyboard.press("u")
    named.wait_for_url(re.compile("unsure"))
    assert named.locator(".doubt blockquote").first.inner_text() != first
    with Workspace(own.folder) as workspace:
        assert not [one for one in workspace.view().judgements() if one.verdict == "different"]


def test_who_decides_says_a_name_once_and_a_reason_each_time_and_not_in_the_past(
    own: Served, view: View, look: Look
) -> None:
    claim = claim_saying(view, "turned sharply to the left")
    page = look(f"{own.address}/claim/{claim.id}")
    form = page.locator("form[action$='/judge']")
    form.get_by_role("radio", name="refute").check()
    form.get_by_role("button", name="Record the judgement").click()
    assert "done=" not in page.url, "the browser asks for the reason and the name"
    form.get_by_label("Because").fill("The rudder was found straight.")
    form.get_by_label("Your name").fill("N. Newcomer")
    form.get_by_role("button", name="Record the judgement").click()
    expect(page.locator(".decision")).to_contain_text("N. Newcomer")
    expect(page.locator(".reasons").first.get_by_role("link", name="the record")).to_be_visible()
    expect(page.get_by_label("Your name")).to_have_count(0)
    page.goto(f"{own.address}/claim/{claim.id}?as_of=2025-05-06")
    expect(page.locator("form[action$='/judge']")).to_have_count(0)
    expect(page.locator("aside")).to_contain_text("back to now")
    page.goto(f"{own.address}/review?{NOON}")
    expect(page.locator("form.answer")).to_have_count(0)


def test_added_text_is_read_and_open_pages_offer_what_is_new(own: Served, named: Page) -> None:
    other = named.context.new_page()
    other.goto(own.address)
    named.goto(f"{own.address}/add")
    named.get_by_label("Paste text").fill("The quay at Brennick was closed. Nobody was hurt.")
    named.get_by_role("textbox", name="Source").fill("Quay Post")
    named.get_by_role("textbox", name="Published (UTC)").fill("2025-05-06T20:00Z")
    named.get_by_role("button", name="Add", exact=True).click()
    expect(named.get_by_role("status").first).to_contain_text("1 document added")
    expect(named.locator("main")).to_contain_text("No problems found")
    address = other.url
    expect(other.locator("[data-news]")).to_contain_text("1 document added", timeout=30_000)
    assert other.url == address, "nothing jumps by itself"
    other.locator("[data-show-news]").click()
    expect(other.locator(".counts")).to_contain_text("34 documents")


def test_the_brief_tells_what_came_since_the_last_visit(own: Served, look: Look) -> None:
    page = look(own.address)
    expect(page.get_by_role("heading", name="Since your last visit")).to_have_count(0)
    hours = [datetime.now(UTC) - timedelta(hours=number) for number in (4, 2)]
    seen = ".".join(f"{moment.timestamp():.0f}" for moment in hours)
    page.context.add_cookies([{"name": "salis_visit", "value": seen, "url": own.address}])
    page.goto(own.address)
    expect(page.get_by_role("heading", name="Since your last visit")).to_be_visible()
    expect(page.get_by_role("region", name="Since your last visit")).to_contain_text("New:")
    page.goto(f"{own.address}/news")
    expect(page.get_by_role("region", name="Since your last visit")).to_contain_text("New:")


def test_a_reader_who_signs_in_with_a_token_gets_where_they_wanted(
    sample: object, own: Served, look: Look
) -> None:
    del sample
    rules = replace(ALONE, token=TOKEN)
    with served(own.folder, rules) as closed:
        page = look(f"{closed.address}/disputes")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        page.get_by_label("Password or token").fill(TOKEN)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", name="Disputes")).to_be_visible()
