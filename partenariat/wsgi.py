"""The server’s entry point: refuses to start on an unsafe database."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partenariat.settings")
application = get_wsgi_application()

from partenariat.startup import refuse_unsafe_database  # noqa: E402

refuse_unsafe_database()
