#include "inspector/keytextdialog.h"

#include "common/passwordedit.h"
#include "common/prompt.h"
#include "common/theme.h"
#include "inspector/filetext.h"

#include <QGridLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {
constexpr int longestText = 1024 * 1024; // more than any key set; a field takes 32767 characters unless told
} // namespace

KeyTextDialog::KeyTextDialog(Purpose purpose, Prompt& prompt, QWidget* parent)
    : DialogFrame(purpose == Purpose::Keep ? tr("Import keys") : tr("Paste keys"),
        purpose == Purpose::Keep ? tr("Import") : tr("Use keys"), ButtonKind::Primary, parent)
    , m_purpose(purpose)
    , m_prompt(prompt)
    , m_name(new KeyNameEdit(*this))
    , m_text(new PasswordEdit(this))
    , m_found(makeMutedLabel({}, this))
{
    setObjectName(u"keyTextDialog"_s);
    setMinimumWidth(560);
    build();
    describe();
    connect(m_text, &QLineEdit::textChanged, this, &KeyTextDialog::describe);
    connect(m_text, &QLineEdit::textChanged, this, &DialogFrame::hideProblem);
    setNote(purpose == Purpose::Keep   ? tr("Private keys go to the keychain, and into no file.")
            : purpose == Purpose::Make ? tr("Used until the workshop is closed, and not stored.")
                                       : tr("Kept until the program ends."));
}

void KeyTextDialog::build()
{
    constexpr int edge = metrics::dialogMargin;
    contents()->setContentsMargins(edge, edge, edge, edge);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnMinimumWidth(0, metrics::labelColumn);
    m_name->setVisible(m_purpose == Purpose::Keep);
    if (m_purpose == Purpose::Keep) {
        auto* label = makeLabel(tr("&Name"), bodyFont(), this);
        label->setBuddy(m_name);
        grid->addWidget(label, 0, 0);
        grid->addWidget(m_name, 0, 1, 1, 2);
    }
    m_text->setObjectName(u"keyTextEdit"_s);
    m_text->setAccessibleName(tr("Key"));
    m_text->setAccessibleDescription(tr("A JWK, a JWK Set or PEM"));
    m_text->setPlaceholderText(tr("Paste a JWK, a JWK Set or PEM"));
    m_text->setMaxLength(longestText);
    m_found->setObjectName(u"foundLabel"_s);
    m_found->setWordWrap(true);
    auto* label = makeLabel(tr("&Key"), bodyFont(), this);
    label->setBuddy(m_text);
    auto* file = makeButton(tr("From a &file…"), ButtonKind::Plain, u"file"_s, this);
    connect(file, &QPushButton::clicked, this, &KeyTextDialog::openFile);
    grid->addWidget(label, 1, 0);
    grid->addWidget(m_text, 1, 1);
    grid->addWidget(file, 1, 2);
    grid->addWidget(m_found, 2, 1, 1, 2);
    contents()->addLayout(grid);
    contents()->addStretch(1);
}

jose::Checked<jose::KeySet> KeyTextDialog::given() const
{
    auto keys = jose::readKeys(core::Secret(m_text->text().trimmed()));
    if (keys && m_purpose == Purpose::Keep) {
        keys->keys.removeIf([](const jose::Key& key) { return !key.isPrivate(); });
        if (keys->keys.isEmpty()) {
            return jose::Refused(jose::Fault{tr("There is no private key in this text."),
                tr("A public key needs no keychain: paste it where a token is made."), {}, {}});
        }
    }
    return keys;
}

QString KeyTextDialog::wanted() const
{
    switch (m_purpose) {
    case Purpose::Keep:
        return tr("Private keys: a JWK, a JWK Set, or PEM without a password.");
    case Purpose::Make:
        return tr("To sign, a private key; to encrypt, a public one will do.");
    case Purpose::Hold:
        return tr("What the issuer publishes at its jwks_uri is enough; no private key is needed.");
    }
    return {};
}

void KeyTextDialog::describe()
{
    if (m_text->text().isEmpty()) {
        m_found->setText(wanted());
        return;
    }
    const auto keys = given();
    if (!keys) {
        m_found->setText(keys.error().what);
        return;
    }
    QStringList words;
    for (const jose::Key& key : keys->keys) {
        QStringList parts{key.description()};
        if (!key.isPrivate()) {
            parts << tr("public");
        }
        if (!key.facts().id.isEmpty()) {
            parts << u"“%1”"_s.arg(displayText(key.facts().id));
        }
        words << parts.join(u", "_s);
    }
    m_found->setText(words.join(u'\n'));
}

void KeyTextDialog::openFile()
{
    const FileQuestion question{tr("Keys"), {tr("Keys (*.json *.jwk *.jwks *.pem *.key *.p8)"), tr("All files (*)")}};
    m_prompt.chooseFile(this, question, [this](const QString& path) {
        const auto text = readText(path);
        if (text) {
            m_text->setSecret(*text);
        } else {
            showProblem(text.error().what, text.error().remedy);
        }
    });
}

void KeyTextDialog::accept()
{
    if (m_purpose == Purpose::Keep && !m_name->check()) {
        return;
    }
    const auto keys = given();
    if (!keys) {
        showProblem(keys.error().what, keys.error().remedy);
        m_text->setFocus();
        return;
    }
    Q_EMIT taken(*keys, m_name->name());
    DialogFrame::accept();
}

} // namespace owb::ui
