# The flags every target shares, and the two functions that declare libraries and tests.

add_library(owb_flags INTERFACE)
target_include_directories(owb_flags INTERFACE ${CMAKE_SOURCE_DIR}/models ${CMAKE_SOURCE_DIR}/ui)
target_compile_options(owb_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast
    -Woverloaded-virtual -Wcast-align
    -fstack-protector-strong)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(owb_flags INTERFACE -Wduplicated-cond -Wlogical-op -Wuseless-cast
        # GCC 12 sees uninitialised reads inside tl::expected once it inlines.
        $<$<CONFIG:Release,RelWithDebInfo>:-Wno-maybe-uninitialized>)
endif()
target_compile_definitions(owb_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_NO_KEYWORDS QT_STRICT_ITERATORS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    OWB_VERSION="${PROJECT_VERSION}")
# Hardened as Debian builds; the fortified functions need an optimised build.
target_compile_definitions(owb_flags INTERFACE $<$<CONFIG:Release,RelWithDebInfo>:_FORTIFY_SOURCE=2>)
target_link_options(owb_flags INTERFACE LINKER:-z,relro LINKER:-z,now)
if(OWB_SANITIZE)
    target_compile_options(owb_flags INTERFACE -fsanitize=${OWB_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(owb_flags INTERFACE -fsanitize=${OWB_SANITIZE})
endif()

if(OWB_FUZZ) # what is fuzzed must count its branches
    target_compile_options(owb_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# owb_add_library(NAME SOURCES a.cpp b.cpp … LIBS Qt6::Core …)
function(owb_add_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LIBS" ${ARGN})
    add_library(${name} STATIC ${ARG_SOURCES})
    target_link_libraries(${name} PUBLIC owb_flags ${ARG_LIBS})
endfunction()

# owb_add_test(tst_name LIBS owb_core …): one file tst_name.cpp, one binary, one ctest entry; offscreen, UTC, C locale.
# ENGINE postgres or mariadb gives it a database server of its own.
function(owb_add_test name)
    cmake_parse_arguments(ARG "" "ENGINE" "SOURCES;LIBS;LABELS" ${ARGN})
    add_executable(${name} ${name}.cpp ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES UNITY_BUILD OFF RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    target_link_libraries(${name} PRIVATE ${ARG_LIBS} Qt6::Test)
    target_compile_definitions(${name} PRIVATE OWB_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    if(ARG_ENGINE)
        set(server /usr/bin/python3 -B ${CMAKE_SOURCE_DIR}/tests/support/engines.py --only ${ARG_ENGINE} --)
    endif()
    add_test(NAME ${name} COMMAND ${server} $<TARGET_FILE:${name}>)
    set_tests_properties(${name} PROPERTIES TIMEOUT 120 LABELS "${ARG_LABELS}" ENVIRONMENT
        "QT_QPA_PLATFORM=offscreen;TZ=UTC;LC_ALL=C.UTF-8;QT_FATAL_CRITICALS=1;XDG_CONFIG_HOME=${CMAKE_BINARY_DIR}/tests/config;XDG_DATA_HOME=${CMAKE_BINARY_DIR}/tests/data")
endfunction()
