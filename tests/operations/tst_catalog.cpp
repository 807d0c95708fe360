// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/models.h>
#include <core/jmespath.h>
#include <operations/catalog.h>

#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using operations::Catalog;
using operations::CatalogEntry;

namespace {

const QByteArray Good = R"(service: cognito-idp
operations:
  AdminDisableUser:
    tier: 1
    repeat: V
    resource: Username
    mark: partly
    explanation: "It comes back."
)";

/// Whether \p path begins with a member of \p shape and stays inside the model.
bool exists(const aws::Shape *shape, const QStringList &path)
{
    for (QString name : path) {
        const bool isList = name.endsWith("[]"_L1);
        if (isList)
            name.chop(2);
        if (!shape)
            return false;
        if (shape->type == aws::Shape::Type::Map) {
            shape = shape->value.shape;
        } else {
            const aws::Member *member = shape->member(name);
            shape = member ? member->shape : nullptr;
        }
        if (isList)
            shape = shape && shape->type == aws::Shape::Type::List ? shape->element.shape : nullptr;
    }
    return shape;
}

} // namespace

class TestCatalog : public QObject
{
    Q_OBJECT

private:
    Catalog m_catalog;
    aws::Models m_models;

private Q_SLOTS:
    void initTestCase()
    {
        const auto loaded = Catalog::load();
        QVERIFY2(loaded, qPrintable(loaded ? QString() : loaded.error().message()));
        m_catalog = *loaded;
        QVERIFY(m_models.serviceNames().size() > 30);
    }

    void everyModelledOperation_isAReadOrHasAnEntry()
    {
        QStringList unknown;
        int writes = 0;
        for (const QString &service : m_models.serviceNames()) {
            const auto model = m_models.service(service);
            QVERIFY2(model, qPrintable(service));
            for (const QString &operation : (*model)->operationNames()) {
                const QString uses = u"aws:%1:%2"_s.arg(service, operation);
                writes += m_catalog.isWrite(service, operation);
                if (m_catalog.isWrite(service, operation) && !m_catalog.entry(uses))
                    unknown << uses;
            }
        }

        QCOMPARE(unknown, QStringList());
        QVERIFY(writes > 80);
    }

    void everyEntry_fitsItsModel()
    {
        int checked = 0;
        for (const QString &uses : m_catalog.entries()) {
            const CatalogEntry entry = *m_catalog.entry(uses);
            QVERIFY2(jmespath::Expression::parse(entry.resource), qPrintable(uses));
            if (!uses.startsWith("aws:"_L1))
                continue;
            const auto model = m_models.service(uses.section(u':', 1, 1));
            QVERIFY2(model, qPrintable(uses));
            const aws::Operation *operation = (*model)->operation(uses.section(u':', 2));
            if (!operation)
                continue; // known to the catalog, for a model given with --aws-models
            ++checked;
            QStringList paths = entry.secrets;
            if (!entry.tokenMember.isEmpty())
                paths << entry.tokenMember;
            for (const QString &path : std::as_const(paths))
                QVERIFY2(exists(operation->input, path.split(u'.')), qPrintable(uses + u' ' + path));
            for (const QString &path : entry.answerSecrets)
                QVERIFY2(exists(operation->output, path.split(u'.')), qPrintable(uses + u' ' + path));
        }
        QVERIFY(checked > 80);
    }

    void entryWithAToken_isOfClassT()
    {
        for (const QString &uses : m_catalog.entries()) {
            const CatalogEntry entry = *m_catalog.entry(uses);
            const auto model = m_models.service(uses.section(u':', 1, 1));
            const aws::Operation *operation = model ? (*model)->operation(uses.section(u':', 2)) : nullptr;
            // StopQueryExecution carries the trait on the id of the query it stops: no token of the request's own.
            if (!operation || operation->idempotencyTokenMember.isEmpty() || uses.endsWith("StopQueryExecution"_L1))
                continue;
            QCOMPARE(entry.tokenMember, operation->idempotencyTokenMember);
        }
    }

