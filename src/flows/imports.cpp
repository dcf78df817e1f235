#include "flows/imports.hpp"

namespace trilat::flows {

int Imports::find_partner(std::string_view code) const {
  for (std::size_t i = 0; i < partners.size(); ++i) {
    if (partners[i].code == code) return static_cast<int>(i);
  }
  return -1;
}

int month_index(Date date) {
  const auto day = date.ymd();
  return (static_cast<int>(day.year()) - 1970) * 12 + static_cast<int>(static_cast<unsigned>(day.month())) - 1;
}

Date month_start(int month) { return Date(1970, 1, 1).plus_months(month); }

}  // namespace trilat::flows
