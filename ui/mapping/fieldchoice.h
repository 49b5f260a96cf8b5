#pragma once

#include "store/mapping.h"

#include <QStackedWidget>

class QComboBox;
class QLineEdit;

namespace owb::ui {

/** What must be known of a field beside column and codec: one choice, words, or nothing at all. */
class FieldChoice : public QStackedWidget
{
    Q_OBJECT
public:
    FieldChoice(const store::CanonicalField& field, QWidget* parent);

    /** Offers what this option can be; `given` is chosen. */
    void offer(store::FieldOption option, const store::Field& given);
    /** Puts what is chosen into a field. */
    void take(store::Field& field) const;

Q_SIGNALS:
    void changed();

private:
    void offerNames(const QString& plain, const QStringList& names, const QStringList& given);
    void offerTwo(const QString& whenFalse, const QString& whenTrue, bool given);

    store::FieldOption m_option = store::FieldOption::None;
    QWidget* m_nothing;
    QComboBox* m_choice;
    QLineEdit* m_words;
};

} // namespace owb::ui
