#include "tokens/statefacets.h"

#include "common/counts.h"
#include "common/statelook.h"
#include "common/theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace owb::ui {

QStringList StateFacets::states()
{
    return {u""_s, u"active"_s, u"expired"_s, u"revoked"_s};
}

StateFacets::StateFacets(QWidget* parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    setAccessibleName(tr("State"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (int i = 0; i < states().size(); ++i) {
        const QString state = states().at(i);
        auto* button = new QToolButton(this);
        button->setCheckable(true);
        button->setProperty("kind", u"facet"_s);
        button->setProperty("place", i == 0 ? u"first"_s : i == states().size() - 1 ? u"last"_s : u"middle"_s);
        button->setFont(smallFont());
        button->setFocusPolicy(Qt::StrongFocus);
        button->setToolButtonStyle(state.isEmpty() ? Qt::ToolButtonTextOnly : Qt::ToolButtonTextBesideIcon);
        if (!state.isEmpty()) {
            button->setIcon(stateIcon(state));
            button->setIconSize({12, 12});
        }
        m_group->addButton(button, i);
        row->addWidget(button);
        setCount(state, std::nullopt);
    }
    m_group->button(0)->setChecked(true);
    connect(m_group, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT stateChosen(states().at(id)); });
}

void StateFacets::setState(const QString& state)
{
    const auto id = static_cast<int>(states().indexOf(state));
    m_group->button(std::max(id, 0))->setChecked(true);
}

void StateFacets::setCount(const QString& state, std::optional<qint64> count, bool estimated)
{
    auto* button = m_group->button(static_cast<int>(states().indexOf(state)));
    const QString text = state.isEmpty() ? tr("Any state") : stateText(state);
    const QString number = !count ? QString() : estimated ? estimateText(*count) : QLocale().toString(*count);
    button->setText(count ? text + u"  "_s + number : text);
    button->setAccessibleName(button->text());
}

} // namespace owb::ui
