#include "engine/exposure_columns.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

#include "core/text.hpp"

namespace trilat {
namespace {

struct Meaning {
  std::string_view name;
  int LedgerColumns::*column;
  bool needed;
  std::vector<std::string_view> spellings;  // as `plain` gives them; the name itself need not be among them
};

const std::vector<Meaning>& meanings() {
  using L = LedgerColumns;
  static const std::vector<Meaning> all = {
      {"part", &L::part, false, {"part no", "part number", "item", "item number", "sku", "material", "component"}},
      {"supplier", &L::supplier, false, {"supplier name", "vendor", "vendor name", "seller", "manufacturer"}},
      {"hs",
       &L::hs,
       true,
       {"hts", "hts code", "hs code", "htsus", "hts number", "hts10", "hs10", "tariff code", "tariff",
        "commodity code"}},
      {"origin",
       &L::origin,
       true,
       {"from", "country of origin", "origin country", "coo", "country", "made in", "source country"}},
      {"importer", &L::importer, false, {"to", "importing country", "country of import", "destination"}},
      {"value",
       &L::value,
       true,
       {"annual value", "annual cost", "annual spend", "spend", "cost", "amount", "customs value", "entered value",
        "total value", "total cost", "purchase value"}},
      {"currency", &L::currency, false, {"value currency", "ccy", "curr"}},
      {"quantity", &L::quantity, false, {"qty", "annual quantity", "units"}},
      {"unit", &L::unit, false, {"uom", "unit of measure", "quantity unit"}},
      {"claim",
       &L::claim,
       false,
       {"claim status", "preference", "preference claimed", "claimed", "spi", "usmca claim", "usmca claimed"}},
      {"originates",
       &L::originates,
       false,
       {"originating", "qualifies", "qualifying", "origin shown", "usmca qualifies", "certified"}},
      {"date",
       &L::date,
       false,
       {"entry date", "date of entry", "import date", "date of import", "month", "entry month"}},
      {"duty_paid", &L::paid, false, {"duties paid", "paid duty", "duty", "duties"}},
  };
  return all;
}

// "Annual_Cost (USD)" and "annual-cost" are "annual cost usd" and "annual cost".
std::string plain(std::string_view name) {
  std::string text;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0) {
      text += static_cast<char>(std::tolower(byte));
    } else if (!text.empty() && text.back() != ' ') {
      text += ' ';
    }
  }
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

// The names of meanings with blanks for underlines, so that "duty paid" is found.
bool spells(const Meaning& meaning, const std::string& name) {
  return plain(meaning.name) == name ||
         std::find(meaning.spellings.begin(), meaning.spellings.end(), name) != meaning.spellings.end();
}

const law::FactDefinition* find_fact(const std::vector<const law::RuleBase*>& laws, std::string_view name) {
  if (name == "claim") return nullptr;
  for (const law::RuleBase* rules : laws)
    if (const auto* fact = rules->find_fact(name)) return fact;
  return nullptr;
}

Status check_names(const std::vector<std::string>& names) {
  for (auto name = names.begin(); name != names.end(); ++name) {
    if (std::find(names.begin(), name, *name) != name)
      return bad_input(fmt::format("column '{}' appears twice", *name), "give every column its own name");
    const auto& added = ledger_output_columns();
    if (std::find(added.begin(), added.end(), *name) != added.end())
      return bad_input(fmt::format("the ledger has a column '{}', which the output adds", *name), "rename it");
  }
  return {};
}

class Reader {
 public:
  Reader(std::vector<std::string> names, const ExposureParams& params, const std::vector<const law::RuleBase*>& laws)
      : names_(std::move(names)), taken_(names_.size(), false), params_(params), laws_(laws) {}

  Result<LedgerColumns> read() {
    TRILAT_CHECK(check_names(names_));
    TRILAT_CHECK(take_said());
    take_facts();
    for (const Meaning& meaning : meanings()) TRILAT_CHECK(guess(meaning));
    for (std::size_t i = 0; i < names_.size(); ++i)
      if (!taken_[i]) columns_.unused.push_back(names_[i]);
    columns_.count = names_.size();
    set_fields();
    return std::move(columns_);
  }

 private:
  Result<std::size_t> index_of(const std::string& meaning, const std::string& column) const {
    const auto at = std::find(names_.begin(), names_.end(), column);
    if (at != names_.end()) return static_cast<std::size_t>(at - names_.begin());
    return bad_input(fmt::format("there is no column '{}' to be the {}", column, meaning),
                     core::did_you_mean(column, names_, fmt::format("the columns are: {}", fmt::join(names_, ", "))));
  }

