#pragma once

#include "testdatabase.h"

#include <QFile>
#include <QRegularExpression>

/** The rows of a fixture in tables whose names and columns somebody chose freely: nothing here is recognised. */
inline void makeRenamedTables(const QString& path)
{
    const QList<std::pair<QString, QString>> names{
        {QStringLiteral("oauth2_client"), QStringLiteral("partner_clients")},
        {QStringLiteral("oauth2_token"), QStringLiteral("partner_tokens")},
        {QStringLiteral("oauth2_code"), QStringLiteral("partner_codes")},
        {QStringLiteral("client_id"), QStringLiteral("oauth_client_id")},
        {QStringLiteral("client_secret"), QStringLiteral("oauth_client_secret")},
        {QStringLiteral("client_id_issued_at"), QStringLiteral("client_issued_at")},
        {QStringLiteral("client_secret_expires_at"), QStringLiteral("secret_expires_at")},
        {QStringLiteral("client_metadata"), QStringLiteral("client_metadata_json")},
        {QStringLiteral("access_token"), QStringLiteral("access_token_value")},
        {QStringLiteral("refresh_token"), QStringLiteral("refresh_token_value")},
        {QStringLiteral("scope"), QStringLiteral("scopes")},
        {QStringLiteral("issued_at"), QStringLiteral("tokenIssuedAt")},
        {QStringLiteral("expires_in"), QStringLiteral("token_expires_in")},
        {QStringLiteral("access_token_revoked_at"), QStringLiteral("access_revoked_at")},
        {QStringLiteral("refresh_token_revoked_at"), QStringLiteral("refresh_revoked_at")},
        {QStringLiteral("code"), QStringLiteral("auth_code")},
        {QStringLiteral("auth_time"), QStringLiteral("auth_time_epoch")},
    };
    QFile file(QStringLiteral(OWB_SOURCE_DIR "/tests/fixtures/schemas/authlib-sqlalchemy-1.6/sqlite.sql"));
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("no fixture %s", qPrintable(file.fileName()));
    }
    QString sql = QString::fromUtf8(file.readAll());
    // Names only: quoted values and JSON keep their words.
    const auto isName = QStringLiteral("(?<![\"'\\w])%1(?![\"'\\w-])");
    for (const auto& [old, now] : names) {
        sql.replace(QRegularExpression(isName.arg(old)), now);
    }
    sql.replace(QRegularExpression(QStringLiteral("--[^\\n]*\\n")), QString());
    QStringList statements = sql.split(QRegularExpression(QStringLiteral(";\\s*\\n")), Qt::SkipEmptyParts);
    statements.removeIf([](const QString& statement) { return statement.trimmed().isEmpty(); });
    TestDatabase::runAll(
        path, QStringList{QStringLiteral("BEGIN")} + statements + QStringList{QStringLiteral("COMMIT")});
}
