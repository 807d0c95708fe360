# How the house is built: one static library a folder, warnings as errors, and include roots that make an
# include against the arrows fail to compile (docs/adr/0002-layers.md).

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    message(FATAL_ERROR "GCC ${CMAKE_CXX_COMPILER_VERSION} miscompiles C++20 coroutines (temporaries of an "
                        "expression with co_await are destroyed twice). Use clang 19: cmake --preset dev")
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTORCC ON)
# A layer's sources need the headers of the layers below, not their archives: compile them side by side.
set(CMAKE_AUTOGEN_ORIGIN_DEPENDS OFF)
set(CMAKE_OPTIMIZE_DEPENDENCIES ON)
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")

find_program(SM_CCACHE ccache)
if(SM_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
                                    CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} ${SM_CCACHE})
endif()
find_program(SM_MOLD mold)
if(SM_MOLD)
    add_link_options(-fuse-ld=mold)
endif()

set(SM_SANITIZE "" CACHE STRING "Sanitizers for everything, e.g. address,undefined")
if(SM_SANITIZE)
    add_compile_options(-fsanitize=${SM_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${SM_SANITIZE})
endif()

add_library(sm_options INTERFACE)
target_compile_options(sm_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wold-style-cast -Woverloaded-virtual -Wnon-virtual-dtor -Werror
    -fstack-protector-strong -fstack-clash-protection -fcf-protection
    $<$<NOT:$<CONFIG:Debug>>:-U_FORTIFY_SOURCE>)
if(NOT SM_SANITIZE)
    target_compile_options(sm_options INTERFACE $<$<NOT:$<CONFIG:Debug>>:-D_FORTIFY_SOURCE=2>)
endif()
target_link_options(sm_options INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack)
target_compile_definitions(sm_options INTERFACE
    QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_CONTEXTLESS_CONNECT
    QT_DEPRECATED_WARNINGS SM_VERSION="${PROJECT_VERSION}")

# The headers that nearly every file reads; parsing them is most of a build. No layer's own: a precompiled header
# must not open another door into a layer.
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/sm_pch.cpp CONTENT "// exists to carry the precompiled header\n")
add_library(sm_pch STATIC ${CMAKE_BINARY_DIR}/sm_pch.cpp)
target_link_libraries(sm_pch PRIVATE sm_options Qt6::Core QCoro6::Coro)
set(SM_COMMON_HEADERS
    <QByteArray> <QCoroTask> <QDateTime> <QDir> <QFile> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QMap>
    <QObject> <QSet> <QString> <QStringList> <QVariant> <algorithm> <chrono> <functional> <memory> <optional>
    <tl/expected.hpp> <vector>)
target_precompile_headers(sm_pch PRIVATE ${SM_COMMON_HEADERS})

# Tests are many and run once: compiled without optimisation in half the time. What they test is optimised.
add_library(sm_test_options INTERFACE)
target_link_libraries(sm_test_options INTERFACE sm_options)
target_compile_options(sm_test_options INTERFACE -O0)
add_library(sm_test_pch STATIC EXCLUDE_FROM_ALL ${CMAKE_BINARY_DIR}/sm_pch.cpp)
target_link_libraries(sm_test_pch PRIVATE Qt6::Core QCoro6::Coro sm_test_options)
# Not <QTest>, which depends on what a test links. Not linked: Qt6::Test defines each test's own folders, and a precompiled header has to agree in every macro.
target_include_directories(sm_test_pch SYSTEM PRIVATE $<TARGET_PROPERTY:Qt6::Test,INTERFACE_INCLUDE_DIRECTORIES>)
target_compile_definitions(sm_test_pch PRIVATE QT_TESTLIB_LIB)
target_precompile_headers(sm_test_pch PRIVATE ${SM_COMMON_HEADERS} <QSignalSpy> <QTemporaryDir> <qtestcase.h>)

# sm_add_layer(<target> PREFIX <include prefix> PUBLIC_HEADERS … SOURCES … DEPENDS … PRIVATE_DEPENDS …)
# A header that is not listed in PUBLIC_HEADERS is private to its layer.
function(sm_add_layer target)
    cmake_parse_arguments(L "" "PREFIX" "PUBLIC_HEADERS;SOURCES;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
    add_library(${target} STATIC ${L_PUBLIC_HEADERS} ${L_SOURCES})
    set(root ${CMAKE_BINARY_DIR}/include/${target})
    foreach(header IN LISTS L_PUBLIC_HEADERS)   # the only door into the layer: <prefix/header.h>
        get_filename_component(name ${header} NAME)
        file(CONFIGURE OUTPUT ${root}/${L_PREFIX}/${name} @ONLY
             CONTENT "#include \"${CMAKE_CURRENT_SOURCE_DIR}/${header}\"\n")
    endforeach()
    target_include_directories(${target} PUBLIC ${root} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${target} PUBLIC Qt6::Core ${L_DEPENDS} PRIVATE sm_options ${L_PRIVATE_DEPENDS})
    target_precompile_headers(${target} REUSE_FROM sm_pch)
endfunction()

# What runs under the sanitizers: built there, and elsewhere when somebody asks for it.
add_custom_target(unit_tests)

# sm_add_test(<name> SOURCES … LIBRARIES … LABELS … ENVIRONMENT …): one Qt Test program.
# Fixed zone and locale, no display, no network beyond loopback.
function(sm_add_test name)
    cmake_parse_arguments(T "" "TIMEOUT" "SOURCES;LIBRARIES;LABELS;ENVIRONMENT" ${ARGN})
    add_executable(${name} ${T_SOURCES})
    target_link_libraries(${name} PRIVATE Qt6::Core Qt6::Test ${T_LIBRARIES} sm_test_options)
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    target_precompile_headers(${name} REUSE_FROM sm_test_pch)
    target_compile_definitions(${name} PRIVATE SM_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                                               SM_BINARY_DIR="${CMAKE_BINARY_DIR}")
    add_test(NAME ${name} COMMAND ${name})
    if(NOT T_LABELS)
        set(T_LABELS unit)
    endif()
    if("unit" IN_LIST T_LABELS)
        add_dependencies(unit_tests ${name})
        set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL TRUE)
    endif()
    if(NOT T_TIMEOUT)
        set(T_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES LABELS "${T_LABELS}" TIMEOUT ${T_TIMEOUT} ENVIRONMENT
        "TZ=UTC;LC_ALL=C.UTF-8;QT_QPA_PLATFORM=offscreen;${T_ENVIRONMENT}")
endfunction()
