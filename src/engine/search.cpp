#include "trilat/search.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <utility>

#include "core/text.hpp"
#include "engine/impl.hpp"
#include "engine/parameter.hpp"
#include "io/json.hpp"
#include "law/rule_base.hpp"

namespace trilat {
namespace {

constexpr std::size_t kLongestQuery = 200;  // characters
constexpr std::size_t kMostWords = 12;      // of the query; others are not looked at
constexpr double kBelowHeading = 1.25;      // words further down tell more than those of the heading
constexpr double kHeadOfHeading = 1.4;      // but none so much as what a heading begins with
constexpr double kPerPlace = 0.03;          // the first words of a description tell most
constexpr double kLeftOut = 0.2;            // what follows "except" is not the goods
constexpr double kPerDescription = 0.002;   // of two lines with the same words, the one that says less
constexpr double kWorthShowing = 0.6;       // of the best score

// Words that tell no goods apart.
constexpr std::string_view kStopWords[] = {"a",  "an", "and", "by",  "for", "from", "in",
                                           "of", "on", "or",  "the", "to",  "with"};
// What people say and what tariffs say.
constexpr std::pair<std::string_view, std::string_view> kSaid[] = {
    {"auto", "vehicle"},  {"automobile", "vehicle"}, {"car", "vehicle"},       {"fridge", "refrigerator"},
    {"lorry", "vehicle"}, {"phone", "telephone"},    {"pickup", "vehicle"},    {"truck", "vehicle"},
    {"tv", "television"}, {"tyre", "tire"},          {"aluminium", "aluminum"}};

// Lower-case words of letters and digits; the ends of plurals and genitives are left off, so that "brakes" is "brake".
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto end = [&] {
    if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")) word.pop_back();
    if (!word.empty()) words.push_back(word);
    word.clear();
  };
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || byte >= 0x80) {
      word += static_cast<char>(std::tolower(byte));
    } else {
      end();
    }
  }
  end();
  return words;
}

// The words of a query that tell goods apart.
std::vector<std::string> asked_words(std::string_view query) {
  std::vector<std::string> words = words_of(query);
  std::erase_if(words, [](const std::string& word) {
    return std::find(std::begin(kStopWords), std::end(kStopWords), word) != std::end(kStopWords);
  });
  if (words.size() > kMostWords) words.resize(kMostWords);
  return words;
}

// How well a word of the query is met by a word of the goods: whole, as its beginning, by another word for it, or not.
double met(const std::string& asked, std::string_view other, const std::string& said) {
  if (said == asked) return 1;
  if (said == other) return 0.9;
  return asked.size() >= 4 && said.starts_with(asked) ? 0.8 : 0;
}

struct Found {
  HsCode code;
  std::array<double, kMostWords> met = {};  // how well, a word of the query
  std::size_t said = 0;                     // words from the heading down
  double score = 0;
};

// Descriptions from the heading down to a line, each with how well it meets the words of the query.
struct Level {
  HsCode code;
  std::array<double, kMostWords> met = {};
  std::size_t said = 0;
};

class Finder {
 public:
  Finder(std::vector<std::string> asked, Date day) : asked_(std::move(asked)), day_(day) {
    for (const std::string& word : asked_) {
      const auto same =
          std::find_if(std::begin(kSaid), std::end(kSaid), [&](const auto& two) { return two.first == word; });
      others_.push_back(same == std::end(kSaid) ? std::string_view() : same->second);
    }
  }

  // Best first: a word counts the more, the fewer lines have it.
  std::vector<Found> among(const law::Schedule& schedule) {
    std::vector<Found> found;
    std::array<std::size_t, kMostWords> lines{};
    std::size_t all = 0;
    const auto& rows = schedule.rows();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (!rows[i].effect.contains(day_)) continue;
      while (!levels_.empty() && !levels_.back().code.is_prefix_of(rows[i].code)) levels_.pop_back();
      levels_.push_back(level_of(rows[i]));
      if (rows[i].code.length() < law::kRateLineDigits || has_longer(rows, i)) continue;
      ++all;
      Found one = judged(rows[i].code);
      bool any = false;
      for (std::size_t k = 0; k < asked_.size(); ++k) {
        if (one.met[k] == 0) continue;
        ++lines[k];
        any = true;
      }
      if (any) found.push_back(one);
    }
    for (Found& one : found) {
      for (std::size_t k = 0; k < asked_.size(); ++k)
        if (one.met[k] > 0)
          one.score += one.met[k] * std::log(1 + static_cast<double>(all) / static_cast<double>(lines[k]));
      one.score -= kPerDescription * static_cast<double>(one.said);
    }
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.score > b.score; });
    return found;
  }

  bool has_all(const Found& one) const {
    return std::all_of(one.met.begin(), one.met.begin() + static_cast<std::ptrdiff_t>(asked_.size()),
                       [](double met) { return met > 0; });
  }

 private:
  Level level_of(const law::ScheduleRow& row) const {
    Level level{row.code};
    double weight = levels_.empty() ? 1 : kBelowHeading;
    for (const std::string& said : words_of(row.description)) {
      if (said == "except" || said == "excluding" || said == "excepting") weight *= kLeftOut;
      const bool head = levels_.empty() && level.said == 0;
      const double here = (head ? kHeadOfHeading : weight) / (1 + kPerPlace * static_cast<double>(level.said++));
      for (std::size_t k = 0; k < asked_.size(); ++k)
        level.met[k] = std::max(level.met[k], here * met(asked_[k], others_[k], said));
    }
    return level;
  }

  bool has_longer(const std::vector<law::ScheduleRow>& rows, std::size_t i) const {
    for (std::size_t k = i + 1; k < rows.size() && rows[i].code.is_prefix_of(rows[k].code); ++k) {
      if (rows[k].code != rows[i].code && rows[k].effect.contains(day_)) return true;
    }
    return false;
  }

  Found judged(HsCode code) const {
    Found one{code};
    for (const Level& level : levels_) {
      one.said += level.said;
      for (std::size_t k = 0; k < asked_.size(); ++k) one.met[k] = std::max(one.met[k], level.met[k]);
    }
    return one;
  }

  std::vector<std::string> asked_;
  std::vector<std::string_view> others_;  // another word for each; empty where there is none
  Date day_;
  std::vector<Level> levels_;
};

