// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions that end while calls are under way: a role behind an MFA device, renewed once however many calls notice.
#include "faultbench.h"

#include <QRegularExpression>
#include <QTest>

using namespace sm;
using namespace sm::operations;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int crowd = 50;

const QByteArray profiles = "[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = long-lived\n"
                            "[profile ops]\nrole_arn = arn:aws:iam::123456789012:role/ops\nsource_profile = base\n"
                            "mfa_serial = arn:aws:iam::123456789012:mfa/ada\nregion = us-east-1\n";

aws::AwsConfig configFor(const AwsDouble &aws)
{
    aws::AwsEnvironment environment;
    environment.variables.insert(u"AWS_ENDPOINT_URL"_s, aws.endpoint());
    return {environment, aws::ProfileSet::parse(u"config"_s, profiles, {}, {}).value_or(aws::ProfileSet())};
}

/// A person with an MFA device.
struct Ada
{
    int prompts = 0;
    bool givesUp = false;

    aws::MfaPrompt prompt()
    {
        return [this](aws::MfaRequest, CancelToken) { return answer(this); };
    }

private:
    static QCoro::Task<Result<Secret>> answer(Ada *ada)
    {
        ++ada->prompts;
        net::Wakeup reading;
        reading.wake();
        co_await reading;
        if (ada->givesUp)
            co_return Error(Error::Kind::Denied, u"No code was given."_s).withCode(u"MfaRequired"_s);
        co_return Secret(u"123456"_s);
    }
};

/// The program of somebody who signs in as a role.
struct Office
{
    explicit Office(FaultBench &bench)
        : sources({bench.models, bench.endpoints, wire, sleeper, bench.clock, ada.prompt()}, configFor(bench.aws))
        , console(bench, {bench.aws.endpoint(), {}, sources.provider({u"ops"_s, {}, {}, false}), nullptr})
    {
    }

    Ada ada;
    Wire wire{{}};
    InstantSleeper sleeper;
    aws::CredentialSources sources;
    Console console;
};

} // namespace

class TestExpiredTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void crowdAtTheStart_onePromptOneSession();
    void crowdMeetsAnExpiredRole_oneRefreshNoPrompt();
    void crowdMeetsAnExpiredSession_onePrompt();
    void crowd_personGivesUp_onePromptAndEveryCallIsTold();
    void tokenThatExpiresInAPlan_isRenewedAndEachStepDoneOnce();
    void keyThatStaysExpired_isToldAfterOneRefresh();

private:
    QJsonObject user(const QString &name) const { return {{u"UserPoolId"_s, m_pool}, {u"Username"_s, name}}; }
    QList<Result<aws::Answer>> callAll(Console &console, int count);
    qsizetype requests(const QString &operation);
    QString keyOfLast(const QString &operation);

    std::unique_ptr<FaultBench> m_bench;
    QString m_pool;
};

void TestExpiredTokens::initTestCase()
{
    if (const QString why = MotoServer::whyUnavailable(); !why.isEmpty())
        QSKIP(qPrintable(why));
    m_bench = std::make_unique<FaultBench>(MotoServer::Setup{});
    QVERIFY2(m_bench->failure().isEmpty(), qPrintable(m_bench->failure()));
    Console console(*m_bench, m_bench->moto.endpoint());
    const StepEvent pool = console.write(u"aws:cognito-idp:CreateUserPool"_s, {{u"PoolName"_s, u"sessions"_s}});
    m_pool = pool.output[u"UserPool"_s][u"Id"_s].toString();
    QVERIFY(!console.write(u"aws:cognito-idp:AdminCreateUser"_s, user(u"ada"_s)).error);
    m_bench->aws.addKey(u"AKIABASE"_s, u"long-lived"_s);
    m_bench->aws.changeSettings({{u"checkSignatures"_s, true}, {u"scriptedSts"_s, true}, {u"mfaCode"_s, u"123456"_s}});
    QVERIFY2(m_bench->failure().isEmpty(), qPrintable(m_bench->failure()));
}

void TestExpiredTokens::init()
{
    m_bench->aws.clearRules();
    m_bench->aws.forgetLedger();
    m_bench->aws.forgetRequests();
}

/// All at once.
QList<Result<aws::Answer>> TestExpiredTokens::callAll(Console &console, int count)
{
    std::vector<QCoro::Task<Result<aws::Answer>>> calls;
    for (int i = 0; i < count; ++i)
        calls.push_back(console.caller.read({u"cognito-idp"_s, u"AdminGetUser"_s, user(u"ada"_s)}, {}));
    QList<Result<aws::Answer>> answers;
    for (auto &call : calls)
        answers
            << await(std::move(call), std::chrono::seconds(30)).value_or(Error(Error::Kind::Internal, u"no answer"_s));
    return answers;
}

qsizetype TestExpiredTokens::requests(const QString &operation)
{
    const QJsonArray all = m_bench->aws.requests();
    return std::count_if(
        all.begin(), all.end(), [&operation](const QJsonValue &each) { return each[u"operation"_s] == operation; });
}

