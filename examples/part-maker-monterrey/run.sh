#!/bin/sh
# Does the part originate, what would make it, and what does it pay with and without the claim?
# TRILAT names the program where it is not on the path.
set -e
cd "$(dirname "$0")"
# Status 3 says that something is open, which is an answer.
ask() { "${TRILAT:-trilat}" "$@" || test $? -eq 3; }
ask origin product.toml --improve
echo
ask duty --to US --from MX --hs 8708305090 --value 100 --date 2025-08-08 --claim none
echo
for claim in none usmca; do
  ask timeline --to US --from MX --hs 8708305090 --value 100 --claim $claim
  echo
done
