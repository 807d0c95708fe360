// SPDX-License-Identifier: GPL-3.0-or-later
#include <coststore/sharedshelf.h>

#include <net/wakeup.h>
#include <support/await.h>
#include <support/mockclock.h>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using namespace sm::costs;
using namespace std::chrono_literals;
using sm::test::await;

namespace {

const SystemId shop{u"shop"_s};

class Texts final : public SharedTexts
{
public:
    explicit Texts(CostOrigin origin)
        : m_origin(origin)
    {
    }
    CostOrigin origin() const override { return m_origin; }
    QString name() const override { return u"the cache"_s; }
    QCoro::Task<Result<std::optional<QByteArray>>> read(SystemId, QString key, CancelToken token) override
    {
        ++reads;
        if (isSilent) {
            net::Wakeup wakeup;
            token.whenCancelled(&wakeup, [&wakeup] { wakeup.wake(); });
            co_await wakeup;
            co_return Error::cancelled();
        }
        if (trouble)
            co_return Error(*trouble);
        co_return texts.contains(key) ? std::optional(texts.value(key)) : std::nullopt;
    }
    QCoro::Task<Result<void>> write(QList<SharedText> written, QList<SourceCall> called, CancelToken) override
    {
        ++writes;
        calls += called;
        net::Wakeup wakeup;
        wakeup.wake();
        co_await wakeup;
        if (trouble)
            co_return Error(*trouble);
        for (const SharedText &each : written)
            texts.insert(each.key, each.json);
        co_return ok();
    }

    int reads = 0;
    int writes = 0;
    bool isSilent = false;
    std::optional<Error> trouble;
    QHash<QString, QByteArray> texts;
    QList<SourceCall> calls;

private:
    CostOrigin m_origin;
};

SharedText text(const QString &key, const QByteArray &json)
{
    return {shop, u"cost-explorer"_s, key, json, QDateTime::currentDateTimeUtc(), 6h};
}

struct Bench
{
    test::MockClock clock;
    std::shared_ptr<Texts> redis = std::make_shared<Texts>(CostOrigin::Redis);
    std::shared_ptr<Texts> postgres = std::make_shared<Texts>(CostOrigin::Store);
    SharedShelf shelf{{redis, postgres}, &clock, 50ms};

    std::optional<FoundText> read(const QString &key) { return *await(shelf.read(shop, key, {})); }
};

} // namespace

class TestSharedShelf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void read_inTheirOrder_saysWhere()
    {
        Bench bench;
        bench.postgres->texts = {{u"a"_s, "[1]"}, {u"b"_s, "[2]"}};
        bench.redis->texts = {{u"b"_s, "[3]"}};

        QCOMPARE(bench.read(u"a"_s)->origin, CostOrigin::Store);
        QCOMPARE(bench.read(u"b"_s)->origin, CostOrigin::Redis);
        QCOMPARE(bench.read(u"b"_s)->json, "[3]"_ba);
        QVERIFY(!bench.read(u"c"_s));
    }

    void read_damaged_isLookedForBehindIt()
    {
        Bench bench;
        bench.redis->texts = {{u"a"_s, "[1"}};
        bench.postgres->texts = {{u"a"_s, "[2]"}};

        QCOMPARE(bench.read(u"a"_s)->json, "[2]"_ba);
    }

    void read_brokenOrSilent_isNotedAndLeftAlone()
    {
        Bench bench;
        bench.redis->trouble = Error(Error::Kind::Network, u"Refused."_s);
        bench.postgres->isSilent = true;

        QVERIFY(!bench.read(u"a"_s));
        QVERIFY(!bench.read(u"a"_s));
        QCOMPARE(bench.redis->reads, 1);
        QCOMPARE(bench.postgres->reads, 1);
        QCOMPARE(bench.shelf.notes().size(), 2);
        QVERIFY(bench.shelf.notes().first().contains(u"Refused."_s));

        bench.clock.advance(61s);
        bench.redis->trouble.reset();
        bench.postgres->isSilent = false;
        QVERIFY(!bench.read(u"a"_s));
        QCOMPARE(bench.shelf.notes(), QStringList());
    }

    void write_manyAtOnce_goInFewPlansAndTheLatestCounts()
    {
        Bench bench;
        for (int i = 0; i < 13; ++i)
            bench.shelf.write(text(QString::number(i), "[0]"));
        bench.shelf.write(text(u"12"_s, "[1]"));
        bench.shelf.record({u"ce:GetCostAndUsage"_s, 40ms, u"ok"_s, true, {}});

        QTRY_VERIFY(!bench.shelf.isWriting());

        QCOMPARE(bench.redis->texts.size(), 13);
        QCOMPARE(bench.postgres->texts.value(u"12"_s), "[1]"_ba);
        QCOMPARE(bench.postgres->writes, 2);
        QCOMPARE(bench.postgres->calls.size(), 1);
    }

    void write_fails_isNoted()
    {
        Bench bench;
        bench.postgres->trouble = Error(Error::Kind::NotFound, u"No tables."_s);

        bench.shelf.write(text(u"a"_s, "[0]"));
        QTRY_VERIFY(!bench.shelf.isWriting());

        QCOMPARE(bench.shelf.notes().size(), 1);
        QCOMPARE(bench.redis->texts.size(), 1);
    }

    void shelf_goesWhileItWrites_endsInOrder()
    {
        auto bench = std::make_unique<Bench>();
        const std::shared_ptr<Texts> postgres = bench->postgres;
        test::MockClock clock;
        {
            SharedShelf shelf({postgres}, &clock, 50ms);
            shelf.write(text(u"a"_s, "[0]"));
        }

        QTRY_COMPARE(postgres->texts.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestSharedShelf)
#include "tst_sharedshelf.moc"
