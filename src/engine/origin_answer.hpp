// An assessment of origin in the plain structs of the public header.
#pragma once

#include "origin/assess.hpp"
#include "trilat/origin.hpp"

namespace trilat {

OriginResult answer_of(const origin::RuleBook& book, const origin::Product& product,
                       const origin::Assessment& assessment);
OriginStep step_of(const origin::Step& step);

}  // namespace trilat
