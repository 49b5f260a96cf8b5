#pragma once

#include "common/pageservices.h"
#include "common/sectionpage.h"
#include "core/clock.h"
#include "inspector/examination.h"
#include "inspector/paste.h"
#include "inspector/parts.h"

#include <QTimer>

class QSplitter;
class QStackedWidget;

namespace owb::ui {

/** The Inspector section: what a token says, whether it is genuine, and what the open database says of it. */
class InspectorPage : public SectionPage
{
    Q_OBJECT
public:
    InspectorPage(const core::Clock& clock, PageServices& services, QWidget* parent);
    /** Nothing: no database is open. It must outlive the page, or be taken away before. */
    void setRepository(store::Repository* repository);
    /** The connection of that database, with the server that it belongs to. */
    void setConnection(const settings::Connection& connection);
    /** A token of a row: masked until it is revealed. */
    void inspectRow(const core::Secret& token);
    /** A token, what holds some, or keys: pasted, dropped or out of a file of that name. */
    void take(const core::Secret& text, const QString& source = {});
    void openFile(const QString& path);
    void paste();
    void forget();
    void compare();
    /** Every JWT of these rows of the open database, in the background. */
    void verifyAll(const store::TokenQuery& query);
    void copyReport();
    void openWorkshop(); // where keys and tokens to test with are made
    /** At the time that it is now, and with the row as it is now. */
    void reload() override;
    void focusSearch() override;

Q_SIGNALS:
    /** Somebody wants to choose a database. */
    void openAsked();
    /** Somebody changed the server of the connection, or how it is asked. */
    void connectionChanged(const owb::settings::Connection& connection);

protected:
    void hideEvent(QHideEvent* event) override;

private:
    void build();
    [[nodiscard]] QWidget* makeBody();
    void wire();
    void wireSources();
    void edited(const core::Secret& text);
    /** Whether it was something known. */
    bool look(const inspector::Pasted& pasted, const core::Secret& text);
    void sayUnknown(const inspector::Pasted& pasted);
    void choose(int index);
    void setToken(const core::Secret& token);
    void lookUp(const core::Secret& token);
    void holdBack(const core::Secret& token);
    void prove(); // the token with its keys and expected values
    void proven(const inspector::Inspection& inspection);
    void judge(); // with what the database says by now
    void present();
    void presentTrace();
    void showRoom(); // how trace and findings share theirs
    void askFile();
    void follow(); // the link of the database's column
    void notice(const QString& what, const QString& remedy);

    const core::Clock& m_clock;
    PageServices& m_services;
    Examination m_examination;
    inspector::Pasted m_pasted;
    bool m_isFromRow = false;
    bool m_isTyped = false; // the pane shows what somebody is typing
    bool m_isLongWanted = false; // the person asked for it, although it is longer than any token
    QString m_said; // by the banner
    Prover* m_prover;
    RowLookup* m_lookup;
    QTimer m_tick;
    InspectorHead* m_head;
    Banner* m_notice;
    Banner* m_verdict;
    ServerDesk* m_server;
    Standings* m_standings;
    KeyPanel* m_keys;
    TokenPane* m_tokenPane;
    ClaimsPane* m_claims;
    TracePane* m_trace;
    FindingsPane* m_findings;
    QStackedWidget* m_lower = nullptr; // that there is no token yet, or what it says
    QSplitter* m_right = nullptr;
};

} // namespace owb::ui
