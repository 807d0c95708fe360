// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicebench.h"
#include "taskdefinition.h"

#include <QTest>

#include <algorithm>

using namespace sm;
using namespace sm::deployments;
using namespace sm::test;

namespace {

QJsonObject withContainer(QJsonObject definition, const std::function<void(QJsonObject &)> &changed)
{
    QJsonArray containers = definition[u"containerDefinitions"].toArray();
    QJsonObject container = containers.first().toObject();
    changed(container);
    containers[0] = container;
    definition.insert(u"containerDefinitions"_s, containers);
    return definition;
}

Difference rowOf(const DeploymentDifference &difference, const QString &what)
{
    const auto found = std::ranges::find(difference.rows, what, &Difference::what);
    return found == difference.rows.end() ? Difference{} : *found;
}

QJsonArray named(const QString &name, const QString &member, const QString &value)
{
    return {QJsonObject{{u"name"_s, name}, {member, value}}};
}

} // namespace

class TestTaskDefinition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameContent_showsTheImageAlone()
    {
        const auto difference = definitionDifference(definition(8, u"web:1"_s), definition(7, u"web:1"_s));

        QCOMPARE(difference.rows.size(), 1);
        QCOMPARE(difference.rows.first().what, u"containers.app.image"_s);
        QVERIFY(difference.rows.first().isSame);
    }

    void everyPart_isCompared_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("what");
        QTest::newRow("image") << u"image"_s << QJsonValue(u"web:2"_s) << u"containers.app.image"_s;
        QTest::newRow("cpu") << u"cpu"_s << QJsonValue(512) << u"containers.app.cpu"_s;
        QTest::newRow("memory") << u"memory"_s << QJsonValue(1024) << u"containers.app.memory"_s;
        QTest::newRow("command") << u"command"_s << QJsonValue(QJsonArray{u"work"_s}) << u"containers.app.command"_s;
        QTest::newRow("environment") << u"environment"_s << QJsonValue(named(u"API_KEY"_s, u"value"_s, u"hunter3"_s))
                                     << u"containers.app.environment.API_KEY"_s;
        QTest::newRow("secrets") << u"secrets"_s << QJsonValue(named(u"DATABASE"_s, u"valueFrom"_s, u"arn:secret:2"_s))
                                 << u"containers.app.secrets.DATABASE"_s;
        QTest::newRow("ports") << u"portMappings"_s << QJsonValue(QJsonArray{QJsonObject{{u"containerPort"_s, 9090}}})
                               << u"containers.app.ports"_s;
        QTest::newRow("log") << u"logConfiguration"_s
                             << QJsonValue(QJsonObject{{u"logDriver"_s, u"awslogs"_s},
                                    {u"options"_s, QJsonObject{{u"awslogs-group"_s, u"/ecs/web"_s}}}})
                             << u"containers.app.logConfiguration.options.awslogs-group"_s;
    }
    void everyPart_isCompared()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QFETCH(QString, what);
        const QJsonObject then = definition(7, u"web:1"_s);
        const QJsonObject now = withContainer(
            definition(8, u"web:1"_s), [&](QJsonObject &container) { container.insert(member, value); });

        const Difference row = rowOf(definitionDifference(now, then), what);

        QCOMPARE(row.what, what);
        QVERIFY(!row.isSame);
        QVERIFY(row.now != row.then || row.isSecret);
    }

    void roleAndSize_areCompared()
    {
        QJsonObject now = definition(8, u"web:1"_s);
        now.insert(u"executionRoleArn"_s, u"arn:aws:iam::123456789012:role/other"_s);
        now.insert(u"memory"_s, u"2048"_s);

        const auto difference = definitionDifference(now, definition(7, u"web:1"_s));

        QCOMPARE(rowOf(difference, u"memory"_s).then, u"512"_s);
        QCOMPARE(rowOf(difference, u"executionRoleArn"_s).now, u"arn:aws:iam::123456789012:role/other"_s);
    }

    void numbersOfTheEnvironment_areShown()
    {
        const auto timeout = [](const QString &value) {
            return withContainer(definition(8, u"web:1"_s), [&value](QJsonObject &container) {
                container.insert(u"environment"_s, named(u"MODEL_TIMEOUT"_s, u"value"_s, value));
            });
        };

        const Difference row = rowOf(
            definitionDifference(timeout(u"3"_s), timeout(u"30"_s)), u"containers.app.environment.MODEL_TIMEOUT"_s);

        QCOMPARE((QStringList{row.now, row.then}), (QStringList{u"3"_s, u"30"_s}));
        QVERIFY(!row.isSecret);
        const Difference other = rowOf(definitionDifference(timeout(u"3"_s), timeout(u"correct-horse"_s)),
            u"containers.app.environment.MODEL_TIMEOUT"_s);
        QCOMPARE((QStringList{other.now, other.then}), (QStringList{u"hidden"_s, u"hidden"_s}));
    }

    void environment_isNeverShown()
    {
        const QJsonObject then = withContainer(definition(7, u"web:1"_s), [](QJsonObject &container) {
            container.insert(u"environment"_s, named(u"API_KEY"_s, u"value"_s, u"correct-horse"_s));
        });

        const auto difference = definitionDifference(definition(8, u"web:1"_s), then);

        const Difference row = rowOf(difference, u"containers.app.environment.API_KEY"_s);
        QVERIFY(row.isSecret);
        QCOMPARE(row.now, u"hidden"_s);
        QCOMPARE(row.then, u"hidden"_s);
        for (const Difference &each : difference.rows)
            QVERIFY(!each.now.contains(u"hunter2"_s) && !each.then.contains(u"correct-horse"_s));
        QCOMPARE(rowOf(difference, u"containers.app.secrets.DATABASE"_s).what, QString()); // the same, and no secret
    }

    void wayBack_saysWhatStays()
    {
        const QString sentences = notBackWith(definition(7, u"web:latest"_s)).join(u'\n');
        QVERIFY(sentences.contains(u"web:latest"_s));
        QVERIFY(sentences.contains(u"Secrets are read when a task starts"_s));

        const QJsonObject pinned = withContainer(
            definition(7, u"web@sha256:0123"_s), [](QJsonObject &container) { container.remove(u"secrets"_s); });
        const QString fewer = notBackWith(pinned).join(u'\n');
        QVERIFY(!fewer.contains(u"web@sha256"_s));
        QVERIFY(!fewer.contains(u"Secrets"_s));
    }
};

QTEST_GUILESS_MAIN(TestTaskDefinition)
#include "tst_taskdefinition.moc"
