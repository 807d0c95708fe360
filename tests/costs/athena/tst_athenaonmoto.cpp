// SPDX-License-Identifier: GPL-3.0-or-later
// The way of a query: table, partitions, price, Runner, result; against moto, behind a double that checks signatures.
#include "tables.h"

#include <athena/awsathenaservice.h>
#include <athena/chargesledger.h>
#include <athena/partitionfilter.h>
#include <athena/queryplans.h>
#include <athena/querytemplate.h>
#include <aws/awscaller.h>
#include <aws/credentialsources.h>
#include <core/clock.h>
#include <executors/executorbench.h>
#include <executors/waitexecutor.h>
#include <executors/waitplanner.h>
#include <net/curltransport.h>
#include <net/realsleeper.h>
#include <operations/awsexecutor.h>
#include <support/awsdoubleserver.h>
#include <support/motoserver.h>

#include <QJsonArray>
#include <QProcess>

using namespace sm;
using namespace sm::athena;
using namespace sm::test;

namespace {

constexpr std::chrono::seconds Limit(60);

template <typename T>
Result<T> answerOf(QCoro::Task<Result<T>> task)
{
    return await(std::move(task), Limit).value_or(Error(Error::Kind::Timeout, u"no answer"_s));
}

aws::AwsConfig configFor(const MotoServer &moto, const QString &endpoint)
{
    aws::AwsEnvironment environment;
    environment.variables.insert(u"AWS_ACCESS_KEY_ID"_s, moto.accessKeyId());
    environment.variables.insert(u"AWS_SECRET_ACCESS_KEY"_s, moto.secretAccessKey());
    environment.variables.insert(u"AWS_REGION"_s, moto.region());
    environment.variables.insert(u"AWS_ENDPOINT_URL"_s, endpoint);
    return {environment, {}};
}

QString prepared(const MotoServer &moto)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"AWS_ACCESS_KEY_ID"_s, moto.accessKeyId());
    environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, moto.secretAccessKey());
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(PythonServer::python(),
        {u"-B"_s, QStringLiteral(SM_SOURCE_DIR "/tests/costs/athena/prepare.py"), moto.endpoint(), moto.region()});
    process.waitForFinished(60'000);
    return process.exitCode() == 0 ? QString() : QString::fromUtf8(process.readAllStandardError());
}

/// Everything between a plan and the wire.
struct Account
{
    Account(const MotoServer &moto, const QString &endpoint)
        : sources({known.models, endpoints, transport, sleeper, clock, {}}, configFor(moto, endpoint))
        , credentials(sources.provider({}))
        , caller({known.models, endpoints, *credentials, transport, sleeper, clock, known.catalog},
              sources.config().settings().value_or(aws::ProfileSettings()).caller)
    {
    }

    Knowledge known;
    aws::Endpoints endpoints;
    net::CurlTransport transport;
    net::RealSleeper sleeper;
    SystemClock clock;
    aws::CredentialSources sources;
    std::unique_ptr<aws::CredentialsProvider> credentials;
    aws::AwsCaller caller;
    operations::AwsExecutor writes{caller, known.catalog, known.models};
    executors::WaitExecutor waits{caller, known.models, sleeper};
    executors::WaitPlanner waitPlanner{known.catalog, known.models};
    ExecutorBench bench{known, {&writes, &waits}, {&waitPlanner}, sleeper};
    AwsAthenaService service{caller, known.models, sleeper};
    QueryPlans plans{bench.planner, {}};
};

} // namespace

class TestAthenaOnMoto : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<MotoServer> m_moto;
    std::unique_ptr<AwsDouble> m_double;
    std::unique_ptr<Account> m_account;

