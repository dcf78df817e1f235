// A file of shipments: read in chunks of whole rows, priced by several threads, written in order. No more than a
// few chunks a thread are held at a time, whatever the length of the file.
#include "trilat/batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "engine/batch_row.hpp"
#include "engine/impl.hpp"
#include "io/csv_record.hpp"
#include "io/file.hpp"

namespace trilat {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{1} << 18U;
constexpr std::size_t kLongestRow = std::size_t{1} << 16U;
constexpr unsigned kChunksAWorker = 4;

struct Row {
  std::size_t begin = 0;
  std::size_t length = 0;
  int line = 0;
};

struct Chunk {
  std::string text;
  std::vector<Row> rows;
  std::string output;
  BatchTally tally;
  bool done = false;
};

// Cuts a stream into rows. A quote that is never closed, or is closed by a stray one, ends with its line, so that
// the rows after it are read.
class RowStream {
 public:
  explicit RowStream(std::istream& input) : input_(input) {}

  // The next row, which stays until the next call; false at the end. Blank lines are passed over.
  bool next(std::string_view& row, int& line) {
    while (true) {
      const std::size_t length = row_length();
      if (length == 0) return false;
      row = std::string_view(buffer_).substr(at_, length);
      line = line_ + 1;
      at_ += length;
      line_ += static_cast<int>(std::count(row.begin(), row.end(), '\n'));
      if (row != "\n" && row != "\r\n") return true;
    }
  }
  std::uint64_t bytes_read() const { return read_; }

 private:
  std::size_t row_length() {
    while (true) {
      const std::string_view rest = std::string_view(buffer_).substr(at_);
      const std::size_t length = io::record_length(rest);
      if (length != std::string_view::npos && length <= kLongestRow) return whole_or_first_line(rest.substr(0, length));
      const bool too_long = length != std::string_view::npos || rest.size() > kLongestRow;
      if (!too_long && refill()) continue;
      // the last row without a line end, or a quote that was opened and not closed
      if (!too_long && rest.find('\n') == std::string_view::npos) return rest.size();
      const std::size_t end = rest.find('\n');
      return end == std::string_view::npos ? rest.size() : end + 1;
    }
  }

  // A stray quote may join lines that are rows of their own.
  std::size_t whole_or_first_line(std::string_view record) {
    const std::size_t first = record.find('\n') + 1;
    if (first == record.size() || io::split_record(record, fields_, unquoted_)) return record.size();
    return first;
  }

  bool refill() {
    if (!input_) return false;
    buffer_.erase(0, at_);
    at_ = 0;
    const std::size_t held = buffer_.size();
    buffer_.resize(held + kChunkBytes);
    input_.read(buffer_.data() + held, static_cast<std::streamsize>(kChunkBytes));
    buffer_.resize(held + static_cast<std::size_t>(input_.gcount()));
    read_ += static_cast<std::uint64_t>(input_.gcount());
    return buffer_.size() > held;
  }

