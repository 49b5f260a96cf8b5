#include "common/tablepage.h"

#include "common/banner.h"
#include "common/detailspane.h"
#include "common/icons.h"
#include "common/secretfield.h"
#include "common/tabledelegates.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "core/errortext.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QSplitter>

using namespace Qt::StringLiterals;

namespace owb::ui {

TablePage::TablePage(
    TableWords words, store::Repository& repository, const core::Clock& clock, PageServices& services, QWidget* parent)
    : SectionPage(parent)
    , m_words(std::move(words))
    , m_repository(repository)
    , m_clock(clock)
    , m_services(services)
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_header(new QHBoxLayout)
    , m_search(new SearchField(m_words.search, m_words.placeholder, clock, this))
    , m_banner(new Banner(this))
    , m_table(new WindowTable)
    , m_states(new StateStack(&m_table->view(), m_table, this))
{
    auto* middle = new QWidget(m_splitter);
    middle->setAutoFillBackground(true);
    middle->setBackgroundRole(QPalette::Base);
    m_middle = new QVBoxLayout(middle);
    m_middle->setContentsMargins(0, 0, 0, 0);
    m_middle->setSpacing(0);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(metrics::margin, 10, 12, 8);
    top->setSpacing(8);
    m_count = makeLabel({}, smallFont(), middle);
    m_count->setObjectName(u"countLabel"_s);
    setInk(m_count, Ink::Secondary);
    m_header->setSpacing(8);
    m_header->addWidget(makeLabel(m_words.title, pageTitleFont(), middle));
    m_header->addWidget(m_count);
    m_header->addStretch(1);
    top->addLayout(m_header);
    top->addWidget(m_search);
    m_middle->addLayout(top);
    m_banner->setProperty("place", u"flush"_s);
    m_middle->addWidget(m_banner);
    m_middle->addWidget(m_states, 1);
    auto* outer = new QHBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_splitter);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    polishTable(table(), m_words.title);
    m_copy = new QAction(icon(u"copy"_s), tr("Copy cell"), &table());
    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    table().addAction(m_copy);
    connect(m_copy, &QAction::triggered, this, &TablePage::copyCell);
    connect(&table(), &QTableView::customContextMenuRequested, this, &TablePage::showMenu);
    auto* help = makeLink(tr("Filter help"), this);
    connect(help, &QToolButton::clicked, m_search, &SearchField::showHelp);
    m_search->addTrailing(help);
    connect(m_search, &SearchField::filterChanged, this, [this](const oauth::Filter& filter) {
        if (!m_missing) {
            applyFilter(filter);
        }
    });
}

void TablePage::setModel(tables::WindowModel* model, DetailsPane* details)
{
    m_model = model;
    m_details = details;
    m_splitter->addWidget(details);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({712, metrics::rightPane});
    m_table->setWindow(model);
    connect(model, &QAbstractItemModel::modelReset, this, &TablePage::showState);
    connect(model, &tables::WindowModel::moved, this, &TablePage::showState);
    connect(model, &tables::WindowModel::currentChanged, this, [this] { currentChanged(); });
    connect(model, &tables::WindowModel::loading, this, [this] {
        if (m_model->rowCount() == 0) {
            m_states->showLoading(
                tr("Reading the table. The file is large or slow to answer."), [this] { m_repository.stop(); });
        }
    });
    connect(model, &tables::WindowModel::loaded, this, [this] {
        m_banner->hide();
        if (m_model->currentRow() < 0 && m_model->total() > 0) {
            m_model->choose(m_model->keyAt(0));
        }
        showState();
        rowsLoaded();
    });
    connect(model, &tables::WindowModel::loadFailed, this, &TablePage::showFailure);
    if (!detailsByDefault()) {
        connect(&table(), &QTableView::doubleClicked, this, [this] { setDetailsVisible(true); });
    }
}

