#include "clients/conflictview.h"

#include "common/theme.h"
#include "common/widgets.h"

#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace owb::ui {

ConflictView::ConflictView(const oauth::Client& yours, const oauth::Client& stored, QWidget* parent)
    : QTableWidget(0, 3, parent)
{
    setHorizontalHeaderLabels({tr("Field"), tr("Yours"), tr("In the database now")});
    setAccessibleName(tr("What differs"));
    setObjectName(u"conflictView"_s);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    verticalHeader()->hide();
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    const auto add = [this](const QString& field, const QString& mine, const QString& theirs) {
        if (mine == theirs) {
            return;
        }
        const int row = rowCount();
        insertRow(row);
        int column = 0;
        for (const QString& text : {field, mine, theirs}) {
            auto* item = new QTableWidgetItem(text.isEmpty() ? tr("Not set") : displayText(text));
            item->setFont(monoFont());
            setItem(row, column++, item);
        }
    };
    if (yours.secret != stored.secret) {
        add(u"client_secret"_s, tr("(kept)"), tr("(another secret)"));
    }
    add(u"owner"_s, yours.owner.value_or(QString()), stored.owner.value_or(QString()));
    QStringList members = yours.metadata.names() + stored.metadata.names();
    members.removeDuplicates();
    for (const QString& name : members) {
        add(name, yours.metadata.valueText(name), stored.metadata.valueText(name));
    }
    setMaximumHeight(160);
}

} // namespace owb::ui
