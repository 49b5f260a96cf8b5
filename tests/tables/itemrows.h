#pragma once

#include "tables/pagedrows.h"

#include <QCoreApplication>
#include <QPromise>

namespace owb::test {

struct Item
{
    oauth::RowKey key;
    QString text;
};

/** Rows of two columns whose pages arrive when the test says so, in any order. */
class ItemRows final : public tables::PagedRows<Item, QString>
{
public:
    using PagedRows::add;
    using PagedRows::PagedRows;
    using PagedRows::remove;
    using PagedRows::replace;
    using Answer = core::Result<store::Page<Item>>;

    struct Question
    {
        QString query;
        std::optional<store::Cursor> after;
        std::shared_ptr<QPromise<Answer>> promise;
    };
    QList<Question> asked;

    void answer(qsizetype question, const Answer& answer)
    {
        asked.at(question).promise->addResult(answer);
        asked.at(question).promise->finish();
        QCoreApplication::sendPostedEvents();
    }
    [[nodiscard]] QStringList texts() const
    {
        QStringList all;
        for (int row = 0; row < rowCount(); ++row) {
            all << at(row).text;
        }
        return all;
    }
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : 2; }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(at(index.row()).text) : QVariant();
    }

protected:
    [[nodiscard]] store::Reply<store::Page<Item>> ask(
        const QString& query, const std::optional<store::Cursor>& after) override
    {
        auto promise = std::make_shared<QPromise<Answer>>();
        promise->start();
        asked.append({query, after, promise});
        return promise->future();
    }
};

} // namespace owb::test
