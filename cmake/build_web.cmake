# cmake -DNPM= -DWEB=FOLDER -DDIST=FOLDER -DSTAMPS=FOLDER -P build_web.cmake: what npm needs is installed where it changed, and
# web/ is built into DIST. A failure to fetch leaves DIST empty and is a warning; one to build is an error.
file(REMOVE_RECURSE ${DIST})
file(MAKE_DIRECTORY ${DIST})
set(installed ${STAMPS}/web_installed.stamp)
if(NOT EXISTS ${WEB}/node_modules OR ${WEB}/package-lock.json IS_NEWER_THAN ${installed})
  execute_process(
    COMMAND ${NPM} ci --no-audit --no-fund --loglevel=error --fetch-retries=2 --fetch-timeout=60000
    WORKING_DIRECTORY ${WEB} RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT status EQUAL 0)
    file(REMOVE_RECURSE ${WEB}/node_modules)
    message(WARNING "npm could not install what the web application is built with; the program is built without it:\n${said}")
    return()
  endif()
  file(TOUCH ${installed})
endif()
execute_process(
  COMMAND ${CMAKE_COMMAND} -E env TRILAT_WEB_OUT=${DIST} ${NPM} run --silent build
  WORKING_DIRECTORY ${WEB} RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "the web application does not build:\n${said}")
endif()
file(TOUCH ${STAMPS}/web_built.stamp)
