// SPDX-License-Identifier: GPL-3.0-or-later
// The published cases of aws-config (smithy-rs) and botocore for profiles, credential providers and endpoint URLs.
#include "casefolder.h"
#include "chainjson.h"
#include "replaytransport.h"

#include "containercredentials.h"
#include "instancecredentials.h"

#include <aws/credentialsources.h>
#include <core/json.h>
#include <support/await.h>
#include <support/instantsleeper.h>

#include <QTest>

#include <cstdio>

using namespace sm;
using namespace sm::aws;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

QString text(const QJsonValue &value, const QString &key) { return value[key].toString(); }

QJsonObject jsonOf(const QMap<QString, ProfileProperties> &sections)
{
    QJsonObject all;
    for (auto section = sections.begin(); section != sections.end(); ++section) {
        QJsonObject properties;
        for (auto each = section->begin(); each != section->end(); ++each)
            properties.insert(each.key(), each.value());
        all.insert(section.key(), properties);
    }
    return all;
}

QProcessEnvironment variablesOf(const QJsonObject &object)
{
    QProcessEnvironment variables;
    for (auto each = object.begin(); each != object.end(); ++each)
        variables.insert(each.key(), each.value().toString());
    return variables;
}

/// Long before the recordings were made, so that nothing in them has expired.
MockClock earlyClock() { return MockClock(QDateTime(QDate(2009, 1, 1), QTime(0, 0), Qt::UTC)); }

} // namespace

class TestConformanceCredentials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void profileFiles_areReadAsPublished();
    void fileLocations_areFoundAsPublished();
    void botocoreFiles_areReadAsBotocoreDoes();
    void profileChains_areResolvedAsPublished();
    void containerUris_areJudgedAsPublished();
    void metadataEndpoints_areChosenAsPublished();
    void endpointUrls_areChosenAsPublished();
    void recordedProviders_giveWhatWasRecorded_data();
    void recordedProviders_giveWhatWasRecorded();
    void cleanupTestCase();

private:
    void check(const QString &name, bool passed, const QString &why = {});
    void finish(const char *set);
    Result<QJsonObject> resolved(const QString &suite, const CaseFolder &folder, ReplayTransport &transport) const;
    static bool equals(const QJsonObject &expected, const Result<QJsonObject> &actual);

    QString m_folder;
    Models m_models;
    Endpoints m_endpoints;
    int m_passed = 0;
    int m_count = 0;
    int m_allPassed = 0;
    int m_all = 0;
    QStringList m_failures;
};

void TestConformanceCredentials::initTestCase()
{
    m_folder = vectors(u"credentials"_s);
    if (m_folder.isEmpty())
        QSKIP("STATIONMASTER_VECTORS has no folder credentials");
}

void TestConformanceCredentials::check(const QString &name, bool passed, const QString &why)
{
    ++m_count;
    if (passed)
        ++m_passed;
    else
        m_failures.append(name + u": "_s + why);
}

void TestConformanceCredentials::finish(const char *set)
{
    std::printf("credentials-%s: %d/%d\n", set, m_passed, m_count);
    m_allPassed += std::exchange(m_passed, 0);
    m_all += std::exchange(m_count, 0);
    const QStringList failures = std::exchange(m_failures, {});
    QVERIFY2(failures.isEmpty(), qPrintable(failures.join(u'\n')));
}

void TestConformanceCredentials::profileFiles_areReadAsPublished()
{
    const QJsonValue suite = readJson(m_folder + u"/profile-parser-tests.json"_s).object();
    for (const QJsonValue &each : suite[u"tests"_s].toArray()) {
        const QJsonValue input = each[u"input"_s];
        const Result<ProfileSet> set = ProfileSet::parse(u"config"_s, text(input, u"configFile"_s).toUtf8(),
            u"credentials"_s, text(input, u"credentialsFile"_s).toUtf8());
        const QJsonObject expected = each[u"output"_s][u"config"_s].toObject();
        if (expected.isEmpty()) {
            check(text(each, u"name"_s), !set, u"it was read, though it is wrong"_s);
            continue;
        }
        const bool same = set && jsonOf(set->profiles) == expected.value(u"profiles"_s).toObject()
            && (!expected.contains(u"sso_sessions"_s)
                || jsonOf(set->ssoSessions) == expected.value(u"sso_sessions"_s).toObject());
        check(text(each, u"name"_s), same,
            set ? QString::fromUtf8(toCompactJson(jsonOf(set->profiles))) : set.error().message());
    }
    finish("profiles");
}

