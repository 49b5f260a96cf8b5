# shellcheck shell=bash disable=SC2034  # sourced: others read these
# The Debian 12 packages each purpose needs, and nowhere else. What a package is for stands in README.md.

packages_build=(g++ cmake ninja-build ccache pkg-config qt6-base-dev qt6-svg-dev libsqlite3-dev libpq-dev
    libmariadb-dev libssl-dev zlib1g-dev libcrypt-dev libargon2-dev libexpected-dev libcli11-dev qtkeychain-qt6-dev gzip)
packages_run=(libqt6sql6-sqlite libqt6sql6-psql libmariadb3 libqt6svg6 libqt6keychain1 libsecret-1-0 qt6-qpa-plugins
    fonts-dejavu-core fonts-noto-core)
packages_wayland=(qt6-wayland)
packages_tour=(xvfb xauth fonts-noto-cjk)
packages_test=(python3 python3-authlib python3-flask python3-sqlalchemy
    python3-django python3-django-oauth-toolkit python3-pony ruby ruby-doorkeeper ruby-activerecord ruby-sqlite3
    ruby-webrick postgresql mariadb-server-core mariadb-client-core openssl python3-psycopg2 python3-mysqldb
    python3-argon2 python3-bcrypt ruby-bcrypt gnome-keyring libsecret-tools dbus
    nodejs node-jose librhonabwy-dev gcc python3-cryptography)
# Other builds of Node.js bring npm along, and do not go together with Debian's.
[ -x /usr/bin/npm ] || packages_test+=(npm)
packages_bench=(xvfb xauth sqlitebrowser)
packages_cluster=(galera-4)
packages_clazy=(clazy)
packages_fuzz=(clang libclang-rt-14-dev)
packages_package=(debootstrap dpkg-dev file lintian desktop-file-utils appstream)
packages_bare=(debootstrap git ca-certificates)
