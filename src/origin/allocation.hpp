// Costs of a good: total and net cost, and costs that several goods share, SOR/2020-155 section 7(11) and Schedule 5.
#pragma once

#include <optional>
#include <vector>

#include "origin/rational.hpp"

namespace trilat::origin {

// Divides an amount in the proportion of the bases: hours, costs, sales, or direct labour and material. The printed
// examples round the ratio first, or the amounts to the cent; the exact division stands beside.
struct Allocation {
  std::vector<Rational> exact;
  std::vector<Rational> printed;
};
// Precondition: the bases sum to more than zero. `ratio_decimals`: the printed ratios are rounded so, the last good
// taking what is left; nothing: the amounts are rounded to the cent.
Allocation allocate(const Rational& amount, const std::vector<Rational>& bases, std::optional<int> ratio_decimals);

// The same for an amount less what is excluded, section 7(11)(b): each leg is allocated, then subtracted.
Allocation allocate_net(const Rational& amount, const Rational& excluded, const std::vector<Rational>& bases,
                        std::optional<int> ratio_decimals);

// Section 7: gains and losses from exchange count where they come from producing the good.
struct ExchangeDifferences {
  Rational gain_related, loss_related, gain_unrelated, loss_unrelated;
};
Rational cost_after_exchange(const Rational& total, const ExchangeDifferences& differences);

}  // namespace trilat::origin
