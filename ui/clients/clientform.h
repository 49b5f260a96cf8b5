#pragma once

#include "clients/clientdocument.h"

#include <QStackedWidget>

#include <functional>

class QFormLayout;
class QLineEdit;

namespace owb::ui {

class SecretClipboard;
class TextListEdit;

/** The form of a client in sections. Fields write into the document and follow it. */
class ClientForm : public QStackedWidget
{
    Q_OBJECT
public:
    struct Section
    {
        QString title;
        QString help;
        QStringList fields; // the members and fields it holds: findings are counted by them; none: the other members
    };

    ClientForm(ClientDocument& document, const store::SchemaInfo& schema, SecretClipboard& clipboard, QWidget* parent);
    [[nodiscard]] const QList<Section>& sections() const { return m_sections; }
    /** Brings the section with this field to the front and the field into focus. */
    int showField(const QString& field);
    /** Members of the metadata that have no field of their own. */
    [[nodiscard]] QStringList otherMembers() const;

private:
    QFormLayout* addSection(const QString& title, const QString& help);
    void buildSections(SecretClipboard& clipboard);
    void buildIdentity();
    void buildSecret(SecretClipboard& clipboard);
    void buildExtraColumns();
    void buildOthers();
    [[nodiscard]] bool isStorable(const QString& member) const;
    void addField(QFormLayout* form, const QString& member, const QString& label, QWidget* field, const QString& help);
    void addText(QFormLayout* form, const QString& member, const QString& label, const QString& help = {});
    void addList(
        QFormLayout* form, const QString& member, const QString& label, const QString& add, const QString& help);
    void addChoices(QFormLayout* form, const QString& member, const QString& label, const QStringList& values);
    void addMethod(QFormLayout* form);
    void addJson(QFormLayout* form, const QString& member, const QString& label, const QString& help);
    void follow();
    void showFindings();

    ClientDocument& m_document;
    const store::SchemaInfo& m_schema;
    QList<Section> m_sections;
    QHash<QString, QWidget*> m_fields; // by member
    QHash<QString, QWidget*> m_noteBoxes; // under the fields, for findings
    QList<std::function<void()>> m_followers;
};

} // namespace owb::ui
