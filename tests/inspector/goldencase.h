#pragma once

#include "inspector/rules.h"

#include <QHash>
#include <QJsonObject>

/** A token with what is known beside it, and what the rules must say: tests/fixtures/jose/rules/README.md. */
struct GoldenCase
{
    owb::core::Secret token;
    owb::jose::KeySet keys;
    owb::inspector::Expectations expectations;
    owb::inspector::Circumstances circumstances;
    std::optional<owb::inspector::Classification::Kind> kind;
    QList<QByteArray> hidden; // what no finding may repeat
    QStringList problems; // with the case itself
};

/** The case with what it leaves to its base; in objects `null` takes a member away. */
[[nodiscard]] QJsonObject completed(const QJsonObject& golden, const QJsonObject& bases);

/** `keys`: JSON Web Keys by name. Tokens are signed here, so that a case can be read and changed. */
[[nodiscard]] GoldenCase readCase(const QJsonObject& golden, const QJsonObject& keys);

/** What the fixtures call circumstances; members that nobody knows are added to `problems`. */
[[nodiscard]] owb::inspector::Circumstances circumstancesOf(QJsonObject given, QStringList& problems);
[[nodiscard]] owb::inspector::Expectations expectationsOf(const QJsonObject& given, QStringList& problems);
