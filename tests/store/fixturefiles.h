#pragma once

#include <QStringList>

/** The databases of tests/fixtures: tables and rows as each framework makes them. */
namespace owb::test {

const QString fixtureFolder = QStringLiteral(OWB_SOURCE_DIR "/tests/fixtures/");

/** The text of a file; empty when it cannot be read. */
[[nodiscard]] QString contents(const QString& path);
/** Those that are read here; the others are look-alikes. */
[[nodiscard]] QStringList readableFixtures();
/** Makes an SQLite file of one. */
void fillFromFixture(const QString& path, const QString& fixture);

} // namespace owb::test
