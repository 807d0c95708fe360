# Every library outside the project; README.md says why each is here.
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Concurrent DBus Gui Network Widgets Sql Svg Test)
find_package(QCoro6 0.8 REQUIRED COMPONENTS Core Coro)
find_package(tl-expected REQUIRED)
find_package(OpenSSL 3.0 REQUIRED COMPONENTS Crypto)
find_package(CURL 7.88 REQUIRED)
find_package(Hiredis 0.14 REQUIRED)
find_package(yaml-cpp 0.7 REQUIRED)
find_package(ZLIB 1.2 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(cmark REQUIRED IMPORTED_TARGET GLOBAL libcmark>=0.30) # Debian's CMake file asks for the program too
pkg_check_modules(libpq REQUIRED IMPORTED_TARGET GLOBAL libpq>=15) # FindPostgreSQL asks for the headers of the server too
