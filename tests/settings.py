"""Settings for tests: no network, no real mail, files in a temporary folder."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

HOME_FOR_TESTS = Path(tempfile.gettempdir()) / f"roterfaden-tests-{os.getuid()}"
os.environ.setdefault("ROTERFADEN_HOME", str(HOME_FOR_TESTS))
os.environ.pop("ROTERFADEN_FETCH_ALLOW", None)

from roterfaden.settings import *  # noqa: E402, F403
from roterfaden.settings import HOME  # noqa: E402
from roterfaden.settings.database import databases  # noqa: E402

HOME.mkdir(parents=True, exist_ok=True)
# An empty folder of its own: whitenoise warns about a missing one (warnings are errors here), and looks at each file of
# a full one for every client that a test makes.
STATIC_ROOT = HOME / "no-static"
STATIC_ROOT.mkdir(exist_ok=True)

if url := os.environ.get("DATABASE_URL_TEST", ""):
    DATABASES = databases(url, HOME)
    DATABASES["default"]["TEST"] = {"NAME": f"test_{DATABASES['default']['NAME']}"}
    # A test database may be lost: nothing waits for the disk.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"
else:
    DATABASES = databases("", HOME)
    # A file, not memory: --reuse-db then saves the migrations, and a second process (browser, worker) sees it.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}

# Each test with real transactions gets a fresh copy of a template instead (tests/databases.py).
DATABASES["default"]["TEST"]["SERIALIZE"] = False

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["*"]
