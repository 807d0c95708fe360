// SPDX-License-Identifier: GPL-3.0-or-later
// Faults that show only over several calls: answers that are somebody else's, clocks that jump, calls given up, rates.
#include "faultbench.h"

#include <users/cognitouserservice.h>

#include <QDir>
#include <QTest>
#include <QTimer>

using namespace sm;
using namespace sm::operations;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Task = QCoro::Task<Result<aws::Answer>>;

QJsonObject fault(const QString &name, QJsonObject options = {})
{
    options.insert(u"fault"_s, name);
    return options;
}

QJsonObject rule(const QString &operation, const QJsonObject &answer, int times = 1'000)
{
    return {{u"match"_s, QJsonObject{{u"operation"_s, operation}}}, {u"times"_s, times}, {u"answer"_s, answer}};
}

qsizetype openFiles() { return QDir(u"/proc/self/fd"_s).entryList(QDir::NoDotAndDotDot | QDir::AllEntries).size(); }

} // namespace

class TestFaultSequences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void duplicateReply_nextCalls_getTheirOwnAnswers();
    void answersChangePlaces_eachCallGetsItsOwn();
    void repeatedPageToken_endsTheList();
    void slowButSteadyAnswer_isAwaited();
    void redirect_isNeverFollowed();
    void lostAnswerToADelete_staysInDoubt();
    void everyThirdAnswerIsLost_ledgerIsTheJournal();
    void serversClockJumps_signaturesFollow();
    void clockThatStaysWrong_isTold();
    void askedPause_isKeptAndTold();
    void cancelledReads_leaveNothingBehind();
    void cancelledPlan_awaitsTheStepUnderWay();
    void rateOfTheAccount_isHalfUsed();

private:
    QJsonObject user(const QString &name) const { return {{u"UserPoolId"_s, m_pool}, {u"Username"_s, name}}; }
    Result<aws::Answer> getUser(Console &console, const QString &name)
    {
        return console.read(u"cognito-idp"_s, u"AdminGetUser"_s, user(name));
    }

    std::unique_ptr<FaultBench> m_bench;
    QString m_pool;
    QStringList m_names;
    QStringList m_confirmed; ///< of them, those whose password can be reset
};

void TestFaultSequences::initTestCase()
{
    if (const QString why = MotoServer::whyUnavailable(); !why.isEmpty())
        QSKIP(qPrintable(why));
    m_bench = std::make_unique<FaultBench>(MotoServer::Setup{.users = 130});
    QVERIFY2(m_bench->failure().isEmpty(), qPrintable(m_bench->failure()));
    Console console(*m_bench, m_bench->moto.endpoint());
    const auto pools = await(users::CognitoUserService(console.caller, m_bench->models).pools({}));
    QVERIFY(pools && *pools && !(*pools)->isEmpty());
    for (const UserPool &pool : **pools) {
        const Result<aws::Answer> page
            = console.read(u"cognito-idp"_s, u"ListUsers"_s, {{u"UserPoolId"_s, pool.id.value}, {u"Limit"_s, 60}});
        QVERIFY(page);
        const QJsonArray listed = page->output[u"Users"_s].toArray();
        if (listed.size() < 60)
            continue;
        m_pool = pool.id.value;
        for (const QJsonValue &each : listed) {
            m_names << each[u"Username"_s].toString();
            const QJsonObject verified{{u"Name"_s, u"email_verified"_s}, {u"Value"_s, u"true"_s}};
            if (each[u"UserStatus"_s] == u"CONFIRMED"_s && each[u"Enabled"_s].toBool()
                && each[u"Attributes"_s].toArray().contains(verified))
                m_confirmed << m_names.last();
        }
    }
    QCOMPARE(m_names.size(), 60);
}

void TestFaultSequences::init()
{
    m_bench->aws.clearRules();
    m_bench->aws.forgetLedger();
    m_bench->aws.forgetRequests();
    m_bench->aws.changeSettings({{u"clockOffsetSeconds"_s, 0}, {u"checkDates"_s, false}});
}

