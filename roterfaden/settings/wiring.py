"""Which applications and middlewares there are, and in which order. None of it depends on the environment."""

from __future__ import annotations

from typing import Any

INSTALLED_APPS = [
    "roterfaden.accounts.apps.AccountsConfig",
    "roterfaden.places",
    "roterfaden.operation",
    "roterfaden.search",
    "roterfaden.ledger",
    "roterfaden.notices",
    "roterfaden.threads",
    "roterfaden.contributions",
    "roterfaden.moderation",
    "roterfaden.participation",
    "roterfaden.participation.modules.petition",
    "roterfaden.participation.modules.ideas",
    "roterfaden.participation.modules.survey",
    "roterfaden.participation.modules.draft",
    "roterfaden.participation.modules.debate",
    "roterfaden.participation.modules.questions",
    "roterfaden.participation.modules.events",
    "roterfaden.strategy",
    "roterfaden.council",
    "roterfaden.pages",
    "roterfaden.design",
    "roterfaden.demo",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "roterfaden.accounts.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "roterfaden.accounts.broker",
    "allauth.mfa",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
]

MIDDLEWARE = [
    "roterfaden.operation.middleware.Health",
    "roterfaden.council.stateless.Stateless",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "roterfaden.operation.middleware.RequestLog",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "roterfaden.design.language.PathLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "roterfaden.accounts.middleware.SecondFactor",
    "roterfaden.accounts.middleware.TooManyRequests",
    "csp.middleware.CSPMiddleware",
    "roterfaden.design.security.SecurityHeaders",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ]
        },
    }
]
