"""Commands that the README and the documents show print what they show.

An example is a fenced block with one command, the line `<!-- example: output of the command above -->` (or `part of
the output above`), and a fenced block with it. The name of the data pack may differ."""

import os
import re
import shlex
import subprocess
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
