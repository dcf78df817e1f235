#include "origin/de_minimis.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.hpp"
#include "origin/rational.hpp"

namespace trilat::origin {
namespace {

constexpr int kSubheading = 6;

Rational share(const Rational& part, const Rational& whole) { return part / whole * Rational(kPercent); }

Step limit_step(std::string what, std::string reference, const Rational& percent, const Rational& limit) {
  Step step{std::move(what), std::move(reference), {}, {}, percent_words(percent), {}, true, Verdict::kPass, {}, 1};
  step.inputs.emplace_back("at most", limit.to_string() + " %");
  step.verdict = verdict_of(percent <= limit);
  step.margin = fmt::format("{} points {}", (percent <= limit ? limit - percent : percent - limit).to_decimal(2),
                            percent <= limit ? "to spare" : "too many");
  return step;
}

DeMinimisFinding unavailable(std::string why, std::string reference) {
  DeMinimisFinding finding;
  finding.available = false;
  finding.steps.push_back(
      {"De minimis is not available", std::move(reference), {}, {}, std::move(why), {}, true, Verdict::kFail, {}, 1});
  return finding;
}

// Unknown while the kind is not said that the text of an exception describes.
Verdict kind_matches(const std::string& described, const std::string& kind) {
  if (described.empty()) return Verdict::kPass;
  return kind.empty() ? Verdict::kUnknown : verdict_of(core::to_lower(kind) == core::to_lower(described));
}

// A rule of a chapter may allow, or refuse, the 10 percent within one subheading.
std::optional<bool> flipped(const RuleBook& book, const Product& product, const Input& input) {
  for (const Note& note : book.notes) {
    if (note.kind != "same_subheading" || !note.when.contains(product.date)) continue;
    if (!among(note.goods, product.code) || !among(note.materials, input.code)) continue;
    if (kind_matches(note.material_kind, input.kind) == Verdict::kPass) return note.allowed;
  }
  return std::nullopt;
}

// Why section 5(3) keeps the 10 percent from a material; empty where it does not.
struct Bar {
  Verdict barred = Verdict::kFail;
  std::string why, reference;
  std::vector<Question> missing;
};

Bar bar_of(const RuleBook& book, const Product& product, const Input& input) {
  const Provisions& provisions = book.provisions;
  const auto flip = flipped(book, product, input);
  const bool agricultural = among(provisions.de_minimis_other_sub, product.code);
  const int common = std::min({kSubheading, product.code.length(), input.code.length()});
  const bool same = product.code.prefix(common) == input.code.prefix(common);
  if ((agricultural && same && !flip.value_or(false)) || flip == false)
    return {Verdict::kPass,
            fmt::format("'{}' stands in the subheading of the good", input.name),
            "SOR/2020-155 s.5(3)(k)",
            {}};
  Bar bar;
  for (const DeMinimisException& exception : provisions.exceptions) {
    if (!among(exception.goods, product.code) || !among(exception.materials, input.code)) continue;
    const auto goods = product.facts.find("goods");
    const Verdict applies = both(kind_matches(exception.material_kind, input.kind),
                                 kind_matches(exception.goods_kind, goods == product.facts.end() ? "" : goods->second));
    if (applies == Verdict::kFail) continue;
    bar = {applies,
           fmt::format("'{}' is a material to which it does not extend in this good", input.name),
           fmt::format("SOR/2020-155 s.5(3)({})", exception.paragraph),
           {}};
    if (applies == Verdict::kPass) return bar;
    bar.missing.push_back({fmt::format("input '{}': kind", input.name),
                           fmt::format("Is '{}': {}?", input.name, exception.material_kind),
                           {exception.material_kind, "other"}});
  }
  return bar;
}

DeMinimisFinding by_weight(const RuleBook& book, const Product& product, const std::vector<NotChanged>& materials,
                           bool apparel) {
  const Provisions& provisions = book.provisions;
  WeightShare weights;
  DeMinimisFinding open;
  open.verdict = Verdict::kUnknown;
  for (const NotChanged& each : materials) {
    const auto& kinds = provisions.textile_excluded_kinds;
    if (apparel && std::find(kinds.begin(), kinds.end(), each.input->kind) != kinds.end())
      return unavailable(fmt::format("'{}' is {}", each.input->name, each.input->kind), "SOR/2020-155 s.5(10)");
    if (!each.input->weight) {
      open.missing.push_back({fmt::format("input '{}': weight", each.input->name),
                              fmt::format("What does '{}' weigh?", each.input->name),
                              {}});
      continue;
    }
    weights.not_changed += *each.input->weight;
    if (each.input->elastomeric) weights.elastomeric += *each.input->weight;
  }
  const auto& whole = apparel && product.component_weight ? product.component_weight : product.weight;
  if (!whole)
    open.missing.push_back(
        {apparel ? "component_weight" : "weight",
         apparel ? "What does the component weigh that determines the classification?" : "What does the good weigh?",
         {}});
  if (!open.missing.empty()) return open;
  weights.total = *whole;
  DeMinimisFinding finding = weight_share_test(provisions, weights, apparel);
  const bool certain =
      std::all_of(materials.begin(), materials.end(), [](const NotChanged& each) { return each.certain; });
  if (finding.verdict == Verdict::kFail && !certain) finding.verdict = Verdict::kUnknown;
  return finding;
}

}  // namespace

DeMinimisFinding value_share_test(const Rational& limit, const OpenSum& amount, const Bases& bases) {
  DeMinimisFinding finding;
  const bool by_value = bases.transaction_value && (!bases.total_cost || *bases.total_cost <= *bases.transaction_value);
  const std::optional<Rational>& base = by_value ? bases.transaction_value : bases.total_cost;
  if (!base || *base <= Rational{}) {
    finding.verdict = Verdict::kUnknown;
    finding.missing = bases.missing_tv;
    return finding;
  }
  const Rational least = share(amount.low, *base);
  const Rational most = share(amount.high, *base);
  Step step = limit_step("De minimis by value", "SOR/2020-155 s.5(1)", amount.bounded ? most : least, limit);
  step.inputs.insert(step.inputs.begin(), {{"materials that do not undergo the change", amount.high.to_string()},
                                           {by_value ? "transaction value" : "total cost", base->to_string()}});
  step.formula = "materials / value x 100";
  finding.share = amount.bounded ? most : least;
  if (amount.bounded && most <= limit) {
    finding.verdict = Verdict::kPass;
  } else if (least > limit) {
    finding.verdict = Verdict::kFail;
  } else {
    finding.verdict = Verdict::kUnknown;
    finding.missing = amount.missing;
  }
  step.verdict = finding.verdict;
  finding.steps.push_back(std::move(step));
  return finding;
}

DeMinimisFinding weight_share_test(const Provisions& provisions, const WeightShare& weights, bool component) {
  DeMinimisFinding finding;
  if (weights.total <= Rational{}) {
    finding.verdict = Verdict::kUnknown;
    finding.missing.push_back({"weight", "What does the good or its component weigh?", {}});
    return finding;
  }
  const char* of = component ? "component" : "good";
  const char* reference = component ? "SOR/2020-155 s.5(7)" : "SOR/2020-155 s.5(6)";
  finding.share = share(weights.not_changed, weights.total);
  finding.steps.push_back(limit_step(fmt::format("De minimis by weight of the {}", of), reference, *finding.share,
                                     provisions.textile_weight));
  finding.verdict = finding.steps.back().verdict;
  if (!weights.elastomeric.is_zero()) {
    finding.steps.push_back(limit_step(fmt::format("Elastomeric content by weight of the {}", of), reference,
                                       share(weights.elastomeric, weights.total), provisions.elastomeric_weight));
    finding.verdict = both(finding.verdict, finding.steps.back().verdict);
  }
  return finding;
}

DeMinimisFinding de_minimis_of(const RuleBook& book, const Product& product, const Bases& bases,
                               const std::vector<NotChanged>& materials) {
  const Provisions& provisions = book.provisions;
  if (among(provisions.apparel_goods, product.code)) return by_weight(book, product, materials, true);
  if (among(provisions.textile_goods, product.code)) return by_weight(book, product, materials, false);
  OpenSum amount;
  std::vector<Question> open;
  for (const NotChanged& each : materials) {
    const Bar bar = bar_of(book, product, *each.input);
    if (bar.barred == Verdict::kPass) return unavailable(bar.why, bar.reference);
    open.insert(open.end(), bar.missing.begin(), bar.missing.end());
    const auto value = adjusted_value(*each.input);
    if (!value) {
      amount.bounded = false;
      amount.ask(value_question(*each.input));
    } else if (each.certain) {
      amount.add(*value);
    } else {
      amount.high += *value;
      amount.ask(origin_question(*each.input));
    }
  }
  DeMinimisFinding finding = value_share_test(provisions.de_minimis, amount, bases);
  if (finding.verdict == Verdict::kPass && !open.empty()) {
    finding.verdict = Verdict::kUnknown;
    finding.missing = open;
  }
  return finding;
}

}  // namespace trilat::origin
