// SPDX-License-Identifier: GPL-3.0-or-later
// Every state of Lambda times every state of its last update, behind answers that lag, throttle and fail: a waiter says
// success only when what was sent can be called, and failure only when it never will be.
#include <aws/caller/callerbench.h>

#include <aws/waiter.h>
#include <core/json.h>
#include <support/await.h>

#include <QTest>

using namespace sm;
using namespace sm::aws;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

enum class Truth { Done, Failed, Pending };

const QStringList states{u"Pending"_s, u"Active"_s, u"Inactive"_s, u"Failed"_s, u"Deactivating"_s, u"Deactivated"_s,
    u"ActiveNonInvocable"_s, u"Deleting"_s};
const QStringList updates{u"Successful"_s, u"Failed"_s, u"InProgress"_s};

QJsonObject configuration(const QString &code, const QString &revision, const QString &state, const QString &update)
{
    return {{u"FunctionName"_s, u"chat"_s}, {u"CodeSha256"_s, code}, {u"RevisionId"_s, revision}, {u"State"_s, state},
        {u"LastUpdateStatus"_s, update}};
}

QByteArray refusalOf(const QString &code)
{
    return toCompactJson(QJsonObject{{u"__type"_s, code}, {u"Message"_s, u"No."_s}});
}

/// What it means that Lambda answers this after our update was accepted.
Truth truthOf(const QString &state, const QString &update, bool isOurs)
{
    if (update == "InProgress"_L1)
        return Truth::Pending;
    if (update == "Failed"_L1 || state == "Failed"_L1 || state == "Deleting"_L1 || !isOurs)
        return Truth::Failed;
    return state == "Pending"_L1 ? Truth::Pending : Truth::Done;
}

enum class Trouble { None, Throttled, ServerError };

void script(ScriptedTransport &transport, Trouble trouble)
{
    if (trouble == Trouble::Throttled)
        transport.reply(429, refusalOf(u"TooManyRequestsException"_s));
    if (trouble == Trouble::ServerError)
        transport.reply(500, refusalOf(u"ServiceException"_s));
}

Result<QJsonObject> waited(CallerBench &bench, const QString &waiter, const QJsonObject &parameters)
{
    const auto service = bench.models.service(u"lambda"_s);
    const Call poll{u"lambda"_s, u"GetFunctionConfiguration"_s, {{u"FunctionName"_s, u"chat"_s}}, {}};
    return await(Waiter(bench.caller, bench.sleeper).until(*(*service)->waiter(waiter), poll, parameters, {}, {}))
        .value_or(Error(Error::Kind::Internal, u"no answer"_s));
}

/// First so many answers of before, then trouble, then \p answered, and at last all is well.
Result<QJsonObject> waitedBehind(
    const QString &waiter, const QJsonObject &parameters, const QJsonObject &answered, int lag, Trouble trouble)
{
    CallerBench bench;
    const QByteArray before = toCompactJson(configuration(u"old"_s, u"r0"_s, u"Active"_s, u"Successful"_s));
    for (int poll = 0; poll < lag; ++poll)
        bench.transport.reply(200, before);
    script(bench.transport, trouble);
    bench.transport.reply(200, toCompactJson(answered));
    bench.transport.reply(200, toCompactJson(configuration(u"new"_s, u"r2"_s, u"Active"_s, u"Successful"_s)));
    return waited(bench, waiter, parameters);
}

bool isRight(Truth truth, const Result<QJsonObject> &answer)
{
    if (truth == Truth::Failed)
        return !answer;
    const QString revision = truth == Truth::Done ? u"r1"_s : u"r2"_s;
    return answer && answer->value(u"RevisionId"_s) == revision;
}

} // namespace

