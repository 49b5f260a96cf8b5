#pragma once

#include "inspector/finding.h"

#include <QScrollArea>

class QLabel;
class QVBoxLayout;

namespace owb::ui {

/** What the rules found in a token, most severe first; or that nothing was found. */
class FindingsPane : public QWidget
{
    Q_OBJECT
public:
    explicit FindingsPane(QWidget* parent);
    /** `without`: what is said where there are none. */
    void show(const QList<inspector::Finding>& findings, const QString& without);
    /** The height that all of it needs. */
    [[nodiscard]] int wantedHeight() const;

Q_SIGNALS:
    void sectionAsked(const QUrl& url);

private:
    void build(const QList<inspector::Finding>& findings, const QString& without);
    [[nodiscard]] QWidget* makeFinding(const inspector::Finding& finding);

    QLabel* m_count;
    QScrollArea* m_area;
    QWidget* m_list = nullptr;
    QList<inspector::Finding> m_findings;
    QString m_without;
};

} // namespace owb::ui
