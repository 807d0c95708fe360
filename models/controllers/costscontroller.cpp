// SPDX-License-Identifier: GPL-3.0-or-later
#include "costscontroller.h"

#include <costs/costservice.h>
#include <costs/metric.h>
#include <costservice/costinsight.h>

#include <QCoroTask>

namespace sm::controllers {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int HistoryMonths = 13; ///< what forecasts and comparisons with last year need

/// Another answer, or only other rows of the same?
bool asksTheSame(const CostsQuestion &left, CostsQuestion right)
{
    right.top = left.top;
    right.words = left.words;
    return left == right;
}

} // namespace

CostsController::CostsController(Services services, CostsFeatures features, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_features(features)
    , m_bills(services.costs)
    , m_extras(services.costs, services.insight)
    , m_aws(services.insight)
{
    connect(&m_aws, &CostsAws::changed, this, [this] {
        showOutlook();
        readMeter();
    });
    connect(&m_aws, &CostsAws::failed, this, &CostsController::failed);
    connect(&m_aws, &CostsAws::tagsTold, this, &CostsController::reload);
    connect(&m_bills, &CostsBills::opened, this, [this](const CostSourceInfo &source) {
        m_question.source = source.source;
        m_question.path.clear();
        m_answer.reset(); // of what the source had before
        m_summaryQuery = {};
        reload();
    });
}

CostsController::~CostsController() = default;

const CostSourceInfo *CostsController::find(CostSource source) const
{
    const auto found = std::find_if(
        m_sources.begin(), m_sources.end(), [source](const CostSourceInfo &each) { return each.source == source; });
    return found == m_sources.end() ? nullptr : &*found;
}

const CostSourceInfo *CostsController::source() const
{
    return m_answer || m_loading || m_problem ? find(m_question.source) : nullptr;
}

QString CostsController::metricTitle(CostMetric metric) { return costs::metricName(metric); }

QString CostsController::metricDefinition(CostMetric metric) { return costs::metricDefinition(metric); }

QDate CostsController::lastDay() const
{
    const CostSourceInfo *shown = find(m_question.source);
    return shown && shown->to.isValid() ? shown->to.addDays(-1) : QDateTime::currentDateTimeUtc().date();
}

void CostsController::reload()
{
    const int generation = ++m_generation;
    m_cancel = CancelSource();
    setLoading(true);
    QCoro::connect(m_services.costs.sources(m_cancel.token()), this,
        [this, generation](const Result<QList<CostSourceInfo>> &read) {
            if (generation == m_generation)
                showSources(read);
        });
    readMeter();
}

void CostsController::showSources(const Result<QList<CostSourceInfo>> &sources)
{
    m_ready = true;
    if (!sources)
        return fail(sources.error());
    m_sources = *sources;
    m_problem.reset();
    const bool isKnown = find(m_question.source);
    const auto free
        = std::find_if(m_sources.begin(), m_sources.end(), [](const CostSourceInfo &each) { return !each.paid; });
    if (!isKnown && free != m_sources.end())
        m_question.source = free->source;
    Q_EMIT sourcesChanged();
    if (isKnown || free != m_sources.end()) {
        m_question = fitted(m_question);
        Q_EMIT questionChanged();
        askNow(false);
    } else {
        setLoading(false);
    }
}

/// With a metric, groups and filters that the source has.
CostsQuestion CostsController::fitted(CostsQuestion question) const
{
    const CostSourceInfo *source = find(question.source);
    if (!source)
        return question;
    const auto has = [source](const QString &dimension) { return source->dimensions.contains(dimension); };
    if (!source->metrics.contains(question.metric) && !source->metrics.isEmpty())
        question.metric = source->metrics.first();
    if (!question.groupBy.isEmpty() && !has(question.groupBy))
        question.groupBy = has(costdimension::Service) ? costdimension::Service : source->dimensions.value(0);
    question.filters.removeIf([&has](const CostFilter &filter) { return !has(filter.dimension); });
    for (const CostsLevel &level : std::as_const(question.path)) {
        if (!has(level.dimension)) {
            question.path.clear();
            break;
        }
    }
    return question;
}

void CostsController::ask(CostsQuestion question)
{
    question = fitted(std::move(question));
    if (question == m_question && m_answer && !m_problem)
        return;
    const bool isAnswered = m_answer && !m_loading && !m_problem && asksTheSame(question, m_question);
    m_question = std::move(question);
    Q_EMIT questionChanged();
    if (isAnswered)
        show();
    else
        askNow(false);
}

void CostsController::refresh()
{
    if (find(m_question.source))
        askNow(true);
    else
        reload();
}

void CostsController::askNow(bool fresh)
{
    const int generation = ++m_generation;
    m_questionCancel = CancelSource();
    setLoading(true);
    CostsRange range = m_question.range(lastDay());
    // A bill of one month is not drawn as the end of thirteen.
    if (const CostSourceInfo *shown = find(m_question.source); shown && shown->from < range.to)
        range.from = std::max(range.from, shown->from);
    QCoro::connect(m_services.costs.answer(m_question.source, m_question.query(range), fresh, m_questionCancel.token()),
        this, [this, generation, range](const Result<CostAnswer> &answer) {
            if (generation != m_generation)
                return;
            if (answer)
                askCompared(*answer, range);
            else
                fail(answer.error());
        });
    m_summaryFresh = fresh;
}

/// What the other range lacks is no reason to show nothing of this one.
void CostsController::askCompared(const CostAnswer &answer, const CostsRange &range)
{
    m_range = range;
    const CostSourceInfo *shown = find(m_question.source);
    const std::optional<CostsRange> compared = m_question.comparedRange(m_question.range(lastDay()));
    const bool isThere = compared && (!shown || !shown->from.isValid() || compared->to > shown->from);
    if (!isThere)
        return finish(answer, {});
    const int generation = m_generation;
    QCoro::connect(
        m_services.costs.answer(m_question.source, m_question.query(*compared), false, m_questionCancel.token()), this,
        [this, generation, answer](const Result<CostAnswer> &before) {
            if (generation == m_generation)
                finish(answer, before ? std::optional<CostAnswer>(*before) : std::nullopt);
        });
}

void CostsController::finish(const CostAnswer &answer, const std::optional<CostAnswer> &compared)
{
    m_answer = answer;
    m_compared = compared;
    m_problem.reset();
    show();
    setLoading(false);
    readMeter();
    askSummary(std::exchange(m_summaryFresh, false)); // after what is waited for
}

void CostsController::fail(const Error &error)
{
    if (error.kind() != Error::Kind::Cancelled)
        m_problem = error;
    setLoading(false);
    readMeter();
}

void CostsController::show()
{
    const bool isOther = summaryQuery() != m_summaryQuery || m_summarySource != m_question.source;
    if (isOther)
        forgetSummary();
    m_figures = costsFigures(m_question, m_range, *m_answer, m_compared, lastDay());
    m_table.setContent(m_figures.table);
    Q_EMIT figuresChanged();
    if (isOther)
        Q_EMIT summaryChanged();
}

CostQuery CostsController::summaryQuery() const
{
    const QDate last = lastDay();
    CostQuery query
        = m_question.query({QDate(last.year(), last.month(), 1).addMonths(1 - HistoryMonths), last.addDays(1)});
    query.granularity = CostGranularity::Day;
    if (m_question.groupBy == costdimension::Resource)
        query.groupBy.clear(); // too many to look at one by one
    return query;
}

/// Figures of another question, and what was estimated from them, are not shown beside the new ones.
void CostsController::forgetSummary()
{
    m_summaryQuery = {};
    m_summaryCancel = CancelSource();
    m_summary = {};
    m_localOutlook = {};
    m_outlook = {};
}

/// Once for as long as neither source nor filters change: ranges and granularities do not matter to it.
void CostsController::askSummary(bool fresh)
{
    const CostQuery query = summaryQuery();
    if (!fresh && query == m_summaryQuery && m_summarySource == m_question.source)
        return;
    m_summaryQuery = query;
    m_summarySource = m_question.source;
    m_summaryCancel = CancelSource();
    const CancelToken token = m_summaryCancel.token();
    QCoro::connect(m_services.costs.answer(m_question.source, query, fresh, token), this,
        [this, token](const Result<CostAnswer> &daily) {
            if (token.isCancelled())
                return;
            if (daily)
                return showSummary(*daily);
            forgetSummary(); // to be asked again
            Q_EMIT summaryChanged();
        });
}

void CostsController::showSummary(const CostAnswer &daily)
{
    const QDate last = lastDay();
    m_summary = costsSummary(daily, last);
    m_localOutlook = {};
    showOutlook();
    m_aws.askForecast(m_question);
    if (!m_features.forecasting && !m_features.anomalies)
        return;
    const CancelToken token = m_summaryCancel.token();
    QCoro::connect(
        m_services.insight.outlook(daily, last, token), this, [this, token](const Result<CostOutlook> &read) {
            if (token.isCancelled() || !read)
                return;
            m_localOutlook = *read;
            if (!m_features.anomalies)
                m_localOutlook.anomalies.clear();
            showOutlook();
        });
}

void CostsController::showOutlook()
{
    m_outlook = m_aws.joined(m_localOutlook, m_summary, m_question);
    Q_EMIT summaryChanged();
}

void CostsController::forgetSource()
{
    QCoro::connect(
        m_services.costs.forget(m_question.source, m_cancel.token()), this, [this](const Result<void> &forgotten) {
            if (!forgotten)
                return Q_EMIT failed(forgotten.error());
            const CostSourceInfo *shown = find(m_question.source);
            const bool isPaid = shown && shown->paid;
            forgetShown();
            Q_EMIT sourceForgotten();
            if (!isPaid)
                reload();
        });
}

void CostsController::forgetShown()
{
    ++m_generation;
    m_questionCancel = CancelSource();
    m_answer.reset();
    m_compared.reset();
    m_problem.reset();
    m_figures = {};
    m_table.setContent({});
    m_aws.forget();
    forgetSummary();
    Q_EMIT figuresChanged();
    Q_EMIT summaryChanged();
    setLoading(false);
}

void CostsController::drill(const QString &key)
{
    const CostSourceInfo *shown = find(m_question.source);
    const QString deeper = shown ? deeperDimension(m_question, shown->dimensions) : QString();
    if (deeper.isEmpty())
        return;
    CostsQuestion question = m_question;
    question.path.append({question.groupBy, key});
    question.groupBy = deeper;
    question.words.clear();
    question.top = CostsQuestion::UsualTop;
    ask(question);
}

bool CostsController::canDrill() const
{
    const CostSourceInfo *shown = find(m_question.source);
    return shown && !m_question.groupBy.isEmpty() && !deeperDimension(m_question, shown->dimensions).isEmpty();
}

void CostsController::goBackTo(qsizetype levels)
{
    if (levels < 0 || levels >= m_question.path.size())
        return;
    CostsQuestion question = m_question;
    question.groupBy = question.path.at(levels).dimension;
    question.path = question.path.first(levels);
    question.words.clear();
    question.top = CostsQuestion::UsualTop;
    ask(question);
}

void CostsController::setOthersOpen(bool open)
{
    CostsQuestion question = m_question;
    question.top = open ? 0 : CostsQuestion::UsualTop;
    ask(question);
}

void CostsController::readValues(const QString &dimension)
{
    QCoro::connect(m_services.costs.values(m_question.source, dimension, m_cancel.token()), this,
        [this, dimension](const Result<QStringList> &values) {
            if (values)
                Q_EMIT valuesRead(dimension, *values);
            else if (values.error().kind() != Error::Kind::Cancelled)
                Q_EMIT failed(values.error());
        });
}

void CostsController::readChanges(const QDate &day)
{
    QCoro::connect(m_services.insight.changesOf(day, m_cancel.token()), this,
        [this, day](const Result<QList<CostDayEvent>> &events) {
            if (events)
                Q_EMIT changesRead(day, *events);
            else if (events.error().kind() != Error::Kind::Cancelled)
                Q_EMIT failed(events.error());
        });
}

void CostsController::readMeter()
{
    QCoro::connect(m_services.costs.meter(m_cancel.token()), this, [this](const Result<CostMeter> &meter) {
        if (!meter)
            return;
        m_meter = *meter;
        Q_EMIT meterChanged();
    });
}

void CostsController::setLoading(bool loading)
{
    m_loading = loading;
    Q_EMIT stateChanged();
}

} // namespace sm::controllers
