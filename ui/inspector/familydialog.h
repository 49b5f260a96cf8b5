#pragma once

#include "common/dialogframe.h"
#include "store/repository.h"

namespace owb::ui {

/** The tokens that were refreshed from each other. Closes with the one that is to be opened. */
class FamilyDialog : public DialogFrame
{
    Q_OBJECT
public:
    /** `gaps`: why some may be missing; may be empty. */
    FamilyDialog(const store::Family& family, const QString& gaps, qint64 now, QWidget* parent);
    /** All of the user's tokens with the client. */
    void accept() override;

Q_SIGNALS:
    void tokenChosen(const owb::oauth::Token& row);
    void tokensAsked(const owb::oauth::Token& alike);

private:
    void build(const QString& gaps, qint64 now);
    void choose(int member);
    [[nodiscard]] QString summary() const;

    store::Family m_family;
};

} // namespace owb::ui
