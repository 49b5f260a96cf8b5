// Saving a map, and what keeps it from being saved.

#include "common/prompt.h"
#include "mapping/entitymap.h"
#include "mapping/mappingdialog.h"
#include "store/profilefolder.h"

#include <QFileInfo>
#include <QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::ui {

/** Goes to the first thing that is wrong, and says it. */
bool MappingDialog::isSound()
{
    if (!m_ready) {
        return false;
    }
    if (m_title->text().trimmed().isEmpty()) {
        showProblem(tr("The map needs a title."), tr("It is shown where the schema is named."));
        m_title->setFocus();
        return false;
    }
    showProblems();
    if (!hasContradiction(m_problems)) {
        return true;
    }
    showProblem(tr("The map cannot be saved as it is."), m_problems.constFirst().sentence);
    focusProblem(m_problems.constFirst());
    return false;
}

void MappingDialog::whenSound(const std::function<void()>& goOn)
{
    if (isBusy() || !isSound()) {
        return;
    }
    if (m_rowsAreRead) {
        return goOn();
    }
    m_whenRead = [this, goOn] { // rows may show what the map alone does not
        if (isSound()) {
            goOn();
        }
    };
    setBusy(true);
}

void MappingDialog::accept()
{
    whenSound([this] { saveOwn(); });
}

void MappingDialog::saveOwn()
{
    if (!m_file.isEmpty()) {
        return save(m_file);
    }
    QString id = store::profileIdFor(m_title->text());
    const auto& known = store::builtinProfiles();
    if (std::any_of(known.cbegin(), known.cend(), [&id](const auto& profile) { return profile.id == id; })) {
        id += u"-own"_s; // one of the program's has this name
    }
    m_start.id = id;
    const QString path = m_folder + u'/' + id + u".json"_s;
    if (!QFileInfo::exists(path)) {
        return save(path);
    }
    const Question question{tr("Replace the map %1?").arg(id),
        tr("There is a map with this name already. What it says of other databases is lost."), tr("Replace map"), true};
    m_prompt.ask(this, question, [this, path](bool yes) {
        if (yes) {
            save(path);
        }
    });
}

void MappingDialog::saveElsewhere()
{
    whenSound([this] {
        m_start.id = store::profileIdFor(m_title->text());
        m_prompt.chooseNewFile(this, m_start.id + u".json"_s, [this](const QString& path) { save(path); });
    });
}

void MappingDialog::save(const QString& path)
{
    const store::SchemaProfile whole = store::completed(profile());
    if (const auto written = store::saveProfile(whole, path); !written) {
        showError(written.error());
        return;
    }
    Q_EMIT saved(whole, path);
    QDialog::accept();
}

} // namespace owb::ui
