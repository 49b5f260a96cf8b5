#pragma once

#include "oauth/validate.h"

#include <QFrame>

namespace owb::ui {

/** A finding in words: what is wrong (bold), why it matters, and the rule that says so. */
class FindingFrame : public QFrame
{
    Q_OBJECT
public:
    explicit FindingFrame(const oauth::FieldProblem& problem, QWidget* parent = nullptr);
};

} // namespace owb::ui
