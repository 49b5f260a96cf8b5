#include "inspector/claimspane.h"

#include "common/icons.h"
#include "common/tabledelegates.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "inspector/claimdelegate.h"
#include "inspector/rawtext.h"
#include "tables/claimtablemodel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QStackedLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

using tables::ClaimTableModel;

namespace {

constexpr int claimRowHeight = 26;

} // namespace

ClaimsPane::ClaimsPane(QWidget* parent)
    : QWidget(parent)
    , m_model(new ClaimTableModel(this))
    , m_table(new QTableView(this))
    , m_rawText(new QPlainTextEdit(this))
    , m_reason(makeMutedLabel({}, this))
    , m_raw(new QToolButton(this))
{
    build();
    m_table->setObjectName(u"claimsTable"_s);
    m_table->setModel(m_model);
    polishTable(*m_table, tr("Header and claims"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegate(new ClaimDelegate(this));
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(ClaimTableModel::Meaning, QHeaderView::Stretch);
    m_table->setColumnWidth(ClaimTableModel::Name, m_nameWidth);
    m_table->verticalHeader()->setDefaultSectionSize(std::max(claimRowHeight, QFontMetrics(bodyFont()).height() + 8));
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto* copy = new QAction(icon(u"copy"_s), tr("&Copy value"), m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(copy);
    connect(copy, &QAction::triggered, this, &ClaimsPane::copyValue);
    connect(m_raw, &QToolButton::toggled, this, &ClaimsPane::present);
}

void ClaimsPane::build()
{
    m_rawText->setObjectName(u"rawText"_s);
    m_rawText->setAccessibleName(tr("Header and content as they stand"));
    m_rawText->setProperty("kind", u"code"_s);
    m_rawText->setReadOnly(true);
    m_rawText->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_rawText->setTabChangesFocus(true);
    m_rawText->setFont(monoFont());
    m_rawText->document()->setDocumentMargin(12);
    m_reason->setObjectName(u"claimsReason"_s);
    m_reason->setWordWrap(true);
    m_reason->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_reason->setContentsMargins(metrics::margin, 12, metrics::margin, 12);
    m_raw->setText(tr("Raw"));
    m_raw->setAccessibleName(tr("Header and content as they stand"));
    m_raw->setToolTip(tr("Shows header and content as they stand"));
    m_raw->setCheckable(true);
    m_raw->setProperty("kind", u"small"_s);
    m_raw->setFont(smallFont());
    m_raw->setFocusPolicy(Qt::StrongFocus);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(metrics::margin, 3, 12, 3);
    auto* title = makeLabel(tr("Contents"), smallBoldFont(), this);
    setInk(title, Ink::Secondary);
    head->addWidget(title, 1);
    head->addWidget(m_raw);
    auto* body = new QWidget(this);
    body->setAutoFillBackground(true);
    body->setBackgroundRole(QPalette::Base);
    m_stack = new QStackedLayout(body);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_rawText);
    m_stack->addWidget(m_reason);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeLine(this));
    column->addLayout(head);
    column->addWidget(body, 1);
}

void ClaimsPane::show(const inspector::Inspection& inspection, std::optional<qint64> now, const QString& reason)
{
    m_inspection = inspection;
    m_reason->setText(displayText(reason));
    m_model->show(inspection, now);
    present();
}

void ClaimsPane::present()
{
    const bool isRead = m_model->rowCount() > 0;
    m_raw->setEnabled(isRead);
    if (isRead && m_raw->isChecked()) {
        const QString text = rawText(m_inspection);
        if (text != m_rawText->toPlainText()) {
            m_rawText->setPlainText(text);
        }
    } else {
        m_rawText->clear();
    }
    m_stack->setCurrentWidget(!isRead ? static_cast<QWidget*>(m_reason)
            : m_raw->isChecked()      ? static_cast<QWidget*>(m_rawText)
                                      : m_table);
}

void ClaimsPane::resizeEvent(QResizeEvent* event)
{
    constexpr int scrollBar = 13;
    QWidget::resizeEvent(event);
    const int value = (width() - m_nameWidth - scrollBar) * m_valueShare / 100;
    m_table->setColumnWidth(ClaimTableModel::Value, std::max(value, usualNameWidth));
}

void ClaimsPane::setLongNames()
{
    m_nameWidth = usualNameWidth * 5 / 2;
    m_valueShare = 70;
    m_table->setColumnWidth(ClaimTableModel::Name, m_nameWidth);
}

void ClaimsPane::setRaw(bool isRaw)
{
    m_raw->setChecked(isRaw);
}

bool ClaimsPane::isRaw() const
{
    return m_raw->isChecked();
}

void ClaimsPane::copyValue()
{
    const QVariant value = m_table->currentIndex().data(ClaimTableModel::RawRole);
    if (value.isValid()) {
        QApplication::clipboard()->setText(value.toString());
        Q_EMIT copied();
    }
}

} // namespace owb::ui
