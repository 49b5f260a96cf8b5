#include "common/secretfield.h"

#include "common/elidedlabel.h"
#include "common/icons.h"
#include "common/theme.h"
#include "common/widgets.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace owb::ui {

SecretClipboard::SecretClipboard(int clearAfterMs, QObject* parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(clearAfterMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        clearOwn();
        Q_EMIT timeIsUp();
    });
}

SecretClipboard::~SecretClipboard()
{
    clearOwn();
}

void SecretClipboard::copy(const core::Secret& secret)
{
    auto* mime = new QMimeData; // owned by the clipboard
    mime->setText(secret.revealText());
    mime->setData(u"x-kde-passwordManagerHint"_s, "secret"); // clipboard histories leave it out
    QGuiApplication::clipboard()->setMimeData(mime);
    m_copied = secret;
    m_timer.start();
    Q_EMIT copied();
}

void SecretClipboard::clearOwn()
{
    QClipboard* clipboard = QGuiApplication::clipboard();
    if (!m_copied.isEmpty() && clipboard && clipboard->text() == m_copied.revealText()) {
        clipboard->clear();
    }
    m_copied = {};
}

SecretField::SecretField(Kind kind, const QString& accessibleName, SecretClipboard& clipboard, QWidget* parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_name(accessibleName)
    , m_clipboard(clipboard)
    , m_label(new ElidedLabel({}, monoFont(), Qt::ElideMiddle, this))
    , m_eye(makeIconButton(u"eye"_s, tr("Reveal: %1").arg(accessibleName), this))
{
    auto* copy = makeIconButton(u"copy"_s, tr("Copy: %1").arg(accessibleName), this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_label);
    row->addWidget(m_eye);
    row->addWidget(copy);
    row->addStretch(1);
    connect(m_eye, &QToolButton::clicked, this, [this] { m_revealed ? conceal() : reveal(); });
    connect(copy, &QToolButton::clicked, this, [this] { m_clipboard.copy(m_secret); });
    present();
}

void SecretField::setSecret(const core::Secret& secret)
{
    m_secret = secret;
    conceal();
}

void SecretField::conceal()
{
    m_revealed = false;
    present();
}

void SecretField::reveal()
{
    m_revealed = true;
    present();
}

QString SecretField::shownText() const
{
    return m_label->text();
}

void SecretField::present()
{
    const QString masked = m_kind == Kind::Token ? m_secret.maskedToken() : core::Secret::maskedSecret();
    m_label->setSecretName(m_revealed ? m_name : tr("%1, hidden").arg(m_name));
    m_label->setWrapped(m_revealed);
    m_label->setText(m_revealed ? m_secret.revealText() : masked);
    m_eye->setIcon(icon(m_revealed ? u"eye-off"_s : u"eye"_s));
    const QString words = m_revealed ? tr("Hide: %1").arg(m_name) : tr("Reveal: %1").arg(m_name);
    m_eye->setToolTip(words);
    m_eye->setAccessibleName(words);
}

} // namespace owb::ui
