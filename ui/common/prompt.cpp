#include "common/prompt.h"

#include "common/chip.h"
#include "common/dialogframe.h"
#include "common/theme.h"

#include <QFileDialog>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

ButtonKind kindOf(const Question& question)
{
    return question.production ? ButtonKind::Production
        : question.destructive ? ButtonKind::Danger
                               : ButtonKind::Primary;
}

class QuestionDialog final : public DialogFrame
{
public:
    QuestionDialog(const Question& question, QWidget* parent)
        : DialogFrame(question.title, question.verb, kindOf(question), parent)
    {
        contents()->setContentsMargins(
            metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin);
        auto* title = makeLabel(displayText(question.title), titleFont(), this);
        title->setWordWrap(true);
        if (question.production) {
            showProductionEdge();
            contents()->addWidget(new ChipLabel({Tone::Production, tr("PRODUCTION")}, this));
        }
        auto* body = makeLabel(question.body, bodyFont(), this);
        body->setWordWrap(true);
        body->setMinimumWidth(380);
        contents()->addWidget(title);
        contents()->addWidget(body);
        contents()->addStretch(1);
    }
};

} // namespace

void WidgetPrompt::ask(QWidget* parent, const Question& question, std::function<void(bool)> answer)
{
    auto* dialog = new QuestionDialog(question, parent);
    QObject::connect(dialog, &QDialog::finished, parent,
        [answer = std::move(answer)](int result) { answer(result == QDialog::Accepted); });
    dialog->open();
}

void WidgetPrompt::chooseDatabase(QWidget* parent, std::function<void(QString)> chosen)
{
    const FileQuestion question{QFileDialog::tr("Open database file"),
        {QFileDialog::tr("SQLite databases (*.sqlite *.sqlite3 *.db *.db3)"), QFileDialog::tr("All files (*)")}};
    chooseFile(parent, question, std::move(chosen));
}

void WidgetPrompt::chooseFile(QWidget* parent, const FileQuestion& question, std::function<void(QString)> chosen)
{
    auto* dialog = new QFileDialog(parent, question.title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(question.filters);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
        [chosen = std::move(chosen)](const QString& file) { chosen(file); });
    dialog->open();
}

void WidgetPrompt::chooseNewFile(QWidget* parent, const QString& name, std::function<void(QString)> chosen)
{
    auto* dialog = new QFileDialog(parent, QFileDialog::tr("Save as"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
        [chosen = std::move(chosen)](const QString& file) { chosen(file); });
    dialog->open();
}

} // namespace owb::ui
