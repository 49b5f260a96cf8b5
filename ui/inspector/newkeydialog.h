#pragma once

#include "common/dialogframe.h"
#include "inspector/keymaking.h"
#include "inspector/keynameedit.h"

class QComboBox;
class QLineEdit;

namespace owb::ui {

/** A new key of any kind that the standards know. */
class NewKeyDialog : public DialogFrame
{
    Q_OBJECT
public:
    explicit NewKeyDialog(QWidget* parent);
    /** What must not be given as a name. */
    void setTaken(std::function<bool(const QString&)> isTaken) { m_name->setTaken(std::move(isTaken)); }
    void accept() override;
    /** Also while a key is being made, which is then dropped. */
    void reject() override;

Q_SIGNALS:
    void made(const owb::jose::Key& key, const QString& name);

private:
    void build();
    void fillAlgorithms();
    void fillSizes();
    void taken(const jose::Checked<jose::Key>& key);

    KeyNameEdit* m_name;
    QComboBox* m_algorithm;
    QComboBox* m_size;
    QLabel* m_sizeLabel;
    QLineEdit* m_keyId;
    QList<KeySize> m_sizes;
    bool m_isDropped = false;
};

} // namespace owb::ui
