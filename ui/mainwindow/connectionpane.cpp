#include "mainwindow/connectionpane.h"

#include "common/icons.h"
#include "common/theme.h"
#include "common/widgets.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QStyledItemDelegate>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

enum PaneRole { LineRole = Qt::UserRole + 1, CountRole, IconRole, SectionRole };

/** A connection is two lines high, a section one with its count at the right. */
class PaneDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        return {100, index.data(SectionRole).toString().isEmpty() ? 44 : 28};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (index.data(SectionRole).toString().isEmpty()) {
            paintConnection(*painter, option.rect, index);
        } else {
            paintSection(*painter, option, index);
        }
        painter->restore();
    }

private:
    static void paintConnection(QPainter& painter, const QRect& rect, const QModelIndex& index)
    {
        const QRect line = rect.adjusted(12, 3, -8, 0);
        painter.setFont(boldFont());
        painter.setPen(colours().text);
        painter.drawText(QRect(line.x(), line.y(), line.width(), 20), Qt::AlignVCenter,
            QFontMetrics(boldFont()).elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideMiddle, line.width()));
        painter.setFont(smallFont());
        painter.setPen(colours().text2);
        painter.drawText(QRect(line.x(), line.y() + 19, line.width(), 18), Qt::AlignVCenter,
            QFontMetrics(smallFont()).elidedText(index.data(LineRole).toString(), Qt::ElideRight, line.width()));
    }

    static void paintSection(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index)
    {
        const Colours& c = colours();
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const QRect row = option.rect.adjusted(6, 0, -6, 0);
        if (selected) {
            painter.setPen(option.state.testFlag(QStyle::State_HasFocus) ? QPen(c.accent, 2) : QPen(Qt::NoPen));
            painter.setBrush(c.selection);
            painter.drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), 4, 4);
        }
        const QColor text = selected ? c.selectionText : c.text;
        const QColor picture = selected && !c.outlined ? c.accent : selected ? c.selectionText : c.text2;
        painter.drawPixmap(row.x() + 22, row.center().y() - 7,
            iconPixmap(index.data(IconRole).toString(), 16, picture, painter.device()->devicePixelRatio()));
        painter.setFont(selected ? boldFont() : bodyFont());
        painter.setPen(text);
        painter.drawText(row.adjusted(46, 0, 0, 0), Qt::AlignVCenter, index.data(Qt::DisplayRole).toString());
        painter.setFont(smallFont());
        painter.setPen(selected ? text : c.text2);
        painter.drawText(
            row.adjusted(0, 0, -8, 0), Qt::AlignVCenter | Qt::AlignRight, index.data(CountRole).toString());
    }
};

} // namespace

ConnectionPane::ConnectionPane(QWidget* parent)
    : QWidget(parent)
    , m_tree(new QTreeWidget(this))
{
    setAttribute(Qt::WA_StyledBackground);
    setProperty("kind", u"side"_s);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 8, 8, 4);
    auto* title = makeLabel(tr("Connections"), smallBoldFont(), this);
    setInk(title, Ink::Secondary);
    auto* open = makeIconButton(u"plus"_s, tr("Open database file… (Ctrl+O)"), this);
    connect(open, &QToolButton::clicked, this, &ConnectionPane::openAsked);
    head->addWidget(title, 1);
    head->addWidget(open);
    m_tree->setAccessibleName(tr("Connections and sections"));
    m_tree->setProperty("kind", u"side"_s);
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(0);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setItemDelegate(new PaneDelegate(m_tree));
    m_tree->setItemsExpandable(false);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_tree, 1);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* item) {
        if (item && !item->data(0, SectionRole).toString().isEmpty()) {
            Q_EMIT sectionChosen(item->data(0, SectionRole).toString());
        }
    });
    showNone();
}

void ConnectionPane::showNone()
{
    m_sections.clear();
    m_tree->clear();
}

void ConnectionPane::showConnection(const store::ConnectionInfo& connection, const store::SchemaInfo& schema)
{
    showNone();
    auto* top = new QTreeWidgetItem(m_tree, {displayText(connection.name)});
    top->setData(0, LineRole, u"%1 · %2"_s.arg(connection.engine.section(u' ', 0, 0), schema.title));
    top->setToolTip(0, displayText(connection.location));
    top->setFlags(Qt::ItemIsEnabled);
    const QList<std::tuple<QString, QString, QString>> sections{{u"clients"_s, tr("Clients"), u"client"_s},
        {u"tokens"_s, tr("Tokens"), u"token"_s}, {u"codes"_s, tr("Codes"), u"code"_s}};
    for (const auto& [id, text, iconName] : sections) {
        auto* item = new QTreeWidgetItem(top, {text});
        item->setData(0, IconRole, iconName);
        item->setData(0, SectionRole, id);
        m_sections.insert(id, item);
    }
    m_tree->expandAll();
}

void ConnectionPane::showTotals(const store::Totals& totals)
{
    const auto put = [this](const QString& section, std::optional<qint64> count) {
        if (auto* item = m_sections.value(section)) {
            item->setData(0, CountRole, count ? QLocale().toString(*count) : tr("none"));
        }
    };
    put(u"clients"_s, totals.clients);
    put(u"tokens"_s, totals.tokens);
    put(u"codes"_s, totals.codes);
}

void ConnectionPane::select(const QString& section)
{
    if (auto* item = m_sections.value(section)) {
        m_tree->setCurrentItem(item);
    }
}

} // namespace owb::ui
