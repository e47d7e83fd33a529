"""How the project is wired; apps never import it."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
