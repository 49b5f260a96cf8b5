#pragma once

#include "common/dialogframe.h"
#include "store/repository.h"

namespace owb::ui {

/** Shows the statement of an index that would help, and asks before it is made. */
class IndexDialog : public DialogFrame
{
    Q_OBJECT
public:
    IndexDialog(const store::IndexAdvice& advice, QWidget* parent);
    void accept() override;

Q_SIGNALS:
    void agreed(const owb::store::IndexAdvice& advice);

private:
    store::IndexAdvice m_advice;
};

} // namespace owb::ui
