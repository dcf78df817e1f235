#!/bin/sh
# What hot-rolled coil of an Ontario mill pays in the United States, and what its rivals pay in Canada.
# TRILAT names the program where it is not on the path. Writes a quota ledger into a folder of its own and removes it.
set -e
cd "$(dirname "$0")"
# Status 3 says that something is open, which is an answer.
ask() { "${TRILAT:-trilat}" "$@" || test $? -eq 3; }
ask timeline --to US --from CA --hs 7208390090 --value 1000 --claim usmca --since 2025-01-01 --until 2026-09-29
echo
for melted in CA CN; do
  ask duty --to US --from CA --hs 7208390090 --value 1000 --claim usmca --date 2026-09-28 --fact commerce_authorized=yes \
    --fact melt_pour_country=$melted
  echo
done
for origin in VN BR; do
  ask duty --to CA --from $origin --hs 7208390000 --value 1000 --quantity "1 t" --date 2026-01-15 --claim none
  echo
done
ledger=$(mktemp -d)
trap 'rm -rf "$ledger"' EXIT
cd "$ledger"
draw() { ask quota draw --ledger quota.db --to CA --hs 7208390000 --date 2026-01-15 "$@"; }
draw --entry BR-1 --from BR --quantity "700 t"
draw --entry BR-2 --from BR --quantity "400 t"
ask quota status --ledger quota.db --to CA --hs 7208390000 --date 2026-01-15 --from BR
