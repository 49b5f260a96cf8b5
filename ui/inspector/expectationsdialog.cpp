#include "inspector/expectationsdialog.h"

#include "common/theme.h"
#include "jose/algorithm.h"
#include "jose/encryption.h"

#include <QGridLayout>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

/** Values parted by commas or white space; none of them holds either. */
QStringList entriesOf(const QString& text)
{
    return QString(text).replace(u',', u' ').simplified().split(u' ', Qt::SkipEmptyParts);
}

} // namespace

ExpectationsDialog::ExpectationsDialog(const inspector::Expectations& expectations, QWidget* parent)
    : DialogFrame(tr("Expected values"), tr("Use these values"), ButtonKind::Primary, parent)
    , m_expectations(expectations)
{
    setObjectName(u"expectationsDialog"_s);
    setMinimumWidth(560);
    constexpr int edge = metrics::dialogMargin;
    contents()->setContentsMargins(edge, edge, edge, edge);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(2);
    grid->setColumnMinimumWidth(0, metrics::labelColumn);
    contents()->addLayout(grid);
    contents()->addStretch(1);
    m_issuer = addField(*grid, tr("&Issuer"), u"issuerEdit"_s, tr("Optional. Compared to the letter with iss."));
    m_audiences =
        addField(*grid, tr("A&udience"), u"audienceEdit"_s, tr("Optional. Several with spaces; one must be in aud."));
    m_algorithms = addField(*grid, tr("A&lgorithms"), u"algorithmsEdit"_s,
        tr("Optional. Those that are allowed, such as ES256 RS256; every standard one where it is empty."));
    m_nonce = addField(*grid, tr("&Nonce"), u"nonceEdit"_s, tr("Optional. Of the key binding of an SD-JWT."));
    setNote(tr("Kept until the program ends."));
    fill();
}

QLineEdit* ExpectationsDialog::addField(
    QGridLayout& grid, const QString& label, const QString& objectName, const QString& help)
{
    auto* edit = new QLineEdit(this);
    edit->setObjectName(objectName);
    edit->setFont(monoFont());
    edit->setAccessibleName(QString(label).remove(u'&'));
    edit->setAccessibleDescription(help);
    auto* name = makeLabel(label, bodyFont(), this);
    name->setBuddy(edit);
    auto* line = makeMutedLabel(help, this);
    line->setWordWrap(true);
    const int row = grid.rowCount();
    grid.addWidget(name, row, 0);
    grid.addWidget(edit, row, 1);
    grid.addWidget(line, row + 1, 1);
    grid.setRowMinimumHeight(row + 2, 8);
    connect(edit, &QLineEdit::textChanged, this, &DialogFrame::hideProblem);
    return edit;
}

void ExpectationsDialog::fill()
{
    m_issuer->setText(m_expectations.issuer);
    m_audiences->setText(m_expectations.audiences.join(u' '));
    m_algorithms->setText(m_expectations.algorithms.join(u' '));
    m_nonce->setText(m_expectations.nonce);
}

inspector::Expectations ExpectationsDialog::edited() const
{
    inspector::Expectations expectations = m_expectations;
    expectations.issuer = m_issuer->text().trimmed();
    expectations.audiences = entriesOf(m_audiences->text());
    expectations.algorithms = entriesOf(m_algorithms->text());
    expectations.nonce = m_nonce->text().trimmed();
    return expectations;
}

void ExpectationsDialog::accept()
{
    const inspector::Expectations expectations = edited();
    for (const QString& algorithm : expectations.algorithms) {
        if (!jose::findSignatureAlgorithm(algorithm) && !jose::findKeyAlgorithm(algorithm)) {
            showProblem(tr("%1 is no standard algorithm.").arg(displayText(algorithm)),
                tr("Algorithms are written as in a token's header: ES256, RS256, EdDSA."));
            m_algorithms->setFocus();
            return;
        }
    }
    Q_EMIT taken(expectations);
    DialogFrame::accept();
}

} // namespace owb::ui
