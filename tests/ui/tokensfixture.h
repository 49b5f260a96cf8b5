#pragma once

#include "clientsfixture.h"
#include "tokenrepository.h"

#include "common/banner.h"

#include <QPointer>

namespace owb::test {

/** A window, a repository with tokens and what a page may ask of its surroundings. One for each test function. */
class TokensBench
{
public:
    TokenRepository repository;
    Surroundings around;

    TokensBench() { window->show(); }
    [[nodiscard]] qint64 now() const { return repository.clock.now(); }
    [[nodiscard]] oauth::Token token(qint64 key) const { return storedToken(key, now()); }

    template <class Dialog> static void clickVerb(const QPointer<Dialog>& dialog)
    {
        QTest::mouseClick(&child<QAbstractButton>(*dialog, QStringLiteral("verbButton")), Qt::LeftButton);
    }
    template <class Dialog> [[nodiscard]] static QString bannerText(const QPointer<Dialog>& dialog)
    {
        const auto* banner = dialog->template findChild<ui::Banner*>();
        return banner->isHidden() ? QString() : banner->text();
    }

    std::unique_ptr<QWidget> window = std::make_unique<QWidget>();
};

} // namespace owb::test
