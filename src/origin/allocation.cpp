#include "origin/allocation.hpp"

namespace trilat::origin {
namespace {

constexpr int kCents = 2;

}  // namespace

Allocation allocate(const Rational& amount, const std::vector<Rational>& bases, std::optional<int> ratio_decimals) {
  Rational sum;
  for (const Rational& base : bases) sum += base;
  Allocation result;
  Rational left = 1;
  for (std::size_t i = 0; i < bases.size(); ++i) {
    const Rational ratio = bases[i] / sum;
    result.exact.push_back(amount * ratio);
    if (!ratio_decimals) {
      result.printed.push_back((amount * ratio).rounded(kCents));
      continue;
    }
    const Rational printed = i + 1 == bases.size() ? left : ratio.rounded(*ratio_decimals);
    left -= printed;
    result.printed.push_back(amount * printed);
  }
  return result;
}

Allocation allocate_net(const Rational& amount, const Rational& excluded, const std::vector<Rational>& bases,
                        std::optional<int> ratio_decimals) {
  Allocation whole = allocate(amount, bases, ratio_decimals);
  const Allocation out = allocate(excluded, bases, ratio_decimals);
  for (std::size_t i = 0; i < bases.size(); ++i) {
    whole.exact[i] -= out.exact[i];
    whole.printed[i] -= out.printed[i];
  }
  return whole;
}

Rational cost_after_exchange(const Rational& total, const ExchangeDifferences& differences) {
  return total - differences.gain_related + differences.loss_related;
}

}  // namespace trilat::origin
