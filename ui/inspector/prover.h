#pragma once

#include "inspector/examination.h"

#include <QObject>

namespace owb::ui {

/**
 * Goes through tokens step by step. Nearly all are opened at once; one whose key is made of a password takes as long as
 * its issuer wanted, and is opened in another thread.
 */
class Prover : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /** With its keys and expected values. Whether it was done at once; otherwise `proven` comes later. */
    bool prove(const Examination& examination);

Q_SIGNALS:
    /** An empty one for no token. An answer to an older question never comes. */
    void proven(const owb::inspector::Inspection& inspection);

private:
    int m_round = 0;
};

} // namespace owb::ui
