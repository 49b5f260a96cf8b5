#pragma once

#include <QList>
#include <QString>

/** A row to look for. */
struct BenchKey
{
    QString clientId;
    QString accessToken;
    QString refreshToken;
};

/** Makes a database in the current layout with `tokens` rows of 10,000 clients; gives keys spread over the rows. */
[[nodiscard]] QList<BenchKey> makeBenchDatabase(const QString& path, int tokens);
