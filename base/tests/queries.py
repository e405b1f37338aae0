"""Counting what a page itself asks of the database."""

# Savepoints, the session and its person, and what the tests say after each request are no query of the page.
APART = ("SAVEPOINT", "RELEASE", "SELECT set_config('app.mode', 'maintenance'")
SESSION = ("accounts_device", 'WHERE "accounts_user"."id" =')


def own_queries(captured):
    """The statements of a page, besides session and user."""
    told = (query["sql"] for query in captured if not query["sql"].startswith(APART))
    return [sql for sql in told if not any(words in sql for words in SESSION)]