    void isWrite_data()
    {
        QTest::addColumn<QString>("service");
        QTest::addColumn<QString>("operation");
        QTest::addColumn<bool>("expected");
        const auto row = [](const char *service, const char *operation, bool expected) {
            QTest::newRow(operation) << QString::fromLatin1(service) << QString::fromLatin1(operation) << expected;
        };
        row("cognito-idp", "AdminGetUser", false);
        row("cognito-idp", "AdminListGroupsForUser", false);
        row("cognito-idp", "ListUsers", false);
        row("cognito-idp", "DescribeUserPool", false);
        row("cognito-idp", "AdminInitiateAuth", true);
        row("cognito-idp", "AdminCreateUser", true);
        row("cognito-idp", "GetUserAttributeVerificationCode", true);
        row("cognito-idp", "SomethingNew", true);
        row("cognito-identity", "GetId", true);
        row("dynamodb", "Query", false);
        row("dynamodb", "Scan", false);
        row("dynamodb", "BatchGetItem", false);
        row("dynamodb", "ExecuteStatement", true);
        row("timestream-query", "Query", false);
        row("athena", "StartQueryExecution", true);
        row("logs", "StartQuery", false);
        row("logs", "FilterLogEvents", false);
        row("iam", "SimulatePrincipalPolicy", false);
        row("accessanalyzer", "ValidatePolicy", false);
        row("s3", "HeadObject", false);
        row("sts", "AssumeRole", false);
        row("sts", "GetSessionToken", false);
        row("sso-oidc", "CreateToken", false);
        row("lambda", "Invoke", true);
        row("sns", "Publish", true);
        row("unknown", "Getaway", true); // "Get" and no capital: another word
        row("unknown", "Get", true);
        row("unknown", "GetThing", false);
        row("cloudtrail", "LookupEvents", false);
    }
    void isWrite()
    {
        QFETCH(QString, service);
        QFETCH(QString, operation);

        QTEST(m_catalog.isWrite(service, operation), "expected");
    }

    void classes_areThoseOfTheRules_data()
    {
        QTest::addColumn<QString>("uses");
        QTest::addColumn<int>("tier");
        QTest::addColumn<int>("repeat");
        const auto row = [](const char *uses, Tier tier, Repeat repeat) {
            QTest::newRow(uses) << u"aws:"_s + QString::fromLatin1(uses) << static_cast<int>(tier)
                                << static_cast<int>(repeat);
        };
        row("cognito-idp:AdminCreateUser", Tier::Reversible, Repeat::NaturalKey);
        row("cognito-idp:AdminSetUserPassword", Tier::Disruptive, Repeat::Value);
        row("cognito-idp:AdminResetUserPassword", Tier::Disruptive, Repeat::Unsafe);
        row("cognito-idp:AdminDisableUser", Tier::Reversible, Repeat::Value);
        row("cognito-idp:AdminDeleteUser", Tier::Destructive, Repeat::Value);
        row("dynamodb:CreateBackup", Tier::Reversible, Repeat::Unsafe);
        row("dynamodb:ExportTableToPointInTime", Tier::Reversible, Repeat::Token);
        row("lambda:Invoke", Tier::Disruptive, Repeat::Unsafe);
        row("lambda:AddPermission", Tier::Disruptive, Repeat::NaturalKey);
        row("cloudformation:RollbackStack", Tier::Destructive, Repeat::Token);
        row("ecs:RegisterTaskDefinition", Tier::Reversible, Repeat::Unsafe);
        row("iam:PutRolePolicy", Tier::Destructive, Repeat::Value);
        row("s3:PutBucketLifecycleConfiguration", Tier::Destructive, Repeat::Value);
        row("stepfunctions:StartExecution", Tier::Disruptive, Repeat::NaturalKey);
        row("sns:Publish", Tier::Disruptive, Repeat::Unsafe);
        row("apigateway:CreateApiKey", Tier::Reversible, Repeat::Unsafe);
    }
    void classes_areThoseOfTheRules()
    {
        QFETCH(QString, uses);
        const auto entry = m_catalog.entry(uses);

        QVERIFY(entry);
        QTEST(static_cast<int>(entry->tier), "tier");
        QTEST(static_cast<int>(entry->repeat), "repeat");
        QVERIFY(entry->markExplanation.endsWith(u'.'));
    }

