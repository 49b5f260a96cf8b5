#include "common/statestack.h"

#include "common/iconlabel.h"
#include "common/icons.h"
#include "common/theme.h"
#include "common/widgets.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

constexpr int appearAfterMs = 300;
constexpr int seenForMs = 300;
constexpr int slowAfterMs = 3000;
constexpr int messageWidth = 480;

/** Grey bars in the widths of the columns, under a header and a thin line. */
class LoadingBars final : public QWidget
{
public:
    LoadingBars(QTableView* table, QWidget* parent)
        : QWidget(parent)
        , m_table(table)
    { }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), colours().base);
        const int headerHeight = m_table->horizontalHeader()->height();
        painter.fillRect(0, 0, width(), headerHeight, colours().window);
        painter.fillRect(0, headerHeight - 1, width(), 1, colours().line);
        painter.fillRect(0, headerHeight - 1, width() / 3, 2, colours().accentFill);
        painter.setFont(smallBoldFont());
        painter.setPen(Qt::NoPen);
        for (int row = 0; row < 7; ++row) {
            paintRow(painter, row, headerHeight);
        }
    }

private:
    void paintRow(QPainter& painter, int row, int top) const
    {
        const QHeaderView* header = m_table->horizontalHeader();
        for (int column = 0; column < header->count(); ++column) {
            const int left = header->sectionViewportPosition(column) + (column == 0 ? 16 : 8);
            const int full = header->sectionSize(column) - 32;
            const int part = full * (9 - (row * 3 + column * 2) % 5) / 9;
            painter.setBrush(colours().rowLine);
            painter.drawRoundedRect(left, top + row * metrics::rowHeight + 9, std::max(part, 20), 10, 2, 2);
        }
        painter.fillRect(0, top + (row + 1) * metrics::rowHeight, width(), 1, colours().rowLine);
    }

    QTableView* m_table;
};

} // namespace

QWidget* makeMessage(const StateMessage& message, QWidget* parent)
{
    auto* page = new QWidget(parent);
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    auto* column = new QVBoxLayout(page);
    column->setSpacing(8);
    column->addStretch(1);
    auto* picture = new IconLabel(message.iconName, 32, message.error ? Ink::Revoked : Ink::Secondary, page);
    column->addWidget(picture, 0, Qt::AlignHCenter);
    auto* title = makeLabel(message.title, titleFont(), page);
    title->setObjectName(u"stateTitle"_s);
    column->addWidget(title, 0, Qt::AlignHCenter);
    auto* text = makeLabel(displayText(message.text), bodyFont(), page);
    text->setObjectName(u"stateText"_s);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignHCenter);
    text->setFixedWidth(messageWidth);
    setInk(text, Ink::Secondary);
    text->setFixedHeight(text->heightForWidth(messageWidth)); // an aligned label does not get the height its lines need
    column->addWidget(text, 0, Qt::AlignHCenter);
    if (!message.details.isEmpty()) {
        auto* link = makeLink(StateStack::tr("Details"), page);
        auto* details = makeLabel(displayText(message.details), monoFont(), page);
        details->setWordWrap(true);
        details->setAlignment(Qt::AlignHCenter);
        details->setFixedWidth(messageWidth);
        details->setFixedHeight(details->heightForWidth(messageWidth));
        details->hide();
        QObject::connect(
            link, &QToolButton::clicked, details, [details] { details->setVisible(!details->isVisible()); });
        column->addWidget(link, 0, Qt::AlignHCenter);
        column->addWidget(details, 0, Qt::AlignHCenter);
    }
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    for (const StateMessage::Action& action : message.actions) {
        auto* button =
            makeButton(action.text, action.primary ? ButtonKind::Primary : ButtonKind::Plain, action.iconName, page);
        QObject::connect(button, &QPushButton::clicked, page, [run = action.run] { run(); });
        row->addWidget(button);
    }
    row->addStretch(1);
    column->addLayout(row);
    column->addStretch(1);
    return page;
}

StateStack::StateStack(QTableView* table, QWidget* rows, QWidget* parent)
    : QStackedWidget(parent)
    , m_rows(rows)
    , m_message(new QWidget(this))
    , m_loading(new QWidget(this))
    , m_reason(makeMutedLabel({}, m_loading))
    , m_slowRow(new QWidget(m_loading))
{
    auto* column = new QVBoxLayout(m_loading);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new LoadingBars(table, m_loading), 1);
    auto* row = new QHBoxLayout(m_slowRow);
    auto* stop = makeButton(tr("Stop"), ButtonKind::Plain, u"stop"_s, m_slowRow);
    connect(stop, &QPushButton::clicked, this, [this] {
        if (m_stop) {
            m_stop();
        }
    });
    row->addWidget(m_reason, 1);
    row->addWidget(stop);
    column->addWidget(m_slowRow);
    addWidget(rows);
    addWidget(m_message);
    addWidget(m_loading);
    m_appear.setSingleShot(true);
    m_slow.setSingleShot(true);
    m_stay.setSingleShot(true);
    connect(&m_appear, &QTimer::timeout, this, [this] {
        setCurrentWidget(m_loading);
        m_stay.start(seenForMs);
    });
    connect(&m_stay, &QTimer::timeout, this, [this] {
        if (m_state != State::Loading) {
            setCurrentWidget(m_next);
        }
    });
    connect(&m_slow, &QTimer::timeout, m_slowRow, &QWidget::show);
}

void StateStack::showRows()
{
    m_state = State::Rows;
    leaveLoading(m_rows);
}

void StateStack::leaveLoading(QWidget* next)
{
    m_appear.stop();
    m_slow.stop();
    m_next = next;
    if (!m_stay.isActive()) {
        setCurrentWidget(next);
    }
}

void StateStack::showMessage(const StateMessage& message)
{
    m_state = State::Message;
    const bool hadFocus = m_message->isAncestorOf(focusWidget());
    removeWidget(m_message);
    m_message->deleteLater();
    m_message = makeMessage(message, this);
    addWidget(m_message);
    leaveLoading(m_message);
    if (hadFocus) {
        m_message->setFocus();
    }
}

void StateStack::showLoading(const QString& reason, std::function<void()> stop)
{
    m_state = State::Loading;
    m_reason->setText(reason);
    m_stop = std::move(stop);
    m_slowRow->hide();
    m_slow.start(slowAfterMs);
    if (!m_appear.isActive() && currentWidget() != m_loading) {
        m_appear.start(appearAfterMs);
    }
}

} // namespace owb::ui
