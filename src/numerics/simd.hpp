// Arrays of doubles for the vector units, and one compiled form of a function for each.
//
// TRILAT_CLONES compiles a function for the oldest x86-64 and for x86-64-v3 (AVX2, FMA); the loader picks the
// one that the machine has. Sanitizers and other compilers get the first alone: the loader would call the
// sanitizer before it is ready. Results differ between machines by rounding only.
#pragma once

#include <cstddef>
#include <new>
#include <vector>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define TRILAT_CLONES __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define TRILAT_CLONES
#endif

namespace trilat::numerics {

// Doubles in one cache line. Batched arrays are padded to one, or to a multiple of two.
inline constexpr std::size_t kLanes = 8;

inline constexpr std::size_t padded(std::size_t count) {
  const std::size_t block = count <= kLanes ? kLanes : 2 * kLanes;
  return (count + block - 1) / block * block;
}

template <class T>
struct CacheLineAllocator {
  using value_type = T;
  CacheLineAllocator() = default;
  template <class U>
  explicit CacheLineAllocator(const CacheLineAllocator<U>&) {}
  T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), kAlignment)); }
  void deallocate(T* at, std::size_t) { ::operator delete(at, kAlignment); }
  bool operator==(const CacheLineAllocator&) const { return true; }

 private:
  static constexpr std::align_val_t kAlignment{64};
};

// A vector whose storage begins on a cache line.
using Vector = std::vector<double, CacheLineAllocator<double>>;

}  // namespace trilat::numerics
