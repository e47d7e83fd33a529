"""
Whether the process lives and whether it can serve. Says yes or no; which part is missing stands in the log.
"""

from collections.abc import Callable

import redis
import structlog
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

logger = structlog.get_logger(__name__)
_PATIENCE = 2.0  # seconds


@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """The process can serve: database and broker answer."""
    # Every part is asked, so that the log names all that are missing.
    missing = [name for name, answers in _PARTS.items() if not answers()]
    if missing:
        logger.warning("health.not_ready", missing=missing)
        return JsonResponse({"status": "unavailable"}, status=503)
    return JsonResponse({"status": "ok"})


api = ready


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        return False


def _broker_answers() -> bool:
    try:
        with redis.Redis.from_url(
            settings.CELERY_BROKER_URL, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE
        ) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


_PARTS: dict[str, Callable[[], bool]] = {"database": _database_answers, "broker": _broker_answers}
