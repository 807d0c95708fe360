// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalfixtures.h"

#include <QFile>
#include <QJsonArray>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using test::answer;
using test::await;
using test::JournalFile;

namespace {

/// Begins a run with a step for each name and answers with the entries' ids.
QList<qint64> write(operations::Journal &journal, const QStringList &names)
{
    QList<Step> steps;
    for (const QString &name : names)
        steps << test::step(name);
    QList<qint64> ids;
    const auto run = answer(journal.beginRun(test::plan(steps), u"sabine as role/admin"_s, {}));
    for (int i = 0; run && i < steps.size(); ++i)
        ids << answer(journal.begin(test::intent(*run, i, names.at(i)))).value_or(-1);
    return ids;
}

bool end(operations::Journal &journal, qint64 id, StepState state, const QJsonObject &output = {},
    const std::optional<Error> &error = {}, const QList<Secret> &secrets = {})
{
    return answer(journal.end({id, state, output, error, u"r-1"_s, secrets, QJsonValue::Undefined})).has_value();
}

QStringList resources(const QList<JournalEntry> &entries)
{
    QStringList names;
    for (const JournalEntry &entry : entries)
        names << entry.resource;
    return names;
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

        const auto run = answer(journal->beginRun(plan, u"sabine"_s, {}));
        QVERIFY(run);
        operations::Intent intent = test::intent(*run, 0, u"ada"_s);
        intent.step = step;
        intent.attempt = 2;
        const auto id = answer(journal->begin(intent));

        QVERIFY(id);
        const JournalEntry entry = test::entries(*journal).value(0);
        QCOMPARE(entry.id, *id);
        QCOMPARE(entry.run, *run);
        QCOMPARE(entry.attempt, 2);
        QCOMPARE(entry.fingerprint, u"f-ada"_s);
        QCOMPARE(entry.before, QJsonValue(QJsonObject{{u"Enabled"_s, true}, {u"Of"_s, u"ada"_s}}));
        QVERIFY(entry.after.isUndefined() && !entry.sealed);
        QCOMPARE(entry.plan, plan.id);
        QCOMPARE(entry.planTitle, plan.title);
        QCOMPARE(entry.step, 0);
        QCOMPARE(entry.title, step.title);
        QCOMPARE(entry.actor, intent.actor);
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

    void begin_withoutItsRun_isRefused()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);

        const auto id = answer(journal->begin(test::intent(1, 0, u"ada"_s)));

        QVERIFY(!id);
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

    void states_areKeptAsTheyAre_data()
    {
        QTest::addColumn<QJsonValue>("state");
        QTest::newRow("not captured") << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("did not exist") << QJsonValue(QJsonValue::Null);
        QTest::newRow("empty") << QJsonValue(QJsonObject());
        QTest::newRow("list") << QJsonValue(QJsonArray{1, QJsonValue::Null, u"Zoë \n"_s});
        QTest::newRow("text") << QJsonValue(u"on"_s);
        QTest::newRow("long") << QJsonValue(QString(200'000, u'x'));
    }
    void states_areKeptAsTheyAre()
    {
        QFETCH(QJsonValue, state);
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        const auto run = answer(journal->beginRun(test::plan({test::step(u"ada"_s)}), u"sabine"_s, {}));
        operations::Intent intent = test::intent(run.value_or(0), 0, u"ada"_s);
        intent.before = state;
        const auto id = answer(journal->begin(intent));
        operations::Conclusion conclusion = test::conclusion(id.value_or(0));
        conclusion.after = state;

        QVERIFY(answer(journal->end(conclusion)));

        for (const JournalEntry &entry : {test::entries(*journal).value(0), *answer(journal->entry(*id))}) {
            QCOMPARE(entry.before, state);
            QCOMPARE(entry.before.isUndefined(), state.isUndefined());
            QCOMPARE(entry.after, state);
        }
    }

    void secrets_areBlottedOutOfStates()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        const Secret secret(u"correct-horse"_s);
        const auto run = answer(journal->beginRun(test::plan({test::step(u"ada"_s)}), u"sabine"_s, {}));
        operations::Intent intent = test::intent(run.value_or(0), 0, u"ada"_s);
        intent.step.operation.secrets.insert(u"PASSWORD"_s, secret);
        intent.before = QJsonObject{{u"Password"_s, u"correct-horse"_s}};
        const auto id = answer(journal->begin(intent));
        operations::Conclusion conclusion = test::conclusion(id.value_or(0));
        conclusion.secrets = {secret};
        conclusion.after = QJsonArray{u"is correct-horse"_s};
        QVERIFY(answer(journal->end(conclusion)));

        const JournalEntry entry = test::entries(*journal).value(0);

        QCOMPARE(entry.before[u"Password"], QJsonValue(u"[secret]"_s));
        QCOMPARE(entry.after[0], QJsonValue(u"is [secret]"_s));
    }

    void lonelySurrogates_areWrittenAsWhatUtf8Knows()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);

