#include "tables/tracemodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::tables {

QString outcomeText(inspector::Step::Outcome outcome)
{
    switch (outcome) {
    case inspector::Step::Outcome::Passed:
        return TraceModel::tr("Passed");
    case inspector::Step::Outcome::Failed:
        return TraceModel::tr("Failed");
    case inspector::Step::Outcome::NotChecked:
        return TraceModel::tr("Not checked");
    }
    return {};
}

TraceModel::Row TraceModel::rowOf(const inspector::Step& step)
{
    return {inspector::title(step.kind), step.outcome, step.what, step.remedy, step.reference, step.rule};
}

void TraceModel::show(const inspector::Trace& trace, const QList<Row>& more)
{
    QList<Row> rows;
    for (const inspector::Step& step : trace) {
        rows << rowOf(step);
    }
    rows << more;
    const bool same = std::equal(m_rows.cbegin(), m_rows.cend(), rows.cbegin(), rows.cend(),
        [](const Row& a, const Row& b) { return a.title == b.title; });
    if (!same || rows.isEmpty()) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
        return;
    }
    for (int i = 0; i < rowCount(); ++i) {
        if (m_rows.at(i) != rows.at(i)) {
            m_rows[i] = rows.at(i);
            Q_EMIT dataChanged(index(i), index(i));
        }
    }
}

int TraceModel::count(inspector::Step::Outcome outcome) const
{
    return static_cast<int>(
        std::count_if(m_rows.cbegin(), m_rows.cend(), [outcome](const Row& row) { return row.outcome == outcome; }));
}

int TraceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant TraceModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const Row& row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.title;
    case Qt::AccessibleTextRole:
        return u"%1: %2"_s.arg(row.title, outcomeText(row.outcome));
    case Qt::AccessibleDescriptionRole:
        return QStringList{row.what, row.remedy, row.reference}.join(u' ').simplified();
    case OutcomeRole:
        return static_cast<int>(row.outcome);
    case OutcomeTextRole:
        return outcomeText(row.outcome);
    case WhatRole:
        return row.what;
    case RemedyRole:
        return row.remedy;
    case ReferenceRole:
        return row.reference;
    case RuleRole:
        return row.rule;
    default:
        return {};
    }
}

} // namespace owb::tables
