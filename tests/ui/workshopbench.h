#pragma once

#include "inspectorbench.h"

#include "inspector/newkeydialog.h"
#include "inspector/workshopdialog.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QPointer>
#include <QRadioButton>
#include <QTabWidget>
#include <QTableWidget>

namespace owb::test {

/** The workshop over an inspector, with a keychain in memory. */
class WorkshopBench : public InspectorBench
{
public:
    WorkshopBench() { open(); }
    void open()
    {
        page->openWorkshop();
        dialog = page->findChildren<ui::WorkshopDialog*>().constLast();
    }
    /** The file that lists the keys; empty without one. */
    [[nodiscard]] QByteArray listed() const
    {
        QFile file(around.folder.filePath(QStringLiteral("keys.json")));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] QTableWidget& table() const { return child<QTableWidget>(*dialog, QStringLiteral("keyTable")); }
    [[nodiscard]] QString cell(int row, int column) const { return table().item(row, column)->text(); }
    /** What the banner of the dialog says; empty while it is hidden. */
    [[nodiscard]] QString told() const
    {
        const auto* banner = dialog->findChild<ui::Banner*>();
        return banner->isHidden() ? QString() : banner->text();
    }
    [[nodiscard]] QComboBox& choice(const char* name) const
    {
        return child<QComboBox>(tokenPane(), QString::fromLatin1(name));
    }
    [[nodiscard]] QStringList choices(const char* name) const
    {
        QStringList all;
        for (int i = 0; i < choice(name).count(); ++i) {
            all << choice(name).itemText(i);
        }
        return all;
    }
    [[nodiscard]] QPlainTextEdit& text(const char* name) const
    {
        return child<QPlainTextEdit>(*dialog, QString::fromLatin1(name));
    }
    [[nodiscard]] QString label(const char* name) const
    {
        const auto& found = child<QLabel>(*dialog, QString::fromLatin1(name));
        return found.isHidden() ? QString() : found.text();
    }
    void settle() const { QTRY_VERIFY(!dialog->isBusy()); } // the keychain has answered
    void showToken() const
    {
        dialog->showToken();
        settle();
    }
    void encrypt() const { press(*dialog, QStringLiteral("&Encrypted")); }
    void useSecret(const QString& secret) const
    {
        showToken();
        choice("keyChoice").setCurrentIndex(choice("keyChoice").count() - 1);
        type(child<QWidget>(*dialog, QStringLiteral("secretEdit")), secret);
    }
    /** Whether a token came of it. */
    [[nodiscard]] bool make() const
    {
        settle();
        dialog->accept();
        return QTest::qWaitFor([this] { return !dialog->isBusy(); }, 30000)
            && !text("madeToken").toPlainText().isEmpty();
    }
    void inspect() const { press(*dialog, QStringLiteral("&Inspect")); }
    /** A new key, by way of its dialog. */
    void newKey(const QString& name, const QString& algorithm, int size = 0) const
    {
        press(*dialog, QStringLiteral("&New key…"));
        const QPointer asked = dialog->findChildren<ui::NewKeyDialog*>().constLast();
        type(child<QWidget>(*asked, QStringLiteral("nameEdit")), name);
        auto& choice = child<QComboBox>(*asked, QStringLiteral("algorithmChoice"));
        choice.setCurrentIndex(choice.findData(algorithm));
        child<QComboBox>(*asked, QStringLiteral("sizeChoice")).setCurrentIndex(size);
        press(*asked, QStringLiteral("Make key"));
        QTRY_VERIFY_WITH_TIMEOUT(!asked, 30000);
        QTRY_VERIFY(!dialog->isBusy());
    }

    QPointer<ui::WorkshopDialog> dialog;

private:
    [[nodiscard]] QWidget& tokenPane() const
    {
        return *child<QTabWidget>(*dialog, QStringLiteral("workshopTabs")).widget(1);
    }
};

} // namespace owb::test
