#include "trilat/origin.hpp"

#include <fmt/format.h>

#include "core/country_words.hpp"
#include "core/text.hpp"
#include "engine/impl.hpp"
#include "engine/origin_answer.hpp"
#include "engine/origin_evidence.hpp"
#include "engine/origin_improve.hpp"
#include "engine/origin_product.hpp"
#include "engine/parameter.hpp"
#include "io/toml.hpp"
#include "origin/assess.hpp"
#include "pack/origin_toml.hpp"

namespace trilat {
namespace {

using origin::Product;
using origin::Rational;

Status amount(const char* name, const std::string& text, std::optional<Rational>& field) {
  if (text.empty()) return {};
  TRILAT_TRY(field, about(name, Rational::parse(text)));
  return {};
}

// What the command line says holds before the product file.
Status override_with(const origin::RuleBook& book, const OriginParams& params, Product& product) {
  if (!params.name.empty()) product.name = params.name;
  if (!params.hs.empty()) TRILAT_CHECK(about("hs", set_code(book, params.hs, product)));
  if (!params.date.empty()) {
    TRILAT_TRY(product.date, about("date", Date::parse(params.date)));
  }
  if (params.from.empty() != params.to.empty())
    return bad_input("a trade has two countries", "give both --from and --to");
  if (!params.from.empty()) {
    TRILAT_TRY(product.trade, trade_of(params.from, params.to));
  }
  TRILAT_CHECK(amount("value", params.value, product.value));
  TRILAT_CHECK(amount("shipping", params.shipping, product.shipping));
  if (params.method == "TV") product.method = origin::Method::kTransactionValue;
  if (params.method == "NC") product.method = origin::Method::kNetCost;
  for (const auto& [fact, value] : params.facts) product.facts[fact] = value;
  return {};
}

Status check(const origin::RuleBook& book, const Product& product) {
  if (book.empty())
    return fail(ErrorCode::kNotFound, "the data hold no rules of origin", "compile a pack with law/usmca");
  if (product.code.length() < 6)
    return bad_input("the tariff code of the good is missing or too short", "give --hs or `hs` with 6 to 10 digits");
  if (product.date == Date{}) return bad_input("the date is missing", "give --date or `date`: the day of the claim");
  if (product.date < book.provisions.in_force) {
    return fail(ErrorCode::kOutOfRange, fmt::format("{} is before the agreement is in force", product.date.to_string()),
                fmt::format("give a date from {}", book.provisions.in_force.to_string()));
  }
  return {};
}

// What a product file holds beside the product.
struct Beside {
  std::vector<origin::Operation> operations;
  EvidenceFacts evidence;
  Trade trade;
};

Status read_beside(const io::Node& file, Beside& beside) {
  TRILAT_TRY(beside.operations, read_operations(file));
  TRILAT_TRY(beside.evidence, read_evidence_facts(file));
  TRILAT_TRY(beside.trade.annual_units, pack::maybe_rational(file, "annual_units"));
  TRILAT_TRY(const auto from, file.maybe_string("from"));
  TRILAT_TRY(const auto to, file.maybe_string("to"));
  beside.trade.from = from.value_or("");
  beside.trade.to = to.value_or("");
  return {};
}

// Goods originate that are produced in the territory of the parties (Article 4.2). `from` may be empty: not said.
Status check_made_in(const origin::RuleBook& book, const std::string& from) {
  if (from.empty()) return {};
  TRILAT_TRY(const Country country, about("from", Country::parse(from)));
  if (book.is_party(country)) return {};
  return bad_input(fmt::format("the good is made in {}, outside the territory of {}: it does not originate",
                               core::in_sentence(country), book.provisions.name),
                   "give as `from` the party in which it is produced");
}

void complete(const OriginParams& params, const Product& product, Trade& trade) {
  if (!params.from.empty()) trade.from = params.from;
  if (!params.to.empty()) trade.to = params.to;
  trade.hs = product.printed_code;
  trade.date = product.date.to_string();
  trade.value = product.value;
}

}  // namespace

Result<OriginResult> Engine::origin(const OriginParams& params) const {
  TRILAT_TRY(const origin::RuleBook* rules, impl_->rules_of_origin());
  const origin::RuleBook& book = *rules;
  Product product;
  Beside beside;
  beside.trade.claim = core::to_lower(book.provisions.name);
  if (!params.product.empty()) {
    TRILAT_TRY(const io::Node file, io::read_toml(params.product));
    TRILAT_TRY(product, read_product(book, file));
    TRILAT_CHECK(read_beside(file, beside));
  }
  TRILAT_CHECK(override_with(book, params, product));
  TRILAT_CHECK(check_made_in(book, params.from.empty() ? beside.trade.from : params.from));
  if (!params.bom.empty()) TRILAT_CHECK(read_bill(book, params.bom, product));
  TRILAT_CHECK(check(book, product));
  settle_inputs(book, product);
  const origin::Assessment found = origin::assess(book, product);
  OriginResult result = answer_of(book, product, found);
  result.data_hash = impl_->hash();
  if (params.improve && found.status != origin::Status::kOriginating) {
    complete(params, product, beside.trade);
    result.improvement = improvement_of(*this, origin::improve(book, product, beside.operations), beside.trade);
  }
  if (params.certify) {
    TRILAT_TRY(result.evidence, evidence_of(book, product, found, beside.evidence));
  }
  return result;
}

const char* name(OriginStatus status) { return origin::name(static_cast<origin::Status>(status)); }

int exit_status(OriginStatus status) {
  return status == OriginStatus::kOriginating || status == OriginStatus::kNotOriginating ? 0 : 3;
}

}  // namespace trilat
