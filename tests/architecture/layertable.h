#pragma once

#include <QString>
#include <QStringList>

/** One folder and the whole of what it may include. */
struct Layer
{
    QString folder; // from the top of the project
    QStringList own; // a folder ("core") or one header ("store/repository.h"), as includes write them; itself always
    QStringList qt; // Qt modules
    QStringList others; // third party and POSIX: a header, or a folder of headers
};

/** The permission table; nothing when `folder` is not in it. */
[[nodiscard]] const Layer* layerOf(const QString& folder);
/** The folders below models/ and ui/, as includes write them. */
[[nodiscard]] QStringList ownFolders();
