"""Everything that other rooms should know of indicators and reports, told once when the app is ready."""

from __future__ import annotations

from dataclasses import replace


def register_all() -> None:
    """Tell registries, search, ledger, notices, sitemap, jobs and the room's own hooks."""
    from roterfaden.search.registry import searchables
    from roterfaden.strategy.hooks import register_aims, register_file_part
    from roterfaden.strategy.indicators import benchmarks as _benchmarks  # noqa: F401 – registers itself
    from roterfaden.strategy.indicators import jobs as _jobs  # noqa: F401 – registers itself
    from roterfaden.strategy.indicators.figures import aims_for
    from roterfaden.strategy.indicators.office.hooks import register_hooks
    from roterfaden.strategy.indicators.plan_file import PART
    from roterfaden.strategy.indicators.reminding import register_mails
    from roterfaden.strategy.indicators.sitemaps import register_sitemaps
    from roterfaden.strategy.indicators.telling import register_entries, register_events
    from roterfaden.strategy.indicators.things import depending_on_plans, register_searchables, register_things

    register_things()
    register_searchables()
    searchables["plan"] = replace(searchables["plan"], dependents=depending_on_plans)
    register_sitemaps()
    register_entries()
    register_events()
    register_aims(aims_for)
    register_file_part(PART)
    register_hooks()
    register_mails()
