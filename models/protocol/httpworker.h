#pragma once

#include "protocol/httpexchange.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QPromise>
#include <QSslConfiguration>

#include <memory>

class QNetworkReply;

namespace owb::protocol {

/** The part of HttpThread that lives in its thread. */
class HttpWorker : public QObject
{
    Q_OBJECT
public:
    using Promise = std::shared_ptr<QPromise<jose::Checked<HttpReply>>>;

    HttpWorker(HttpLimits limits, QString authorityFile);
    void send(const HttpRequest& request, const Promise& promise);
    /** In its own thread, before that ends. */
    void stop();

private:
    void watch(QNetworkReply* reply, const Promise& promise);
    [[nodiscard]] jose::Checked<QSslConfiguration> tlsSettings() const;

    HttpLimits m_limits;
    QString m_authorityFile;
    std::unique_ptr<QNetworkAccessManager> m_manager; // made in the thread
};

} // namespace owb::protocol
