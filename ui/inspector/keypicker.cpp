#include "inspector/keypicker.h"

#include "common/passwordedit.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "inspector/keytextdialog.h"
#include "jose/base64url.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

// What an entry of the choice stands for; never the key itself.
const QString keptMark = u"kept:"_s;
const QString pastedMark = u"pasted:"_s;
const QString typedMark = u"typed"_s;

QString wordsOf(const QString& name, const QString& description, const QString& algorithm)
{
    QStringList parts{displayText(name), description};
    if (!algorithm.isEmpty()) {
        parts << displayText(algorithm);
    }
    return parts.join(u" · "_s);
}

} // namespace

KeyPicker::KeyPicker(KeyCabinet& cabinet, Prompt& prompt, QWidget* parent)
    : QWidget(parent)
    , m_cabinet(cabinet)
    , m_prompt(prompt)
    , m_choice(new QComboBox(this))
    , m_typed(new QWidget(this))
    , m_secret(new PasswordEdit(m_typed))
    , m_isEncoded(new QCheckBox(tr("in &base64url"), m_typed))
{
    build();
    fill();
    connect(m_choice, &QComboBox::currentIndexChanged, this, &KeyPicker::pick);
    connect(m_secret, &QLineEdit::textChanged, this, &KeyPicker::pickTyped);
    connect(m_isEncoded, &QCheckBox::toggled, this, &KeyPicker::pickTyped);
    connect(&m_cabinet, &KeyCabinet::changed, this, [this] {
        fill();
        if (isVisible()) {
            pick();
        }
    });
}

void KeyPicker::build()
{
    m_choice->setObjectName(u"keyChoice"_s);
    m_choice->setAccessibleName(tr("Key"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(24);
    m_secret->setObjectName(u"secretEdit"_s);
    m_secret->setAccessibleName(tr("Shared secret"));
    m_secret->setPlaceholderText(tr("The secret, which is not stored"));
    m_isEncoded->setObjectName(u"encodedChoice"_s);
    m_isEncoded->setAccessibleName(tr("The secret is written in base64url"));
    auto* paste = makeButton(tr("&Paste keys…"), ButtonKind::Plain, {}, this);
    connect(paste, &QPushButton::clicked, this, &KeyPicker::paste);
    auto* typed = new QHBoxLayout(m_typed);
    typed->setContentsMargins(0, 0, 0, 0);
    typed->setSpacing(8);
    typed->addWidget(m_secret, 1);
    typed->addWidget(m_isEncoded);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_choice, 1);
    row->addWidget(m_typed, 1);
    row->addWidget(paste);
    setFocusProxy(m_choice);
}

void KeyPicker::fill()
{
    const QSignalBlocker quiet(m_choice);
    const QString before = m_choice->currentData().toString();
    m_choice->clear();
    for (const settings::KeyEntry& entry : m_cabinet.entries()) {
        m_choice->addItem(wordsOf(entry.name, entry.description, entry.algorithm), keptMark + entry.id);
    }
    for (qsizetype i = 0; i < m_pasted.size(); ++i) {
        const jose::KeyFacts& facts = m_pasted.at(i).facts();
        m_choice->addItem(wordsOf(facts.id.isEmpty() ? tr("pasted") : tr("pasted: %1").arg(facts.id),
                              m_pasted.at(i).description(), facts.algorithm),
            pastedMark + QString::number(i));
    }
    m_choice->addItem(tr("A shared secret that is typed here"), typedMark);
    const bool isNoneMeant = before == typedMark && m_secret->text().isEmpty();
    m_choice->setCurrentIndex(isNoneMeant ? 0 : std::max(0, m_choice->findData(before)));
    showTyped(m_choice->currentData() == typedMark);
}

void KeyPicker::showTyped(bool isTyped)
{
    m_typed->setVisible(isTyped);
    if (!isTyped) {
        m_secret->clear();
    }
}

void KeyPicker::choose(const QString& id)
{
    m_choice->setCurrentIndex(std::max(0, m_choice->findData(keptMark + id)));
}

void KeyPicker::take(const jose::KeySet& keys)
{
    const QString first = pastedMark + QString::number(m_pasted.size());
    m_pasted << keys.keys;
    fill();
    m_choice->setCurrentIndex(m_choice->findData(first));
    pick(); // it may have been the first already
}

void KeyPicker::paste()
{
    auto* dialog = new KeyTextDialog(KeyTextDialog::Purpose::Make, m_prompt, this);
    connect(dialog, &KeyTextDialog::taken, this, &KeyPicker::take);
    dialog->open();
}

void KeyPicker::pick()
{
    const QString picked = m_choice->currentData().toString();
    showTyped(picked == typedMark);
    if (picked == typedMark) {
        pickTyped();
    } else if (picked == m_picked && m_key) {
        return;
    } else if (picked.startsWith(pastedMark)) {
        m_picked = picked;
        setKey(m_pasted.at(picked.sliced(pastedMark.size()).toInt()));
    } else {
        m_picked = picked;
        setKey({}); // until the keychain answers
        m_cabinet.open(picked.sliced(keptMark.size()), [this, picked](const jose::Key& key) {
            if (picked == m_picked) {
                setKey(key);
            }
        });
    }
}

void KeyPicker::pickTyped()
{
    if (m_choice->currentData() != typedMark) {
        return;
    }
    m_picked = typedMark;
    core::Secret secret = m_secret->secret();
    if (m_isEncoded->isChecked()) {
        secret = core::Secret(jose::fromBase64Url(secret.reveal()).value_or(QByteArray()));
    }
    setKey(secret.isEmpty() ? std::nullopt : std::optional(jose::Key::fromSecret(secret)));
}

QString KeyPicker::problem() const
{
    const bool isTyped = m_choice->currentData() == typedMark && !m_secret->text().isEmpty();
    return isTyped && !m_key ? tr("The secret is not written in base64url.") : QString();
}

void KeyPicker::setKey(const std::optional<jose::Key>& key)
{
    m_key = key;
    Q_EMIT picked();
}

/** The keychain may ask the person for its password: not before the key is wanted. */
void KeyPicker::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    pick();
}

} // namespace owb::ui
