#!/bin/sh
# bench/serve/run.sh [SECONDS]: answers a second and the 99th percentile of `trilat serve` under load, against the limits
# of 3,000 a second and 20 ms on 2 cores. Client and server share the machine. Needs the Debian package wrk.
set -eu
cd "$(dirname "$0")/../.."
program=${TRILAT:-build/release/bin/trilat}
seconds=${1:-60}
command -v wrk >/dev/null || { echo "wrk is missing: install the Debian package wrk" >&2; exit 1; }
out=$(mktemp)
"$program" serve --port 0 >"$out" &
server=$!
trap 'kill $server; wait $server 2>/dev/null || true; rm -f "$out"' EXIT
while ! grep -q http "$out"; do sleep 0.1; done
url=$(grep -o 'http://[0-9.:]*' "$out")
before=$(awk '/VmRSS/ { print $2 }' /proc/$server/status)
wrk -t 1 -c 32 -d 3s -s bench/serve/duty.lua "$url" >/dev/null
warm=$(awk '/VmRSS/ { print $2 }' /proc/$server/status)
wrk -t 1 -c 32 -d "${seconds}s" --latency -s bench/serve/duty.lua "$url" | tail -n 1
after=$(awk '/VmRSS/ { print $2 }' /proc/$server/status)
echo "memory: $((before / 1024)) MB at start, $((warm / 1024)) MB warm, $((after / 1024)) MB after"
