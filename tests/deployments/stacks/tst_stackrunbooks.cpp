// SPDX-License-Identifier: GPL-3.0-or-later
#include <runbooks/runbooklibrary.h>

#include <QTest>

using namespace sm::runbooks;
using namespace Qt::Literals::StringLiterals;

class TestStackRunbooks : public QObject
{
    Q_OBJECT

private:
    const RunbookLibrary m_library = RunbookLibrary::load({});

private Q_SLOTS:
    void initTestCase()
    {
        for (const Problem &problem : m_library.problems())
            qWarning("%s", qPrintable(problem.text()));
    }

    void whatChangesAStack_keepsItFirst_data()
    {
        QTest::addColumn<QString>("system");
        QTest::addColumn<QString>("name");
        for (const char *name : {"deploy-template", "redeploy-kept-template", "roll-back-stack",
                 "continue-stack-rollback", "cancel-stack-update", "cdk-deploy", "cdk-rollback"})
            QTest::newRow(name) << u"common"_s << QString::fromLatin1(name);
        QTest::newRow("deploy-infrastructure") << u"energy-data-insights"_s << u"deploy-infrastructure"_s;
    }
    void whatChangesAStack_keepsItFirst()
    {
        QFETCH(QString, system);
        QFETCH(QString, name);
        const auto runbook = m_library.runbook({system}, name);
        QVERIFY(runbook);

        bool isKept = false;
        for (const RunbookStep &step : runbook->steps) {
            isKept = isKept || step.uses == "stack:keep"_L1;
            const bool changes
                = step.uses.startsWith("aws:cloudformation:"_L1) || step.id == "deploy"_L1 || step.id == "back"_L1;
            QVERIFY2(!changes || isKept, qPrintable(step.id));
        }
        QVERIFY(isKept);
    }

    void wayBack_asksForAReason_andMarksIt_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"redeploy-kept-template", "roll-back-stack", "continue-stack-rollback",
                 "cancel-stack-update", "cdk-rollback"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void wayBack_asksForAReason_andMarksIt()
    {
        QFETCH(QString, name);
        const auto runbook = m_library.runbook({u"common"_s}, name);
        QVERIFY(runbook);

        bool isAsked = false;
        for (const Parameter &parameter : runbook->parameters)
            isAsked = isAsked || (parameter.name == "reason"_L1 && parameter.isRequired);
        QVERIFY(isAsked);
        QStringList uses; // once all is done it is noted, and told
        for (const RunbookStep &step : runbook->steps)
            uses << step.uses;
        uses.removeAll(u"aws:sns:Publish"_s);
        QCOMPARE(uses.last(), u"deployment:mark"_s);
    }
};

QTEST_GUILESS_MAIN(TestStackRunbooks)
#include "tst_stackrunbooks.moc"
