// A shipment as the law reads it, from the parameters of a service.
#pragma once

#include "engine/customs_value.hpp"
#include "law/assess.hpp"
#include "law/rule_base.hpp"
#include "trilat/duty.hpp"

namespace trilat {

struct ReadShipment {
  law::Shipment shipment;
  CustomsValue valuation;  // of which the shipment has the value
};

// Errors name the parameter.
Result<ReadShipment> read_shipment(const law::RuleBase& rules, const DutyParams& params);

}  // namespace trilat
