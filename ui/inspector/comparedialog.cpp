#include "inspector/comparedialog.h"

#include "common/tabledelegates.h"
#include "common/theme.h"
#include "inspector/paste.h"
#include "inspector/tokenedit.h"
#include "inspector/tokenpane.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

enum ComparedColumn { Name, First, Second, Difference, ComparedColumns };

constexpr int partRole = Qt::UserRole; // int of ComparedMember::Part
constexpr int differentRole = Qt::UserRole + 1;
constexpr int compareDelayMs = 200;

/** A cell of a row; one that differs is tinted, and says how in its last column. */
class ComparedDelegate final : public TextCellDelegate
{
public:
    explicit ComparedDelegate(QObject* parent)
        : TextCellDelegate(Face::Mono, Qt::ElideMiddle, parent)
    { }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Colours& c = colours();
        const bool isDifferent = index.data(differentRole).toBool();
        const bool isSelected = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        if (isDifferent && !isSelected) {
            painter->fillRect(option.rect, c.warning.ground);
        }
        const QRect cell = paintGround(painter, option, index);
        const bool isHeader = index.data(partRole).toInt() == static_cast<int>(ComparedMember::Part::Header);
        const QFont font = index.column() == Difference ? smallBoldFont() : monoFont();
        painter->setFont(font);
        painter->setPen(isSelected             ? c.selectionText
                : index.column() == Name       ? (isHeader ? c.jwtHeader : c.jwtClaims)
                : index.column() == Difference ? c.warning.text
                : isDifferent                  ? c.text
                                               : c.text2);
        painter->drawText(cell, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
            QFontMetrics(font).elidedText(ui::displayText(index.data().toString()),
                index.column() == Difference ? Qt::ElideRight : Qt::ElideMiddle, cell.width()));
        painter->restore();
    }
};

} // namespace

CompareDialog::CompareDialog(const inspector::Inspection& first, QWidget* parent)
    : DialogFrame(tr("Compare tokens"), tr("Compare"), ButtonKind::Primary, parent)
    , m_first(first)
    , m_other(new TokenEdit(this))
    , m_table(new QTableWidget(0, ComparedColumns, this))
    , m_summary(makeLabel({}, boldFont(), this))
{
    setObjectName(u"compareDialog"_s);
    resize(860, 580);
    build();
    cancelButton()->setText(tr("Close"));
    m_delay.setSingleShot(true);
    m_delay.setInterval(compareDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &CompareDialog::compare);
    connect(m_other, &TokenEdit::edited, this, [this] {
        hideProblem();
        m_delay.start();
    });
    connect(m_other, &TokenEdit::pasted, this, &CompareDialog::take);
    m_other->setFocus();
}

void CompareDialog::build()
{
    constexpr int edge = metrics::dialogMargin;
    auto* top = new QVBoxLayout;
    top->setContentsMargins(edge, edge, edge, 12);
    top->setSpacing(6);
    auto* label = makeLabel(tr("The &other token"), bodyFont(), this);
    label->setBuddy(m_other);
    m_other->setObjectName(u"otherEdit"_s);
    m_other->setAccessibleName(tr("The other token"));
    m_other->setProperty("kind", QVariant());
    m_other->setPlaceholderText(tr("Paste the token to compare with"));
    m_other->setFixedHeight(96);
    m_summary->setObjectName(u"compareSummary"_s);
    top->addWidget(label);
    top->addWidget(m_other);
    top->addWidget(m_summary);
    contents()->setSpacing(0);
    contents()->addLayout(top);
    contents()->addWidget(m_table, 1);
    polishTable(*m_table, tr("Header and claims of both tokens"));
    m_table->setObjectName(u"comparedTable"_s);
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("This token"), tr("The other"), tr("Difference")});
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setContextMenuPolicy(Qt::NoContextMenu);
    m_table->setItemDelegate(new ComparedDelegate(this));
    QHeaderView* header = m_table->horizontalHeader();
    header->setSectionResizeMode(First, QHeaderView::Stretch);
    header->setSectionResizeMode(Second, QHeaderView::Stretch);
    m_table->setColumnWidth(Name, 120);
    m_table->setColumnWidth(Difference, 176);
    showRows(compareTokens(m_first, {}));
    m_summary->hide();
}

void CompareDialog::take(const core::Secret& text)
{
    const inspector::Pasted pasted = inspector::recognise(text);
    const core::Secret token = pasted.tokens.isEmpty() ? text : pasted.tokens.constFirst().value;
    if (token.reveal().size() > TokenPane::longestShown) {
        showProblem(tr("The text is longer than any token."), tr("Paste the token alone."));
        return;
    }
    m_other->show(token.revealText(), false);
    compare();
}

void CompareDialog::accept()
{
    compare();
}

void CompareDialog::compare()
{
    m_delay.stop();
    const core::Secret token{m_other->text().trimmed()};
    if (token.isEmpty()) {
        showProblem(tr("Nothing to compare with."), tr("Paste the other token."));
        return;
    }
    const inspector::Pasted pasted = inspector::recognise(token);
    const inspector::Inspection second =
        inspector::inspect(pasted.tokens.isEmpty() ? token : pasted.tokens.constFirst().value, {});
    if (!second.claims) {
        const auto* const step = inspector::decisive(second.trace);
        showProblem(tr("The other token has no claims that can be read."), step ? step->what : QString());
        return;
    }
    hideProblem();
    showRows(compareTokens(m_first, second));
}

void CompareDialog::showRows(const QList<ComparedMember>& members)
{
    m_table->setRowCount(static_cast<int>(members.size()));
    const bool isAlone = m_other->text().isEmpty();
    for (int row = 0; row < members.size(); ++row) {
        const ComparedMember& member = members.at(row);
        const QStringList texts{
            member.name, member.first, isAlone ? QString() : member.second, isAlone ? QString() : member.words};
        for (int column = 0; column < ComparedColumns; ++column) {
            auto* item = new QTableWidgetItem(texts.at(column));
            item->setFlags(item->flags() & ~Qt::ItemIsEditable);
            item->setData(partRole, static_cast<int>(member.part));
            item->setData(differentRole, member.isDifferent && !isAlone);
            m_table->setItem(row, column, item);
        }
    }
    const auto different = std::count_if(
        members.cbegin(), members.cend(), [](const ComparedMember& member) { return member.isDifferent; });
    m_summary->setText(different == 0 ? tr("Header and claims are the same; only the signature may differ.")
                                      : tr("%1 of %2 members differ.").arg(different).arg(members.size()));
    m_summary->setVisible(!isAlone);
}

} // namespace owb::ui
