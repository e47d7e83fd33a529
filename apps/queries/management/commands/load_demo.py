"""
`manage.py load_demo`: the demo tenant, its shop, its people and their rights. Repeatable.

Prints one JSON object: accounts with fresh passwords, a fresh API key of the first analyst, and a question to ask.
"""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils import timezone

from apps.queries.demo import DemoShop, set_up_demo
from apps.semantic.demo_shop.load import load, yesterday


class Command(BaseCommand):
    help = "Load the demo tenant and its shop (local installations only)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if "demo_shop" not in connections.databases:
            raise CommandError("DEMO_SHOP_OWNER_URL is not set: the demo is for laptops.")
        shop_database = connections["demo_shop"]
        shop_database.ensure_connection()
        load(
            shop_database.connection,
            until=yesterday(timezone.now()),
            reader_password=settings.DEMO_SHOP_READER_PASSWORD,
        )
        where = shop_database.settings_dict
        shop = DemoShop(
            host=where["HOST"],
            port=int(where["PORT"]),
            database=where["NAME"],
            password=settings.DEMO_SHOP_READER_PASSWORD,
        )
        self.stdout.write(json.dumps(set_up_demo(shop, now=timezone.now()), ensure_ascii=False))
