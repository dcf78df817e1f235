// Lists that keep the order in which their entries were first met, and no entry twice.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

namespace trilat::core {

template <class T>
void add_unique(std::vector<T>& list, T entry) {
  if (std::find(list.begin(), list.end(), entry) == list.end()) list.push_back(std::move(entry));
}

template <class T>
void add_all_unique(std::vector<T>& list, const std::vector<T>& more) {
  for (const T& entry : more) add_unique(list, entry);
}

}  // namespace trilat::core
