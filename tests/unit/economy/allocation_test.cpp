// A Solver that has its shock solves again and again without the heap. This file counts what the whole program asks
// of it.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "economy/solver.hpp"
#include "support/regimes.hpp"
#include "support/small_economy.hpp"

// A sanitizer has an allocator of its own, which this one would hide.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define TRILAT_COUNTS_ALLOCATIONS

namespace {

std::atomic<long> asked{0};

void* give(std::size_t size, std::size_t alignment) {
  ++asked;
  const std::size_t rounded = (size + alignment - 1) / alignment * alignment;
  void* at = std::aligned_alloc(alignment, rounded > 0 ? rounded : alignment);
  if (at == nullptr) throw std::bad_alloc();
  return at;
}

}  // namespace

void* operator new(std::size_t size) { return give(size, alignof(std::max_align_t)); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  return give(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* at) noexcept { std::free(at); }
void operator delete(void* at, std::size_t) noexcept { std::free(at); }
void operator delete(void* at, std::align_val_t) noexcept { std::free(at); }
void operator delete(void* at, std::size_t, std::align_val_t) noexcept { std::free(at); }

#endif

namespace trilat::economy {
namespace {

TEST(Allocation, A_solve_asks_nothing_of_the_heap) {
#ifndef TRILAT_COUNTS_ALLOCATIONS
  GTEST_SKIP() << "a sanitizer's allocator is in use";
#else
  DataSet data = testing::make_economy({4, 3, 7, 0.2, false});
  ASSERT_TRUE(complete(data));
  for (const auto& regime : testing::regimes()) {
    auto solver = Solver::make(data, regime.options);
    ASSERT_TRUE(solver);
    ASSERT_TRUE(solver->set_policy(testing::mixed_policy(data)));
    ASSERT_TRUE(solver->solve());
    const long before = asked;
    const bool solved = solver->solve().has_value();
    const long during = asked - before;
    EXPECT_TRUE(solved);
    EXPECT_EQ(during, 0) << regime.name;
  }
  EXPECT_GT(asked, 0);  // the count works
#endif
}

}  // namespace
}  // namespace trilat::economy
