// The engine on the data pack of this build, opened once a program.
#pragma once

#include <stdexcept>

#include "trilat/engine.hpp"

namespace trilat {

inline const Engine& engine() {
  static const Result<Engine> opened = Engine::open({TRILAT_PACK});
  if (!opened) throw std::runtime_error(opened.error().to_string());
  return *opened;
}

}  // namespace trilat
