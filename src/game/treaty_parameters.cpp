#include "game/treaty_parameters.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace trilat::game {
namespace {

using B = TreatyBehaviour;

constexpr std::array kEntries = {
    BehaviourEntry{"discount", &B::discount, 0.90, 0.98, 0.01, 0.999, "weight of a payoff one year later",
                   "real interest of 2 to 5 per cent and terms of office of 4 to 6 years"},
    BehaviourEntry{
        "rationality", &B::rationality, 1, 5, 0, 1000,
        "logit lambda, per year's range of a player's payoffs over the structures",
        "at 2 an action better by one such year is taken 7 times as often; of the order estimated in experiments "
        "scaled by the stakes (McKelvey and Palfrey, 1995)"},
    BehaviourEntry{
        "leverage", &B::leverage, 0, 0.20, 0, 1,
        "share of each partner's yearly gain from the pact conceded to a pressing country while it is not extended",
        "concessions without return in 2025 and 2026 (a digital tax, counter-tariffs, border measures) were "
        "small against the pact; judgement"},
    BehaviourEntry{
        "uncertainty", &B::uncertainty, 0, 0.30, 0, 1,
        "share of the yearly gain lost where nobody trusts the pact and its term is nearly over",
        "bound against unbound tariffs explain a tenth to a third of trade growth in studies of tariff uncertainty "
        "(Handley and Limao, 2017); judgement on the level"},
    BehaviourEntry{"signing", &B::signing, 0.2, 0.9, 0, 1,
                   "chance in a year that two who both want a deal and fully trust each other bring it to signature",
                   "trade agreements take about two years from launch to signature; judgement"},
    BehaviourEntry{"signing-cost", &B::signing_cost, 0, 0.2, 0, 10,
                   "cost of a year of negotiating a new deal, in years of the negotiator's range of payoffs",
                   "so that idle announcements are not free; judgement"},
    BehaviourEntry{"softening", &B::softening, 0, 0.3, 0, 1,
                   "chance in a year that a pressing government stops pressing, outside elections",
                   "policy reversals within a term were partial and short in 2025 and 2026; judgement"},
    BehaviourEntry{"hardening", &B::hardening, 0, 0.3, 0, 1, "chance in a year that it starts to press again",
                   "taken as equal to the opposite; judgement"},
    BehaviourEntry{
        "election", &B::election, 0.2, 0.8, 0, 1,
        "chance that a government new since the last date presses, in the years after a presidential election",
        "even odds"},
    BehaviourEntry{"slight", &B::slight, 0, 0.6, 0, 1,
                   "chance that trust falls a step where the country that may press does not confirm",
                   "the review of 2026 was followed by tariffs and counter-tariffs within two months; judgement"},
    BehaviourEntry{"mending", &B::mending, 0, 0.4, 0, 1,
                   "chance in a year that trust rises a step when nothing is done to it",
                   "slower than it falls; judgement"},
    BehaviourEntry{"breakdown", &B::breakdown, 0, 0.05, 0, 1,
                   "chance in a year that an extended pact ends all the same",
                   "its predecessor stood from 1994 to 2020 and was replaced, not ended"},
    BehaviourEntry{"renewal", &B::renewal, 0.5, 1, 0, 1,
                   "chance that an extended pact is extended again when its term ends",
                   "six-yearly reviews give two occasions before; judgement"},
};

}  // namespace

std::span<const BehaviourEntry> behaviour() { return kEntries; }

Status set_behaviour(TreatyBehaviour& to, std::string_view name, double value) {
  const auto named = [&](const BehaviourEntry& entry) { return entry.name == name; };
  const auto entry = std::find_if(kEntries.begin(), kEntries.end(), named);
  if (entry == kEntries.end()) {
    std::vector<std::string_view> names;
    for (const BehaviourEntry& one : kEntries) names.push_back(one.name);
    return bad_input(fmt::format("'{}' is no behavioural parameter", name),
                     fmt::format("use one of: {}", fmt::join(names, ", ")));
  }
  if (!(value >= entry->least && value <= entry->most))
    return fail(ErrorCode::kOutOfRange, fmt::format("{} = {} is out of range", name, value),
                fmt::format("give a number from {} to {}", entry->least, entry->most));
  to.*entry->value = value;
  return {};
}

}  // namespace trilat::game
