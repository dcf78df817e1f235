// What a shipment pays and why.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "core/money.hpp"

namespace trilat {

struct DutyParams {
  std::string to;                       // importing country, ISO 3166-1 alpha-2
  std::string from;                     // country of origin
  std::string hs;                       // 8 or 10 digits, with or without points
  std::string date;                     // entry date, "2025-08-08"
  std::string value;                    // customs value in the importer's currency
  std::vector<std::string> quantities;  // "100 kg"
  std::string claim;                    // "usmca", "none"; empty: not known
  // Name -> value, as on the command line. Of a fact that is a country, "origin" is the country of origin.
  std::map<std::string, std::string> facts;
  std::string known_on;  // answer as the law stood published that day; empty: as known last
  // Country of origin under the marking rules, on which a preference is claimed, where it differs from
  // `from`, the country of the last substantial transformation; empty: the same.
  std::string preference_from;
  std::vector<std::string> options;  // fees and taxes asked for, such as "mpf" and "hmf"
  // Where the law counts freight and insurance to the place of entry in the customs value (CIF), they are added to the
  // value; elsewhere they stay out. Empty: the value holds what belongs to it.
  std::string freight = {}, insurance = {};
  // Currency of the value, of freight and insurance and of contents among the facts, with how much of the importer's
  // currency one unit of it is, "1.37". Empty: all in the importer's currency.
  std::string currency = {}, exchange_rate = {};
  // What decides whether the goods are within a quota, in place of the fact `quota`: a ledger (with `entry`, by what
  // that entry drew; without, by what it could draw now), or how much has been drawn, "96%" or "180000 t".
  std::string ledger = {}, entry = {}, quota_fill = {};
  bool beyond_horizon = false;  // after the recorded span, take the last recorded law to hold still
};

// One heading on the entry.
struct DutyCharge {
  std::string heading;    // "9903.94.05", or the printed tariff code for the base duty
  std::string authority;  // id of the authority; "base" for chapters 1 to 97
  std::string authority_title;
  std::string title;
  Money base;
  std::string rate;
  Money amount;
  bool exemption = false;  // filed at nothing, because it frees the goods of another duty
  bool fee = false;        // a fee or tax, not a duty
  std::string part;        // content on which it falls; "rest" for what others leave; empty: the whole value
  std::string programme;   // SPI, on the base line only
  bool at_least = false;   // a quantity is missing: the amount is the least it can be
  std::string working;
  std::string citation;
  char grade = 'C';  // A primary text, B official schedule, C secondary source
  std::string note;
  std::string called;  // the kind of charge, "surtax"; empty where it has no name beside its heading
};

// A measure that looked relevant and was not charged.
struct DutyConsidered {
  std::string heading;
  std::string authority;
  std::string authority_title;
  std::string title;
  std::string why;     // displaced, replaced, exempt, condition_not_met, not_in_scope, ...
  std::string reason;  // in words
  std::string citation;
  char grade = 'C';
};

struct DutyAnswer {
  std::string value;
  Money duty_min;
  Money duty_max;
};

struct DutyQuestion {
  std::string fact;
  std::string question;
  Money at_stake;
  std::vector<DutyAnswer> answers;
};

// One line of the entry: a part of the value with the headings filed on it, in the order that customs
// asks for. Where a duty splits the value, the first line carries the quantity and the others none.
struct EntryLine {
  struct Heading {
    std::string heading;
    Money amount;
  };
  Money value;
  bool carries_quantity = true;
  std::string part;  // the content the line is for; "rest", or empty where the entry has one line
  std::string programme;
  std::vector<Heading> headings;
};

// The whole working under one set of answers.
struct DutyOutcome {
  Money duty;                       // every duty, without fees
  Money fees;                       // fees and taxes asked for
  Money total;                      // both
  std::vector<DutyCharge> charges;  // in filing order
  std::vector<EntryLine> lines;
  std::vector<DutyConsidered> considered;
  std::map<std::string, std::string> answers;  // the open facts as this outcome takes them
};

enum class DutyStatus { kDetermined, kRange, kProhibited, kNotLoaded };

struct DutyResult {
  DutyStatus status = DutyStatus::kDetermined;
  std::string to, from, hs, description, currency;
  Date date;
  Money value;
  std::vector<std::string> value_working;  // how the customs value came about, where it is not as given
  std::vector<std::string> quota;          // what decided that the goods are within a quota or over it
  DutyOutcome low;                         // where determined, the one outcome
  DutyOutcome high;
  bool bounded = true;                  // false: the greatest duty is open, see unpriced
  std::vector<DutyQuestion> questions;  // largest money first
  std::vector<std::string> assumed;     // facts taken as false, disclosed
  std::vector<std::string> prohibited;  // citations
  std::vector<std::string> not_loaded;
  std::vector<std::string> unpriced;  // specific rates that lack their quantity
  std::vector<std::string> warnings;  // orders known to exist; law taken to hold after the recorded span
  std::string data_hash;
};

const char* name(DutyStatus status);  // "determined"
// 0 determined, 3 a range or not loaded, 4 prohibited.
int exit_status(DutyStatus status);

std::string to_text(const DutyResult& result);
std::string to_json(const DutyResult& result);

}  // namespace trilat
