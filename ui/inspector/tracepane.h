#pragma once

#include "tables/tracemodel.h"

#include <QWidget>

class QLabel;

namespace owb::ui {

class TraceView;

/** The steps to the verdict, with how many passed, failed and were not checked. */
class TracePane : public QWidget
{
    Q_OBJECT
public:
    explicit TracePane(QWidget* parent);
    void show(const inspector::Trace& trace, const QList<tables::TraceModel::Row>& more);
    /** The height that all of it needs. */
    [[nodiscard]] int wantedHeight() const;

Q_SIGNALS:
    void sectionAsked(const QUrl& url);

private:
    void count();
    void showFailure();

    tables::TraceModel* m_model;
    int m_failure = -1; // the row of the first step that failed
    TraceView* m_view;
    QLabel* m_passed;
    QLabel* m_failed;
    QLabel* m_unchecked;
};

} // namespace owb::ui