    void iam_namesServicesAsPoliciesDo()
    {
        QCOMPARE(m_catalog.entry(u"aws:stepfunctions:StartExecution"_s)->iamActions,
            QStringList{u"states:StartExecution"_s});
        QCOMPARE(m_catalog.entry(u"aws:lambda:Invoke"_s)->iamActions, QStringList{u"lambda:InvokeFunction"_s});
        QCOMPARE(m_catalog.readIamAction(u"s3"_s, u"ListObjectsV2"_s), u"s3:ListBucket"_s);
    }

    void readsThatCost_sayWhat_data()
    {
        QTest::addColumn<QString>("price");
        const auto row = [](const char *name, const char *price) { QTest::newRow(name) << QString::fromLatin1(price); };
        row("ce:GetCostAndUsage", "$0.01 for each page");
        row("ce:GetAnomalies", "$0.01 for each page");
        row("logs:StartQuery", "$0.005 for each gigabyte");
        row("s3:ListObjectsV2", "$0.005");
        row("dynamodb:Scan", "The whole table");
        row("appconfig:GetConfiguration", "$0.0008");
        row("timestream-query:Query", "at least 10 MB");
    }
    void readsThatCost_sayWhat()
    {
        QFETCH(QString, price);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        const QString told = m_catalog.readPrice(name.section(u':', 0, 0), name.section(u':', 1));

        QVERIFY(!m_catalog.isWrite(name.section(u':', 0, 0), name.section(u':', 1)));
        QVERIFY2(told.contains(price) && told.endsWith(u'.'), qPrintable(told));
    }

    void readThatCostsNothing_saysNothing()
    {
        QCOMPARE(m_catalog.readPrice(u"cognito-idp"_s, u"AdminGetUser"_s), QString());
    }

    void parse_goodFile_givesItsEntry()
    {
        const auto catalog = Catalog::parse(u"good.yaml"_s, Good);

        QVERIFY(catalog);
        QCOMPARE(catalog->entries(), QStringList{u"aws:cognito-idp:AdminDisableUser"_s});
        QCOMPARE(catalog->entry(catalog->entries().first())->mark, Mark::Kind::Partly);
    }

