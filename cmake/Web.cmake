# The web application is built by npm from web/ and held in the program. Without npm, or where npm cannot fetch what it needs,
# the program has none, and says so; the next build tries again.
option(TRILAT_WEB "Build the web application into the program where npm is found" ON)
find_program(NPM npm)

# trilat_web_assets(TARGET): adds the source that holds the files of web/ to the target.
function(trilat_web_assets target)
  set(web ${CMAKE_SOURCE_DIR}/web)
  set(held ${CMAKE_BINARY_DIR}/generated/web_assets.cpp)
  set(hold ${CMAKE_SOURCE_DIR}/cmake/hold_assets.cmake)
  if(TRILAT_WEB AND NPM AND EXISTS ${web}/package.json)
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${web}/src/* ${web}/public/*)
    list(FILTER sources EXCLUDE REGEX "\\.gen\\.")
    set(dist ${CMAKE_BINARY_DIR}/web)
    set(build ${CMAKE_SOURCE_DIR}/cmake/build_web.cmake)
    add_custom_command(
      OUTPUT ${held} ${CMAKE_BINARY_DIR}/web_built.stamp
      COMMAND ${CMAKE_COMMAND} -DNPM=${NPM} -DWEB=${web} -DDIST=${dist} -DSTAMPS=${CMAKE_BINARY_DIR} -P ${build}
      COMMAND ${CMAKE_COMMAND} -DDIST=${dist} -DOUT=${held} -P ${hold}
      DEPENDS ${sources} ${web}/index.html ${web}/vite.config.ts ${web}/svelte.config.js ${web}/tsconfig.json ${web}/package.json
              ${web}/package-lock.json ${CMAKE_SOURCE_DIR}/api/openapi.yaml ${build} ${hold}
      COMMENT "Building the web application")
  else()
    message(STATUS "no web application: npm was not found, or TRILAT_WEB is off")
    add_custom_command(
      OUTPUT ${held} COMMAND ${CMAKE_COMMAND} -DDIST= -DOUT=${held} -P ${hold}
      DEPENDS ${hold} COMMENT "Holding no web application")
  endif()
  target_sources(${target} PRIVATE ${held})
  set_source_files_properties(${held} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
