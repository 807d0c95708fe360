// SPDX-License-Identifier: GPL-3.0-or-later
#include <core/deploymentkind.h>

#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;

class TestDeploymentKind : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words_areThoseOfSteps()
    {
        QCOMPARE(kindWord(DeploymentKind::CloudFormation), u"cloudformation"_s);
        QCOMPARE(kindWord(DeploymentKind::Lambda), u"lambda"_s);
        QCOMPARE(kindWord(DeploymentKind::Ecs), u"ecs"_s);
        QCOMPARE(kindWord(DeploymentKind::CodeDeploy), u"codedeploy"_s);
        QCOMPARE(kindWord(DeploymentKind::AppConfig), u"appconfig"_s);
        QCOMPARE(kindWord(DeploymentKind::Secrets), u"secrets"_s);
    }

    void words_comeBack()
    {
        for (const QString &word : deploymentKindWords())
            QCOMPARE(kindWord(deploymentKindOf(word).value()), word);
        QVERIFY(!deploymentKindOf(u"Lambda"_s));
        QVERIFY(!deploymentKindOf({}));
    }
};

QTEST_GUILESS_MAIN(TestDeploymentKind)
#include "tst_deploymentkind.moc"
