#pragma once

#include "core/databaseaddress.h"
#include "settings/connection.h"

#include <QHash>
#include <QMap>
#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;

namespace owb::ui {

class ConnectionMarks;
class PasswordEdit;
class Prompt;

/** The fields of a connection. fill() and edited() alone read and write them. */
class ConnectionForm : public QWidget
{
    Q_OBJECT
public:
    ConnectionForm(Prompt& prompt, QWidget* parent);

    void fill(const settings::Connection& connection);
    void setPassword(const core::Secret& password);
    void setPlace(settings::PasswordPlace place);
    /** Whether the empty password field stands for one that is kept already. */
    void setPasswordKept(bool kept);

    /** As the fields say; on failure the field that is about has the keyboard. */
    [[nodiscard]] core::Result<settings::Connection> edited();
    /** As typed; empty when the field is. */
    [[nodiscard]] core::Secret password() const;
    [[nodiscard]] QString name() const;

Q_SIGNALS:
    /** Any field. */
    void changed();

private:
    void build();
    void addPlace();
    void addLogin();
    void addEncryption();
    void addMore();
    [[nodiscard]] QLineEdit* makeField(const QString& objectName, const QString& accessibleName);
    [[nodiscard]] QWidget* makeFileRow(QLineEdit* field, const QString& title, const QStringList& filters);
    void addRow(const QString& label, QWidget* row, QWidget* buddy);
    void showRow(QWidget* row, bool visible);
    void watch();
    void showEngine();
    void showEncryption();
    [[nodiscard]] core::Engine engine() const;
    [[nodiscard]] settings::PasswordPlace place() const;
    [[nodiscard]] core::Result<core::DatabaseAddress> address();
    [[nodiscard]] tl::unexpected<core::Error> refuse(QWidget* field, const QString& reason);
    void fillServer(const core::DatabaseAddress& address);

    Prompt& m_prompt;
    settings::Connection m_before;
    QMap<QString, QString> m_otherOptions; // that have no field here, and stay
    QGridLayout* m_grid = nullptr;
    QHash<QWidget*, QWidget*> m_labels; // by their rows
    QLineEdit* m_name = nullptr;
    QComboBox* m_engine = nullptr;
    QLineEdit* m_file = nullptr;
    QWidget* m_fileRow = nullptr;
    QLineEdit* m_hosts = nullptr;
    QLineEdit* m_port = nullptr;
    QWidget* m_hostRow = nullptr;
    QLineEdit* m_database = nullptr;
    QLineEdit* m_user = nullptr;
    PasswordEdit* m_password = nullptr;
    QComboBox* m_place = nullptr;
    QWidget* m_passwordRow = nullptr;
    QComboBox* m_encryption = nullptr;
    QLabel* m_encryptionHelp = nullptr;
    QLineEdit* m_authority = nullptr;
    QWidget* m_authorityRow = nullptr;
    ConnectionMarks* m_marks = nullptr;
    QLineEdit* m_issuer = nullptr;
    QLineEdit* m_profile = nullptr;
};

} // namespace owb::ui
