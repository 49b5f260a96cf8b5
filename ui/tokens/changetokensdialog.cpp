#include "tokens/changetokensdialog.h"

#include "common/theme.h"
#include "core/async.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

QString title(ChangeTokensDialog::Change change)
{
    return change == ChangeTokensDialog::Change::End ? ChangeTokensDialog::tr("End now")
                                                     : ChangeTokensDialog::tr("Take revocation back");
}

QString question(ChangeTokensDialog::Change change, qsizetype count)
{
    return change == ChangeTokensDialog::Change::End
        ? counted(count, ChangeTokensDialog::tr("End 1 token now?"), ChangeTokensDialog::tr("End %1 tokens now?"))
        : counted(count, ChangeTokensDialog::tr("Take the revocation of 1 token back?"),
            ChangeTokensDialog::tr("Take the revocation of %1 tokens back?"));
}

QString effect(ChangeTokensDialog::Change change)
{
    return change == ChangeTokensDialog::Change::End
        ? ChangeTokensDialog::tr("The time at which they expire becomes a moment ago, so that the server refuses the "
                                 "access tokens as expired. A refresh token still gets a new one. When they were to "
                                 "expire is not kept: this cannot be undone here.")
        : ChangeTokensDialog::tr("The server accepts them again until they expire. Whoever holds them, also somebody "
                                 "because of whom they were revoked, can use them.");
}

} // namespace

ChangeTokensDialog::ChangeTokensDialog(
    store::Repository& repository, Change change, const QList<oauth::Token>& tokens, QWidget* parent)
    : DialogFrame(title(change), title(change), ButtonKind::Danger, parent)
    , m_repository(repository)
    , m_change(change)
{
    setObjectName(u"changeTokensDialog"_s);
    setMinimumWidth(520);
    contents()->setContentsMargins(
        metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin);
    contents()->setSpacing(8);
    contents()->addWidget(makeLabel(question(change, tokens.size()), titleFont(), this));
    auto* says = makeLabel(effect(change), bodyFont(), this);
    says->setWordWrap(true);
    contents()->addWidget(says);
    contents()->addStretch(1);
    for (const oauth::Token& token : tokens) {
        m_selection.keys << token.key;
    }
}

void ChangeTokensDialog::accept()
{
    if (isBusy()) {
        return;
    }
    hideProblem();
    setBusy(true);
    auto reply = m_change == Change::End ? m_repository.expire(m_selection) : m_repository.restore(m_selection);
    core::whenDone(reply, this, [this](const core::Result<QList<oauth::Token>>& done) {
        setBusy(false);
        if (done) {
            Q_EMIT changed(static_cast<int>(done->size()));
            QDialog::accept();
        } else {
            showError(done.error());
        }
    });
}

} // namespace owb::ui
