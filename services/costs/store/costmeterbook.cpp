// SPDX-License-Identifier: GPL-3.0-or-later
#include <coststore/costmeterbook.h>

#include <store/database.h>

#include <QCoreApplication>
#include <QSysInfo>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;
using std::chrono::microseconds;
using store::Connection;

namespace {

// A program waits at most so long for its turn. Beyond it what is written can only be damage.
constexpr microseconds LongestQueue = std::chrono::hours(1);

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::CostMeterBook", text); }

store::Schema meterSchema()
{
    constexpr quint32 ApplicationId = 0x534d636d; // "SMcm"
    const QStringList version1{
        u"CREATE TABLE requests(id INTEGER PRIMARY KEY AUTOINCREMENT, day INTEGER NOT NULL, at INTEGER NOT NULL, "
        "operation TEXT NOT NULL, system TEXT NOT NULL, price TEXT NOT NULL) STRICT"_s,
        u"CREATE INDEX requests_by_day ON requests(day)"_s,
        u"CREATE TABLE turns(service TEXT PRIMARY KEY, boot TEXT NOT NULL, next_us INTEGER NOT NULL) STRICT"_s,
    };
    return {u"CostMeter"_s, ApplicationId, {version1}};
}

/// When a request is made: the day by the clock on the wall, turns by the one that nobody sets.
struct Moment
{
    qint64 day;
    qint64 ms;
    microseconds steady;

    explicit Moment(const Clock &clock)
        : day(clock.nowUtc().date().toJulianDay())
        , ms(clock.nowUtc().toMSecsSinceEpoch())
        , steady(std::chrono::duration_cast<microseconds>(clock.steady().time_since_epoch()))
    {
    }
};

struct Admission
{
    qint64 row = 0;
    microseconds wait{0};
};

Error unreadable()
{
    return Error(Error::Kind::Storage,
        tr("The record of what was paid for asking is damaged, so nothing that costs money is asked. Move "
           "cost-meter.sqlite "
           "in the data folder away to begin a new one."))
        .withCode(u"CostMeterDamaged"_s);
}

Result<CostMeter> meterOf(Connection &connection, const Moment &now, const Decimal &budget)
{
    const Result<QList<store::Row>> rows
        = connection.select(u"SELECT price, count(*) FROM requests WHERE day = ? GROUP BY price"_s, {now.day});
    if (!rows)
        return rows.error();
    CostMeter meter;
    meter.budget = budget;
    for (const store::Row &row : *rows) {
        const std::optional<Decimal> price = Decimal::parse(QStringView(row.at(0).toString()));
        if (!price)
            return unreadable();
        const int times = row.at(1).toInt();
        for (int i = 0; i < times; ++i)
            meter.spent += *price;
        meter.requests += times;
    }
    return meter;
}

bool fits(const CostMeter &meter, const Decimal &price)
{
    return price.isZero() || meter.spent + price <= meter.budget;
}

Error exhausted(const CostMeter &meter)
{
    return Error(Error::Kind::Throttled,
        tr("Today's budget for questions that cost money is used up: $%1 of $%2 (UTC day). What is kept here is shown "
           "without asking.")
            .arg(meter.spent.toString(), meter.budget.toString()))
        .withCode(u"BudgetExhausted"_s);
}

Result<qint64> write(Connection &connection, const PaidRequest &request, const Moment &now)
{
    return connection.execute(u"INSERT INTO requests(day, at, operation, system, price) VALUES (?, ?, ?, ?, ?)"_s,
        {now.day, now.ms, request.operation, request.system.value, request.price.toString()});
}

/// The next free turn of \p service, which is taken with it.
Result<microseconds> takeTurn(Connection &connection, const QString &service, microseconds now, microseconds interval)
{
    const QString boot = QString::fromLatin1(QSysInfo::bootUniqueId());
    const Result<QVariant> written
        = connection.value(u"SELECT next_us FROM turns WHERE service = ? AND boot = ?"_s, {service, boot});
    if (!written)
        return written.error();
    microseconds turn = std::max(now, microseconds(written->toLongLong()));
    if (turn - now > LongestQueue)
        turn = now;
    const QVariant next = static_cast<qint64>((turn + interval).count());
    const auto kept = connection.execute(
        u"INSERT INTO turns(service, boot, next_us) VALUES (?, ?, ?) ON CONFLICT(service) DO UPDATE SET boot = "
        "excluded.boot, next_us = excluded.next_us"_s,
        {service, boot, next});
    if (!kept)
        return kept.error();
    return turn - now;
}

Result<Admission> admitted(Connection &connection, const PaidRequest &request, const Moment &now, PaidLimits limits)
{
    const Result<CostMeter> meter = meterOf(connection, now, limits.budget);
    if (!meter)
        return meter.error();
    if (!fits(*meter, request.price))
        return exhausted(*meter);
    const Result<qint64> row = write(connection, request, now);
    if (!row)
        return row.error();
    const microseconds interval(1'000'000 / std::max(1, limits.perSecond));
    const Result<microseconds> wait = takeTurn(connection, request.operation.section(u':', 0, 0), now.steady, interval);
    if (!wait)
        return wait.error();
    return Admission{*row, *wait};
}

} // namespace

