"""What a program built on CLI11 says of its commands in --help, as data: for the man pages and the shell completion."""

import re
import subprocess
from dataclasses import dataclass, field

COLUMN = 30  # where CLI11 begins its descriptions
SPEC = re.compile(r"^  (?P<spec>\S.*?)(?:  +(?P<text>\S.*))?$")
CHOICES = re.compile(r":\{([^}]*)\}")


@dataclass
class Option:
    names: list  # -o, --output; of a positional its one name
    form: str = ""  # what follows the names: TEXT ..., TEXT:{text,json}=text REQUIRED
    text: str = ""

    @property
    def takes_value(self):
        return bool(re.match(r"(TEXT|U?INT|FLOAT|NUMBER|PATH|FILE|DIR|BOOLEAN)\b", self.form))

    @property
    def choices(self):
        found = CHOICES.search(self.form)
        return found.group(1).split(",") if found and self.takes_value else []


@dataclass
class Command:
    words: list  # [] of the program itself, then ["quota", "draw"]
    text: str = ""
    usage: str = ""
    options: list = field(default_factory=list)
    positionals: list = field(default_factory=list)
    subcommands: list = field(default_factory=list)

    def all(self):
        yield self
        for sub in self.subcommands:
            yield from sub.all()


def entry(line):
    """The two columns of a line of a list; a long first column has its description on the next line."""
    if len(line) > COLUMN and line[COLUMN - 1] == " " and line[COLUMN] != " ":
        return line[:COLUMN].strip(), line[COLUMN:].strip()
    found = SPEC.match(line)
    return found["spec"].strip(), (found["text"] or "").strip()


def parse(text):
    """The description, the usage line and the entries of each list ("Options", "Subcommands", "Positionals")."""
    description, usage, lists, current = [], "", {}, None
    for line in text.splitlines():
        if line.startswith("Usage:"):
            usage = line.removeprefix("Usage:").strip()
        elif re.fullmatch(r"[A-Z]\w+:", line):
            current = lists.setdefault(line[:-1], [])
        elif line.startswith(" " * COLUMN) and current:
            current[-1] = (current[-1][0], f"{current[-1][1]} {line.strip()}".strip())
        elif line.startswith("  ") and current is not None:
            current.append(entry(line))
        elif line.strip() and not usage:
            description.append(line.strip())
    return " ".join(description), usage, lists


def option(spec, text):
    names, _, form = spec.partition(" ")
    return Option(re.sub(r"\{\w+\}", "", names).split(","), form, text)


def read(program, words=(), text=""):
    """The command and all below it, each asked for its own --help."""
    done = subprocess.run([str(program), *words, "--help"], capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        raise SystemExit(f"{program} {' '.join(words)} --help ended with {done.returncode}: {done.stderr.strip()}")
    description, usage, lists = parse(done.stdout)
    if not usage or "Options" not in lists:
        raise SystemExit(f"{program} {' '.join(words)} --help is not in the form of CLI11 that tools/command_help.py reads")
    command = Command(list(words), text or description, usage)
    command.options = [option(*row) for row in lists["Options"]]
    command.positionals = [option(*row) for row in lists.get("Positionals", [])]
    command.subcommands = [read(program, [*words, name], said) for name, said in lists.get("Subcommands", [])]
    return command


def version(program):
    done = subprocess.run([str(program), "--version"], capture_output=True, text=True, timeout=60)
    return done.stdout.split()[1] if done.returncode == 0 and len(done.stdout.split()) > 1 else ""
