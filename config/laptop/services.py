"""Which processes make up the product on one machine, and how each is started."""

import sys

from config.laptop.ports import LOOPBACK
from config.laptop.supervise import Service


def services(*, web_port: int, socket_port: int) -> tuple[Service, ...]:
    """Return the processes in the order in which they start."""
    return (
        Service("web", _python("granian", "--interface", "wsgi", *_at(web_port), *WEB, "config.wsgi:application")),
        Service("socket", _python("uvicorn", *_at(socket_port), *SOCKET, "config.asgi:application")),
        Service("worker", _python("celery", "-A", "config.celery", "worker", *WORKER)),
        Service("upkeep", _python("celery", "-A", "config.celery", "worker", *UPKEEP)),
        Service("beat", _python("celery", "-A", "config.celery", "beat", *BEAT)),
    )


WEB = ("--workers", "1", "--blocking-threads", "8", "--no-ws")
SOCKET = ("--ws", "websockets-sansio", "--ws-max-size", "4096", "--lifespan", "off")
WORKER = ("-n", "worker@%h", "-Q", "interactive", "--concurrency", "2", "--loglevel", "INFO")
# Apart from the questions: sweeping up after a dead worker must not wait for a slow question's place.
UPKEEP = ("-n", "upkeep@%h", "-Q", "batch,maintenance", "--concurrency", "1", "--loglevel", "INFO")
# Without a pid file a crash leaves nothing that would stop the next start.
BEAT = ("--scheduler", "django_celery_beat.schedulers:DatabaseScheduler", "--pidfile=", "--loglevel", "INFO")


def _python(module: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", module, *arguments)


def _at(port: int) -> tuple[str, ...]:
    return ("--host", LOOPBACK, "--port", str(port))
