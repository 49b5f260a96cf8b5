#pragma once

#include "common/banner.h"
#include "common/pageservices.h"
#include "store/repository.h"

namespace owb::tables {
class WindowModel;
}

namespace owb::ui {

/**
 * Says in a banner that a list has to be looked through because no index answers it, how far that is, and offers to
 * stop and to make the index.
 */
class IndexAdvisor : public QObject
{
    Q_OBJECT
public:
    IndexAdvisor(store::Repository& repository, PageServices& services, const tables::WindowModel& model,
        Banner& banner, QWidget* page);
    /** Another list is asked for, of a table with so many rows, as far as that is known. */
    void consider(const store::TokenQuery& query, std::optional<qint64> rows);
    /** Says it again: something else took the banner. */
    void say();

private:
    void ask();
    void takeBack();
    void offer();
    void make(const store::IndexAdvice& advice);

    store::Repository& m_repository;
    PageServices& m_services;
    const tables::WindowModel& m_model;
    Banner& m_banner;
    QWidget* m_page;
    std::optional<store::TokenQuery> m_query;
    std::optional<qint64> m_rows;
    store::ListCost m_cost; // of the list on screen
    QString m_said;
};

} // namespace owb::ui
