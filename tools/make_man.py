#!/usr/bin/env python3
"""make_man.py PROGRAM OUT_FOLDER: writes trilat.1 and trilat-COMMAND.1 for every command, from the program's own --help.

Subcommands are sections of the page of their command."""

import re
import sys
from pathlib import Path

import command_help

STATUS = [  # as README.md has them
    ("0", "The answer is determined, or the work is done."),
    ("1", "An error inside the program; of \\fBtrilat cases\\fP, a case that failed."),
    ("2", "Bad input; the message says what would be right."),
    ("3", "The answer is a range, or cannot be told: facts are open or data are not loaded."),
    ("4", "Importation is prohibited."),
]

ESCAPES = {"\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti"}


def quoted(text):
    """Text as roff prints it: no escapes, no request at the start of a line, ASCII hyphens where they are typed."""
    for plain, escape in ESCAPES.items():
        text = text.replace(plain, escape)
    return "\\&" + text if text.startswith(".") else text


def value_form(item):
    """TEXT:{text,json}=text REQUIRED as `text|json`, and the notes that go below."""
    if not item.form:
        return "", []
    notes = []
    form = item.form
    if "REQUIRED" in form:
        notes.append("Required.")
        form = form.replace("REQUIRED", "")
    for word, others in re.findall(r"\b(Needs|Excludes): (\S+)", form):
        notes.append(f"{'Needs' if word == 'Needs' else 'Not with'} {others}.")
    form = re.sub(r"\b(Needs|Excludes): \S+", "", form)
    if "..." in form:
        if "repeated" not in item.text:
            notes.append("May be repeated.")
        form = form.replace("...", "")
    if item.choices:
        notes.append(f"One of {', '.join(item.choices)}.")
    between = re.search(r" in \[(\S+) - (\S+)\]", form)
    if between:
        notes.append(f"From {between[1]} to {between[2]}.")
    default = re.search(r"=(.*)$", form.strip())
    if default:
        notes.append(f"Default: {default[1].strip().strip('[]')}.")
    kind = re.match(r"[A-Z]+", form.strip())
    return kind[0].lower() if kind else "", notes


def item_lines(item, positional=False):
    kind, notes = value_form(item)
    names = ", ".join(("\\fI" if positional else "\\fB") + quoted(name) + "\\fP" for name in item.names)
    head = names if positional or not kind else f"{names} \\fI{kind}\\fP"
    text = quoted(" ".join([item.text + ("" if not item.text or item.text.endswith(".") or not notes else "."), *notes]).strip())
    return [".TP", head, text or "\\&"]


def synopsis(command):
    words = " ".join(["trilat", *command.words])
    line = [f".B {quoted(words)}", "[\\fIoptions\\fP]"]
    for item in command.positionals:
        name = f"\\fI{quoted(item.names[0])}\\fP" + (" ..." if "..." in item.form else "")
        line.append(name if "REQUIRED" in item.form else f"[{name}]")
    if command.subcommands:
        line.append("\\fIcommand\\fP")
    return line


def body(command, heading):
    lines = []
    if command.positionals:
        lines += [heading("ARGUMENTS"), *(line for item in command.positionals for line in item_lines(item, True))]
    lines += [heading("OPTIONS"), *(line for item in command.options for line in item_lines(item))]
    return lines


def sentence(text):
    return quoted(text[:1].upper() + text[1:] + ("" if text.endswith(".") else "."))


def page(command, version, others):
    name = "-".join(["trilat", *command.words])
    lines = [".\\\" Made by tools/make_man.py from the program's own --help.",
             f'.TH {quoted(name.upper())} 1 "" "trilat {version}" "Trilat"',
             ".SH NAME", f"{quoted(name)} \\- {quoted(command.text)}", ".SH SYNOPSIS"]
    for form in [command, *command.subcommands] if command.words else [command]:
        lines += [*synopsis(form), ".br"]
    lines = lines[:-1] + [".SH DESCRIPTION", sentence(command.text)]
    if not command.words:
        lines += [".PP", "Dated law prices a shipment, and the same law drives the economies and the negotiation.",
                  "It is a model of published law, not a customs ruling and not legal advice."]
    if command.subcommands:
        lines.append(".SH COMMANDS")
        for sub in command.subcommands:
            lines += [".TP", f"\\fB{quoted(' '.join(sub.words))}\\fP", sentence(sub.text)]
    lines += body(command, lambda title: f".SH {title}")
    if command.words:
        for sub in command.subcommands:
            lines += [f".SH {quoted(' '.join(['trilat', *sub.words]).upper())}", sentence(sub.text),
                      *body(sub, lambda title: f".SS {title.capitalize()}")]
    lines.append(".SH EXIT STATUS")
    for status, meaning in STATUS:
        lines += [".TP", status, meaning]
    lines += [".SH ENVIRONMENT", ".TP", "\\fBTRILAT_DATA\\fP", "The data pack to use, where \\fB\\-\\-data\\fP names none."]
    lines.append(".SH SEE ALSO")
    lines += [f".BR {quoted(other)} (1)" + ("," if other != others[-1] else "") for other in others]
    return "\n".join(lines) + "\n"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, out = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    top, version = command_help.read(program), command_help.version(program)
    names = {"-".join(["trilat", *command.words]): command for command in [top, *top.subcommands]}
    for name, command in names.items():
        others = ["trilat"] if command.words else [other for other in names if other != name]
        (out / f"{name}.1").write_text(page(command, version, others), encoding="utf-8")


if __name__ == "__main__":
    main()
