#!/bin/sh
# Prices the ledger and writes lines.csv and exposure.html into the folder given, else into this one.
# TRILAT names the program where it is not on the path.
set -e
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here}
price() {
  "${TRILAT:-trilat}" exposure "$here/ledger.csv" --scenario half-on-medical-devices --against 2026-09-29 --to US \
    --prices "$@"
}
price --lines "$out/lines.csv"
price --out "$out/exposure.html"
