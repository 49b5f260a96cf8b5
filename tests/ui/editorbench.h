#pragma once

#include "clientsfixture.h"

#include "clients/clienteditor.h"
#include "clients/clientform.h"
#include "clients/jsonpane.h"
#include "clients/textlistedit.h"
#include "common/banner.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>

namespace owb::test {

/** An editor over a fake repository, and short ways to its parts. One for each test function. */
class EditorBench
{
public:
    EditorBench() { m_window->show(); }

    ScriptedRepository repository;
    Surroundings around;
    QPointer<ui::ClientEditor> editor;

    ui::ClientEditor& open(const oauth::Client& client)
    {
        repository.rows = {client};
        return show(client, false);
    }
    /** A new client that has nothing wrong with it. */
    ui::ClientEditor& openNew()
    {
        oauth::Client client = oauth::newClient(1'700'000'000);
        client.metadata.set(QStringLiteral("client_name"), QStringLiteral("Shop"));
        client.metadata.setText(QStringLiteral("grant_types"), QStringLiteral("[\"client_credentials\"]"));
        return show(client, true);
    }
    void closeWindow() { m_window.reset(); }
    [[nodiscard]] QList<ui::ClientEditor*> editors() const { return m_window->findChildren<ui::ClientEditor*>(); }

    void clickVerb()
    {
        QTest::mouseClick(&child<QAbstractButton>(*editor, QStringLiteral("verbButton")), Qt::LeftButton);
    }
    void escape() { QTest::keyClick(editor, Qt::Key_Escape); }
    void showSection(int row) { child<QListWidget>(*editor, {}).setCurrentRow(row); }
    template <class T> T& field(const QString& member) { return child<T>(*editor, member + QStringLiteral("Edit")); }
    QLineEdit& text(const QString& member) { return field<QLineEdit>(member); }
    ui::TextListEdit& redirects() { return field<ui::TextListEdit>(QStringLiteral("redirect_uris")); }
    ui::JsonPane& json() { return child<ui::JsonPane>(*editor, QStringLiteral("jsonPane")); }
    QString jsonState() { return child<QLabel>(*editor, QStringLiteral("jsonState")).text(); }
    QString bannerText() { return editor->findChild<ui::Banner*>()->text(); }
    /** Finds a text in the JSON and types over it. */
    void replaceInJson(const QString& before, const QString& after)
    {
        const QTextCursor found = json().document()->find(before, 0, QTextDocument::FindCaseSensitively);
        QVERIFY2(!found.isNull(), qPrintable(before));
        json().setTextCursor(found);
        json().setFocus();
        QTest::keyClicks(&json(), after);
    }

private:
    ui::ClientEditor& show(const oauth::Client& client, bool isNew)
    {
        editor = new ui::ClientEditor(repository, around.services, client, isNew, m_window.get());
        QObject::connect(editor, &ui::ClientEditor::goOnWith, m_window.get(),
            [this](const oauth::Client& theirs) { show(theirs, false); });
        editor->open();
        return *editor;
    }

    std::unique_ptr<QWidget> m_window = std::make_unique<QWidget>();
};

} // namespace owb::test
