// SPDX-License-Identifier: GPL-3.0-or-later
#include "generatedtables.h"

#include <executors/executorbench.h>
#include <support/sanitized.h>
#include <tables/tableexecutor.h>
#include <tables/tableplanner.h>

#include <QFile>

using namespace sm;
using namespace sm::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 million = isSanitized ? 50'000 : 1'000'000;

QByteArray item(qint64 number)
{
    const QByteArray digits = QByteArray::number(number);
    return R"({"id":{"S":"m)" + digits + R"("},"n":{"N":")" + digits + R"("},"tags":{"SS":["a","b"]}})";
}

/// The same, written otherwise.
QByteArray sameItem(qint64 number)
{
    const QByteArray digits = QByteArray::number(number);
    return R"({"tags":{"SS":["b","a"]},"n":{"N":")" + digits + R"(.0"},"id":{"S":"m)" + digits + R"("}})";
}

/// The most memory that this program had, in bytes.
qint64 peakBytes()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf("VmHWM:");
    return text.mid(at + 6, 20).simplified().split(' ').value(0).toLongLong() * 1024;
}

struct Bench
{
    const Knowledge &known = everything();
    MockClock clock;
    InstantSleeper sleeper{clock};
    GeneratedTables caller;
    QStringList lines;
    backups::TableExecutor executor{
        caller, known.models, sleeper, clock, [this](const Step &, const QString &line) { lines << line; }};
    backups::TablePlanner planner{known.catalog, known.models};
    ExecutorBench all{known, {&executor}, {&planner}, sleeper};

    void tables(qint64 items, const std::function<QByteArray(qint64)> &copyItem)
    {
        caller.tables.insert(u"Chat-prod"_s, {items, item});
        caller.tables.insert(u"Chat-drill"_s, {items, copyItem, 7919});
    }
    operations::StepEvent compare(QJsonObject more = {}, CancelToken token = {})
    {
        more.insert(u"table"_s, u"Chat-prod"_s);
        more.insert(u"copy"_s, u"Chat-drill"_s);
        const Result<Plan> made = all.plan({stepOf(u"table:compare"_s, more)});
        if (!made)
            return {0, StepState::Failed, made.error(), {}, 0};
        const auto report = await(all.runner.run(*made, {}, {}, {}, token, {}), 100s);
        return report && *report ? (*report)->steps.value(0) : operations::StepEvent();
    }
};

} // namespace

