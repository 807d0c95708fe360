// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/contextparameters.h>
#include <aws/endpoints.h>
#include <aws/models.h>
#include <core/json.h>

#include <QFile>
#include <QTest>

using namespace sm::aws;
using sm::Region;
using namespace Qt::Literals::StringLiterals;

namespace {

EndpointParameters in(const QString &region, const QJsonObject &more = {})
{
    EndpointParameters parameters;
    parameters.region = Region{region};
    parameters.more = more;
    return parameters;
}

std::shared_ptr<const ServiceModel> serviceWithRules(const QByteArray &rules)
{
    const QJsonObject service{
        {u"metadata"_s, QJsonObject{{u"protocol"_s, u"json"_s}, {u"endpointPrefix"_s, u"shelf"_s}}}};
    return *ServiceModel::parse(u"shelf"_s, service, {}, {}, sm::parseJson(rules)->toObject());
}

} // namespace

class TestEndpoints : public QObject
{
    Q_OBJECT

private:
    const Models m_models;
    const Endpoints m_endpoints;

private Q_SLOTS:
    void resolve_byServiceAndRegion_data()
    {
        QTest::addColumn<QString>("service");
        QTest::addColumn<QString>("region");
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QString>("signingRegion");
        QTest::addColumn<QString>("signingName");

        const auto row = [](const char *service, const char *region, const char *url, const char *signingRegion,
                             const char *signingName) {
            QTest::addRow("%s %s", service, region)
                << QString::fromLatin1(service) << QString::fromLatin1(region) << QByteArray(url)
                << QString::fromLatin1(signingRegion) << QString::fromLatin1(signingName);
        };
        row("cognito-idp", "eu-west-1", "https://cognito-idp.eu-west-1.amazonaws.com", "eu-west-1", "cognito-idp");
        row("ec2", "cn-north-1", "https://ec2.cn-north-1.amazonaws.com.cn", "cn-north-1", "ec2");
        row("ecs", "xx-future-7", "https://ecs.xx-future-7.amazonaws.com", "xx-future-7", "ecs");
        row("ecs", "us-gov-south-9", "https://ecs.us-gov-south-9.amazonaws.com", "us-gov-south-9", "ecs");
        row("cloudwatch", "eu-west-1", "https://monitoring.eu-west-1.amazonaws.com", "eu-west-1", "monitoring");
        row("stepfunctions", "eu-west-1", "https://states.eu-west-1.amazonaws.com", "eu-west-1", "states");
        row("elbv2", "eu-west-1", "https://elasticloadbalancing.eu-west-1.amazonaws.com", "eu-west-1",
            "elasticloadbalancing");
        row("sso", "eu-west-1", "https://portal.sso.eu-west-1.amazonaws.com", "eu-west-1", "awsssoportal");
        row("sts", "eu-west-1", "https://sts.eu-west-1.amazonaws.com", "eu-west-1", "sts");
        row("s3", "us-east-1", "https://s3.us-east-1.amazonaws.com", "us-east-1", "s3");
        row("iam", "eu-west-1", "https://iam.amazonaws.com", "us-east-1", "iam");
        row("iam", "cn-northwest-1", "https://iam.cn-north-1.amazonaws.com.cn", "cn-north-1", "iam");
        row("ce", "ap-southeast-2", "https://ce.us-east-1.amazonaws.com", "us-east-1", "ce");
        row("budgets", "eu-west-1", "https://budgets.amazonaws.com", "us-east-1", "budgets");
        row("health", "eu-west-1", "https://health.us-east-1.amazonaws.com", "us-east-1", "health");
        row("cur", "eu-west-1", "https://cur.us-east-1.amazonaws.com", "us-east-1", "cur");
        row("cur", "cn-north-1", "https://cur.cn-northwest-1.amazonaws.com.cn", "cn-northwest-1", "cur");
        row("bcm-data-exports", "eu-west-1", "https://bcm-data-exports.us-east-1.api.aws", "us-east-1",
            "bcm-data-exports");
    }

    void resolve_byServiceAndRegion()
    {
        QFETCH(QString, service);
        QFETCH(QString, region);

        const auto endpoint = m_endpoints.resolve(**m_models.service(service), in(region));

        QVERIFY2(endpoint.has_value(), qPrintable(endpoint ? QString() : endpoint.error().message()));
        QTEST(endpoint->url, "url");
        QTEST(endpoint->signingRegion.value, "signingRegion");
        QTEST(endpoint->signingName, "signingName");
        QCOMPARE(endpoint->authScheme, u"sigv4"_s);
        QVERIFY(!endpoint->custom);
    }

