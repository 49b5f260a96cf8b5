#pragma once

#include "jose/keyset.h"

#include <QMenu>

namespace owb::settings {
class Keyring;
}

namespace owb::ui {

class KeyCabinet;

/** The keys that the workshop keeps, to hold tokens against one of them. */
class KeptKeysMenu : public QMenu
{
    Q_OBJECT
public:
    KeptKeysMenu(settings::Keyring& keyring, QWidget* parent);

Q_SIGNALS:
    /** `source` names it for people. */
    void taken(const owb::jose::KeySet& keys, const QString& source);
    void refused(const QString& what, const QString& remedy);

private:
    void fill();
    /** Another cabinet: the one before forgets the private key that it opened. */
    void renew();

    settings::Keyring& m_keyring;
    KeyCabinet* m_cabinet = nullptr;
};

} // namespace owb::ui
