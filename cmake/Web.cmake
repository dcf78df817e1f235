# The web application is built by npm from web/ and held in the program. Without npm the program has none, and says so.
option(TRILAT_WEB "Build the web application into the program where npm is found" ON)
find_program(NPM npm)

# trilat_web_assets(TARGET): adds the source that holds the files of web/ to the target.
function(trilat_web_assets target)
  set(web ${CMAKE_SOURCE_DIR}/web)
  set(dist ${CMAKE_BINARY_DIR}/web)
  set(held ${CMAKE_BINARY_DIR}/generated/web_assets.cpp)
  if(NOT (TRILAT_WEB AND NPM AND EXISTS ${web}/package.json))
    message(STATUS "no web application: npm was not found, or TRILAT_WEB is off")
    set(stamp "")
    set(dist "")
  else()
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${web}/src/* ${web}/public/*)
    set(stamp ${dist}/index.html)
    set(installed ${CMAKE_BINARY_DIR}/web_modules.stamp)
    add_custom_command(
      OUTPUT ${installed}
      COMMAND ${NPM} ci --no-audit --no-fund --loglevel=error
      COMMAND ${CMAKE_COMMAND} -E touch ${installed}
      DEPENDS ${web}/package.json ${web}/package-lock.json
      WORKING_DIRECTORY ${web}
      COMMENT "Installing what the web application is built with")
    add_custom_command(
      OUTPUT ${stamp}
      COMMAND ${CMAKE_COMMAND} -E env TRILAT_WEB_OUT=${dist} ${NPM} run --silent build
      DEPENDS ${installed} ${sources} ${web}/index.html ${web}/vite.config.ts ${web}/tsconfig.json
              ${CMAKE_SOURCE_DIR}/api/openapi.yaml
      WORKING_DIRECTORY ${web}
      COMMENT "Building the web application")
  endif()
  add_custom_command(
    OUTPUT ${held}
    COMMAND ${CMAKE_COMMAND} -DDIST=${dist} -DOUT=${held} -P ${CMAKE_SOURCE_DIR}/cmake/hold_assets.cmake
    DEPENDS ${stamp} ${CMAKE_SOURCE_DIR}/cmake/hold_assets.cmake
    COMMENT "Holding the web application")
  target_sources(${target} PRIVATE ${held})
  set_source_files_properties(${held} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON OBJECT_DEPENDS "${stamp}")
endfunction()
