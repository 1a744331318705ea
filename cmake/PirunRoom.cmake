# pirun_room(NAME SOURCES a.c … [USES room …] [LIBS library …] [LAZY library …])
#
# A room is a static library. Its headers are reached as "NAME/stem.h" and only by rooms that say USES NAME: the
# include folder holds a link to this one room and to nothing else, and links are PRIVATE, so nothing is inherited.
#
# LAZY libraries are linked without an entry in the program's list of needed libraries (ADR 0011): the symbols stay
# weak and undefined until the program starts itself again with those libraries preloaded (src/base/lazy.h).
set(PIRUN_ROOMS "" CACHE INTERNAL "")

function(pirun_room NAME)
    cmake_parse_arguments(ROOM "" "" "SOURCES;USES;LIBS;LAZY" ${ARGN})
    set(door ${CMAKE_BINARY_DIR}/rooms/${NAME})
    file(MAKE_DIRECTORY ${door})
    file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${door}/${NAME} SYMBOLIC)

    add_library(pirun_${NAME} STATIC ${ROOM_SOURCES})
    target_include_directories(pirun_${NAME} PUBLIC ${door})
    target_link_libraries(pirun_${NAME} PRIVATE pirun_flags ${ROOM_LIBS})
    foreach(used ${ROOM_USES})
        target_link_libraries(pirun_${NAME} PRIVATE pirun_${used})
    endforeach()
    if(ROOM_LAZY)
        pirun_lazy(${NAME} ${ROOM_LAZY})
    endif()
    set(PIRUN_ROOMS ${PIRUN_ROOMS} ${NAME} CACHE INTERNAL "")
endfunction()

# Patterns of the symbols that each lazy library gives.
set(PIRUN_LAZY_h2o-evloop "h2o_*")
set(PIRUN_LAZY_wslay "wslay_*")
set(PIRUN_LAZY_ssl "SSL_*;TLS_*")
set(PIRUN_LAZY_crypto "ERR_*;EVP_*;OPENSSL_*;CRYPTO_*;RAND_*;X509_*;ASN1_*")
set(PIRUN_LAZY_git2 "git_*")
set(PIRUN_LAZY_sqlite3 "sqlite3_*")
set(PIRUN_LAZY_curl "curl_*")
set(PIRUN_LAZY_z "inflate*")

function(pirun_lazy NAME)
    if(NOT PIRUN_LAZY_LIBS)
        target_link_libraries(pirun_${NAME} PRIVATE ${ARGN})
        return()
    endif()
    set(weaken "")
    foreach(library ${ARGN})
        foreach(pattern ${PIRUN_LAZY_${library}})
            list(APPEND weaken "--weaken-symbol=${pattern}")
        endforeach()
    endforeach()
    add_custom_command(TARGET pirun_${NAME} POST_BUILD
        COMMAND ${CMAKE_OBJCOPY} --wildcard ${weaken} $<TARGET_FILE:pirun_${NAME}> VERBATIM)
    target_link_libraries(pirun_${NAME} INTERFACE "$<$<BOOL:$<TARGET_PROPERTY:PIRUN_EAGER>>:${ARGN}>")
endfunction()

# pirun_test(STEM ROOM [USES room …] [SOURCES extra.c …] [LIBS …]): test/unit/ROOM/test_STEM.c, one executable, one CTest test.
# Unit tests link the lazy libraries plainly.
function(pirun_test STEM ROOM)
    cmake_parse_arguments(TEST "" "TIMEOUT" "USES;SOURCES;LIBS" ${ARGN})
    if(NOT TEST_TIMEOUT)
        set(TEST_TIMEOUT 120)
    endif()
    add_executable(test_${STEM} test_${STEM}.c ${TEST_SOURCES})
    set_target_properties(test_${STEM} PROPERTIES PIRUN_EAGER ON)
    # Weak symbols alone do not make a linker with --as-needed (Debian's default here) keep a library.
    target_link_options(test_${STEM} PRIVATE -Wl,--no-as-needed)
    target_link_libraries(test_${STEM} PRIVATE pirun_flags pirun_${ROOM} cmocka ${TEST_LIBS})
    foreach(used ${TEST_USES})
        target_link_libraries(test_${STEM} PRIVATE pirun_${used})
    endforeach()
    add_test(NAME unit.${ROOM}.${STEM} COMMAND test_${STEM})
    set_tests_properties(unit.${ROOM}.${STEM} PROPERTIES TIMEOUT ${TEST_TIMEOUT} LABELS unit
        ENVIRONMENT "LSAN_OPTIONS=suppressions='${CMAKE_SOURCE_DIR}/test/lsan.supp':print_suppressions=0")
endfunction()
