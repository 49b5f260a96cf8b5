#pragma once

#include "common/dialogframe.h"
#include "oauth/tokenfile.h"

class QCheckBox;
class QRadioButton;

namespace owb::ui {

/** Asks how tokens are to be written into a file. */
class ExportDialog : public DialogFrame
{
    Q_OBJECT
public:
    /** `which`: what is written, as "The tokens that match the search". */
    ExportDialog(const QString& which, QWidget* parent);
    void accept() override;

Q_SIGNALS:
    void agreed(owb::oauth::FileFormat format, owb::oauth::Reveal reveal);

private:
    QRadioButton* m_csv;
    QCheckBox* m_reveal;
};

} // namespace owb::ui
