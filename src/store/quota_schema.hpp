// The tables of the ledger's file.
#pragma once

#include "core/error.hpp"
#include "store/database.hpp"

namespace trilat::store {

// Counts draws that, with all drawn before them and not cancelled, took more than the volume or the country's part of
// it.
inline constexpr const char* kExceeded =
    "SELECT COUNT(*) FROM draw AS d WHERE d.cancelled = 0 AND d.within > 0 AND ("
    "(SELECT SUM(e.within) FROM draw AS e WHERE e.cancelled = 0 AND e.importer = d.importer AND e.authority = "
    "d.authority AND e.quota = d.quota AND "
    "e.pool = d.pool AND e.period_from = d.period_from AND e.number <= d.number) > d.volume OR "
    "(SELECT SUM(e.within) FROM draw AS e WHERE e.cancelled = 0 AND e.importer = d.importer AND e.authority = "
    "d.authority AND e.quota = d.quota AND "
    "e.pool = d.pool AND e.period_from = d.period_from AND e.country = d.country AND e.number <= d.number) > "
    "d.country_volume)";

// Makes the tables in an empty file, and sees that a file that is not empty is a ledger. Two programs may do so at
// once.
Status prepare_schema(const Database& database, OpenMode mode);

}  // namespace trilat::store
