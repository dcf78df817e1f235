# One place for the language level, the warnings and the sanitizers.
option(TRILAT_TESTS "Build the tests" ON)
option(TRILAT_BENCH "Build the benchmarks" OFF)
option(TRILAT_REQUIRE_TESTS "Fail when what the tests or benchmarks need is missing, instead of leaving them out" OFF)
option(TRILAT_MPI "Build trilat-sweep-mpi where MPI is found" ON)
set(TRILAT_SANITIZE "" CACHE STRING "Sanitizers, as given to -fsanitize=")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

add_library(trilat_options INTERFACE)
target_compile_options(trilat_options INTERFACE
  -Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Wcast-align -Woverloaded-virtual -Wdouble-promotion
  # g++ 12 reports a false positive inside std::string at -O3 (PR105651).
  -Wno-restrict)
if(TRILAT_SANITIZE)
  target_compile_options(trilat_options INTERFACE -fsanitize=${TRILAT_SANITIZE} -fno-omit-frame-pointer
                         -fno-sanitize-recover=all
                         # instrumented code makes the flow analysis report maybes that are not there
                         -Wno-maybe-uninitialized)
  target_link_options(trilat_options INTERFACE -fsanitize=${TRILAT_SANITIZE})
endif()
find_program(TRILAT_CCACHE ccache)
if(TRILAT_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${TRILAT_CCACHE})
endif()
