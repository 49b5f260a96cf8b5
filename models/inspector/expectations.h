#pragma once

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace owb::inspector {

/** What a token is held against. What is not given is not checked, and the trace says so. */
struct Expectations
{
    QString issuer;
    QStringList audiences; // one of them must be in the token
    QStringList algorithms; // those allowed; empty: every standard one but RSA1_5, which must be named
    QString nonce; // of a key-binding JWT
    std::optional<qint64> now; // epoch seconds
    qint64 skew = 60; // seconds that clocks may differ
    bool signatureOnly = false; // claims are not looked at
    std::optional<QByteArray> detachedPayload; // where it travels beside the token
};

} // namespace owb::inspector
