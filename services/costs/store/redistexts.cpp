// SPDX-License-Identifier: GPL-3.0-or-later
#include <coststore/redistexts.h>

#include "packedtext.h"
#include "teamwrites.h"

#include <executors/cacheconnections.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QUrl>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::seconds ClosedLives = std::chrono::hours(24 * 30);
constexpr std::chrono::seconds Stalls(3); // a cache that is slower than that is none

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::RedisTexts", text); }

QString nameOf(const SystemId &system, const QString &key)
{
    const auto plain = [](const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text, "/")); };
    return u"cost:stationmaster:1:%1:%2"_s.arg(plain(system.value), plain(key));
}

} // namespace

struct RedisTexts::Cache
{
    Cache(operations::Runner &runner, const operations::Planner &planner, Place where)
        : place(std::move(where))
        , writes(runner, planner, place.system)
        , connections(place.system, std::chrono::minutes(1), Stalls)
    {
    }

    Step setting(const SharedText &text) const
    {
        const std::chrono::seconds lives = text.lasts.count() > 0 ? text.lasts : ClosedLives;
        const QString value = QString::fromLatin1(packedText(text.json).toBase64());
        const QJsonArray words{u"SET"_s, nameOf(text.system, text.key), value, u"EX"_s, QString::number(lives.count())};
        Step step;
        step.title = tr("Share what %1 said").arg(text.source);
        step.operation = {u"redis:command"_s, {{u"cache"_s, place.cache}, {u"command"_s, words}}, {}};
        return signedIn(step, place.password);
    }

    Place place;
    TeamWrites writes;
    executors::CacheConnections connections;
};

RedisTexts::RedisTexts(operations::Runner &runner, const operations::Planner &planner, Place place)
    : m_cache(std::make_unique<Cache>(runner, planner, std::move(place)))
{
}

RedisTexts::~RedisTexts() = default;

QString RedisTexts::name() const { return tr("cache “%1”").arg(m_cache->place.cache); }

QCoro::Task<Result<std::optional<QByteArray>>> RedisTexts::read(SystemId system, QString key, CancelToken token)
{
    const auto connection
        = co_await m_cache->connections.connection(m_cache->place.cache, m_cache->place.password, token);
    if (!connection)
        co_return connection.error();
    const auto reply = co_await (*connection)->command({"GET"_ba, nameOf(system, key).toLatin1()}, token);
    if (!reply && reply.error().code() == "WRONGTYPE"_L1)
        co_return std::optional<QByteArray>(); // somebody else's
    if (!reply)
        co_return reply.error();
    const auto packed = QByteArray::fromBase64Encoding(reply->bytes());
    co_return packed ? unpackedText(*packed) : std::optional<QByteArray>();
}

QCoro::Task<Result<void>> RedisTexts::write(QList<SharedText> texts, QList<SourceCall>, CancelToken token)
{
    QList<Step> steps;
    const QList<SharedText> worthIt = shareable(std::move(texts));
    for (const SharedText &each : worthIt)
        steps << m_cache->setting(each);
    if (steps.isEmpty() || m_cache->writes.isReadOnly())
        co_return ok();
    const QString title = tr("Share %1 answers in cache “%2”").arg(steps.size()).arg(m_cache->place.cache);
    co_return co_await m_cache->writes.run(m_cache->writes.plan(title, steps), token);
}

} // namespace sm::costs
