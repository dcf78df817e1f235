#!/bin/sh
# What the tariffs of 2025 on Canada and Mexico do, all else as it was; and how far that hangs on the elasticities.
# TRILAT names the program where it is not on the path.
set -e
cd "$(dirname "$0")"
trilat=${TRILAT:-trilat}
$trilat scenario check spared.toml
for scenario in law-2025-08-08 spared.toml; do
  echo
  echo "Effective rates of the United States on 2025-08-08 under $scenario, per cent"
  $trilat rates --scenario $scenario --on 2025-08-08 --partner CA,MX --format csv |
    awk -F, '$5 == "all" && ($4 == "CA" || $4 == "MX") { printf "  %s %.2f\n", $4, $8 }'
done
for case in "FGO fixed" "BSY fixed" "CP fixed" "GYY fixed" "IS fixed" "LL fixed" "Shap fixed" "U4 fixed" "CP99 fixed" "FGO balanced"; do
  set -- $case
  echo
  echo "Elasticities $1, deficits $2: change of real income, per cent"
  $trilat simulate --scenario law-2025-08-08 --against spared.toml --elasticities "$1" --closure "$2" --format csv |
    awk -F, '$1 == "country" && $5 == "real_income" && ($2 == "USA" || $2 == "CAN" || $2 == "MEX") { printf "  %s %+.3f\n", $2, $7 }'
done
