#include "common/searchfield.h"

#include "common/icons.h"
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

/** One understood term, which a click or a key takes out again. */
QToolButton* makeTermChip(const oauth::FilterTerm& term, QWidget* parent)
{
    const oauth::TermWords words = oauth::words(term);
    const QString text = words.relation + u' ' + displayText(words.value);
    auto* chip = new QToolButton(parent);
    chip->setText(text);
    chip->setIcon(QIcon(iconPixmap(u"close"_s, 12, colours().info.text)));
    chip->setIconSize({12, 12});
    chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    chip->setLayoutDirection(Qt::RightToLeft); // the cross stands after the words
    chip->setFont(smallFont());
    chip->setFocusPolicy(Qt::StrongFocus);
    chip->setAccessibleName(SearchField::tr("Remove from the search: %1").arg(text));
    chip->setStyleSheet(u"QToolButton { background: %1; color: %2; border: 1px solid %3; padding: 0 4px; min-height: 20px; }"_s.arg(
        colours().info.ground.name(), colours().info.text.name(),
        (colours().outlined ? colours().info.text : colours().info.ground).name()));
    return chip;
}

} // namespace

SearchField::SearchField(const QString& accessibleName, const QString& placeholder, const core::Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_edit(new QLineEdit(this))
    , m_chipRow(new QWidget(this))
    , m_leading(new QHBoxLayout)
    , m_chips(new QHBoxLayout)
    , m_trailing(new QHBoxLayout)
    , m_problem(makeLabel({}, smallFont(), this))
{
    m_edit->setAccessibleName(accessibleName);
    m_edit->setPlaceholderText(placeholder);
    m_edit->setClearButtonEnabled(true);
    m_edit->setMinimumHeight(metrics::searchHeight);
    m_edit->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_problem->setObjectName(u"searchProblem"_s);
    m_problem->hide();
    auto* row = new QHBoxLayout(m_chipRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addLayout(m_leading);
    row->addLayout(m_chips);
    row->addStretch(1);
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
    m_edit->setProperty("problem", !sentence.isEmpty());
    m_edit->style()->unpolish(m_edit);
    m_edit->style()->polish(m_edit);
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
    setTextColour(m_problem, colours().danger);
}

void SearchField::showChips()
{
    while (QLayoutItem* item = m_chips->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const oauth::FilterTerm& term : m_filter.terms) {
        auto* chip = makeTermChip(term, m_chipRow);
        connect(chip, &QToolButton::clicked, this, [this, source = term.source] {
            QString rest = m_edit->text();
            rest.remove(rest.indexOf(source), source.size());
            setText(rest.simplified());
            m_edit->setFocus();
        });
        m_chips->addWidget(chip);
    }
}

void SearchField::showHelp()
{
    const QString help = tr("<p><b>Words</b> match identifiers and names. Narrow with a key and a colon; a leading - excludes; "
                            "quotes keep spaces; * stands for any letters in client: and user:.</p>"
                            "<p><code>client:</code> <code>user:</code> <code>scope:</code> <code>grant:</code> "
                            "<code>redirect:</code> <code>type:</code><br><code>state:active|expired|revoked</code><br>"
                            "<code>issued:&gt;2026-01-01</code> <code>issued:&lt;7d</code> <code>expires:&lt;12h</code></p>");
    QWhatsThis::showText(m_edit->mapToGlobal(m_edit->rect().bottomLeft()), help, m_edit);
}

} // namespace owb::ui
