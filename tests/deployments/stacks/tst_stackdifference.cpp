// SPDX-License-Identifier: GPL-3.0-or-later
#include "stackevents.h"

#include <stacks/changeset.h>
#include <stacks/stackdifference.h>
#include <stacks/templatesecret.h>
#include <stacks/templatetext.h>

#include <QTest>

using namespace sm;
using namespace sm::test;
using deployments::StackSettings;
using deployments::templateMembers;

namespace {

const QString yaml = u"AWSTemplateFormatVersion: '2010-09-09'\n"
                     "Parameters:\n"
                     "  Stage: {Type: String}\n"
                     "Resources:\n"
                     "  # what holds the orders\n"
                     "  Orders:\n"
                     "    Type: AWS::DynamoDB::Table\n"
                     "    Properties:\n"
                     "      TableName: !Sub '${Stage}-orders'\n"
                     "      KeySchema:\n"
                     "      - AttributeName: id\n"
                     "        KeyType: HASH\n"
                     "      - AttributeName: at\n"
                     "        KeyType: RANGE\n"
                     "  Chat:\n"
                     "    Type: AWS::Lambda::Function\n"
                     "    Properties:\n"
                     "      Role: !GetAtt ChatRole.Arn\n"
                     "      MemorySize: 512\n"
                     "      Code:\n"
                     "        ZipFile: |\n"
                     "          def handler(event, context):\n"
                     "            key: value\n"
                     "            return 1\n"_s;

StackSettings settings(const QString &text)
{
    StackSettings made;
    made.stackTemplate = text;
    made.parameters = {{u"Stage"_s, u"prod"_s}};
    made.tags = {{u"team"_s, u"shop"_s}};
    return made;
}

QStringList pathsOf(const DeploymentDifference &difference)
{
    QStringList paths;
    for (const Difference &row : difference.rows)
        paths << row.what;
    paths.sort();
    return paths;
}

const Difference &rowOf(const DeploymentDifference &difference, const QString &what)
{
    static const Difference none;
    for (const Difference &row : difference.rows) {
        if (row.what == what)
            return row;
    }
    return none;
}

QJsonObject change(const QString &action, const QString &replacement = {})
{
    return {{u"Type"_s, u"Resource"_s},
        {u"ResourceChange"_s,
            QJsonObject{{u"Action"_s, action}, {u"LogicalResourceId"_s, u"Orders"_s},
                {u"ResourceType"_s, u"AWS::DynamoDB::Table"_s}, {u"Replacement"_s, replacement}}}};
}

} // namespace

