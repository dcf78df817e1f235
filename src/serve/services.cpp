#include "serve/services.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "io/json.hpp"
#include "serve/memory_file.hpp"
#include "serve/requests.hpp"

namespace trilat::serve {
namespace {

// The answer of a service under the law that the body names.
template <class Params, class Call>
Answer answered(Engines& engines, Fields& fields, const Params& params, Call call) {
  Law law;
  TRILAT_CHECK(read_law(fields, law).finish());
  TRILAT_TRY(const auto engine, engines.of(law));
  TRILAT_TRY(const auto result, (engine.get()->*call)(params));
  return to_json(result);
}

Answer duty(Engines& engines, const Request& /*request*/, const io::Node& body) {
  Fields fields(body);
  DutyParams params;
  return answered(engines, read_shipment(fields, params), params, &Engine::duty);
}

Answer duty_table(Engines& engines, const Request& /*request*/, const io::Node& body) {
  Fields fields(body);
  DutyTableParams params;
  read_goods(fields.read("date", params.shipment.date), params.shipment)
      .read("codes", params.codes)
      .read("exchange_rates", params.exchange_rates);
  return answered(engines, fields, params, &Engine::duty_table);
}

Answer timeline(Engines& engines, const Request& /*request*/, const io::Node& body) {
  Fields fields(body);
  TimelineParams params;
  fields.read("to", params.shipment.to).read("from", params.shipment.from);
  read_goods(fields, params.shipment).read("since", params.since).read("until", params.until);
  return answered(engines, fields, params, &Engine::timeline);
}

Answer facts(Engines& engines, const Request& /*request*/, const io::Node& body) {
  Fields fields(body);
  FactsParams params;
  return answered(engines, read_shipment(fields, params.shipment), params, &Engine::facts);
}

Answer diff(Engines& engines, const Request& /*request*/, const io::Node& body) {
  Fields fields(body);
  DiffParams params;
  fields.read("to", params.to)
      .read("dates", params.dates)
      .read("hs", params.hs)
      .read("from", params.from)
      .read("known_on", params.known_on);
  return answered(engines, fields, params, &Engine::diff);
}

Answer rates(Engines& engines, const Request& /*request*/, const io::Node& body) {
  Fields fields(body);
  RatesParams params;
  fields.read("to", params.to)
      .read("on", params.on)
      .read("since", params.since)
      .read("until", params.until)
      .read("against", params.against)
      .read("by", params.by)
      .read("partners", params.partners)
      .read("claims", params.claims);
  return answered(engines, fields, params, &Engine::rates);
}

Answer negotiate(Engines& engines, const Request& /*request*/, const io::Node& body) {
  Fields fields(body);
  NegotiateParams params;
  return answered(engines, read_negotiate(fields, params), params, &Engine::negotiate);
}

Answer treaty(Engines& engines, const Request& /*request*/, const io::Node& body) {
  Fields fields(body);
  TreatyParams params;
  fields.read("date", params.date)
      .each("structures",
            [&](const io::Node& node) -> Status {
              StructurePayoff payoff;
              TRILAT_CHECK(Fields(node)
                               .read("structure", payoff.structure)
                               .read("player", payoff.player)
                               .read("payoff", payoff.payoff)
                               .read("income", payoff.income)
                               .finish());
              params.structures.push_back(std::move(payoff));
              return {};
            })
      .object("negotiation",
              [&](const io::Node& node) {
                Fields inner(node);
                return read_negotiate(inner, params.negotiation).finish();
              })
      .read("unit", params.unit)
      .read("trust", params.trust)
      .read("presser", params.presser)
      .read("pressing", params.pressing)
      .read("term_from", params.term_from)
      .read("set", params.set)
      .read("sensitivity", params.sensitivity);
  return answered(engines, fields, params, &Engine::treaty);
}

// A scenario of the data by its name, or the file that its text became.
Result<std::string> scenario_named(const std::string& name, const std::optional<MemoryFile>& text) {
  return text ? text->path() : name;
}

Result<std::optional<MemoryFile>> file_of(const std::string& text, const char* name) {
  std::optional<MemoryFile> file;
  if (text.empty()) return file;
  TRILAT_TRY(MemoryFile made, MemoryFile::of(text, name));
  file.emplace(std::move(made));
  return file;
}

// Whatever a service says of a file of memory names what was sent.
template <class T>
Result<T> named(Result<T> result, std::initializer_list<const std::optional<MemoryFile>*> files) {
  if (result) return result;
  for (const auto* file : files) {
    if (*file) result = tl::unexpected((**file).named(std::move(result).error()));
  }
  return result;
}

std::string named_text(std::string text, std::initializer_list<const std::optional<MemoryFile>*> files) {
  for (const auto* file : files) {
    if (*file) text = (**file).named(std::move(text));
  }
  return text;
}

Answer simulate(Engines& engines, const Request& /*request*/, const io::Node& body) {
  Fields fields(body);
  SimulateParams params;
  Law now, before;
  TRILAT_CHECK(read_law(read_simulate(fields, params), now)
                   .name("against", before.scenario)
                   .read("against_text", before.scenario_text)
                   .finish());
  for (const Law* law : {&now, &before}) {
    TRILAT_TRY(const auto checked, engines.of(*law));  // that there is such a scenario, and that its text is one
    static_cast<void>(checked);
  }
  TRILAT_TRY(const auto file, file_of(now.scenario_text, "scenario"));
  TRILAT_TRY(const auto file_before, file_of(before.scenario_text, "against"));
  TRILAT_TRY(params.scenario, scenario_named(now.scenario, file));
  TRILAT_TRY(params.against, scenario_named(before.scenario, file_before));
  TRILAT_TRY(const auto result, named(engines.recorded().simulate(params), {&file, &file_before}));
  return named_text(to_json(result), {&file, &file_before});
}

Answer exposure(Engines& engines, const Request& /*request*/, const io::Node& body) {
  Fields fields(body);
  ExposureParams params;
  Law now, before;
  std::string ledger;
  TRILAT_CHECK(read_law(fields, now)
                   .name("against", before.scenario)
                   .read("against_text", before.scenario_text)
                   .read("ledger_text", ledger)
                   .read("to", params.to)
                   .read("columns", params.columns)
                   .read("facts", params.facts)
                   .read("currency", params.currency)
                   .read("rates", params.rates)
                   .read("as_of", params.as_of)
                   .read("prices", params.prices)
                   .read("top", params.top)
                   .read("sources", params.sources)
                   .finish());
  if (ledger.empty()) return bad_input("`ledger_text` is missing", "send the ledger as CSV text with a header");
  for (const Law* law : {&now, &before}) {
    TRILAT_TRY(const auto checked, engines.of(*law));
    static_cast<void>(checked);
  }
  TRILAT_TRY(const auto rows, file_of(ledger, "ledger.csv"));
  TRILAT_TRY(const auto file, file_of(now.scenario_text, "scenario"));
  TRILAT_TRY(const auto file_before, file_of(before.scenario_text, "against"));
  params.ledger = rows->path();
  TRILAT_TRY(params.scenario, scenario_named(now.scenario, file));
  TRILAT_TRY(params.against, scenario_named(before.scenario, file_before));
  params.threads = 2;
  TRILAT_TRY(ExposureResult result, named(engines.recorded().exposure(params), {&rows, &file, &file_before}));
  result.ledger = rows->name();
  return named_text(to_json(result), {&rows, &file, &file_before});
}

Answer origin(Engines& engines, const Request& /*request*/, const io::Node& body) {
  Fields fields(body);
  OriginParams params;
  std::string product, bill;
  fields.read("product_text", product)
      .read("bom_text", bill)
      .read("name", params.name)
      .read("hs", params.hs)
      .read("date", params.date)
      .read("from", params.from)
      .read("to", params.to)
      .read("value", params.value)
      .read("shipping", params.shipping)
      .read("method", params.method)
      .read("facts", params.facts)
      .read("improve", params.improve)
      .read("certify", params.certify);
  TRILAT_CHECK(fields.finish());
  TRILAT_TRY(const auto product_file, file_of(product, "product.toml"));
  TRILAT_TRY(const auto bill_file, file_of(bill, "bom.csv"));
  if (product_file) params.product = product_file->path();
  if (bill_file) params.bom = bill_file->path();
  TRILAT_TRY(const auto result, named(engines.recorded().origin(params), {&product_file, &bill_file}));
  return named_text(to_json(result), {&product_file, &bill_file});
}

Answer explain(Engines& engines, const Request& /*request*/, const io::Node& body) {
  Fields fields(body);
  Law law;
  TRILAT_CHECK(read_law(fields, law).finish());
  if (law.scenario.empty() && law.scenario_text.empty())
    return bad_input("no scenario is given", "give `scenario` or `scenario_text`");
  TRILAT_TRY(const auto checked, engines.of(law));
  static_cast<void>(checked);
  TRILAT_TRY(const auto file, file_of(law.scenario_text, "scenario"));
  TRILAT_TRY(const std::string name, scenario_named(law.scenario, file));
  TRILAT_TRY(const auto result, named(engines.recorded().scenario({name}), {&file}));
  return named_text(to_json(result), {&file});
}

Result<std::size_t> number_of(const Request& request, const char* name, std::size_t otherwise, std::size_t most) {
  const auto found = request.query.find(name);
  if (found == request.query.end()) return otherwise;
  std::size_t number = 0;
  const char* end = found->second.data() + found->second.size();
  const auto read = std::from_chars(found->second.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number < 1 || number > most)
    return bad_input(std::string("`") + name + "` is no number from 1 to " + std::to_string(most),
                     "leave it out for " + std::to_string(otherwise));
  return number;
}

Status only_query(const Request& request, std::initializer_list<std::string_view> known) {
  for (const auto& [name, value] : request.query) {
    if (std::find(known.begin(), known.end(), name) == known.end())
      return bad_input("'" + name + "' is not known in the query of " + request.path, "leave it out");
  }
  return {};
}

Answer search(Engines& engines, const Request& request, const io::Node& /*body*/) {
  constexpr std::size_t kFew = 20, kMost = 200;
  TRILAT_CHECK(only_query(request, {"q", "to", "date", "limit"}));
  const auto text = [&](const char* name, const char* otherwise) {
    const auto found = request.query.find(name);
    return found == request.query.end() ? std::string(otherwise) : found->second;
  };
  SearchParams params{text("to", "US"), text("q", ""), text("date", ""), kFew};
  TRILAT_TRY(params.limit, number_of(request, "limit", kFew, kMost));
  TRILAT_TRY(const auto result, engines.recorded().search(params));
  return to_json(result);
}

Answer data(Engines& engines, const Request& request, const io::Node& /*body*/) {
  TRILAT_CHECK(only_query(request, {}));
  TRILAT_TRY(const auto info, engines.recorded().data_info());
  return to_json(info);
}

Answer scenarios(Engines& engines, const Request& request, const io::Node& /*body*/) {
  TRILAT_CHECK(only_query(request, {}));
  TRILAT_TRY(const auto ready, engines.recorded().scenarios());
  return to_json(ready);
}

Answer scenario_text(Engines& engines, const Request& request, const io::Node& /*body*/) {
  TRILAT_CHECK(only_query(request, {}));
  const std::string name = request.path.substr(request.path.rfind('/') + 1);
  if (!is_plain_name(name)) return fail(ErrorCode::kNotFound, "there is no scenario '" + name + "'");
  TRILAT_TRY(const auto ready, engines.recorded().scenarios());
  const bool held = name == "template" || std::any_of(ready.begin(), ready.end(),
                                                      [&](const ReadyScenario& each) { return each.name == name; });
  if (!held) return fail(ErrorCode::kNotFound, "there is no scenario '" + name + "'", "GET /v1/scenarios lists them");
  TRILAT_TRY(const std::string text, engines.recorded().scenario_text(name));
  io::JsonWriter json;
  json.begin_object().field("name", name).field("text", text).end();
  return json.finish();
}

Answer economy(Engines& engines, const Request& request, const io::Node& /*body*/) {
  TRILAT_CHECK(only_query(request, {}));
  const std::string name = request.path.substr(request.path.rfind('/') + 1);
  if (!is_plain_name(name)) return fail(ErrorCode::kNotFound, "there is no economy '" + name + "'");
  TRILAT_TRY(const auto info, engines.recorded().economy_info({name}));
  return to_json(info);
}

}  // namespace

const std::vector<Route>& routes() {
  static const std::vector<Route> all = {
      {"POST", "/v1/duty", duty, false},
      {"POST", "/v1/duty-table", duty_table, false},
      {"POST", "/v1/timeline", timeline, false},
      {"POST", "/v1/facts", facts, false},
      {"POST", "/v1/diff", diff, true},
      {"POST", "/v1/rates", rates, true},
      {"POST", "/v1/simulate", simulate, true},
      {"POST", "/v1/negotiate", negotiate, true},
      {"POST", "/v1/treaty", treaty, true},
      {"POST", "/v1/exposure", exposure, true},
      {"POST", "/v1/origin", origin, true},
      {"POST", "/v1/scenario", explain, false},
      {"GET", "/v1/search", search, false},
      {"GET", "/v1/data", data, false},
      {"GET", "/v1/scenarios", scenarios, false},
      {"GET", "/v1/scenarios/{}", scenario_text, false},
      {"GET", "/v1/economies/{}", economy, false},
  };
  return all;
}

namespace {

bool matches(std::string_view pattern, std::string_view path) {
  if (!pattern.ends_with("{}")) return pattern == path;
  pattern.remove_suffix(2);
  return path.size() > pattern.size() && path.starts_with(pattern) &&
         path.substr(pattern.size()).find('/') == std::string_view::npos;
}

}  // namespace

const Route* find_route(const std::string& method, const std::string& path, bool& path_known) {
  path_known = false;
  for (const Route& route : routes()) {
    if (!matches(route.path, path)) continue;
    if (route.method == method) return &route;
    path_known = true;
  }
  return nullptr;
}

}  // namespace trilat::serve