CostMeterBook::CostMeterBook(
    std::unique_ptr<store::Database> database, PaidLimits limits, const Clock *clock, net::Sleeper *sleeper)
    : m_database(std::move(database))
    , m_limits(limits)
    , m_clock(clock)
    , m_sleeper(sleeper)
{
}

CostMeterBook::~CostMeterBook() = default;

QCoro::Task<Result<std::unique_ptr<CostMeterBook>>> CostMeterBook::open(
    QString file, PaidLimits limits, const Clock *clock, net::Sleeper *sleeper)
{
    Result<std::unique_ptr<store::Database>> database = co_await store::Database::open(file, meterSchema());
    if (!database)
        co_return database.error();
    co_return std::unique_ptr<CostMeterBook>(new CostMeterBook(std::move(*database), limits, clock, sleeper));
}

QCoro::Task<Result<CostMeter>> CostMeterBook::today()
{
    return m_database->run<CostMeter>([now = Moment(*m_clock), budget = m_limits.budget](
                                          Connection &connection) { return meterOf(connection, now, budget); });
}

QCoro::Task<Result<bool>> CostMeterBook::maySpend(Decimal price)
{
    const Result<CostMeter> meter = co_await today();
    if (!meter)
        co_return meter.error();
    co_return fits(*meter, price);
}

QCoro::Task<Result<void>> CostMeterBook::admit(PaidRequest request, CancelToken token)
{
    const Result<Admission> admission = co_await m_database->run<Admission>(
        [request, now = Moment(*m_clock), limits = m_limits](Connection &connection) -> Result<Admission> {
            Result<Admission> outcome;
            const Result<void> done = connection.transact([&]() -> Result<void> {
                outcome = admitted(connection, request, now, limits);
                return outcome ? ok() : outcome.error();
            });
            return done ? outcome : done.error();
        });
    if (!admission)
        co_return admission.error();
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(admission->wait);
    Result<void> turn = token.isCancelled() ? Error::cancelled() : ok();
    if (turn && wait.count() > 0)
        turn = co_await m_sleeper->sleep(wait, token);
    if (turn)
        co_return turn;
    if (const Result<void> back = co_await takeBackRow(admission->row); !back)
        co_return back;
    co_return turn;
}

/// The latest of its kind: they are all alike.
QCoro::Task<Result<void>> CostMeterBook::takeBack(PaidRequest request)
{
    return m_database->run<void>([request](Connection &connection) -> Result<void> {
        const Result<qint64> gone = connection.execute(
            u"DELETE FROM requests WHERE id = (SELECT max(id) FROM requests WHERE operation = ? AND system = ? AND "
            "price = ?)"_s,
            {request.operation, request.system.value, request.price.toString()});
        return gone ? ok() : gone.error();
    });
}

QCoro::Task<Result<void>> CostMeterBook::record(PaidRequest request)
{
    return m_database->run<void>([request, now = Moment(*m_clock)](Connection &connection) -> Result<void> {
        const Result<qint64> row = write(connection, request, now);
        return row ? ok() : row.error();
    });
}

/// Nothing was sent, so nothing was paid. The turn is not given back: those behind have theirs.
QCoro::Task<Result<void>> CostMeterBook::takeBackRow(qint64 row)
{
    return m_database->run<void>([row](Connection &connection) -> Result<void> {
        const Result<qint64> gone = connection.execute(u"DELETE FROM requests WHERE id = ?"_s, {row});
        return gone ? ok() : gone.error();
    });
}

} // namespace sm::costs
