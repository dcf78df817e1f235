#include "report/rate_steps.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/step_chart.hpp"

namespace trilat::report {

const RatesRow* find_row(const RatesDay& day, const std::string& code) {
  const auto at = std::find_if(day.rows.begin(), day.rows.end(), [&](const RatesRow& row) { return row.code == code; });
  return at == day.rows.end() ? nullptr : &*at;
}

std::string rate_steps(const RatesResult& result, const std::string& code, const std::string& label, double high) {
  StepChart chart;
  chart.label = label;
  chart.from = result.days.front().from;
  chart.until = result.days.back().until;
  chart.high = high;
  for (const RatesDay& day : result.days) {
    const RatesRow* row = code.empty() ? &day.total : find_row(day, code);
    chart.steps.push_back({day.from, row == nullptr ? 0 : row->rate_pct});
    chart.dashed.push_back({day.from, row == nullptr ? 0 : row->statutory_pct});
  }
  chart.title = fmt::format("{}: effective tariff rate over time in per cent, from {:.1f} to {:.1f}", label,
                            chart.steps.front().value, chart.steps.back().value);
  return to_svg(chart);
}

}  // namespace trilat::report
