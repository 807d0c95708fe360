// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixtures.h"

#include <QFile>
#include <QJsonArray>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using test::await;
using test::JournalFile;

namespace {

/// Writes one plan with a step for each name and answers with the entries' ids.
QList<qint64> write(operations::Journal &journal, const QStringList &names)
{
    QList<Step> steps;
    for (const QString &name : names)
        steps << test::step(name);
    const Plan plan = test::plan(steps);
    QList<qint64> ids;
    if (!await(journal.beginPlan(plan, u"sabine as role/admin"_s)).value_or(Error::cancelled()))
        return ids;
    for (int i = 0; i < steps.size(); ++i)
        ids << await(journal.begin(plan, i, u"sabine as role/admin"_s)).value_or(Error::cancelled()).value_or(-1);
    return ids;
}

bool end(operations::Journal &journal, qint64 id, StepState state, const QJsonObject &output = {},
    const std::optional<Error> &error = {}, const QList<Secret> &secrets = {})
{
    return await(journal.end(id, state, output, error, u"r-1"_s, secrets)).value_or(Error::cancelled()).has_value();
}

} // namespace

class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void begin_keepsAllThatWasMeant()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        Step step = test::step(u"ada"_s);
        step.operation.with.insert(u"TemporaryPassword"_s, u"$TEMPORARY_PASSWORD"_s);
        Plan plan = test::plan({step}, Environment::Staging);
        plan.system.region = {u"eu-west-1"_s};
        plan.system.pinnedAccount = {u"111122223333"_s};

        QVERIFY(await(journal->beginPlan(plan, u"sabine"_s))->has_value());
        const auto id = await(journal->begin(plan, 0, u"sabine"_s));

        QVERIFY(id && *id);
        const JournalEntry entry = test::entries(*journal).value(0);
        QCOMPARE(entry.id, **id);
        QCOMPARE(entry.plan, plan.id);
        QCOMPARE(entry.planTitle, plan.title);
        QCOMPARE(entry.step, 0);
        QCOMPARE(entry.title, step.title);
        QCOMPARE(entry.actor, u"sabine"_s);
        QCOMPARE(entry.system.title, u"Demo"_s);
        QCOMPARE(entry.system.environment, Environment::Staging);
        QCOMPARE(entry.system.region.value, u"eu-west-1"_s);
        QCOMPARE(entry.system.pinnedAccount.value, u"111122223333"_s);
        QCOMPARE(entry.uses, step.operation.uses);
        QCOMPARE(entry.resource, u"ada"_s);
        QCOMPARE(entry.input, step.operation.with);
        QCOMPARE(entry.cli, step.cli);
        QVERIFY(entry.intentAt.isValid() && entry.intentAt.timeSpec() == Qt::UTC);
        QVERIFY(!entry.outcomeAt.isValid());
        QCOMPARE(entry.state, StepState::Running);
    }

    void end_keepsHowItEnded_data()
    {
        QTest::addColumn<StepState>("state");
        QTest::newRow("done") << StepState::Done;
        QTest::newRow("failed") << StepState::Failed;
        QTest::newRow("in doubt") << StepState::InDoubt;
        QTest::newRow("skipped") << StepState::Skipped;
    }
    void end_keepsHowItEnded()
    {
        QFETCH(StepState, state);
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        const qint64 id = write(*journal, {u"ada"_s}).value(0);
        const Error error = Error(Error::Kind::NotFound, u"No such user."_s).withCode(u"UserNotFoundException"_s);

        QVERIFY(end(*journal, id, state, {{u"User"_s, u"ada"_s}}, error));

        const JournalEntry entry = test::entries(*journal).value(0);
        QCOMPARE(entry.state, state);
        QCOMPARE(entry.errorCode, u"UserNotFoundException"_s);
        QCOMPARE(entry.errorMessage, u"No such user."_s);
        QCOMPARE(entry.requestId, u"r-1"_s);
        QCOMPARE(entry.output, (QJsonObject{{u"User"_s, u"ada"_s}}));
        QVERIFY(entry.outcomeAt >= entry.intentAt);
    }

    void end_twice_isRefusedAndKeepsTheFirst()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        const qint64 id = write(*journal, {u"ada"_s}).value(0);
        QVERIFY(end(*journal, id, StepState::Failed));

        QVERIFY(!end(*journal, id, StepState::Done));
        QVERIFY(!end(*journal, 4711, StepState::Done));

        QCOMPARE(test::entries(*journal).value(0).state, StepState::Failed);
    }

    void begin_withoutItsPlan_isRefused()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);

        const auto id = await(journal->begin(test::plan({test::step(u"ada"_s)}), 0, u"sabine"_s));

        QVERIFY(id && !*id);
        QCOMPARE(*await(journal->count()), 0);
    }

    void entry_ofAProcessThatIsGone_isInDoubt()
    {
        const JournalFile file;
        {
            const auto journal = file.open();
            QVERIFY(journal);
            const QList<qint64> ids = write(*journal, {u"ada"_s, u"bob"_s});
            QVERIFY(end(*journal, ids.value(0), StepState::Done));
        }
        const auto journal = file.open();
        QVERIFY(journal);

        const QList<JournalEntry> entries = test::entries(*journal);

        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries[0].resource, u"bob"_s);
        QCOMPARE(entries[0].state, StepState::InDoubt);
        QVERIFY(!entries[0].outcomeAt.isValid());
        QCOMPARE(entries[1].state, StepState::Done);
    }

    void entry_ofAnotherProcessThatIsThere_isRunning()
    {
        const JournalFile file;
        const auto theirs = file.open();
        const auto ours = file.open();
        QVERIFY(theirs && ours);

        write(*theirs, {u"ada"_s});

        QCOMPARE(test::entries(*ours).value(0).state, StepState::Running);
        QCOMPARE(test::entries(*theirs).value(0).state, StepState::Running);
    }

    void output_tooLong_isCutWithANote()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        const qint64 id = write(*journal, {u"ada"_s}).value(0);
        const Secret secret(u"correct-horse-battery"_s);
        // The secret lies across the place of the cut.
        const QString text = QString(64 * 1024 - 20, u'x') + u"correct-horse-battery"_s + QString(100'000, u'y');

        QVERIFY(end(*journal, id, StepState::Done, {{u"Text"_s, text}}, {}, {secret}));

        const QJsonObject output = test::entries(*journal).value(0).output;
        QVERIFY(output[u"note"].toString().contains(u"cut"_s));
        QVERIFY(output[u"beginning"].toString().size() <= 64 * 1024);
        QVERIFY(!output[u"beginning"].toString().contains(u"corr"_s));
    }

    void entries_pageBackwardsWithoutGapOrRepetition()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        QStringList names;
        for (int i = 0; i < 25; ++i)
            names << u"user%1"_s.arg(i);
        write(*journal, names);

        QStringList seen;
        qint64 before = 0;
        for (int page = 0; page < 4; ++page) {
            const auto found = await(journal->entries({}, before, 10));
            QVERIFY(found && *found);
            for (const JournalEntry &entry : **found) {
                seen.prepend(entry.resource);
                before = entry.id;
            }
        }

        QCOMPARE(seen, names);
        QCOMPARE(*await(journal->count()), 25);
    }

    void search_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("found");
        const QStringList all{u"ada.lovelace@example.com"_s, u"Bob O'Neil"_s, u"100%_x"_s, u"Zoë"_s};
        QTest::newRow("nothing") << QString() << all;
        QTest::newRow("contains") << u"lovelace"_s << all.mid(0, 1);
        QTest::newRow("case") << u"LOVELACE"_s << all.mid(0, 1);
        QTest::newRow("operation") << u"AdminDisableUser"_s << all;
        QTest::newRow("actor") << u"sabine"_s << all;
        QTest::newRow("plan") << u"users"_s << all;
        QTest::newRow("two words") << u"o'neil disable"_s << all.mid(1, 1);
        QTest::newRow("two letters") << u"ö"_s << QStringList();
        QTest::newRow("short and long") << u"da lovelace"_s << all.mid(0, 1);
        QTest::newRow("percent") << u"0%"_s << all.mid(2, 1);
        QTest::newRow("underscore") << u"%_x"_s << all.mid(2, 1);
        QTest::newRow("accent") << u"zoË"_s << all.mid(3, 1);
        QTest::newRow("operators") << u"ada OR bob"_s << QStringList();
        QTest::newRow("quotes") << u"\"ada\""_s << QStringList();
        QTest::newRow("injection") << u"x' OR 1=1 --"_s << QStringList();
        QTest::newRow("nowhere") << u"nobody"_s << QStringList();
    }
    void search()
    {
        QFETCH(QString, text);
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        write(*journal, {u"ada.lovelace@example.com"_s, u"Bob O'Neil"_s, u"100%_x"_s, u"Zoë"_s});

        QStringList found;
        for (const JournalEntry &entry : test::entries(*journal, text))
            found.prepend(entry.resource);

        QTEST(found, "found");
    }

    void samePlan_runTwice_keepsBoth()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);

        const QList<qint64> first = write(*journal, {u"ada"_s});
        const QList<qint64> second = write(*journal, {u"ada"_s});

        QCOMPARE(*await(journal->count()), 2);
        QVERIFY(first != second);
    }
};

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
