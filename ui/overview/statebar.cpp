#include "overview/statebar.h"

#include "common/counts.h"
#include "common/statelook.h"
#include "common/theme.h"
#include "common/widgets.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

constexpr int stateHeight = 20;
constexpr std::size_t states = 3;

struct State
{
    QString name; // in the search language
    Ink ink;
    int count; // its store::TallyState
};

std::array<State, states> allStates()
{
    return {{{u"active"_s, Ink::Active, store::ActiveState}, {u"expired"_s, Ink::Expired, store::ExpiredState},
        {u"revoked"_s, Ink::Revoked, store::RevokedState}}};
}

/** The parts side by side, each as long as its share. */
class Parts final : public QWidget
{
public:
    explicit Parts(QWidget* parent)
        : QWidget(parent)
    {
        setFixedHeight(stateHeight);
    }

    QList<qint64> counts;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const auto all = static_cast<double>(counts.value(store::AnyState));
        if (all <= 0) {
            painter.fillRect(rect(), colours().line);
            return;
        }
        double from = 0;
        for (const State& state : allStates()) {
            const double length = static_cast<double>(counts.value(state.count)) / all * width();
            const QRectF part(from, 0, std::max(length - (from + length < width() ? 2 : 0), 0.0), height());
            painter.fillRect(part, inkColour(state.ink));
            from += length;
        }
    }
};

} // namespace

StateBar::StateBar(QWidget* parent)
    : QWidget(parent)
    , m_bar(new Parts(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_bar);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    for (std::size_t i = 0; i < states; ++i) {
        const State state = allStates().at(i);
        auto* part = new QToolButton(this);
        part->setProperty("kind", u"legend"_s);
        part->setIcon(stateIcon(state.name));
        part->setIconSize({12, 12});
        part->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        part->setFocusPolicy(Qt::StrongFocus);
        part->setCursor(Qt::PointingHandCursor);
        connect(part, &QToolButton::clicked, this, [this, name = state.name] { Q_EMIT chosen(u"state:"_s + name); });
        row->addWidget(part);
        m_parts.at(i) = part;
    }
    row->addStretch(1);
    column->addLayout(row);
    setCounts({}, jobs::Known::Nothing);
}

void StateBar::setCounts(const QList<qint64>& counts, jobs::Known known)
{
    static_cast<Parts*>(m_bar)->counts = counts;
    m_bar->update();
    const auto all = static_cast<double>(std::max<qint64>(counts.value(store::AnyState), 1));
    for (std::size_t i = 0; i < states; ++i) {
        const State state = allStates().at(i);
        const QString text = stateText(state.name);
        const qint64 count = counts.value(state.count);
        const QString number = known == jobs::Known::Nearly ? estimateText(count) : QLocale().toString(count);
        const QString share = tr("%1 %").arg(QLocale().toString(static_cast<double>(count) / all * 100, 'f', 1));
        m_parts.at(i)->setText(counts.isEmpty() ? text : u"%1  %2  %3"_s.arg(text, number, share));
        m_parts.at(i)->setAccessibleName(counts.isEmpty() ? text : tr("%1: %2 tokens, %3").arg(text, number, share));
    }
}

} // namespace owb::ui
