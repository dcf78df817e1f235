#!/bin/sh
# Prices the ledger and writes lines.csv and exposure.html into the folder given, else into this one.
# TRILAT names the program where it is not on the path.
set -e
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here}
price() {
  "${TRILAT:-trilat}" exposure "$here/ledger.csv" --scenario law-2025-08-08 --against law-2025-01-01 --to US \
    --rate CAD=0.70 --as-of 2026-03-01 "$@"
}
price --lines "$out/lines.csv"
price --out "$out/exposure.html"
