#include "inspector/prover.h"

#include "core/async.h"

#include <QPromise>
#include <QThreadPool>

namespace owb::ui {

bool Prover::takesLong(const Examination& examination)
{
    return !examination.isEmpty() && !examination.keys.keys.isEmpty() && inspector::takesLong(examination.token);
}

void Prover::prove(const Examination& examination)
{
    const int round = ++m_round;
    const auto inspect = [token = examination.token, keys = examination.keys, expectations = examination.expectations] {
        return token.isEmpty() ? inspector::Inspection() : inspector::inspect(token, keys, expectations);
    };
    if (!takesLong(examination)) {
        Q_EMIT proven(inspect());
        return;
    }
    auto promise = std::make_shared<QPromise<inspector::Inspection>>();
    promise->start();
    core::whenDone(promise->future(), this, [this, round](const inspector::Inspection& inspection) {
        if (round == m_round) {
            Q_EMIT proven(inspection);
        }
    });
    QThreadPool::globalInstance()->start([promise, inspect] {
        promise->addResult(inspect());
        promise->finish();
    });
}

} // namespace owb::ui
