#include "inspector/workshopdialog.h"

#include "common/pageservices.h"
#include "inspector/keyspane.h"
#include "inspector/tokenmaker.h"

#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

WorkshopDialog::WorkshopDialog(const core::Clock& clock, PageServices& services, QWidget* parent)
    : DialogFrame(tr("Workshop"), tr("Make token"), ButtonKind::Primary, parent)
    , m_cabinet(new KeyCabinet(services.keyring, this))
    , m_tabs(new QTabWidget(this))
    , m_keys(new KeysPane(*m_cabinet, services, m_tabs))
    , m_maker(new TokenMaker(*m_cabinet, services.prompt, services.clipboard, clock, m_tabs))
{
    setObjectName(u"workshopDialog"_s);
    resize(920, 660);
    cancelButton()->setText(tr("Close"));
    m_tabs->setObjectName(u"workshopTabs"_s);
    m_tabs->setDocumentMode(true); // without a frame of its own
    m_tabs->setProperty("kind", u"flush"_s);
    m_tabs->addTab(m_keys, tr("Keys"));
    m_tabs->addTab(m_maker, tr("Token"));
    contents()->setContentsMargins(0, 8, 0, 0);
    contents()->addWidget(m_tabs, 1);
    wire();
    present();
    m_cabinet->reload();
}

void WorkshopDialog::wire()
{
    connect(m_tabs, &QTabWidget::currentChanged, this, &WorkshopDialog::present);
    connect(m_cabinet, &KeyCabinet::busyChanged, this, &DialogFrame::setBusy);
    connect(m_cabinet, &KeyCabinet::told, this, &DialogFrame::showAnswer);
    connect(m_cabinet, &KeyCabinet::said, this, [this](const QString& sentence) {
        hideProblem();
        setNote(sentence);
    });
    connect(m_keys, &KeysPane::said, this, [this](const QString& sentence) { setNote(sentence); });
    connect(m_keys, &KeysPane::chosen, this, [this](const QString& id) {
        showToken();
        m_maker->picker().choose(id);
    });
    connect(m_maker, &TokenMaker::busyChanged, this, &DialogFrame::setBusy);
    connect(m_maker, &TokenMaker::refused, this, &DialogFrame::showProblem);
    connect(m_maker, &TokenMaker::changed, this, &DialogFrame::hideProblem);
    connect(m_maker, &TokenMaker::inspectAsked, this, [this](const core::Secret& token, const jose::KeySet& keys) {
        Q_EMIT made(token, keys);
        DialogFrame::accept();
    });
}

void WorkshopDialog::showToken()
{
    m_tabs->setCurrentWidget(m_maker);
}

void WorkshopDialog::present()
{
    const bool isToken = m_tabs->currentWidget() == m_maker;
    verbButton()->setVisible(isToken);
    setNote(isToken ? tr("Nothing leaves this machine. Tokens made here are not stored.")
                    : tr("Private keys are in the keychain, and in no file."));
}

void WorkshopDialog::accept()
{
    if (m_tabs->currentWidget() == m_maker && !isBusy()) {
        hideProblem();
        m_maker->make();
    }
}

} // namespace owb::ui
