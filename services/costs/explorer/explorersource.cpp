// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorersource.h"

#include "explorererror.h"
#include "usageledger.h"
#include "usagepagereader.h"

#include <aws/paginator.h>
#include <core/json.h>

#include <QCoreApplication>
#include <QCoroFuture>
#include <QtConcurrentRun>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QStringView Operation = u"GetCostAndUsage";
constexpr qsizetype MostBuilt = 8;

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::Explorer", text); }

/// Old figures with their age are better than none when the reason is not the question itself.
bool maySettleForOld(const Error &error, bool fresh)
{
    using Kind = Error::Kind;
    if (error.code() == "BudgetExhausted"_L1)
        return true;
    return !fresh
        && (error.kind() == Kind::Throttled || error.kind() == Kind::Network || error.kind() == Kind::Timeout);
}

/// Nothing but the latest days of the last month may lack: a sum of some months is not shown for one of all.
bool isKnownUpToItsEnd(const QList<UsagePeriod> &known, const ExplorerShape &shape, const ExplorerSpan &range)
{
    const QList<ExplorerSpan> spans = periodsOf(shape.granularity, range);
    for (qsizetype at = 0; at < known.size(); ++at) {
        if (at >= spans.size() || known.at(at).start != spans.at(at).from)
            return false;
    }
    const QDate last = range.to.addDays(-1);
    return known.size() == spans.size()
        || (!known.isEmpty() && spans.at(known.size()).from >= QDate(last.year(), last.month(), 1));
}

/// What pages brought of the same days, together.
QList<UsagePeriod> joined(const QList<UsagePeriod> &pages)
{
    std::map<QDate, UsagePeriod> byStart;
    for (const UsagePeriod &each : pages) {
        const auto [place, isNew] = byStart.try_emplace(each.start, each);
        if (isNew)
            continue;
        UsagePeriod &period = place->second;
        period.groups << each.groups;
        period.estimated = period.estimated || each.estimated;
        if (period.unit.isEmpty())
            period.unit = each.unit;
    }
    QList<UsagePeriod> periods;
    for (auto &[start, period] : byStart)
        periods << std::move(period);
    return periods;
}

/// Exactly the periods that were asked for. One that did not come has no charges yet, and is asked for again later.
Result<QList<UsagePeriod>> complete(
    const QList<UsagePeriod> &pages, CostGranularity granularity, const ExplorerSpan &span, const QDateTime &asOf)
{
    std::map<QDate, UsagePeriod> answered;
    for (const UsagePeriod &period : joined(pages))
        answered.emplace(period.start, period);
    QList<UsagePeriod> periods;
    for (const ExplorerSpan &each : periodsOf(granularity, span)) {
        const auto found = answered.extract(each.from);
        UsagePeriod period = found ? found.mapped() : UsagePeriod{{}, {}, true, {}, {}, {}};
        period.start = each.from;
        period.end = each.to;
        period.asOf = asOf;
        periods << period;
    }
    if (answered.empty())
        return periods;
    return Error(Error::Kind::BadReply,
        tr("Cost Explorer answered for %1, which was not asked for. Try again.")
            .arg(answered.begin()->first.toString(Qt::ISODate)))
        .withCode(u"NotReadable"_s);
}

} // namespace

ExplorerSource::ExplorerSource(const Parts &parts, Settings settings)
    : m_models(parts.models)
    , m_clock(parts.clock)
    , m_settings(std::move(settings))
    , m_paid(parts.caller, parts.paid, parts.metrics, parts.clock, m_settings.system)
    , m_permission(parts.caller)
    , m_shelf(parts.archive, m_settings.scope, m_settings.memoryEntries)
{
}

ExplorerSource::~ExplorerSource() { m_paid.close(); }

CostSourceInfo ExplorerSource::info() const
{
    const QDate today = m_clock.nowUtc().date();
    CostSourceInfo info;
    info.source = CostSource::CostExplorer;
    info.title = tr("Cost Explorer");
    info.currency = m_currency;
    info.from = QDate(today.year(), today.month(), 1).addMonths(-12);
    info.to = today.addDays(1);
    info.metrics = explorerMetrics();
    info.dimensions = explorerDimensions();
    info.paid = true;
    info.note
        = tr("AWS takes $0.01 for each page of an answer. Its figures are up to 24 hours old; those of a month are "
             "final a few days after its end.");
    return info;
}

