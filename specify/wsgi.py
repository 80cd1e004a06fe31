"""The WSGI entry for gunicorn.

In: the environment. Out: `application`; or a sentence on standard error and exit code 1 when a variable is wrong,
or when the database was never seen: with the shape it had last time, the server starts and answers 503 meanwhile.
"""

import os
import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from specify.datamodel.connecting import BadDatabaseUrl
from specify.environment import BadVariable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "specify.settings")
try:
    application = get_wsgi_application()
except (BadVariable, BadDatabaseUrl) as error:
    sys.exit(str(error))
if not settings.SHAPE.tables:
    # Without a shape there are no models to serve with. Whatever watches over the server starts it again.
    sys.exit(settings.SHAPE.reason or "The database is empty. `manage.py setup` makes Specify's tables in it.")
