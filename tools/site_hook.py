"""A hook of mkdocs: a link from docs/ to a file of the project outside it becomes the name of that file, since the site does not hold it."""

import re

OUTSIDE = re.compile(r"\[[^\]]*\]\(\.\./([^)#\s]+)(?:#[^)\s]*)?\)")


def on_page_markdown(markdown, **_):
    return OUTSIDE.sub(r"`\1` of the project", markdown)
