#pragma once

#include "common/dialogframe.h"
#include "jose/keyset.h"

class QTabWidget;

namespace owb::core {
class Clock;
}

namespace owb::ui {

class KeyCabinet;
class KeysPane;
class TokenMaker;
struct PageServices;

/** Where keys are made and kept, and tokens to test with are made of them. */
class WorkshopDialog : public DialogFrame
{
    Q_OBJECT
public:
    WorkshopDialog(const core::Clock& clock, PageServices& services, QWidget* parent);
    /** Makes the token; the workshop stays open. */
    void accept() override;
    void showToken();

Q_SIGNALS:
    /** A token is to be inspected, with the keys that it is to be held against. */
    void made(const owb::core::Secret& token, const owb::jose::KeySet& verifyKeys);

private:
    void wire();
    void present();

    KeyCabinet* m_cabinet;
    QTabWidget* m_tabs;
    KeysPane* m_keys;
    TokenMaker* m_maker;
};

} // namespace owb::ui
