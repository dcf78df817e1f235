// Rate columns as a tariff prints them, and conditions of law: any text is read or refused, a price is
// never negative, and what is an error in a condition has a column inside the text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "law/condition.hpp"
#include "law/schedule.hpp"

namespace {

const std::vector<trilat::law::FactDefinition>& facts() {
  using trilat::law::FactKind;
  static const std::vector<trilat::law::FactDefinition> kFacts = [] {
    std::vector<trilat::law::FactDefinition> made(6);
    const char* const names[] = {"claim", "steel_value", "us_share", "melt_country", "loaded_on", "kit"};
    const FactKind kinds[] = {FactKind::kChoice,  FactKind::kContent, FactKind::kShare,
                              FactKind::kCountry, FactKind::kDate,    FactKind::kFlag};
    for (std::size_t i = 0; i < made.size(); ++i) {
      made[i].name = names[i];
      made[i].kind = kinds[i];
    }
    made[0].choices = {"usmca", "none"};
    return made;
  }();
  return kFacts;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace trilat::law;
  const std::string text(data, data + size);
  const DutyRate rate = parse_duty_rate(text);
  std::vector<trilat::Quantity> quantities;
  for (const char* quantity : {"100 kg", "40 No", "3 doz", "7 m2", "5 liter"}) {
    quantities.push_back(*trilat::Quantity::parse(quantity));
  }
  const auto priced = price(rate, trilat::Money::whole(10000), quantities);
  if (priced && priced->duty < trilat::Money{}) std::abort();
  if (special_rate(text, {"S", "S+"}) && special_programme(text, {"S", "S+"}).empty()) std::abort();
  const auto condition = parse_condition(text, facts());
  if (!condition && condition.error().message.empty()) std::abort();
  return 0;
}
