// Every closure, use of revenue and labour regime, and a policy that moves every instrument; for tests.
#pragma once

#include <string>
#include <vector>

#include "economy/equilibrium.hpp"

namespace trilat::economy::testing {

struct Regime {
  std::string name;
  SolveOptions options;
};

inline std::vector<Regime> regimes() {
  std::vector<Regime> all;
  const std::vector<std::pair<std::string, Closure>> closures{{"fixed_deficit", Closure::kFixedDeficit},
                                                              {"zero_deficit", Closure::kZeroDeficit},
                                                              {"share_deficit", Closure::kShareDeficit}};
  const std::vector<std::pair<std::string, Labour>> labours{
      {"mobile", Labour::kMobile}, {"immobile", Labour::kImmobile}, {"roy", Labour::kRoy}};
  for (const auto& [closure_name, closure] : closures) {
    for (const auto& [labour_name, labour] : labours) {
      for (const bool government : {false, true}) {
        SolveOptions options;
        options.closure = closure;
        options.labour = labour;
        options.kappa = 2.5;
        // Elastic hours with every second combination, so that each choice meets both.
        options.labour_supply = government == (labour == Labour::kMobile) ? 0.6 : 0;
        options.revenue = government ? Revenue::kGovernment : Revenue::kRebated;
        all.push_back({closure_name + "_" + labour_name + (government ? "_government" : "_rebated"), options});
      }
    }
  }
  return all;
}

// The policy of the base.
inline Policy unchanged(const DataSet& data) {
  return {data.tariff, data.export_tax.empty() ? std::vector<double>(data.trade.size(), 0.0) : data.export_tax,
          std::vector<double>(data.trade.size(), 1.0)};
}

// Every tariff raised by its own amount, some export taxes, trade costs at home and abroad.
inline Policy mixed_policy(const DataSet& data) {
  Policy policy = unchanged(data);
  for (std::size_t j = 0; j < data.sector_count(); ++j) {
    for (std::size_t n = 0; n < data.country_count(); ++n) {
      for (std::size_t i = 0; i < data.country_count(); ++i) {
        const std::size_t at = data.flow(j, n, i);
        policy.iceberg[at] = 1 + 0.01 * static_cast<double>((2 * n + 3 * i + j) % 5);
        if (n == i) continue;
        policy.tariff[at] += 0.03 * static_cast<double>((n + 2 * i + 3 * j) % 7);
        policy.export_tax[at] = 0.02 * static_cast<double>((3 * n + i + j) % 4);
      }
    }
  }
  return policy;
}

}  // namespace trilat::economy::testing
