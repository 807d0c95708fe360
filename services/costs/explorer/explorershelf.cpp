// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorershelf.h"

#include "keptusage.h"

#include <QCoroFuture>
#include <QCryptographicHash>
#include <QtConcurrentRun>

#include <algorithm>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MostShapes = 64; // looked at for answers by adding up

QDate monthOf(const QDate &day) { return {day.year(), day.month(), 1}; }

} // namespace

ExplorerShelf::ExplorerShelf(ExplorerArchive *archive, QString scope, int most)
    : m_archive(archive)
    , m_scope(std::move(scope))
    , m_most(most)
{
}

QString ExplorerShelf::nameOf(const QString &what) const { return u"%1/ce/GetCostAndUsage/%2"_s.arg(m_scope, what); }

QString ExplorerShelf::nameOf(const QString &shape, const QDate &month) const
{
    const QByteArray digest = QCryptographicHash::hash(shape.toUtf8(), QCryptographicHash::Sha256).toHex().first(32);
    return nameOf(QString::fromLatin1(digest) + month.toString(u"/yyyy-MM"_s));
}

QCoro::Task<std::optional<CostOrigin>> ExplorerShelf::load(ExplorerShape shape, ExplorerSpan range, CancelToken token)
{
    std::optional<CostOrigin> origin;
    const QString name = explorerName(shape);
    m_known[name].used = ++m_lookups;
    const QList<ExplorerSpan> months = periodsOf(CostGranularity::Month, range);
    for (const ExplorerSpan &each : months) {
        const QDate month = monthOf(each.from);
        if (!m_archive || m_known[name].months.contains(month))
            continue;
        const auto kept = co_await m_archive->read(nameOf(name, month), token);
        if (!kept)
            continue; // it may come back; until then the daily budget holds
        m_known[name].months.insert(month);
        if (!*kept)
            continue;
        const Result<QList<UsagePeriod>> periods = co_await QtConcurrent::run(keptPeriods, name, (*kept)->text);
        if (!periods || periods->isEmpty())
            continue;
        for (const UsagePeriod &period : *periods)
            put(shape, period);
        if (!m_shapes.contains(shape))
            remember(shape);
        origin = (*kept)->origin;
    }
    co_return origin;
}

QList<ExplorerSpan> ExplorerShelf::missing(
    const ExplorerShape &shape, const ExplorerSpan &range, const Freshness &freshness) const
{
    const auto found = m_known.constFind(explorerName(shape));
    QList<ExplorerSpan> runs;
    for (const ExplorerSpan &each : periodsOf(shape.granularity, range)) {
        if (found != m_known.constEnd()) {
            const auto period = found->periods.find({each.from, each.to});
            if (period != found->periods.end() && freshness.suffices(period->second))
                continue;
        }
        if (!runs.isEmpty() && runs.last().to == each.from)
            runs.last().to = each.to;
        else
            runs << each;
    }
    return runs;
}

QList<UsagePeriod> ExplorerShelf::periods(const ExplorerShape &shape, const ExplorerSpan &range) const
{
    QList<UsagePeriod> found;
    const auto known = m_known.constFind(explorerName(shape));
    if (known == m_known.constEnd())
        return found;
    for (const ExplorerSpan &each : periodsOf(shape.granularity, range)) {
        // The longest that ends with it or before it.
        auto after = known->periods.upper_bound({each.from, each.to});
        if (after != known->periods.begin() && (--after)->first.first == each.from)
            found << after->second;
    }
    return found;
}

void ExplorerShelf::forget()
{
    m_known.clear();
    m_shapes.clear();
    m_shapesAreRead = false;
}

quint64 ExplorerShelf::version(const ExplorerShape &shape) const
{
    const auto known = m_known.constFind(explorerName(shape));
    return known == m_known.constEnd() ? 0 : known->version;
}

void ExplorerShelf::put(const ExplorerShape &shape, const UsagePeriod &period)
{
    Known &known = m_known[explorerName(shape)];
    known.version = ++m_changes;
    std::map<Key, UsagePeriod> &periods = known.periods;
    // Of a month under way, only the latest answer is of use.
    std::erase_if(periods, [&period](const auto &each) {
        return each.second.start == period.start && !each.second.isClosed() && each.second.asOf <= period.asOf;
    });
    const auto [place, isNew] = periods.try_emplace({period.start, period.end}, period);
    if (!isNew && place->second.asOf <= period.asOf)
        place->second = period;
}

