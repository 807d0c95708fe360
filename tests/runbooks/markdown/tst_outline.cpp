// SPDX-License-Identifier: GPL-3.0-or-later
#include <markdown/outline.h>
#include <markdown/reader.h>

#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using markdown::ImportedCommand;
using markdown::ImportedRunbook;

class TestOutline : public QObject
{
    Q_OBJECT

    aws::Models m_models;
    commandline::AwsReader m_aws{m_models};

    QList<ImportedRunbook> runbooksOf(const QByteArray &text) const
    {
        const auto document = markdown::read(u"a.md"_s, text);
        const auto runbooks = document ? markdown::outline(*document, m_aws) : Result<QList<ImportedRunbook>>();
        return runbooks ? *runbooks : QList<ImportedRunbook>();
    }

private Q_SLOTS:
    void outline_wholeRunbook_hasAllParts()
    {
        const QList<ImportedRunbook> runbooks
            = runbooksOf("# Operations\n\n## Users\n\n### Runbook: Disable User\n\n**Purpose**: Lock a\nuser "
                         "out\n\n**Severity**: P1 - High\n\n"
                         "**Prerequisites**:\n- The pool\n\n**Symptoms:**\n- Strange sign-ins\n\n**Steps**:\n\n1. "
                         "**Disable**\n   ```bash\n"
                         "   aws cognito-idp admin-disable-user --user-pool-id p --username u\n   ```\n2. Tell the "
                         "user\n   - by phone\n\n"
                         "**Verification**:\n- The user can not sign in\n\n**Rollback**:\n```bash\n"
                         "aws cognito-idp admin-enable-user --user-pool-id p --username u\n```\n\n**Escalation**: call "
                         "Ada\n\n---\n\n"
                         "### Contacts\n\n1. Ada\n");

        QCOMPARE(runbooks.size(), 1);
        const ImportedRunbook &runbook = runbooks.first();
        QCOMPARE(runbook.title, u"Disable User"_s);
        QCOMPARE(runbook.path, QStringList({u"Operations"_s, u"Users"_s}));
        QCOMPARE(runbook.purpose, u"Lock a user out"_s);
        QCOMPARE(runbook.severity, u"P1 - High"_s);
        QCOMPARE(runbook.prerequisites, QStringList{u"The pool"_s});
        QCOMPARE(runbook.symptoms, QStringList{u"Strange sign-ins"_s});
        QCOMPARE(runbook.notes, QStringList{u"Escalation: call Ada"_s});
        QCOMPARE(runbook.line, 5);
        QCOMPARE(runbook.steps.size(), 2);
        QCOMPARE(runbook.steps.at(0).title, u"Disable"_s);
        QCOMPARE(runbook.steps.at(0).section, u"Steps"_s);
        QCOMPARE(runbook.steps.at(0).commands.size(), 1);
        QCOMPARE(runbook.steps.at(0).commands.first().aws->operation, u"AdminDisableUser"_s);
        QCOMPARE(runbook.steps.at(0).commands.first().line, 22);
        QVERIFY(runbook.steps.at(1).isManual());
        QCOMPARE(runbook.steps.at(1).text, u"- by phone"_s);
        QCOMPARE(runbook.verification.size(), 1);
        QCOMPARE(runbook.rollback.first().commands.first().aws->operation, u"AdminEnableUser"_s);
    }

    void outline_fenceAfterItem_belongsToItsStep()
    {
        const QList<ImportedRunbook> runbooks
            = runbooksOf("# A\n\n1. **First:**\n```bash\naws sts get-caller-identity\n```\n\n2. "
                         "**Second:**\n```bash\ngit log\n```\n");

        QCOMPARE(runbooks.size(), 1);
        QCOMPARE(runbooks.first().steps.size(), 2);
        QCOMPARE(runbooks.first().steps.at(0).title, u"First"_s);
        QCOMPARE(runbooks.first().steps.at(0).commands.size(), 1);
        QCOMPARE(runbooks.first().steps.at(1).commands.first().kind, ImportedCommand::Kind::Tool);
    }

    void outline_freeFence_isAStepForEachComment()
    {
        const QList<ImportedRunbook> runbooks = runbooksOf(
            "# Check\n\n```bash\n#!/bin/bash\n\n# 1. Who am I\naws sts get-caller-identity\n\n# 2. The log\n"
            "git log\ngit status\n```\n");

        QCOMPARE(runbooks.size(), 1);
        QCOMPARE(runbooks.first().steps.size(), 2);
        QCOMPARE(runbooks.first().steps.at(1).title, u"The log"_s);
        QCOMPARE(runbooks.first().steps.at(1).commands.size(), 2);
        QCOMPARE(runbooks.first().steps.at(1).commands.at(1).line, 11);
    }

