#include "report/exposure_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/html.hpp"

namespace trilat::report {
namespace {

Money size(Money amount) { return amount < Money{} ? Money{} - amount : amount; }

std::string way(const ExposureBreakEven& found, const char* verb, const char* of) {
  if (found.at_most.is_zero()) return fmt::format("{} saves nothing.", verb);
  if (!found.reached)
    return fmt::format("{} cannot make up for the rise: it saves {} at most, on {:.1f} % of the cost.", verb,
                       money(found.at_most.rounded_to_whole()), found.all_pct);
  return fmt::format(
      "{} makes up for the rise once {:.1f} % of the cost {}, if the goods that save most come first, and "
      "{:.1f} % in equal shares.",
      verb, found.best_first_pct, of, found.evenly_pct);
}

}  // namespace

std::vector<Lever> levers(const ExposureResult& result) {
  std::vector<Lever> all;
  const auto add = [&](std::string label, Money amount) {
    if (!amount.is_zero()) all.push_back({std::move(label), amount});
  };
  for (const ExposureOpenFact& open : result.open)
    if (open.fact != "claim") add(open.question, Money{} - open.at_stake);  // claims are shown as such
  add("Preference claimed on all goods that could be, where they originate",
      Money{} - result.unclaimed_shown.amount - result.unclaimed_open.amount);
  add("No claim that is made is upheld", result.claimed.amount + result.claimed_refused.amount);
  add("Everything from the cheapest other origin that sells it, at the same price",
      Money{} - result.by_switching.at_most);
  add("The law before: " + result.against, result.before.greatest - result.now.greatest);
  std::stable_sort(all.begin(), all.end(),
                   [](const Lever& a, const Lever& b) { return size(a.amount) > size(b.amount); });
  return all;
}

BarChart tornado(const std::vector<Lever>& levers, const std::string& currency) {
  BarChart chart;
  chart.title = fmt::format("What moves the duty now, in {}: savings to the left, costs to the right", currency);
  chart.series = {"change"};
  for (const Lever& lever : levers) {
    const double amount = lever.amount.to_double();
    const std::string words = money(lever.amount.rounded_to_whole());
    chart.groups.push_back({lever.label, {{amount, amount, amount > 0 ? "+" + words : words, 0}}});
  }
  return chart;
}

std::string amounts(const MoneyRange& range) {
  const auto [low, high] = std::minmax(range.least, range.greatest);
  const std::string most = money(high.rounded_to_whole());
  return low == high ? most : money(low.rounded_to_whole()) + " to " + most;
}

std::string cost_share(Money duty, Money cost) {
  return cost <= Money{} ? std::string() : fmt::format("{:.1f} %", 100 * duty.to_double() / cost.to_double());
}

std::string rise_sentence(const ExposureResult& result) {
  const Money rise = result.now.greatest - result.before.greatest;
  const std::string more = rise == Money{} ? "as much as"
                                           : fmt::format("{} {} {} than", money(size(rise).rounded_to_whole()),
                                                         result.currency, rise > Money{} ? "more" : "less");
  return fmt::format("On goods that cost {} {}, duty is {} {} ({} of cost at most), at its greatest {} before ({}).",
                     money(result.cost.rounded_to_whole()), result.currency, amounts(result.now), result.currency,
                     cost_share(result.now.greatest, result.cost), more, amounts(result.before));
}

std::string break_even_sentence(const ExposureResult& result) {
  if (result.now.greatest <= result.before.greatest) return "There is no rise to make up for.";
  return way(result.by_claims, "Claiming the preference", "that has no claim is shown to originate") + " " +
         way(result.by_switching, "Buying from the cheapest other origin", "is bought there");
}

}  // namespace trilat::report
