// What the desk answers: one function a path, over the facade. Answers are what the command line prints as JSON.
#pragma once

#include <string>

#include "io/node.hpp"
#include "serve/engines.hpp"
#include "serve/message.hpp"

namespace trilat::serve {

// The body of a request, read; an empty table where the method has none.
using Answer = Result<std::string>;
using Service = Answer (*)(Engines& engines, const Request& request, const io::Node& body);

struct Route {
  const char* method;
  const char* path;  // "{}" at the end stands for a name
  Service service;
  bool heavy;  // takes long enough to wait for its turn
};

const std::vector<Route>& routes();

// Null where no route has the path; `path_known` then says whether another method does.
const Route* find_route(const std::string& method, const std::string& path, bool& path_known);

}  // namespace trilat::serve
