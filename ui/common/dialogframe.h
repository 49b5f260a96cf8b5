#pragma once

#include "common/banner.h"
#include "common/widgets.h"
#include "core/error.h"

#include <QDialog>

class QProgressBar;
class QVBoxLayout;

namespace owb::ui {

/**
 * What every dialog here has: room for its contents, a banner for what went wrong, and a row with Cancel and one verb.
 * While busy it shows progress and cannot be closed. Never exec(): use open(). The keyboard starts in the first field,
 * in a dialog that destroys at Cancel.
 */
class DialogFrame : public QDialog
{
    Q_OBJECT
public:
    DialogFrame(const QString& title, const QString& verb, ButtonKind kind, QWidget* parent);

    void setBusy(bool busy);
    [[nodiscard]] bool isBusy() const { return m_busy; }
    void showError(const core::Error& error);
    void showProblem(const QString& lead, const QString& sentence);
    /** Where problems are shown as well; hideProblem() takes it away. */
    void showAnswer(Banner::Kind kind, const QString& lead, const QString& sentence);
    void hideProblem();
    void reject() override;

protected:
    [[nodiscard]] QVBoxLayout* contents() const { return m_contents; }
    [[nodiscard]] Banner& banner() const { return *m_banner; }
    /** The text at the left of the button row. */
    void setNote(const QString& note);
    /** A bar in the colour of production along the top. */
    void showProductionEdge();
    /** Grows to what its contents need now. */
    void makeRoom();
    /** A widget before that text. */
    void addToNote(QWidget* widget);
    [[nodiscard]] QPushButton* verbButton() const { return m_verb; }
    [[nodiscard]] QPushButton* cancelButton() const { return m_cancel; }
    void keyPressEvent(QKeyEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void orderFocus();
    void fitScreen();

    Banner* m_banner;
    QWidget* m_bannerBox = nullptr;
    QVBoxLayout* m_contents;
    QLabel* m_note;
    QHBoxLayout* m_noteRow;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QPushButton* m_verb;
    bool m_harmless; // Ctrl+Enter and Enter run the verb
    bool m_busy = false;
};

} // namespace owb::ui
