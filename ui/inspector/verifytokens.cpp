#include "inspector/verifytokens.h"

#include "common/theme.h"
#include "core/errortext.h"
#include "inspector/inspectortext.h"
#include "jobs/verifytokensjob.h"

#include <QGridLayout>
#include <QLocale>
#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

using jobs::VerifyTokensJob;
using Verdict = VerifyTokensJob::Verdict;

/** A verdict in words, and whether it is a reason to look closer. */
struct VerdictLine
{
    Verdict verdict;
    QString words;
    bool isDoubtful;
};

QList<VerdictLine> verdictLines()
{
    return {{Verdict::Valid, InspectorText::tr("Signature fits"), false},
        {Verdict::Invalid, InspectorText::tr("Signature does not fit"), true},
        {Verdict::UnknownKey, InspectorText::tr("Signed with a key that is not here"), true},
        {Verdict::NotAllowed, InspectorText::tr("Algorithm or key not allowed"), true},
        {Verdict::Malformed, InspectorText::tr("No signed tokens"), false}};
}

QString endingWords(const jobs::Job& job)
{
    if (job.state() == jobs::Job::State::Failed) {
        return core::errorText(job.error().value_or(core::Error{})).sentence();
    }
    const auto& verified = static_cast<const VerifyTokensJob&>(job);
    const QString looked = counted(
        verified.lookedAt(), InspectorText::tr("Looked at 1 token."), InspectorText::tr("Looked at %1 tokens."));
    const QString found = verified.notGenuine() == 0
        ? InspectorText::tr("No signature is wrong.")
        : counted(
            verified.notGenuine(), InspectorText::tr("1 is not genuine."), InspectorText::tr("%1 are not genuine."));
    const QString stopped = job.state() == jobs::Job::State::Stopped ? InspectorText::tr("Stopped.") : QString();
    return QStringList{stopped, looked, found}.join(u' ').trimmed();
}

JobWords verifyWords()
{
    JobWords words;
    words.iconName = u"shield"_s;
    words.name = InspectorText::tr("Verifying signatures");
    words.isWriting = false;
    words.progress = [](qint64 rows) {
        return counted(rows, InspectorText::tr("1 token"), InspectorText::tr("%1 tokens"));
    };
    words.ending = endingWords;
    return words;
}

} // namespace

VerifyTokensDialog::VerifyTokensDialog(const QString& which, const QString& keys, bool hasKeys, QWidget* parent)
    : DialogFrame(tr("Verify signatures"), tr("Verify signatures"), ButtonKind::Primary, parent)
{
    setObjectName(u"verifyTokensDialog"_s);
    setMinimumWidth(520);
    constexpr int edge = metrics::dialogMargin;
    contents()->setContentsMargins(edge, edge, edge, edge);
    contents()->setSpacing(8);
    contents()->addWidget(makeLabel(which, boldFont(), this));
    auto* what =
        makeLabel(tr("The signature of every JWT among them is checked in the background, on all cores. Claims "
                     "are not looked at: whether a token has ended stands in its row. Nothing is written."),
            bodyFont(), this);
    what->setWordWrap(true);
    contents()->addWidget(what);
    contents()->addWidget(makeMutedLabel(tr("Held against: %1").arg(keys), this));
    contents()->addStretch(1);
    verbButton()->setEnabled(hasKeys);
    if (!hasKeys) {
        showProblem(tr("There are no keys to hold them against."),
            tr("Give the issuer's keys in the inspector first, with Keys…"));
    }
}

VerifiedDialog::VerifiedDialog(const VerifyTokensJob& job, QWidget* parent)
    : DialogFrame(tr("Signatures verified"), tr("Close"), ButtonKind::Primary, parent)
{
    setObjectName(u"verifiedDialog"_s);
    setMinimumWidth(480);
    cancelButton()->hide();
    constexpr int edge = metrics::dialogMargin;
    contents()->setContentsMargins(edge, edge, edge, edge);
    contents()->setSpacing(8);
    contents()->addWidget(makeLabel(endingWords(job), boldFont(), this));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setColumnStretch(1, 1);
    const auto lines = verdictLines();
    for (const VerdictLine& line : lines) {
        const qint64 number = job.count(line.verdict);
        auto* count = makeLabel(QLocale().toString(number), monoFont(), this);
        count->setAlignment(Qt::AlignRight);
        auto* words = makeLabel(line.words, bodyFont(), this);
        setInk(words, line.isDoubtful && number > 0 ? Ink::Danger : Ink::Text);
        grid->addWidget(count, grid->rowCount(), 0);
        grid->addWidget(words, grid->rowCount() - 1, 1);
    }
    contents()->addLayout(grid);
    if (!job.suspects().isEmpty()) {
        auto* rows =
            makeLabel(tr("Rows to look at: %1").arg(displayText(job.suspects().join(u", "_s))), bodyFont(), this);
        rows->setWordWrap(true);
        rows->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        contents()->addWidget(rows);
    }
    contents()->addStretch(1);
}

void verifyTokens(store::Repository& repository, const store::TokenQuery& query, const HeldAgainst& against,
    PageServices& services, QWidget* page)
{
    const QString which = query.filter.isEmpty() ? InspectorText::tr("All tokens of the database")
                                                 : InspectorText::tr("The tokens that match the search");
    auto* dialog = new VerifyTokensDialog(which, against.source, !against.keys.keys.isEmpty(), page);
    store::TokenQuery ordered = query;
    ordered.sort = store::TokenSort::Key; // the order in which any number is read at the same cost
    ordered.order = store::SortOrder::Ascending;
    QObject::connect(dialog, &QDialog::accepted, page, [&repository, ordered, against, &services, page] {
        auto job = std::make_unique<VerifyTokensJob>(repository, ordered, against.keys, against.algorithms, nullptr);
        QObject::connect(job.get(), &jobs::Job::finished, page, [page, made = job.get()] {
            if (made->state() == jobs::Job::State::Done) {
                (new VerifiedDialog(*made, page))->open();
            }
        });
        services.run(std::move(job), verifyWords());
    });
    dialog->open();
}

} // namespace owb::ui
