// SPDX-License-Identifier: GPL-3.0-or-later
#include "cdktexts.h"

#include <executors/cdkoutput.h>

#include <QJsonArray>
#include <QTest>

using namespace sm;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;
using executors::parsedCdkDeploy;
using executors::parsedCdkDiff;

class TestCdkOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oldDiff_isCounted()
    {
        const QJsonObject diff = parsedCdkDiff(QString::fromUtf8(oldDiff));

        QCOMPARE(diff.value("added"_L1), QJsonValue(1));
        QCOMPARE(diff.value("modified"_L1), QJsonValue(3));
        QCOMPARE(diff.value("removed"_L1), QJsonValue(2));
        QCOMPARE(diff.value("replaced"_L1), QJsonValue(2));
        QCOMPARE(diff.value("dangers"_L1), QJsonValue(3)); // what stays as an orphan loses nothing
        const QJsonArray dangerous = diff.value("dangerous"_L1).toArray();
        QCOMPARE(dangerous.at(0)["logicalId"_L1].toString(), u"ChatSession5F00"_s);
        QCOMPARE(dangerous.at(1)["replacement"_L1].toString(), u"True"_s);
        QCOMPARE(dangerous.at(2)["replacement"_L1].toString(), u"Conditional"_s);
        const QJsonArray stacks = diff.value("stacks"_L1).toArray();
        QCOMPARE(stacks.size(), 2);
        QCOMPARE(stacks.at(0)["changes"_L1], QJsonValue(6));
        QCOMPARE(stacks.at(1)["same"_L1], QJsonValue(true));
    }

    void newDiff_isCounted_withItsColours()
    {
        const QJsonObject diff = parsedCdkDiff(QString::fromUtf8(newDiff));

        const QJsonArray changes = diff.value("changes"_L1).toArray();
        QCOMPARE(changes.size(), 3);
        QCOMPARE(changes.at(0)["path"_L1].toString(), u"Prod/Chat"_s);
        QCOMPARE(changes.at(0)["logicalId"_L1].toString(), u"Chat5F0C"_s);
        QCOMPARE(changes.at(2)["action"_L1].toString(), u"Import"_s);
        QCOMPARE(diff.value("dangers"_L1), QJsonValue(1));
        QCOMPARE(diff.value("stacks"_L1).toArray().at(0)["name"_L1].toString(), u"EnergyInsightsStack"_s);
    }

    void deployment_hasOutputsAndArn()
    {
        const QJsonObject deployed = parsedCdkDeploy(QString::fromUtf8(oldDeployment));

        QCOMPARE(deployed.value("deployed"_L1), QJsonValue(1));
        QCOMPARE(deployed.value("unchanged"_L1), QJsonValue(1));
        QCOMPARE(deployed.value("failed"_L1), QJsonValue(0));
        const QJsonValue stack = deployed.value("stacks"_L1).toArray().at(0);
        QCOMPARE(stack["outputs"_L1]["ApiUrl"_L1].toString(), u"https://api.example.com/prod"_s);
        QVERIFY(stack["arn"_L1].toString().endsWith(u"stack/EnergyInsightsStack/1b2c"_s));
        QCOMPARE(stack["failures"_L1].toArray().size(), 0);
    }

    void failure_hasItsReason()
    {
        const QJsonObject deployed = parsedCdkDeploy(QString::fromUtf8(failedDeployment));

        QCOMPARE(deployed.value("failed"_L1), QJsonValue(1));
        QVERIFY2(deployed.value("why"_L1).toString().startsWith(u"The stack named EnergyInsightsStack"_s),
            qPrintable(deployed.value("why"_L1).toString()));
        const QJsonValue failure = deployed.value("stacks"_L1).toArray().at(0)["failures"_L1].toArray().at(0);
        QCOMPARE(failure["resource"_L1].toString(), u"Prod/Chat (Chat5F0C)"_s);
        QVERIFY(failure["reason"_L1].toString().contains(u"Memory | too small"_s));
    }

    void anythingElse_isNothing()
    {
        for (const QByteArray &text : {QByteArray(), QByteArray("npm ERR! missing script"), QByteArray(200'000, '['),
                 QByteArray("[~] "), QByteArray("||||||"), QByteArray("Stack "), QByteArray("\xff\xfe\x00", 3)}) {
            QCOMPARE(parsedCdkDiff(QString::fromUtf8(text)).value("dangers"_L1), QJsonValue(0));
            QCOMPARE(parsedCdkDeploy(QString::fromUtf8(text)).value("failed"_L1), QJsonValue(0));
        }
        for (qsizetype cut = 0; cut < oldDiff.size(); cut += 11)
            parsedCdkDiff(QString::fromUtf8(oldDiff.left(cut)));
    }
};

QTEST_GUILESS_MAIN(TestCdkOutput)
#include "tst_cdkoutput.moc"
