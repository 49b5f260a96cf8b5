// What the Tokens page does with the tokens that are selected.

#include "common/banner.h"
#include "core/async.h"
#include "jobs/bulkjob.h"
#include "tables/tokentablemodel.h"
#include "tokens/bulkdialog.h"
#include "tokens/bulkwords.h"
#include "tokens/revoketokendialog.h"
#include "tokens/tokenspage.h"

namespace owb::ui {

void TokensPage::withSelected(store::BulkAction action, std::function<void(const QList<oauth::Token>&)> run)
{
    constexpr qint64 most = 1'000; // as many as are read and changed in one go
    const qint64 count = m_tokens->selection().count(m_tokens->total());
    const bool mayBeMany = m_tokens->selection().isAll() && !m_tokens->isTotalExact();
    if (count > most || mayBeMany) {
        changeMany(action);
    } else if (count > 0) {
        m_tokens->whenSelected(std::move(run));
    }
}

/** More tokens than one by one: those of the search, or of parts of the list. */
void TokensPage::changeMany(store::BulkAction action)
{
    store::BulkChange change;
    change.action = action;
    change.query = m_tokens->query();
    const bool searched = !change.query.filter.isEmpty();
    if (m_tokens->selection().isAll()) {
        askAndChange(change, searched ? tr("All tokens that match the search.") : tr("All tokens of the database."));
        return;
    }
    if (!m_tokens->isTotalExact()) {
        banner().say(Banner::Kind::Info, tr("The rows are still being counted."),
            tr("Which ones are selected is known for certain when that is done; or select all with Ctrl+A."));
        return;
    }
    m_tokens->whenBounded([this, change](const QList<store::KeyStretch>& stretches) {
        core::whenDone(repository().stretchesOf(change.query, stretches), this,
            [this, change](const core::Result<QList<store::Stretch>>& places) {
                if (places) {
                    store::BulkChange some = change;
                    some.stretches = *places;
                    askAndChange(some, tr("The tokens that are selected."));
                } else {
                    banner().say(Banner::Kind::Error, tr("The selection is out of date."),
                        tr("A token at one of its ends is gone. Select again."));
                }
            });
    });
}

void TokensPage::askAndChange(const store::BulkChange& change, const QString& which)
{
    services().whenUnlocked([this, change, which] {
        auto* dialog = new BulkDialog(repository(), clock(), change, which, this);
        connect(dialog, &BulkDialog::agreed, this, [this](const store::BulkChange& agreed) {
            services().run(std::make_unique<jobs::BulkJob>(repository(), agreed, nullptr), bulkWords(agreed.action));
        });
        dialog->open();
    });
}

void TokensPage::purge()
{
    store::BulkChange change;
    change.action = store::BulkAction::Purge;
    change.query = m_tokens->query();
    const bool searched = !change.query.filter.isEmpty();
    askAndChange(change,
        searched ? tr("Of the tokens that match the search, those that have ended.")
                 : tr("Of all tokens, those that have ended."));
}

void TokensPage::revokeSelected()
{
    withSelected(store::BulkAction::Revoke, [this](const QList<oauth::Token>& tokens) { revoke(tokens); });
}

void TokensPage::endSelected()
{
    change(ChangeTokensDialog::Change::End);
}

void TokensPage::restoreSelected()
{
    change(ChangeTokensDialog::Change::Restore);
}

void TokensPage::change(ChangeTokensDialog::Change change)
{
    const auto many =
        change == ChangeTokensDialog::Change::End ? store::BulkAction::Expire : store::BulkAction::Restore;
    withSelected(many, [this, change](const QList<oauth::Token>& tokens) {
        services().whenUnlocked([this, change, tokens] {
            auto* dialog = new ChangeTokensDialog(repository(), change, tokens, this);
            connect(dialog, &ChangeTokensDialog::changed, this, [this, change](int count) {
                services().say(change == ChangeTokensDialog::Change::End
                        ? counted(count, tr("Ended 1 token."), tr("Ended %1 tokens."))
                        : counted(count, tr("Took 1 revocation back."), tr("Took %1 revocations back.")));
            });
            dialog->open();
        });
    });
}

void TokensPage::revoke(const QList<oauth::Token>& tokens)
{
    services().whenUnlocked([this, tokens] {
        auto* dialog = new RevokeTokenDialog(repository(), tokens, this);
        connect(dialog, &RevokeTokenDialog::revoked, this,
            [this](int count) { services().say(counted(count, tr("Revoked 1 token."), tr("Revoked %1 tokens."))); });
        dialog->open();
    });
}

} // namespace owb::ui
