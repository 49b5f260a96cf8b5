#include "tokens/statefacets.h"

#include "common/counts.h"
#include "common/icons.h"
#include "common/theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

QString facetText(const QString& state)
{
    if (state == "active"_L1) {
        return StateFacets::tr("Active");
    }
    if (state == "expired"_L1) {
        return StateFacets::tr("Expired");
    }
    return state == "revoked"_L1 ? StateFacets::tr("Revoked") : StateFacets::tr("Any state");
}

QIcon facetIcon(const QString& state)
{
    if (state == "active"_L1) {
        return icon(u"dot"_s, Ink::Active);
    }
    return state == "expired"_L1 ? icon(u"clock"_s, Ink::Expired) : icon(u"barred"_s, Ink::Revoked);
}

} // namespace

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
            button->setIcon(facetIcon(state));
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
    const QString text = facetText(state);
    const QString number = !count ? QString() : estimated ? estimateText(*count) : QLocale().toString(*count);
    button->setText(count ? text + u"  "_s + number : text);
    button->setAccessibleName(button->text());
}

} // namespace owb::ui