  std::istream& input_;
  std::vector<std::string_view> fields_;
  std::string unquoted_;
  std::string buffer_;
  std::size_t at_ = 0;
  int line_ = 0;
  std::uint64_t read_ = 0;
};

// Threads that price chunks. The caller adds chunks and takes them back in the order in which it added them.
class Workers {
 public:
  template <class MakeRows>
  Workers(unsigned count, const MakeRows& make_rows) {
    for (unsigned i = 0; i < count; ++i) rows_.push_back(make_rows());
    for (const auto& rows : rows_) threads_.emplace_back([this, &own = *rows] { work(own); });
  }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  ~Workers() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  void add(std::unique_ptr<Chunk> chunk) {
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(chunk.get());
      in_order_.push_back(std::move(chunk));
    }
    wake_.notify_one();
  }
  std::size_t held() const { return in_order_.size(); }
  // The oldest chunk, once it is priced. Precondition: held() > 0.
  std::unique_ptr<Chunk> take() {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] { return in_order_.front()->done; });
    auto chunk = std::move(in_order_.front());
    in_order_.pop_front();
    return chunk;
  }

 private:
  void work(BatchRows& rows) {
    std::unique_lock lock(mutex_);
    while (true) {
      wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      Chunk& chunk = *waiting_.front();
      waiting_.pop_front();
      lock.unlock();
      for (const Row& row : chunk.rows) {
        rows.price(std::string_view(chunk.text).substr(row.begin, row.length), row.line, chunk.output, chunk.tally);
      }
      lock.lock();
      chunk.done = true;
      done_.notify_one();
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_, done_;
  std::deque<Chunk*> waiting_;
  std::deque<std::unique_ptr<Chunk>> in_order_;
  bool stopping_ = false;
  std::vector<std::unique_ptr<BatchRows>> rows_;  // one a thread
  std::vector<std::thread> threads_;
};

// Whole rows of about kChunkBytes; null at the end.
std::unique_ptr<Chunk> read_chunk(RowStream& input) {
  auto chunk = std::make_unique<Chunk>();
  std::string_view row;
  int line = 0;
  while (chunk->text.size() < kChunkBytes && input.next(row, line)) {
    chunk->rows.push_back({chunk->text.size(), row.size(), line});
    chunk->text += row;
  }
  return chunk->rows.empty() ? nullptr : std::move(chunk);
}

struct Header {
  std::string text;
  BatchColumns columns;
};

Result<Header> read_header(RowStream& input, const BatchParams& params, const std::map<Country, law::RuleBase>& law) {
  std::string_view row;
  int line = 0;
  bool found = input.next(row, line);
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (found && row.starts_with(kByteOrderMark)) row.remove_prefix(kByteOrderMark.size());
  while (found && row.starts_with('#')) found = input.next(row, line);
  const Position where{params.in, line, 0};
  if (!found) return bad_input("the file has no header row", "write the names of the columns in its first line", where);
  Header header;
  header.text = row;
  while (header.text.ends_with('\n') || header.text.ends_with('\r')) header.text.pop_back();
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

unsigned workers_for(const BatchParams& params) {
  if (params.threads > 0) return params.threads;
  return std::max(1U, std::thread::hardware_concurrency());
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
  std::map<Country, const law::LawIndex*> indices;
  for (const auto& [importer, rules] : *laws) {
    TRILAT_TRY(indices[importer], impl_->law.index_of(importer));
  }
  TRILAT_TRY(const Header header, read_header(input, params, *laws));
  TRILAT_TRY(io::AtomicFile output, io::AtomicFile::create(params.out));
  TRILAT_CHECK(output.write(header.text));

  BatchResult result;
  result.audited = !params.audit.empty();
  result.unused_columns = header.columns.unused;
  BatchProgress progress;
  const auto length = std::filesystem::file_size(params.in, ignored);
  progress.bytes_total = ignored ? 0 : length;
  const unsigned count = workers_for(params);
  Workers workers(count, [&] { return std::make_unique<BatchRows>(*this, indices, params, header.columns); });
  bool more = true;
  while (more || workers.held() > 0) {
    if (more && workers.held() < std::size_t{count} * kChunksAWorker) {
      auto chunk = read_chunk(input);
      more = chunk != nullptr;
      if (more) workers.add(std::move(chunk));
      continue;
    }
    const auto chunk = workers.take();
    TRILAT_CHECK(output.write(chunk->output));
    chunk->tally.add_to(result);
    progress.rows = result.rows;
    progress.bytes_read = input.bytes_read();
    if (params.progress) params.progress(progress);
  }
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
    text += fmt::format("\nLate claims of a preference, within a year of import where the goods originate: {}, {}\n",
                        rows_of(result.late_claim_rows), result.late_claims.to_display());
  }
  if (!result.struck_down.empty()) text += "\nPaid under authorities struck down since\n";
  for (const auto& [title, paid] : result.struck_down)
    text += fmt::format("  {:<40}{:>18}\n", title, paid.to_display());
  return text;
}

}  // namespace trilat
