"""Draws the shipments of the benchmarks: python3 make_sample.py FLOWS.csv.gz SCHEDULE.csv > data/us-entry-lines.csv

See data/PROVENANCE.md for what the source is and what is assumed.
"""

import csv
import datetime
import gzip
import math
import random
import sys

LINES = 12_000
FIRST, DAYS = datetime.date(2025, 1, 1), 637  # up to 2026-09-29
# Shares of the members in what the source gives for the European Union as one.
UNION = {"DE": 26, "IE": 17, "IT": 13, "FR": 10, "NL": 6, "BE": 5, "ES": 4, "AT": 4, "SE": 3, "PL": 2, "DK": 2, "HU": 2,
         "CZ": 1, "FI": 1, "PT": 1, "SK": 1, "SI": 1, "RO": 1}
ISO2 = dict(item.split(":") for item in """
CAN:CA MEX:MX CHN:CN HKG:HK MAC:MO TWN:TW JPN:JP KOR:KR VNM:VN THA:TH IDN:ID MYS:MY PHL:PH SGP:SG IND:IN BGD:BD PAK:PK
LKA:LK KHM:KH GBR:GB CHE:CH NOR:NO ISL:IS TUR:TR ISR:IL SAU:SA ARE:AE QAT:QA JOR:JO EGY:EG MAR:MA ZAF:ZA NGA:NG KEN:KE
AUS:AU NZL:NZ BRA:BR ARG:AR CHL:CL PER:PE COL:CO ECU:EC BOL:BO VEN:VE URY:UY PRY:PY CRI:CR GTM:GT SLV:SV HND:HN NIC:NI
PAN:PA DOM:DO TTO:TT RUS:RU UKR:UA KAZ:KZ IRQ:IQ LAO:LA MMR:MM GUY:GY AGO:AO DZA:DZ GHA:GH CIV:CI MDG:MG LSO:LS
""".split())


def lines_of(schedule):
    """The ten-digit codes that stand all the time, under each eight-digit code."""
    under = {}
    with open(schedule, encoding="utf-8") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            if len(row["code"]) == 10 and not row["until"] and row["from"] == "2025-01-01":
                under.setdefault(row["code"][:8], []).append(row["code"])
    return under


def claim_of(dice, origin):
    if origin not in ("CA", "MX"):
        return ""
    return dice.choices(["usmca", "none", ""], [60, 25, 15])[0]


def main(flows, schedule):
    under, rows, weights = lines_of(schedule), [], []
    with gzip.open(flows, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["hs8"] in under and (row["partner"] == "EU27" or row["partner"] in ISO2) and int(row["value_usd"]) > 0:
                rows.append(row)
                weights.append(math.sqrt(int(row["value_usd"])))
    dice = random.Random(2024)
    out = csv.writer(sys.stdout, lineterminator="\n")
    print("# Import lines drawn for the benchmarks; see PROVENANCE.md")
    out.writerow(["from", "hs", "date", "value", "claim"])
    for row in dice.choices(rows, weights, k=LINES):
        origin = dice.choices(list(UNION), list(UNION.values()))[0] if row["partner"] == "EU27" else ISO2[row["partner"]]
        date = FIRST + datetime.timedelta(days=dice.randrange(DAYS))
        value = max(1, round(dice.lognormvariate(math.log(5_000), 1.8), 2))
        out.writerow([origin, dice.choice(under[row["hs8"]]), date, f"{value:.2f}", claim_of(dice, origin)])


if __name__ == "__main__":
    main(*sys.argv[1:])
