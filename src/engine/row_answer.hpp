// What a row of a file of shipments came to, however it was priced.
#pragma once

#include <string>
#include <vector>

#include "law/pricer.hpp"

namespace trilat {

struct AnswerHeading {
  std::string heading;  // empty where headings are left out
  int authority = -1;   // -1: the goods' own line, a stated duty or a fee
  Money amount;
  bool exemption = false;
};

struct RowAnswer {
  law::AssessmentStatus status = law::AssessmentStatus::kDetermined;
  bool bounded = true;
  Money duty_min, duty_max, fees;
  std::vector<AnswerHeading> low, high;
  std::string spi;
  std::vector<law::OpenStake> open;  // facts that move the duty, largest money first
  std::string message;               // what keeps it from one number beside them
};

}  // namespace trilat
