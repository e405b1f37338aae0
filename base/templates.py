"""Templates as the browser needs them: the indentation that helps who writes them is a fortieth of a page."""

import re

from django.template.loaders import filesystem

INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class Loader(filesystem.Loader):
    """The templates of the project; those of HTML without the white space that begins their lines."""

    def get_contents(self, origin):
        """The text of a template, on the same lines as in its file."""
        text = super().get_contents(origin)
        return INDENTATION.sub("", text) if origin.name.endswith(".html") else text
