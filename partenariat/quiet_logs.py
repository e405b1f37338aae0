"""Logs without what someone looked for: the development server writes addresses, never their query (C-07)."""

import logging
import re

QUERY = re.compile(r"\?\S*")


class WithoutQuery(logging.Filter):
    """Cuts the query strings off what is logged."""

    def filter(self, record):
        """Let every record through, without the query of its request line."""
        if isinstance(record.args, tuple):
            record.args = tuple(QUERY.sub("", arg) if isinstance(arg, str) else arg for arg in record.args)
        return True
