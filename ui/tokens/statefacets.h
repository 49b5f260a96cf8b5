#pragma once

#include <QWidget>

#include <optional>

class QButtonGroup;

namespace owb::ui {

/** Any state, Active, Expired, Revoked: one is chosen; counts come when they are known. */
class StateFacets : public QWidget
{
    Q_OBJECT
public:
    explicit StateFacets(QWidget* parent);
    /** "", "active", "expired" or "revoked". */
    void setState(const QString& state);
    void setCount(const QString& state, std::optional<qint64> count, bool estimated = false);
    [[nodiscard]] static QStringList states();

Q_SIGNALS:
    void stateChosen(const QString& state);

private:
    QButtonGroup* m_group;
};

} // namespace owb::ui
