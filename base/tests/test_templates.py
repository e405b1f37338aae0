"""Templates lose the indentation of their lines, and nothing else."""

import pytest
from django.template import Engine, Origin
from django.template.loader import get_template

from base.templates import Loader

WRITTEN = "<ul>\n  {% if rows %}\n\t<li>un  deux</li>\n\n  {% endif %}\n</ul>\n"


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("list.html", "<ul>\n{% if rows %}\n<li>un  deux</li>\n\n{% endif %}\n</ul>\n"),
        ("mail.txt", WRITTEN),
    ],
)
def test_only_html_loses_its_indentation_and_no_line(tmp_path, name, read):
    path = tmp_path / name
    path.write_text(WRITTEN)
    assert Loader(Engine(), [tmp_path]).get_contents(Origin(str(path), name)) == read


def test_pages_are_read_so():
    assert isinstance(get_template("base.html").template.origin.loader, Loader)
