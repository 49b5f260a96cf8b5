#pragma once

#include "core/secret.h"
#include "jose/fault.h"

#include <QByteArray>
#include <QList>
#include <QUrl>

namespace owb::protocol {

/** One request to an authorization server. Tokens and secrets go into the body and the header `authorization`. */
struct HttpRequest
{
    QUrl url;
    QByteArray accept = "application/json";
    core::Secret authorization{}; // the value of the Authorization header; empty for none
    core::Secret form{}; // application/x-www-form-urlencoded; a POST where it is given
    bool isPost = false;
};

struct HttpReply
{
    int status = 0;
    QByteArray contentType; // without its parameters, in small letters
    QByteArray body;
    QByteArray challenge; // WWW-Authenticate
};

/** How long and how much is waited for. */
struct HttpLimits
{
    int totalMs = 15'000; // from the start to the last byte, so that a slow drip ends too
    qsizetype bytes = 1'000'000; // of a reply
};

/** Only addresses that a secret may go to: https, or http to this very machine (RFC 8252 section 8.3). */
[[nodiscard]] jose::Checked<> checkAddress(const QUrl& url);
/** The host is this machine: localhost, 127.0.0.0/8 or ::1. */
[[nodiscard]] bool isLoopback(const QUrl& url);

} // namespace owb::protocol
