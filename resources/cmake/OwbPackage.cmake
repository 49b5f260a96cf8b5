# What is installed where, and the packages CPack makes of it: cpack --config build/release/CPackConfig.cmake.

include(GNUInstallDirs)
find_program(OWB_GZIP gzip REQUIRED)
set(owb_id io.github.oauth_workbench.OAuthWorkbench)
set(owb_doc ${CMAKE_INSTALL_DATAROOTDIR}/doc/oauth-workbench)
set(CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

# owb_install_zipped(FILE FOLDER): FILE.gz, the same bytes from the same FILE whenever it is made.
function(owb_install_zipped file folder)
    cmake_path(GET file FILENAME name)
    set(zipped ${CMAKE_BINARY_DIR}/package/${name}.gz)
    add_custom_command(OUTPUT ${zipped}
        COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/package
        COMMAND ${OWB_GZIP} -9nc ${file} > ${zipped}
        DEPENDS ${file} VERBATIM)
    string(MAKE_C_IDENTIFIER ${name} target)
    add_custom_target(owb_zip_${target} ALL DEPENDS ${zipped})
    install(FILES ${zipped} DESTINATION ${folder})
endfunction()

install(TARGETS owb RUNTIME)
owb_install_zipped(${CMAKE_SOURCE_DIR}/resources/man/owb.1 ${CMAKE_INSTALL_MANDIR}/man1)
owb_install_zipped(${CMAKE_SOURCE_DIR}/resources/package/changelog ${owb_doc})
install(FILES resources/package/copyright DESTINATION ${owb_doc})
if(TARGET oauth-workbench)
    install(TARGETS oauth-workbench RUNTIME)
    owb_install_zipped(${CMAKE_SOURCE_DIR}/resources/man/oauth-workbench.1 ${CMAKE_INSTALL_MANDIR}/man1)
    install(FILES resources/${owb_id}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES resources/${owb_id}.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
    install(FILES resources/icons/app/${owb_id}.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()

set(CPACK_GENERATOR DEB TGZ STGZ)
set(CPACK_PACKAGE_NAME oauth-workbench)
set(CPACK_PACKAGE_VENDOR "OAuth Workbench")
set(CPACK_PACKAGE_CONTACT "OAuth Workbench maintainers <oauth-workbench@users.noreply.github.com>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "manage the clients and tokens in an OAuth server's database")
set(CPACK_PACKAGE_DESCRIPTION
"OAuth Workbench opens the database of an OAuth 2.0 or OpenID Connect server,
recognises which framework laid out its tables, shows its clients and tokens,
and changes them the way that framework would.
.
This version reads and writes SQLite databases of Authlib on SQLAlchemy. The
package holds the desktop program oauth-workbench and owb for scripts and
terminals.")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS ${CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS})
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_THREADS 2)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded while running, which dpkg-shlibdeps cannot see; libsecret for the keychain, where passwords are kept.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6sql6-sqlite, libqt6svg6, qt6-qpa-plugins, libsecret-1-0")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-noto-core, fonts-noto-cjk | fonts-nanum, qt6-wayland")

include(CPack)
