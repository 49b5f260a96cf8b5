#pragma once

#include <QString>
#include <QStringList>
#include <QtGlobal>

#include <functional>

class QWidget;

namespace owb::ui {

/** A question with a verb for an answer. */
struct Question
{
    QString title; // asks, with the object
    QString body; // what happens then; plain text
    QString verb; // on the button, never OK or Yes
    bool destructive = false; // Cancel is the default and the verb is red
    bool production = false; // the same in the colour of production, with its badge
};

/** Which file is looked for. */
struct FileQuestion
{
    QString title;
    QStringList filters;
};

/** Asks people. A seam: tests answer instead. */
class Prompt
{
public:
    Prompt() = default;
    virtual ~Prompt() = default;
    Q_DISABLE_COPY_MOVE(Prompt)
    virtual void ask(QWidget* parent, const Question& question, std::function<void(bool)> answer) = 0;
    /** Lets a person choose a database file; not called back when they do not. */
    virtual void chooseDatabase(QWidget* parent, std::function<void(QString)> chosen) = 0;
    /** The same for any other file. */
    virtual void chooseFile(QWidget* parent, const FileQuestion& question, std::function<void(QString)> chosen) = 0;
    /** Lets a person choose where a new file goes, with `name` as a start; not called back when they do not. */
    virtual void chooseNewFile(QWidget* parent, const QString& name, std::function<void(QString)> chosen)
    {
        Q_UNUSED(parent)
        Q_UNUSED(name)
        Q_UNUSED(chosen)
    }
};

/** The real one: window-modal dialogs, opened and never executed. */
class WidgetPrompt final : public Prompt
{
public:
    void ask(QWidget* parent, const Question& question, std::function<void(bool)> answer) override;
    void chooseDatabase(QWidget* parent, std::function<void(QString)> chosen) override;
    void chooseFile(QWidget* parent, const FileQuestion& question, std::function<void(QString)> chosen) override;
    void chooseNewFile(QWidget* parent, const QString& name, std::function<void(QString)> chosen) override;
};

} // namespace owb::ui
