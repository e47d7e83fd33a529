"""A laptop: plain HTTP on loopback, readable logs."""

from config.settings.base import *  # noqa: F403
from config.settings.base import _database

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # type: ignore[assignment]  # files are found where they are; nothing is collected

DEMO_SHOP_READER_PASSWORD = ""
if env.demo_shop_owner_url is not None and env.demo_shop_reader_password is not None:  # noqa: F405
    DATABASES["demo_shop"] = _database(env.demo_shop_owner_url.get_secret_value())  # noqa: F405
    DEMO_SHOP_READER_PASSWORD = env.demo_shop_reader_password.get_secret_value()  # noqa: F405
