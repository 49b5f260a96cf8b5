#include "connection/connectiondialog.h"

#include "common/theme.h"
#include "connection/connectionform.h"
#include "connection/importbutton.h"
#include "connection/testwords.h"
#include "connection/urledit.h"
#include "core/async.h"
#include "core/errortext.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

using settings::Connection;

ConnectionDialog::ConnectionDialog(ConnectionServices services, const Connection& connection, QWidget* parent)
    : DialogFrame(connection.id.isEmpty() ? tr("New connection") : tr("Edit connection"), tr("Save connection"),
        ButtonKind::Primary, parent)
    , m_services(std::move(services))
    , m_before(connection)
    , m_form(new ConnectionForm(m_services.prompt, this))
    , m_url(new UrlEdit(this))
    , m_result(new Banner(this))
    , m_test(makeButton(tr("&Test connection"), ButtonKind::Plain, {}, this))
{
    setObjectName(u"connectionDialog"_s);
    build();
    m_form->fill(connection);
    m_form->setPasswordKept(!isNew());
    m_form->setFocus();
    connect(m_form, &ConnectionForm::changed, this, &ConnectionDialog::fieldChanged);
}

bool ConnectionDialog::isNew() const
{
    return m_before.id.isEmpty();
}

void ConnectionDialog::build()
{
    resize(720, 620);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* page = new QWidget(scroll);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(metrics::dialogMargin, 16, metrics::dialogMargin, 12);
    column->setSpacing(8);
    m_url->setObjectName(u"urlEdit"_s);
    m_url->setAccessibleName(tr("Database URL"));
    m_url->setPlaceholderText(tr("Paste a database URL or a line of an .env file to fill in the fields"));
    auto* import = new ImportButton(m_services.prompt, page);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_url, 1);
    row->addWidget(import);
    column->addLayout(row);
    column->addWidget(makeLine(page));
    column->addWidget(m_form);
    column->addStretch(1);
    scroll->setWidget(page);
    contents()->addWidget(scroll, 1);
    auto* below = new QVBoxLayout;
    below->setContentsMargins(metrics::dialogMargin, 0, metrics::dialogMargin, 12);
    m_result->setObjectName(u"resultBanner"_s);
    below->addWidget(m_result);
    below->addWidget(makeWorkRow());
    contents()->addLayout(below);
    m_test->setObjectName(u"testButton"_s);
    addToNote(m_test);
    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::startTest);
    connect(m_url, &UrlEdit::given, this, &ConnectionDialog::takeUrl);
    connect(import, &ImportButton::chosen, this, &ConnectionDialog::takeOver);
    connect(import, &ImportButton::failed, this, &ConnectionDialog::sayError);
}

QWidget* ConnectionDialog::makeWorkRow()
{
    m_workRow = new QWidget(this);
    m_workText = makeMutedLabel({}, m_workRow);
    m_workText->setObjectName(u"workLabel"_s);
    auto* progress = new QProgressBar(m_workRow);
    progress->setRange(0, 0);
    progress->setFixedSize(120, 6);
    progress->setTextVisible(false);
    auto* stopButton = makeButton(tr("Stop"), ButtonKind::Plain, u"stop"_s, m_workRow);
    stopButton->setObjectName(u"stopButton"_s);
    connect(stopButton, &QPushButton::clicked, this, &ConnectionDialog::stop);
    auto* row = new QHBoxLayout(m_workRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_workText, 1);
    row->addWidget(progress);
    row->addWidget(stopButton);
    m_workRow->hide();
    return m_workRow;
}

void ConnectionDialog::takeUrl(const QString& text)
{
    const auto imported = settings::importUrl(text);
    setStyled(m_url, "problem", !imported);
    if (imported) {
        takeOver(*imported);
    } else {
        sayError(imported.error());
    }
}

void ConnectionDialog::takeOver(const settings::ImportedConnection& imported)
{
    setStyled(m_url, "problem", false);
    m_url->clear(); // it may hold a password
    Connection connection = imported.connection;
    connection.id = m_before.id;
    connection.name = m_form->name().isEmpty() ? connection.name : m_form->name();
    {
        const QScopedValueRollback filling(m_filling, true);
        m_form->fill(connection);
        if (imported.password) {
            m_form->setPassword(*imported.password);
        }
    }
    fieldChanged();
    say(Banner::Kind::Info, tr("The fields are filled in."), imported.notes.join(u' '));
}

void ConnectionDialog::fieldChanged()
{
    if (m_filling) {
        return;
    }
    m_passed = false;
    m_result->hide();
    if (m_work == Work::Testing) {
        end(); // it is about what the fields said before
    }
}

void ConnectionDialog::startTest()
{
    test(false);
}

void ConnectionDialog::accept()
{
    if (m_work != Work::None) {
        return;
    }
    if (m_passed) {
        save();
    } else {
        test(true);
    }
}

void ConnectionDialog::reject()
{
    if (m_work == Work::None) {
        DialogFrame::reject();
    } else {
        stop();
    }
}

void ConnectionDialog::begin(Work work, const QString& words)
{
    ++m_round;
    m_work = work;
    m_workText->setText(words);
    m_result->hide();
    m_workRow->show();
    m_test->setEnabled(false);
    m_form->setEnabled(work != Work::Keeping);
    setBusy(work == Work::Keeping);
}

void ConnectionDialog::end()
{
    ++m_round;
    m_work = Work::None;
    m_workRow->hide();
    m_test->setEnabled(true);
    m_form->setEnabled(true);
    setBusy(false);
}

void ConnectionDialog::stop()
{
    const bool keeping = m_work == Work::Keeping;
    end();
    if (keeping) {
        offerSessionOnly({core::Error::Kind::Keychain, {}, {tr("the waiting for it was stopped")}, {}});
    } else {
        say(Banner::Kind::Info, tr("The test was stopped."), {});
    }
}

void ConnectionDialog::say(Banner::Kind kind, const QString& lead, const QString& sentence)
{
    m_result->say(kind, lead, sentence);
    announce(*m_result);
}

void ConnectionDialog::sayError(const core::Error& error)
{
    const core::ErrorText text = core::errorText(error);
    say(Banner::Kind::Error, text.what, text.remedy);
}

} // namespace owb::ui
