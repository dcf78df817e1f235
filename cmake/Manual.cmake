# Man pages and shell completion, made from what the built program says in --help. Without Python there are none.
find_package(Python3 QUIET COMPONENTS Interpreter)
find_program(TRILAT_GZIP gzip)

# trilat_manual(): the targets and what is installed of them. Call it after the target trilat.
function(trilat_manual)
  if(NOT Python3_Interpreter_FOUND OR NOT TRILAT_GZIP)
    message(STATUS "no man pages and completion: Python 3 or gzip was not found")
    return()
  endif()
  set(man ${CMAKE_BINARY_DIR}/manual/man1)
  set(completion ${CMAKE_BINARY_DIR}/manual/completion)
  set(tools ${CMAKE_SOURCE_DIR}/tools)
  add_custom_command(
    OUTPUT ${CMAKE_BINARY_DIR}/manual/made.stamp
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${CMAKE_BINARY_DIR}/manual
    COMMAND ${CMAKE_COMMAND} -E env PYTHONDONTWRITEBYTECODE=1 ${Python3_EXECUTABLE} ${tools}/make_man.py $<TARGET_FILE:trilat> ${man}
    COMMAND ${CMAKE_COMMAND} -E env PYTHONDONTWRITEBYTECODE=1 ${Python3_EXECUTABLE} ${tools}/make_completion.py $<TARGET_FILE:trilat>
            ${completion}
    # without the time of the run, so that the same program gives the same file
    COMMAND ${TRILAT_GZIP} -9 -n -r ${man}
    COMMAND ${CMAKE_COMMAND} -E touch ${CMAKE_BINARY_DIR}/manual/made.stamp
    DEPENDS trilat ${tools}/command_help.py ${tools}/make_man.py ${tools}/make_completion.py
    COMMENT "Making the man pages and the shell completion"
    VERBATIM)
  add_custom_target(trilat_manual_files ALL DEPENDS ${CMAKE_BINARY_DIR}/manual/made.stamp)
  add_dependencies(trilat_all trilat_manual_files)
  install(DIRECTORY ${man} DESTINATION ${CMAKE_INSTALL_MANDIR} COMPONENT program)
  install(FILES ${completion}/trilat DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT program)
  install(FILES ${completion}/_trilat DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions COMPONENT program)
endfunction()
