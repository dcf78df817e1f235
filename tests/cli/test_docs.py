"""The pages of docs/: all are in the site, links between them lead somewhere, and they name what there is."""

import os
import re
import subprocess
import unittest
from pathlib import Path

import yaml

PROGRAM = os.environ["TRILAT"]
ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs").glob("*.md"))
LINK = re.compile(r"\]\(([^)\s]+)\)")


def slug(heading):
    """As mkdocs and GitHub both make it of plain words."""
    return re.sub(r"[\s]+", "-", re.sub(r"[^\w\s-]", "", heading.strip().lower()))


class Site(unittest.TestCase):
    def test_every_page_is_in_one_of_the_four_parts(self):
        nav = yaml.safe_load((ROOT / "mkdocs.yml").read_text())["nav"]
        home, *parts = [next(iter(part.items())) for part in nav]
        self.assertEqual([name for name, _ in parts], ["Tutorial", "How to", "Reference", "Explanation"])
        listed = [home[1], *(page for _, pages in parts for entry in pages for page in entry.values())]
        self.assertEqual(sorted(listed), [page.name for page in PAGES])

    def test_links_lead_to_a_page_and_a_heading_or_to_a_file_of_the_project(self):
        for page in PAGES:
            for link in LINK.findall(re.sub(r"^```.*?^```", "", page.read_text(), flags=re.DOTALL | re.MULTILINE)):
                with self.subTest(f"{page.name}: {link}"):
                    if re.match(r"https?:", link):
                        continue
                    name, _, anchor = link.partition("#")
                    target = ROOT / "docs" / name if name else page
                    if name and target.suffix != ".md" or name.startswith("../"):
                        self.assertTrue(target.resolve().is_relative_to(ROOT) and target.exists())
                        continue
                    self.assertIn(target, PAGES)
                    if anchor:
                        headings = re.findall(r"^#+ (.*)$", target.read_text(), re.MULTILINE)
                        self.assertIn(anchor, [slug(heading) for heading in headings])

    def test_the_reference_of_http_names_every_request_of_the_contract_and_no_other(self):
        contract = yaml.safe_load((ROOT / "api" / "openapi.yaml").read_text())["paths"]
        requests = {f"{method.upper()} {path}" for path, methods in contract.items()
                    for method in methods if method in ("get", "post", "put", "delete")}
        page = (ROOT / "docs" / "requests.md").read_text()
        self.assertEqual(set(re.findall(r"^\| `([A-Z]+ /\S*)` \|", page, re.MULTILINE)), requests)

    def test_options_in_pages_are_options_of_the_program(self):
        """Of every command shown on a line of its own."""
        helps, found = {}, 0
        for page in PAGES:
            for line in re.sub(r" *\\\n *", " ", page.read_text()).splitlines():
                shown = re.match(r"(?:    )?trilat ([a-z]+)((?: [a-z-]+)?)\b(.* --.*)$", line)
                if not shown:
                    continue
                command, sub = shown[1], shown[2].strip()
                words = [command, sub] if command in ("quota", "data", "economy", "scenario") and sub else [command]
                key = " ".join(words)
                if key not in helps:
                    helps[key] = subprocess.run([PROGRAM, *words, "--help"], capture_output=True, text=True, timeout=60).stdout
                for option in re.findall(r" (--[a-z][a-z-]*)", shown[3].split(" # ")[0]):
                    found += 1
                    with self.subTest(f"{page.name}: trilat {key} {option}"):
                        self.assertRegex(helps[key], rf"[ ,]{option}\b")
        self.assertGreater(found, 50)