/// Who signed the last of these requests.
QString TestExpiredTokens::keyOfLast(const QString &operation)
{
    static const QRegularExpression credential(u"Credential=(?<key>[A-Z0-9]+)/"_s);
    QString key;
    for (const QJsonValue &request : m_bench->aws.requests()) {
        if (request[u"operation"_s] != operation)
            continue;
        const QString headers = QString::fromUtf8(QJsonDocument(request[u"headers"_s].toArray()).toJson());
        key = credential.match(headers).captured(u"key"_s);
    }
    return key;
}

void TestExpiredTokens::crowdAtTheStart_onePromptOneSession()
{
    Office office(*m_bench);

    for (const Result<aws::Answer> &answer : callAll(office.console, crowd))
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().message()));

    QCOMPARE(office.ada.prompts, 1);
    QCOMPARE(requests(u"GetSessionToken"_s), 1);
    QCOMPARE(requests(u"AssumeRole"_s), 1);
    QCOMPARE(office.console.wire.sent(), crowd);
}

void TestExpiredTokens::crowdMeetsAnExpiredRole_oneRefreshNoPrompt()
{
    Office office(*m_bench);
    QVERIFY(callAll(office.console, 1).first());
    m_bench->aws.expireKey(keyOfLast(u"AdminGetUser"_s));

    for (const Result<aws::Answer> &answer : callAll(office.console, crowd))
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().message()));

    QCOMPARE(office.ada.prompts, 1);
    QCOMPARE(requests(u"GetSessionToken"_s), 1);
    QCOMPARE(requests(u"AssumeRole"_s), 2);
    QCOMPARE(office.console.wire.sent(), 1 + 2 * crowd);
    QCOMPARE(office.console.sleeper.durations().size(), 0); // a new token is no reason to wait
}

void TestExpiredTokens::crowdMeetsAnExpiredSession_onePrompt()
{
    Office office(*m_bench);
    QVERIFY(callAll(office.console, 1).first());
    m_bench->aws.expireKey(keyOfLast(u"AssumeRole"_s));
    m_bench->aws.expireKey(keyOfLast(u"AdminGetUser"_s));

    for (const Result<aws::Answer> &answer : callAll(office.console, crowd))
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().message()));

    QCOMPARE(office.ada.prompts, 2);
    QCOMPARE(requests(u"GetSessionToken"_s), 2);
    QCOMPARE(requests(u"AssumeRole"_s), 3); // the second one learns that the session has ended
}

void TestExpiredTokens::crowd_personGivesUp_onePromptAndEveryCallIsTold()
{
    Office office(*m_bench);
    office.ada.givesUp = true;

    for (const Result<aws::Answer> &answer : callAll(office.console, crowd)) {
        QVERIFY(!answer);
        QCOMPARE(answer.error().code(), u"MfaRequired"_s);
    }
    QCOMPARE(office.ada.prompts, 1);
    QCOMPARE(office.console.wire.sent(), 0);
}

void TestExpiredTokens::tokenThatExpiresInAPlan_isRenewedAndEachStepDoneOnce()
{
    Office office(*m_bench);
    const QJsonObject refusal{{u"refuse"_s, u"expired-token"_s}};
    for (const QString &operation : {u"AdminDisableUser"_s, u"AdminCreateUser"_s})
        m_bench->aws.addRule({{u"match"_s, QJsonObject{{u"operation"_s, operation}}}, {u"after"_s, 1}, {u"times"_s, 1},
            {u"answer"_s, refusal}});
    QList<Step> steps;
    for (const QString &name : {u"eve"_s, u"bob"_s, u"joe"_s}) {
        steps << Console::step(u"aws:cognito-idp:AdminCreateUser"_s, user(name));
        steps << Console::step(u"aws:cognito-idp:AdminDisableUser"_s, user(name));
    }

    const Result<RunReport> report = office.console.run(steps);

    QVERIFY(report && report->succeeded());
    QCOMPARE(m_bench->effects(u"AdminCreateUser"_s).size(), 3);
    QCOMPARE(m_bench->effects(u"AdminDisableUser"_s).size(), 3);
    QCOMPARE(office.console.wire.sent(), 18 + 2);
    QCOMPARE(requests(u"AssumeRole"_s), 1 + 2);
    QCOMPARE(office.ada.prompts, 1);
}

void TestExpiredTokens::keyThatStaysExpired_isToldAfterOneRefresh()
{
    Office office(*m_bench);
    m_bench->aws.addRule({{u"match"_s, QJsonObject{{u"operation"_s, u"AdminResetUserPassword"_s}}},
        {u"answer"_s, QJsonObject{{u"refuse"_s, u"expired-token"_s}}}});

    const StepEvent event = office.console.write(u"aws:cognito-idp:AdminResetUserPassword"_s, user(u"ada"_s));

    QCOMPARE(event.state, StepState::Failed);
    QCOMPARE(event.error->kind(), Error::Kind::Denied);
    QCOMPARE(event.error->code(), u"ExpiredTokenException"_s);
    QVERIFY2(event.error->message().contains(u"Sign in again"_s), qPrintable(event.error->message()));
    QCOMPARE(office.console.wire.sent(), 1 + 2); // the look went well
    QCOMPARE(office.ada.prompts, 1);
}

QTEST_GUILESS_MAIN(TestExpiredTokens)
#include "tst_expiredtokens.moc"
