#include <fmt/format.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "io/file.hpp"
#include "io/json.hpp"

namespace trilat::io {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Follows the parser through the text. The parser reports values, not places; between two values stand
// only blanks, commas and colons, so the place of the next value is found by skipping those.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {
    if (text_.starts_with(kByteOrderMark)) text_.remove_prefix(kByteOrderMark.size());
  }

  int line() const { return line_; }
  int column() const { return column_; }

  void to_token() { advance_to(text_.find_first_not_of(" \t\r\n,:", at_)); }
  void over(std::size_t length) { advance_to(at_ + length); }

  std::string_view over_number() {
    const std::size_t begin = at_;
    advance_to(text_.find_first_not_of("+-0123456789.eE", at_));
    return text_.substr(begin, at_ - begin);
  }

  void over_string() {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2U : 1U;
    advance_to(end + 1);
  }

  void advance_to(std::size_t target) {
    for (const std::size_t end = std::min(target, text_.size()); at_ < end; ++at_) {
      if (text_[at_] == '\n') {
        ++line_;
        column_ = 1;
      } else if ((static_cast<unsigned char>(text_[at_]) & 0xC0U) != 0x80U) {
        ++column_;
      }
    }
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  int column_ = 1;
};

// Receives the parser's events and builds the tree. Each event returns false to stop at an error.
class TreeBuilder {
 public:
  TreeBuilder(std::string_view text, const std::string& file_name, JsonLimits limits)
      : text_(text), cursor_(text), file_(std::make_shared<const std::string>(file_name)), limits_(limits) {}

  bool null() { return literal({}, 4); }
  bool boolean(bool value) { return literal(value, value ? 4 : 5); }
  bool number_integer(std::int64_t value) { return number(value); }
  bool number_unsigned(std::uint64_t value) {
    if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      return number(static_cast<std::int64_t>(value));
    }
    return number(Number{static_cast<double>(value), {}});
  }
  bool number_float(double value, const std::string& /*text*/) { return number(Number{value, {}}); }

  bool string(std::string& value) {
    Node node = here(std::move(value));
    cursor_.over_string();
    return add(std::move(node));
  }
  bool binary(std::vector<std::uint8_t>& /*value*/) { return false; }  // never in JSON text

  bool start_object(std::size_t /*size*/) { return open(Table{}); }
  bool start_array(std::size_t /*size*/) { return open(Array{}); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    cursor_.to_token();
    Frame& frame = frames_.back();
    frame.member = {std::move(name), cursor_.line(), cursor_.column(), {}};
    if (std::get<Table>(frame.value).contains(frame.member.key)) {
      return stop(fmt::format("the key '{}' appears twice in its object", frame.member.key), "give every key once");
    }
    cursor_.over_string();
    return true;
  }

  bool parse_error(std::size_t position, const std::string& /*token*/, const nlohmann::detail::exception& problem) {
    Cursor place(text_);
    const bool marked = text_.starts_with(kByteOrderMark);
    place.advance_to(position == 0 ? 0 : position - 1 - (marked && position > 3 ? 3 : 0));
    error_ = Error{ErrorCode::kBadInput, explain(problem), {}, {*file_, place.line(), place.column()}};
    return false;
  }

  Node& root() { return root_; }
  Error& error() { return error_; }

 private:
  struct Frame {
    Node::Value value;
    int line = 0;
    int column = 0;
    Member member;  // of an object: the key that waits for its value
  };

  // nlohmann writes "[json.exception.parse_error.101] parse error at line 1, column 2: what is wrong".
  static std::string explain(const nlohmann::detail::exception& problem) {
    std::string text = problem.what();
    if (problem.id == 406) return "the number is too large";
    if (const auto at = text.find("] "); at != std::string::npos) text.erase(0, at + 2);
    if (text.starts_with("parse error at")) {
      if (const auto at = text.find(": "); at != std::string::npos) text.erase(0, at + 2);
    }
    return "this is not JSON: " + text;
  }

  Node here(Node::Value value) {
    cursor_.to_token();
    return {std::move(value), file_, cursor_.line(), cursor_.column()};
  }

  bool literal(Node::Value value, std::size_t length) {
    Node node = here(std::move(value));
    cursor_.over(length);
    return add(std::move(node));
  }

  bool number(Node::Value value) {
    cursor_.to_token();
    const int line = cursor_.line();
    const int column = cursor_.column();
    const std::string_view text = cursor_.over_number();
    if (Number* wide = std::get_if<Number>(&value)) wide->text = text;
    return add({std::move(value), file_, line, column});
  }

  bool open(Node::Value value) {
    cursor_.to_token();
    if (static_cast<int>(frames_.size()) >= limits_.max_depth) {
      return stop(fmt::format("objects and arrays are nested more than {} deep", limits_.max_depth), "nest them less");
    }
    frames_.push_back({std::move(value), cursor_.line(), cursor_.column(), {}});
    cursor_.over(1);
    return true;
  }

  bool close() {
    cursor_.to_token();
    cursor_.over(1);
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    return add({std::move(frame.value), file_, frame.line, frame.column});
  }

  bool add(Node node) {
    if (frames_.empty()) {
      root_ = std::move(node);
      return true;
    }
    Frame& frame = frames_.back();
    if (Array* items = std::get_if<Array>(&frame.value)) {
      items->push_back(std::move(node));
      return true;
    }
    frame.member.value = std::move(node);
    return std::get<Table>(frame.value).add(std::move(frame.member));
  }

  bool stop(std::string message, std::string remedy) {
    const Position where{*file_, cursor_.line(), cursor_.column()};
    error_ = Error{ErrorCode::kBadInput, std::move(message), std::move(remedy), where};
    return false;
  }

  std::string_view text_;
  Cursor cursor_;
  Node::File file_;
  JsonLimits limits_;
  std::vector<Frame> frames_;
  Node root_;
  Error error_;
};

}  // namespace

Result<Node> parse_json(std::string_view text, const std::string& file_name, JsonLimits limits) {
  if (text.size() > limits.max_bytes) {
    return bad_input(fmt::format("the text is longer than {} bytes", limits.max_bytes), {}, Position{file_name});
  }
  TreeBuilder builder(text, file_name, limits);
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) return tl::unexpected(std::move(builder.error()));
  return std::move(builder.root());
}

Result<Node> read_json(const std::filesystem::path& path, JsonLimits limits) {
  TRILAT_TRY(const std::string text, read_file(path, limits.max_bytes));
  return parse_json(text, path.string(), limits);
}

}  // namespace trilat::io
