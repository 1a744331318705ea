# The page (ui/) in the program: esbuild bundles it, gzip and brotli squeeze it, .incbin takes it in. ADR 0030.
#   PIRUN_UI=OFF        a server whose page is one notice; needs no esbuild
#   PIRUN_UI_DIST=DIR   take the page from there, as an earlier build left it in build/…/ui/dist; needs no esbuild
option(PIRUN_UI "Build the page for browsers into the program" ON)
set(PIRUN_UI_DIST "" CACHE PATH "A directory with the page built before, instead of building it")

function(pirun_ui_tool VARIABLE NAME)
    find_program(${VARIABLE} ${NAME})
    if(NOT ${VARIABLE})
        message(FATAL_ERROR "${NAME} is missing: apt-get install ${NAME} (or -DPIRUN_UI=OFF for a server without a page)")
    endif()
endfunction()

# Adds the files of the page to TARGET: its sources may include "ui_table.h".
function(pirun_ui_files TARGET)
    set(ui ${CMAKE_SOURCE_DIR}/ui)
    set(out ${CMAKE_BINARY_DIR}/ui)
    set(python /usr/bin/python3)
    set(dist ${out}/dist)
    set(brotli -) # none: gzip alone
    if(PIRUN_UI_DIST OR NOT PIRUN_UI)
        set(dist ${PIRUN_UI_DIST})
        if(NOT PIRUN_UI)
            set(dist ${ui}/notice)
        endif()
        get_filename_component(dist ${dist} ABSOLUTE BASE_DIR ${CMAKE_SOURCE_DIR})
        file(GLOB_RECURSE made CONFIGURE_DEPENDS ${dist}/*)
    else()
        pirun_ui_tool(PIRUN_ESBUILD esbuild)
        file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${ui}/src/* ${ui}/vendor/* ${ui}/public/*)
        set(made ${out}/dist.meta.json)
        add_custom_command(OUTPUT ${made} BYPRODUCTS ${dist}/index.html
            COMMAND ${python} ${ui}/tools/build.py ${ui} ${dist} ${PIRUN_ESBUILD}
            DEPENDS ${sources} ${ui}/index.html ${ui}/tools/build.py COMMENT "Building the page" VERBATIM)
    endif()
    if(PIRUN_UI)
        pirun_ui_tool(PIRUN_BROTLI brotli)
        set(brotli ${PIRUN_BROTLI})
    endif()
    add_custom_command(OUTPUT ${out}/ui_files.S ${out}/ui_table.h
        COMMAND ${python} ${ui}/tools/embed.py ${dist} ${out} ${brotli}
        DEPENDS ${made} ${ui}/tools/embed.py COMMENT "Squeezing the page" VERBATIM)

    # A library of its own: the flags of our C files mean nothing to an assembler.
    add_library(${TARGET}_files OBJECT ${out}/ui_files.S)
    set_source_files_properties(${out}/ui_files.S PROPERTIES LANGUAGE ASM)
    target_sources(${TARGET} PRIVATE $<TARGET_OBJECTS:${TARGET}_files> ${out}/ui_table.h)
    target_include_directories(${TARGET} PRIVATE ${out})
endfunction()
