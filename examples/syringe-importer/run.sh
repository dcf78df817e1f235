#!/bin/sh
# What syringes pay from three countries, and what the ledger of an importer comes to.
# TRILAT names the program where it is not on the path.
set -e
cd "$(dirname "$0")"
# Status 3 says that something is open, which is an answer.
ask() { "${TRILAT:-trilat}" "$@" || test $? -eq 3; }
ask timeline --to US --from CN --hs 9018310080 --value 100 --claim none
echo
ask duty --to US --from MX --hs 9018310080 --value 100 --date 2025-08-08
echo
ask exposure ledger.csv --scenario law-2026-09-29 --against law-2025-08-08 --to US
