// The certification of origin and what stands behind it: data elements, records, suppliers' declarations.
#pragma once

#include <map>
#include <string>

#include "io/node.hpp"
#include "origin/assess.hpp"
#include "trilat/origin.hpp"

namespace trilat {

// What a product file says of the certification: role, certifier, exporter, producer, importer, description,
// blanket_since, blanket_until, signed, signatory.
using EvidenceFacts = std::map<std::string, std::string>;
Result<EvidenceFacts> read_evidence_facts(const io::Node& table);

// Error: a blanket period that is longer than the agreement allows, or ends before it begins.
Result<OriginEvidence> evidence_of(const origin::RuleBook& book, const origin::Product& product,
                                   const origin::Assessment& assessment, const EvidenceFacts& facts);

}  // namespace trilat
