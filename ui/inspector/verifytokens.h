#pragma once

#include "common/dialogframe.h"
#include "common/pageservices.h"
#include "inspector/expectations.h"
#include "jose/keyset.h"
#include "store/query.h"

namespace owb::jobs {
class VerifyTokensJob;
}

namespace owb::store {
class Repository;
}

namespace owb::ui {

/** Asks before every JWT of a list is verified, and says with what. */
class VerifyTokensDialog : public DialogFrame
{
    Q_OBJECT
public:
    /** `which`: the tokens that are meant; `keys`: what they are held against, both for people. */
    VerifyTokensDialog(const QString& which, const QString& keys, bool hasKeys, QWidget* parent);
};

/** What came of it: how many got which verdict, and the rows to look at. */
class VerifiedDialog : public DialogFrame
{
    Q_OBJECT
public:
    VerifiedDialog(const jobs::VerifyTokensJob& job, QWidget* parent);
};

/** What tokens are held against. */
struct HeldAgainst
{
    jose::KeySet keys;
    QString source; // of the keys, for people
    QStringList algorithms; // that are allowed; empty: every standard one
};

/** Asks, verifies in the background and shows what came of it, over `page`. */
void verifyTokens(store::Repository& repository, const store::TokenQuery& query, const HeldAgainst& against,
    PageServices& services, QWidget* page);

} // namespace owb::ui