void TestConformanceCredentials::fileLocations_areFoundAsPublished()
{
    const QJsonValue suite = readJson(m_folder + u"/file-location-tests.json"_s).object();
    for (const QJsonValue &each : suite[u"tests"_s].toArray()) {
        AwsEnvironment environment;
        environment.variables = variablesOf(each[u"environment"_s].toObject());
        if (text(each, u"platform"_s) == "windows"_L1)
            environment.platform = AwsEnvironment::Platform::Windows;
        const AwsConfig config(environment, {});
        check(text(each, u"name"_s),
            environment.configFile() == text(each, u"configLocation"_s)
                && environment.credentialsFile() == text(each, u"credentialsLocation"_s)
                && config.profileName() == text(each, u"profile"_s),
            environment.configFile() + u' ' + environment.credentialsFile() + u' ' + config.profileName());
    }
    finish("locations");
}

void TestConformanceCredentials::botocoreFiles_areReadAsBotocoreDoes()
{
    for (const QFileInfo &file : QDir(m_folder + u"/botocore-cfg"_s).entryInfoList(QDir::Files)) {
        QFile source(file.filePath());
        QVERIFY(source.open(QIODevice::ReadOnly));
        // botocore's tests name the files that its parser refuses so.
        const bool isWrong = file.fileName().endsWith("_bad"_L1) || file.fileName().endsWith("badbytes"_L1);
        const Result<ProfileSet> set = ProfileSet::parse(file.fileName(), source.readAll(), {}, {});
        check(file.fileName(), set.has_value() != isWrong, set ? u"it was read"_s : set.error().message());
    }
    finish("botocore");
}

void TestConformanceCredentials::profileChains_areResolvedAsPublished()
{
    for (const QJsonValue &each : readJson(m_folder + u"/assume-role-tests.json"_s).array()) {
        const QJsonValue input = each[u"input"_s];
        const ProfileSet set{
            sectionsFrom(input[u"profiles"_s].toObject()), sectionsFrom(input[u"sso_sessions"_s].toObject()), {}};
        const QString selected = text(input, u"selected_profile"_s);
        const Result<ProfileChain> chain = resolveChain(set, selected.isEmpty() ? u"default"_s : selected);
        const QJsonArray expected = each[u"output"_s][u"ProfileChain"_s].toArray();
        const QJsonArray actual = chain ? jsonOf(*chain) : QJsonArray();
        check(text(each, u"docs"_s), chain.has_value() == !expected.isEmpty() && actual == expected,
            chain ? QString::fromUtf8(toCompactJson(actual)) : chain.error().message());
    }
    finish("chains");
}

void TestConformanceCredentials::containerUris_areJudgedAsPublished()
{
    const QJsonValue suite = readJson(m_folder + u"/ecs-tests.json"_s).object();
    for (const QJsonValue &each : suite[u"tests"_s].toArray()) {
        AwsEnvironment environment;
        environment.variables = variablesOf(each[u"env"_s].toObject());
        const Result<QByteArray> url = containerCredentialsUrl(environment);
        const QString expected = text(each[u"result"_s], u"Ok"_s);
        check(text(each, u"docs"_s), (url ? QString::fromUtf8(*url) : QString()) == expected,
            url ? QString::fromUtf8(*url) : url.error().message());
    }
    finish("container");
}

void TestConformanceCredentials::metadataEndpoints_areChosenAsPublished()
{
    const QJsonValue suite = readJson(m_folder + u"/imds-endpoint-tests.json"_s).object();
    for (const QJsonValue &each : suite[u"tests"_s].toArray()) {
        QTemporaryDir root;
        AwsEnvironment environment;
        environment.root = root.path();
        environment.variables = variablesOf(each[u"env"_s].toObject());
        const QJsonObject files = each[u"fs"_s].toObject();
        for (auto file = files.begin(); file != files.end(); ++file) {
            QFile target(root.filePath(file.key()));
            QVERIFY(target.open(QIODevice::WriteOnly));
            target.write(file.value().toString().toUtf8());
        }
        const Result<AwsConfig> config = AwsConfig::load(environment);
        QVERIFY(config);
        const Result<QByteArray> url = instanceMetadataUrl(
            *config, config->profileName(), text(each, u"endpoint_override"_s), text(each, u"mode_override"_s));
        const QString actual = url ? QString::fromUtf8(*url) + u"/latest/api/token"_s : QString();
        check(text(each, u"docs"_s), actual == text(each[u"result"_s], u"Ok"_s), actual);
    }
    finish("metadata");
}

