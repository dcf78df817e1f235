#include "scenario/scenario.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>

#include "core/text.hpp"
#include "io/toml.hpp"

namespace trilat::scenario {
namespace {

constexpr std::array kActions = {"repeal", "suspend", "rate", "widen", "narrow", "lapse", "quota"};

Result<Action> action_at(const io::Node& node) {
  TRILAT_TRY(const io::Node* word, node.require("action"));
  TRILAT_TRY(const std::string text, word->as_string());
  for (std::size_t i = 0; i < kActions.size(); ++i) {
    if (text == kActions[i]) return static_cast<Action>(i);
  }
  const std::string near = core::nearest(text, {kActions.begin(), kActions.end()});
  return word->refuse(
      fmt::format("'{}' is no action", text),
      near.empty() ? fmt::format("use one of {}", fmt::join(kActions, ", ")) : fmt::format("did you mean '{}'?", near));
}

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
  TRILAT_TRY(amendment.action, action_at(node));
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
  TRILAT_TRY(const auto codes, node.maybe_strings("codes"));
  for (const std::string& code : codes) {
    TRILAT_TRY(const HsCode parsed, node.find("codes")->placed(HsCode::parse_printed(code)));
    amendment.codes.push_back(parsed);
  }
  TRILAT_TRY(const auto from, node.maybe_date("from"));
  TRILAT_TRY(const auto until, node.maybe_date("until"));
  amendment.effect.from = from.value_or(date);
  if (until) amendment.effect.until = *until;
  if (amendment.effect.empty())
    return node.find("until")->refuse(fmt::format("'until' is not after {}", amendment.effect.from.to_string()),
                                      "put the dates in order");
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

Result<Scenario> read_scenario(const std::filesystem::path& path) {
  TRILAT_TRY(const io::Node file, io::read_toml(path));
  TRILAT_CHECK(file.allow_only({"title", "summary", "date", "amend", "claims", "economy"}));
  Scenario scenario;
  scenario.name = path.stem().string();
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
  TRILAT_CHECK(check_overlaps(scenario.amendments));
  TRILAT_CHECK(read_claims(file, scenario));
  TRILAT_CHECK(read_economy(file, scenario.economy));
  return scenario;
}

}  // namespace trilat::scenario
