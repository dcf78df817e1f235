// The states, moves and payments of the treaty clock, for treaty_clock.cpp alone.
#pragma once

#include <array>
#include <vector>

#include "game/network.hpp"
#include "game/stage_game.hpp"
#include "game/treaty_clock.hpp"

namespace trilat::game {

using Three = std::array<double, 3>;

// Modes 0 to 7 are the networks in the order of all_networks; the pact unextended and extended come after.
inline constexpr std::size_t kNetworks = 8, kPact = 8, kExtended = 9;
enum Action { kConfirm, kWait, kWithdraw };

// How trust is moved by what was done.
enum Mood { kCalm, kSlighted, kBroken, kMoods };

struct Branch {
  std::size_t mode;
  Mood mood;
  double chance;
};

// What a profile does to the links, whatever the date.
struct Move {
  std::size_t before = 0, after = 0;  // networks on which payoffs are earned up to the end of a notice, and then
  Mood mood = kCalm;
  std::vector<std::size_t> reached = {};  // by the set of sought links that are signed, as bits
  std::array<int, 3> preparing{};         // partners that each names and has no deal with
};

// A stretch between two dates of decision.
struct Stretch {
  Date date;
  double years = 0;               // to the next
  double soften = 0, harden = 0;  // chances that pressure ends and begins in it
};

class TreatyModel {
 public:
  // Precondition: three players, the setting checked.
  TreatyModel(const NetworkGame& game, const TreatySetting& setting);

  const std::vector<Stretch>& stretches() const { return stretches_; }  // the last begins at the horizon, no length
  std::size_t expiry() const { return expiry_; }                        // the first stretch without the pact
  std::size_t levels() const { return setting_.trust_levels.size(); }
  double interest() const { return interest_; }
  double range(std::size_t player) const { return range_[player]; }
  double years_until(std::size_t at) const;  // from the start
  double discounted(double years) const;     // value now of 1 after so many years
  double annuity(double years) const;        // value now of a flow of 1 a year for so long

  std::vector<int> actions(std::size_t mode) const;  // how many each player has
  // Where a profile leads. The pact extended stands alone and is worth its own value at once; where the pact is neither
  // extended nor left, it stands or, at its expiry, lapses.
  std::vector<Branch> branches(std::size_t at, std::size_t mode, std::size_t level, std::size_t profile) const;
  // Paid over the stretch, discounted to its beginning.
  Three paid(std::size_t at, std::size_t mode, std::size_t level, bool pressed, std::size_t profile) const;
  // Parts of it while the pact is unextended: lost to doubt, and conceded under pressure (negative: received).
  Three doubt(std::size_t at, std::size_t level) const;  // a year
  Three conceded(bool pressed) const;                    // a year

  // Chances of the levels after the stretch; of pressure after it.
  std::vector<double> levels_after(std::size_t at, std::size_t level, Mood mood) const;
  double pressed_after(std::size_t at, bool pressed) const;

  const std::vector<double>& payoffs(std::size_t network) const { return game_.payoffs[network]; }
  const std::vector<double>& complete() const { return game_.payoffs.back(); }
  Three extended(std::size_t at, const Three& fallback) const;
  std::size_t nearest_level(double trust) const;

 private:
  bool names(std::size_t profile, int player, int other) const;
  Move announced(std::size_t mode, std::size_t profile) const;
  Move on_the_pact(std::size_t profile) const;
  double within(std::size_t at, double yearly) const;  // a chance a year as a chance in the stretch
  void lay_out();

  const NetworkGame& game_;
  const TreatySetting& setting_;
  double interest_;
  Three range_{}, surplus_{};
  std::vector<Stretch> stretches_;
  std::size_t expiry_ = 0;
  StageGame pact_, announce_;             // shapes only
  std::vector<std::vector<Move>> moves_;  // [mode][profile]
};

}  // namespace trilat::game
