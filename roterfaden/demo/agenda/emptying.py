"""Taking the demonstration's strategies and threads out again, before the city is made anew for another day."""

from __future__ import annotations

from django.apps import apps
from django.db import connection, transaction

from roterfaden.demo.agenda.content import indicators, measures, slug, texts
from roterfaden.strategy.models import Indicator, Measure, Plan
from roterfaden.threads.models import Thread


def empty_agenda() -> bool:
    """Remove the threads and strategies of the demonstration. False, and nothing is removed, where somebody has added
    plans, measures or indicators of their own.

    Versions, shifts and values are rows that nobody deletes: no action can, so the tables are emptied as a whole. What
    the ledger says of them stays, as it does of everything.
    """
    slugs = [texts("thread")["thread"]["slug"], *(row["slug"] for row in texts("thread")["sample"])]
    own = (
        Plan.objects.exclude(slug__in=[row["slug"] for row in texts("plans")["plan"]]),
        Measure.objects.exclude(slug__in=[slug(text.title) for text in measures()]),
        Indicator.objects.exclude(slug__in=[slug(text.title) for text in indicators()]),
    )
    if any(rows.exists() for rows in own):
        return False
    with transaction.atomic():
        Thread.objects.filter(slug__in=slugs, merged__isnull=True).delete()
        _empty_tables("strategy")
    return True


def _empty_tables(label: str) -> None:
    models = apps.get_app_config(label).get_models(include_auto_created=True)
    tables = sorted({model._meta.db_table for model in models})
    # Django's foreign keys are looked at when the transaction ends: the order does not matter.
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608 – names of our own tables
