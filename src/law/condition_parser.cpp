// The grammar of conditions:
//
//   either  = both { "or" both }
//   both    = single { "and" single }
//   single  = "not" single | "(" either ")" | "stated" "(" either ")"
//           | "subject_to" "(" word ")" | "owes" "(" word ")"
//           | "column_1" sign share | fact [ sign literal | "in" "[" literal { "," literal } "]" ]
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>

#include "core/text.hpp"
#include "law/condition.hpp"

namespace trilat::law {
namespace {

struct Token {
  std::string_view text;
  int column = 0;
};

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '-' || c == '%' || c == '*';
}

std::vector<Token> tokenize(std::string_view text) {
  std::vector<Token> tokens;
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r') {
      ++at;
      continue;
    }
    std::size_t length = 1;
    if (is_word(text[at])) {
      while (at + length < text.size() && is_word(text[at + length])) ++length;
    } else if ((text[at] == '<' || text[at] == '>' || text[at] == '!') && text.substr(at + 1).starts_with('=')) {
      length = 2;
    }
    tokens.push_back({text.substr(at, length), static_cast<int>(at) + 1});
    at += length;
  }
  tokens.push_back({{}, static_cast<int>(text.size()) + 1});
  return tokens;
}

class ConditionParser {
 public:
  ConditionParser(std::string_view text, const std::vector<FactDefinition>& facts)
      : tokens_(tokenize(text)), facts_(facts) {}

  Result<Condition> parse() {
    if (at_end()) return Condition{};
    TRILAT_TRY(Condition condition, parse_either());
    if (!at_end()) return wrong(fmt::format("'{}' is not expected here", peek()), "join conditions with 'and' or 'or'");
    return condition;
  }

 private:
  static constexpr int kDeepest = 64;

  std::string_view peek() const { return tokens_[next_].text; }
  bool at_end() const { return peek().empty(); }
  std::string_view take() { return at_end() ? std::string_view() : tokens_[next_++].text; }
  bool accept(std::string_view word) {
    if (peek() != word) return false;
    ++next_;
    return true;
  }
  tl::unexpected<Error> wrong(std::string message, std::string remedy) const {
    return wrong_at(tokens_[next_].column, std::move(message), std::move(remedy));
  }
  static tl::unexpected<Error> wrong_at(int column, std::string message, std::string remedy) {
    return bad_input(std::move(message), std::move(remedy), Position{{}, 0, column});
  }
  Status expect(std::string_view word) {
    if (accept(word)) return {};
    const std::string found = at_end() ? "the end" : fmt::format("'{}'", peek());
    return wrong(fmt::format("{} stands where '{}' should", found, word), fmt::format("write '{}'", word));
  }

  using Rule = Result<Condition> (ConditionParser::*)();

  Result<Condition> parse_chain(Rule operand, std::string_view word, Condition::Op op) {
    TRILAT_TRY(Condition first, (this->*operand)());
    if (peek() != word) return first;
    Condition chain;
    chain.op = op;
    chain.operands.push_back(std::move(first));
    while (accept(word)) {
      TRILAT_TRY(Condition next, (this->*operand)());
      chain.operands.push_back(std::move(next));
    }
    return chain;
  }

  Result<Condition> parse_either() { return parse_chain(&ConditionParser::parse_both, "or", Condition::Op::kOr); }
  Result<Condition> parse_both() { return parse_chain(&ConditionParser::parse_single, "and", Condition::Op::kAnd); }

  Result<Condition> parse_single() {
    if (depth_ == kDeepest) return wrong("the condition is nested too deeply", "split it into several measures");
    ++depth_;
    auto condition = parse_nested();
    --depth_;
    return condition;
  }

  Result<Condition> parse_nested() {
    if (accept("not")) {
      Condition negation;
      negation.op = Condition::Op::kNot;
      TRILAT_TRY(Condition operand, parse_single());
      negation.operands.push_back(std::move(operand));
      return negation;
    }
    if (accept("(")) {
      TRILAT_TRY(Condition inner, parse_either());
      TRILAT_CHECK(expect(")"));
      return inner;
    }
    if (accept("stated")) return parse_stated();
    if (accept("subject_to")) return parse_authority(Condition::Op::kSubjectTo);
    if (accept("owes")) return parse_authority(Condition::Op::kOwes);
    if (accept("column_1")) return parse_column_1();
    return parse_fact_leaf();
  }

