// SPDX-License-Identifier: GPL-3.0-or-later
// A function into a vault and back, through the real caller, Runner, journal and undo, against moto.
#include "functionbench.h"

#include <support/corruptions.h>

using namespace sm;
using namespace sm::test;

class TestFunctionsOnMoto : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<MotoServer> m_moto;
    std::unique_ptr<FunctionBench> m_bench;

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = MotoServer::whyUnavailable(); !why.isEmpty())
            QSKIP(qPrintable(why));
        m_moto = std::make_unique<MotoServer>();
        QVERIFY2(m_moto->failure().isEmpty(), qPrintable(m_moto->failure()));
        QVERIFY(FunctionBench(*m_moto).makeRole());
    }
    void init()
    {
        if (m_moto)
            m_bench = std::make_unique<FunctionBench>(*m_moto);
    }
    void cleanup() { m_bench.reset(); }
    void cleanupTestCase() { m_moto.reset(); }

    void keep_hasCodeAndConfiguration_andIsTakenBack()
    {
        QVERIFY(m_bench->create(u"kept"_s, code()));
        QVERIFY(m_bench->ask(u"CreateAlias"_s,
            {{u"FunctionName"_s, u"kept"_s}, {u"Name"_s, u"live"_s}, {u"FunctionVersion"_s, u"$LATEST"_s}}));

        const auto event = m_bench->run(u"keep"_s, u"kept"_s);

        QVERIFY_DONE(event);
        QVERIFY(event.isVerified);
        const auto kept = await(m_bench->vault.read(u"kept"_s, u"newest"_s, {}));
        QVERIFY(kept && *kept);
        QFile file((**kept).folder + u"/code.zip"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), code());
        const QJsonObject settings = (**kept).manifest.settings;
        QCOMPARE(settings.value(u"configuration"_s)[u"MemorySize"_s], QJsonValue(128));
        QCOMPARE(settings.value(u"environment"_s)[u"names"_s], QJsonValue(QJsonArray{u"API_KEY"_s, u"MODE"_s}));
        QCOMPARE(settings.value(u"aliases"_s)[0][u"Name"_s], QJsonValue(u"live"_s));
        QCOMPARE((**kept).manifest.contents.value(u"files"_s), QJsonValue(2));
        QVERIFY_DONE(m_bench->all.takeBack(event.journalEntry));
        QVERIFY(!QFile::exists(event.output.value(u"folder"_s).toString()));
    }

    void keep_ofMuchCode_comesInPieces_andAgainAfterAFailure()
    {
        QByteArray much(20 * 1024 * 1024, '\0');
        for (qsizetype at = 0; at < much.size(); ++at)
            much[at] = static_cast<char>(at * 31 + (at >> 12));
        QVERIFY(m_bench->create(u"much"_s, archiveOf({{"much", much}})));
        m_bench->server.failures = 2;

        const auto event = m_bench->run(u"keep"_s, u"much"_s);

        QVERIFY_DONE(event);
        QCOMPARE(m_bench->server.asked, 3 + 2);
        QVERIFY(!m_bench->lines.isEmpty());
    }

    void keep_ofAnotherCode_keepsNothing_data()
    {
        QTest::addColumn<QByteArray>("served");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("expected");
        QByteArray flipped = code();
        flipped[40] = static_cast<char>(flipped[40] ^ 1);
        QTest::newRow("a bit") << flipped << 0 << u"AnotherOriginal"_s;
        QTest::newRow("cut off") << code().chopped(9) << 0 << u"NoOriginal"_s;
        QTest::newRow("refused") << code() << 403 << u"NoOriginal"_s;
        QTest::newRow("longer, of a server without ranges") << code() + "x" << 200 << u"AnotherOriginal"_s;
    }
    void keep_ofAnotherCode_keepsNothing()
    {
        QFETCH(QByteArray, served);
        QFETCH(int, status);
        QFETCH(QString, expected);
        const QString name = u"another-%1"_s.arg(status) + u"-%1"_s.arg(served.size());
        QVERIFY(m_bench->create(name, code()));
        m_bench->server.code = served;
        m_bench->server.status = status;

        const auto event = m_bench->run(u"keep"_s, name);

        QCOMPARE(event.state, StepState::Failed);
        QCOMPARE(event.error->code(), expected);
        QVERIFY(await(m_bench->vault.list({}, {}))->value().isEmpty());
        QVERIFY(await(m_bench->vault.drafts({}, {}))->value().isEmpty());
    }

    void keep_unreachable_tellsNoAddress()
    {
        QVERIFY(m_bench->create(u"unreachable"_s, code()));
        m_bench->server.failures = 99;

        const auto event = m_bench->run(u"keep"_s, u"unreachable"_s);

        QCOMPARE(event.state, StepState::Failed);
        QVERIFY2(!event.error->message().contains(u"://"), qPrintable(event.error->message()));
    }

    void restore_ofAChangedFunction_isAsItWas_andTakenBackByTheFallback()
    {
        QVERIFY(m_bench->create(u"restored"_s, code()));
        const auto kept = m_bench->run(u"keep"_s, u"restored"_s);
        QVERIFY_DONE(kept);
        const QString before = m_bench->configuration(u"restored"_s)[u"CodeSha256"_s].toString();
        QVERIFY(m_bench->change(u"restored"_s));
        const auto differs = m_bench->run(u"compare"_s, u"restored"_s, newest);
        QVERIFY_DONE(differs);
        QCOMPARE(differs.output.value(u"same"_s), QJsonValue(false));
        QCOMPARE(differs.output.value(u"configuration"_s), QJsonValue(QJsonArray{u"MemorySize"_s}));
        QCOMPARE(differs.output.value(u"environment"_s), QJsonValue(QJsonArray{u"API_KEY"_s, u"MODE"_s, u"MORE"_s}));
        const auto fallback = m_bench->run(u"keep"_s, u"restored"_s);
        QVERIFY_DONE(fallback);

        const auto event = m_bench->run(u"restore"_s, u"restored"_s,
            {{u"backup"_s, kept.output.value(u"backup"_s)}, {u"fallback"_s, fallback.output.value(u"backup"_s)}});

        QVERIFY_DONE(event);
        QCOMPARE(event.output.value(u"code"_s), QJsonValue(u"restored"_s));
        const QJsonValue now = m_bench->configuration(u"restored"_s);
        QCOMPARE(now[u"CodeSha256"_s].toString(), before);
        QCOMPARE(now[u"MemorySize"_s], QJsonValue(128));
        QCOMPARE(now[u"Environment"_s][u"Variables"_s].toObject(),
            (QJsonObject{{u"MODE"_s, u"plain"_s}, {u"API_KEY"_s, QString::fromUtf8(canary)}}));
        const auto back = m_bench->all.takeBack(event.journalEntry);
        QVERIFY_DONE(back);
        QCOMPARE(m_bench->configuration(u"restored"_s)[u"MemorySize"_s], QJsonValue(512));
    }

    void restore_again_sendsNothing()
    {
        QVERIFY(m_bench->create(u"again"_s, code()));
        QVERIFY_DONE(m_bench->run(u"keep"_s, u"again"_s));
        const QJsonValue revision = m_bench->configuration(u"again"_s)[u"RevisionId"_s];

        const auto event = m_bench->run(u"restore"_s, u"again"_s, newest);

        QVERIFY_DONE(event);
        QCOMPARE(event.output.value(u"code"_s), QJsonValue(u"same"_s));
        QCOMPARE(m_bench->configuration(u"again"_s)[u"RevisionId"_s], revision);
        QCOMPARE(m_bench->all.takeBack(event.journalEntry).error->code(), u"NotReversible"_s);
    }

    void restore_ofWhatSomebodyChangesMeanwhile_isRefused()
    {
        QVERIFY(m_bench->create(u"meanwhile"_s, code()));
        QVERIFY_DONE(m_bench->run(u"keep"_s, u"meanwhile"_s));
        QVERIFY(m_bench->change(u"meanwhile"_s));

        const auto event = m_bench->run(u"restore"_s, u"meanwhile"_s, newest, [this] {
            if (!m_bench->ask(
                    u"UpdateFunctionConfiguration"_s, {{u"FunctionName"_s, u"meanwhile"_s}, {u"Timeout"_s, 77}}))
                qFatal("the function can not be changed");
        });

        QCOMPARE(event.state, StepState::Failed);
        QCOMPARE(event.error->code(), u"ChangedMeanwhile"_s);
        QCOMPARE(m_bench->configuration(u"meanwhile"_s)[u"MemorySize"_s], QJsonValue(512));
    }

    void update_givesTheCodeAndKeepsTheRest_andIsTakenBackByTheFallback()
    {
        QVERIFY(m_bench->create(u"updated"_s, code()));
        const auto fallback = m_bench->run(u"keep"_s, u"updated"_s);
        QVERIFY_DONE(fallback);
        const QJsonValue before = m_bench->configuration(u"updated"_s);
        const QString file = m_bench->archiveFile("new");
        const auto dry = m_bench->run(u"update"_s, u"updated"_s, {{u"file"_s, file}, {u"dryRun"_s, true}});
        QVERIFY_DONE(dry);
        QCOMPARE(dry.output.value(u"code"_s), QJsonValue(u"updated"_s));
        QCOMPARE(m_bench->configuration(u"updated"_s)[u"CodeSha256"_s], before[u"CodeSha256"_s]);

        const auto event = m_bench->run(u"update"_s, u"updated"_s,
            {{u"file"_s, file}, {u"codeSha256"_s, dry.output.value(u"codeSha256"_s)},
                {u"fallback"_s, fallback.output.value(u"backup"_s)}});

        QVERIFY_DONE(event);
        const QJsonValue now = m_bench->configuration(u"updated"_s);
        QCOMPARE(now[u"CodeSha256"_s], event.output.value(u"codeSha256"_s));
        QVERIFY(now[u"CodeSha256"_s] != before[u"CodeSha256"_s]);
        QCOMPARE(now[u"MemorySize"_s], before[u"MemorySize"_s]);
        const auto again = m_bench->run(u"update"_s, u"updated"_s, {{u"file"_s, file}});
        QVERIFY_DONE(again);
        QCOMPARE(again.output.value(u"code"_s), QJsonValue(u"same"_s));
        QVERIFY_DONE(m_bench->all.takeBack(event.journalEntry));
        QCOMPARE(m_bench->configuration(u"updated"_s)[u"CodeSha256"_s], before[u"CodeSha256"_s]);
        QCOMPARE(m_bench->filesWith(canary), QStringList());
    }

    void update_ofWhatSomebodyChanges_isRefused()
    {
        QVERIFY(m_bench->create(u"contested"_s, code()));
        const QString before = m_bench->configuration(u"contested"_s)[u"CodeSha256"_s].toString();

        const auto event
            = m_bench->run(u"update"_s, u"contested"_s, {{u"file"_s, m_bench->archiveFile("mine")}}, [this] {
                  if (!m_bench->ask(
                          u"UpdateFunctionConfiguration"_s, {{u"FunctionName"_s, u"contested"_s}, {u"Timeout"_s, 77}}))
                      qFatal("the function can not be changed");
              });

        QCOMPARE(event.state, StepState::Failed);
        QCOMPARE(event.error->code(), u"ChangedMeanwhile"_s);
        QCOMPARE(m_bench->configuration(u"contested"_s)[u"CodeSha256"_s].toString(), before);
    }

    void update_fromWhatIsNoArchive_sendsNothing_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("expected");
        QTest::newRow("none") << u"none"_s << u"Input"_s;
        QTest::newRow("no archive") << u"text"_s << u"BackupDamaged"_s;
        QTest::newRow("too big") << u"big"_s << u"TooBig"_s;
        QTest::newRow("another one") << u"other"_s << u"FileChanged"_s;
    }
    void update_fromWhatIsNoArchive_sendsNothing()
    {
        QFETCH(QString, kind);
        QFETCH(QString, expected);
        const QString name = u"archive-"_s + kind;
        QVERIFY(m_bench->create(name, code()));
        QString path = m_bench->folder.filePath(kind);
        QFile file(path);
        if (kind == u"text"_s)
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no archive") > 0);
        if (kind == u"big"_s)
            QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(50LL * 1024 * 1024 + 1));
        file.close();
        QJsonObject with{{u"file"_s, path}};
        if (kind == u"other"_s)
            with = {{u"file"_s, m_bench->archiveFile("another")}, {u"codeSha256"_s, u"looked-at"_s}};
        const QString before = m_bench->configuration(name)[u"CodeSha256"_s].toString();

        const auto event = m_bench->run(u"update"_s, name, with);

        QCOMPARE(event.state, StepState::Failed);
        QCOMPARE(event.error->code(), expected);
        QCOMPARE(m_bench->configuration(name)[u"CodeSha256"_s].toString(), before);
    }

    void dryRun_changesNothing()
    {
        QVERIFY(m_bench->create(u"rehearsed"_s, code()));
        QVERIFY_DONE(m_bench->run(u"keep"_s, u"rehearsed"_s));
        QVERIFY(m_bench->change(u"rehearsed"_s));
        const QJsonValue before = m_bench->configuration(u"rehearsed"_s)[u"CodeSha256"_s];

        const auto event
            = m_bench->run(u"restore"_s, u"rehearsed"_s, {{u"backup"_s, u"newest"_s}, {u"dryRun"_s, true}});

        QVERIFY_DONE(event);
        QCOMPARE(event.output.value(u"dryRun"_s), QJsonValue(true));
        QCOMPARE(m_bench->configuration(u"rehearsed"_s)[u"CodeSha256"_s], before);
        QCOMPARE(m_bench->configuration(u"rehearsed"_s)[u"MemorySize"_s], QJsonValue(512));
    }

    void restore_withoutTheSealedEnvironment_touchesNothing()
    {
        QVERIFY(m_bench->create(u"unsealed"_s, code()));
        QVERIFY_DONE(m_bench->run(u"keep"_s, u"unsealed"_s));
        QVERIFY(m_bench->change(u"unsealed"_s));
        QVERIFY(QDir(m_bench->folder.filePath(u"captures"_s)).removeRecursively());

        const auto event = m_bench->run(u"restore"_s, u"unsealed"_s, newest);

        QCOMPARE(event.state, StepState::Failed);
        QCOMPARE(event.error->code(), u"EnvironmentGone"_s);
        QCOMPARE(m_bench->configuration(u"unsealed"_s)[u"MemorySize"_s], QJsonValue(512));
    }

    void valuesOfTheEnvironment_areNowhere()
    {
        QVERIFY(m_bench->create(u"secretive"_s, code()));
        const auto kept = m_bench->run(u"keep"_s, u"secretive"_s);
        QVERIFY_DONE(kept);
        QVERIFY(m_bench->change(u"secretive"_s));
        const auto compared = m_bench->run(u"compare"_s, u"secretive"_s, newest);
        QVERIFY_DONE(compared);
        const Step restore = stepOf(u"function:restore"_s,
            {{u"asset"_s, u"secretive"_s}, {u"function"_s, u"secretive"_s}, {u"backup"_s, u"newest"_s}});
        const Result<Plan> plan = m_bench->all.observed({restore});
        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message()));
        const auto event = m_bench->all.runPlan(*plan);
        QVERIFY_DONE(event);

        const QString word = QString::fromUtf8(canary);
        QCOMPARE(m_bench->filesWith(canary), QStringList());
        QCOMPARE(m_bench->filesWith(canary.toBase64()), QStringList());
        for (const QJsonObject &output :
            {kept.output, compared.output, event.output, QJsonObject(plan->steps.first().before.toObject())})
            QVERIFY(!toCompactJson(output).contains(canary));
        for (const Change &change : plan->steps.first().changes)
            QVERIFY(!(change.from + change.to).contains(word));
        QVERIFY(!m_bench->lines.join(u' ').contains(word));
    }

    void backup_corrupted_isDetectedBeforeTheFunctionIsTouched_data()
    {
        QTest::addColumn<QString>("kind");
        for (const QString &kind : corruptions().keys())
            QTest::newRow(qPrintable(kind)) << kind;
    }
    void backup_corrupted_isDetectedBeforeTheFunctionIsTouched()
    {
        QFETCH(QString, kind);
        constexpr int positions = 12;
        const QString name = u"corrupted-%1"_s.arg(corruptions().keys().indexOf(kind));
        QVERIFY(m_bench->create(name, code()));
        const auto kept = m_bench->run(u"keep"_s, name);
        QVERIFY_DONE(kept);
        QVERIFY(m_bench->change(name));
        const QJsonValue revision = m_bench->configuration(name)[u"RevisionId"_s];
        const QJsonObject chosen{{u"backup"_s, kept.output.value(u"backup"_s)}};
        const DamagedFolder backup(kept.output.value(u"folder"_s).toString(), m_bench->folder.filePath(u"aside"_s));
        for (int number = 0; number < positions; ++number) {
            const DamagedPlace at = placeOf(backup, number, positions);
            corruptions().value(kind)(backup, at);

            const auto event = m_bench->run(u"restore"_s, name, chosen);

            QVERIFY2(event.state == StepState::Failed, qPrintable(at.file));
            QVERIFY2(event.error->code() == u"BackupDamaged", qPrintable(why(event)));
            backup.heal();
        }
        QCOMPARE(m_bench->configuration(name)[u"RevisionId"_s], revision);
        QVERIFY_DONE(m_bench->run(u"restore"_s, name, chosen));
    }
};

QTEST_GUILESS_MAIN(TestFunctionsOnMoto)
#include "tst_functionsonmoto.moc"
