#!/usr/bin/env python3
"""Builds the ledgers of examples/automaker and examples/medical-devices: python3 examples/make_ledgers.py

They are constructed: no company bought these goods. What is real is which codes the United States imports from whom and in
what proportion (data/flows/us/imports-2024.csv); a line costs a fixed share of that trade. The statistical code is the
first of its line in the schedule (data/us/schedule.csv), European goods are German, a claim is made where most of the trade of the
code is claimed (data/flows/us/claims-usmca.csv), and days of entry, suppliers and contents are made up by rule."""

import csv
import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def read(path):
    with open(ROOT / path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def statistical_codes():
    """The first ten-digit code that stands all the time, under each eight-digit one, with its words."""
    first = {}
    for row in read("data/us/schedule.csv"):
        if len(row["code"]) == 10 and not row["until"] and row["from"] == "2025-01-01":
            first.setdefault(row["code"][:8], row["code"])
    return first


def claimed_share():
    sums = {}
    for row in read("data/flows/us/claims-usmca.csv"):
        value, claimed = sums.setdefault((row["code"], row["partner"]), [0, 0])
        sums[row["code"], row["partner"]] = [value + float(row["value"]), claimed + float(row["claimed"])]
    return {key: claimed / value for key, (value, claimed) in sums.items() if value}


def drawn(text, count):
    """A number below `count` that hangs on the text alone."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % count


def trade_lines(headings, each):
    """The largest flows under each heading, in its order."""
    codes = statistical_codes()
    rows = read("data/flows/us/imports-2024.csv")
    for heading, words in headings:
        under = [row for row in rows if row["code"].startswith(heading) and row["code"] in codes]
        under.sort(key=lambda row: -float(row["value"]))
        for row in under[:each]:
            yield words, row["partner"], codes[row["code"]], float(row["value"])


def entry_day(text):
    return f"2025-{1 + drawn(text, 12):02}-{1 + drawn(text + 'day', 28):02}"


AUTOMAKER = [
    ("870830", "brakes"), ("870840", "gearbox"), ("870850", "axle"), ("870829", "body part"), ("870880", "suspension"),
    ("870894", "steering"), ("870895", "airbag"), ("870899", "vehicle part"), ("840734", "engine"), ("840991", "engine part"),
    ("848310", "camshaft"), ("851220", "lamp"), ("854430", "wiring harness"), ("850760", "battery"), ("940190", "seat part"),
    ("940199", "seat part"), ("401110", "tyre"), ("700721", "windscreen"), ("731815", "bolt"), ("720917", "cold-rolled sheet"),
    ("721049", "galvanised sheet"), ("760612", "aluminium sheet"), ("852721", "radio"), ("853710", "control panel"),
    ("841391", "pump part"), ("842123", "oil filter"), ("870323", "car"),
]
MEDICAL = [
    ("901831", "syringe"), ("901832", "needle"), ("901839", "catheter"), ("901890", "instrument"), ("901819", "monitor"),
    ("901812", "ultrasound"), ("901813", "scanner part"), ("902110", "orthopaedic appliance"), ("902131", "joint"),
    ("902150", "pacemaker"), ("902190", "implant"), ("902214", "x-ray set"), ("902290", "x-ray part"), ("300510", "dressing"),
    ("300590", "bandage"), ("401519", "glove"), ("401512", "surgical glove"), ("392690", "plastic part"), ("940290", "hospital bed"),
    ("854231", "processor"), ("850440", "power supply"), ("731210", "wire"), ("760820", "aluminium tube"),
]


def write(folder, head, header, rows):
    with open(ROOT / "examples" / folder / "ledger.csv", "w", encoding="utf-8", newline="") as file:
        file.write(head)
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def automaker():
    shares, rows = claimed_share(), []
    for number, (words, partner, code, value) in enumerate(trade_lines(AUTOMAKER, 5), 1):
        cost = round(value / 2000, -2)
        share = shares.get((code[:8], partner))
        claim = "" if share is None else "usmca" if share > 0.5 else "none"
        if share is not None and drawn(code + partner + "said", 6) == 0:
            claim = ""  # nobody wrote it down
        in_canada = partner == "CA" and number % 2 == 0
        rows.append([f"P-{number:03}", words, f"{partner} supplier {1 + drawn(words + partner, 4)}", code,
                     "DE" if partner == "EU27" else partner, f"{cost / 0.7 if in_canada else cost:.2f}",
                     "CAD" if in_canada else "USD", claim, entry_day(code + partner),
                     "60%" if code.startswith(("8708", "7318")) else "",
                     "yes" if claim == "none" and number % 3 == 0 else ""])
    write("automaker", "# Constructed: no company bought these goods. See make_ledgers.py for what is real.\n",
          ["part_number", "description", "vendor", "HTS code", "country of origin", "annual_cost", "ccy", "usmca_claim",
           "entry_date", "steel_value", "originates"], rows)


def medical():
    shares, rows = claimed_share(), []
    for number, (words, partner, code, value) in enumerate(trade_lines(MEDICAL, 5), 1):
        cost = round(value / 5000, -2)
        share = shares.get((code[:8], partner))
        claim = "" if share is None else "usmca" if share > 0.5 else "none"
        rows.append([f"M-{number:03}", words, f"{partner} maker {1 + drawn(words + partner, 3)}", code,
                     "DE" if partner == "EU27" else partner, f"{cost:.2f}", claim, entry_day(code + partner)])
    write("medical-devices", "# Constructed: no company bought these goods. See make_ledgers.py for what is real.\n",
          ["part", "product", "supplier", "hts", "origin", "spend", "claim", "date"], rows)


if __name__ == "__main__":
    automaker()
    medical()
