// SPDX-License-Identifier: GPL-3.0-or-later
#include <health/healthsurvey.h>

#include <deployments/scriptedcloudwatch.h>
#include <support/await.h>

#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace sm::test;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using Role = MetricQuery::Role;
using Verdict = HealthRecord::Verdict;

namespace {

struct Bench
{
    Bench()
    {
        cloud.value = [](const QString &metric, const QDateTime &) { return metric == "Errors"_L1 ? 0.0 : 10.0; };
    }

    /// Live from \p from to \p to, so many hours ago; measured by what counts \p version alone.
    HealthQuestion question(int from, int to, const QString &version = u"1"_s) const
    {
        const QJsonObject dimensions{{u"ExecutedVersion"_s, version}};
        return {{{{Role::Requests, u"AWS/Lambda"_s, u"Invocations"_s, dimensions, u"Sum"_s, 1},
                     {Role::Errors, u"AWS/Lambda"_s, u"Errors"_s, dimensions, u"Sum"_s, 1}},
                    {}, {}},
            {now.addSecs(-3600LL * from), now.addSecs(-3600LL * to)}};
    }
    QList<HealthRecord> survey(const QList<HealthQuestion> &questions)
    {
        const auto records = await(healthSurvey(&reads, questions, &places, now, {}));
        return records && *records ? **records : QList<HealthRecord>();
    }
    QList<int> periods() const
    {
        QList<int> all;
        for (const aws::Call &call : cloud.calls)
            all << call.input.value(u"MetricDataQueries"_s)[0][u"MetricStat"][u"Period"].toInt();
        return all;
    }

    MockClock clock;
    QDateTime now = clock.nowUtc();
    ScriptedCloudWatch cloud{clock};
    aws::Models models;
    AwsReads reads{cloud, models};
    DeploymentPlaces places;
};

} // namespace

class TestHealthSurvey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyDeployments_areOneCall_atFullResolution()
    {
        Bench bench;
        QList<HealthQuestion> questions;
        for (int number = 0; number < 20; ++number)
            questions << bench.question(number + 1, number, QString::number(number));

        const QList<HealthRecord> records = bench.survey(questions);

        QCOMPARE(records.size(), 20);
        QCOMPARE(bench.periods(), QList<int>{60});
        QVERIFY(std::ranges::all_of(records, [](const HealthRecord &each) {
            return each.verdict == Verdict::Healthy && each.requests == 600.0 && each.observed == 1h;
        }));
    }

    void sameMetrics_areAskedOnce()
    {
        Bench bench;

        const QList<HealthRecord> records = bench.survey({bench.question(2, 1), bench.question(1, 0)});

        QCOMPARE(records.size(), 2);
        QCOMPARE(bench.cloud.calls.first().input.value(u"MetricDataQueries"_s).toArray().size(), 2);
        QCOMPARE(records.first().requests.value(), 600.0);
    }

    void older_areAskedAsCoarselyAsTheyAreKept()
    {
        Bench bench;

        const QList<HealthRecord> records = bench.survey(
            {bench.question(24, 0), bench.question(24 * 30, 24 * 20), bench.question(24 * 100, 24 * 70)});

        QCOMPARE(bench.periods(), (QList<int>{60, 300, 3600}));
        QVERIFY(
            std::ranges::all_of(records, [](const HealthRecord &each) { return each.verdict == Verdict::Healthy; }));
    }

    void shortAndOld_isUnknown_notQuiet()
    {
        Bench bench;
        HealthQuestion brief = bench.question(24 * 100, 24 * 100 - 1);
        brief.live.from = brief.live.from.addSecs(600);

        const HealthRecord record = bench.survey({brief}).value(0);

        QCOMPARE(record.verdict, Verdict::Unknown);
        QVERIFY(record.why.contains("1h"_L1));
    }

    void olderThanAllThatIsKept_isUnknown()
    {
        Bench bench;

        const HealthRecord record = bench.survey({bench.question(24 * 500, 24 * 460)}).value(0);

        QCOMPARE(record.verdict, Verdict::Unknown);
        QCOMPARE(record.why, u"CloudWatch keeps nothing that old."_s);
        QVERIFY(bench.cloud.calls.isEmpty());
    }

    void noQuestions_askNothing()
    {
        Bench bench;

        QVERIFY(bench.survey({}).isEmpty());
        QVERIFY(bench.cloud.calls.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestHealthSurvey)
#include "tst_healthsurvey.moc"
