// How good the evidence of a rule is.
#pragma once

namespace trilat::law {

// A: primary text read. B: official schedule or its change record. C: secondary source.
enum class Grade : char { kA = 'A', kB = 'B', kC = 'C' };

}  // namespace trilat::law
