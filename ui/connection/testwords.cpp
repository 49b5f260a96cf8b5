#include "connection/testwords.h"

#include "common/widgets.h"

#include <QAccessible>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

/** For `tr`, so that the translation tools find the texts. */
struct TestWords
{
    Q_DECLARE_TR_FUNCTIONS(TestWords)
};

QString protection(core::TlsMode mode)
{
    switch (mode) {
    case core::TlsMode::Disable:
        return TestWords::tr("Everything goes in clear text.");
    case core::TlsMode::Prefer:
        return TestWords::tr("Encryption is left to the server.");
    case core::TlsMode::Require:
        return TestWords::tr("Encrypted; the server did not have to prove who it is.");
    case core::TlsMode::VerifyCa:
        return TestWords::tr("Encrypted; a known authority vouches for the server.");
    case core::TlsMode::VerifyFull:
        return TestWords::tr("Encrypted; the server proved that it is this host.");
    }
    return {};
}

} // namespace

QString testSentence(const TestReport& report, const core::DatabaseAddress& address)
{
    QStringList sentences;
    if (address.isServer()) {
        sentences << protection(address.tlsMode());
    }
    if (report.schemas.size() == 1) {
        sentences << TestWords::tr("Found %1.").arg(report.schemas.constFirst());
    } else if (!report.schemas.isEmpty()) {
        sentences << TestWords::tr("Found %1 schemas: %2.")
                         .arg(QString::number(report.schemas.size()), report.schemas.join(u", "_s));
    }
    return displayText(sentences.join(u' '));
}

void announce(QWidget& widget)
{
    QAccessibleEvent event(&widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace owb::ui
