#include "connection/connectiondialog.h"
#include "connection/connectionform.h"
#include "connection/testwords.h"
#include "core/async.h"

using namespace Qt::StringLiterals;

namespace owb::ui {

using settings::Connection;
using settings::PasswordPlace;

void ConnectionDialog::test(bool thenSave)
{
    const auto connection = m_form->edited();
    if (!connection) {
        return sayError(connection.error());
    }
    begin(Work::Testing, tr("Testing the connection. Nothing is written."));
    const core::Secret typed = m_form->password();
    const bool kept =
        connection->passwordPlace == PasswordPlace::Keychain || connection->passwordPlace == PasswordPlace::Session;
    if (!typed.isEmpty() || isNew() || !kept) {
        return testWith(*connection, typed, thenSave);
    }
    core::whenDone(m_services.passwords.find(m_before), this,
        [this, round = m_round, connection = *connection, thenSave](
            const core::Result<std::optional<core::Secret>>& found) {
            if (round == m_round) { // without the one that was kept the server says what is missing
                testWith(connection, found ? found->value_or(core::Secret()) : core::Secret(), thenSave);
            }
        });
}

void ConnectionDialog::testWith(const Connection& connection, const core::Secret& password, bool thenSave)
{
    core::whenDone(m_services.test(connection, password), this,
        [this, round = m_round, thenSave](const core::Result<TestReport>& report) {
            if (round == m_round) {
                tested(report, thenSave);
            }
        });
}

void ConnectionDialog::tested(const core::Result<TestReport>& report, bool thenSave)
{
    end();
    m_passed = report.has_value();
    if (!report) {
        sayError(report.error());
        m_result->addAction(tr("Save without testing"), [this] { save(); });
        return;
    }
    const auto connection = m_form->edited();
    const auto address = connection ? core::DatabaseAddress::parse(connection->address) : tl::unexpected(core::Error());
    say(Banner::Kind::Success, tr("The connection works: %1.").arg(report->engine),
        address ? testSentence(*report, *address) : QString());
    if (thenSave) {
        save();
    }
}

void ConnectionDialog::save()
{
    auto connection = m_form->edited();
    if (!connection) {
        return sayError(connection.error());
    }
    if (isNew()) {
        connection->id = settings::newConnectionId();
    }
    const auto named = m_services.connections.named(connection->name);
    if (named && named->id != connection->id) { // before the keychain is bothered
        return sayError({core::Error::Kind::AlreadyExists, connection->name, {}, {}});
    }
    if (!m_form->password().isEmpty()) {
        keepPassword(*connection, m_form->password());
    } else if (!isNew() && m_before.passwordPlace != connection->passwordPlace) {
        movePassword(*connection);
    } else {
        store(*connection);
    }
}

/** What was kept goes along to the new place. */
void ConnectionDialog::movePassword(const Connection& connection)
{
    begin(Work::Keeping, tr("Waiting for the keychain. It may ask for its own password."));
    core::whenDone(m_services.passwords.find(m_before), this,
        [this, round = m_round, connection](const core::Result<std::optional<core::Secret>>& found) {
            if (round != m_round) {
                return; // it was not waited for
            }
            end();
            if (found && *found) {
                keepPassword(connection, **found);
            } else {
                store(connection);
            }
        });
}

void ConnectionDialog::keepPassword(const Connection& connection, const core::Secret& password)
{
    begin(Work::Keeping, tr("Waiting for the keychain. It may ask for its own password."));
    core::whenDone(m_services.passwords.keep(connection, password), this,
        [this, round = m_round, connection](const core::Result<>& kept) {
            if (round != m_round) {
                return; // it was not waited for
            }
            end();
            if (kept) {
                store(connection);
            } else {
                offerSessionOnly(kept.error());
            }
        });
}

void ConnectionDialog::offerSessionOnly(const core::Error& error)
{
    sayError(error);
    m_result->addAction(tr("Keep for this session only"), [this] {
        {
            m_filling = true; // what was tested stays tested
            m_form->setPlace(PasswordPlace::Session);
            m_filling = false;
        }
        save();
    });
}

void ConnectionDialog::store(Connection connection)
{
    if (m_before.server.issuer != connection.server.issuer) { // the client's secret was for the other server
        const auto forgotten = m_services.passwords.forgetClientSecret(m_before);
        Q_UNUSED(forgotten)
        connection.server.keepsSecret = false;
    }
    if (const auto written = m_services.connections.save(connection); !written) {
        return sayError(written.error());
    }
    if (!isNew() && m_before.passwordPlace != connection.passwordPlace) {
        // It is kept elsewhere from now on. When the keychain does not answer, only an unused entry stays in it.
        const auto forgotten = m_services.passwords.forget(m_before);
        Q_UNUSED(forgotten)
    }
    Q_EMIT saved(connection);
    QDialog::accept();
}

} // namespace owb::ui