    void s3_bucket_choosesHostOrPath_data()
    {
        QTest::addColumn<QJsonObject>("more");
        QTest::addColumn<QByteArray>("url");
        const auto bucket = [](const QString &name) { return QJsonObject{{u"Bucket"_s, name}}; };
        QJsonObject path = bucket(u"logs"_s);
        path[u"ForcePathStyle"] = true;
        QJsonObject local = bucket(u"logs"_s);
        local[u"Endpoint"] = u"http://127.0.0.1:5000"_s;

        QTest::newRow("host") << bucket(u"logs"_s) << QByteArray("https://logs.s3.eu-west-1.amazonaws.com");
        QTest::newRow("dots") << bucket(u"a.b"_s) << QByteArray("https://s3.eu-west-1.amazonaws.com/a.b");
        QTest::newRow("capitals") << bucket(u"Logs"_s) << QByteArray("https://s3.eu-west-1.amazonaws.com/Logs");
        QTest::newRow("forced") << path << QByteArray("https://s3.eu-west-1.amazonaws.com/logs");
        QTest::newRow("address") << local << QByteArray("http://127.0.0.1:5000/logs");
    }

    void s3_bucket_choosesHostOrPath()
    {
        QFETCH(QJsonObject, more);

        const auto endpoint = m_endpoints.resolve(**m_models.service(u"s3"_s), in(u"eu-west-1"_s, more));

        QVERIFY2(endpoint.has_value(), qPrintable(endpoint ? QString() : endpoint.error().message()));
        QTEST(endpoint->url, "url");
    }

    void sts_globalEndpoint_onRequestOnly()
    {
        const auto legacy
            = m_endpoints.resolve(**m_models.service(u"sts"_s), in(u"us-west-2"_s, {{u"UseGlobalEndpoint"_s, true}}));

        QCOMPARE(legacy->url, QByteArray("https://sts.amazonaws.com"));
        QCOMPARE(legacy->signingRegion.value, u"us-east-1"_s);
    }

    void resolve_fipsAndDualStack()
    {
        EndpointParameters parameters = in(u"us-east-1"_s);
        parameters.useFips = true;
        const auto fips = m_endpoints.resolve(**m_models.service(u"ecs"_s), parameters);
        parameters.useDualStack = true;
        const auto both = m_endpoints.resolve(**m_models.service(u"ecs"_s), parameters);
        parameters.more = {{u"Endpoint"_s, u"http://127.0.0.1"_s}};
        const auto neither = m_endpoints.resolve(**m_models.service(u"ecs"_s), parameters);

        QCOMPARE(fips->url, QByteArray("https://ecs-fips.us-east-1.amazonaws.com"));
        QCOMPARE(both->url, QByteArray("https://ecs-fips.us-east-1.api.aws"));
        QVERIFY(!neither && neither.error().kind() == sm::Error::Kind::Invalid);
    }

    void resolve_wrongRegion_isRefused_data()
    {
        QTest::addColumn<QString>("region");
        QTest::newRow("host") << u"evil.example.com/"_s;
        QTest::newRow("space") << u"eu west"_s;
        QTest::newRow("user") << u"a@b"_s;
        QTest::newRow("dash") << u"-eu"_s;
        QTest::newRow("long") << QString(64, u'a');
        QTest::newRow("newline") << u"eu-west-1\n"_s;
    }

    void resolve_wrongRegion_isRefused()
    {
        QFETCH(QString, region);

        const auto endpoint = m_endpoints.resolve(**m_models.service(u"ecs"_s), in(region));

        QVERIFY(!endpoint);
        QCOMPARE(endpoint.error().kind(), sm::Error::Kind::Invalid);
        QVERIFY(endpoint.error().message().contains(region));
    }

    void resolve_noRegion_isRefused()
    {
        QVERIFY(!m_endpoints.resolve(**m_models.service(u"ecs"_s), in({})));
        QVERIFY(!m_endpoints.resolve(**m_models.service(u"cur"_s), in({})));
    }

