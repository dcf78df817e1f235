#include "pack/flows_assumptions.hpp"

#include "io/toml.hpp"

namespace trilat::pack {
namespace {

Result<flows::StandardAnswer> read_answer(const io::Node& node, const flows::Imports& imports) {
  TRILAT_CHECK(node.allow_only({"fact", "value", "codes", "partners", "reason", "source"}));
  flows::StandardAnswer answer;
  TRILAT_TRY(answer.fact, node.string_at("fact"));
  TRILAT_TRY(answer.value, node.string_at("value"));
  TRILAT_TRY(answer.reason, node.string_at("reason"));
  TRILAT_TRY(answer.source, node.string_at("source"));
  TRILAT_TRY(const std::vector<std::string> codes, node.maybe_strings("codes"));
  for (const std::string& text : codes) {
    TRILAT_TRY(const HsCode code, node.placed(HsCode::parse(text)));
    answer.codes.push_back(code);
  }
  TRILAT_TRY(answer.partners, node.maybe_strings("partners"));
  for (const std::string& partner : answer.partners) {
    if (imports.find_partner(partner) < 0)
      return node.refuse("there is no partner '" + partner + "' in partners.toml", "name one of its codes");
  }
  return answer;
}

}  // namespace

Result<flows::Assumptions> read_assumptions(const std::filesystem::path& path, const flows::Imports& imports) {
  TRILAT_TRY(const io::Node file, io::read_toml(path));
  TRILAT_CHECK(file.allow_only({"answer"}));
  TRILAT_TRY(const io::Array* answers, file.array_at("answer"));
  flows::Assumptions assumptions;
  for (const io::Node& node : *answers) {
    TRILAT_TRY(flows::StandardAnswer answer, read_answer(node, imports));
    assumptions.answers.push_back(std::move(answer));
  }
  return assumptions;
}

}  // namespace trilat::pack
