#include "pack/measures_toml.hpp"

#include "law/candidates.hpp"

namespace trilat::pack {
namespace {

const std::map<std::string, law::Effect, std::less<>> kEffects = {
    {"charge", law::Effect::kCharge},     {"top_up", law::Effect::kTopUp},
    {"exempt", law::Effect::kExempt},     {"exempt_part", law::Effect::kExemptPart},
    {"prohibit", law::Effect::kProhibit}, {"not_loaded", law::Effect::kNotLoaded},
    {"replace", law::Effect::kReplace}};

class MeasureReader {
 public:
  explicit MeasureReader(law::RuleBase& rules) : rules_(rules) {}

  Status read(const io::Node& file) {
    TRILAT_CHECK(file.allow_only({"title", "importer", "authority", "summary", "measure"}));
    TRILAT_TRY(const Country importer, country_at(file, "importer"));
    if (importer != rules_.importer) {
      return file.refuse(fmt::format("importer {} in the folder of {}", importer.code(), rules_.importer.code()),
                         "move the file to its importer's folder");
    }
    return read_tables(file);
  }

  Status read_tables(const io::Node& file) {
    TRILAT_TRY(const io::Array* measures, file.array_at("measure"));
    for (const io::Node& node : *measures) TRILAT_CHECK(read_measure(file, node));
    return {};
  }

 private:
  Result<CountrySet> countries_at(const io::Node& table, std::string_view key, bool all_when_absent) {
    return read_countries(table, key, all_when_absent, rules_.importer, rules_.groups);
  }

  Status read_measure(const io::Node& file, const io::Node& node) {
    TRILAT_CHECK(
        node.allow_only({"heading", "title", "authority", "origins", "except_origins", "products", "except_products",
                         "when", "instead_of", "effect", "part", "segment", "cite", "grade"}));
    law::Measure measure;
    TRILAT_TRY(measure.heading, node.string_at("heading"));
    TRILAT_TRY(measure.title, node.string_at("title"));
    TRILAT_TRY(const auto authority,
               authorities_at(node.find("authority") != nullptr ? node : file, "authority", rules_));
    measure.authority = authority.front();
    TRILAT_TRY(measure.effect, one_of_at(node, "effect", kEffects, law::Effect::kCharge));
    TRILAT_TRY(measure.origins, countries_at(node, "origins", true));
    TRILAT_TRY(const CountrySet except, countries_at(node, "except_origins", false));
    measure.origins -= except;
    TRILAT_TRY(measure.products.lists, lists_at(node, "products"));
    TRILAT_TRY(measure.products.except_lists, lists_at(node, "except_products"));
    measure.products.all = node.find("products") == nullptr;
    TRILAT_TRY(measure.instead_of, node.maybe_strings("instead_of"));
    TRILAT_TRY(const auto when, node.maybe_string("when"));
    measure.when_text = when.value_or("");
    if (when) {
      TRILAT_TRY(measure.when, node.find("when")->placed(law::parse_condition(*when, rules_.facts)));
    }
    measure.source = node.position().to_string();
    TRILAT_TRY(const auto part, node.maybe_string("part"));
    TRILAT_TRY(const io::Array* segments, node.array_at("segment"));
    for (const io::Node& segment : *segments) TRILAT_CHECK(read_segment(node, segment, part.value_or(""), measure));
    TRILAT_CHECK(check_segments(node, measure));
    rules_.measures.push_back(std::move(measure));
    return {};
  }

  Result<std::vector<int>> lists_at(const io::Node& node, std::string_view key) {
    TRILAT_TRY(const auto names, node.maybe_strings(key));
    std::vector<int> found;
    for (const std::string& name : names) {
      const int list = rules_.find_list(name);
      if (list < 0)
        return unknown(*node.find(key), "code list", name, [this] {
          std::vector<std::string> known;
          for (const auto& entry : rules_.lists) known.push_back(entry.name);
          return known;
        }());
      found.push_back(list);
    }
    return found;
  }