class TestStackDifference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void yaml_isReadAsFarAsItsLinesSay()
    {
        const QJsonObject members = templateMembers(yaml);
        const QJsonValue orders = members.value("Resources"_L1)["Orders"_L1];
        const QJsonValue chat = members.value("Resources"_L1)["Chat"_L1];

        QCOMPARE(members.value("Resources"_L1).toObject().keys(), (QStringList{u"Chat"_s, u"Orders"_s}));
        QCOMPARE(orders["Type"_L1].toString(), u"AWS::DynamoDB::Table"_s);
        QCOMPARE(orders["Properties"_L1]["TableName"_L1].toString(), u"!Sub '${Stage}-orders'"_s);
        QCOMPARE(orders["Properties"_L1]["KeySchema"_L1]["[1]"_L1]["KeyType"_L1].toString(), u"RANGE"_s);
        QCOMPARE(chat["Properties"_L1]["Role"_L1].toString(), u"!GetAtt ChatRole.Arn"_s);
        QVERIFY(chat["Properties"_L1]["Code"_L1]["ZipFile"_L1].toString().contains(u"key: value\nreturn 1"_s));
    }

    void damagedTemplates_areNeverAProblem()
    {
        for (qsizetype cut = 0; cut < yaml.size(); cut += 7) {
            templateMembers(yaml.left(cut));
            templateMembers(yaml.mid(cut));
        }
        for (const QString &text : {u"{"_s, u"- - - -"_s, u":::"_s, u"   a:\n b:\n- c"_s, QString(5000, u'-'),
                 QString(5000, u' ') + u"a: b"_s, u"a: {b: !Ref [}"_s})
            templateMembers(text);
    }

    void changedProperty_isOneRow()
    {
        QString changed = yaml;
        changed.replace(u"MemorySize: 512"_s, u"MemorySize: 1024"_s);

        const DeploymentDifference difference = deployments::stackDifference(settings(yaml), settings(changed));

        QCOMPARE(pathsOf(difference), QStringList{u"Resources.Chat.Properties.MemorySize"_s});
        QCOMPARE(difference.rows[0].now, u"512"_s);
        QCOMPARE(difference.rows[0].then, u"1024"_s);
        QCOMPARE(difference.notBack, QStringList());
    }

    void commentsAndBlankLines_areNoDifference()
    {
        QString changed = yaml;
        changed.replace(u"  # what holds the orders\n"_s, u"\n\n  # orders\n"_s);

        QVERIFY(deployments::stackDifference(settings(yaml), settings(changed)).rows.isEmpty());
    }

    void resources_thatGoOrComeBack_areToldOf()
    {
        const QString now = u"{\"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucket\"}, \"B\": {\"Type\": \"X\"}}}"_s;
        const QString then = u"{\"Resources\": {\"B\": {\"Type\": \"X\"}, \"C\": {\"Type\": \"AWS::SQS::Queue\"}}}"_s;

        const DeploymentDifference difference = deployments::stackDifference(settings(now), settings(then));

        QCOMPARE(pathsOf(difference), (QStringList{u"Resources.A"_s, u"Resources.C"_s}));
        QCOMPARE(rowOf(difference, u"Resources.A"_s).now, u"AWS::S3::Bucket"_s);
        QCOMPARE(rowOf(difference, u"Resources.C"_s).then, u"AWS::SQS::Queue"_s);
        QCOMPARE(difference.notBack.size(), 2);
        QVERIFY(difference.notBack[0].contains(u"A"));
        QVERIFY(difference.notBack[1].contains(u"C"));
    }

    void whatMayBeASecret_isNeverShown_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("isSecret");
        const QString chat = u"Resources.Chat.Properties."_s;
        QTest::newRow("variable") << chat + u"Environment.Variables.URL"_s << u"postgres://u:p@h"_s << true;
        QTest::newRow("PIN") << chat + u"Environment.Variables.DOOR_PIN"_s << u"1234"_s << true;
        QTest::newRow("number") << chat + u"Environment.Variables.LIMIT"_s << u"1234"_s << false;
        QTest::newRow("reference") << chat + u"Environment.Variables.TABLE.Ref"_s << u"Table"_s << false;
        QTest::newRow("reference in YAML") << chat + u"Environment.Variables.TABLE"_s << u"!Ref Table"_s << false;
        QTest::newRow("container") << chat + u"ContainerDefinitions.app.Environment.URL.Value"_s << u"x"_s << true;
        QTest::newRow("without a name") << chat + u"ContainerDefinitions.[0].Environment.[1].Value"_s << u"7"_s << true;
        QTest::newRow("tag") << chat + u"Tags.Environment.Value"_s << u"prod"_s << false;
        QTest::newRow("password") << u"Resources.Db.Properties.MasterUserPassword"_s << u"hunter2"_s << true;
        QTest::newRow("resolved") << u"Resources.Db.Properties.MasterUserPassword"_s
                                  << u"{{resolve:secretsmanager:db}}"_s << false;
        QTest::newRow("default") << u"Parameters.DbPassword.Default"_s << u"hunter2"_s << true;
        QTest::newRow("parameter") << u"Parameter values.ApiToken"_s << u"abc"_s << true;
        QTest::newRow("stage") << u"Parameter values.Stage"_s << u"prod"_s << false;
        QTest::newRow("memory") << chat + u"MemorySize"_s << u"512"_s << false;
    }
    void whatMayBeASecret_isNeverShown()
    {
        QFETCH(QString, path);
        QFETCH(QString, value);
        QFETCH(bool, isSecret);

        QCOMPARE(deployments::isTemplateSecret(path, value, value), isSecret);
        QCOMPARE(
            deployments::isTemplateSecret(path, value, QJsonValue::Undefined), isSecret || path.endsWith(u"LIMIT"));
    }

    void environmentOfATemplate_isHiddenInTheDifference()
    {
        const QString form = u"{\"Resources\": {\"A\": {\"Type\": \"AWS::Lambda::Function\", \"Properties\": "
                             "{\"Environment\": {\"Variables\": {\"URL\": \"%1\"}}}}}}"_s;

        const DeploymentDifference difference
            = deployments::stackDifference(settings(form.arg(u"canary-1"_s)), settings(form.arg(u"canary-2"_s)));

        const Difference &row = rowOf(difference, u"Resources.A.Properties.Environment.Variables.URL"_s);
        QVERIFY(row.isSecret && !row.isSame);
        QVERIFY(!row.now.contains(u"canary") && !row.then.contains(u"canary"));
    }

    void parametersAndTags_areCompared_hiddenOnesAreOnlyNamed()
    {
        StackSettings then = settings(yaml);
        then.parameters.insert(u"Stage"_s, u"test"_s);
        then.hidden = {u"Password"_s};
        then.tags = {};

        const DeploymentDifference difference = deployments::stackDifference(settings(yaml), then);

        QCOMPARE(pathsOf(difference), (QStringList{u"Parameter values.Stage"_s, u"Tags.team"_s}));
        QVERIFY(difference.notBack.join(u' ').contains(u"Password"));
    }

    void changeSet_countsWhatIsDeletedOrReplaced()
    {
        QJsonArray changes{change(u"Add"_s), change(u"Modify"_s, u"False"_s), change(u"Modify"_s, u"True"_s),
            change(u"Modify"_s, u"Conditional"_s), change(u"Remove"_s)};

        const QJsonObject counted = deployments::countedChanges(changes);

        QCOMPARE(counted.value("added"_L1), QJsonValue(1));
        QCOMPARE(counted.value("modified"_L1), QJsonValue(3));
        QCOMPARE(counted.value("removed"_L1), QJsonValue(1));
        QCOMPARE(counted.value("replaced"_L1), QJsonValue(2));
        QCOMPARE(counted.value("dangers"_L1), QJsonValue(3));
        QCOMPARE(counted.value("dangerous"_L1).toArray().size(), 3);
    }

    void largeChangeSet_isCountedWhole_andFitsIntoTheJournal()
    {
        QJsonArray changes;
        for (int i = 0; i < 500; ++i)
            changes << change(u"Remove"_s);

        const QJsonObject counted = deployments::countedChanges(changes);

        QCOMPARE(counted.value("dangers"_L1), QJsonValue(500));
        QCOMPARE(counted.value("leftOut"_L1), QJsonValue(350));
        QVERIFY(QJsonDocument(counted).toJson(QJsonDocument::Compact).size() < 64 * 1024);
    }
};

QTEST_GUILESS_MAIN(TestStackDifference)
#include "tst_stackdifference.moc"
