// The engines that answer: one of the law as recorded, and those of the scenarios asked for last.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "serve/requests.hpp"
#include "trilat/engine.hpp"

namespace trilat::serve {

// Thread-safe. One engine is made at a time: those who ask for the same scenario wait for it and share it.
class Engines {
 public:
  // Errors: of the data pack.
  static Result<std::unique_ptr<Engines>> open(const std::string& data);

  const Engine& recorded() const { return *recorded_; }
  const std::string& data_hash() const { return hash_; }
  // kNotFound for a scenario that the data does not hold, kBadInput for a text that is none or both at once.
  Result<std::shared_ptr<const Engine>> of(const Law& law);

 private:
  Engines(std::string data, std::shared_ptr<const Engine> recorded, std::string hash)
      : data_(std::move(data)), recorded_(std::move(recorded)), hash_(std::move(hash)) {}
  Status check(const std::string& scenario) const;
  Result<std::shared_ptr<const Engine>> make(const Law& law) const;
  std::shared_ptr<const Engine> held(const std::string& key);

  std::string data_;
  std::shared_ptr<const Engine> recorded_;
  std::string hash_;
  std::mutex making_;
  std::mutex mutex_;                                                       // of held_
  std::list<std::pair<std::string, std::shared_ptr<const Engine>>> held_;  // the last asked for first
};

}  // namespace trilat::serve
