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
        Service("beat", _python("celery", "-A", "config.celery", "beat", *BEAT)),
    )


WEB = ("--workers", "1", "--blocking-threads", "8", "--no-ws")
SOCKET = ("--ws", "websockets-sansio", "--lifespan", "off")
WORKER = ("-Q", "interactive,batch,maintenance", "--concurrency", "2", "--loglevel", "INFO")
# Without a pid file a crash leaves nothing that would stop the next start.
BEAT = ("--scheduler", "django_celery_beat.schedulers:DatabaseScheduler", "--pidfile=", "--loglevel", "INFO")


def _python(module: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", module, *arguments)


def _at(port: int) -> tuple[str, ...]:
    return ("--host", LOOPBACK, "--port", str(port))