Result<ExplorerSource::Question> ExplorerSource::question(const CostQuery &query, bool fresh) const
{
    const QDateTime now = m_clock.nowUtc();
    const Result<ExplorerSpan> range = explorerRange(query, now.date());
    if (!range)
        return range.error();
    const Result<ExplorerShape> shape = explorerShape(query, *range, now.date());
    if (!shape)
        return shape.error();
    return Question{query, *range, *shape, {fresh ? now : now.addSecs(-m_settings.cacheTtl.count())}};
}

/// Of which what is asked is known, however old.
std::optional<ExplorerShape> ExplorerSource::knownShape(const Question &question) const
{
    const auto isKnown = [this, &question](const ExplorerShape &shape) {
        return isKnownUpToItsEnd(m_shelf.periods(shape, question.range), shape, question.range);
    };
    if (isKnown(question.shape))
        return question.shape;
    for (const ExplorerShape &wide : m_shelf.shapes()) {
        if (covers(wide, question.shape) && isKnown(wide))
            return wide;
    }
    return std::nullopt;
}

/// First what was asked in exactly this way, then by day, then everything that it can be added up from.
QCoro::Task<ExplorerSource::Found> ExplorerSource::look(Question question, CancelToken token)
{
    co_await m_shelf.loadShapes(token);
    QList<ExplorerShape> candidates{question.shape, question.shape};
    candidates.last().granularity = CostGranularity::Day;
    for (const ExplorerShape &each : m_shelf.shapes()) {
        if (covers(each, question.shape) && !candidates.contains(each))
            candidates << each;
    }
    Found found{question.shape, {}, CostOrigin::Memory};
    for (const ExplorerShape &each : std::as_const(candidates)) {
        const std::optional<CostOrigin> origin = co_await m_shelf.load(each, question.range, token);
        if (m_shelf.missing(each, question.range, question.freshness).isEmpty()) {
            found.shape = each;
            found.origin = origin.value_or(CostOrigin::Memory);
            co_return found;
        }
    }
    found.missing = m_shelf.missing(question.shape, question.range, question.freshness);
    co_return found;
}

QCoro::Task<Result<ExplorerPrice>> ExplorerSource::price(CostQuery query, bool fresh, CancelToken token)
{
    const ExplorerShelf::Use use(m_shelf);
    const Result<Question> asked = question(query, fresh);
    if (!asked)
        co_return asked.error();
    const Found found = co_await look(*asked, token);
    ExplorerPrice price{static_cast<int>(found.missing.size()), {}, found.missing};
    for (int i = 0; i < price.requests; ++i)
        price.dollars += explorerPrice();
    co_return price;
}

QCoro::Task<Result<ExplorerAnswer>> ExplorerSource::ask(CostQuery query, bool fresh, CancelToken token)
{
    const ExplorerShelf::Use use(m_shelf);
    const Result<Question> asked = question(query, fresh);
    if (!asked)
        co_return asked.error();
    Found found = co_await look(*asked, token);
    if (token.isCancelled())
        co_return Error::cancelled();
    if (found.missing.isEmpty())
        co_return co_await shown(*asked, found, 0);
    const Result<int> filled = co_await fill(found.shape, found.missing, token);
    if (filled) {
        found.origin = CostOrigin::Source;
        co_return co_await shown(*asked, found, *filled);
    }
    const std::optional<ExplorerShape> known = knownShape(*asked);
    if (!maySettleForOld(filled.error(), fresh) || !known)
        co_return filled.error();
    found.shape = *known;
    Result<ExplorerAnswer> old = co_await shown(*asked, found, 0);
    if (old)
        old->notRenewed = filled.error();
    co_return old;
}

QCoro::Task<Result<CostAnswer>> ExplorerSource::answer(CostQuery query, bool fresh, CancelToken token)
{
    Result<ExplorerAnswer> asked = co_await ask(std::move(query), fresh, token);
    if (!asked)
        co_return asked.error();
    if (asked->notRenewed)
        asked->answer.notRenewed = asked->notRenewed->message();
    co_return std::move(asked->answer);
}

