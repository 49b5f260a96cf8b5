#include "inspector/inspectorpage.h"

#include "common/banner.h"
#include "core/async.h"
#include "inspector/claimspane.h"
#include "inspector/findingspane.h"
#include "inspector/inspectorhead.h"
#include "inspector/keypanel.h"
#include "inspector/rowlookup.h"
#include "inspector/standingcolumn.h"
#include "inspector/tokenpane.h"
#include "inspector/tracepane.h"
#include "inspector/verdict.h"

#include <QLocale>
#include <QPromise>
#include <QRegularExpression>
#include <QSplitter>
#include <QStackedWidget>
#include <QThreadPool>

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
    , m_lookup(new RowLookup(this))
    , m_head(new InspectorHead(this))
    , m_notice(new Banner(this))
    , m_verdict(new Banner(this))
    , m_byText(new StandingColumn(tr("By its text"), this))
    , m_inDatabase(new StandingColumn(tr("In the database"), this))
    , m_keys(new KeyPanel(services.prompt, this))
    , m_tokenPane(new TokenPane(services.clipboard, this))
    , m_claims(new ClaimsPane(this))
    , m_trace(new TracePane(this))
    , m_findings(new FindingsPane(this))
{
    setAccessibleName(tr("Inspector"));
    setAcceptDrops(true);
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
        m_lookup->look({});
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
    m_lookup->look(token);
    showRoom();
}

void InspectorPage::holdBack(const core::Secret& token)
{
    m_examination.token = {};
    prove();
    m_lookup->look({});
    m_verdict->say(Banner::Kind::Info, tr("Longer than any token."),
        tr("This text of %1 characters was not looked at.").arg(QLocale().toString(token.length())));
    m_verdict->addAction(tr("Look at it all the same"), [this, token] {
        m_isLongWanted = true;
        setToken(token);
    });
}

/** Nearly all tokens are opened at once; one whose key is made of a password takes as long as its issuer wanted. */
void InspectorPage::prove()
{
    const int proof = ++m_proof;
    m_examination.clear();
    m_examination.keys = m_keys->keys();
    m_examination.expectations = m_keys->expectations();
    m_examination.now = m_clock.now();
    m_examination.expectations.now = m_examination.now;
    const auto inspect = [token = m_examination.token, keys = m_examination.keys,
                             expectations = m_examination.expectations] {
        return inspector::inspect(token, keys, expectations);
    };
    if (m_examination.isEmpty() || m_examination.keys.keys.isEmpty() || !inspector::takesLong(m_examination.token)) {
        proven(m_examination.isEmpty() ? inspector::Inspection() : inspect());
        return;
    }
    m_examination.isPending = true;
    present();
    auto promise = std::make_shared<QPromise<inspector::Inspection>>();
    promise->start();
    core::whenDone(promise->future(), this, [this, proof](const inspector::Inspection& inspection) {
        if (proof == m_proof) {
            proven(inspection);
        }
    });
    QThreadPool::globalInstance()->start([promise, inspect] {
        promise->addResult(inspect());
        promise->finish();
    });
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
    if (!m_examination.isEmpty() && !m_examination.isPending) {
        m_examination.judge();
    }
    present();
}

void InspectorPage::present()
{
    const bool isEmpty = m_examination.isEmpty();
    m_head->show(m_examination);
    m_standings->setVisible(!isEmpty);
    m_right->setVisible(!isEmpty);
    m_lower->setCurrentWidget(isEmpty ? m_empty : static_cast<QWidget*>(m_claims));
    if (isEmpty) { // nothing stays, seen or not
        m_verdict->hide();
        m_claims->show({}, {}, {});
        m_trace->show({}, {});
        m_findings->show({}, {});
        return;
    }
    const Verdict verdict = verdictOf(m_examination);
    if (m_verdict->isHidden() || m_verdict->text() != u"%1 %2"_s.arg(verdict.lead, verdict.sentence)) {
        m_verdict->say(verdict.kind, verdict.lead, verdict.sentence);
    }
    m_byText->show(standingByText(m_examination));
    m_inDatabase->show(standingInDatabase(m_examination));
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
    m_trace->show(trace, databaseSteps(m_examination));
    m_findings->show(m_examination.findings,
        m_examination.isOpaque() ? tr("The rules are about tokens that say something by themselves.")
                                 : tr("Nothing was found."));
}

} // namespace owb::ui
