#include "inspector/inspectorpage.h"

#include "common/banner.h"
#include "common/statestack.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "inspector/claimspane.h"
#include "inspector/findingspane.h"
#include "inspector/inspectorhead.h"
#include "inspector/keypanel.h"
#include "inspector/rowlookup.h"
#include "inspector/standingcolumn.h"
#include "inspector/tokenpane.h"
#include "inspector/tracepane.h"

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
    m_standings = makeStandings();
    column->addWidget(m_standings);
    column->addWidget(m_keys);
    column->addWidget(makeLine(this));
    column->addWidget(makeBody(), 1);
}

/** Side by side; one more who knows something is one more column. */
QWidget* InspectorPage::makeStandings()
{
    m_byText->setObjectName(u"byText"_s);
    m_inDatabase->setObjectName(u"inDatabase"_s);
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (StandingColumn* standing : {m_byText, m_inDatabase}) {
        if (row->count() > 0) {
            auto* line = makeLine(box);
            line->setMinimumHeight(0);
            line->setMaximumHeight(QWIDGETSIZE_MAX);
            line->setFixedWidth(1);
            row->addWidget(line);
        }
        row->addWidget(standing, 1);
    }
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(makeLine(box));
    return box;
}

QWidget* InspectorPage::makeBody()
{
    m_empty =
        makeMessage({u"inspector"_s, false, tr("No token yet"),
                        tr("Paste a token, an Authorization header, a token response, a callback address or keys. "
                           "A text or a file can also be dropped here. Nothing leaves this machine."),
                        {},
                        {{tr("Paste token"), true, {}, [this] { paste(); }},
                            {tr("Open file…"), false, u"file"_s, [this] { askFile(); }}}},
            this);
    m_lower = new QStackedWidget(this);
    m_lower->addWidget(m_empty);
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
    connect(m_lookup, &RowLookup::answered, this, &InspectorPage::judge);
    connect(m_tokenPane, &TokenPane::edited, this, &InspectorPage::edited);
    connect(m_tokenPane, &TokenPane::pasted, this, [this](const core::Secret& text) { take(text); });
    connect(m_tokenPane, &TokenPane::chosen, this, &InspectorPage::choose);
    connect(m_claims, &ClaimsPane::copied, this, [this] { m_services.say(tr("Copied.")); });
    connect(m_inDatabase, &StandingColumn::linkPressed, this, &InspectorPage::follow);
    connect(m_trace, &TracePane::sectionAsked, this, &InspectorPage::openSection);
    connect(m_findings, &FindingsPane::sectionAsked, this, &InspectorPage::openSection);
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

void InspectorPage::showRoom()
{
    const int all = m_right->height();
    const int findings = std::min(m_findings->wantedHeight(), all * 2 / 5);
    m_right->setSizes({all - findings, findings});
}

} // namespace owb::ui