void TestConformanceCredentials::endpointUrls_areChosenAsPublished()
{
    const QJsonValue suite = readJson(m_folder + u"/endpoint-url-config-tests-0.json"_s).object();
    const ProfileSet profiles{
        sectionsFrom(suite[u"profiles"_s].toObject()), {}, sectionsFrom(suite[u"services"_s].toObject())};
    for (const QJsonValue &each : suite[u"endpointUrlTests"_s].toArray()) {
        const QJsonValue client = suite[u"client_configs"_s][text(each, u"client_config"_s)];
        const QJsonValue variables = suite[u"environments"_s][text(each, u"environment"_s)];
        AwsEnvironment environment;
        environment.variables = variablesOf(variables.toObject());
        AwsChoice choice;
        choice.profile = text(each, u"profile"_s);
        choice.endpointUrl = text(client, u"endpoint_url"_s);
        choice.ignoreConfiguredEndpointUrls = client[u"ignore_configured_endpoint_urls"_s].toBool();
        const Result<ProfileSettings> settings = AwsConfig(environment, profiles).settings(choice);
        QVERIFY(settings);
        const Result<std::shared_ptr<const ServiceModel>> service = m_models.service(text(each, u"service"_s));
        QVERIFY2(service, qPrintable(text(each, u"service"_s)));
        QByteArray url = settings->caller.endpointUrl((*service)->serviceId());
        if (url.isEmpty())
            url = m_endpoints.resolve(**service, {settings->caller.region, false, false, {}}).value_or(Endpoint()).url;
        check(text(each, u"name"_s), QString::fromUtf8(url) == text(each[u"output"_s], u"endpointUrl"_s),
            QString::fromUtf8(url));
    }
    finish("endpoint-url");
}

void TestConformanceCredentials::recordedProviders_giveWhatWasRecorded_data()
{
    QTest::addColumn<QString>("suite");
    for (const char *suite : {"default-credential-provider-chain", "default-token-provider-chain", "profile-provider"})
        QTest::newRow(suite) << QString::fromLatin1(suite);
}

Result<QJsonObject> TestConformanceCredentials::resolved(
    const QString &suite, const CaseFolder &folder, ReplayTransport &transport) const
{
    MockClock clock = earlyClock();
    InstantSleeper sleeper(clock);
    const Result<AwsConfig> config = AwsConfig::load(folder.environment());
    if (!config)
        return config.error();
    CredentialSources sources({m_models, m_endpoints, transport, sleeper, clock, {}}, *config);
    if (suite == "default-token-provider-chain"_L1) {
        const Result<SsoSession> session = ssoSession(config->profiles(), config->profileName());
        if (!session)
            return session.error();
        const auto token = await(sources.ssoTokens().token(*session, {}, {}));
        return token && *token ? Result<QJsonObject>(jsonOf(**token)) : Result<QJsonObject>(token->error());
    }
    const std::unique_ptr<CredentialsProvider> provider
        = suite == "profile-provider"_L1 ? sources.profile({}) : sources.provider({});
    const auto credentials = await(provider->credentials({}));
    if (!credentials)
        return Error(Error::Kind::Timeout, u"no answer"_s);
    return *credentials ? Result<QJsonObject>(jsonOf(**credentials)) : Result<QJsonObject>(credentials->error());
}

bool TestConformanceCredentials::equals(const QJsonObject &expected, const Result<QJsonObject> &actual)
{
    const QJsonObject good = expected[u"result"_s][u"Ok"_s].toObject();
    if (good.isEmpty())
        return !actual;
    if (!actual)
        return false;
    const QStringList keys = good.keys();
    return std::all_of(
        keys.begin(), keys.end(), [&](const QString &key) { return actual->value(key) == good.value(key); });
}

void TestConformanceCredentials::recordedProviders_giveWhatWasRecorded()
{
    QFETCH(QString, suite);
    for (const QFileInfo &entry : QDir(m_folder + u'/' + suite).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const CaseFolder folder(entry.filePath());
        ReplayTransport transport(folder.traffic());
        const Result<QJsonObject> actual = resolved(suite, folder, transport);
        const QString why = actual ? QString::fromUtf8(toCompactJson(*actual)) : actual.error().message();
        check(folder.name(), equals(folder.expected(), actual), why + u' ' + transport.mismatch());
    }
    finish(qPrintable(suite));
}

void TestConformanceCredentials::cleanupTestCase()
{
    if (!m_folder.isEmpty())
        std::printf("credentials: %d/%d\n", m_allPassed, m_all);
}

QTEST_GUILESS_MAIN(TestConformanceCredentials)
#include "tst_conformance_credentials.moc"