class TestTableCompare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void full_ofTheSameItemsInAnotherOrder_isTheSame()
    {
        Bench bench;
        bench.tables(10'007, sameItem);

        const auto event = bench.compare();

        QVERIFY2(event.state == StepState::Done, event.error ? qPrintable(event.error->message()) : "");
        QCOMPARE(event.output[u"sourceItems"], QJsonValue(10'007));
        QCOMPARE(event.output[u"copyItems"], QJsonValue(10'007));
        QCOMPARE(event.output[u"same"], QJsonValue(10'007));
        QCOMPARE(event.output[u"coverage"], QJsonValue(1));
        QVERIFY(event.output[u"capacityUnits"].toDouble() > 200);
        QCOMPARE(bench.caller.scans.size(), 6); // no second walk
    }

    void full_ofAMillion_findsOneChangedAttribute()
    {
        Bench bench;
        bench.tables(million, [](qint64 number) {
            return number == 37'123 ? sameItem(number).replace(R"("a")", R"("A")") : sameItem(number);
        });
        const qint64 before = peakBytes();

        const auto event = bench.compare();

        QCOMPARE(event.state, StepState::Failed);
        QCOMPARE(event.error->code(), u"TablesDiffer"_s);
        QVERIFY2(event.error->message().contains(u"1 items are different, 0 only in the source, 0 only in the copy"_s),
            qPrintable(event.error->message()));
        QVERIFY(event.error->message().contains(uR"({"id":{"S":"m37123"}})"_s));
        const qint64 grown = peakBytes() - before;
        QVERIFY2(isSanitized || grown < 48LL * 1024 * 1024, qPrintable(QString::number(grown)));
    }

    void full_missingAndExtraItems_areTold()
    {
        Bench bench;
        bench.tables(5'003, [](qint64 number) { return number == 11 ? QByteArray() : sameItem(number); });
        bench.caller.tables[u"Chat-prod"_s].item
            = [](qint64 number) { return number == 12 ? QByteArray() : item(number); };

        const auto strict = bench.compare();
        const auto tolerant = bench.compare({{u"tolerance"_s, 1}});

        QVERIFY(strict.error->message().contains(uR"(onlySource {"id":{"S":"m11"}})"_s));
        QVERIFY(strict.error->message().contains(uR"(onlyCopy {"id":{"S":"m12"}})"_s));
        QCOMPARE(tolerant.state, StepState::Done);
        QCOMPARE(tolerant.output[u"onlySource"], QJsonValue(1));
        QCOMPARE(tolerant.output[u"onlyCopy"], QJsonValue(1));
        QCOMPARE(tolerant.output[u"same"], QJsonValue(5'001));
    }

    void full_everythingDiffers_isCountedAndNames20()
    {
        Bench bench;
        bench.tables(5'003, [](qint64 number) { return sameItem(number).replace(R"("a")", R"("A")"); });

        const auto event = bench.compare({{u"tolerance"_s, 100}});

        QCOMPARE(event.output[u"different"], QJsonValue(5'003));
        QCOMPARE(event.output[u"examples"].toArray().size(), 20);
    }

    void capacity_isKept()
    {
        Bench bench;
        bench.tables(10'007, sameItem); // 125 units each

        const auto event = bench.compare({{u"capacity"_s, 10}});

        QCOMPARE(event.state, StepState::Done);
        QVERIFY2(
            event.output[u"seconds"].toInteger() >= 11, qPrintable(event.output[u"seconds"].toVariant().toString()));
        QCOMPARE(bench.caller.scans.first()[u"Limit"], QJsonValue(819)); // what 10 units read of items of 100 bytes
    }

    void capacity_unsaid_isHalfOfWhatIsProvisioned()
    {
        Bench bench;
        bench.tables(10'007, sameItem);
        bench.caller.tables[u"Chat-prod"_s].readUnits = 20;

        QCOMPARE(bench.compare().state, StepState::Done);

        QVERIFY(bench.sleeper.total() >= 11s);
    }

    void sample_looksBothWays()
    {
        Bench bench;
        bench.tables(100'003, sameItem);

        const auto same = bench.compare({{u"mode"_s, u"sample"_s}, {u"sample"_s, 1000}});
        bench.caller.tables[u"Chat-drill"_s].item
            = [](qint64 number) { return number % 2 ? QByteArray() : sameItem(number); };
        const auto other = bench.compare({{u"mode"_s, u"sample"_s}, {u"sample"_s, 1000}});

        QVERIFY2(same.state == StepState::Done, same.error ? qPrintable(same.error->message()) : "");
        QCOMPARE(same.output[u"sourceItems"], QJsonValue(500));
        QVERIFY(same.output[u"same"].toInteger() > 900);
        QVERIFY(same.output[u"coverage"].toDouble() > 0.004 && same.output[u"coverage"].toDouble() < 0.006);
        QCOMPARE(other.error->code(), u"TablesDiffer"_s);
    }

    void sample_ofASmallTable_isAllOfIt()
    {
        Bench bench;
        bench.tables(101, sameItem);

        const auto event = bench.compare({{u"mode"_s, u"sample"_s}, {u"sample"_s, 1000}});

        QCOMPARE(event.output[u"same"], QJsonValue(101));
        QCOMPARE(event.output[u"coverage"], QJsonValue(1));
    }

    void failure_ofOneSide_isPassedOn()
    {
        Bench bench;
        bench.tables(100'003, sameItem);
        bench.caller.failAt = 5;

        QCOMPARE(bench.compare().error->kind(), Error::Kind::Network);
    }

    void cancel_stopsAtOnce()
    {
        Bench bench;
        bench.tables(100'003, sameItem);
        CancelSource source;
        QElapsedTimer timer;
        bench.caller.tables[u"Chat-drill"_s].item = [&](qint64 number) {
            if (number == 7919 && !timer.isValid()) {
                timer.start();
                source.cancel();
            }
            return sameItem(number);
        };

        const auto event = bench.compare({}, source.token());

        QVERIFY(event.state != StepState::Done);
        QVERIFY(timer.isValid() && timer.elapsed() < 1000);
        QVERIFY(bench.caller.scans.size() < 8);
    }

    void copy_thatIsNotThere_isNamed()
    {
        Bench bench;
        bench.tables(7, sameItem);
        bench.caller.tables.remove(u"Chat-drill"_s);

        const auto event = bench.compare();

        QCOMPARE(event.error->kind(), Error::Kind::NotFound);
        QVERIFY(event.error->message().contains(u"Chat-drill"));
    }

    void count_countsOnly()
    {
        Bench bench;
        bench.tables(10'007, sameItem);

        const auto event = bench.all.runStep(stepOf(u"table:count"_s, {{u"table"_s, u"Chat-prod"_s}}));

        QCOMPARE(event.output[u"items"], QJsonValue(10'007));
        QCOMPARE(bench.caller.scans.first()[u"Select"], QJsonValue(u"COUNT"_s));
    }
};

QTEST_GUILESS_MAIN(TestTableCompare)
#include "tst_tablecompare.moc"