    void outline_commentsAlone_areManualSteps()
    {
        const QList<ImportedRunbook> runbooks
            = runbooksOf("# Monthly\n\n```bash\n# 1. Security audit\n# Review access logs\n\n"
                         "# 2. Log\ngit log\n\n# 3. Update the plan\n```\n");

        QCOMPARE(runbooks.size(), 1);
        const QList<markdown::ImportedStep> steps = runbooks.first().steps;
        QCOMPARE(steps.size(), 3);
        QCOMPARE(steps.at(0).title, u"Security audit"_s);
        QCOMPARE(steps.at(0).text, u"Review access logs"_s);
        QVERIFY(steps.at(0).isManual());
        QCOMPARE(steps.at(1).commands.size(), 1);
        QCOMPARE(steps.at(2).title, u"Update the plan"_s);
    }

    void outline_onlyPipelines_isARunbookToRead()
    {
        const QList<ImportedRunbook> runbooks = runbooksOf("# Clean up\n\n```bash\naws s3 ls s3://b | xargs rm\n```\n");

        QCOMPARE(runbooks.size(), 1);
        QVERIFY(runbooks.first().steps.first().isManual());
    }

    void outline_codeInAnItem_isACommandWhereItIsOne()
    {
        const QList<ImportedRunbook> runbooks = runbooksOf(
            "# A\n\n1. Check: `aws sts get-caller-identity`\n2. Look at `logs/app.log`\n3. See `some thing`\n");

        QCOMPARE(runbooks.first().steps.size(), 3);
        QCOMPARE(runbooks.first().steps.at(0).commands.size(), 1);
        QVERIFY(runbooks.first().steps.at(1).isManual());
        QVERIFY(runbooks.first().steps.at(2).isManual());
    }

    void outline_whatIsNotUnderstood_staysInert()
    {
        const QList<ImportedRunbook> runbooks = runbooksOf("# A\n\n1. Do\n```bash\naws lambda get-function --nope x\n"
                                                           "aws sts get-caller-identity > me.json\nfoo --bar\n"
                                                           "aws s3 ls s3://b | xargs rm\nNAME=x\n```\n"
                                                           "2. Write\n```python\nprint(1)\n```\n");

        const QList<ImportedCommand> commands = runbooks.first().steps.first().commands;
        QCOMPARE(commands.size(), 5);
        for (const ImportedCommand &command : commands) {
            QVERIFY2(command.kind == ImportedCommand::Kind::Inert, qPrintable(command.text));
            QVERIFY(!command.reason.isEmpty());
            QVERIFY(!command.aws && !command.tool);
        }
        QCOMPARE(commands.at(3).text, u"aws s3 ls s3://b | xargs rm"_s);
        QCOMPARE(runbooks.first().steps.at(1).commands.first().text, u"print(1)\n"_s);
    }

    void outline_filteredAnswer_keepsItsFilterApart()
    {
        const QList<ImportedRunbook> runbooks
            = runbooksOf("# A\n\n```bash\naws sts get-caller-identity | jq '.Arn' | head -1\n```\n");

        const ImportedCommand command = runbooks.first().steps.first().commands.first();
        QCOMPARE(command.kind, ImportedCommand::Kind::Aws);
        QCOMPARE(command.filter, u"| jq '.Arn' | head -1"_s);
    }

    void outline_whatIsNoProcedure_isLeftOut()
    {
        QCOMPARE(
            runbooksOf(
                "# A\n\n## Contents\n\n1. [B](#b)\n\n## B\n\nText.\n\n```yaml\na: b\n```\n\n## Settings\n\n```bash\n"
                "A=b\n```\n")
                .size(),
            0);
    }

    void outline_partsAsHeadings_areOneRunbook()
    {
        const QList<ImportedRunbook> runbooks = runbooksOf("## Restart\n\n### Steps\n\n1. Restart it\n\n### "
                                                           "Rollback\n\n1. Start the old one\n\n## Other\n\n1. Else\n");

        QCOMPARE(runbooks.size(), 2);
        QCOMPARE(runbooks.at(0).title, u"Restart"_s);
        QCOMPARE(runbooks.at(0).rollback.size(), 1);
        QCOMPARE(runbooks.at(0).lastLine, 10);
    }

    void outline_tooManySteps_areRefused()
    {
        const QByteArray text = "# A\n\n" + QByteArray("1. Do\n").repeated(markdown::maximumSteps + 1);

        const auto runbooks = markdown::outline(*markdown::read(u"a.md"_s, text), m_aws);

        QVERIFY(!runbooks);
        QCOMPARE(runbooks.error().kind(), Error::Kind::Invalid);
        QVERIFY(runbooks.error().message().contains(u"2000"_s));
    }

    void outline_tooManyCommandsOfOneItem_areRefused()
    {
        const QByteArray fence = "```bash\nkubectl get pods\n```\n\n";
        const QByteArray text = "# A\n\n1. Do\n\n" + fence.repeated(markdown::maximumSteps + 1);

        const auto runbooks = markdown::outline(*markdown::read(u"a.md"_s, text), m_aws);

        QVERIFY(!runbooks);
        QCOMPARE(runbooks.error().kind(), Error::Kind::Invalid);
    }
};

QTEST_APPLESS_MAIN(TestOutline)
#include "tst_outline.moc"
