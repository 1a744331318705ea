# One interface target, pirun_flags, that everything compiled here links: language, warnings, hardening, sanitizers.
# Profiles: Release (default), Debug; PIRUN_SANITIZE = address | thread | fuzzer adds to either.

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS ON) # gnu17: strict modes cannot compile h2o.h
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug or Release" FORCE)
endif()
set(PIRUN_SANITIZE "" CACHE STRING "empty, address (with undefined), thread or fuzzer")

# CMake's own Release flags carry -DNDEBUG; our asserts stay on.
set(CMAKE_C_FLAGS_RELEASE "-O2 -g")
set(CMAKE_C_FLAGS_DEBUG "-O0 -g3")

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

add_library(pirun_flags INTERFACE)
target_compile_definitions(pirun_flags INTERFACE _GNU_SOURCE PIRUN_VERSION="${PROJECT_VERSION}")
target_compile_options(pirun_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wformat=2 -Wstrict-prototypes
    -Wmissing-prototypes -Wold-style-definition -Wundef -Wvla -Wpointer-arith -Wcast-qual -Wwrite-strings
    -Wswitch-enum -Wimplicit-fallthrough -Wnull-dereference -Wdouble-promotion -Wno-missing-field-initializers
    -Werror -fno-common -fstack-protector-strong)
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT PIRUN_SANITIZE)
    target_compile_options(pirun_flags INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-clash-protection
                                                 -ffunction-sections -fdata-sections)
    target_link_options(pirun_flags INTERFACE -Wl,--gc-sections)
endif()
target_link_options(pirun_flags INTERFACE -pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)

if(PIRUN_SANITIZE STREQUAL "address")
    set(pirun_sanitize -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
elseif(PIRUN_SANITIZE STREQUAL "thread")
    set(pirun_sanitize -fsanitize=thread -fno-omit-frame-pointer)
elseif(PIRUN_SANITIZE STREQUAL "fuzzer")
    set(pirun_sanitize -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined)
elseif(PIRUN_SANITIZE)
    message(FATAL_ERROR "PIRUN_SANITIZE is '${PIRUN_SANITIZE}': use address, thread or fuzzer")
endif()
if(PIRUN_SANITIZE)
    # Not for programs that run during the build: a sanitizer's complaint there would stop it.
    set(pirun_sanitize "$<$<NOT:$<BOOL:$<TARGET_PROPERTY:PIRUN_HOST_TOOL>>>:${pirun_sanitize}>")
    target_compile_options(pirun_flags INTERFACE ${pirun_sanitize})
    target_link_options(pirun_flags INTERFACE ${pirun_sanitize})
    # A sanitizer's run time must come first in the process: no preloading there.
    set(PIRUN_LAZY_LIBS OFF CACHE BOOL "" FORCE)
endif()

# Calls that we never make are compile errors.
target_compile_options(pirun_flags INTERFACE -include ${CMAKE_SOURCE_DIR}/src/base/banned.h)

# The one target that knows libh2o. Debian's package has the evloop flavour without uv: every translation unit
# must say so, or it silently gets another layout of the structs.
add_library(pirun_h2o INTERFACE)
target_compile_definitions(pirun_h2o INTERFACE H2O_USE_LIBUV=0)
