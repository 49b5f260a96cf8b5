#include "inspector/keptkeysmenu.h"

#include "common/icons.h"
#include "common/widgets.h"
#include "inspector/keycabinet.h"

using namespace Qt::StringLiterals;

namespace owb::ui {

KeptKeysMenu::KeptKeysMenu(settings::Keyring& keyring, QWidget* parent)
    : QMenu(tr("From the key&chain"), parent)
    , m_keyring(keyring)
{
    setObjectName(u"keptKeysMenu"_s);
    setIcon(ui::icon(u"lock"_s));
    connect(this, &QMenu::aboutToShow, this, &KeptKeysMenu::fill);
}

void KeptKeysMenu::renew()
{
    if (m_cabinet) {
        m_cabinet->deleteLater(); // it may be calling
    }
    m_cabinet = new KeyCabinet(m_keyring, this);
    connect(m_cabinet, &KeyCabinet::told, this,
        [this](Banner::Kind, const QString& lead, const QString& sentence) { Q_EMIT refused(lead, sentence); });
}

void KeptKeysMenu::fill()
{
    clear();
    renew();
    m_cabinet->reload();
    for (const settings::KeyEntry& entry : m_cabinet->entries()) {
        const QString name = displayText(entry.name);
        addAction(QString(name).replace(u'&', u"&&"_s), this, [this, id = entry.id, name] { // no mnemonic is meant
            m_cabinet->open(id, [this, name](const jose::Key& key) {
                Q_EMIT taken({{key}, {}}, name);
                renew();
            });
        });
    }
    if (isEmpty()) {
        addAction(tr("No keys are kept; the workshop makes some"))->setEnabled(false);
    }
}

} // namespace owb::ui
