#pragma once

#include "oauth/client.h"

#include <QTableWidget>

namespace owb::ui {

/** Two versions of a client side by side, only where they differ. Secrets are masked. */
class ConflictView : public QTableWidget
{
    Q_OBJECT
public:
    ConflictView(const oauth::Client& yours, const oauth::Client& stored, QWidget* parent);
};

} // namespace owb::ui
