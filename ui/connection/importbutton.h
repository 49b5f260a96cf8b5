#pragma once

#include "settings/connectionimport.h"

#include <QToolButton>

class QMenu;

namespace owb::ui {

class Prompt;

/** Offers what other programs are configured with: the services of libpq, and files with database URLs. */
class ImportButton : public QToolButton
{
    Q_OBJECT
public:
    ImportButton(Prompt& prompt, QWidget* parent);

Q_SIGNALS:
    void chosen(const owb::settings::ImportedConnection& imported);
    void failed(const owb::core::Error& error);

private:
    void offer();
    void readFile(const QString& path);
    void offerConnections(QMenu& menu, const settings::Imported& imported);

    Prompt& m_prompt;
    QMenu* m_menu;
};

} // namespace owb::ui
