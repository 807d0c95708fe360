// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/credentialsources.h>
#include <support/await.h>
#include <support/instantsleeper.h>
#include <support/scriptedtransport.h>

#include <QTest>
#include <QTimer>
#include <QUrlQuery>

using namespace sm;
using namespace sm::aws;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray stsAnswer(const QByteArray &operation, const QByteArray &key)
{
    return "<" + operation + "Response><" + operation + "Result><Credentials><AccessKeyId>" + key
        + "</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>"
          "2026-08-01T13:00:00Z</Expiration></Credentials><AssumedRoleUser><Arn>arn:aws:sts::123456789012:"
          "assumed-role/admin/x</Arn><AssumedRoleId>AROA:x</AssumedRoleId></AssumedRoleUser></"
        + operation + "Result></" + operation + "Response>";
}

/// What the person types for the device of that name.
QCoro::Task<Result<Secret>> codeOf(QString serial)
{
    co_return serial.endsWith("mfa/ada"_L1) ? Secret(u"123456"_s) : Secret();
}

AwsConfig configOf(const QByteArray &config, const QProcessEnvironment &variables = {})
{
    AwsEnvironment environment;
    environment.variables = variables;
    environment.variables.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
    environment.variables.insert(u"AWS_EC2_METADATA_DISABLED"_s, u"true"_s);
    const Result<ProfileSet> profiles = ProfileSet::parse(u"config"_s, config, {}, {});
    return {environment, profiles.value_or(ProfileSet())};
}

QString formValue(const net::HttpRequest &request, const QString &name)
{
    return QUrlQuery(QString::fromUtf8(request.body)).queryItemValue(name, QUrl::FullyDecoded);
}

AwsChoice profile(const QString &name) { return {name, {}, {}, false}; }

} // namespace

class TestCredentialSources : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingConfigured_saysHowToSignIn();
    void unknownProfile_namesTheOthers();
    void environment_comesBeforeProfile();
    void chosenProfile_comesBeforeEnvironment();
    void halfAnEnvironment_isAnError();
    void circle_isFound();
    void role_isAssumedWithItsSettings();
    void twoRolesWithOneDevice_promptOnce();
    void mfaWithNobodyToAsk_isDenied();
    void process_outputIsRead_data();
    void process_outputIsRead();
    void process_wrongOutput_neverShowsIt();
    void process_cancelled_isEnded();
    void signInHint_namesTheProfile();

private:
    Result<Credentials> fetch(CredentialSources &sources, const AwsChoice &choice)
    {
        const auto provider = sources.provider(choice);
        return await(provider->credentials({})).value_or(Error(Error::Kind::Internal, u"no answer"_s));
    }
    CredentialSources sources(const AwsConfig &config, MfaPrompt prompt = {})
    {
        return CredentialSources({m_models, m_endpoints, *m_transport, m_sleeper, m_clock, std::move(prompt)}, config);
    }

    Models m_models;
    Endpoints m_endpoints;
    MockClock m_clock;
    InstantSleeper m_sleeper;
    std::unique_ptr<ScriptedTransport> m_transport;
};

void TestCredentialSources::init() { m_transport = std::make_unique<ScriptedTransport>(m_clock); }

void TestCredentialSources::nothingConfigured_saysHowToSignIn()
{
    CredentialSources none = sources(configOf({}));

    const Result<Credentials> credentials = fetch(none, {});

    QCOMPARE(credentials.error().kind(), Error::Kind::Denied);
    QCOMPARE(credentials.error().code(), u"NoCredentials"_s);
    QVERIFY(credentials.error().message().contains(u"aws sso login"_s));
}

void TestCredentialSources::unknownProfile_namesTheOthers()
{
    CredentialSources some = sources(configOf("[profile ops]\n[profile dev]\n"));

    const Result<Credentials> credentials = fetch(some, profile(u"opps"_s));

    QCOMPARE(credentials.error().kind(), Error::Kind::Invalid);
    QVERIFY(credentials.error().message().contains(u"dev, ops"_s));
}

