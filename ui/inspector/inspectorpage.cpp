#include "inspector/inspectorpage.h"

#include "common/banner.h"
#include "inspector/claimspane.h"
#include "inspector/findingspane.h"
#include "inspector/inspectorhead.h"
#include "inspector/keypanel.h"
#include "inspector/prover.h"
#include "inspector/rowlookup.h"
#include "inspector/serverdesk.h"
#include "inspector/servertext.h"
#include "inspector/standings.h"
#include "inspector/tokenpane.h"
#include "inspector/tracepane.h"
#include "inspector/verdict.h"

#include <QLocale>
#include <QRegularExpression>
#include <QSplitter>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

/** A text of several words that nothing was made of: no token is written so. */
bool isNothingKnown(const inspector::Pasted& pasted, const core::Secret& text)
{
    static const QRegularExpression space(u"\\s"_s);
    const QString trimmed = text.revealText().trimmed();
    return pasted.tokens.isEmpty()
        || (pasted.what.isEmpty() && !trimmed.startsWith(u'{') && space.match(trimmed).hasMatch());
}

inspector::CompanyFacts companyOf(const inspector::Pasted& pasted, qsizetype chosen)
{
    inspector::CompanyFacts company;
    company.code = pasted.code;
    company.tokenType = pasted.tokenType;
    company.expiresIn = pasted.expiresIn;
    company.isInQuery = pasted.isInQuery;
    for (qsizetype i = 0; i < pasted.tokens.size(); ++i) {
        if (i != chosen && pasted.tokens.at(i).name == "access_token"_L1) {
            company.accessToken = pasted.tokens.at(i).value;
        }
    }
    return company;
}

} // namespace

InspectorPage::InspectorPage(const core::Clock& clock, PageServices& services, QWidget* parent)
    : SectionPage(parent)
    , m_clock(clock)
    , m_services(services)
    , m_prover(new Prover(this))
    , m_lookup(new RowLookup(this))
    , m_head(new InspectorHead(this))
    , m_notice(new Banner(this))
    , m_verdict(new Banner(this))
    , m_server(new ServerDesk(clock, services, this))
    , m_standings(new Standings(m_server->menu(), this))
    , m_keys(new KeyPanel(services.prompt, this))
    , m_tokenPane(new TokenPane(services.clipboard, this))
    , m_claims(new ClaimsPane(this))
    , m_trace(new TracePane(this))
    , m_findings(new FindingsPane(this))
{
    setAccessibleName(tr("Inspector"));
    build();
    wire();
    present();
}

void InspectorPage::setRepository(store::Repository* repository)
{
    m_lookup->setRepository(repository);
    if (repository) {
        connect(repository, &store::Repository::unlockedChanged, this, [this](bool isUnlocked) {
            if (!isUnlocked && m_isFromRow) { // locking ends what was revealed
                m_tokenPane->setMasked(true);
            }
        });
    }
}

void InspectorPage::inspectRow(const core::Secret& token)
{
    m_notice->hide();
    m_pasted = {};
    m_pasted.tokens.append({{}, token});
    m_isFromRow = true;
    m_isTyped = false;
    m_tokenPane->showChoice({}, 0);
    choose(0);
}

void InspectorPage::take(const core::Secret& text, const QString& source)
{
    m_notice->hide();
    if (text.revealText().trimmed().isEmpty()) {
        notice(tr("There is no text to look at."), tr("Copy a token first."));
        return;
    }
    const inspector::Pasted pasted = inspector::recognise(text);
    if (pasted.keys) {
        m_keys->takeKeys(*pasted.keys, source.isEmpty() ? tr("a pasted text") : source);
        if (m_notice->isHidden()) {
            m_services.say(tr("Tokens are held against these keys now."));
        }
        return;
    }
    m_isFromRow = false;
    m_isTyped = false;
    if (!look(pasted, text)) {
        sayUnknown(pasted);
    }
}

void InspectorPage::sayUnknown(const inspector::Pasted& pasted)
{
    if (pasted.code) {
        notice(tr("This is a callback address with a code, and no token in it."),
            tr("Exchange the code for tokens, or look for it among the codes."));
    } else {
        notice(tr("This text is no token, and holds neither tokens nor keys."),
            tr("Known are tokens, Authorization headers, token responses, callback addresses, JWK, JWK Set and PEM."));
    }
}

bool InspectorPage::look(const inspector::Pasted& pasted, const core::Secret& text)
{
    if (isNothingKnown(pasted, text)) {
        return false;
    }
    m_pasted = pasted;
    QStringList names;
    for (const inspector::Pasted::Token& token : pasted.tokens) {
        names << token.name;
    }
    m_tokenPane->showChoice(names, 0);
    choose(0);
    return true;
}