        write(*journal, {QString(QChar(0xd800)) + u'x'});

        QCOMPARE(test::entries(*journal).value(0).resource, u"?x"_s);
        QVERIFY(!test::verified(*journal).firstBad);
    }

    void resolve_inDoubt_tellsHowItWasFoundOut()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        const qint64 id = write(*journal, {u"ada"_s}).value(0);
        QVERIFY(end(*journal, id, StepState::InDoubt));
        QCOMPARE(answer(journal->inDoubt())->size(), 1);

        QVERIFY(answer(journal->resolve(id, StepState::Done, {{u"Enabled"_s, false}}, u"bob"_s)));

        const JournalEntry entry = test::entries(*journal).value(0);
        QCOMPARE(entry.state, StepState::Done);
        QCOMPARE(entry.resolution, u"done"_s);
        QCOMPARE(entry.evidence, (QJsonObject{{u"Enabled"_s, false}}));
        QCOMPARE(entry.resolvedBy, u"bob"_s);
        QVERIFY(entry.resolvedAt.isValid());
        QVERIFY(answer(journal->inDoubt())->isEmpty());
    }

    void resolve_stillInDoubt_canBeResolvedAgain()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        const qint64 id = write(*journal, {u"ada"_s}).value(0);
        QVERIFY(end(*journal, id, StepState::InDoubt));

        QVERIFY(answer(journal->resolve(id, StepState::InDoubt, {{u"looked"_s, 1}}, u"bob"_s)));
        QCOMPARE(test::entries(*journal).value(0).state, StepState::InDoubt);
        QVERIFY(answer(journal->resolve(id, StepState::Failed, {{u"looked"_s, 2}}, u"bob"_s)));

        QCOMPARE(test::entries(*journal).value(0).state, StepState::Failed);
    }

    void resolve_whatIsKnownOrUnderWay_isRefused()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        const QList<qint64> ids = write(*journal, {u"ada"_s, u"bob"_s});
        QVERIFY(end(*journal, ids.value(0), StepState::Done));

        const auto known = answer(journal->resolve(ids.value(0), StepState::Failed, {}, u"bob"_s));
        const auto running = answer(journal->resolve(ids.value(1), StepState::Failed, {}, u"bob"_s));
        const auto nobody = answer(journal->resolve(4711, StepState::Failed, {}, u"bob"_s));

        QCOMPARE(known.error().code(), u"JournalResolved"_s);
        QCOMPARE(running.error().code(), u"JournalRunning"_s);
        QCOMPARE(nobody.error().kind(), Error::Kind::NotFound);
    }

    void undo_isToldOnBothEntries()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        const qint64 first = write(*journal, {u"ada"_s}).value(0);
        QVERIFY(end(*journal, first, StepState::Done));
        const auto run = answer(journal->beginRun(test::plan({test::step(u"ada"_s)}), u"sabine"_s, {}));
        operations::Intent intent = test::intent(run.value_or(0), 0, u"ada"_s);
        intent.undoes = first;
        const auto failed = answer(journal->begin(intent));
        QVERIFY(end(*journal, failed.value_or(0), StepState::Failed));
        QCOMPARE(answer(journal->entry(first))->undoneBy, 0);
        const auto undo = answer(journal->begin(intent));

        QVERIFY(end(*journal, undo.value_or(0), StepState::Done));

        QCOMPARE(answer(journal->entry(first))->undoneBy, *undo);
        QCOMPARE(answer(journal->entry(*undo))->undoes, first);
    }

    void entry_unknown_isNotFound()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);

        QCOMPARE(answer(journal->entry(7)).error().kind(), Error::Kind::NotFound);
        QCOMPARE(answer(journal->run(7)).error().kind(), Error::Kind::NotFound);
    }

    void filter_data()
    {
        QTest::addColumn<operations::JournalFilter>("filter");
        QTest::addColumn<QStringList>("found");
        using Filter = operations::JournalFilter;
        const auto set = [](auto member, const auto &value) {
            Filter filter;
            filter.*member = value;
            return filter;
        };
        const QDateTime now = QDateTime::currentDateTimeUtc();
        QTest::newRow("nothing") << Filter() << QStringList{u"eve"_s, u"Zoë"_s, u"bob"_s, u"ada"_s};
        QTest::newRow("resource") << set(&Filter::resource, u"Zoë"_s) << QStringList{u"Zoë"_s};
        QTest::newRow("part of a resource") << set(&Filter::resource, u"Zo"_s) << QStringList();
        QTest::newRow("actor") << set(&Filter::actor, u"sabine as role/admin"_s)
                               << QStringList{u"eve"_s, u"Zoë"_s, u"bob"_s, u"ada"_s};
        QTest::newRow("another actor") << set(&Filter::actor, u"sabine"_s) << QStringList();
        QTest::newRow("system") << set(&Filter::system, SystemId{u"demo"_s})
                                << QStringList{u"eve"_s, u"Zoë"_s, u"bob"_s, u"ada"_s};
        QTest::newRow("another system") << set(&Filter::system, SystemId{u"Demo"_s}) << QStringList();
        QTest::newRow("operation") << set(&Filter::uses, u"aws:cognito-idp:AdminDisableUser"_s)
                                   << QStringList{u"eve"_s, u"Zoë"_s, u"bob"_s, u"ada"_s};
        QTest::newRow("done") << set(&Filter::state, std::optional(StepState::Done)) << QStringList{u"ada"_s};
        QTest::newRow("failed") << set(&Filter::state, std::optional(StepState::Failed)) << QStringList{u"bob"_s};
        QTest::newRow("in doubt") << set(&Filter::state, std::optional(StepState::InDoubt)) << QStringList{u"Zoë"_s};
        QTest::newRow("running") << set(&Filter::state, std::optional(StepState::Running)) << QStringList{u"eve"_s};
        QTest::newRow("waiting") << set(&Filter::state, std::optional(StepState::Waiting)) << QStringList();
        QTest::newRow("from") << set(&Filter::from, now.addDays(1)) << QStringList();
        QTest::newRow("to") << set(&Filter::to, now.addDays(1)) << QStringList{u"eve"_s, u"Zoë"_s, u"bob"_s, u"ada"_s};
        QTest::newRow("to long ago") << set(&Filter::to, now.addDays(-1)) << QStringList();
        QTest::newRow("limit") << set(&Filter::limit, 2) << QStringList{u"eve"_s, u"Zoë"_s};
        QTest::newRow("before") << set(&Filter::before, qint64(3)) << QStringList{u"bob"_s, u"ada"_s};
        Filter all = set(&Filter::resource, u"bob"_s);
        all.search = u"disable bo"_s;
        all.actor = u"sabine as role/admin"_s;
        all.system = {u"demo"_s};
        all.state = StepState::Failed;
        all.from = now.addDays(-1);
        all.to = now.addDays(1);
        QTest::newRow("all together") << all << QStringList{u"bob"_s};
        all.resource = u"ada"_s;
        QTest::newRow("all but one") << all << QStringList();
    }
    void filter()
    {
        QFETCH(operations::JournalFilter, filter);
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        const QList<qint64> ids = write(*journal, {u"ada"_s, u"bob"_s, u"Zoë"_s, u"eve"_s});
        QVERIFY(end(*journal, ids.value(0), StepState::Done));
        QVERIFY(end(*journal, ids.value(1), StepState::InDoubt));
        QVERIFY(answer(journal->resolve(ids.value(1), StepState::Failed, {}, u"bob"_s)));
        QVERIFY(end(*journal, ids.value(2), StepState::InDoubt));

        const auto found = answer(journal->entries(filter));

        QVERIFY(found);
        QTEST(resources(*found), "found");
    }

    void inDoubt_alsoOfAProcessThatIsGone_oldestFirst()
    {
        const JournalFile file;
        {
            const auto journal = file.open();
            QVERIFY(journal);
            write(*journal, {u"ada"_s, u"bob"_s});
        }
        const auto journal = file.open();
        QVERIFY(journal);
        write(*journal, {u"eve"_s});

        const auto found = answer(journal->inDoubt());

        QVERIFY(found);
        QCOMPARE(resources(*found), (QStringList{u"ada"_s, u"bob"_s}));
        QVERIFY(answer(journal->resolve(found->first().id, StepState::Done, {}, u"bob"_s)));
    }

    void run_hasItsPlanEntriesAndNotes()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        const Plan plan = test::plan({test::step(u"ada"_s), test::step(u"bob"_s)});
        const auto id = answer(journal->beginRun(plan, u"sabine"_s, {0, u"off-boarding"_s, u"They left."_s}));
        const auto entry = answer(journal->begin(test::intent(id.value_or(0), 0, u"ada"_s)));
        QVERIFY(end(*journal, entry.value_or(0), StepState::Done));
        QVERIFY(answer(journal->note(*id, u"skipped"_s, 1, {{u"why"_s, u"when"_s}}, u"sabine"_s)));
        QCOMPARE(answer(journal->run(*id))->state, RunState::Running);
        QVERIFY(answer(journal->note(*id, u"finished"_s, -1, {}, u"sabine"_s)));

        const auto run = answer(journal->run(*id));

        QVERIFY(run);
        QCOMPARE(run->plan, plan.id);
        QCOMPARE(run->title, plan.title);
        QCOMPARE(run->actor, u"sabine"_s);
        QCOMPARE(run->system.id.value, u"demo"_s);
        QCOMPARE(run->state, RunState::Finished);
        QCOMPARE(run->runbook, u"off-boarding"_s);
        QCOMPARE(run->reason, u"They left."_s);
        QCOMPARE(run->body[u"steps"].toArray().size(), 2);
        QCOMPARE(resources(run->entries), QStringList{u"ada"_s});
        QCOMPARE(run->notes.size(), 2);
        QCOMPARE(run->notes[0].kind, u"skipped"_s);
        QCOMPARE(run->notes[0].step, 1);
        QCOMPARE(run->notes[0].body, (QJsonObject{{u"why"_s, u"when"_s}}));
        QVERIFY(run->beganAt.isValid() && run->endedAt >= run->beganAt);
    }

    void noteOnce_ofTheSameValue_isRefused()
    {
        JournalFile file;
        const auto journal = file.open();
        const auto noted = [&journal](const QString &kind, const QJsonObject &body) {
            return await(journal->noteOnce(0, kind, u"key"_s, body, u"sabine"_s))->has_value();
        };
        const auto has = [&journal](const QString &kind, const QString &key, const QString &value) {
            return *answer(journal->hasNote(kind, key, value));
        };

        QVERIFY(!has(u"used"_s, u"key"_s, u"a'b"_s));
        QVERIFY(noted(u"used"_s, {{u"key"_s, u"a'b"_s}}));
        QVERIFY(!noted(u"used"_s, {{u"key"_s, u"a'b"_s}, {u"more"_s, 1}}));
        QVERIFY(noted(u"used"_s, {{u"key"_s, u"b"_s}}));
        QVERIFY(noted(u"other"_s, {{u"key"_s, u"a'b"_s}}));
        QVERIFY(has(u"used"_s, u"key"_s, u"a'b"_s));
        QVERIFY(!has(u"used"_s, u"more"_s, u"a'b"_s));
        QVERIFY(!has(u"used"_s, u"key"_s, {}));
    }

    void note_aboutNoRun_isKept()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);

        QVERIFY(answer(journal->note(0, u"signed-out"_s, -1, {}, u"sabine"_s)));
        QVERIFY(!answer(journal->note(7, u"signed-out"_s, -1, {}, u"sabine"_s)));

        QVERIFY(!test::verified(*journal).firstBad);
    }

    void unfinishedRuns_areThoseThatNobodyEndedOrTookUp()
    {
        const JournalFile file;
        const Plan plan = test::plan({test::step(u"ada"_s)});
        QList<qint64> ids;
        {
            const auto journal = file.open();
            QVERIFY(journal);
            for (int i = 0; i < 4; ++i)
                ids << answer(journal->beginRun(plan, u"sabine"_s, {})).value_or(0);
            QVERIFY(answer(journal->note(ids[0], u"finished"_s, -1, {}, u"sabine"_s)));
            QVERIFY(answer(journal->note(ids[1], u"stopped"_s, -1, {}, u"sabine"_s)));
            QVERIFY(answer(journal->note(ids[3], u"paused"_s, -1, {}, u"sabine"_s)));
        }
        const auto journal = file.open();
        QVERIFY(journal);
        const auto later = answer(journal->beginRun(plan, u"bob"_s, {ids[2], {}, {}}));
        QVERIFY(later);

        const auto found = answer(journal->unfinishedRuns());

        QVERIFY(found);
        QCOMPARE(found->size(), 2);
        QCOMPARE(found->at(0).id, ids[3]);
        QCOMPARE(found->at(0).state, RunState::Unfinished);
        QCOMPARE(found->at(1).id, *later);
        QCOMPARE(found->at(1).state, RunState::Running);
        QCOMPARE(found->at(1).resumes, ids[2]);
        QCOMPARE(answer(journal->run(ids[1]))->state, RunState::Stopped);
        QCOMPARE(answer(journal->run(ids[2]))->state, RunState::Resumed);
        QCOMPARE(answer(journal->run(ids[2]))->resumedBy, *later);
    }

    void runs_areFilteredAndPagedNewestFirst()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        QList<qint64> ids;
        for (const QString &actor : {u"ada"_s, u"bob"_s, u"ada"_s})
            ids << answer(journal->beginRun(test::plan({test::step(u"x"_s)}), actor, {0, u"of "_s + actor, {}}))
                       .value_or(0);
        const auto found = [&](const operations::RunFilter &filter) {
            QList<qint64> all;
            for (const JournalRun &run : answer(journal->runs(filter)).value_or(QList<JournalRun>()))
                all << run.id;
            return all;
        };

        QCOMPARE(found({}), (QList{ids[2], ids[1], ids[0]}));
        QCOMPARE(found({{}, u"ada"_s, {}, {}, {}, 0, 10}), (QList{ids[2], ids[0]}));
        QCOMPARE(found({{u"demo"_s}, {}, u"of bob"_s, {}, {}, 0, 10}), (QList{ids[1]}));
        QCOMPARE(found({{u"other"_s}, {}, {}, {}, {}, 0, 10}), QList<qint64>());
        QCOMPARE(found({{}, {}, {}, {}, {}, ids[2], 1}), (QList{ids[1]}));
        QCOMPARE(found({{}, {}, {}, QDateTime::currentDateTimeUtc().addDays(1), {}, 0, 10}), QList<qint64>());
    }

    void spanOfTime_whateverTheClockDid_isFoundWhole()
    {
        const JournalFile file;
        const auto journal = file.open();
        QVERIFY(journal);
        const QList<qint64> times{100, 200, 300, 250, 120, 400, 50, 310, 500};
        QStringList names;
        for (const qint64 time : times)
            names << QString::number(time);
        write(*journal, names);
        {
            const auto outside = store::Connection::open(file.path);
            QVERIFY((*outside)->execute(u"UPDATE facets SET at = CAST(resource AS INTEGER)"_s));
            QVERIFY((*outside)->execute(
                u"UPDATE facets SET latest = (SELECT max(at) FROM facets other WHERE other.entry <= facets.entry)"_s));
        }
        const auto time = [](qint64 number) { return QDateTime::fromMSecsSinceEpoch(number, Qt::UTC); };
        for (const qint64 from : {0, 51, 100, 120, 260, 300, 401, 500, 501}) {
            for (const qint64 to : {1, 50, 99, 120, 250, 305, 400, 499, 900}) {
                operations::JournalFilter filter;
                filter.from = time(from);
                filter.to = time(to);
                QStringList expected;
                for (const qint64 each : times) {
                    if (each >= from && each <= to)
                        expected.prepend(QString::number(each));
                }

                QCOMPARE(resources(answer(journal->entries(filter)).value_or(QList<JournalEntry>())), expected);
                filter.search = u"disable"_s;
                QCOMPARE(resources(answer(journal->entries(filter)).value_or(QList<JournalEntry>())), expected);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
