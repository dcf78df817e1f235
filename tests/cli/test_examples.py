"""Commands that the README and the documents show print what they show, and so does each folder of examples/.

An example is a fenced block with one command, the line `<!-- example: output of the command above -->` (or `part of
the output above`), and a fenced block with it. The name of the data pack may differ."""

import os
import re
import shlex
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ["TRILAT"]
ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = re.compile(r"```\n(trilat [^`]*?)\n```\n+<!-- example: (output|part)[^>]* -->\n```\n(.*?)\n```",
                     re.DOTALL)


def without_hash(text):
    return re.sub(r"\b[0-9a-f]{32}\b", "HASH", text).strip()


class Examples(unittest.TestCase):
    def test_each_prints_what_it_shows(self):
        found = 0
        for page in [ROOT / "README.md", ROOT / "law" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
            for command, kind, shown in EXAMPLE.findall(page.read_text()):
                found += 1
                with self.subTest(f"{page.name}: {command}"):
                    words = shlex.split(command.replace("\\\n", " "))
                    done = subprocess.run([PROGRAM, *words[1:]], capture_output=True, text=True, timeout=60, cwd=ROOT)
                    if kind == "part":
                        self.assertIn(shown.strip(), done.stdout)
                    else:
                        self.assertEqual(without_hash(done.stdout), without_hash(shown))
        self.assertGreaterEqual(found, 2)


class Folders(unittest.TestCase):
    """A folder of examples/ asks one question: README.md, run.sh and expected.txt, and what the page quotes is printed."""

    QUOTED = re.compile(r"<!-- part of expected.txt -->\n```\n(.*?)\n```", re.DOTALL)
    FOLDERS = sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())

    def test_each_prints_what_it_shows(self):
        self.assertGreaterEqual(len(self.FOLDERS), 7)
        for folder in self.FOLDERS:
            with self.subTest(folder.name), tempfile.TemporaryDirectory() as out:
                done = subprocess.run(["sh", str(folder / "run.sh"), out], capture_output=True, text=True, timeout=300,
                                      env={**os.environ, "TRILAT": PROGRAM})
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(without_hash(done.stdout), without_hash((folder / "expected.txt").read_text()))
                for made in Path(out).glob("*.html"):
                    self.assertIn("<svg", made.read_text())

    def test_each_page_quotes_what_is_printed_and_stands_in_the_readme(self):
        readme = (ROOT / "README.md").read_text()
        for folder in self.FOLDERS:
            with self.subTest(folder.name):
                page, shown = (folder / "README.md").read_text(), (folder / "expected.txt").read_text()
                quotes = self.QUOTED.findall(page)
                self.assertGreaterEqual(len(quotes), 1, "a page shows what is printed")
                for quoted in quotes:
                    self.assertIn(quoted, shown)
                self.assertIn(f"examples/{folder.name}", readme)
