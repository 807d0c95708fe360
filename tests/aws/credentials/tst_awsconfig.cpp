// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/awsconfig.h>

#include <QTest>

using namespace sm;
using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Variables = QList<std::pair<QString, QString>>;

constexpr const char *file = R"(
[default]
region = eu-west-1
[profile ops]
region = eu-central-1
endpoint_url = https://profile.example
services = local
use_fips_endpoint = TRUE
use_dualstack_endpoint = true
max_attempts = 7
ca_bundle = /etc/corp.pem
defaults_mode = mobile
[services local]
cognito_identity_provider =
  endpoint_url = http://localhost:9229
)";

AwsConfig config(const Variables &variables = {})
{
    AwsEnvironment environment;
    for (const auto &[name, value] : variables)
        environment.variables.insert(name, value);
    return AwsConfig(environment, ProfileSet::parse(u"config"_s, file, u"credentials"_s, {}).value_or(ProfileSet()));
}

QByteArray endpoint(const AwsConfig &config, const AwsChoice &choice, const QString &serviceId)
{
    const Result<ProfileSettings> settings = config.settings(choice);
    return settings ? settings->caller.endpointUrl(serviceId) : QByteArray("no settings");
}

const QString cognito = u"Cognito Identity Provider"_s;
const AwsChoice ops{u"ops"_s, {}, {}};

} // namespace

class TestAwsConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void load_withoutHome_isEmptyAndChoosesDefault()
    {
        const Result<AwsConfig> loaded = AwsConfig::load(AwsEnvironment());

        QVERIFY(loaded);
        const Result<ProfileSettings> settings = loaded->settings();
        QVERIFY(settings);
        QCOMPARE(settings->profile, u"default"_s);
        QVERIFY(!settings->isChosen);
        QVERIFY(settings->caller.region.isEmpty());
        QVERIFY(settings->caller.endpointUrl(cognito).isEmpty());
    }

    void settings_profile_isReadWhole()
    {
        const Result<ProfileSettings> settings = config().settings(ops);

        QVERIFY(settings && settings->isChosen);
        QCOMPARE(settings->caller.region.value, u"eu-central-1"_s);
        QVERIFY(settings->caller.useFips);
        QVERIFY(settings->caller.useDualStack);
        QCOMPARE(settings->caller.maxAttempts, 7);
        QCOMPARE(settings->caller.connectTimeout, 30'000ms);
        QCOMPARE(settings->caBundle, u"/etc/corp.pem"_s);
    }

    void settings_environment_goesBeforeTheProfile()
    {
        const Result<ProfileSettings> settings
            = config({{u"AWS_PROFILE"_s, u"ops"_s}, {u"AWS_REGION"_s, u"us-west-2"_s},
                         {u"AWS_USE_FIPS_ENDPOINT"_s, u"false"_s}, {u"AWS_MAX_ATTEMPTS"_s, u"2"_s},
                         {u"AWS_CA_BUNDLE"_s, u"/tmp/ca.pem"_s}, {u"AWS_DEFAULTS_MODE"_s, u"In-Region"_s}})
                  .settings();

        QVERIFY(settings);
        QCOMPARE(settings->profile, u"ops"_s);
        QCOMPARE(settings->caller.region.value, u"us-west-2"_s);
        QVERIFY(!settings->caller.useFips);
        QVERIFY(settings->caller.useDualStack);
        QCOMPARE(settings->caller.maxAttempts, 2);
        QCOMPARE(settings->caller.connectTimeout, 1'100ms);
        QCOMPARE(settings->caBundle, u"/tmp/ca.pem"_s);
    }

    void settings_withoutMode_haveTheStandardTimeout()
    {
        QCOMPARE(config().settings()->caller.connectTimeout, 3'100ms);
    }

    void settings_unknownMode_isNamed()
    {
        const Result<ProfileSettings> settings = config({{u"AWS_DEFAULTS_MODE"_s, u"warp"_s}}).settings();

        QVERIFY(!settings);
        QCOMPARE(settings.error().code(), u"DefaultsMode"_s);
        QVERIFY(settings.error().message().contains(u"warp"_s));
    }

    void settings_unknownProfile_namesThoseThatExist()
    {
        const Result<ProfileSettings> settings = config().settings({u"opz"_s, {}, {}});

        QVERIFY(!settings);
        QCOMPARE(settings.error().code(), u"UnknownProfile"_s);
        QVERIFY(settings.error().message().contains(u"ops"_s));
    }

    void settings_profileWhereThereIsNone_saysHowToMakeOne()
    {
        const Result<ProfileSettings> settings = AwsConfig(AwsEnvironment(), ProfileSet()).settings({u"ops"_s, {}, {}});

        QVERIFY(!settings);
        QVERIFY(settings.error().message().contains(u"aws configure --profile ops"_s));
    }

    void endpoint_places_countInOrder()
    {
        const std::pair<QString, QString> ofService{
            u"AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"_s, u"https://variable.example"_s};
        const std::pair<QString, QString> ofAll{u"AWS_ENDPOINT_URL"_s, u"https://all.example"_s};
        const AwsChoice given{u"ops"_s, {}, u"https://given.example"_s};

        QCOMPARE(endpoint(config({ofService, ofAll}), given, cognito), "https://given.example");
        QCOMPARE(endpoint(config({ofService, ofAll}), ops, cognito), "https://variable.example");
        QCOMPARE(endpoint(config({ofService, ofAll}), ops, u"S3"_s), "https://all.example");
        QCOMPARE(endpoint(config(), ops, cognito), "http://localhost:9229");
        QCOMPARE(endpoint(config(), ops, u"S3"_s), "https://profile.example");
        QCOMPARE(endpoint(config(), {}, cognito), "");
        QCOMPARE(endpoint(config({ofService, {u"AWS_PROFILE"_s, {}}}), {}, cognito), "https://variable.example");
    }

    void endpoint_ignored_leavesWhatWasGiven()
    {
        const AwsConfig ignoring = config(
            {{u"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"_s, u"true"_s}, {u"AWS_ENDPOINT_URL"_s, u"https://all.example"_s}});

        QCOMPARE(endpoint(ignoring, ops, cognito), "");
        QCOMPARE(endpoint(ignoring, {u"ops"_s, {}, u"https://given.example"_s}, cognito), "https://given.example");
    }
};

QTEST_GUILESS_MAIN(TestAwsConfig)
#include "tst_awsconfig.moc"
