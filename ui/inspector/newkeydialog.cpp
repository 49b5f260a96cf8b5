#include "inspector/newkeydialog.h"

#include "common/theme.h"
#include "core/async.h"
#include "inspector/background.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace owb::ui {

NewKeyDialog::NewKeyDialog(QWidget* parent)
    : DialogFrame(tr("New key"), tr("Make key"), ButtonKind::Primary, parent)
    , m_name(new KeyNameEdit(*this))
    , m_algorithm(new QComboBox(this))
    , m_size(new QComboBox(this))
    , m_sizeLabel(makeLabel(tr("&Size"), bodyFont(), this))
    , m_keyId(new QLineEdit(this))
{
    setObjectName(u"newKeyDialog"_s);
    setMinimumWidth(520);
    fillAlgorithms();
    build();
    fillSizes();
    connect(m_algorithm, &QComboBox::currentIndexChanged, this, &NewKeyDialog::fillSizes);
    setNote(tr("The private key goes to the keychain, and into no file."));
}

void NewKeyDialog::build()
{
    constexpr int edge = metrics::dialogMargin;
    contents()->setContentsMargins(edge, edge, edge, edge);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnMinimumWidth(0, metrics::labelColumn);
    const auto add = [this, grid](QLabel* label, QWidget* field, const QString& objectName) {
        field->setObjectName(objectName);
        field->setAccessibleName(label->text().remove(u'&'));
        label->setBuddy(field);
        grid->addWidget(label, grid->rowCount(), 0);
        grid->addWidget(field, grid->rowCount() - 1, 1);
    };
    add(makeLabel(tr("&Name"), bodyFont(), this), m_name, u"nameEdit"_s);
    add(makeLabel(tr("&Algorithm"), bodyFont(), this), m_algorithm, u"algorithmChoice"_s);
    add(m_sizeLabel, m_size, u"sizeChoice"_s);
    add(makeLabel(tr("Key &ID"), bodyFont(), this), m_keyId, u"keyIdEdit"_s);
    m_keyId->setFont(monoFont());
    m_keyId->setPlaceholderText(tr("Optional. Its thumbprint where this is empty"));
    contents()->addLayout(grid);
    contents()->addStretch(1);
}

void NewKeyDialog::fillAlgorithms()
{
    for (const QList<KeyKind>& group : keyKinds()) {
        if (m_algorithm->count() > 0) {
            m_algorithm->insertSeparator(m_algorithm->count());
        }
        for (const KeyKind& kind : group) {
            m_algorithm->addItem(u"%1 · %2"_s.arg(kind.algorithm, kind.words), kind.algorithm);
        }
    }
    m_algorithm->setCurrentIndex(m_algorithm->findData(u"ES256"_s));
}

void NewKeyDialog::fillSizes()
{
    m_sizes = sizesFor(m_algorithm->currentData().toString());
    m_size->clear();
    for (const KeySize& size : std::as_const(m_sizes)) {
        m_size->addItem(size.words);
    }
    if (m_sizes.isEmpty()) {
        m_size->addItem(tr("As the algorithm has it"));
    }
    m_size->setEnabled(!m_sizes.isEmpty());
    const bool isCurve = !m_sizes.isEmpty() && m_sizes.constFirst().curve != jose::Curve::None;
    m_sizeLabel->setText(isCurve ? tr("&Curve") : tr("&Size"));
    m_size->setAccessibleName(isCurve ? tr("Curve") : tr("Size"));
}

void NewKeyDialog::accept()
{
    if (isBusy() || !m_name->check()) {
        return;
    }
    KeyWish wish{m_algorithm->currentData().toString(), 0, jose::Curve::None, m_keyId->text().trimmed()};
    if (!m_sizes.isEmpty()) {
        wish.rsaBits = m_sizes.at(m_size->currentIndex()).rsaBits;
        wish.curve = m_sizes.at(m_size->currentIndex()).curve;
    }
    setBusy(true);
    cancelButton()->setEnabled(true);
    core::whenDone(inBackground([wish] { return makeKey(wish); }), this,
        [this](const jose::Checked<jose::Key>& key) { taken(key); });
}

void NewKeyDialog::taken(const jose::Checked<jose::Key>& key)
{
    if (m_isDropped) {
        return;
    }
    setBusy(false);
    if (!key) {
        showProblem(key.error().what, key.error().remedy);
        return;
    }
    Q_EMIT made(*key, m_name->name());
    DialogFrame::accept();
}

void NewKeyDialog::reject()
{
    m_isDropped = isBusy();
    setBusy(false);
    DialogFrame::reject();
}

} // namespace owb::ui
