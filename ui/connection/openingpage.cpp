#include "connection/openingpage.h"

#include "common/statestack.h"
#include "core/errortext.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

OpeningPage::OpeningPage(QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
}

void OpeningPage::replace(QWidget* content)
{
    delete m_content;
    m_content = content;
    layout()->addWidget(content);
}

void OpeningPage::showOpening(const QString& name)
{
    replace(makeMessage(
        {u"database"_s, false, tr("Opening %1").arg(name), tr("Reading its tables. Nothing is written."), {}, {}},
        this));
}

void OpeningPage::showError(const core::Error& error, bool saved)
{
    const core::ErrorText text = core::errorText(error);
    const bool unknown = error.kind == core::Error::Kind::NoOAuthTables;
    const StateMessage::Action choose{tr("Choose another file…"), !unknown, {}, [this] { Q_EMIT chooseAsked(); }};
    const StateMessage::Action edit{tr("Edit connection…"), !unknown, {}, [this] { Q_EMIT editAsked(); }};
    QList<StateMessage::Action> actions{
        saved ? edit : choose, {tr("Try again"), false, {}, [this] { Q_EMIT againAsked(); }}};
    if (unknown) {
        actions.prepend({tr("Map by hand…"), true, {}, [this] { Q_EMIT mapAsked(); }});
    }
    replace(makeMessage(
        {u"error"_s, true, tr("The database cannot be opened"), text.sentence(), error.detail, actions}, this));
}

} // namespace owb::ui