  Result<Condition> parse_stated() {
    Condition stated;
    stated.op = Condition::Op::kStated;
    TRILAT_CHECK(expect("("));
    TRILAT_TRY(Condition inner, parse_either());
    TRILAT_CHECK(expect(")"));
    stated.operands.push_back(std::move(inner));
    return stated;
  }

  Result<Condition> parse_authority(Condition::Op op) {
    Condition leaf;
    leaf.op = op;
    TRILAT_CHECK(expect("("));
    if (at_end() || !is_word(peek().front())) return wrong("an authority is missing", "write its name, 's232_steel'");
    leaf.name = take();
    TRILAT_CHECK(expect(")"));
    return leaf;
  }

  std::optional<Condition::Compare> take_sign() {
    if (accept("=")) return Condition::Compare::kIs;
    if (accept("<")) return Condition::Compare::kLess;
    if (accept("<=")) return Condition::Compare::kAtMost;
    if (accept(">")) return Condition::Compare::kGreater;
    if (accept(">=")) return Condition::Compare::kAtLeast;
    return std::nullopt;
  }

  Result<Condition> parse_column_1() {
    Condition leaf;
    leaf.op = Condition::Op::kColumn1;
    const auto sign = take_sign();
    if (!sign) return wrong("column_1 is not compared with anything", "write a comparison, 'column_1 < 15%'");
    leaf.compare = *sign;
    FactDefinition share;
    share.name = "column_1";
    share.kind = FactKind::kShare;
    TRILAT_CHECK(take_literal(share, leaf));
    return leaf;
  }

  Status take_literal(const FactDefinition& definition, Condition& leaf) {
    const int column = tokens_[next_].column;
    std::string text(take());
    if (peek() == "%") text += take();
    auto value = parse_fact(definition, text);
    if (!value) return wrong_at(column, value.error().message, value.error().remedy);
    leaf.values.push_back(*std::move(value));
    return {};
  }

  Result<const FactDefinition*> take_fact() {
    const int column = tokens_[next_].column;
    const std::string_view name = take();
    const auto found = std::find_if(facts_.begin(), facts_.end(), [&](const auto& fact) { return fact.name == name; });
    if (found != facts_.end()) return &*found;
    if (name.empty()) return wrong_at(column, "the condition ends where a fact should stand", "write a fact");
    std::vector<std::string> names = {"subject_to", "owes", "stated", "column_1"};
    for (const FactDefinition& fact : facts_) names.push_back(fact.name);
    return wrong_at(column, fmt::format("'{}' is not a fact", name),
                    core::did_you_mean(name, names, "declare it in facts.toml"));
  }

  Result<Condition> parse_fact_leaf() {
    const int column = tokens_[next_].column;
    TRILAT_TRY(const FactDefinition* fact, take_fact());
    Condition leaf;
    leaf.op = Condition::Op::kFact;
    leaf.name = fact->name;
    leaf.fact = static_cast<int>(fact - facts_.data());
    if (accept("in")) return parse_list(*fact, std::move(leaf));
    const int sign_column = tokens_[next_].column;
    const auto sign = take_sign();
    if (!sign) {
      if (peek() == "!=")
        return wrong("'!=' is not a comparison here", fmt::format("write 'not {} = ...'", fact->name));
      if (fact->kind != FactKind::kFlag) {
        return wrong_at(column, fmt::format("the fact {} is not yes or no", fact->name), "compare it with a value");
      }
      FactValue yes;
      yes.flag = true;
      leaf.values.push_back(std::move(yes));
      return leaf;
    }
    const bool ordered =
        fact->kind == FactKind::kContent || fact->kind == FactKind::kShare || fact->kind == FactKind::kDate;
    if (!ordered && *sign != Condition::Compare::kIs) {
      return wrong_at(sign_column, fmt::format("the values of {} have no order", fact->name), "write '=' or 'in'");
    }
    leaf.compare = *sign;
    TRILAT_CHECK(take_literal(*fact, leaf));
    return leaf;
  }

  Result<Condition> parse_list(const FactDefinition& fact, Condition leaf) {
    leaf.compare = Condition::Compare::kIn;
    TRILAT_CHECK(expect("["));
    do {
      TRILAT_CHECK(take_literal(fact, leaf));
    } while (accept(","));
    TRILAT_CHECK(expect("]"));
    return leaf;
  }

  std::vector<Token> tokens_;
  const std::vector<FactDefinition>& facts_;
  std::size_t next_ = 0;
  int depth_ = 0;
};

}  // namespace

Result<Condition> parse_condition(std::string_view text, const std::vector<FactDefinition>& facts) {
  return ConditionParser(text, facts).parse();
}

}  // namespace trilat::law
