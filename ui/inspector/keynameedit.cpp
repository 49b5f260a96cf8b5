#include "inspector/keynameedit.h"

#include "common/dialogframe.h"

using namespace Qt::StringLiterals;

namespace owb::ui {

KeyNameEdit::KeyNameEdit(DialogFrame& dialog)
    : QLineEdit(&dialog)
    , m_dialog(dialog)
{
    setObjectName(u"nameEdit"_s);
    setAccessibleName(tr("Name"));
    setPlaceholderText(tr("What you will know it by"));
    connect(this, &QLineEdit::textChanged, &dialog, &DialogFrame::hideProblem);
}

bool KeyNameEdit::check()
{
    if (!name().isEmpty() && !(m_isTaken && m_isTaken(name()))) {
        return true;
    }
    m_dialog.showProblem(name().isEmpty() ? tr("The key has no name.") : tr("Another key has this name."),
        tr("Write what you will know it by."));
    setFocus();
    return false;
}

} // namespace owb::ui
