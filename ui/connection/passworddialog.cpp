#include "connection/passworddialog.h"

#include "common/passwordedit.h"
#include "common/theme.h"
#include "core/databaseaddress.h"
#include "core/errortext.h"

#include <QComboBox>
#include <QFormLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

using settings::PasswordPlace;

namespace {

constexpr int onlyOnce = -1;

QLabel* makeFieldLabel(const QString& text, QWidget* buddy, QWidget* parent)
{
    auto* label = makeLabel({}, bodyFont(), parent);
    label->setText(text);
    label->setBuddy(buddy);
    return label;
}

} // namespace

PasswordDialog::PasswordDialog(
    const settings::Connection& connection, const std::optional<core::Error>& reason, QWidget* parent)
    : DialogFrame(tr("Password"), tr("Connect"), ButtonKind::Primary, parent)
    , m_password(new PasswordEdit(this))
    , m_place(new QComboBox(this))
{
    setObjectName(u"passwordDialog"_s);
    setMinimumWidth(460);
    contents()->setContentsMargins(metrics::dialogMargin, 16, metrics::dialogMargin, 16);
    contents()->setSpacing(8);
    auto* title = makeLabel(tr("Password for %1").arg(displayText(connection.name)), titleFont(), this);
    title->setWordWrap(true);
    contents()->addWidget(title);
    const auto address = core::DatabaseAddress::parse(connection.address);
    const QString where = address ? tr("User %1, %2").arg(address->user, address->label()) : QString();
    contents()->addWidget(makeMutedLabel(displayText(where), this));
    m_password->setObjectName(u"passwordEdit"_s);
    m_password->setAccessibleName(tr("Password"));
    m_place->setObjectName(u"placeBox"_s);
    m_place->setAccessibleName(tr("Where the password is kept"));
    m_place->addItem(tr("Keep in the keychain"), static_cast<int>(PasswordPlace::Keychain));
    m_place->addItem(tr("Only for this session"), static_cast<int>(PasswordPlace::Session));
    m_place->addItem(tr("Do not keep it"), onlyOnce);
    // A keychain that has just failed is not offered first.
    const bool failed = reason && reason->kind == core::Error::Kind::Keychain;
    const auto first = failed ? PasswordPlace::Session : connection.passwordPlace;
    m_place->setCurrentIndex(std::max(0, m_place->findData(static_cast<int>(first))));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->addRow(makeFieldLabel(tr("Pass&word"), m_password, this), m_password);
    form->addRow(makeFieldLabel(tr("&Keep"), m_place, this), m_place);
    contents()->addLayout(form);
    contents()->addStretch(1);
    if (reason) {
        const core::ErrorText text = core::errorText(*reason);
        showProblem(text.what, failed ? text.remedy : QString());
    }
    m_password->setFocus();
}

void PasswordDialog::accept()
{
    const int place = m_place->currentData().toInt();
    Q_EMIT given(
        m_password->secret(), place == onlyOnce ? std::nullopt : std::optional(static_cast<PasswordPlace>(place)));
    QDialog::accept();
}

} // namespace owb::ui
