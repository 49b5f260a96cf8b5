#include "tour.h"

#include "common/passwordedit.h"
#include "inspector/inspectorpage.h"
#include "inspector/keycabinet.h"
#include "inspector/keymaking.h"
#include "inspector/keyspane.h"
#include "inspector/keytextdialog.h"
#include "inspector/newkeydialog.h"
#include "inspector/workshopdialog.h"

#include <QComboBox>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;
using namespace owb::ui;

namespace {

/** Keys as somebody who tests a server keeps them. */
void makeKeys(KeyCabinet& cabinet)
{
    const QList<std::pair<QString, KeyWish>> wishes{
        {u"Shop, staging"_s, {u"ES256"_s, 0, owb::jose::Curve::None, u"2026-09-es256"_s}},
        {u"Partner bank"_s, {u"PS256"_s, 2048, owb::jose::Curve::None, {}}},
        {u"Request objects"_s, {u"ECDH-ES+A256KW"_s, 0, owb::jose::Curve::X25519, u"enc-1"_s}},
        {u"Nightly report"_s, {u"HS256"_s, 0, owb::jose::Curve::None, u"nightly"_s}}};
    for (const auto& [name, wish] : wishes) {
        if (const auto key = makeKey(wish)) {
            cabinet.keep(name, *key);
        }
    }
}

} // namespace

/** Needs no database; its keys are in a keychain of the tour's own. */
void Tour::workshop()
{
    m_window.showSection(u"inspector"_s);
    auto* page = m_window.findChild<InspectorPage*>();
    page->openWorkshop();
    auto* dialog = page->findChild<WorkshopDialog*>();
    settle();
    shoot(u"65-workshop-empty"_s);
    makeKeys(*dialog->findChild<KeyCabinet*>());
    waitFor([dialog] { return !dialog->isBusy(); });
    settle();
    shoot(u"65-workshop-keys"_s);
    dialog->findChild<KeysPane*>()->askNew();
    settle();
    shoot(u"65-workshop-new-key"_s);
    dialog->findChild<NewKeyDialog*>()->reject();
    dialog->findChild<KeysPane*>()->askImport();
    settle();
    shoot(u"65-workshop-import"_s);
    dialog->findChild<KeyTextDialog*>()->reject();
    dialog->showToken();
    waitFor([dialog] { return !dialog->isBusy(); });
    dialog->accept();
    waitFor([dialog] { return !dialog->isBusy(); });
    settle();
    shoot(u"66-workshop-token"_s);
    showRefused(*dialog);
    closeDialogs();
}

/** What the workshop says of a secret that is too short, and of claims that are no JSON; in the dark as well. */
void Tour::showRefused(WorkshopDialog& dialog)
{
    auto* choice = dialog.findChild<QComboBox*>(u"keyChoice"_s);
    choice->setCurrentIndex(choice->count() - 1);
    dialog.findChild<PasswordEdit*>(u"secretEdit"_s)->setSecret(owb::core::Secret(u"too short"_s));
    dialog.findChild<QPlainTextEdit*>(u"claimsEdit"_s)->setPlainText(u"{\n  \"sub\": \"alice\",\n}"_s);
    dialog.accept();
    settle();
    shoot(u"66-workshop-refused"_s);
    dialog.resize(dialog.width(), 592); // what a screen of 1024x640 has room for
    m_window.useTheme(u"dark"_s);
    settle();
    shoot(u"66-workshop-dark"_s);
    m_window.useTheme(u"light"_s);
}
