// Bodies of requests: objects whose members are named as the fields of the facade's parameters.
#pragma once

#include "io/node.hpp"
#include "serve/fields.hpp"
#include "trilat/engine.hpp"

namespace trilat::serve {

// Under which law a request is answered: a scenario of the data or a day, or the text of a scenario file; neither: the
// law as recorded.
struct Law {
  std::string scenario, scenario_text;
};

Fields& read_law(Fields& fields, Law& law);
// The goods alone; the shipment has importer, origin and day too.
Fields& read_goods(Fields& fields, DutyParams& params);
Fields& read_shipment(Fields& fields, DutyParams& params);
Fields& read_simulate(Fields& fields, SimulateParams& params);
Fields& read_negotiate(Fields& fields, NegotiateParams& params);

}  // namespace trilat::serve
