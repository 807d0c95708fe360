// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/endpoints.h>
#include <aws/models.h>
#include <core/json.h>
#include <support/vectors.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <cstdio>

using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Tally
{
    int passed = 0;
    int total = 0;
    QStringList failures;

    void count(bool isRight, const QString &failure)
    {
        ++total;
        if (isRight)
            ++passed;
        else
            failures << failure;
    }

    void print(const char *name) const
    {
        std::printf("%s: %d/%d\n", name, passed, total);
        std::fflush(stdout);
    }
};

QDir suite() { return QDir(sm::test::vectorsFolder() + u"/endpoints/tests"_s); }

QJsonArray casesIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return (*sm::parseJson(file.readAll()))[u"testCases"].toArray();
}

/// S3's other address forms: access points, object lambda, outposts (ARNs and aliases), directory buckets.
bool isOrdinaryBucket(const QString &bucket) { return !bucket.startsWith(u"arn:"_s) && !bucket.contains(u"--"_s); }

/// Region, partition, global services, ordinary buckets and custom endpoints; whatever else a case sets to something
/// that matters makes it a variant.
bool isPlain(const QJsonObject &parameters)
{
    static const QStringList ordinary{
        u"Region"_s, u"Endpoint"_s, u"Bucket"_s, u"ForcePathStyle"_s, u"UseGlobalEndpoint"_s, u"Key"_s, u"Prefix"_s};
    for (auto it = parameters.begin(); it != parameters.end(); ++it) {
        if (it.value() != QJsonValue(false) && !ordinary.contains(it.key()))
            return false;
    }
    return isOrdinaryBucket(parameters[u"Bucket"].toString());
}

/// The suite is newer than the rules inside the program where a case sets a parameter that they do not have.
bool isBeyondTheRules(const ServiceModel &service, const QJsonObject &parameters)
{
    const QJsonObject known = service.endpointRules()[u"parameters"].toObject();
    const QStringList names = parameters.keys();
    return std::any_of(names.begin(), names.end(), [&known](const QString &name) { return !known.contains(name); });
}

EndpointParameters parametersFrom(QJsonObject given)
{
    EndpointParameters parameters;
    parameters.region = sm::Region{given.take(u"Region").toString()};
    parameters.useFips = given.take(u"UseFIPS").toBool();
    parameters.useDualStack = given.take(u"UseDualStack").toBool();
    parameters.more = given;
    return parameters;
}

QString withoutSlash(QString url)
{
    while (url.endsWith(u'/'))
        url.chop(1);
    return url;
}

bool isExpected(const sm::Result<Endpoint> &result, const QJsonObject &expected)
{
    if (expected.contains(u"error"))
        return !result && result.error().kind() == sm::Error::Kind::Invalid;
    const QJsonObject endpoint = expected[u"endpoint"].toObject();
    if (!result || QString::fromUtf8(result->url) != withoutSlash(endpoint[u"url"].toString()))
        return false;
    const QJsonObject properties = endpoint[u"properties"].toObject();
    if (result->properties != properties)
        return false;
    const QJsonArray schemes = properties[u"authSchemes"].toArray();
    const QJsonValue region = schemes.last()[u"signingRegion"];
    return !region.isString() || result->signingRegion.value == region.toString();
}

} // namespace

/// botocore's endpoint tests. Counted apart: plain cases; FIPS, dual stack and S3's special addresses; and cases of a
/// newer version of the rules than ours.
class TestConformanceEndpoints : public QObject
{
    Q_OBJECT

private:
    const Models m_models;
    const Endpoints m_endpoints;
    Tally m_plain;
    Tally m_variants;
    Tally m_beyond;

    Tally &tallyOf(const ServiceModel &service, const QJsonObject &given)
    {
        if (isPlain(given))
            return m_plain;
        return isBeyondTheRules(service, given) ? m_beyond : m_variants;
    }

    void run(const QString &service, const QJsonValue &testCase)
    {
        const auto model = m_models.service(service);
        QVERIFY2(model.has_value(), qPrintable(service));
        const QJsonObject given = testCase[u"params"].toObject();
        const auto result = m_endpoints.resolve(**model, parametersFrom(given));
        const QString got = result ? QString::fromUtf8(result->url) : result.error().message();
        tallyOf(**model, given)
            .count(isExpected(result, testCase[u"expect"].toObject()),
                u"%1: %2: got %3"_s.arg(service, testCase[u"documentation"].toString(), got));
    }

private Q_SLOTS:
    void endpoints_ofEveryService_areThoseOfTheRules()
    {
        const QStringList files = suite().entryList({u"*.json"_s}, QDir::Files, QDir::Name);
        if (files.isEmpty())
            QSKIP("STATIONMASTER_VECTORS has no endpoints/tests");

        for (const QString &file : files) {
            const QJsonArray cases = casesIn(suite().filePath(file));
            for (const auto &testCase : cases)
                run(file.chopped(5), testCase);
        }

        m_plain.print("endpoints");
        m_variants.print("endpoints-variants");
        m_beyond.print("endpoints-beyond-these-rules");
        QVERIFY(m_plain.total > 0);
        QVERIFY2(m_plain.failures.isEmpty(), qPrintable(m_plain.failures.join(u'\n')));
        // The suite is of a later botocore than our rules: a changed rule may cost a variant or two.
        QVERIFY2(m_variants.passed * 100 >= m_variants.total * 99, qPrintable(m_variants.failures.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestConformanceEndpoints)
#include "tst_conformance_endpoints.moc"
