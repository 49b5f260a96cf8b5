#include "inspector/prover.h"

#include "core/async.h"
#include "inspector/background.h"

namespace owb::ui {

bool Prover::prove(const Examination& examination)
{
    const int round = ++m_round;
    const auto inspect = [token = examination.token, keys = examination.keys, expectations = examination.expectations] {
        return token.isEmpty() ? inspector::Inspection() : inspector::inspect(token, keys, expectations);
    };
    if (examination.isEmpty() || examination.keys.keys.isEmpty() || !inspector::takesLong(examination.token)) {
        Q_EMIT proven(inspect());
        return true;
    }
    core::whenDone(inBackground(inspect), this, [this, round](const inspector::Inspection& inspection) {
        if (round == m_round) {
            Q_EMIT proven(inspection);
        }
    });
    return false;
}

} // namespace owb::ui
