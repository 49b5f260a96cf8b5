#include "connection/hosttext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

using Host = core::DatabaseAddress::Host;

constexpr int lastPort = 65535;

tl::unexpected<core::Error> refused(const QString& reason)
{
    return core::failure(core::Error::Kind::InvalidAddress, {}, {reason});
}

core::Result<Host> hostFrom(const QString& text, int port)
{
    Host host{text, port};
    qsizetype colon = -1;
    if (text.startsWith(u'[')) { // an IPv6 address
        const qsizetype end = text.indexOf(u']');
        if (end < 0) {
            return refused(QCoreApplication::translate("Host", "the bracket around an IPv6 address is not closed"));
        }
        host.name = text.mid(1, end - 1);
        colon = text.indexOf(u':', end);
    } else if (text.count(u':') == 1) { // more of them are an IPv6 address without brackets
        colon = text.indexOf(u':');
        host.name = text.first(colon);
    }
    if (colon >= 0) {
        bool whole = false;
        host.port = text.sliced(colon + 1).toInt(&whole);
        if (!whole || host.port < 1 || host.port > lastPort) {
            return refused(QCoreApplication::translate("Host", "the port is no number from 1 to 65535"));
        }
    }
    return host;
}

} // namespace

int sharedPort(const QList<Host>& hosts)
{
    const int first = hosts.isEmpty() ? 0 : hosts.constFirst().port;
    const bool same = std::all_of(hosts.begin(), hosts.end(), [first](const Host& host) { return host.port == first; });
    return same ? first : 0;
}

QString hostText(const QList<Host>& hosts, int port)
{
    QStringList texts;
    for (const Host& host : hosts) {
        const bool own = host.port != port && host.port > 0;
        const QString name = own && host.name.contains(u':') ? u'[' + host.name + u']' : host.name;
        texts << (own ? name + u':' + QString::number(host.port) : name);
    }
    return texts.join(u", "_s);
}

core::Result<QList<Host>> hostsFromText(const QString& text, int port)
{
    QList<Host> hosts;
    const QStringList parts = text.split(u',', Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        const auto host = hostFrom(part.trimmed(), port);
        if (!host) {
            return tl::unexpected(host.error());
        }
        hosts << *host;
    }
    if (hosts.isEmpty() && port > 0) {
        hosts.append({{}, port}); // the engine's own socket, but another port
    }
    return hosts;
}

} // namespace owb::ui
