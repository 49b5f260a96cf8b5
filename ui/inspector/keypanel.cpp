#include "inspector/keypanel.h"

#include "common/elidedlabel.h"
#include "common/iconlabel.h"
#include "common/icons.h"
#include "common/prompt.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "inspector/expectationsdialog.h"
#include "inspector/filetext.h"
#include "inspector/keydialogs.h"
#include "inspector/keytextdialog.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace owb::ui {

KeyPanel::KeyPanel(Prompt& prompt, QWidget* parent)
    : QWidget(parent)
    , m_prompt(prompt)
    , m_keyText(new ElidedLabel({}, smallFont(), Qt::ElideRight, this))
    , m_expectationText(new ElidedLabel({}, smallFont(), Qt::ElideRight, this))
    , m_menu(new QToolButton(this))
{
    m_keyText->setObjectName(u"keyText"_s);
    m_expectationText->setObjectName(u"expectationText"_s);
    m_expectationText->setInk(Ink::Secondary);
    build();
    present();
}

void KeyPanel::build()
{
    m_menu->setText(tr("Keys…"));
    m_menu->setAccessibleName(tr("Keys to hold tokens against"));
    m_menu->setObjectName(u"keysButton"_s);
    m_menu->setProperty("kind", u"small"_s);
    m_menu->setFont(smallFont());
    m_menu->setFocusPolicy(Qt::StrongFocus);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_menu);
    menu->addAction(icon(u"file"_s), tr("From a &file…"), this, &KeyPanel::openFile);
    menu->addAction(icon(u"copy"_s), tr("&Paste…"), this, &KeyPanel::pasteKeys);
    menu->addAction(icon(u"key"_s), tr("A shared &secret…"), this, &KeyPanel::askSecret);
    m_forget = menu->addAction(icon(u"close"_s), tr("F&orget keys"), this, &KeyPanel::forget);
    m_menu->setMenu(menu);
    auto* expected = new QToolButton(this);
    expected->setText(tr("Expected values…"));
    expected->setAccessibleName(expected->text());
    expected->setProperty("kind", u"small"_s);
    expected->setFont(smallFont());
    expected->setFocusPolicy(Qt::StrongFocus);
    connect(expected, &QToolButton::clicked, this, &KeyPanel::askExpectations);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::margin, 4, 12, 4);
    row->setSpacing(8);
    auto* title = makeLabel(tr("Held against"), smallBoldFont(), this);
    setInk(title, Ink::Secondary);
    row->addWidget(title);
    row->addWidget(new IconLabel(u"key"_s, 16, Ink::Secondary, this));
    row->addWidget(m_keyText);
    row->addWidget(m_expectationText, 1);
    row->addWidget(m_menu);
    row->addWidget(expected);
}

void KeyPanel::addSources(const QList<QAction*>& actions)
{
    QAction* const end = m_forget;
    m_menu->menu()->insertSeparator(end);
    m_menu->menu()->insertActions(end, actions);
    m_menu->menu()->insertSeparator(end);
}

QString KeyPanel::keyText() const
{
    if (m_keys.keys.isEmpty()) {
        return tr("No keys");
    }
    const QString number = counted(m_keys.keys.size(), tr("1 key"), tr("%1 keys"));
    const QString all =
        m_keys.skipped.isEmpty() ? number : tr("%1 (%2 more cannot be used)").arg(number).arg(m_keys.skipped.size());
    return tr("%1 from %2").arg(all, m_source);
}

QString KeyPanel::expectationText() const
{
    QStringList parts;
    if (!m_expectations.issuer.isEmpty()) {
        parts << tr("Issuer %1").arg(m_expectations.issuer);
    }
    if (!m_expectations.audiences.isEmpty()) {
        parts << tr("Audience %1").arg(m_expectations.audiences.join(u", "_s));
    }
    if (!m_expectations.algorithms.isEmpty()) {
        parts << m_expectations.algorithms.join(u", "_s);
    }
    return parts.isEmpty() ? tr("· no expected values") : u"· "_s + parts.join(u" · "_s);
}

void KeyPanel::present()
{
    m_keyText->setText(keyText());
    m_expectationText->setText(expectationText());
    m_forget->setEnabled(!m_keys.keys.isEmpty());
}

void KeyPanel::setKeys(const jose::KeySet& keys, const QString& source)
{
    m_keys = keys;
    m_source = source;
    present();
    Q_EMIT changed();
}

void KeyPanel::takeKeys(const core::Secret& text, const QString& source)
{
    const auto keys = jose::readKeys(text);
    if (keys) {
        setKeys(*keys, source);
    } else {
        Q_EMIT refused(keys.error().what, keys.error().remedy);
    }
}

void KeyPanel::setExpectations(const inspector::Expectations& expectations)
{
    m_expectations = expectations;
    present();
    Q_EMIT changed();
}

void KeyPanel::askExpectations()
{
    auto* dialog = new ExpectationsDialog(m_expectations, this);
    connect(dialog, &ExpectationsDialog::taken, this, &KeyPanel::setExpectations);
    dialog->open();
}

void KeyPanel::pasteKeys()
{
    auto* dialog = new KeyTextDialog(KeyTextDialog::Purpose::Hold, m_prompt, this);
    connect(
        dialog, &KeyTextDialog::taken, this, [this](const jose::KeySet& keys) { setKeys(keys, tr("a pasted text")); });
    dialog->open();
}

void KeyPanel::askSecret()
{
    auto* dialog = new SharedSecretDialog(this);
    connect(dialog, &SharedSecretDialog::taken, this, [this](const core::Secret& secret) {
        jose::KeySet keys;
        keys.keys << jose::Key::fromSecret(secret);
        setKeys(keys, tr("a shared secret"));
    });
    dialog->open();
}

void KeyPanel::openFile()
{
    const FileQuestion question{tr("Keys to hold tokens against"),
        {tr("Keys (*.json *.jwk *.jwks *.pem *.crt *.cer *.key *.pub)"), tr("All files (*)")}};
    m_prompt.chooseFile(this, question, [this](const QString& path) {
        const auto text = readText(path);
        if (text) {
            takeKeys(*text, displayText(QFileInfo(path).fileName()));
        } else {
            Q_EMIT refused(text.error().what, text.error().remedy);
        }
    });
}

void KeyPanel::forget()
{
    setKeys({}, {});
}

} // namespace owb::ui
