#include "scenario/scenario.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>

#include "core/rate.hpp"
#include "core/text.hpp"
#include "io/toml.hpp"

namespace trilat::scenario {
namespace {

constexpr std::array kActions = {"repeal", "suspend", "rate", "widen", "narrow", "lapse", "quota"};

// The place of a word among those that a key takes.
template <std::size_t N>
Result<std::size_t> word_at(const io::Node& table, const char* key, const std::array<const char*, N>& words) {
  TRILAT_TRY(const io::Node* word, table.require(key));
  TRILAT_TRY(const std::string text, word->as_string());
  for (std::size_t i = 0; i < N; ++i) {
    if (text == words[i]) return i;
  }
  return word->refuse(
      fmt::format("'{}' is no {}", text, key),
      core::did_you_mean(text, {words.begin(), words.end()}, fmt::format("use one of {}", fmt::join(words, ", "))));
}

constexpr std::array kAnswers = {"mirror", "rate", "list"};

Result<Country> country_of(const io::Node& node) {
  TRILAT_TRY(const std::string code, node.as_string());
  return node.placed(Country::parse(code));
}

Result<std::vector<Link>> links_at(const io::Node& node) {
  std::vector<Link> links;
  TRILAT_TRY(const io::Array* pairs, node.maybe_array("links"));
  if (pairs == nullptr) return links;
  for (const io::Node& pair : *pairs) {
    TRILAT_TRY(const auto codes, pair.as_strings());
    if (codes.size() != 2 || codes[0] == codes[1])
      return pair.refuse("a link is between two countries", "write it as [\"US\", \"CA\"]");
    TRILAT_TRY(const Country first, pair.placed(Country::parse(codes[0])));
    TRILAT_TRY(const Country second, pair.placed(Country::parse(codes[1])));
    links.emplace_back(first, second);
  }
  return links;
}

Result<std::vector<HsCode>> codes_at(const io::Node& node) {
  std::vector<HsCode> codes;
  TRILAT_TRY(const auto texts, node.maybe_strings("codes"));
  for (const std::string& text : texts) {
    TRILAT_TRY(const HsCode code, node.find("codes")->placed(HsCode::parse_printed(text)));
    codes.push_back(code);
  }
  return codes;
}

// Without `from` it begins on the scenario's date.
Result<Interval> span_at(const io::Node& node, Date date) {
  TRILAT_TRY(const auto from, node.maybe_date("from"));
  TRILAT_TRY(const auto until, node.maybe_date("until"));
  Interval span{from.value_or(date), until.value_or(Interval{}.until)};
  if (span.empty())
    return node.find("until")->refuse(fmt::format("'until' is not after {}", span.from.to_string()),
                                      "put the dates in order");
  return span;
}

// A key belongs to some actions alone.
Status check_keys(const io::Node& node, Action action) {
  const std::map<std::string, std::vector<Action>> owners = {
      {"rate", {Action::kRate}},
      {"codes", {Action::kWiden, Action::kNarrow}},
      {"agreement", {Action::kLapse}},
      {"quota", {Action::kQuota}},
  };
  for (const auto& [key, actions] : owners) {
    const bool owns = std::find(actions.begin(), actions.end(), action) != actions.end();
    const io::Node* found = node.find(key);
    if (owns && found == nullptr) {
      return node.refuse(fmt::format("the action '{}' needs '{}'", name(action), key), "add it");
    }
    if (!owns && found != nullptr) {
      return found->refuse(fmt::format("'{}' has no meaning for the action '{}'", key, name(action)), "leave it out");
    }
  }
  const bool names_law = node.find("headings") != nullptr || node.find("authority") != nullptr;
  if (action != Action::kLapse && !names_law)
    return node.refuse("the amendment names no law", "add 'headings' or 'authority'");
  if (action == Action::kLapse && names_law)
    return node.refuse("an agreement lapses as a whole or by links", "leave 'headings' and 'authority' out");
  if (action == Action::kSuspend && node.find("until") == nullptr)
    return node.refuse("a suspension needs 'until'", "add the first date on which the law holds again, or repeal it");
  return {};
}

Result<Amendment> read_amendment(const io::Node& node, Date date) {
  TRILAT_CHECK(node.allow_only({"importer", "action", "headings", "authority", "origins", "from", "until", "rate",
                                "codes", "agreement", "links", "quota", "note"}));
  Amendment amendment;
  amendment.where = node.position();
  TRILAT_TRY(const std::size_t action, word_at(node, "action", kActions));
  amendment.action = static_cast<Action>(action);
  TRILAT_CHECK(check_keys(node, amendment.action));
  if (amendment.action != Action::kLapse) {
    TRILAT_TRY(const io::Node* importer, node.require("importer"));
    TRILAT_TRY(amendment.importer, country_of(*importer));
  }
  TRILAT_TRY(amendment.headings, node.maybe_strings("headings"));
  TRILAT_TRY(const auto origins, node.maybe_strings("origins"));
  for (const std::string& origin : origins) {
    TRILAT_TRY(const Country country, node.find("origins")->placed(Country::parse(origin)));
    amendment.origins.add(country);
  }
  const auto text = [&](const char* key, std::string& into) -> Status {
    TRILAT_TRY(const auto found, node.maybe_string(key));
    into = found.value_or("");
    return {};
  };
  TRILAT_CHECK(text("authority", amendment.authority));
  TRILAT_CHECK(text("rate", amendment.rate));
  TRILAT_CHECK(text("agreement", amendment.agreement));
  TRILAT_CHECK(text("quota", amendment.quota));
  if (!amendment.quota.empty() && amendment.quota != "in" && amendment.quota != "over")
    return node.find("quota")->refuse(fmt::format("'{}' says nothing of a quota", amendment.quota), "use in or over");
  TRILAT_TRY(amendment.links, links_at(node));
  TRILAT_TRY(amendment.codes, codes_at(node));
  TRILAT_TRY(amendment.effect, span_at(node, date));
  return amendment;
}

bool same_target(const Amendment& a, const Amendment& b) {
  if (a.importer != b.importer || (a.action == Action::kLapse) != (b.action == Action::kLapse)) return false;
  if (a.action == Action::kLapse) return a.agreement == b.agreement && a.links == b.links;
  CountrySet shared = a.origins;
  shared -= b.origins;
  const bool apart = !a.origins.members().empty() && !b.origins.members().empty() &&
                     shared.members().size() == a.origins.members().size();
  if (apart) return false;
  const auto scope = [](Action action) { return action == Action::kWiden || action == Action::kNarrow; };
  if (scope(a.action) || scope(b.action) || a.action == Action::kQuota || b.action == Action::kQuota) return false;
  if (!a.authority.empty() && a.authority == b.authority) return true;
  return std::any_of(a.headings.begin(), a.headings.end(), [&](const std::string& heading) {
    return std::find(b.headings.begin(), b.headings.end(), heading) != b.headings.end();
  });
}

constexpr std::size_t kMostAmendments = 1000;  // each is compared with every other

Status check_overlaps(const std::vector<Amendment>& amendments) {
  for (auto b = amendments.begin(); b != amendments.end(); ++b) {
    for (auto a = amendments.begin(); a != b; ++a) {
      if (!same_target(*a, *b) || !a->effect.overlaps(b->effect)) continue;
      return bad_input(fmt::format("this amendment ({}) and that of line {} ({}) change the same law on the same days",
                                   b->effect.to_string(), a->where.line, a->effect.to_string()),
                       "end one before the other begins, or leave one out", b->where);
    }
  }
  return {};
}

Result<Retaliation> read_retaliation(const io::Node& node, Date date) {
  TRILAT_CHECK(node.allow_only({"by", "against", "answer", "rate", "sectors", "codes", "from", "until", "note"}));
  Retaliation found;
  found.where = node.position();
  TRILAT_TRY(const auto by, node.strings_at("by"));
  for (const std::string& code : by) {
    TRILAT_TRY(const Country country, node.find("by")->placed(Country::parse(code)));
    found.by.push_back(country);
  }
  TRILAT_TRY(const io::Node* against, node.require("against"));
  TRILAT_TRY(found.against, country_of(*against));
  TRILAT_TRY(const std::size_t answer, word_at(node, "answer", kAnswers));
  found.answer = static_cast<Answer>(answer);
  TRILAT_TRY(const auto rate, node.maybe_string("rate"));
  if ((found.answer == Answer::kMirror) == rate.has_value())
    return node.refuse(fmt::format("the answer '{}' {}", name(found.answer), rate ? "has no rate" : "needs a 'rate'"),
                       rate ? "leave 'rate' out" : "write it as '25%'");
  if (rate) {
    TRILAT_TRY(const Rate parsed, node.find("rate")->placed(Rate::parse(*rate)));
    found.rate = parsed.to_double();
  }
  TRILAT_TRY(found.sectors, node.maybe_strings("sectors"));
  TRILAT_TRY(found.codes, codes_at(node));
  if (!found.sectors.empty() && found.answer != Answer::kRate)
    return node.find("sectors")->refuse("sectors go with the answer 'rate'", "leave them out");
  if ((found.answer == Answer::kList) == found.codes.empty())
    return node.refuse("codes go with the answer 'list', and it needs them", "give 'codes', or another answer");
  TRILAT_TRY(found.effect, span_at(node, date));
  return found;
}

Status read_additions(const io::Node& file, Scenario& scenario) {
  TRILAT_TRY(const io::Array* tables, file.maybe_array("add"));
  if (tables == nullptr) return {};
  for (const io::Node& table : *tables) {
    TRILAT_TRY(const io::Node* importer, table.require("importer"));
    TRILAT_TRY(const Country country, country_of(*importer));
    scenario.additions.push_back({country, table});
  }
  return {};
}

Status read_game(const io::Node& file, GameSettings& settings) {
  const io::Node* node = file.find("game");
  if (node == nullptr) return {};
  TRILAT_CHECK(node->allow_only({"players", "instruments", "linked", "behaviour"}));
  TRILAT_TRY(settings.players, node->maybe_strings("players"));
  TRILAT_TRY(const auto instruments, node->maybe_string("instruments"));
  TRILAT_TRY(const auto linked, node->maybe_string("linked"));
  settings.instruments = instruments.value_or("");
  settings.linked = linked.value_or("");
  if (const io::Node* behaviour = node->find("behaviour")) {
    TRILAT_TRY(const io::Table* table, behaviour->as_table());
    for (const io::Member& member : *table) {
      TRILAT_TRY(const double value, member.value.as_number());
      settings.behaviour.push_back({member.key, value, member.value.position()});
    }
  }
  return {};
}

Status read_claims(const io::Node& file, Scenario& scenario) {
  TRILAT_TRY(const io::Array* claims, file.maybe_array("claims"));
  if (claims == nullptr) return {};
  for (const io::Node& node : *claims) {
    TRILAT_CHECK(node.allow_only({"partner", "share"}));
    ClaimAssumption assumption;
    TRILAT_TRY(assumption.partner, node.string_at("partner"));
    TRILAT_TRY(assumption.share, node.maybe_number("share"));
    if (assumption.share && (*assumption.share < 0 || *assumption.share > 1))
      return node.find("share")->refuse("a share lies between 0 and 1", "write 0.9 for 90 %");
    scenario.claims.push_back(std::move(assumption));
  }
  return {};
}

Status read_economy(const io::Node& file, EconomySettings& settings) {
  const io::Node* node = file.find("economy");
  if (node == nullptr) return {};
  TRILAT_CHECK(node->allow_only({"economy", "closure", "elasticities"}));
  TRILAT_TRY(const auto economy, node->maybe_string("economy"));
  TRILAT_TRY(const auto closure, node->maybe_string("closure"));
  TRILAT_TRY(const auto elasticities, node->maybe_string("elasticities"));
  settings.economy = economy.value_or(settings.economy);
  settings.closure = closure.value_or(settings.closure);
  settings.elasticities = elasticities.value_or("");
  return {};
}

}  // namespace

const char* name(Action action) { return kActions[static_cast<std::size_t>(action)]; }

const char* name(Answer answer) { return kAnswers[static_cast<std::size_t>(answer)]; }

namespace {

Result<Scenario> from_node(const io::Node& file, const std::string& name) {
  TRILAT_CHECK(file.allow_only({"title", "summary", "date", "amend", "add", "retaliate", "claims", "economy", "game"}));
  Scenario scenario;
  scenario.name = name;
  TRILAT_TRY(scenario.title, file.string_at("title"));
  TRILAT_TRY(const auto summary, file.maybe_string("summary"));
  scenario.summary = summary.value_or("");
  TRILAT_TRY(scenario.date, file.date_at("date"));
  TRILAT_TRY(const io::Array* amendments, file.maybe_array("amend"));
  if (amendments != nullptr) {
    for (const io::Node& node : *amendments) {
      TRILAT_TRY(Amendment amendment, read_amendment(node, scenario.date));
      scenario.amendments.push_back(std::move(amendment));
    }
  }
  if (scenario.amendments.size() > kMostAmendments)
    return bad_input(fmt::format("there are more than {} amendments", kMostAmendments),
                     "name several headings, or a pattern, in one", scenario.amendments[kMostAmendments].where);
  TRILAT_CHECK(check_overlaps(scenario.amendments));
  TRILAT_CHECK(read_additions(file, scenario));
  TRILAT_TRY(const io::Array* retaliations, file.maybe_array("retaliate"));
  if (retaliations != nullptr) {
    for (const io::Node& node : *retaliations) {
      TRILAT_TRY(Retaliation retaliation, read_retaliation(node, scenario.date));
      scenario.retaliations.push_back(std::move(retaliation));
    }
  }
  TRILAT_CHECK(read_claims(file, scenario));
  TRILAT_CHECK(read_economy(file, scenario.economy));
  TRILAT_CHECK(read_game(file, scenario.game));
  return scenario;
}

}  // namespace

Result<Scenario> read_scenario(const std::filesystem::path& path) {
  TRILAT_TRY(const io::Node file, io::read_toml(path));
  return from_node(file, path.stem().string());
}

Result<Scenario> parse_scenario(std::string_view text, const std::string& name) {
  TRILAT_TRY(const io::Node file, io::parse_toml(text, name));
  return from_node(file, name);
}

Date last_day(const Scenario& scenario) {
  Date last = scenario.date;
  const auto look_at = [&](const Interval& span) {
    last = std::max(last, span.from);
    if (span.until != Interval{}.until) last = std::max(last, span.until);
  };
  for (const Amendment& amendment : scenario.amendments) look_at(amendment.effect);
  for (const Retaliation& retaliation : scenario.retaliations) look_at(retaliation.effect);
  return last;
}

}  // namespace trilat::scenario