private Q_SLOTS:
    void initTestCase()
    {
        for (const QString &why : {MotoServer::whyUnavailable(), AwsDouble::whyUnavailable()}) {
            if (!why.isEmpty())
                QSKIP(qPrintable(why));
        }
        m_moto = std::make_unique<MotoServer>();
        QVERIFY2(m_moto->failure().isEmpty(), qPrintable(m_moto->failure()));
        const QString problem = prepared(*m_moto);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        m_double = std::make_unique<AwsDouble>(m_moto->endpoint());
        m_double->addKey(m_moto->accessKeyId(), m_moto->secretAccessKey());
        m_double->changeSettings({{u"checkSignatures"_s, true}});
        QVERIFY2(m_double->failure().isEmpty(), qPrintable(m_double->failure()));
        m_account = std::make_unique<Account>(*m_moto, m_double->endpoint());
    }
    void init() { m_double->clearRules(); }

    void template_fromTableToLedger()
    {
        const auto table = answerOf(m_account->service.table(u"cur_database"_s, u"cur_table"_s, {}));
        QVERIFY2(table, table ? "" : qPrintable(table.error().message()));
        const auto partitions = answerOf(m_account->service.partitions(*table, {}));
        QVERIFY(partitions);
        QCOMPARE(partitions->size(), 2);
        const auto templates = QueryTemplates::load();
        const auto query = templates->bind(*templates->find(u"daily-charges"_s), *table, *partitions,
            {QDate(2024, 1, 1), QDate(2024, 2, 1), {{u"service"_s, {u"AmazonEC2"_s}}}, 100});
        QVERIFY2(query, query ? "" : qPrintable(query.error().message()));
        const auto choice = choosePartitions(query->sql, query->parameters, *table, *partitions);
        QVERIFY(choice && choice->isFiltered);
        QCOMPARE(choice->partitions, QList<int>{0});
        const auto bound = answerOf(m_account->service.bound(*table, {partitions->at(0)}, {}));
        QVERIFY(bound);
        QCOMPARE(bound->bytes.value_or(0), 2000);
        const auto workgroup = answerOf(m_account->service.workgroup(u"costs-dashboard"_s, {}));
        QVERIFY(workgroup);
        QCOMPARE(workgroup->scanLimit.value_or(0), qint64(1) << 40);

        const auto plan = m_account->plans.query(
            {u"Charges"_s, query->sql, query->parameters, table->database, *workgroup, {}}, *choice, *bound);
        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message()));
        const auto report = m_account->bench.run(*plan);
        QVERIFY2(report && report->succeeded(), report ? "" : qPrintable(report.error().message()));
        const QString id = report->steps.first().output[u"QueryExecutionId"_s].toString();
        QVERIFY(!id.isEmpty());
        const auto ended = answerOf(m_account->service.follow(id, [](const ExecutionProgress &) { }, {}));
        QVERIFY2(ended && outcome(*ended), ended ? "" : qPrintable(ended.error().message()));
        QCOMPARE(ended->sql, query->sql);
        ChargesLedger reader;
        const auto read = answerOf(
            m_account->service.results(id, [&reader](const ResultPage &page) { (void)reader.add(page); }, {}));
        QVERIFY(read);
        const auto ledger = reader.take(u"Athena"_s, ended->completed);
        QVERIFY2(ledger, ledger ? "" : qPrintable(ledger.error().message()));
        QCOMPARE(ledger->rows(), std::size_t(2));
    }

    void repair_addsMarchAlone()
    {
        const auto table = answerOf(m_account->service.table(u"cur_database"_s, u"cur_table"_s, {}));
        const auto health = answerOf(m_account->service.health(*table, {}));
        QVERIFY2(health, health ? "" : qPrintable(health.error().message()));
        QCOMPARE(health->missing.size(), 1);
        QCOMPARE(health->missing.first().values, (QStringList{u"2024"_s, u"3"_s}));
        const auto workgroup = answerOf(m_account->service.workgroup(u"costs-dashboard"_s, {}));
        const auto plan = m_account->plans.addPartitions(*table, health->missing, *workgroup);
        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message()));

        m_double->forgetRequests();
        const auto report = m_account->bench.run(*plan);

        QVERIFY(report);
        for (const auto &step : report->steps)
            QVERIFY2(step.state == StepState::Done, step.error ? qPrintable(step.error->message()) : "");
        int started = 0;
        const QJsonArray requests = m_double->requests();
        for (const QJsonValue request : requests)
            started += request[u"operation"_s].toString() == "StartQueryExecution"_L1;
        QCOMPARE(started, 1);
    }

    void failedQuery_saysWhy()
    {
        m_double->addRule({{u"match"_s, QJsonObject{{u"operation"_s, u"GetQueryExecution"_s}}},
            {u"answer"_s,
                QJsonObject{{u"reply"_s,
                    QJsonObject{{u"status"_s, 200},
                        {u"json"_s,
                            QJsonObject{{u"QueryExecution"_s,
                                QJsonObject{{u"QueryExecutionId"_s, u"q"_s},
                                    {u"Status"_s,
                                        QJsonObject{{u"State"_s, u"FAILED"_s},
                                            {u"StateChangeReason"_s, u"Access Denied to s3"_s}}}}}}}}}}}});
        const auto ended = answerOf(m_account->service.follow(u"q"_s, [](const ExecutionProgress &) { }, {}));
        QVERIFY(ended);
        const auto result = outcome(*ended);
        QVERIFY(!result);
        QCOMPARE(result.error().kind(), Error::Kind::Denied);
    }

    void recent_isPricedAndSorted()
    {
        const auto submitted = double(QDateTime::currentSecsSinceEpoch());
        m_double->addRule({{u"match"_s, QJsonObject{{u"operation"_s, u"BatchGetQueryExecution"_s}}},
            {u"answer"_s,
                QJsonObject{{u"reply"_s,
                    QJsonObject{{u"status"_s, 200},
                        {u"json"_s,
                            QJsonObject{{u"QueryExecutions"_s,
                                QJsonArray{QJsonObject{{u"QueryExecutionId"_s, u"a"_s},
                                    {u"Statistics"_s, QJsonObject{{u"DataScannedInBytes"_s, 20971520}}},
                                    {u"Status"_s,
                                        QJsonObject{{u"State"_s, u"SUCCEEDED"_s},
                                            {u"SubmissionDateTime"_s, submitted}}}}}}}}}}}}});
        const auto recent = answerOf(
            m_account->service.recent(u"costs-dashboard"_s, QDateTime::currentDateTimeUtc().addDays(-7), {}));
        QVERIFY2(recent, recent ? "" : qPrintable(recent.error().message()));
        QCOMPARE(recent->size(), 1);
        QCOMPARE(recent->first().price().toString(), u"0.000095367431640625"_s);
    }

    void wrongSecret_isDenied()
    {
        m_double->addRule({{u"match"_s, QJsonObject{{u"operation"_s, u"GetTable"_s}}}, {u"times"_s, 1},
            {u"answer"_s, QJsonObject{{u"refuse"_s, u"signature"_s}}}});
        const auto table = answerOf(m_account->service.table(u"cur_database"_s, u"cur_table"_s, {}));
        QVERIFY(!table);
        QCOMPARE(table.error().kind(), Error::Kind::Denied);
    }
};

QTEST_GUILESS_MAIN(TestAthenaOnMoto)
#include "tst_athenaonmoto.moc"
