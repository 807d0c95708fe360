// SPDX-License-Identifier: GPL-3.0-or-later
#include <coststore/redisanswers.h>

#include "answerjson.h"
#include "teamwrites.h"

#include <executors/cacheconnections.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::seconds ClosedLives = std::chrono::hours(24 * 30);
constexpr std::chrono::seconds Stalls(3); // a cache that is slower than that is none
constexpr qsizetype MostSharedBytes = 1024 * 1024; // it goes into the journal as well

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::RedisAnswers", text); }

QString nameOf(const CostQuestion &question) { return u"cost:stationmaster:1:"_s + question.key(); }

} // namespace

struct RedisAnswers::Cache
{
    Cache(operations::Runner &runner, const operations::Planner &planner, Place where)
        : place(std::move(where))
        , writes(runner, planner, place.system)
        , connections(place.system, std::chrono::minutes(1), Stalls)
    {
    }

    Step command(const QString &title, const QStringList &words) const
    {
        Step step;
        step.title = title;
        step.operation
            = {u"redis:command"_s, {{u"cache"_s, place.cache}, {u"command"_s, QJsonArray::fromStringList(words)}}, {}};
        return signedIn(step, place.password);
    }

    Place place;
    TeamWrites writes;
    executors::CacheConnections connections;
};

RedisAnswers::RedisAnswers(operations::Runner &runner, const operations::Planner &planner, Place place)
    : m_cache(std::make_unique<Cache>(runner, planner, std::move(place)))
{
}

RedisAnswers::~RedisAnswers() = default;

QString RedisAnswers::name() const { return tr("cache “%1”").arg(m_cache->place.cache); }

QCoro::Task<Result<std::optional<KeptAnswer>>> RedisAnswers::find(CostQuestion question, CancelToken token)
{
    const auto connection
        = co_await m_cache->connections.connection(m_cache->place.cache, m_cache->place.password, token);
    if (!connection)
        co_return connection.error();
    const auto reply = co_await (*connection)->command({"GET"_ba, nameOf(question).toLatin1()}, token);
    if (!reply && reply.error().code() == "WRONGTYPE"_L1)
        co_return std::optional<KeptAnswer>(); // somebody else's
    if (!reply)
        co_return reply.error();
    const auto packed = QByteArray::fromBase64Encoding(reply->bytes());
    co_return packed ? unpackedAnswer(*packed, question) : std::optional<KeptAnswer>();
}

QCoro::Task<Result<void>> RedisAnswers::keep(
    CostQuestion question, KeptAnswer answer, std::chrono::seconds lasts, CancelToken token)
{
    const QByteArray value = packedAnswer(answer, question).toBase64();
    if (m_cache->writes.isReadOnly() || value.size() > MostSharedBytes)
        co_return ok();
    const QString title = tr("Share an answer of %1").arg(answer.answer.source);
    const std::chrono::seconds lives = answer.closed ? ClosedLives : lasts;
    const QStringList words{
        u"SET"_s, nameOf(question), QString::fromLatin1(value), u"EX"_s, QString::number(lives.count())};
    co_return co_await m_cache->writes.run(m_cache->writes.plan(title, {m_cache->command(title, words)}), token);
}

} // namespace sm::costs
