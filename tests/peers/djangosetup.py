"""What the Django servers share: settings for one database, the tables, the user, and the WSGI application."""

import sys
import tempfile
from pathlib import Path
from typing import Any

import django
from accounts import PASSWORD, USER
from address import Address
from django.conf import settings


def configure(database: str, urls: str, apps: list[str], **more: Any) -> None:
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=urls, SECRET_KEY="peer tests only", USE_TZ=True,
        DATABASES={"default": Address.parse(database).django()}, DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", *apps],
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],  # quick: the users' are not what is tested
        LOGGING_CONFIG=None, **more)
    django.setup()


def prepare(application: str | None = None) -> Any:
    """Makes the user and the tables, as `manage.py migrate` does, after `makemigrations` for a named application."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    with tempfile.TemporaryDirectory() as folder:
        if application:
            migrations = Path(folder) / f"{application}_migrations"
            migrations.mkdir()
            (migrations / "__init__.py").touch()
            sys.path.append(folder)
            settings.MIGRATION_MODULES = {application: migrations.name}
            call_command("makemigrations", application, verbosity=0)
        call_command("migrate", verbosity=0)
    return User.objects.create_user(USER, password=PASSWORD)


def user_named(name: str, password: str | None = None) -> Any:
    """The user of that name, and with a password only where it is the right one."""
    from django.contrib.auth.models import User
    user = User.objects.filter(username=name).first()
    return user if user and (password is None or user.check_password(password)) else None


def application() -> Any:
    from django.core.handlers.wsgi import WSGIHandler
    return WSGIHandler()
