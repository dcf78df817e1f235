# cmake -DDIST=FOLDER -DOUT=FILE.cpp -P hold_assets.cmake: a C++ source that holds every file of the folder.
set(files "")
if(DIST)
  file(GLOB_RECURSE files RELATIVE ${DIST} ${DIST}/*)
  list(SORT files)
endif()
set(types
    "html|text/html; charset=utf-8" "js|text/javascript; charset=utf-8" "css|text/css; charset=utf-8"
    "json|application/json" "svg|image/svg+xml" "png|image/png" "ico|image/x-icon" "webmanifest|application/manifest+json"
    "woff2|font/woff2" "txt|text/plain; charset=utf-8")
set(blobs "")
set(externs "")
set(rows "")
set(count 0)
foreach(file ${files})
  get_filename_component(ending ${file} LAST_EXT)
  string(REPLACE "." "" ending "${ending}")
  set(type "application/octet-stream")
  foreach(known ${types})
    if(known MATCHES "^${ending}\\|(.*)$")
      set(type "${CMAKE_MATCH_1}")
    endif()
  endforeach()
  string(APPEND blobs "__asm__(\".section .rodata\\n.balign 16\\ntrilat_asset_${count}:\\n.incbin \\\"${DIST}/${file}\\\"\\n\"\n"
         "        \"trilat_asset_end_${count}:\\n.byte 0\\n.global trilat_asset_${count}, trilat_asset_end_${count}\\n.previous\\n\");\n")
  string(APPEND externs "extern \"C\" const char trilat_asset_${count}[], trilat_asset_end_${count}[];\n")
  string(APPEND rows "      {\"/${file}\", \"${type}\", bytes_of(trilat_asset_${count}, trilat_asset_end_${count})},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(WRITE ${OUT} "// Made by cmake/hold_assets.cmake.
#include \"serve/assets.hpp\"

#include <span>
#include <vector>

${blobs}
${externs}
namespace trilat::serve {

std::span<const Asset> held_assets() {
  [[maybe_unused]] const auto bytes_of = [](const char* begin, const char* end) {
    return std::string_view(begin, static_cast<std::size_t>(end - begin));
  };
  static const std::vector<Asset> all = {
${rows}  };
  return all;
}

}  // namespace trilat::serve
")