/// Whether it was not known before.
bool ExplorerShelf::remember(const ExplorerShape &shape)
{
    const bool isNew = m_shapes.removeAll(shape) == 0;
    m_shapes.prepend(shape);
    m_shapes.resize(std::min(m_shapes.size(), MostShapes));
    return isNew;
}

int ExplorerShelf::Known::size() const
{
    int size = 0;
    QDate month;
    for (const auto &[key, period] : periods) {
        size += monthOf(key.first) == month ? 0 : 1;
        month = monthOf(key.first);
    }
    return std::max(size, 1);
}

/// Drops the shapes that nobody has looked for longest.
void ExplorerShelf::trim()
{
    qsizetype size = 0;
    for (const Known &each : std::as_const(m_known))
        size += each.size();
    while (size > m_most) {
        const auto oldest = std::min_element(
            m_known.cbegin(), m_known.cend(), [](const Known &a, const Known &b) { return a.used < b.used; });
        size -= oldest->size();
        m_known.erase(oldest);
    }
}

QCoro::Task<void> ExplorerShelf::loadShapes(CancelToken token)
{
    if (!m_archive || std::exchange(m_shapesAreRead, true))
        co_return;
    const auto kept = co_await m_archive->read(nameOf(u"shapes"_s), token);
    if (!kept || !*kept)
        co_return;
    const QList<ExplorerShape> shapes = keptShapes((*kept)->text);
    for (const ExplorerShape &shape : shapes) {
        if (!m_shapes.contains(shape) && m_shapes.size() < MostShapes)
            m_shapes << shape;
    }
}

QCoro::Task<void> ExplorerShelf::keep(ExplorerShape shape, QList<UsagePeriod> periods)
{
    const Use use(*this);
    QSet<QDate> months;
    for (const UsagePeriod &period : std::as_const(periods)) {
        put(shape, period);
        months.insert(monthOf(period.start));
    }
    const bool isNew = remember(shape);
    if (!m_archive)
        co_return;
    if (isNew) {
        const QByteArray text = keptShapesText(m_shapes);
        // Not written: they are in memory, and only the next start of the program asks again. So below.
        static_cast<void>(co_await m_archive->write(nameOf(u"shapes"_s), text, ExplorerArchive::Keep::ForEver, {}));
    }
    for (const QDate &month : std::as_const(months))
        co_await writeMonth(explorerName(shape), month);
}

QCoro::Task<void> ExplorerShelf::writeMonth(QString shape, QDate month)
{
    QList<UsagePeriod> all;
    for (const auto &[key, period] : m_known[shape].periods) {
        if (monthOf(key.first) == month)
            all << period;
    }
    const bool isClosed = std::all_of(all.begin(), all.end(), [](const UsagePeriod &each) { return each.isClosed(); });
    const auto forHowLong = isClosed ? ExplorerArchive::Keep::ForEver : ExplorerArchive::Keep::Open;
    const QByteArray text = co_await QtConcurrent::run(keptText, shape, all);
    static_cast<void>(co_await m_archive->write(nameOf(shape, month), text, forHowLong, {}));
}

bool covers(const ExplorerShape &wide, const ExplorerShape &narrow)
{
    const bool fineEnough = wide.granularity == narrow.granularity || wide.granularity == CostGranularity::Day;
    const auto isGrouped = [&wide](const QString &dimension) { return wide.groupBy.contains(dimension); };
    return wide.metric == narrow.metric && fineEnough
        && std::all_of(narrow.groupBy.begin(), narrow.groupBy.end(), isGrouped)
        && std::all_of(narrow.filters.begin(), narrow.filters.end(),
            [&](const CostFilter &each) { return wide.filters.contains(each) || isGrouped(each.dimension); })
        && std::all_of(wide.filters.begin(), wide.filters.end(),
            [&narrow](const CostFilter &each) { return narrow.filters.contains(each); });
}

} // namespace sm::costs
