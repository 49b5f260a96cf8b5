#pragma once

#include "inspector/step.h"

#include <QAbstractListModel>

namespace owb::tables {

/** The steps to the verdict about a token, in the order they were gone; all of a step by roles. */
class TraceModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        OutcomeRole = Qt::UserRole + 32, // int of inspector::Step::Outcome
        OutcomeTextRole, // "Passed"
        WhatRole,
        RemedyRole,
        ReferenceRole,
        RuleRole,
    };

    /** A step of the text itself, or one that somebody else takes: the database, the server. */
    struct Row
    {
        QString title;
        inspector::Step::Outcome outcome = inspector::Step::Outcome::NotChecked;
        QString what;
        QString remedy;
        QString reference;
        QString rule;
        bool operator==(const Row&) const = default;
    };

    using QAbstractListModel::QAbstractListModel;
    /** The steps of the text, and behind them `more`. Where no step came or went, the rows stay. */
    void show(const inspector::Trace& trace, const QList<Row>& more = {});
    [[nodiscard]] static Row rowOf(const inspector::Step& step);
    /** How many steps ended so. */
    [[nodiscard]] int count(inspector::Step::Outcome outcome) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<Row> m_rows;
};

/** "Passed", "Failed", "Not checked" for people. */
[[nodiscard]] QString outcomeText(inspector::Step::Outcome outcome);

} // namespace owb::tables
