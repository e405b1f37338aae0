class EmbeddedPostgresError(RuntimeError):
    """The embedded PostgreSQL cannot be had; the message, in French, says what to do."""