void TestCredentialSources::environment_comesBeforeProfile()
{
    QProcessEnvironment variables;
    variables.insert(u"AWS_ACCESS_KEY_ID"_s, u"ENV"_s);
    variables.insert(u"AWS_SECRET_ACCESS_KEY"_s, u"s"_s);
    CredentialSources both
        = sources(configOf("[default]\naws_access_key_id = FILE\naws_secret_access_key = s\n", variables));

    QCOMPARE(fetch(both, {})->accessKeyId, u"ENV"_s);
}

void TestCredentialSources::chosenProfile_comesBeforeEnvironment()
{
    QProcessEnvironment variables;
    variables.insert(u"AWS_ACCESS_KEY_ID"_s, u"ENV"_s);
    variables.insert(u"AWS_SECRET_ACCESS_KEY"_s, u"s"_s);
    CredentialSources both
        = sources(configOf("[profile ops]\naws_access_key_id = FILE\naws_secret_access_key = s\n", variables));

    QCOMPARE(fetch(both, profile(u"ops"_s))->accessKeyId, u"FILE"_s);
}

void TestCredentialSources::halfAnEnvironment_isAnError()
{
    QProcessEnvironment variables;
    variables.insert(u"AWS_ACCESS_KEY_ID"_s, u"ENV"_s);
    CredentialSources half = sources(configOf({}, variables));

    QCOMPARE(fetch(half, {}).error().kind(), Error::Kind::Invalid);
}

void TestCredentialSources::circle_isFound()
{
    CredentialSources circle = sources(configOf("[profile a]\nrole_arn = arn:a\nsource_profile = b\n"
                                                "[profile b]\nrole_arn = arn:b\nsource_profile = a\n"));

    const Result<Credentials> credentials = fetch(circle, profile(u"a"_s));

    QCOMPARE(credentials.error().kind(), Error::Kind::Invalid);
    QVERIFY(credentials.error().message().contains(u"a → b"_s));
}

void TestCredentialSources::role_isAssumedWithItsSettings()
{
    CredentialSources roles = sources(configOf("[profile base]\naws_access_key_id = BASE\naws_secret_access_key = s\n"
                                               "[profile admin]\nregion = eu-west-1\nsource_profile = base\n"
                                               "role_arn = arn:aws:iam::123456789012:role/admin\n"
                                               "external_id = x-1\nduration_seconds = 900\nrole_session_name = ada\n"));
    m_transport->reply(200, stsAnswer("AssumeRole", "ROLE"));

    const Result<Credentials> credentials = fetch(roles, profile(u"admin"_s));

    QVERIFY2(credentials, qPrintable(credentials ? QString() : credentials.error().message()));
    QCOMPARE(credentials->accessKeyId, u"ROLE"_s);
    QCOMPARE(credentials->accountId, u"123456789012"_s);
    const net::HttpRequest &request = m_transport->requests().first();
    QCOMPARE(request.url, QByteArray("https://sts.eu-west-1.amazonaws.com/"));
    QCOMPARE(formValue(request, u"ExternalId"_s), u"x-1"_s);
    QCOMPARE(formValue(request, u"DurationSeconds"_s), u"900"_s);
    QCOMPARE(formValue(request, u"RoleSessionName"_s), u"ada"_s);
    QVERIFY(net::headerValue(request.headers, "Authorization").contains("Credential=BASE/"));
}

