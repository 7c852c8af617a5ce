"""Every page can be used by everybody: axe finds nothing, wide and light, narrow and dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from salis.views.view import View
from tests.api.serving import Served
from tests.desk.conftest import Look
from tests.desk.places import every_page

_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
#: Width, height and light of a screen; axe, which is slow, looks at every second page on each.
_SCREENS = {"wide": (1280, 860, "light", 0), "phone": (375, 720, "dark", 1)}


@pytest.mark.parametrize("screen", _SCREENS)
def test_axe_finds_nothing_and_no_page_is_wider_than_the_screen(
    screen: str, desk: Served, view: View, look: Look
) -> None:
    width, height, light, turn = _SCREENS[screen]
    page = look(
        f"{desk.address}/help",
        viewport={"width": width, "height": height},
        color_scheme=light,
    )
    found: dict[str, list[str]] = {}
    for number, place in enumerate(every_page(view)):
        page.goto(desk.address + place)
        wide = page.evaluate("document.documentElement.scrollWidth")
        faults = [f"{wide} pixels wide"] if wide > width else []
        broken = (
            Axe().run(page, options=_RULES).response["violations"] if number % 2 == turn else ()
        )
        for fault in broken:
            nodes = [node["html"][:160] for node in fault["nodes"][:3]]
            faults.append(f"{fault['id']}: {nodes}")
        if faults:
            found[place] = faults
    assert not found, "\n".join(f"{place}: {faults}" for place, faults in found.items())
