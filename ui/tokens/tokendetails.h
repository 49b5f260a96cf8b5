#pragma once

#include "common/detailspane.h"
#include "common/pageservices.h"
#include "store/repository.h"

namespace owb::core {
class Clock;
}

namespace owb::ui {

/** Everything about one token, and what the server does with it. */
class TokenDetails : public DetailsPane
{
    Q_OBJECT
public:
    TokenDetails(store::Repository& repository, const core::Clock& clock, PageServices& services, QWidget* parent);
    void show(const std::optional<oauth::Token>& token);

Q_SIGNALS:
    void revokeAsked(const QList<owb::oauth::Token>& shown);

private:
    void addHeading(const oauth::Token& token);
    void addVerdict(const oauth::Token& token);
    void addValues(const oauth::Token& token);
    void addTimes(const oauth::Token& token);
    void addOwner(const oauth::Token& token);

    store::Repository& m_repository;
    const core::Clock& m_clock;
    PageServices& m_services;
};

} // namespace owb::ui
