// Alternative origins of every code of a ledger, on several threads.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "core/cancellation.hpp"
#include "engine/exposure_result.hpp"
#include "exposure/sources.hpp"

namespace trilat {
namespace {

using exposure::GoodsSum;
using exposure::SourceRanking;
using exposure::SourceRate;

constexpr double kMillion = 1e6;
constexpr std::size_t kOriginsNamed = 3;

// The goods of one code, from all their origins.
struct Code {
  Country importer;
  HsCode code;
  std::vector<std::pair<Country, const GoodsSum*>> origins;  // most cost first
  Money cost;
  exposure::Range now;
  const exposure::Example* example = nullptr;  // of the largest value
};

std::vector<Code> codes_of(const exposure::Tally& sums) {
  std::map<std::pair<Country, HsCode>, Code> by_code;
  for (const auto& [goods, sum] : sums.goods) {
    Code& code = by_code[{goods.importer, goods.code}];
    code.importer = goods.importer;
    code.code = goods.code;
    code.origins.emplace_back(goods.origin, &sum);
    code.cost += sum.sum.cost;
    code.now += sum.sum.now;
  }
  std::vector<Code> codes;
  for (auto& [key, code] : by_code) {
    std::sort(code.origins.begin(), code.origins.end(), [](const auto& a, const auto& b) {
      return a.second->sum.cost != b.second->sum.cost ? a.second->sum.cost > b.second->sum.cost : a.first < b.first;
    });
    for (const auto& [origin, sum] : code.origins) {
      const bool larger = sum->example && (code.example == nullptr || sum->example->value > code.example->value);
      if (larger) code.example = &*sum->example;
    }
    codes.push_back(std::move(code));
  }
  std::stable_sort(codes.begin(), codes.end(),
                   [](const Code& a, const Code& b) { return a.now.greatest > b.now.greatest; });
  return codes;
}

std::string origins_of(const Code& code) {
  std::vector<std::string_view> names;
  for (const auto& [origin, sum] : code.origins)
    if (names.size() < kOriginsNamed) names.push_back(origin.name());
  const std::size_t others = code.origins.size() - names.size();
  return fmt::format("{}{}", fmt::join(names, ", "), others == 0 ? "" : fmt::format(" and {} more", others));
}

struct Ranked {
  ExposureCode row;
  std::vector<std::pair<Money, Money>> switching;  // cost of the goods of an origin, and what another saves
};

class Ranker {
 public:
  Ranker(const LedgerSetting& setting, const std::map<Country, flows::Imports>& imports, std::size_t most)
      : setting_(setting), imports_(imports), most_(most) {}

  Ranked rank(const Code& code) {
    const law::LawIndex& index = *setting_.now.laws.at(code.importer);
    const auto held = imports_.find(code.importer);
    auto& ranking = rankings_[code.importer];
    if (!ranking) ranking = std::make_unique<SourceRanking>(index, held == imports_.end() ? nullptr : &held->second);
    Ranked found;
    found.row.importer = code.importer.to_string();
    found.row.hs = code.code.to_printed();
    const auto words = index.rules().schedule.words(code.code, setting_.now.day);
    found.row.description = words.empty() ? std::string() : words.front();
    found.row.origin = origins_of(code);
    found.row.cost = code.cost;
    found.row.now = {code.now.least, code.now.greatest};
    if (code.example == nullptr) return found;
    const std::vector<SourceRate> rates = ranking->rank(code.code, setting_.now.day, *code.example);
    found.row.ranked = static_cast<std::size_t>(
        std::count_if(rates.begin(), rates.end(), [](const SourceRate& rate) { return rate.claim.empty(); }));
    for (const std::size_t k : shown_of(rates))
      found.row.sources.push_back(source_of(rates[k], *ranking, *code.example));
    for (const auto& [origin, sum] : code.origins)
      add_switch(*ranking, rates, origin, *sum, code.example->value, found);
    return found;
  }

 private:
  // Those that sell the code already before those that do not; then as they are ranked.
  std::vector<std::size_t> shown_of(const std::vector<SourceRate>& rates) const {
    std::vector<std::size_t> shown;
    for (const bool selling : {true, false}) {
      for (std::size_t k = 0; k < rates.size() && shown.size() < most_; ++k)
        if ((rates[k].imports > 0) == selling) shown.push_back(k);
    }
    std::sort(shown.begin(), shown.end());
    return shown;
  }

  static ExposureSource source_of(const SourceRate& rate, const SourceRanking& ranking,
                                  const exposure::Example& example) {
    const exposure::Place& place = ranking.places()[rate.place];
    const double value = example.value.to_double();
    return {place.code,
            place.name,
            std::string(rate.claim),
            100 * rate.duty.least.to_double() / value,
            100 * rate.duty.greatest.to_double() / value,
            rate.bounded,
            rate.imports < 0 ? -1 : rate.imports / kMillion};
  }

  // What the goods of one origin save from the cheapest other one that needs no claim and, where trade is held,
  // sells the code already.
  void add_switch(const SourceRanking& ranking, const std::vector<SourceRate>& rates, Country origin,
                  const GoodsSum& sum, Money value, Ranked& found) const {
    const bool held = ranking.has_imports();
    const auto best = std::find_if(rates.begin(), rates.end(), [&](const SourceRate& rate) {
      return rate.claim.empty() && rate.bounded && (rate.imports > 0 || !held) &&
             rate.place != ranking.place_of(origin);
    });
    if (best == rates.end() || sum.sum.cost <= Money{}) return;
    const Money there = sum.sum.cost.times(best->duty.greatest.share_of(value));
    if (there < sum.sum.now.greatest) found.switching.emplace_back(sum.sum.cost, sum.sum.now.greatest - there);
  }

  const LedgerSetting& setting_;
  const std::map<Country, flows::Imports>& imports_;
  std::size_t most_;
  std::map<Country, std::unique_ptr<SourceRanking>> rankings_;
};

}  // namespace

void add_sources(const LedgerSetting& setting, const exposure::Tally& sums,
                 const std::map<Country, flows::Imports>& imports, std::size_t most, unsigned threads,
                 ExposureResult& result) {
  const std::vector<Code> codes = codes_of(sums);
  std::vector<Ranked> ranked(codes.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&, wanted = core::current_cancellation()] {
    const core::CancellationScope scope(wanted);
    Ranker ranker(setting, imports, most);
    for (std::size_t i = next++; i < codes.size() && !core::cancelled(); i = next++) ranked[i] = ranker.rank(codes[i]);
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < std::min<std::size_t>(threads, codes.size()); ++i) others.emplace_back(work);
  work();
  for (std::thread& thread : others) thread.join();
  exposure::SavingCurve switching;
  for (Ranked& each : ranked) {
    for (const auto& [cost, saving] : each.switching) switching.add(cost, saving);
    result.codes.push_back(std::move(each.row));
  }
  result.by_switching = break_even(switching, sums.all.now.greatest - sums.all.before.greatest, sums.all.cost);
}

}  // namespace trilat
