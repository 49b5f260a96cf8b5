#pragma once

#include "inspector/keycabinet.h"

#include <QWidget>

class QAction;
class QPushButton;
class QStackedWidget;
class QTableWidget;
class QToolButton;

namespace owb::jose {
struct KeySet;
}

namespace owb::ui {

struct PageServices;

/** The user's keys: what may be told of them, made new, imported, copied, removed. */
class KeysPane : public QWidget
{
    Q_OBJECT
public:
    KeysPane(KeyCabinet& cabinet, PageServices& services, QWidget* parent);
    void askNew();
    void askImport();

Q_SIGNALS:
    /** Somebody wants to make a token with it. */
    void chosen(const QString& id);
    void said(const QString& sentence);

private:
    enum class Writing { Jwk, JwkSet, Pem };

    void build();
    [[nodiscard]] QWidget* makeButtons();
    void fillMenu();
    void fill();
    void present();
    void import(const jose::KeySet& keys, const QString& name);
    void copyPublic(Writing writing);
    void askPrivate(Writing writing);
    void copyPrivate(const settings::KeyEntry& entry, Writing writing);
    void askRemove();
    [[nodiscard]] const settings::KeyEntry* current() const;
    [[nodiscard]] QString wantedId() const;

    KeyCabinet& m_cabinet;
    PageServices& m_services;
    QStackedWidget* m_stack;
    QTableWidget* m_table;
    QStringList m_ids; // of its rows
    QToolButton* m_copy;
    QPushButton* m_use;
    QPushButton* m_remove;
    QList<QAction*> m_publicCopies;
    QList<QAction*> m_pemCopies;
};

} // namespace owb::ui
