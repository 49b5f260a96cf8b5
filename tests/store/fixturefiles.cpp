#include "fixturefiles.h"

#include "testdatabase.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace owb::test {

namespace {

/** The statements of a script, each of which ends with ; at the end of a line, without comment lines. */
QStringList statements(const QString& script)
{
    QStringList found;
    QStringList pending;
    const QStringList lines = script.split(u'\n');
    for (const QString& line : lines) {
        if (pending.isEmpty() && (line.trimmed().isEmpty() || line.startsWith("--"_L1))) {
            continue;
        }
        pending << line;
        if (line.endsWith(u';')) {
            found << pending.join(u'\n');
            pending.clear();
        }
    }
    return found;
}

} // namespace

QString contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList readableFixtures()
{
    QStringList names = QDir(fixtureFolder + u"schemas"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    if (names.size() < 2) {
        qFatal("the fixtures are not there");
    }
    names.removeIf([](const QString& name) { // what is not read: see tests/fixtures/test_golden.py
        const QString expected = contents(fixtureFolder + u"expected/%1.json"_s.arg(name));
        if (expected.isEmpty()) {
            qFatal("a fixture has no expectation");
        }
        return expected.contains("\"pending\": true"_L1) || expected.contains("\"detect\": null"_L1);
    });
    return names;
}

void fillFromFixture(const QString& path, const QString& fixture)
{
    TestDatabase::runAll(path, statements(contents(fixtureFolder + u"schemas/%1/sqlite.sql"_s.arg(fixture))));
}

} // namespace owb::test
