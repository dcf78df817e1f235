// What moves a company's duty, for the chart of it, and the sentences of its page.
#pragma once

#include <string>
#include <vector>

#include "report/bar_chart.hpp"
#include "trilat/exposure.hpp"

namespace trilat::report {

// What one thing would do to the duty now, the greatest: below nothing it saves, above it costs.
struct Lever {
  std::string label;
  Money amount;
};

// Largest first: open facts answered at best, claims made or lost, other origins, the law before.
std::vector<Lever> levers(const ExposureResult& result);

// The tornado: a bar a lever, to the left of the duty now what it saves, to the right what it costs.
BarChart tornado(const std::vector<Lever>& levers, const std::string& currency);

std::string amounts(const MoneyRange& range);             // "1,200 to 3,400", the smaller first
std::string cost_share(Money duty, Money cost);           // "12.3 %", "" where there is no cost
std::string rise_sentence(const ExposureResult& result);  // what the scenario costs the company
std::string break_even_sentence(const ExposureResult& result);

}  // namespace trilat::report
