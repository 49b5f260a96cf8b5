#include "common/searchfield.h"

#include "common/flowlayout.h"
#include "common/icons.h"
#include "common/termchip.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "core/errortext.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QWhatsThis>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {
constexpr int settleMs = 200;
} // namespace

SearchField::SearchField(
    const QString& accessibleName, const QString& placeholder, const core::Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_edit(new QLineEdit(this))
    , m_chipRow(new QWidget(this))
    , m_leading(new QHBoxLayout)
    , m_chips(new FlowLayout(nullptr, 8))
    , m_trailing(new QHBoxLayout)
    , m_problem(makeLabel({}, smallFont(), this))
{
    m_edit->setAccessibleName(accessibleName);
    m_edit->setPlaceholderText(placeholder);
    m_edit->setProperty("kind", u"search"_s);
    auto* search = m_edit->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    search->setText(tr("Search"));
    auto* clear = m_edit->addAction(icon(u"close"_s), QLineEdit::TrailingPosition);
    clear->setText(tr("Clear search"));
    clear->setVisible(false);
    connect(clear, &QAction::triggered, this, [this] { setText({}); });
    connect(
        m_edit, &QLineEdit::textChanged, clear, [clear](const QString& text) { clear->setVisible(!text.isEmpty()); });
    m_problem->setObjectName(u"searchProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // no long word widens the window
    setInk(m_problem, Ink::Danger);
    m_problem->hide();
    auto* row = new QHBoxLayout(m_chipRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addLayout(m_leading);
    row->addLayout(m_chips, 1);
    row->addLayout(m_trailing);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_edit);
    column->addWidget(m_problem);
    column->addWidget(m_chipRow);
    setFocusProxy(m_edit);
    m_delay.setSingleShot(true);
    m_delay.setInterval(settleMs);
    connect(m_edit, &QLineEdit::textChanged, &m_delay, qOverload<>(&QTimer::start));
    connect(m_edit, &QLineEdit::returnPressed, this, &SearchField::take);
    connect(&m_delay, &QTimer::timeout, this, &SearchField::take);
}

QString SearchField::text() const
{
    return m_edit->text();
}

void SearchField::setText(const QString& text)
{
    m_edit->setText(text);
    take();
}

bool SearchField::isUnderstood() const
{
    return m_problem->isHidden();
}

void SearchField::focusSearch()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void SearchField::addLeading(QWidget* widget)
{
    m_leading->addWidget(widget);
}

void SearchField::addTrailing(QWidget* widget)
{
    m_trailing->addWidget(widget);
}

void SearchField::take()
{
    m_delay.stop();
    const auto parsed = oauth::Filter::parse(m_edit->text(), m_clock.now());
    if (!parsed) {
        showProblem(core::errorText(parsed.error()).sentence());
        return;
    }
    showProblem({});
    const bool changed = *parsed != m_filter;
    m_filter = *parsed;
    showChips();
    if (changed) {
        Q_EMIT filterChanged(m_filter);
    }
}

void SearchField::showProblem(const QString& sentence)
{
    setStyled(m_edit, "problem", !sentence.isEmpty());
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
}

void SearchField::showChips()
{
    while (QLayoutItem* item = m_chips->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (qsizetype i = 0; i < m_filter.terms.size(); ++i) {
        auto* chip = new TermChip(oauth::words(m_filter.terms.at(i)), m_chipRow);
        connect(chip, &QToolButton::clicked, this, [this, i] { takeOut(i); });
        m_chips->addWidget(chip);
    }
}

void SearchField::takeOut(qsizetype term)
{
    m_edit->setFocus();
    if (m_delay.isActive() || !isUnderstood()) {
        take(); // the chips are those of an older text, and what is being typed stays
        return;
    }
    QStringList rest;
    for (qsizetype i = 0; i < m_filter.terms.size(); ++i) {
        if (i != term) {
            rest << m_filter.terms.at(i).source;
        }
    }
    setText(rest.join(u' '));
}

void SearchField::showHelp()
{
    const QString help =
        tr("<p><b>Words</b> match identifiers and names. Narrow with a key and a colon; a leading - excludes; "
           "quotes keep spaces; * stands for any letters in client: and user:.</p>"
           "<p><code>client:</code> <code>user:</code> <code>scope:</code> <code>grant:</code> "
           "<code>redirect:</code> <code>type:</code><br><code>state:active|expired|revoked</code><br>"
           "<code>issued:&gt;2026-01-01</code> <code>issued:&lt;7d</code> <code>expires:&lt;12h</code></p>");
    QWhatsThis::showText(m_edit->mapToGlobal(m_edit->rect().bottomLeft()), help, m_edit);
}

} // namespace owb::ui
