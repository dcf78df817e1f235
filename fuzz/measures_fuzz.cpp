// A file of measures against a small rule base: it is read or refused at a line, and what is read can be looked up.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "io/toml.hpp"
#include "pack/measures_toml.hpp"

namespace {

trilat::law::RuleBase small_rules() {
  using trilat::law::FactKind;
  trilat::law::RuleBase rules;
  rules.importer = *trilat::Country::parse("US");
  rules.authorities = {{"fentanyl", "Fentanyl", "statute", 10, {}}, {"metals", "Metals", "statute", 20, {}}};
  rules.lists = {{"steel", "Steel", "cite", trilat::law::Grade::kA, {{*trilat::HsCode::parse("7208"), {}}}}};
  rules.facts.resize(2);
  rules.facts[0].name = "claim";
  rules.facts[0].kind = FactKind::kChoice;
  rules.facts[0].choices = {"usmca", "none"};
  rules.facts[1].name = "steel_value";
  rules.facts[1].kind = FactKind::kContent;
  return rules;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const trilat::law::RuleBase kRules = small_rules();
  const auto file = trilat::io::parse_toml(std::string(data, data + size), "fuzz.toml");
  if (!file) return 0;
  trilat::law::RuleBase rules = kRules;
  const auto status = trilat::pack::read_measures(*file, rules);
  if (!status && status.error().message.empty()) std::abort();
  for (const trilat::law::Measure& measure : rules.measures) {
    if (measure.segments.empty()) std::abort();
    for (const auto& segment : measure.segments) {
      if (segment.effect.empty() || segment.citation.empty()) std::abort();
    }
  }
  return 0;
}
