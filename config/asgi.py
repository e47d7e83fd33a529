"""WebSockets only: pages, REST and admin are served over WSGI (`config.wsgi`)."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
get_asgi_application()  # sets Django up before anything below imports models

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402  # after set-up
from channels.security.websocket import WebsocketDenier  # noqa: E402
from channels.sessions import SessionMiddlewareStack  # noqa: E402
from django.conf import settings  # noqa: E402
from django.urls import path, re_path  # noqa: E402

from apps.queries.consumers import RunConsumer  # noqa: E402
from config.origins import OriginGate  # noqa: E402

application = ProtocolTypeRouter(
    {
        "websocket": OriginGate(
            SessionMiddlewareStack(
                URLRouter(
                    [path("ws/runs/<uuid:run_id>", RunConsumer.as_asgi()), re_path("", WebsocketDenier.as_asgi())]
                )
            ),
            hosts=settings.ALLOWED_HOSTS,
        )
    }
)
