#include "inspector/filetext.h"

#include "common/widgets.h"
#include "inspector/inspectortext.h"

#include <QFile>
#include <QFileInfo>

namespace owb::ui {

jose::Checked<core::Secret> readText(const QString& path)
{
    constexpr qint64 largest = 16 * 1024 * 1024;
    const QString name = displayText(QFileInfo(path).fileName());
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) { // a pipe would never end
        return jose::Refused(jose::Fault{InspectorText::tr("The file %1 cannot be read.").arg(name), {}, {}, {}});
    }
    if (file.size() > largest) {
        return jose::Refused(
            jose::Fault{InspectorText::tr("The file %1 is larger than any token or key set.").arg(name), {}, {}, {}});
    }
    return core::Secret(file.readAll());
}

bool isDatabaseFile(const QString& path)
{
    QFile file(path);
    return QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly) && file.read(16).startsWith("SQLite format 3");
}

} // namespace owb::ui
