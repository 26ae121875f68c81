"""The door for web servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taskforce.settings")
application = get_wsgi_application()

from taskforce.checks import require_safe  # noqa: E402  # the apps must be there

require_safe()