  Status read_segment(const io::Node& measure_node, const io::Node& node, const std::string& part,
                      law::Measure& measure) {
    TRILAT_CHECK(node.allow_only({"from", "until", "rate", "on", "on_rest_after", "on_share", "published", "withdrawn",
                                  "cite", "grade", "note"}));
    law::Segment segment;
    TRILAT_CHECK(node.require("from"));
    TRILAT_TRY(segment.effect, interval(node, "from", "until"));
    TRILAT_TRY(segment.known, publication(node, segment.effect));
    TRILAT_TRY(const auto rate, node.maybe_string("rate"));
    const bool duty = law::is_duty(measure.effect);
    if (duty != rate.has_value()) {
      return node.refuse(duty ? "a duty needs a 'rate'" : "only a duty has a 'rate'", "see law/README.md");
    }
    if (rate) segment.rate = law::parse_duty_rate(*rate);
    if (rate && segment.rate.kind != law::DutyRate::Kind::kPriced) {
      return node.refuse(fmt::format("'{}' cannot be read as a rate", *rate),
                         "write it as in '25%' or '4.4¢/kg + 3.7%'");
    }
    TRILAT_TRY(const auto on, node.maybe_string("on"));
    TRILAT_TRY(const auto rest, node.maybe_string("on_rest_after"));
    segment.base = on ? law::BaseKind::kContent : rest ? law::BaseKind::kRemainder : law::BaseKind::kFullValue;
    TRILAT_TRY(const auto share, node.maybe_string("on_share"));
    if (share && (on || rest))
      return node.refuse("a duty falls on one base", "give one of 'on', 'on_rest_after', 'on_share'");
    if (share) {
      segment.base = law::BaseKind::kShare;
      TRILAT_TRY(segment.base_share, node.find("on_share")->placed(Rate::parse(*share)));
    }
    segment.base_content = on ? *on : rest ? *rest : part;
    if (!segment.base_content.empty() && rules_.find_fact(segment.base_content) == nullptr) {
      return node.refuse(fmt::format("fact '{}' is not declared", segment.base_content), "declare it in facts.toml");
    }
    // its own, or the measure's; where both lack it, the segment is refused
    const bool common_cite = node.find("cite") == nullptr && measure_node.find("cite") != nullptr;
    const io::Node& cite = common_cite ? measure_node : node;
    TRILAT_TRY(segment.citation, cite.string_at("cite"));
    const bool common_grade = node.find("grade") == nullptr && measure_node.find("grade") != nullptr;
    const io::Node& grade = common_grade ? measure_node : node;
    TRILAT_TRY(const io::Node* grade_node, grade.require("grade"));
    TRILAT_TRY(segment.grade, one_of(*grade_node, kGrades));
    TRILAT_TRY(const auto note, node.maybe_string("note"));
    segment.note = note.value_or("");
    measure.segments.push_back(std::move(segment));
    return {};
  }

  static Status check_segments(const io::Node& node, const law::Measure& measure) {
    if (measure.segments.empty()) return node.refuse("a measure needs at least one segment");
    for (std::size_t i = 0; i < measure.segments.size(); ++i) {
      for (std::size_t j = i + 1; j < measure.segments.size(); ++j) {
        const law::Segment& a = measure.segments[i];
        const law::Segment& b = measure.segments[j];
        if (a.effect.overlaps(b.effect) && a.known.overlaps(b.known)) {
          return node.refuse(fmt::format("segments of {} overlap: {} and {}", measure.heading, a.effect.to_string(),
                                         b.effect.to_string()),
                             "end the earlier one where the later one begins");
        }
      }
    }
    return {};
  }

  law::RuleBase& rules_;
};

}  // namespace

Status read_measures(const io::Node& file, law::RuleBase& rules) { return MeasureReader(rules).read(file); }

Status read_measure_tables(const io::Node& table, law::RuleBase& rules) {
  return MeasureReader(rules).read_tables(table);
}

}  // namespace trilat::pack