    void resolve_serviceWithoutRules_followsThePattern()
    {
        const auto service = serviceWithRules("{}");
        EndpointParameters parameters = in(u"cn-north-1"_s);
        const auto plain = m_endpoints.resolve(*service, parameters);
        parameters.useFips = parameters.useDualStack = true;
        const auto both = m_endpoints.resolve(*service, parameters);
        const auto refused = m_endpoints.resolve(*service, in({}));

        QCOMPARE(plain->url, QByteArray("https://shelf.cn-north-1.amazonaws.com.cn"));
        QCOMPARE(plain->signingName, u"shelf"_s);
        QCOMPARE(both->url, QByteArray("https://shelf-fips.cn-north-1.api.amazonwebservices.com.cn"));
        QVERIFY(!refused);
    }

    void rules_expandBracesAndNestedProperties()
    {
        QFile rules(QStringLiteral(SM_SOURCE_DIR "/tests/aws/endpoints/library-rules.json"));
        QVERIFY(rules.open(QIODevice::ReadOnly));
        const auto service = serviceWithRules(rules.readAll());

        const auto endpoint = Endpoints().resolve(*service, in(u"eu-west-1"_s));

        QCOMPARE(endpoint->url, QByteArray("https://a%20b.amazonaws.com/{x}"));
        QCOMPARE(endpoint->properties[u"list"][0][u"of"].toString(), u"a b"_s);
    }

    void context_isWhatOperationAndInputSay()
    {
        const auto s3 = *m_models.service(u"s3"_s);
        const auto tables = *m_models.service(u"dynamodb"_s);

        const QJsonObject create = contextParameters(*s3->operation(u"CreateBucket"_s), {{u"Bucket"_s, u"logs"_s}});
        const QJsonObject list = contextParameters(*s3->operation(u"ListBuckets"_s), {});
        const QJsonObject describe
            = contextParameters(*tables->operation(u"DescribeTable"_s), {{u"TableName"_s, u"Chat"_s}});

        QCOMPARE(create[u"Bucket"], QJsonValue(u"logs"_s));
        QCOMPARE(create[u"DisableAccessPoints"], QJsonValue(true));
        QVERIFY(!list.contains(u"Bucket"));
        QCOMPARE(describe, QJsonObject({{u"ResourceArn"_s, u"Chat"_s}}));
    }

    void rules_unknownWord_isNamed_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<QString>("word");
        QTest::newRow("function") << QByteArray(
            R"({"rules": [{"type": "tree", "conditions": [{"fn": "guess", "argv": []}], "rules": []}]})")
                                  << u"guess/0"_s;
        QTest::newRow("arity") << QByteArray(
            R"({"rules": [{"type": "tree", "conditions": [{"fn": "isSet", "argv": [1, 2]}], "rules": []}]})")
                               << u"isSet/2"_s;
        QTest::newRow("kind") << QByteArray(R"({"rules": [{"type": "shrub", "conditions": []}]})") << u"shrub"_s;
    }

    void rules_unknownWord_isNamed()
    {
        QFETCH(QByteArray, rules);
        QFETCH(QString, word);

        const auto endpoint = Endpoints().resolve(*serviceWithRules(rules), in(u"eu-west-1"_s));

        QVERIFY(!endpoint);
        QVERIFY2(endpoint.error().message().contains(word), qPrintable(endpoint.error().message()));
    }

    void partition_ofAnyRegion_data()
    {
        QTest::addColumn<QString>("region");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("suffix");
        QTest::newRow("commercial") << u"eu-central-2"_s << u"aws"_s << u"amazonaws.com"_s;
        QTest::newRow("china") << u"cn-north-1"_s << u"aws-cn"_s << u"amazonaws.com.cn"_s;
        QTest::newRow("government") << u"us-gov-west-1"_s << u"aws-us-gov"_s << u"amazonaws.com"_s;
        QTest::newRow("new in china") << u"cn-west-42"_s << u"aws-cn"_s << u"amazonaws.com.cn"_s;
        QTest::newRow("iso") << u"us-iso-east-1"_s << u"aws-iso"_s << u"c2s.ic.gov"_s;
        QTest::newRow("unheard of") << u"moon-base-1"_s << u"aws"_s << u"amazonaws.com"_s;
    }

    void partition_ofAnyRegion()
    {
        QFETCH(QString, region);

        QTEST(m_endpoints.partition(Region{region}), "name");
        QTEST(m_endpoints.dnsSuffix(Region{region}), "suffix");
    }
};

QTEST_GUILESS_MAIN(TestEndpoints)
#include "tst_endpoints.moc"
