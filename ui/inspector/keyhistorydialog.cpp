#include "inspector/keyhistorydialog.h"

#include "common/tabledelegates.h"
#include "common/theme.h"
#include "inspector/claimwords.h"

#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

QTableWidget* makeTable(const QList<protocol::KnownKey>& keys, const QStringList& headings, QWidget* parent)
{
    auto* table = new QTableWidget(static_cast<int>(keys.size()), static_cast<int>(headings.size()), parent);
    table->setObjectName(u"keyHistoryTable"_s);
    table->setHorizontalHeaderLabels(headings);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setItemDelegate(new TextCellDelegate(TextCellDelegate::Face::Body, Qt::ElideRight, table));
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(metrics::rowHeight);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    const QList<int> widths{0, 130, 90, 146, 146, 72};
    for (int column = 1; column < widths.size(); ++column) {
        table->setColumnWidth(column, widths.at(column));
    }
    table->horizontalHeader()->setHighlightSections(false);
    return table;
}

} // namespace

KeyHistoryDialog::KeyHistoryDialog(const QString& issuer, const QList<protocol::KnownKey>& keys, QWidget* parent)
    : DialogFrame(tr("Keys of the server, by time"), tr("Hold tokens against all of them"), ButtonKind::Primary, parent)
    , m_keys(keys)
{
    setObjectName(u"keyHistoryDialog"_s);
    resize(820, 420);
    constexpr int edge = metrics::dialogMargin;
    contents()->setContentsMargins(edge, edge, edge, edge);
    contents()->setSpacing(8);
    contents()->addWidget(makeMutedLabel(displayText(issuer), this));
    auto* table =
        makeTable(keys, {tr("Key"), tr("Kind"), tr("Algorithm"), tr("First seen"), tr("Last seen"), tr("Now")}, this);
    table->setAccessibleName(tr("Keys of the server"));
    for (int row = 0; row < keys.size(); ++row) {
        const protocol::KnownKey& one = keys.at(keys.size() - 1 - row); // the newest on top
        const jose::KeyFacts& facts = one.key.facts();
        const QStringList cells{displayText(facts.id.isEmpty() ? one.key.thumbprint() : facts.id),
            one.key.description(), displayText(facts.algorithm), inspector::dateWords(one.firstSeen),
            inspector::dateWords(one.lastSeen), one.isCurrent ? tr("In use") : tr("Gone")};
        for (int column = 0; column < cells.size(); ++column) {
            table->setItem(row, column, new QTableWidgetItem(cells.at(column)));
        }
    }
    contents()->addWidget(table, 1);
    cancelButton()->setText(tr("Close"));
    setNote(tr("Written down whenever you fetch them."));
}

void KeyHistoryDialog::accept()
{
    jose::KeySet all;
    for (const protocol::KnownKey& one : std::as_const(m_keys)) {
        all.keys << one.key;
    }
    Q_EMIT taken(all);
    DialogFrame::accept();
}

} // namespace owb::ui