    void program_isWhatItsWordsSay_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("tier");
        QTest::addColumn<QString>("inverse");
        const auto row = [](const char *line, Tier tier, const char *inverse = "") {
            QTest::newRow(line) << QString::fromLatin1(line) << static_cast<int>(tier) << QString::fromLatin1(inverse);
        };
        row("kubectl rollout restart deployment/shop", Tier::Disruptive, "kubectl rollout undo deployment/shop");
        row("/usr/bin/kubectl --namespace=live rollout restart deployment/shop -v=2", Tier::Disruptive,
            "/usr/bin/kubectl --namespace=live rollout undo deployment/shop -v=2");
        row("kubectl get pods", Tier::Read);
        row("kubectl delete pod get", Tier::Destructive);
        row("kubectl -n get delete pod", Tier::Destructive); // the value of an option is no word of the command
        row("systemctl stop shop", Tier::Disruptive, "systemctl start shop");
        row("npm audit", Tier::Read);
        row("npm audit fix", Tier::Reversible);
        row("vercel --prod", Tier::Destructive, "vercel rollback");
        row("get kubectl", Tier::Destructive);
        row("rm -rf /", Tier::Destructive);
    }
    void program_isWhatItsWordsSay()
    {
        QFETCH(QString, line);
        QFETCH(QString, inverse);
        const QStringList argv = line.split(u' ');
        const auto rule = m_catalog.program(argv);

        QTEST(static_cast<int>(rule ? rule->tier : m_catalog.entry(u"process:run"_s)->tier), "tier");
        QCOMPARE(rule ? rule->inverseOf(argv).join(u' ') : QString(), inverse);
        QVERIFY(!rule || rule->markExplanation.endsWith(u'.'));
    }

    void kinds_otherThanAws_areKnown()
    {
        QCOMPARE(m_catalog.entry(u"sql:execute"_s)->tier, Tier::Destructive);
        QCOMPARE(m_catalog.entry(u"redis:unlink"_s)->repeat, Repeat::Value);
        QCOMPARE(m_catalog.entry(u"http:trigger"_s)->iamActions, QStringList());
        QVERIFY(!m_catalog.program({}));
    }

    void parse_badFile_namesThePlace_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, QByteArray from, const QByteArray &to, const char *expected) {
            QTest::newRow(name) << QByteArray(Good).replace(from, to) << QString::fromUtf8(expected);
        };
        row("unknown key", "repeat: V", "repeat: V\n    reapeat: V", "bad.yaml:6:5: unknown key “reapeat”");
        row("twice", "repeat: V", "repeat: V\n    tier: 2", "bad.yaml:6:5: “tier” is there twice");
        row("missing key", "    repeat: V\n", "", "“repeat” is missing");
        row("wrong tier", "tier: 1", "tier: 9", "bad.yaml:4:11: “9” is not one of");
        row("a read", "tier: 1", "tier: 0", "bad.yaml:4:11: “0” is not one of");
        row("wrong class", "repeat: V", "repeat: Q", "bad.yaml:5:13: “Q” is not one of");
        row("token without T", "repeat: V", "repeat: V\n    token: X", "belong together");
        row("T without token", "repeat: V", "repeat: T", "belong together");
        row("no explanation", "\"It comes back.\"", "\"\"", "bad.yaml:8:18: say in a sentence");
        row("list for a text", "resource: Username", "resource: [a]", "bad.yaml:6:15: expected a text");
        row("text for a list", "repeat: V", "repeat: V\n    secrets: x", "bad.yaml:6:14: expected a list");
        row("no expression", "repeat: V", "repeat: V\n    verify: 'a['",
            "bad.yaml:6:13: this is no JMESPath expression");
        row("unbound name", "repeat: V", "repeat: V\n    verify: $world",
            "bad.yaml:6:13: this is no JMESPath expression");
        row("inverse without capture", "repeat: V", "repeat: V\n    inverse: [{uses: X, with: '@'}]", "“capture”");
        row("reading without select", "repeat: V", "repeat: V\n    capture: [{read: X, with: '@'}]",
            "“select” is missing");
        row("no number", "repeat: V", "repeat: V\n    settles: soon", "bad.yaml:6:14: expected a number");
        row("time without its mark", "repeat: V", "repeat: V\n    until: 72", "belong together");
        row("unknown kind of rule", "service: cognito-idp", "kind: x\nprogrammes: []", "unknown key “programmes”");
        row("program without words", "service: cognito-idp",
            "kind: x\nprograms: [{words: [], tier: 0, repeat: V, mark: never, explanation: x}]", "a word for each");
        row("inverse of other length", "service: cognito-idp",
            "kind: x\nprograms: [{words: [a], tier: 0, repeat: V, mark: never, explanation: x, inverse: [a, b]}]",
            "a word for each");
        row("not YAML", "tier: 1", "tier: [1", "bad.yaml:5:");
        row("tabs", "    tier: 1", "\ttier: 1", "bad.yaml:4:");
        QTest::newRow("empty") << QByteArray() << u"bad.yaml:1:1: expected a map"_s;
        QTest::newRow("binary") << QByteArray("\0\xff\xfe\x01", 4) << u"bad.yaml:"_s;
    }
    void parse_badFile_namesThePlace()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, expected);

        const auto catalog = Catalog::parse(u"bad.yaml"_s, yaml);

        QVERIFY(!catalog);
        QCOMPARE(catalog.error().kind(), Error::Kind::Invalid);
        QVERIFY2(catalog.error().message().contains(expected), qPrintable(catalog.error().message()));
    }
};

QTEST_GUILESS_MAIN(TestCatalog)
#include "tst_catalog.moc"
