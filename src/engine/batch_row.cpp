#include "engine/batch_row.hpp"

#include <fmt/format.h>

#include "engine/row_stream.hpp"
#include "io/csv_record.hpp"

namespace trilat {
namespace {

constexpr std::size_t kMostErrorsOfChunk = 20;

void append(std::string& out, std::string_view field) {
  out += ',';
  io::append_field(out, field);
}

// Headings with their amounts, "9903.94.05=2500.00; 8708.30.50.90=250.00".
void append_headings(std::string& out, const std::vector<AnswerHeading>& headings) {
  out += ',';
  bool first = true;
  for (const AnswerHeading& line : headings) {
    if (!first) out += "; ";
    first = false;
    out += line.heading;
    out += '=';
    out += line.amount.to_string();
  }
}

}  // namespace

void BatchTally::add_to(BatchResult& result) const {
  result.rows += rows;
  for (const auto& [status, count] : by_status) result.by_status[status] += count;
  constexpr std::size_t kMostErrors = 20;
  for (const BatchError& error : errors) {
    if (result.errors.size() < kMostErrors) result.errors.push_back(error);
  }
  if (const auto at = by_status.find("error"); at != by_status.end()) result.error_count += at->second;
  result.duty_min += duty_min;
  result.duty_max += duty_max;
  result.unbounded += unbounded;
  result.with_orders += with_orders;
  for (const auto& [reason, total] : by_reason) {
    AuditTotal& sum = result.by_reason[reason];
    sum.rows += total.rows;
    sum.overpaid += total.overpaid;
    sum.underpaid += total.underpaid;
  }
  for (const auto& [title, paid] : struck_down) result.struck_down[title] += paid;
  result.late_claims += late_claims;
  result.late_claim_rows += late_claim_rows;
}

BatchRows::BatchRows(const Engine& engine, const law::LawIndices& laws, const BatchParams& params,
                     const BatchColumns& columns)
    : columns_(columns), pricer_(engine, laws, params.defaults, columns) {}

void BatchRows::write_error(std::string_view record, bool whole, int line, const std::string& message, std::string& out,
                            BatchTally& tally) const {
  if (whole) {
    out += without_line_end(record);
  } else {  // a row whose fields cannot be told apart stands in the first column
    io::append_field(out, without_line_end(record));
    out.append(columns_.count - 1, ',');
  }
  append(out, "error");
  const std::size_t added = batch_output_columns(columns_.paid >= 0).size();
  const std::size_t after = columns_.paid >= 0 ? added - batch_output_columns(false).size() : 0;
  out.append(added - after - 2, ',');
  append(out, fmt::format("line {}: {}", line, message));
  out.append(after, ',');
  out += '\n';
  ++tally.by_status["error"];
  if (tally.errors.size() < kMostErrorsOfChunk) tally.errors.push_back({line, message});
}

void BatchRows::write_answer(std::string_view record, const std::vector<const law::RemedyOrder*>& named,
                             std::string& out) const {
  const RowAnswer& answer = pricer_.answer();
  out += without_line_end(record);
  append(out, law::name(answer.status));
  append(out, answer.duty_min.to_string());
  append(out, answer.bounded ? answer.duty_max.to_string() : std::string());
  append(out, answer.fees.to_string());
  append_headings(out, answer.high);
  if (answer.status == law::AssessmentStatus::kDetermined) {
    out += ',';
  } else {
    append_headings(out, answer.low);
  }
  append(out, answer.spi);
  std::string open;
  for (const law::OpenStake& stake : answer.open)
    open += (open.empty() ? "" : "; ") + pricer_.law().fact(stake.fact).name;
  append(out, open);
  std::string orders;
  for (const law::RemedyOrder* order : named) orders += (orders.empty() ? "" : "; ") + order->title;
  append(out, orders);
  append(out, answer.message);
}

void BatchRows::audit_row(std::string& out, BatchTally& tally) {
  const std::string_view text = pricer_.field(columns_.paid, {});
  const auto paid = Money::parse(text);
  if (!paid) {
    append(out, "not_audited");
    out += ',';
    append(out, "no_amount");
    append(out, fmt::format("'{}' is not an amount of duty paid", text));
    out += ",,";
    ++tally.by_reason["no_amount"].rows;
    return;
  }
  const AuditFinding found = audit(pricer_.law(), pricer_.pricer(), pricer_.query(), pricer_.answer(), *paid);
  Money struck_down;
  for (const auto& [authority, amount] : found.struck_down) {
    struck_down += amount;
    tally.struck_down[pricer_.law().authority(authority).title] += amount;
  }
  append(out, name(found.verdict));
  append(out, found.difference.to_string());
  append(out, found.reason);
  append(out, found.detail);
  append(out, found.late_claim_until ? found.late_claim_until->to_string() : std::string());
  append(out, struck_down.to_string());
  AuditTotal& total = tally.by_reason[found.reason];
  ++total.rows;
  if (found.verdict == AuditFinding::Verdict::kOverpaid) total.overpaid += found.difference;
  if (found.verdict == AuditFinding::Verdict::kUnderpaid) total.underpaid += found.difference;
  if (found.late_claim_until) {
    tally.late_claims += found.late_claim;
    ++tally.late_claim_rows;
  }
}

void BatchRows::price(std::string_view record, int line, std::string& out, BatchTally& tally) {
  ++tally.rows;
  if (const auto split = io::split_record(record, fields_, unquoted_); !split) {
    return write_error(record, false, line, split.error().to_string(), out, tally);
  }
  if (fields_.size() != columns_.count) {
    return write_error(record, false, line,
                       fmt::format("the row has {} fields, the header {}", fields_.size(), columns_.count), out, tally);
  }
  if (const auto done = pricer_.price(fields_); !done) {
    return write_error(record, true, line, done.error().to_string(), out, tally);
  }
  const RowAnswer& answer = pricer_.answer();
  ++tally.by_status[law::name(answer.status)];
  tally.duty_min += answer.duty_min;
  tally.duty_max += answer.duty_max;
  if (!answer.bounded) ++tally.unbounded;
  const auto& orders = pricer_.find_orders();
  if (!orders.empty()) ++tally.with_orders;
  write_answer(record, orders, out);
  if (columns_.paid >= 0) audit_row(out, tally);
  out += '\n';
}

}  // namespace trilat
