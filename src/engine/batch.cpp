// A file of shipments: read in blocks of whole rows, priced by several threads, written in order.
#include "trilat/batch.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "engine/batch_row.hpp"
#include "engine/impl.hpp"
#include "engine/row_blocks.hpp"
#include "io/csv_record.hpp"
#include "io/file.hpp"

namespace trilat {
namespace {

struct Chunk {
  RowBlock rows;
  std::string output;
  BatchTally tally;
};

struct Header {
  std::string text;
  BatchColumns columns;
};

Result<Header> read_header(RowStream& input, const BatchParams& params, const std::map<Country, law::RuleBase>& law) {
  TRILAT_TRY(const HeaderRow row, header_row(input, params.in));
  const Position& where = row.where;
  Header header;
  header.text = row.text;
  std::vector<std::string_view> names;
  std::string unquoted;
  const auto placed = [&](auto result) {
    if (!result) result.error().where = where;
    return result;
  };
  TRILAT_CHECK(placed(io::split_record(header.text, names, unquoted)));
  std::vector<const law::RuleBase*> laws;
  for (const auto& [importer, rules] : law) laws.push_back(&rules);
  TRILAT_TRY(header.columns, placed(read_batch_columns(names, params, laws)));
  for (const std::string& added : batch_output_columns(!params.audit.empty())) header.text += "," + added;
  header.text += '\n';
  return header;
}

}  // namespace

Result<BatchResult> Engine::batch(const BatchParams& params) const {
  std::error_code ignored;
  std::ifstream file(params.in, std::ios::binary);
  if (!file || std::filesystem::is_directory(params.in, ignored)) {
    return fail(ErrorCode::kNotFound, "the file cannot be opened", "give the path of a CSV file", {params.in, 0, 0});
  }
  if (std::filesystem::equivalent(params.in, params.out, ignored)) {
    return bad_input("the output would replace the input", "give the output another name", {params.out, 0, 0});
  }
  RowStream input(file);
  TRILAT_TRY(const auto* laws, impl_->law.all());
  TRILAT_TRY(const law::LawIndices indices, impl_->law.indices());
  TRILAT_TRY(const Header header, read_header(input, params, *laws));
  TRILAT_TRY(io::AtomicFile output, io::AtomicFile::create(params.out));
  TRILAT_CHECK(output.write(header.text));

  BatchResult result;
  result.audited = !params.audit.empty();
  result.unused_columns = header.columns.unused;
  BatchProgress progress;
  const auto length = std::filesystem::file_size(params.in, ignored);
  progress.bytes_total = ignored ? 0 : length;
  const auto make_work = [&]() -> std::function<void(Chunk&)> {
    const auto rows = std::make_shared<BatchRows>(*this, indices, params, header.columns);
    return [rows](Chunk& chunk) {
      for (std::size_t i = 0; i < chunk.rows.size(); ++i)
        rows->price(chunk.rows.row(i), chunk.rows.line(i), chunk.output, chunk.tally);
    };
  };
  const auto finish = [&](Chunk& chunk) -> Status {
    TRILAT_CHECK(output.write(chunk.output));
    chunk.tally.add_to(result);
    progress.rows = result.rows;
    progress.bytes_read = input.bytes_read();
    if (params.progress) params.progress(progress);
    return {};
  };
  TRILAT_CHECK(in_blocks<Chunk>(input, threads_for(params.threads), make_work, finish));
  if (file.bad()) return bad_input("the file cannot be read to its end", {}, {params.in, 0, 0});
  TRILAT_CHECK(output.commit());
  return result;
}

namespace {

std::string rows_of(std::uint64_t count) { return fmt::format("{} {}", count, count == 1 ? "row" : "rows"); }

}  // namespace

int exit_status(const BatchResult& result) { return result.error_count == 0 ? 0 : 2; }

std::string to_text(const BatchResult& result) {
  std::string text = rows_of(result.rows);
  for (const auto& [status, rows] : result.by_status) text += fmt::format(", {} {}", rows, status);
  text += fmt::format("\nduty {} to {}{}", result.duty_min.to_display(), result.unbounded > 0 ? "more than " : "",
                      result.duty_max.to_display());
  if (result.unbounded > 0) text += fmt::format(" ({} without a quantity)", rows_of(result.unbounded));
  text += '\n';
  if (result.with_orders > 0) {
    text += fmt::format(
        "{} of goods that orders against dumping or subsidies name; whether they cover them, and at what "
        "rate, is not known here: see the column orders\n",
        rows_of(result.with_orders));
  }
  if (!result.unused_columns.empty()) {
    text += "columns copied and not read:";
    for (const std::string& name : result.unused_columns) text += " " + name;
    text += '\n';
  }
  if (!result.audited) return text;
  text += fmt::format("\n{:<24}{:>10}{:>18}{:>18}\n", "Audit: reason", "rows", "overpaid", "underpaid");
  for (const auto& [reason, total] : result.by_reason) {
    text += fmt::format("{:<24}{:>10}{:>18}{:>18}\n", reason, total.rows, total.overpaid.to_display(),
                        total.underpaid.to_display());
  }
  if (result.late_claim_rows > 0) {
    text += fmt::format(
        "\nLate claims of a preference, where the goods originate and the time for it has not run out: {}, {}\n",
        rows_of(result.late_claim_rows), result.late_claims.to_display());
  }
  if (!result.struck_down.empty()) text += "\nPaid under authorities struck down since\n";
  for (const auto& [title, paid] : result.struck_down)
    text += fmt::format("  {:<40}{:>18}\n", title, paid.to_display());
  return text;
}

}  // namespace trilat
