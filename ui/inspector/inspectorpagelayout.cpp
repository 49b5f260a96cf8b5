#include "inspector/inspectorpage.h"

#include "common/banner.h"
#include "common/statestack.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "inspector/claimspane.h"
#include "inspector/droptarget.h"
#include "inspector/familylookup.h"
#include "inspector/findingspane.h"
#include "inspector/inspectorhead.h"
#include "inspector/keptkeysmenu.h"
#include "inspector/keypanel.h"
#include "inspector/prover.h"
#include "inspector/rowlookup.h"
#include "inspector/serverdesk.h"
#include "inspector/standings.h"
#include "inspector/tokenpane.h"
#include "inspector/tracepane.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace owb::ui {

void InspectorPage::build()
{
    m_notice->setObjectName(u"notice"_s);
    m_verdict->setObjectName(u"verdict"_s);
    for (Banner* banner : {m_notice, m_verdict}) {
        banner->setProperty("place", u"flush"_s);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(makeLine(this));
    column->addWidget(m_notice);
    column->addWidget(m_verdict);
    column->addWidget(m_standings);
    column->addWidget(m_keys);
    column->addWidget(makeLine(this));
    column->addWidget(makeBody(), 1);
}

QWidget* InspectorPage::makeBody()
{
    auto* empty = makeMessage(
        {u"inspector"_s, false, tr("No token yet"),
            tr("Paste a token, an Authorization header, a token response, a callback address or keys. "
               "A text or a file can also be dropped here. Nothing leaves this machine before you ask a server."),
            {},
            {{tr("Paste token"), true, {}, [this] { paste(); }},
                {tr("Open file…"), false, u"file"_s, [this] { askFile(); }}}},
        this);
    m_lower = new QStackedWidget(this);
    m_lower->addWidget(empty);
    m_lower->addWidget(m_claims);
    auto* left = new QSplitter(Qt::Vertical, this);
    left->addWidget(m_tokenPane);
    left->addWidget(m_lower);
    left->setStretchFactor(1, 1);
    left->setSizes({168, 400});
    m_right = new QSplitter(Qt::Vertical, this);
    m_right->addWidget(m_trace);
    m_right->addWidget(m_findings);
    m_right->setStretchFactor(0, 1);
    m_right->setMinimumWidth(300);
    auto* body = new QSplitter(Qt::Horizontal, this);
    body->addWidget(left);
    body->addWidget(m_right);
    body->setStretchFactor(0, 1);
    body->setSizes({600, 456});
    for (QSplitter* splitter : {left, m_right, body}) {
        splitter->setHandleWidth(1);
        splitter->setChildrenCollapsible(false);
    }
    return body;
}

void InspectorPage::wire()
{
    connect(m_head, &InspectorHead::pasteAsked, this, &InspectorPage::paste);
    connect(m_head, &InspectorHead::fileAsked, this, &InspectorPage::askFile);
    connect(m_head, &InspectorHead::forgetAsked, this, &InspectorPage::forget);
    connect(m_head, &InspectorHead::workshopAsked, this, &InspectorPage::openWorkshop);
    connect(m_head, &InspectorHead::compareAsked, this, &InspectorPage::compare);
    connect(m_head, &InspectorHead::reportAsked, this, &InspectorPage::copyReport);
    connect(m_head, &InspectorHead::kindChosen, this, [this](std::optional<inspector::Classification::Kind> kind) {
        m_examination.chosenKind = kind;
        judge();
    });
    connect(m_keys, &KeyPanel::changed, this, &InspectorPage::prove);
    connect(m_keys, &KeyPanel::refused, this, &InspectorPage::notice);
    connect(m_prover, &Prover::proven, this, &InspectorPage::proven);
    connect(m_lookup, &RowLookup::answered, this, &InspectorPage::judge);
    connect(m_tokenPane, &TokenPane::edited, this, &InspectorPage::edited);
    connect(m_tokenPane, &TokenPane::pasted, this, [this](const core::Secret& text) { take(text); });
    connect(m_tokenPane, &TokenPane::chosen, this, &InspectorPage::choose);
    connect(m_claims, &ClaimsPane::copied, this, [this] { m_services.say(tr("Copied.")); });
    wireSources();
    connect(m_trace, &TracePane::sectionAsked, this, QDesktopServices::openUrl);
    connect(m_findings, &FindingsPane::sectionAsked, this, QDesktopServices::openUrl);
    auto* drops = new DropTarget(this);
    connect(drops, &DropTarget::textDropped, this, [this](const core::Secret& text) { take(text); });
    connect(drops, &DropTarget::fileDropped, this, &InspectorPage::openFile);
    new FamilyLookup(*m_lookup, m_standings->inDatabase(), m_clock, m_services, this); // the chain behind the row
    auto* pasteKeys = new QShortcut(QKeySequence::Paste, this); // a field that has the focus comes first
    connect(pasteKeys, &QShortcut::activated, this, &InspectorPage::paste);
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (isVisible() && !m_examination.isEmpty() && !m_examination.isPending) {
            m_examination.passTime(m_clock.now());
            present();
        }
    });
    m_tick.start();
}

/** Database, server and keychain. */
void InspectorPage::wireSources()
{
    connect(m_standings, &Standings::databasePressed, this, &InspectorPage::follow);
    connect(m_standings, &Standings::serverPressed, m_server, &ServerDesk::act);
    connect(m_server, &ServerDesk::changed, this, &InspectorPage::judge);
    connect(m_server, &ServerDesk::refused, this, &InspectorPage::notice);
    connect(m_server, &ServerDesk::revoked, m_lookup, &RowLookup::again);
    connect(m_server, &ServerDesk::keysTaken, m_keys, &KeyPanel::setKeys);
    connect(m_server, &ServerDesk::connectionChanged, this, [this](const settings::Connection& connection) {
        setConnection(connection);
        Q_EMIT connectionChanged(connection);
    });
    auto* kept = new KeptKeysMenu(m_services.keyring, this);
    connect(kept, &KeptKeysMenu::taken, m_keys, &KeyPanel::setKeys);
    connect(kept, &KeptKeysMenu::refused, this, &InspectorPage::notice);
    m_keys->addSources(QList<QAction*>{kept->menuAction()} + m_server->keyActions());
}

void InspectorPage::showRoom()
{
    const int all = m_right->height();
    const int findings = std::min(m_findings->wantedHeight(), all * 2 / 5);
    m_right->setSizes({all - findings, findings});
}

} // namespace owb::ui