/// The second copy arrives when nobody asked: it must not be taken for the answer to the next call.
void TestFaultSequences::duplicateReply_nextCalls_getTheirOwnAnswers()
{
    Console console(*m_bench, m_bench->aws.endpoint());
    m_bench->aws.addRule(rule(u"AdminGetUser"_s, fault(u"duplicate-reply"_s)));

    for (const QString &name : m_names.first(20)) {
        const Result<aws::Answer> answer = getUser(console, name);
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().message()));
        QCOMPARE(answer->output[u"Username"_s].toString(), name);
        QTest::qWait(5); // so that the copy is there
    }
}

void TestFaultSequences::answersChangePlaces_eachCallGetsItsOwn()
{
    Console console(*m_bench, m_bench->aws.endpoint());
    m_bench->aws.addRule(rule(u"AdminGetUser"_s, fault(u"reordered"_s)));

    std::vector<Task> calls;
    for (const QString &name : m_names.first(10))
        calls.push_back(console.caller.read({u"cognito-idp"_s, u"AdminGetUser"_s, user(name)}, {}));

    for (size_t i = 0; i < calls.size(); ++i) {
        const auto answer = await(std::move(calls[i]));
        QVERIFY(answer && *answer);
        QCOMPARE((*answer)->output[u"Username"_s].toString(), m_names.at(qsizetype(i)));
    }
}

void TestFaultSequences::repeatedPageToken_endsTheList()
{
    Console console(*m_bench, m_bench->aws.endpoint());
    m_bench->aws.addRule(rule(u"ListUsers"_s, fault(u"repeated-page-token"_s)));
    users::CognitoUserService service(console.caller, m_bench->models);
    qsizetype users = 0;

    const auto listed
        = await(service.listUsers({m_pool}, [&users](const QList<User> &page) { users += page.size(); }, {}));

    QVERIFY(listed && !*listed);
    QCOMPARE(listed->error().code(), u"RepeatedToken"_s);
    QCOMPARE(users, 120); // both pages that came are good
    QCOMPARE(console.wire.sent(), 2);
}

void TestFaultSequences::slowButSteadyAnswer_isAwaited()
{
    Console console(*m_bench, m_bench->aws.endpoint());
    console.wire.limit(2s, 1);
    m_bench->aws.addRule(rule(u"AdminGetUser"_s, fault(u"slow"_s, {{u"bytesPerSecond"_s, 300}})));

    QElapsedTimer timer;
    timer.start();
    const Result<aws::Answer> answer = getUser(console, m_names.first());

    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().message()));
    QVERIFY(timer.elapsed() > 2'000);
    QCOMPARE(console.wire.sent(), 1);
}

/// Whoever answers with another address must not get to see credentials or data.
void TestFaultSequences::redirect_isNeverFollowed()
{
    Console console(*m_bench, m_bench->aws.endpoint());
    m_bench->aws.addRule(rule(u"AdminDisableUser"_s, fault(u"redirect"_s)));

    const StepEvent event = console.write(u"aws:cognito-idp:AdminDisableUser"_s, user(m_names.first()));

    QCOMPARE(event.state, StepState::Failed);
    for (const QJsonValue &request : m_bench->aws.requests())
        QCOMPARE(request[u"target"_s].toString(), u"/"_s);
}

/// The second attempt finds nobody to delete: whether it was the first one that did it can not be known from that.
void TestFaultSequences::lostAnswerToADelete_staysInDoubt()
{
    Console console(*m_bench, m_bench->aws.endpoint());
    QVERIFY(!console.write(u"aws:cognito-idp:AdminCreateUser"_s, user(u"doomed"_s)).error);
    m_bench->aws.addRule(rule(u"AdminDeleteUser"_s, fault(u"execute-and-reset"_s), 1));

    const StepEvent event = console.write(u"aws:cognito-idp:AdminDeleteUser"_s, user(u"doomed"_s));

    QCOMPARE(event.state, StepState::InDoubt);
    QCOMPARE(event.error->code(), u"UserNotFoundException"_s);
    QCOMPARE(m_bench->effects(u"AdminDeleteUser"_s).size(), 1);
}

