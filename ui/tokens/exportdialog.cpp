#include "tokens/exportdialog.h"

#include "common/theme.h"

#include <QCheckBox>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

ExportDialog::ExportDialog(const QString& which, QWidget* parent)
    : DialogFrame(tr("Export tokens"), tr("Choose file…"), ButtonKind::Primary, parent)
    , m_csv(new QRadioButton(tr("&CSV, for spreadsheets; times in UTC"), this))
    , m_reveal(new QCheckBox(tr("&Write tokens in full"), this))
{
    setObjectName(u"exportDialog"_s);
    setMinimumWidth(520);
    contents()->setContentsMargins(
        metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin);
    contents()->setSpacing(8);
    contents()->addWidget(makeLabel(tr("Export tokens to a file"), titleFont(), this));
    auto* meant = makeLabel(which, bodyFont(), this);
    meant->setWordWrap(true);
    contents()->addWidget(meant);
    auto* ndjson = new QRadioButton(tr("&NDJSON, a JSON object a line, as owb prints them"), this);
    m_csv->setChecked(true);
    contents()->addWidget(m_csv);
    contents()->addWidget(ndjson);
    contents()->addWidget(m_reveal);
    auto* says =
        makeMutedLabel(tr("Without it tokens are masked, and the file cannot be imported again. With it the file "
                          "opens every door that the tokens open: only you can read it, keep it so."),
            this);
    says->setWordWrap(true);
    contents()->addWidget(says);
    contents()->addStretch(1);
    setNote(tr("Runs in the background and can be stopped."));
}

void ExportDialog::accept()
{
    Q_EMIT agreed(m_csv->isChecked() ? oauth::FileFormat::Csv : oauth::FileFormat::Ndjson,
        m_reveal->isChecked() ? oauth::Reveal::Yes : oauth::Reveal::No);
    QDialog::accept();
}

} // namespace owb::ui