QCoro::Task<Result<std::shared_ptr<const Ledger>>> ExplorerSource::ledger(
    CostMetric metric, ExplorerSpan range, QStringList dimensions, bool fresh, CancelToken token)
{
    const ExplorerShelf::Use use(m_shelf);
    CostQuery query{metric, range.from, range.to, CostGranularity::Day, std::move(dimensions), {}};
    const Result<Question> asked = question(query, fresh);
    if (!asked)
        co_return asked.error();
    const Result<ExplorerAnswer> answered = co_await ask(query, fresh, token);
    if (!answered)
        co_return answered.error();
    const Found found = co_await look(*asked, token);
    co_return co_await built(found.shape, asked->range);
}

void ExplorerSource::forget()
{
    m_shelf.forget();
    m_built.clear();
}

QCoro::Task<Result<std::shared_ptr<const Ledger>>> ExplorerSource::built(ExplorerShape shape, ExplorerSpan range)
{
    const quint64 version = m_shelf.version(shape);
    for (const Built &each : std::as_const(m_built)) {
        if (each.version == version && each.range == range && each.shape == shape)
            co_return each.ledger;
    }
    Result<Ledger> ledger = co_await QtConcurrent::run(explorerLedger, shape, m_shelf.periods(shape, range));
    if (!ledger)
        co_return ledger.error();
    const auto shared = std::make_shared<const Ledger>(std::move(*ledger));
    m_built.prepend({shape, range, version, shared});
    m_built.resize(std::min(m_built.size(), MostBuilt));
    co_return shared;
}

QCoro::Task<Result<ExplorerAnswer>> ExplorerSource::shown(Question question, Found found, int requests)
{
    const Result<std::shared_ptr<const Ledger>> ledger = co_await built(found.shape, question.range);
    if (!ledger)
        co_return ledger.error();
    Result<CostAnswer> sums
        = co_await QtConcurrent::run(explorerAnswer, found.shape, *ledger, question.query, question.range);
    if (!sums)
        co_return sums.error();
    sums->origin = found.origin;
    if (question.query.metric != CostMetric::UsageQuantity && !sums->currency.isEmpty())
        m_currency = sums->currency;
    co_return ExplorerAnswer{std::move(*sums), requests, std::nullopt};
}

/// \return how many spans were asked for
QCoro::Task<Result<int>> ExplorerSource::fill(ExplorerShape shape, QList<ExplorerSpan> missing, CancelToken token)
{
    const Result<void> allowed = co_await m_permission.check(u"ce:"_s + Operation.toString(), token);
    if (!allowed)
        co_return allowed.error();
    for (const ExplorerSpan &span : std::as_const(missing)) {
        const QString name = QString::fromUtf8(toCompactJson(explorerRequest(shape, span)));
        const Flights::Work work = [this, shape, span](CancelToken unwanted) { return fetch(shape, span, unwanted); };
        const Result<void> done = co_await m_flights.join(name, work, token);
        if (!done)
            co_return done.error();
    }
    co_return static_cast<int>(missing.size());
}

QCoro::Task<Result<void>> ExplorerSource::fetch(ExplorerShape shape, ExplorerSpan span, CancelToken unwanted)
{
    const ExplorerShelf::Use use(m_shelf); // a month is written with what is known of it
    Result<QList<UsagePeriod>> periods = co_await walk(shape, span, unwanted);
    if (!periods && isBrokenWalk(periods.error()) && !unwanted.isCancelled())
        periods = co_await walk(shape, span, unwanted); // from the first page on, once
    if (!periods)
        co_return periods.error();
    co_await m_shelf.keep(shape, std::move(*periods));
    co_return ok();
}

QCoro::Task<Result<QList<UsagePeriod>>> ExplorerSource::walk(
    ExplorerShape shape, ExplorerSpan span, CancelToken unwanted)
{
    const auto reader = std::make_shared<UsagePageReader>(explorerMetric(shape.metric), shape.groupBy);
    aws::Call call{u"ce"_s, Operation.toString(), explorerRequest(shape, span)};
    call.reader = [reader](const QByteArray &body) { return reader->read(body); };
    const QDateTime asOf = m_clock.nowUtc();
    aws::Paginator pages(m_paid, m_models, call);
    QList<UsagePeriod> all;
    while (true) {
        const auto page = co_await pages.next(unwanted);
        if (!page)
            co_return page.error();
        if (!*page)
            break;
        all << reader->take();
    }
    co_return complete(all, shape.granularity, span, asOf);
}

} // namespace sm::costs
