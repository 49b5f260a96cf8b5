#pragma once

#include "inspector/examination.h"
#include "store/repository.h"

#include <QPointer>

namespace owb::ui {

/** Asks the open database for the row of a token, and again when rows changed. Answers to older questions are dropped.
 */
class RowLookup : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /** Nothing: none is open. */
    void setRepository(store::Repository* repository);
    /** An empty token: none is looked for. */
    void look(const core::Secret& token);
    void again();
    [[nodiscard]] const RowAnswer& answer() const { return m_answer; }
    [[nodiscard]] store::Repository* repository() const { return m_repository; }

Q_SIGNALS:
    void answered();
    /** There is a row now, or none: what is known of another one counts no more. */
    void rowRead();

private:
    void take(const core::Result<std::optional<oauth::Token>>& found);
    void lookForClient();
    void takeClient(const core::Result<std::optional<oauth::Client>>& found);

    QPointer<store::Repository> m_repository;
    core::Secret m_token;
    RowAnswer m_answer;
    int m_generation = 0;
};

} // namespace owb::ui
