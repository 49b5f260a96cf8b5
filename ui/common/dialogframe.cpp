#include "common/dialogframe.h"

#include "common/theme.h"
#include "core/errortext.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QProgressBar>
#include <QScreen>

using namespace Qt::StringLiterals;

namespace owb::ui {

DialogFrame::DialogFrame(const QString& title, const QString& verb, ButtonKind kind, QWidget* parent)
    : QDialog(parent)
    , m_banner(new Banner(this))
    , m_contents(new QVBoxLayout)
    , m_note(makeMutedLabel({}, this))
    , m_noteRow(new QHBoxLayout)
    , m_progress(new QProgressBar(this))
    , m_cancel(makeButton(tr("Cancel"), ButtonKind::Plain, {}, this))
    , m_verb(makeButton(verb, kind, {}, this))
    , m_harmless(kind != ButtonKind::Danger && kind != ButtonKind::Production)
{
    setWindowTitle(title);
    setModal(true);
    setAttribute(Qt::WA_DeleteOnClose);
    m_cancel->setObjectName(u"cancelButton"_s);
    m_verb->setObjectName(u"verbButton"_s);
    m_progress->setRange(0, 0);
    m_progress->setFixedSize(120, 6);
    m_progress->setTextVisible(false);
    m_progress->hide();
    (m_harmless ? m_verb : m_cancel)->setDefault(true); // Enter must not destroy anything

    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(metrics::margin, 12, metrics::margin, 12);
    buttons->setSpacing(8);
    m_noteRow->setSpacing(8);
    buttons->addLayout(m_noteRow);
    buttons->addWidget(m_note, 1);
    buttons->addWidget(m_progress);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_verb);
    m_bannerBox = new QWidget(this); // goes with the banner, so that no gap stays
    auto* bannerRow = new QHBoxLayout(m_bannerBox);
    bannerRow->setContentsMargins(metrics::margin, 8, metrics::margin, 8);
    bannerRow->addWidget(m_banner);
    m_bannerBox->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bannerBox);
    column->addLayout(m_contents, 1);
    column->addWidget(makeLine(this));
    column->addLayout(buttons);
    connect(m_cancel, &QPushButton::clicked, this, &DialogFrame::reject);
    connect(m_verb, &QPushButton::clicked, this, &DialogFrame::accept);
}

void DialogFrame::setBusy(bool busy)
{
    m_busy = busy;
    m_progress->setVisible(busy);
    m_verb->setEnabled(!busy);
    m_cancel->setEnabled(!busy);
}

void DialogFrame::showError(const core::Error& error)
{
    const core::ErrorText text = core::errorText(error);
    showProblem(text.what, text.remedy);
}

void DialogFrame::showProblem(const QString& lead, const QString& sentence)
{
    showAnswer(Banner::Kind::Error, lead, sentence);
}

void DialogFrame::showAnswer(Banner::Kind kind, const QString& lead, const QString& sentence)
{
    m_banner->say(kind, lead, sentence);
    m_bannerBox->show();
    makeRoom();
}

/** A banner that came takes its height from nobody. */
void DialogFrame::makeRoom()
{
    layout()->activate();
    const int wanted = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : sizeHint().height();
    if (isVisible() && wanted > height()) {
        resize(width(), wanted);
        fitScreen();
    }
}

void DialogFrame::hideProblem()
{
    m_bannerBox->hide();
    m_banner->hide();
}

void DialogFrame::addToNote(QWidget* widget)
{
    m_noteRow->addWidget(widget);
}

void DialogFrame::showProductionEdge()
{
    QWidget* edge = makeLine(this);
    edge->setFixedHeight(4);
    edge->setProperty("kind", u"productionEdge"_s);
    static_cast<QBoxLayout*>(layout())->insertWidget(0, edge);
}

void DialogFrame::setNote(const QString& note)
{
    m_note->setText(note);
}

void DialogFrame::reject()
{
    if (!m_busy) {
        QDialog::reject();
    }
}

void DialogFrame::closeEvent(QCloseEvent* event)
{
    if (m_busy) {
        event->ignore(); // what is being saved must be seen to end
    } else {
        QDialog::closeEvent(event);
    }
}

void DialogFrame::showEvent(QShowEvent* event)
{
    if (!event->spontaneous()) {
        fitScreen();
        orderFocus();
    }
    QDialog::showEvent(event);
}

/** A small screen shows the whole dialog, its buttons above all. */
void DialogFrame::fitScreen()
{
    constexpr int titleBar = 48; // drawn by the window manager
    const QSize room = screen()->availableSize() - QSize(16, titleBar);
    if (width() > room.width() || height() > room.height()) {
        resize(size().boundedTo(room));
    }
}

/** The buttons were made before the fields, but Tab reaches them after. */
void DialogFrame::orderFocus()
{
    QWidget* first = nullptr;
    QWidget* last = nullptr;
    for (QWidget* widget = nextInFocusChain(); widget != this; widget = widget->nextInFocusChain()) {
        const bool field = (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy() && isAncestorOf(widget)
            && widget != m_cancel && widget != m_verb && !m_banner->isAncestorOf(widget);
        if (field) {
            first = first ? first : widget;
            last = widget;
        }
    }
    if (last) {
        setTabOrder(last, m_cancel);
    }
    setTabOrder(m_cancel, m_verb);
    if (!focusWidget()) {
        (!m_harmless ? m_cancel : first ? first : m_verb)->setFocus();
    }
}

void DialogFrame::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers().testFlag(Qt::ControlModifier)) {
        if (m_harmless && m_verb->isEnabled()) {
            accept();
        }
        return;
    }
    auto* button = qobject_cast<QAbstractButton*>(focusWidget());
    if (enter && (qobject_cast<QPushButton*>(button) || qobject_cast<QToolButton*>(button))) {
        if (!event->isAutoRepeat() && (m_harmless || button != m_verb)) {
            button->click(); // and not the default button, which is another
        }
        return;
    }
    QDialog::keyPressEvent(event);
}

} // namespace owb::ui
