#pragma once

#include "common/dialogframe.h"
#include "protocol/keyhistory.h"

namespace owb::ui {

/** Which keys a server had, and from when to when they were seen. */
class KeyHistoryDialog : public DialogFrame
{
    Q_OBJECT
public:
    KeyHistoryDialog(const QString& issuer, const QList<protocol::KnownKey>& keys, QWidget* parent);
    void accept() override;

Q_SIGNALS:
    /** Somebody wants to hold tokens against all of them, those that are gone too. */
    void taken(const owb::jose::KeySet& keys);

private:
    QList<protocol::KnownKey> m_keys;
};

} // namespace owb::ui
