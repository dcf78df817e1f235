#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "core/unique.hpp"
#include "engine/change_words.hpp"
#include "io/csv.hpp"
#include "trilat/diff.hpp"

namespace trilat {
namespace {

constexpr std::size_t kCodesShown = 6;
constexpr std::size_t kOriginsShown = 12;
constexpr std::size_t kLinesShown = 10;

std::string some_of(const std::vector<std::string>& texts, std::size_t shown, bool full) {
  if (full || texts.size() <= shown) return fmt::format("{}", fmt::join(texts, ", "));
  return fmt::format("{}, ...", fmt::join(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
}

std::string counted(const char* sign, const char* what, const std::vector<std::string>& texts, std::size_t shown,
                    bool full) {
  if (texts.empty()) return {};
  return fmt::format("      {} {} {}{}: {}\n", sign, texts.size(), what, texts.size() == 1 ? "" : "s",
                     some_of(texts, shown, full));
}

// A change with what it says. Several headings that gain or lose the same codes are one, and so are
// several relations of one provision.
struct Entry {
  const LawChange* change;
  std::vector<std::string> headings;
  std::vector<std::string> sentences;
};

bool one_entry(const LawChange& a, const LawChange& b) {
  if (a.kind != b.kind || a.since != b.since) return false;
  if (a.kind.starts_with("precedence")) return a.citation == b.citation && a.note == b.note;
  const bool codes = !a.codes_added.empty() || !a.codes_removed.empty();
  return a.kind == "scope_changed" && codes && a.words == b.words && a.codes_added == b.codes_added &&
         a.codes_removed == b.codes_removed;
}

std::vector<Entry> merged(const std::vector<const LawChange*>& changes) {
  std::vector<Entry> entries;
  for (const LawChange* change : changes) {
    const auto same = std::find_if(entries.begin(), entries.end(),
                                   [&](const Entry& entry) { return one_entry(*entry.change, *change); });
    Entry& entry = same == entries.end() ? entries.emplace_back(Entry{change, {}, {}}) : *same;
    core::add_unique(entry.headings, change->heading);
    core::add_unique(entry.sentences, change->words);
  }
  return entries;
}

std::string entry_words(const Entry& entry, bool full) {
  const LawChange& change = *entry.change;
  std::string subject = fmt::format("{}", fmt::join(entry.headings, ", "));
  if (!subject.empty()) subject += "  ";
  std::string text;
  for (const std::string& words : entry.sentences)
    text += fmt::format("  {}{}, since {}\n", subject, words, change.since.to_string());
  if (!change.kind.starts_with("precedence") && entry.headings.size() == 1)
    text += fmt::format("      {}\n", change.title);
  text += counted("+", "origin", change.origins_added, kOriginsShown, full);
  text += counted("-", "origin", change.origins_removed, kOriginsShown, full);
  text += counted("+", "code", change.codes_added, kCodesShown, full);
  text += counted("-", "code", change.codes_removed, kCodesShown, full);
  return text +
         fmt::format("      [{}] {}{}\n", change.grade, change.citation, change.note.empty() ? "" : "; " + change.note);
}

// Lines of the schedule: a count of each kind with examples; a new rate in full.
std::string schedule_words(const std::vector<const LawChange*>& changes, bool full) {
  std::string text;
  for (const auto& [kind, words] : {std::pair{"line_added", "added"}, {"line_removed", "taken out"}}) {
    std::vector<std::string> codes;
    for (const LawChange* change : changes) {
      if (change->kind == kind) codes.push_back(change->heading);
    }
    if (codes.empty()) continue;
    text += fmt::format("  {} line{} {}: {}\n", codes.size(), codes.size() == 1 ? "" : "s", words,
                        some_of(codes, kLinesShown, full));
  }
  std::size_t rerated = 0;
  for (const LawChange* change : changes) {
    if (change->kind != "line_rerated") continue;
    if (full || ++rerated <= kLinesShown) {
      text += fmt::format("  {}  {}, since {}\n      {}\n", change->heading, change->words, change->since.to_string(),
                          change->title);
    }
  }
  if (rerated > kLinesShown) text += fmt::format("  and {} more lines with another rate\n", rerated - kLinesShown);
  return text + fmt::format("      [{}] {}\n", changes.front()->grade, changes.front()->citation);
}

// "Section 232: steel", "Precedence", "Schedule".
std::string group_of(const LawChange& change) {
  return change.kind.starts_with("precedence") ? "Precedence" : change.authority_title;
}

std::string summary(const DiffResult& result) {
  std::map<std::string, std::size_t> counts;
  for (const LawChange& change : result.changes) ++counts[change.kind];
  std::vector<std::string> parts;
  for (const auto& [kind, words] : {std::pair{"measure_begun", "measures begun"},
                                    {"measure_ended", "ended"},
                                    {"rate_changed", "at another rate"},
                                    {"terms_changed", "on other terms"},
                                    {"scope_changed", "on other goods"},
                                    {"precedence_begun", "relations begun"},
                                    {"precedence_ended", "relations ended"},
                                    {"precedence_changed", "relations changed"},
                                    {"line_added", "lines added"},
                                    {"line_removed", "lines taken out"},
                                    {"line_rerated", "lines at another rate"},
                                    {"fee_changed", "fees changed"}}) {
    if (counts.contains(kind)) parts.push_back(fmt::format("{} {}", words, counts[kind]));
  }
  return parts.empty() ? "no change" : fmt::format("{}", fmt::join(parts, ", "));
}

std::string known_words(const DiffResult& result) {
  if (result.known_on.empty()) return {};
  if (result.known_on.size() == 1) return ", as published on " + result.known_on.front();
  return fmt::format(", as published on {} and on {}", result.known_on[0], result.known_on[1]);
}

}  // namespace

std::string to_text(const DiffResult& result, bool full) {
  std::string text =
      fmt::format("Law of {} for entries on {} and on {}{}\n{}, {}: {}\n", result.to, result.before.to_string(),
                  result.after.to_string(), known_words(result), result.hs.empty() ? "every good" : result.hs,
                  result.from.empty() ? "every origin" : "from " + result.from, summary(result));
  for (std::size_t i = 0; i < result.changes.size();) {
    const std::string group = group_of(result.changes[i]);
    std::vector<const LawChange*> changes;
    for (; i < result.changes.size() && group_of(result.changes[i]) == group; ++i)
      changes.push_back(&result.changes[i]);
    text += "\n" + group + "\n";
    if (changes.front()->authority == "schedule") {
      text += schedule_words(changes, full);
      continue;
    }
    for (const Entry& entry : merged(changes)) text += entry_words(entry, full);
  }
  return text + fmt::format("\nevidence: A primary text, B official schedule, C secondary source; data {}\n",
                            result.data_hash);
}

std::string to_json(const DiffResult& result) {
  io::JsonWriter json;
  json.begin_object().field("to", result.to).field("from", result.from).field("hs", result.hs);
  json.field("before", result.before.to_string()).field("after", result.after.to_string()).key("known_on");
  write(json, result.known_on);
  json.key("changes").begin_array();
  for (const LawChange& change : result.changes) {
    json.begin_object();
    write_members(json, change);
    json.end();
  }
  json.end().field("data_hash", result.data_hash).end();
  return json.finish().value_or("{}\n");  // the writer is used as its header asks
}

std::string to_csv(const DiffResult& result) {
  io::CsvWriter csv;
  csv.row(std::vector<std::string>{"kind", "since", "authority", "heading", "title", "before", "after", "origins_added",
                                   "origins_removed", "codes_added", "codes_removed", "citation", "grade"});
  const auto joined = [](const std::vector<std::string>& texts) { return fmt::format("{}", fmt::join(texts, " ")); };
  for (const LawChange& change : result.changes) {
    csv.row(std::vector<std::string>{change.kind, change.since.to_string(), change.authority, change.heading,
                                     change.title, change.before, change.after, joined(change.origins_added),
                                     joined(change.origins_removed), joined(change.codes_added),
                                     joined(change.codes_removed), change.citation, std::string(1, change.grade)});
  }
  return csv.text();
}

}  // namespace trilat