  void add_fact(const law::FactDefinition& fact, std::size_t column) {
    taken_[column] = true;
    const std::size_t field = kSlots + columns_.facts.size();
    columns_.facts.push_back({column, fact.kind == law::FactKind::kContent});
    columns_.fields.facts.push_back({field, fact.name});
  }

  // --column meaning=name; a meaning may be the name of a fact.
  Status take_said() {
    for (const auto& [meaning, column] : params_.columns) {
      const auto known = std::find_if(meanings().begin(), meanings().end(),
                                      [&name = meaning](const Meaning& each) { return each.name == name; });
      const law::FactDefinition* fact = find_fact(laws_, meaning);
      if (known == meanings().end() && fact == nullptr) {
        std::vector<std::string> all;
        for (const Meaning& each : meanings()) all.emplace_back(each.name);
        return bad_input(
            fmt::format("'{}' is not what a column of a ledger means", meaning),
            core::did_you_mean(meaning, all,
                               fmt::format("it is one of: {}, or a fact of the law", fmt::join(all, ", "))));
      }
      if (column.empty()) continue;
      TRILAT_TRY(const std::size_t index, index_of(meaning, column));
      if (known == meanings().end()) {
        add_fact(*fact, index);
      } else {
        columns_.*(known->column) = static_cast<int>(index);
      }
      taken_[index] = true;
      columns_.meanings.push_back({meaning, column, false});
    }
    return {};
  }

  void take_facts() {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const law::FactDefinition* fact = taken_[i] ? nullptr : find_fact(laws_, names_[i]);
      if (fact == nullptr || params_.columns.contains(fact->name)) continue;
      add_fact(*fact, i);
      columns_.meanings.push_back({fact->name, names_[i], false});
    }
  }

  Status guess(const Meaning& meaning) {
    const std::string name(meaning.name);
    if (params_.columns.contains(name)) return {};
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (taken_[i]) continue;
      if (names_[i] == meaning.name) {  // called so: nothing is guessed
        found = {i};
        break;
      }
      if (spells(meaning, plain(names_[i]))) found.push_back(i);
    }
    if (found.size() > 1) {
      return bad_input(fmt::format("'{}' and '{}' could both be the {}", names_[found[0]], names_[found[1]], name),
                       fmt::format("say which with --column {}={}", name, names_[found[0]]));
    }
    if (found.empty()) return meaning.needed ? missing(name) : Status{};
    taken_[found[0]] = true;
    columns_.*(meaning.column) = static_cast<int>(found[0]);
    columns_.meanings.push_back({name, names_[found[0]], names_[found[0]] != meaning.name});
    return {};
  }

  Status missing(const std::string& name) const {
    return bad_input(
        fmt::format("no column is the {}", name),
        fmt::format("say which it is with --column {}=NAME; the columns are: {}", name, fmt::join(names_, ", ")));
  }

  void set_fields() {
    BatchColumns& fields = columns_.fields;
    fields.to = kTo;
    fields.from = kFrom;
    fields.hs = kHs;
    fields.date = kDate;
    fields.value = kValue;
    fields.quantity = kQuantity;
    fields.claim = kClaim;
    fields.count = kSlots + columns_.facts.size();
  }

  std::vector<std::string> names_;
  std::vector<bool> taken_;
  const ExposureParams& params_;
  const std::vector<const law::RuleBase*>& laws_;
  LedgerColumns columns_;
};

}  // namespace

const std::vector<std::string>& ledger_output_columns() {
  static const std::vector<std::string> names = {"status_before",   "duty_before_min",  "duty_before_max",
                                                 "headings_before", "status_now",       "duty_now_min",
                                                 "duty_now_max",    "headings_now",     "rise",
                                                 "now_pct_of_cost", "claim_would_save", "late_claim_until",
                                                 "late_claim",      "paid_struck_down", "price_pct",
                                                 "open_questions",  "message"};
  return names;
}

bool names_importer(const std::vector<std::string_view>& header, const ExposureParams& params) {
  const auto meaning = std::find_if(meanings().begin(), meanings().end(),
                                    [](const Meaning& each) { return each.column == &LedgerColumns::importer; });
  if (const auto said = params.columns.find(std::string(meaning->name)); said != params.columns.end())
    return !said->second.empty();
  return std::any_of(header.begin(), header.end(),
                     [&](std::string_view name) { return spells(*meaning, plain(name)); });
}

Result<LedgerColumns> read_ledger_columns(const std::vector<std::string_view>& header, const ExposureParams& params,
                                          const std::vector<const law::RuleBase*>& laws) {
  std::vector<std::string> names;
  for (const std::string_view name : header) names.emplace_back(core::trim(name));
  return Reader(std::move(names), params, laws).read();
}

}  // namespace trilat
