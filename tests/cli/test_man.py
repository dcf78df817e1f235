"""The man pages and the shell completion that the build makes from --help: all commands are there, and the shells take them."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ["TRILAT"]
TOOLS = Path(__file__).resolve().parents[2] / "tools"


def commands_of(words=()):
    """Read here without the tools' own parser: the first word of each line below `Subcommands:`."""
    said = subprocess.run([PROGRAM, *words, "--help"], capture_output=True, text=True, timeout=60, check=True).stdout
    _, _, listed = said.partition("Subcommands:\n")
    return [line.split()[0] for line in listed.splitlines() if line.startswith("  ") and not line.startswith("   ")]


class Made(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.out = Path(cls.folder.name)
        for tool in ["make_man.py", "make_completion.py"]:
            subprocess.run([sys.executable, str(TOOLS / tool), PROGRAM, str(cls.out)], check=True, timeout=120)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()


class ManPages(Made):
    def test_each_command_has_a_page_and_no_other_has(self):
        commands = commands_of()
        self.assertGreater(len(commands), 10)
        pages = {path.name for path in self.out.glob("*.1")}
        self.assertEqual(pages, {"trilat.1", *(f"trilat-{command}.1" for command in commands)})

    def test_pages_have_their_sections_and_subcommands(self):
        for page in self.out.glob("*.1"):
            text = page.read_text()
            with self.subTest(page.name):
                for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "SEE ALSO"]:
                    self.assertIn(f".SH {section}\n", text)
                for sub in commands_of([page.stem.removeprefix("trilat-")] if page.stem != "trilat" else []):
                    self.assertIn(f"{sub}\\fP\n", text.replace("\\-", "-"))

    def test_every_long_option_of_help_is_in_the_page(self):
        for command in commands_of():
            said = subprocess.run([PROGRAM, command, "--help"], capture_output=True, text=True, timeout=60, check=True).stdout
            page = (self.out / f"trilat-{command}.1").read_text().replace("\\-", "-")
            for line in said.splitlines():
                if line.startswith("  --"):
                    name = line.split()[0].split(",")[0].split("{")[0]
                    with self.subTest(f"{command} {name}"):
                        self.assertIn(f"\\fB{name}\\fP", page)

    def test_groff_reports_nothing(self):
        if not shutil.which("groff"):
            self.skipTest("groff is not there")
        for page in self.out.glob("*.1"):
            with self.subTest(page.name):
                done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z", str(page)], capture_output=True, text=True, timeout=60)
                self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))


class Completion(Made):
    def complete(self, *words):
        """What bash would offer for the last of the words."""
        line = " ".join(f"'{word}'" for word in ["trilat", *words])
        script = (f"source '{self.out / 'trilat'}'; COMP_WORDS=({line}); COMP_CWORD={len(words)}; _trilat; "
                  "printf '%s\\n' \"${COMPREPLY[@]}\"")
        done = subprocess.run(["bash", "--norc", "-u", "-c", script], capture_output=True, text=True, timeout=60, cwd=self.out)
        self.assertEqual(done.stderr, "")
        return done.stdout.split()

    def test_bash_takes_the_file(self):
        done = subprocess.run(["bash", "-n", str(self.out / "trilat")], capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_commands_subcommands_options_and_choices_are_offered(self):
        self.assertEqual(self.complete("du"), ["duty"])
        self.assertEqual(sorted(self.complete("")), sorted(commands_of()))
        self.assertEqual(sorted(self.complete("quota", "")), sorted(commands_of(["quota"])))
        self.assertEqual(self.complete("quota", "dr"), ["draw"])
        self.assertEqual(self.complete("duty", "--curr"), ["--currency"])
        self.assertEqual(self.complete("quota", "draw", "--led"), ["--ledger"])
        self.assertEqual(self.complete("duty", "--format", ""), ["text", "json"])
        self.assertEqual(self.complete("brief", "--format", "m"), ["markdown"])
        self.assertEqual(self.complete("nosuch"), [])

    def test_files_are_offered_where_a_value_is_free(self):
        (self.out / "shipments.csv").write_text("")
        self.assertEqual(self.complete("duty", "--batch", "ship"), ["shipments.csv"])
        self.assertEqual(self.complete("cases", "ship"), ["shipments.csv"])

    def test_zsh_takes_the_file(self):
        text = (self.out / "_trilat").read_text()
        self.assertTrue(text.startswith("#compdef trilat\n"))
        for command in commands_of():
            self.assertIn(f"_trilat_{command}()", text)
        if not shutil.which("zsh"):
            self.skipTest("zsh is not there")
        done = subprocess.run(["zsh", "-n", str(self.out / "_trilat")], capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