void TestCredentialSources::twoRolesWithOneDevice_promptOnce()
{
    const QByteArray device = "mfa_serial = arn:aws:iam::1:mfa/ada\nsource_profile = base\nregion = eu-west-1\n";
    int prompts = 0;
    const MfaPrompt prompt = [&prompts](MfaRequest request, CancelToken) {
        ++prompts;
        return codeOf(request.serial);
    };
    CredentialSources roles = sources(configOf("[profile base]\naws_access_key_id = BASE\naws_secret_access_key = s\n"
                                               "[profile one]\nrole_arn = arn:aws:iam::1:role/one\n"
                                          + device + "[profile two]\nrole_arn = arn:aws:iam::1:role/two\n" + device),
        prompt);
    m_transport->reply(200, stsAnswer("GetSessionToken", "SESSION"));
    m_transport->reply(200, stsAnswer("AssumeRole", "ONE"));
    m_transport->reply(200, stsAnswer("AssumeRole", "TWO"));

    QCOMPARE(fetch(roles, profile(u"one"_s))->accessKeyId, u"ONE"_s);
    QCOMPARE(fetch(roles, profile(u"two"_s))->accessKeyId, u"TWO"_s);

    QCOMPARE(prompts, 1);
    QCOMPARE(formValue(m_transport->requests().at(0), u"TokenCode"_s), u"123456"_s);
    QVERIFY(net::headerValue(m_transport->requests().at(2).headers, "Authorization").contains("Credential=SESSION/"));
}

void TestCredentialSources::mfaWithNobodyToAsk_isDenied()
{
    CredentialSources roles = sources(configOf("[profile base]\naws_access_key_id = BASE\naws_secret_access_key = s\n"
                                               "[profile one]\nrole_arn = arn:aws:iam::1:role/one\n"
                                               "mfa_serial = arn:aws:iam::1:mfa/ada\nsource_profile = base\n"));

    QCOMPARE(fetch(roles, profile(u"one"_s)).error().code(), u"MfaRequired"_s);
}

void TestCredentialSources::process_outputIsRead_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<bool>("good");
    const QByteArray document = R"({"Version": 1, "AccessKeyId": "PROC", "SecretAccessKey": "s"})";
    QTest::newRow("quoted") << QByteArray("printf %s '" + document + "'") << true;
    QTest::newRow("pipeline") << QByteArray("printf %s '" + document + "' | cat | cat") << true;
    QTest::newRow("variables are text") << QByteArray("printf %s $HOME") << false;
    QTest::newRow("no second command") << QByteArray("printf %s '" + document + "' && printf more") << false;
    QTest::newRow("version 2") << QByteArray(R"(printf %s '{"Version": 2}')") << false;
    QTest::newRow("fails") << QByteArray("false") << false;
    QTest::newRow("no such program") << QByteArray("no-such-program-here") << false;
    QTest::newRow("open quote") << QByteArray("printf 'x") << false;
}

void TestCredentialSources::process_outputIsRead()
{
    QFETCH(QByteArray, command);
    QFETCH(bool, good);
    CredentialSources process = sources(configOf("[profile p]\ncredential_process = " + command + '\n'));

    const Result<Credentials> credentials = fetch(process, profile(u"p"_s));

    QCOMPARE(credentials.has_value(), good);
    if (good)
        QCOMPARE(credentials->accessKeyId, u"PROC"_s);
}

void TestCredentialSources::process_wrongOutput_neverShowsIt()
{
    CredentialSources process = sources(configOf("[profile p]\ncredential_process = printf canary-secret\n"));

    const Result<Credentials> credentials = fetch(process, profile(u"p"_s));

    QVERIFY(!credentials);
    QVERIFY(!credentials.error().message().contains(u"canary"_s));
}

void TestCredentialSources::process_cancelled_isEnded()
{
    CredentialSources process = sources(configOf("[profile p]\ncredential_process = cat /dev/zero\n"));
    const auto provider = process.profile(profile(u"p"_s));
    CancelSource source;
    QTimer::singleShot(0, qApp, [&source] { source.cancel(); });

    const auto credentials = await(provider->credentials(source.token()));

    QVERIFY(credentials);
    QCOMPARE(credentials->error().kind(), Error::Kind::Cancelled);
}

void TestCredentialSources::signInHint_namesTheProfile()
{
    const AwsConfig config = configOf("[profile ops]\nsso_session = corp\n");

    QCOMPARE(config.settings(profile(u"ops"_s))->caller.signInHint, u"aws sso login --profile ops"_s);
}

QTEST_GUILESS_MAIN(TestCredentialSources)
#include "tst_credentialsources.moc"