class TestFunctionWaiters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStateOfTheModel_isInTheMatrix()
    {
        QFile file(QStringLiteral(SM_SOURCE_DIR "/resources/aws/models/lambda.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray model = file.readAll();

        const auto words = [](const QString &shape, const QStringList &names) {
            return (u"\"%1\": {\"enum\":[\"%2\"]"_s).arg(shape, names.join(u"\",\""_s)).toUtf8();
        };
        QVERIFY(model.contains(words(u"State"_s, states)));
        QVERIFY(model.contains(words(u"LastUpdateStatus"_s, updates)));
    }

    void answer_inEverySituation_isNeitherFalseSuccessNorFalseFailure_data()
    {
        QTest::addColumn<QString>("waiter");
        QTest::addColumn<bool>("isOurs");
        for (const QString &waiter : {u"FunctionCodeArrived"_s, u"FunctionChanged"_s}) {
            for (const bool isOurs : {true, false})
                QTest::addRow("%s, %s code", qPrintable(waiter), isOurs ? "our" : "somebody else's")
                    << waiter << isOurs;
        }
    }
    void answer_inEverySituation_isNeitherFalseSuccessNorFalseFailure()
    {
        QFETCH(QString, waiter);
        QFETCH(bool, isOurs);
        const bool knowsCode = waiter == "FunctionCodeArrived"_L1;
        const QJsonObject parameters = knowsCode ? QJsonObject{{u"codeSha256"_s, u"new"_s}, {u"revisionId"_s, u"r0"_s}}
                                                 : QJsonObject{{u"revisionId"_s, u"r0"_s}};
        int situations = 0;
        QStringList falseOnes;
        for (const QString &state : states) {
            for (const QString &update : updates) {
                const QJsonObject answered = configuration(isOurs ? u"new"_s : u"theirs"_s, u"r1"_s, state, update);
                const Truth truth = truthOf(state, update, isOurs || !knowsCode);
                for (int lag = 0; lag <= 5; ++lag) {
                    for (const Trouble trouble : {Trouble::None, Trouble::Throttled, Trouble::ServerError}) {
                        ++situations;
                        const auto answer = waitedBehind(waiter, parameters, answered, lag, trouble);
                        if (!isRight(truth, answer))
                            falseOnes << u"%1/%2 lag %3 trouble %4"_s.arg(state, update)
                                             .arg(lag)
                                             .arg(static_cast<int>(trouble));
                    }
                }
            }
        }

        QCOMPARE(falseOnes, QStringList());
        QCOMPARE(situations, 8 * 3 * 6 * 3);
    }

    void answerOfBefore_isNeverTheEnd()
    {
        for (const QString &waiter : {u"FunctionCodeArrived"_s, u"FunctionChanged"_s}) {
            CallerBench bench;
            for (int poll = 0; poll < 5; ++poll)
                bench.transport.reply(
                    200, toCompactJson(configuration(u"new"_s, u"r0"_s, u"Active"_s, u"Failed"_s))); // the same code
            bench.transport.reply(200, toCompactJson(configuration(u"new"_s, u"r1"_s, u"Active"_s, u"Successful"_s)));

            const auto answer = waited(bench, waiter, {{u"codeSha256"_s, u"new"_s}, {u"revisionId"_s, u"r0"_s}});

            QVERIFY2(answer, answer ? "" : qPrintable(answer.error().message()));
            QCOMPARE(answer->value(u"RevisionId"_s), QJsonValue(u"r1"_s));
        }
    }

    void deletedFunction_isAFailure()
    {
        for (const QString &waiter : {u"FunctionCodeArrived"_s, u"FunctionChanged"_s}) {
            for (int lag = 0; lag <= 5; ++lag) {
                CallerBench bench;
                for (int poll = 0; poll < lag; ++poll)
                    bench.transport.reply(
                        200, toCompactJson(configuration(u"old"_s, u"r0"_s, u"Active"_s, u"Successful"_s)));
                bench.transport.reply(404, refusalOf(u"ResourceNotFoundException"_s));

                const auto answer = waited(bench, waiter, {{u"codeSha256"_s, u"new"_s}, {u"revisionId"_s, u"r0"_s}});

                QVERIFY(!answer);
                QCOMPARE(answer.error().kind(), Error::Kind::NotFound);
                QCOMPARE(bench.transport.repliesLeft(), 0);
            }
        }
    }

    void neverReached_isNoFailureOfTheUpdate()
    {
        CallerBench bench;
        for (int poll = 0; poll < 400; ++poll)
            bench.transport.reply(200, toCompactJson(configuration(u"new"_s, u"r1"_s, u"Pending"_s, u"InProgress"_s)));

        const auto answer
            = waited(bench, u"FunctionCodeArrived"_s, {{u"codeSha256"_s, u"new"_s}, {u"revisionId"_s, u"r0"_s}});

        QVERIFY(!answer);
        QCOMPARE(answer.error().kind(), Error::Kind::Timeout);
    }

    void provisionedConcurrency_ofThePastNumber_isWaitedOut()
    {
        const auto service = Models().service(u"lambda"_s);
        const auto answers = [](int wanted, const char *status) {
            return toCompactJson(QJsonObject{
                {u"RequestedProvisionedConcurrentExecutions"_s, wanted}, {u"Status"_s, QString::fromLatin1(status)}});
        };
        for (const bool ends : {true, false}) {
            CallerBench bench;
            bench.transport.reply(404, refusalOf(u"ProvisionedConcurrencyConfigNotFoundException"_s));
            bench.transport.reply(200, answers(2, "READY"));
            bench.transport.reply(200, answers(2, "FAILED"));
            bench.transport.reply(200, answers(5, "IN_PROGRESS"));
            bench.transport.reply(200, answers(5, ends ? "READY" : "FAILED"));
            const Call poll{u"lambda"_s, u"GetProvisionedConcurrencyConfig"_s,
                {{u"FunctionName"_s, u"chat"_s}, {u"Qualifier"_s, u"live"_s}}, {}};

            const auto answer = await(Waiter(bench.caller, bench.sleeper)
                    .until(
                        *(*service)->waiter(u"ProvisionedConcurrencyReady"_s), poll, {{u"executions"_s, 5}}, {}, {}));

            QVERIFY(answer);
            QCOMPARE(bool(*answer), ends);
            QCOMPARE(bench.transport.repliesLeft(), 0);
        }
    }
};

QTEST_GUILESS_MAIN(TestFunctionWaiters)
#include "tst_functionwaiters.moc"