/// Carried out, but the answer is lost: the journal has to know each of them, and nothing may happen twice that counts.
void TestFaultSequences::everyThirdAnswerIsLost_ledgerIsTheJournal()
{
    Console console(*m_bench, m_bench->aws.endpoint());
    m_bench->aws.addRule({{u"every"_s, 3}, {u"answer"_s, fault(u"execute-and-reset"_s)}});
    const qsizetype half = m_confirmed.size() / 2;
    QVERIFY(half >= 10);
    QList<Step> steps;
    for (int i = 0; i < 30; ++i)
        steps << Console::step(u"aws:cognito-idp:AdminCreateUser"_s, user(u"lost%1"_s.arg(i)));
    for (const QString &name : m_confirmed.first(half))
        steps << Console::step(u"aws:cognito-idp:AdminResetUserPassword"_s, user(name));
    for (const QString &name : m_confirmed.sliced(half))
        steps << Console::step(u"aws:cognito-idp:AdminUserGlobalSignOut"_s, user(name));

    const Result<RunReport> report = console.run(steps);

    QVERIFY(report);
    QHash<QString, int> known;
    const auto entries = await(m_bench->journal->entries({}, 0, int(steps.size())));
    QVERIFY(entries && *entries);
    for (const JournalEntry &entry : **entries) {
        const QString operation = entry.uses.section(u':', 2);
        QVERIFY2(entry.state == StepState::Done || entry.state == StepState::InDoubt, qPrintable(entry.errorMessage));
        QVERIFY2(operation != "AdminUserGlobalSignOut"_L1 || entry.state == StepState::Done,
            qPrintable(entry.errorCode + entry.errorMessage));
        ++known[operation];
    }
    QCOMPARE(m_bench->effects(u"AdminCreateUser"_s).size(), known.value(u"AdminCreateUser"_s));
    QCOMPARE(m_bench->effects(u"AdminResetUserPassword"_s).size(), known.value(u"AdminResetUserPassword"_s));
    QVERIFY(m_bench->effects(u"AdminUserGlobalSignOut"_s).size() > known.value(u"AdminUserGlobalSignOut"_s));
    QVERIFY(report->inDoubt() >= 10);
    QCOMPARE(report->failed(), 0);
}

void TestFaultSequences::serversClockJumps_signaturesFollow()
{
    Console console(*m_bench, m_bench->aws.endpoint());
    int sent = 0;
    int created = 0;
    for (const int offset : {3'600, -7'200, 34'560'000, -34'560'000}) {
        m_bench->aws.changeSettings({{u"clockOffsetSeconds"_s, offset}, {u"checkDates"_s, true}});
        const QString name = u"jump%1"_s.arg(++created);

        const StepEvent event = console.write(u"aws:cognito-idp:AdminCreateUser"_s, user(name));

        QVERIFY2(!event.error, qPrintable(event.error ? event.error->message() : QString()));
        // The look before the write is refused for its date and sent again with the right one; then all goes well.
        QCOMPARE(console.wire.sent(), sent + 4);
        QVERIFY(getUser(console, name)); // known from now on
        sent = console.wire.sent();
    }
    QCOMPARE(m_bench->effects(u"AdminCreateUser"_s).size(), created);
}

