#!/bin/sh
# What a United States-Mexico deal without Canada is worth to each of the three, against the trilateral deal.
# TRILAT names the program where it is not on the path.
set -e
cd "$(dirname "$0")"
trilat=${TRILAT:-trilat}
$trilat negotiate --sensitivity --patience 0.9
echo
$trilat treaty --date 2026-11-01 --no-sensitivity
