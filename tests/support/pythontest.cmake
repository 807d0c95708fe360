# sm_add_python_test(<name> <unittest file> LABELS … PATHS …): skipped where moto is not installed.
function(sm_add_python_test name script)
    cmake_parse_arguments(T "" "" "LABELS;PATHS" ${ARGN})
    list(JOIN T_PATHS ":" paths)
    add_test(NAME ${name} COMMAND sh ${CMAKE_SOURCE_DIR}/tests/support/python.sh ${CMAKE_BINARY_DIR}
                                     ${CMAKE_CURRENT_SOURCE_DIR}/${script})
    set_tests_properties(${name} PROPERTIES LABELS "python;${T_LABELS}" TIMEOUT 120 SKIP_RETURN_CODE 77
                                            ENVIRONMENT "TZ=UTC;LC_ALL=C.UTF-8;PYTHONPATH=${paths}")
endfunction()
