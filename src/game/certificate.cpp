#include "game/certificate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "numerics/philox.hpp"

namespace trilat::game {
namespace {

constexpr double kGolden = 0.6180339887498949;
constexpr double kMinus = -std::numeric_limits<double>::infinity();
constexpr int kLengths = 4;

// The levers of one decider about a point, with what the searches found.
class Searcher {
 public:
  Searcher(Position& position, std::size_t decider, const std::vector<double>& x, double value, Certificate& into)
      : position_(position), decider_(decider), x_(x), trial_(x), value_(value), into_(into) {}

  void scan(std::size_t lever, const SearchOptions& options) {
    const double lower = position_.lower()[lever], upper = position_.upper()[lever];
    std::vector<double> at{x_[lever]}, values{0.0};
    for (int g = 0; g < options.grid; ++g) {  // in the logarithm of one plus the rate
      const double share = options.grid > 1 ? static_cast<double>(g) / (options.grid - 1) : 0.0;
      const double rate = (1 + lower) * std::pow((1 + upper) / (1 + lower), share * share) - 1;
      at.push_back(std::clamp(rate, lower, upper));
      values.push_back(try_one(lever, at.back()));
    }
    for (const double centre : best_two(at, values)) {
      const auto [left, right] = neighbours(at, centre);
      narrow(lever, left, right, options.narrowings);
    }
    trial_[lever] = x_[lever];
    ++into_.searches;
  }

  void ray(std::uint64_t seed, int number) {
    const std::size_t first = position_.first(decider_), count = position_.count(decider_);
    std::vector<double> direction(count);
    for (std::size_t i = 0; i < count; ++i) {
      direction[i] = numerics::standard_normal(seed, static_cast<std::uint64_t>(number), first + i);
    }
    double length = 0.1;
    for (int step = 0; step < kLengths; ++step, length /= 4) {
      for (const double sign : {1.0, -1.0}) {
        for (std::size_t i = 0; i < count; ++i) move(first + i, x_[first + i] + sign * length * direction[i]);
        look();
      }
    }
    restore();
    ++into_.searches;
  }

  void anchor(const std::vector<double>& to) {
    const std::size_t first = position_.first(decider_), count = position_.count(decider_);
    for (const double share : {1.0, 0.5}) {
      for (std::size_t i = first; i < first + count; ++i) move(i, x_[i] + share * (to[i] - x_[i]));
      look();
    }
    restore();
    ++into_.searches;
  }

  double gain() const { return best_; }
  std::vector<double> better() const { return better_; }

 private:
  void move(std::size_t lever, double rate) {
    trial_[lever] = std::clamp(rate, position_.lower()[lever], position_.upper()[lever]);
  }
  void restore() { trial_ = x_; }

  double try_one(std::size_t lever, double rate) {
    move(lever, rate);
    return look();
  }

  // The gain at trial_.
  double look() {
    ++into_.evaluations;
    if (!position_.solve(trial_)) {
      ++into_.failures;
      return kMinus;
    }
    const double gain = position_.value(decider_) - value_;
    if (gain > best_) {
      best_ = gain;
      const auto first = trial_.begin() + static_cast<std::ptrdiff_t>(position_.first(decider_));
      better_.assign(first, first + static_cast<std::ptrdiff_t>(position_.count(decider_)));
    }
    return gain;
  }

  static std::vector<double> best_two(const std::vector<double>& at, const std::vector<double>& values) {
    std::vector<std::size_t> order(at.size());
    for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
    std::vector<double> best;
    for (std::size_t k = 0; k < std::min<std::size_t>(2, order.size()); ++k) best.push_back(at[order[k]]);
    return best;
  }

  static std::pair<double, double> neighbours(const std::vector<double>& at, double centre) {
    double left = centre, right = centre;
    bool below = false, above = false;
    for (const double rate : at) {
      if (rate < centre && (!below || rate > left)) left = rate, below = true;
      if (rate > centre && (!above || rate < right)) right = rate, above = true;
    }
    return {left, right};
  }

  void narrow(std::size_t lever, double left, double right, int times) {
    double low = right - kGolden * (right - left), high = left + kGolden * (right - left);
    double at_low = try_one(lever, low), at_high = try_one(lever, high);
    for (int k = 0; k < times; ++k) {
      if (at_low > at_high) {
        right = high;
        high = low;
        at_high = at_low;
        low = right - kGolden * (right - left);
        at_low = try_one(lever, low);
      } else {
        left = low;
        low = high;
        at_low = at_high;
        high = left + kGolden * (right - left);
        at_high = try_one(lever, high);
      }
    }
  }

  Position& position_;
  std::size_t decider_;
  const std::vector<double>& x_;
  std::vector<double> trial_;
  double value_, best_ = kMinus;
  std::vector<double> better_;
  Certificate& into_;
};

}  // namespace

double kkt_residual(Position& position, const std::vector<double>& x) {
  if (!position.solve(x)) return std::nan("");
  double largest = 0;
  std::vector<double> slope;
  for (std::size_t d = 0; d < position.play().deciders.size(); ++d) {
    slope.resize(position.count(d));
    if (!position.slope(d, slope)) return std::nan("");
    for (std::size_t i = 0; i < slope.size(); ++i) {
      const std::size_t at = position.first(d) + i;
      const double pulled = x[at] + slope[i] / position.curvature()[at];
      largest = std::max(largest, std::abs(x[at] - std::clamp(pulled, position.lower()[at], position.upper()[at])));
    }
  }
  return largest;
}

Result<Certificate> certify(Position& position, const std::vector<double>& x, const SearchOptions& options) {
  Certificate found;
  found.kkt = kkt_residual(position, x);
  if (!position.solve(x)) {
    return fail(ErrorCode::kNotConverged, "there is no equilibrium at the rates to be certified", "give other rates");
  }
  std::vector<double> values;
  for (std::size_t d = 0; d < position.play().deciders.size(); ++d) values.push_back(position.value(d));
  std::vector<double> nothing(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) nothing[i] = std::clamp(0.0, position.lower()[i], position.upper()[i]);
  const std::vector<double> lower(position.lower().begin(), position.lower().end());
  const std::vector<double> upper(position.upper().begin(), position.upper().end());
  for (std::size_t d = 0; d < values.size(); ++d) {
    Searcher searcher(position, d, x, values[d], found);
    for (std::size_t i = 0; i < position.count(d); ++i) searcher.scan(position.first(d) + i, options);
    for (int k = 0; k < options.rays && position.count(d) > 0; ++k) searcher.ray(options.seed + d, k);
    if (position.count(d) > 0) {
      for (const std::vector<double>* to :
           std::initializer_list<const std::vector<double>*>{&nothing, &lower, &upper}) {
        searcher.anchor(*to);
      }
      searcher.anchor(position.base());
    }
    const bool gains = searcher.gain() > 0;
    found.gain.push_back(searcher.gain());
    found.better.push_back(gains ? searcher.better() : std::vector<double>{});
    found.largest_gain = std::max(found.largest_gain, searcher.gain());
  }
  return found;
}

}  // namespace trilat::game