QAction* TablePage::addAction(
    const QString& text, const QKeySequence& keys, const QString& iconName, std::function<void()> run)
{
    auto* action = new QAction(icon(iconName), text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, std::move(run));
    QWidget::addAction(action);
    m_actions << action;
    return action;
}

void TablePage::sortByHeader(bool (*sortable)(int column))
{
    QHeaderView* header = table().horizontalHeader();
    header->setSectionsClickable(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setSortIndicatorShown(true); // from now on a click turns it before we hear of it
    connect(header, &QHeaderView::sectionClicked, this,
        [this, header, sortable, sorted = std::pair(-1, Qt::AscendingOrder)](int column) mutable {
            if (sortable(column)) {
                sorted = {column, header->sortIndicatorOrder()};
                m_model->sort(sorted.first, sorted.second);
            } else {
                header->setSortIndicator(sorted.first, sorted.second);
            }
        });
}

void TablePage::showMenu(const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(menuActions());
    menu->addSeparator();
    menu->addAction(m_copy);
    menu->popup(table().viewport()->mapToGlobal(at));
}

void TablePage::copyCell()
{
    const QModelIndex cell = table().currentIndex();
    if (!cell.isValid()) {
        return;
    }
    if (const auto secret = secretAt(cell)) {
        m_services.clipboard.copy(*secret); // and the window says so
    } else {
        QGuiApplication::clipboard()->setText(cell.data(Qt::DisplayRole).toString());
        m_services.say(tr("Copied."));
    }
}

void TablePage::setDetailsVisible(bool visible)
{
    m_details->setVisible(visible);
}

bool TablePage::areDetailsVisible() const
{
    return !m_details->isHidden();
}

void TablePage::reload()
{
    if (!m_missing) {
        m_model->reload();
    }
}

void TablePage::showMissing(const StateMessage& message)
{
    m_missing = true;
    m_states->showMessage(message);
}

void TablePage::setTotal(std::optional<qint64> total)
{
    m_total = total;
    showCount();
}

void TablePage::showCount()
{
    const QLocale locale;
    const QString number = locale.toString(m_model->total());
    const QString here = m_model->isTotalExact() ? number : tr("about %1").arg(number);
    const bool all = m_search->filter().isEmpty();
    if (all) {
        m_count->setText(m_total && !m_model->isTotalExact() ? locale.toString(*m_total) : here);
    } else {
        m_count->setText(m_total ? tr("%1 of %2").arg(here, locale.toString(*m_total)) : here);
    }
}

void TablePage::showState()
{
    showCount();
    if (m_model->phase() != tables::WindowModel::Phase::Loaded || m_model->rowCount() > 0) {
        if (m_model->rowCount() > 0) {
            m_states->showRows();
        }
        return;
    }
    currentChanged();
    if (m_search->filter().isEmpty()) {
        m_states->showMessage({m_words.emptyIcon, false, m_words.emptyTitle, m_words.emptyText, {}, emptyActions()});
        return;
    }
    const QString searched =
        m_total ? tr("0 of %1 match the search.").arg(QLocale().toString(*m_total)) : tr("Nothing matches the search.");
    m_states->showMessage({u"search"_s, false, m_words.noMatchTitle, searched, {},
        {{tr("Clear search"), false, {}, [this] { m_search->setText({}); }},
            {tr("Filter help"), false, {}, [this] { m_search->showHelp(); }}}});
}

void TablePage::showFailure(const core::Error& error)
{
    const core::ErrorText text = core::errorText(error);
    const auto again = [this] { m_model->reload(); };
    if (m_model->rowCount() > 0) { // old rows stay
        m_banner->say(Banner::Kind::Error, text.what, text.remedy);
        m_banner->addAction(tr("Try again"), again);
        return;
    }
    m_states->showMessage({u"error"_s, true, tr("The table cannot be read"), text.sentence(), error.detail,
        {{tr("Try again"), true, {}, again}}});
}

void TablePage::choose(const oauth::RowKey& key)
{
    m_model->choose(key);
}

} // namespace owb::ui
