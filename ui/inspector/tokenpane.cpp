#include "inspector/tokenpane.h"

#include "common/icons.h"
#include "common/secretfield.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "inspector/rawtext.h"
#include "inspector/tokenedit.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

constexpr int editDelayMs = 200;
constexpr int headHeight = 32;

/** A square in the colour of a part, and its name. */
class LegendEntry final : public QWidget
{
public:
    LegendEntry(QString text, Ink ink, QWidget* parent)
        : QWidget(parent)
        , m_text(std::move(text))
        , m_ink(ink)
    {
        setFont(smallFont());
        setFixedSize(gap + fontMetrics().horizontalAdvance(m_text) + 2, fontMetrics().height() + 2);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        constexpr int side = 10;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(inkColour(m_ink));
        painter.drawRoundedRect(QRectF(0, (height() - side) / 2.0, side, side), 2, 2);
        painter.setPen(colours().text);
        painter.drawText(rect().adjusted(gap, 0, 0, 0), Qt::AlignVCenter, m_text);
    }

private:
    static constexpr int gap = 15;
    QString m_text;
    Ink m_ink;
};

} // namespace

TokenPane::TokenPane(SecretClipboard& clipboard, QWidget* parent)
    : QWidget(parent)
    , m_clipboard(clipboard)
    , m_count(makeMutedLabel({}, this))
    , m_eye(makeIconButton(u"eye"_s, tr("Reveal token"), this))
    , m_copy(makeIconButton(u"copy"_s, tr("Copy token"), this))
    , m_choice(new QWidget(this))
    , m_choiceRow(new QHBoxLayout(m_choice))
    , m_edit(new TokenEdit(this))
{
    m_count->setObjectName(u"characterCount"_s);
    m_choice->setAccessibleName(tr("Tokens of the response"));
    m_choiceRow->setContentsMargins(metrics::margin, 6, metrics::margin, 6);
    m_choiceRow->setSpacing(0);
    m_choice->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(makeLine(this));
    column->addWidget(m_choice);
    column->addWidget(m_edit, 1);
    m_delay.setSingleShot(true);
    m_delay.setInterval(editDelayMs);
    connect(&m_delay, &QTimer::timeout, this, [this] { Q_EMIT edited(m_token); });
    connect(m_edit, &TokenEdit::edited, this, &TokenPane::textEdited);
    connect(m_edit, &TokenEdit::pasted, this, &TokenPane::pasted);
    const auto copy = [this] { m_clipboard.copy(m_token); };
    connect(m_edit, &TokenEdit::copyAsked, this, copy);
    connect(m_copy, &QToolButton::clicked, this, copy);
    connect(m_eye, &QToolButton::clicked, this, [this] { setMasked(!m_isMasked); });
    present();
}

QWidget* TokenPane::makeHead()
{
    auto* head = new QWidget(this);
    head->setMinimumHeight(headHeight);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(metrics::margin, 0, 12, 0);
    row->setSpacing(12);
    auto* title = makeLabel(tr("Token"), smallBoldFont(), head);
    setInk(title, Ink::Secondary);
    row->addWidget(title);
    row->addSpacing(12);
    row->addWidget(new LegendEntry(tr("Header"), Ink::JwtHeader, head));
    row->addWidget(new LegendEntry(tr("Claims"), Ink::JwtClaims, head));
    row->addWidget(new LegendEntry(tr("Signature"), Ink::JwtSignature, head));
    row->addStretch(1);
    row->addWidget(m_count);
    row->addWidget(m_eye);
    row->addWidget(m_copy);
    return head;
}

void TokenPane::show(const core::Secret& token, bool isMasked)
{
    m_delay.stop();
    m_token = token;
    m_isMasked = isMasked;
    m_isVeiled = token.reveal().size() <= longestShown && shownLines(token.revealText()) != token.revealText();
    present();
}

void TokenPane::setMasked(bool isMasked)
{
    if (isMasked != m_isMasked && !m_token.isEmpty()) {
        m_isMasked = isMasked;
        present();
    }
}

void TokenPane::present()
{
    const qsizetype length = m_token.length();
    const bool isTooLong = m_token.reveal().size() > longestShown;
    m_edit->show(isTooLong ? tr("Longer than any token; not shown.")
            : m_isMasked   ? m_token.maskedToken()
            : m_isVeiled   ? shownLines(m_token.revealText())
                           : m_token.revealText(),
        isTooLong || m_isMasked || m_isVeiled);
    m_count->setText(length == 0 ? QString() : counted(length, tr("1 character"), tr("%1 characters")));
    const bool canReveal = m_isMasked || length == 0;
    m_eye->setIcon(icon(canReveal ? u"eye"_s : u"eye-off"_s));
    const QString words = canReveal ? tr("Reveal token") : tr("Hide token");
    m_eye->setToolTip(words);
    m_eye->setAccessibleName(words);
    m_eye->setEnabled(length > 0 && !isTooLong);
    m_copy->setEnabled(length > 0);
}

void TokenPane::textEdited()
{
    m_token = core::Secret(m_edit->text());
    m_isVeiled = false;
    present(); // the count, and the buttons
    m_delay.start();
}

void TokenPane::showChoice(const QStringList& names, int current)
{
    while (QLayoutItem* item = m_choiceRow->takeAt(0)) {
        if (item->widget()) {
            item->widget()->deleteLater();
        }
        delete item;
    }
    delete m_group;
    m_group = new QButtonGroup(this);
    for (int i = 0; i < names.size() && names.size() > 1; ++i) {
        auto* button = new QToolButton(m_choice);
        button->setText(names.at(i));
        button->setAccessibleName(names.at(i));
        button->setCheckable(true);
        button->setChecked(i == current);
        button->setProperty("kind", u"facet"_s);
        button->setProperty("place", i == 0 ? u"first"_s : i == names.size() - 1 ? u"last"_s : u"middle"_s);
        button->setFont(smallFont());
        button->setFocusPolicy(Qt::StrongFocus);
        m_group->addButton(button, i);
        m_choiceRow->addWidget(button);
    }
    m_choiceRow->addStretch(1);
    m_choice->setVisible(names.size() > 1);
    connect(m_group, &QButtonGroup::idClicked, this, &TokenPane::chosen);
}

QString TokenPane::shownText() const
{
    return m_edit->text();
}

void TokenPane::focusToken()
{
    m_edit->setFocus();
}

} // namespace owb::ui
