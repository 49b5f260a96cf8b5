#include "store/openelsewhere.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

constexpr qsizetype mostNamed = 4;

bool hasOpen(const QString& process, const QString& file)
{
    const QDir descriptors(u"/proc/%1/fd"_s.arg(process));
    const auto entries = descriptors.entryInfoList(QDir::Files | QDir::System | QDir::NoDotAndDotDot);
    for (const QFileInfo& entry : entries) {
        if (entry.symLinkTarget() == file) {
            return true;
        }
    }
    return false;
}

QString nameOf(const QString& process)
{
    QFile file(u"/proc/%1/comm"_s.arg(process));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
}

} // namespace

QStringList openElsewhere(const QString& path)
{
    const QString file = QFileInfo(path).canonicalFilePath();
    const QString own = QString::number(QCoreApplication::applicationPid());
    QStringList found;
    for (const QString& process : QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (process.at(0).isDigit() && process != own && hasOpen(process, file)) {
            found << u"%1 (%2)"_s.arg(nameOf(process), process);
        }
        if (found.size() == mostNamed) {
            break;
        }
    }
    return found;
}

} // namespace owb::store