void TestFaultSequences::clockThatStaysWrong_isTold()
{
    Console console(*m_bench, m_bench->aws.endpoint());
    m_bench->aws.changeSettings({{u"clockOffsetSeconds"_s, 3'600}, {u"checkDates"_s, true}});
    m_bench->aws.addRule(rule(u"AdminGetUser"_s, {{u"refuse"_s, u"skewed"_s}}));

    const Result<aws::Answer> answer = getUser(console, m_names.first());

    QVERIFY(!answer);
    QCOMPARE(answer.error().kind(), Error::Kind::Denied);
    QVERIFY2(answer.error().message().contains(u"Your clock is 60 min slow."_s), qPrintable(answer.error().message()));
    QCOMPARE(console.wire.sent(), 2);
}

void TestFaultSequences::askedPause_isKeptAndTold()
{
    Console console(*m_bench, m_bench->aws.endpoint());
    const QJsonObject throttled{{u"code"_s, u"ThrottlingException"_s}, {u"status"_s, 400},
        {u"headers"_s, QJsonObject{{u"x-amz-retry-after"_s, u"3000"_s}}}};
    m_bench->aws.addRule(rule(u"AdminGetUser"_s, {{u"error"_s, throttled}}, 1));
    QVERIFY(getUser(console, m_names.first()));
    QCOMPARE(console.sleeper.durations(), QList<std::chrono::milliseconds>{3s});

    m_bench->aws.addRule(rule(u"AdminGetUser"_s, fault(u"status-429"_s, {{u"retryAfter"_s, 7}})));
    const Result<aws::Answer> answer = getUser(console, m_names.first());

    QVERIFY(!answer);
    QCOMPARE(answer.error().kind(), Error::Kind::Throttled);
    QCOMPARE(answer.error().retryAfter(), std::optional<std::chrono::milliseconds>(7s));
}

void TestFaultSequences::cancelledReads_leaveNothingBehind()
{
    Console console(*m_bench, m_bench->aws.endpoint());
    QVERIFY(getUser(console, m_names.first()));
    const qsizetype before = openFiles();
    m_bench->aws.forgetRequests();
    m_bench->aws.addRule(rule(u"AdminGetUser"_s, fault(u"silent"_s)));
    CancelSource source;
    std::vector<Task> calls;
    for (int i = 0; i < 25; ++i)
        calls.push_back(
            console.caller.read({u"cognito-idp"_s, u"AdminGetUser"_s, user(m_names.first())}, source.token()));
    QTRY_COMPARE(m_bench->aws.requests().size(), 25);
    QVERIFY(openFiles() > before + 20);

    source.cancel();

    for (Task &call : calls) {
        const auto answer = await(std::move(call));
        QVERIFY(answer && !*answer);
        QCOMPARE(answer->error().kind(), Error::Kind::Cancelled);
        QCOMPARE(answer->error().changed(), Error::Changed::No);
    }
    QTRY_VERIFY(openFiles() <= before);
    QCOMPARE(console.wire.sent(), 26);
    m_bench->aws.clearRules();
    QVERIFY(getUser(console, m_names.first())); // and it goes on
}

void TestFaultSequences::cancelledPlan_awaitsTheStepUnderWay()
{
    Console console(*m_bench, m_bench->aws.endpoint());
    m_bench->aws.addRule(rule(u"AdminDisableUser"_s, {{u"delayMs"_s, 300}}));
    QList<Step> steps;
    for (const QString &name : m_names.first(3))
        steps << Console::step(u"aws:cognito-idp:AdminDisableUser"_s, user(name));
    CancelSource source;
    QTimer poll;
    connect(&poll, &QTimer::timeout, &poll, [&] {
        if (console.wire.sent() > 1) // the look, and the write
            source.cancel();
    });
    poll.start(1ms);

    const Result<RunReport> report = console.run(steps, source.token());

    QVERIFY(report);
    QCOMPARE(report->steps.at(0).state, StepState::Done);
    QCOMPARE(report->steps.at(1).state, StepState::Skipped);
    QCOMPARE(report->steps.at(2).state, StepState::Skipped);
    QCOMPARE(m_bench->effects(u"AdminDisableUser"_s).size(), 1);
}

/// Bulk work leaves the other half of the quota to the people who sign in meanwhile.
void TestFaultSequences::rateOfTheAccount_isHalfUsed()
{
    MockClock time(QDateTime::currentDateTimeUtc());
    Console console(*m_bench, Console::Setup{{}, {}, {}, &time});
    console.wire.detour(m_bench->aws.endpoint());
    QList<Step> steps;
    for (const QString &name : m_names.first(40))
        steps << Console::step(u"aws:cognito-idp:AdminEnableUser"_s, user(name));

    const Result<RunReport> report = console.run(steps);

    QVERIFY(report && report->succeeded());
    QCOMPARE(m_bench->effects(u"AdminEnableUser"_s).size(), 40);
    const double seconds = std::chrono::duration<double>(console.sleeper.total()).count();
    const double rate = 12.5; // of UserUpdate's 25 a second
    QVERIFY2(seconds >= (40 - 1 - rate / 5) / rate, qPrintable(QString::number(seconds)));
    QVERIFY2(seconds <= 40 / rate, qPrintable(QString::number(seconds)));
}

QTEST_GUILESS_MAIN(TestFaultSequences)
#include "tst_faultsequences.moc"