void InspectorPage::edited(const core::Secret& text)
{
    m_notice->hide();
    m_isFromRow = false;
    m_isTyped = true;
    if (text.isEmpty()) {
        forget();
        return;
    }
    const inspector::Pasted pasted = inspector::recognise(text);
    if (pasted.keys) {
        take(text); // keys, and no token: the pane goes back to what it showed
        m_tokenPane->show(m_examination.token, false);
    } else if (!look(pasted, text)) {
        m_examination = {};
        prove();
        lookUp({});
        sayUnknown(pasted);
    }
}

void InspectorPage::choose(int index)
{
    m_isLongWanted = false;
    m_examination.chosenKind.reset();
    m_examination.circumstances.company = companyOf(m_pasted, index);
    setToken(m_pasted.tokens.at(index).value);
}

void InspectorPage::setToken(const core::Secret& token)
{
    if (!m_isTyped) {
        m_tokenPane->show(token, m_isFromRow);
    }
    if (token.reveal().size() > TokenPane::longestShown && !m_isLongWanted) {
        holdBack(token);
        return;
    }
    m_examination.token = token;
    prove();
    lookUp(token);
    showRoom();
}

/** In the database at once; the server is asked when somebody asks it. */
void InspectorPage::lookUp(const core::Secret& token)
{
    m_server->look(token);
    m_lookup->look(token); // which has it judged anew
}

void InspectorPage::holdBack(const core::Secret& token)
{
    m_examination.token = {};
    prove();
    lookUp({});
    m_verdict->say(Banner::Kind::Info, tr("Longer than any token."),
        tr("This text of %1 characters was not looked at.").arg(QLocale().toString(token.length())));
    m_verdict->addAction(tr("Look at it all the same"), [this, token] {
        m_isLongWanted = true;
        setToken(token);
    });
}

void InspectorPage::prove()
{
    m_examination.clear();
    m_examination.keys = m_keys->keys();
    m_examination.expectations = m_keys->expectations();
    m_examination.now = m_clock.now();
    m_examination.expectations.now = m_examination.now;
    if (!m_prover->prove(m_examination)) {
        m_examination.isPending = true;
        present();
    }
}

void InspectorPage::proven(const inspector::Inspection& inspection)
{
    m_examination.isPending = false;
    m_examination.inspection = inspection;
    judge();
}

void InspectorPage::judge()
{
    m_examination.answer = m_lookup->answer();
    m_examination.reply = m_server->reply();
    m_examination.knownKey = m_server->knownKey(m_examination.missingKey());
    if (!m_examination.isEmpty() && !m_examination.isPending) {
        m_examination.judge();
        m_server->setHint(m_examination.hint());
    }
    present();
}

void InspectorPage::present()
{
    const bool isEmpty = m_examination.isEmpty();
    m_head->show(m_examination);
    m_standings->setVisible(!isEmpty);
    m_right->setVisible(!isEmpty);
    m_lower->setCurrentIndex(isEmpty ? 0 : 1);
    if (isEmpty) { // nothing stays, seen or not
        m_verdict->hide();
        m_claims->show({}, {}, {});
        m_trace->show({}, {});
        m_findings->show({}, {});
        return;
    }
    const Verdict verdict = verdictOf(m_examination);
    const bool isLiveAtServer = m_examination.reply.isActive() == true;
    const QString said = u"%1 %2 %3"_s.arg(verdict.lead, verdict.sentence).arg(isLiveAtServer);
    if (m_verdict->isHidden() || std::exchange(m_said, said) != said) {
        m_verdict->say(verdict.kind, verdict.lead, verdict.sentence);
        if (isLiveAtServer) {
            m_verdict->addAction(tr("Revoke at the server…"), [this] { m_server->askRevoke(); });
        }
    }
    m_standings->show(m_examination);
    const auto* const step = inspector::decisive(m_examination.inspection.trace);
    m_claims->show(m_examination.inspection, m_examination.now,
        m_examination.isOpaque() ? tr("This token says nothing by itself: its server keeps what it means.")
            : step               ? step->what
                                 : QString());
    presentTrace();
}

void InspectorPage::presentTrace()
{
    inspector::Trace trace = m_examination.inspection.trace;
    if (m_examination.isOpaque() && !trace.isEmpty()) { // no fault: it was not made to be read
        const inspector::Step& first = trace.constFirst();
        trace = {inspector::notChecked(first.kind, first.what, first.reference)};
    }
    m_trace->show(trace, databaseSteps(m_examination) + serverSteps(m_examination));
    m_findings->show(m_examination.findings,
        m_examination.isOpaque() ? tr("The rules are about tokens that say something by themselves.")
                                 : tr("Nothing was found."));
}

} // namespace owb::ui
