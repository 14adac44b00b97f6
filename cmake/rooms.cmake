# A room is a folder of src/: its *.cc without the tests make the library mingce_<room>, its
# *_test.cc beside them make the executable <room>_test.

function(mingce_room room)
    cmake_parse_arguments(ROOM "" "" "ROOMS;PACKAGES" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${room}/*.cc)
    set(tests ${sources})
    list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
    list(FILTER tests INCLUDE REGEX "_test\\.cc$")
    if(sources)
        add_library(mingce_${room} STATIC ${sources})
        set(scope PUBLIC)
        mingce_unity(mingce_${room} "${sources}")
    else()
        add_library(mingce_${room} INTERFACE)
        set(scope INTERFACE)
    endif()
    target_include_directories(mingce_${room} ${scope} ${CMAKE_SOURCE_DIR}/src)
    foreach(known ${ROOM_ROOMS})
        target_link_libraries(mingce_${room} ${scope} mingce_${known})
    endforeach()
    foreach(package ${ROOM_PACKAGES})
        if(NOT TARGET PkgConfig::${package})
            pkg_check_modules(${package} REQUIRED IMPORTED_TARGET GLOBAL ${package})
        endif()
        target_link_libraries(mingce_${room} ${scope} PkgConfig::${package})
    endforeach()
    if(room STREQUAL "base")
        target_link_libraries(mingce_base PUBLIC mingce_assets)
    endif()
    set_property(GLOBAL APPEND PROPERTY MINGCE_ROOMS ${room})
    set_property(GLOBAL PROPERTY MINGCE_TESTS_OF_${room} "${tests}")
endfunction()

# Files that bring a whole enum into their namespace, or repeat short names by design (a command's
# run_list), are compiled alone.
function(mingce_unity target sources)
    if(NOT MINGCE_UNITY OR target STREQUAL "mingce_cli")
        return()
    endif()
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 10
        UNITY_BUILD_CODE_BEFORE_INCLUDE "// NOLINTNEXTLINE(bugprone-suspicious-include)")
    foreach(source ${sources})
        file(STRINGS ${source} whole_enums REGEX "^using enum")
        if(whole_enums)
            set_source_files_properties(${source} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
        endif()
    endforeach()
endfunction()

# One test executable per room, and one for the files of tests/ (scenarios, golden, tidy).
function(mingce_tests)
    find_package(GTest REQUIRED)
    find_path(RAPIDCHECK_INCLUDE rapidcheck.h REQUIRED)
    find_library(RAPIDCHECK_LIBRARY rapidcheck REQUIRED)
    get_property(rooms GLOBAL PROPERTY MINGCE_ROOMS)
    foreach(room ${rooms})
        get_property(tests GLOBAL PROPERTY MINGCE_TESTS_OF_${room})
        if(tests)
            mingce_test(${room}_test "${tests}" mingce_${room})
        endif()
    endforeach()
    foreach(room child usecases)  # their tests start the program itself
        add_dependencies(${room}_test mingce)
    endforeach()
    file(GLOB across CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/*.cc)
    if(across)
        mingce_test(across_test "${across}" mingce_cli)
        add_dependencies(across_test mingce mingce_clock)
    endif()
    file(GLOB api CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/api/*_test.cc)
    mingce_test(api_test "${api}" mingce_cli)
    add_dependencies(api_test mingce)
    mingce_loaded_library(mingce_faults tests/faults/fault_library.c)
    mingce_loaded_library(mingce_clock tests/clock/clock_library.c)
    file(GLOB faults CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/faults/*_test.cc)
    mingce_test(faults_test "${faults}" mingce_cli)
    add_dependencies(faults_test mingce mingce_faults)
    file(GLOB crashes CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/crashes/*.cc)
    mingce_test(crashes_test "${crashes}" mingce_cli)
    add_dependencies(crashes_test mingce mingce_faults)
endfunction()

# What tests load into mingce. It is never sanitized itself: it must load into either build.
function(mingce_loaded_library name source)
    add_library(${name} MODULE ${CMAKE_SOURCE_DIR}/${source})
    set_target_properties(${name} PROPERTIES
        C_STANDARD 11 LINK_OPTIONS "" LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}
        COMPILE_OPTIONS "-O2;-Wall;-Wextra;-Wpedantic;-Wshadow;-Wconversion;-Werror")
endfunction()

function(mingce_test name sources library)
    add_executable(${name} ${sources})
    target_link_libraries(${name} PRIVATE ${library} GTest::gmock GTest::gtest GTest::gtest_main
                                          ${RAPIDCHECK_LIBRARY})
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests ${RAPIDCHECK_INCLUDE})
    target_compile_definitions(${name} PRIVATE MINGCE_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                               MINGCE_EXECUTABLE="${CMAKE_BINARY_DIR}/mingce"
                               MINGCE_FAULT_LIBRARY="${CMAKE_BINARY_DIR}/libmingce_faults.so"
                               MINGCE_CLOCK_LIBRARY="${CMAKE_BINARY_DIR}/libmingce_clock.so")
    # What tests say is checked as strictly; only the rooms' own code is worth the optimiser's time.
    target_compile_options(${name} PRIVATE $<IF:$<BOOL:${MINGCE_SANITIZE}>,-O0,-O1>)
    add_test(NAME ${name} COMMAND ${name})
endfunction()
