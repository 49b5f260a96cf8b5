#include "common/prompt.h"

#include "common/dialogframe.h"
#include "common/theme.h"

#include <QFileDialog>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

class QuestionDialog final : public DialogFrame
{
public:
    QuestionDialog(const Question& question, QWidget* parent)
        : DialogFrame(
            question.title, question.verb, question.destructive ? ButtonKind::Danger : ButtonKind::Primary, parent)
    {
        contents()->setContentsMargins(
            metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin);
        auto* title = makeLabel(displayText(question.title), titleFont(), this);
        title->setWordWrap(true);
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
    auto* dialog = new QFileDialog(parent, QFileDialog::tr("Open database file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {QFileDialog::tr("SQLite databases (*.sqlite *.sqlite3 *.db *.db3)"), QFileDialog::tr("All files (*)")});
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
        [chosen = std::move(chosen)](const QString& file) { chosen(file); });
    dialog->open();
}

} // namespace owb::ui
