"""The guard before everything that is served: pages and API alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salis.api.guard_bodies import bounded
from salis.api.guard_faults import faults_answered
from salis.api.guard_headers import with_secure_headers
from salis.api.guard_hosts import hosts_checked
from salis.api.guard_identity import identified
from salis.api.guard_origins import origins_checked
from salis.api.guard_rates import rated
from salis.api.guard_rules import LOOPBACK_HOSTS, GuardRules, Rate, Rates
from salis.api.guard_times import timed

if TYPE_CHECKING:
    from starlette.types import ASGIApp

__all__ = ["LOOPBACK_HOSTS", "GuardRules", "Rate", "Rates", "guarded"]


def guarded(app: ASGIApp, *, rules: GuardRules) -> ASGIApp:
    """Put the guard before an application; the first line here stands nearest to it."""
    app = origins_checked(app, rules)
    app = identified(app, rules)
    app = bounded(app, rules)
    app = timed(app, rules)
    app = rated(app, rules)
    app = hosts_checked(app, rules)
    app = faults_answered(app)
    return with_secure_headers(app, rules)
