#include "tokens/indexadvisor.h"

#include "core/async.h"
#include "core/errortext.h"
#include "jobs/indexjob.h"
#include "tables/windowmodel.h"
#include "tokens/indexdialog.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {
constexpr qint64 largeTable = 100'000; // smaller ones are looked through before anybody notices
}

IndexAdvisor::IndexAdvisor(store::Repository& repository, PageServices& services, const tables::WindowModel& model,
    Banner& banner, QWidget* page)
    : QObject(page)
    , m_repository(repository)
    , m_services(services)
    , m_model(model)
    , m_banner(banner)
    , m_page(page)
{
    connect(&model, &tables::WindowModel::moved, this, &IndexAdvisor::say);
}

void IndexAdvisor::consider(const store::TokenQuery& query, std::optional<qint64> rows)
{
    m_rows = rows;
    if (m_query != query) {
        m_query = query;
        ask();
    }
}

void IndexAdvisor::ask()
{
    takeBack();
    m_cost = {};
    core::whenDone(
        m_repository.listCost(*m_query), this, [this, query = m_query](const core::Result<store::ListCost>& cost) {
            if (cost && m_query == query) { // without an answer nothing is said: the list is there all the same
                m_cost = *cost;
                say();
            }
        });
}

void IndexAdvisor::takeBack()
{
    if (!m_said.isEmpty() && m_banner.text() == m_said) {
        m_banner.hide();
    }
    m_said.clear();
}

void IndexAdvisor::say()
{
    const bool isFree = !m_cost.looksThroughAll && m_cost.missing.isEmpty();
    if (isFree || m_rows.value_or(m_model.total()) < largeTable) {
        return;
    }
    if (m_banner.isVisibleTo(m_page) && m_banner.text() != m_said) {
        return; // something more important stands there
    }
    const QString all = m_rows ? QLocale().toString(*m_rows) : tr("all");
    const auto looked = m_model.looked();
    const bool isLooking = looked || m_model.phase() == tables::WindowModel::Phase::Loading;
    if (!isLooking && m_cost.missing.isEmpty()) { // nothing is left to be said or done
        takeBack();
        return;
    }
    const QString lead = tr("No index answers this.");
    const bool sorts = m_query->sort != store::TokenSort::Key;
    const QString sentence = !isLooking ? tr("All tokens were looked through.")
        : sorts                    ? tr("Up to %1 tokens are read in this order before the first is shown.").arg(all)
        : looked.value_or(-1) >= 0 ? tr("Looking through %1 tokens, %2 % so far; what is found is shown at once.")
                                         .arg(all)
                                         .arg(static_cast<int>(*looked * 100))
                                   : tr("Looking through %1 tokens; what is found is shown at once.").arg(all);
    if (m_banner.isVisibleTo(m_page) && m_said.endsWith(sentence)) {
        return;
    }
    m_banner.say(Banner::Kind::Info, lead, sentence);
    if (isLooking) {
        m_banner.addAction(tr("Stop"), [this] { m_repository.stop(); });
    }
    if (!m_cost.missing.isEmpty()) {
        m_banner.addAction(tr("Suggest an index…"), [this] { offer(); });
    }
    m_said = m_banner.text();
}

void IndexAdvisor::offer()
{
    auto* dialog = new IndexDialog(m_cost.missing.constFirst(), m_page);
    connect(dialog, &IndexDialog::agreed, this,
        [this](const store::IndexAdvice& advice) { m_services.whenUnlocked([this, advice] { make(advice); }); });
    dialog->open();
}

void IndexAdvisor::make(const store::IndexAdvice& advice)
{
    JobWords words;
    words.iconName = u"table"_s;
    words.name = tr("Making an index");
    words.canPause = false;
    words.progress = [name = advice.name](qint64) { return name; };
    words.ending = [name = advice.name](const jobs::Job& job) {
        return job.state() == jobs::Job::State::Done ? tr("Made the index %1.").arg(name)
            : job.state() == jobs::Job::State::Stopped
            ? tr("Stopped. There is no index.")
            : core::errorText(job.error().value_or(core::Error{})).sentence();
    };
    auto job = std::make_unique<jobs::IndexJob>(m_repository, advice, nullptr);
    connect(job.get(), &jobs::Job::finished, this, &IndexAdvisor::ask);
    m_services.run(std::move(job), words);
}

} // namespace owb::ui