bool is_code(std::string_view query) {
  const auto digits = std::count_if(query.begin(), query.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits >= 2 && query.find_first_not_of("0123456789. ") == std::string_view::npos;
}

Result<std::vector<Found>> by_code(const law::Schedule& schedule, std::string query, Date day) {
  std::erase(query, ' ');
  std::erase(query, '.');
  if (query.size() % 2 == 1) query.pop_back();  // half a pair of digits
  TRILAT_TRY(const HsCode code, about("query", HsCode::parse(query)));
  std::vector<Found> found;
  for (const HsCode leaf : schedule.leaves(code, day)) {
    if (leaf.length() >= law::kRateLineDigits && !schedule.words(leaf, day).empty()) found.push_back({leaf});
  }
  return found;
}

SearchHit hit_of(const law::Schedule& schedule, HsCode code, Date day) {
  SearchHit hit{code.to_printed(), schedule.words(code, day), {}};
  if (const law::ScheduleRow* row = schedule.rated_row(code, day)) hit.general = row->general;
  return hit;
}

}  // namespace

Result<SearchResult> Engine::search(const SearchParams& params) const {
  TRILAT_TRY(const law::RuleBase* rules, about("to", impl_->rules_of(params.to)));
  SearchResult result;
  result.to = rules->importer.to_string();
  result.query = params.query;
  result.date = rules->recorded.until.plus_days(-1);
  if (!params.date.empty()) {
    TRILAT_TRY(result.date, about("date", Date::parse(params.date)));
  }
  const std::vector<std::string> asked = asked_words(params.query);
  if (asked.empty() || params.query.size() > kLongestQuery)
    return bad_input("nothing to look for", fmt::format("give words of the goods or digits of a code, at most {} "
                                                        "characters",
                                                        kLongestQuery));
  std::vector<Found> found;
  if (is_code(params.query)) {
    TRILAT_TRY(found, by_code(rules->schedule, params.query, result.date));
  } else {
    Finder finder(asked, result.date);
    found = finder.among(rules->schedule);
    if (!found.empty()) {
      const double worth = kWorthShowing * found.front().score;
      std::erase_if(found, [&](const Found& one) { return one.score < worth; });
      result.some_words_only = !finder.has_all(found.front());
    }
  }
  result.found = found.size();
  for (std::size_t i = 0; i < std::min(found.size(), params.limit); ++i)
    result.hits.push_back(hit_of(rules->schedule, found[i].code, result.date));
  result.data_hash = impl_->hash();
  return result;
}

std::string to_text(const SearchResult& result) {
  if (result.hits.empty())
    return fmt::format("no line of the schedule of {} on {} has these words; try fewer or others\n", result.to,
                       result.date.to_string());
  std::string text =
      fmt::format("{} line{} of {} on {}{}\n\n", result.found, result.found == 1 ? "" : "s", result.to,
                  result.date.to_string(), result.some_words_only ? ", the best without some of the words" : "");
  for (const SearchHit& hit : result.hits)
    text += fmt::format("{:<14}{}{}\n", hit.hs, fmt::join(hit.words, ": "),
                        hit.general.empty() ? "" : fmt::format(" ({})", hit.general));
  if (result.found > result.hits.size()) text += fmt::format("and {} more\n", result.found - result.hits.size());
  return text;
}

std::string to_json(const SearchResult& result) {
  io::JsonWriter json;
  json.begin_object().field("to", result.to).field("query", result.query).field("date", result.date.to_string());
  json.field("found", result.found).field("some_words_only", result.some_words_only).key("hits").begin_array();
  for (const SearchHit& hit : result.hits) {
    json.begin_object().field("hs", hit.hs).key("words");
    write(json, hit.words);
    json.field("general", hit.general).end();
  }
  json.end().field("data_hash", result.data_hash).end();
  return json.finish().value_or("{}\n");  // the writer is used as its header asks
}

}  // namespace trilat
