"""What stops an import before it begins."""


class UnreadableFile(Exception):
    """A file that cannot be read as a directory: its message is one French sentence, shown as it is."""
