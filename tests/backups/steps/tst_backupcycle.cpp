// SPDX-License-Identifier: GPL-3.0-or-later
// The life of a backup by the shipped runbooks, planned and run as the program does it: noted, verified, removed, and
// what of it can be taken back.
#include "stepsbench.h"

#include <app/kinds.h>
#include <runbooks/runbooklibrary.h>
#include <runbooks/runbookplanner.h>

#include <QJsonArray>

using namespace sm;
using namespace sm::test;
using operations::RunReport;
using runbooks::ParameterValues;

namespace {

/// Says yes to everything.
class Agreeing final : public operations::Attendant
{
public:
    QCoro::Task<Result<Answer>> ask(Question question, CancelToken) override
    {
        asked << question.text;
        co_return Answer{says, u"I looked."_s};
    }
    QStringList asked;
    QString says = u"yes"_s;
};

struct Cycle
{
    StepsBench below;
    SystemInfo system = StepsBench::demo();
    app::Kinds kinds{below.known.catalog, below.known.models};
    operations::Planner planner{below.known.catalog, below.known.models, kinds.all()};
    runbooks::RunbookPlanner runbooks{planner};
    Agreeing person;

    Result<Plan> plan(const QString &name, const QJsonObject &given) const
    {
        const auto runbook = runbooks::RunbookLibrary::load({}).runbook({u"common"_s}, name);
        if (!runbook)
            return runbook.error();
        ParameterValues values;
        values.json = given;
        const auto checked = runbooks::checkValues(runbook->parameters, values).result();
        if (!checked)
            return checked.error();
        runbooks::RunFacts facts;
        facts.started = below.clock.nowUtc();
        facts.actor = u"ada"_s;
        const auto made = runbooks.plan(*runbook, *checked, system, facts);
        return made ? Result<Plan>(made->plan) : made.error();
    }
    Result<RunReport> run(const Plan &plan)
    {
        Confirmation confirmation;
        confirmation.deliberate = true;
        confirmation.typedName = operations::Guard::nameToType(plan);
        operations::RunSupport support;
        support.attendant = &person;
        return await(below.all.runner.run(plan, confirmation, {}, {}, {}, support), ExecutorBench::limit)
            .value_or(Error(Error::Kind::Timeout, u"no answer"_s));
    }
    /// What the step of \p report that failed says; empty: none did.
    Result<RunReport> runbook(const QString &name, const QJsonObject &given)
    {
        const Result<Plan> made = plan(name, given);
        return made ? run(*made) : made.error();
    }
    static QString wordsOf(const Result<RunReport> &report)
    {
        if (!report)
            return report.error().message();
        for (const operations::StepEvent &event : report->steps) {
            if (event.error)
                return event.error->message();
        }
        return {};
    }
};

QJsonObject chosen(const QString &id) { return {{u"asset"_s, table}, {u"backup"_s, id}}; }

QJsonObject external()
{
    return {{u"asset"_s, u"supabase"_s}, {u"day"_s, u"2026-07-31"_s}, {u"time"_s, u"03:15"_s},
        {u"evidence"_s, u"https://supabase.example.com/backups"_s}, {u"seen"_s, u"Daily, 1.2 GB, completed"_s}};
}

} // namespace

class TestBackupCycle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void backup_isVerifiedStampedAndRemoved()
    {
        Cycle cycle;
        const QString older = cycle.below.keep(u"older"_s);
        const QString id = cycle.below.keep();

        const auto verified = cycle.runbook(u"verify-backup"_s, {{u"asset"_s, table}, {u"backup"_s, id}});
        QVERIFY2(verified && Cycle::wordsOf(verified).isEmpty(), qPrintable(Cycle::wordsOf(verified)));
        QCOMPARE(verified->done(), 4);
        const auto kept = await(cycle.below.vault.read(table, id, {}));
        QVERIFY(kept && *kept);
        QCOMPARE((**kept).proofs.size(), 1);
        QCOMPARE((**kept).proofs.first().isRestored, false);
        QCOMPARE((**kept).proofs.first().checks[u"coverage"], 1);
        QCOMPARE((**kept).proofs.first().by, cycle.below.all.entry(verified->steps.at(2).journalEntry).actor);
        QVERIFY(!(**kept).proofs.first().by.isEmpty());

        const Result<Plan> removal = cycle.plan(u"remove-backup"_s, chosen(id));
        QVERIFY(removal);
        QCOMPARE(removal->tier(), Tier::Destructive);
        QCOMPARE(operations::Guard::nameToType(*removal), id);
        const auto removed = cycle.run(*removal);
        QVERIFY2(removed && Cycle::wordsOf(removed).isEmpty(), qPrintable(Cycle::wordsOf(removed)));
        QCOMPARE(cycle.below.kept().size(), 1);
        QCOMPARE(cycle.below.kept().first().manifest.id, older);

        const auto undo = cycle.below.all.undo(removed->steps.first().journalEntry);
        QVERIFY(!undo);
        QCOMPARE(undo.error().code(), u"NotReversible"_s);
    }

    void removal_withoutTheNameTyped_isRefused()
    {
        Cycle cycle;
        const QString id = cycle.below.keep();
        const Result<Plan> removal = cycle.plan(u"remove-backup"_s, chosen(id));
        QVERIFY(removal);
        Confirmation confirmation;
        confirmation.deliberate = true;
        confirmation.typedName = table;

        const auto report = await(cycle.below.all.runner.run(*removal, confirmation, {}, {}, {}, {}));
        QVERIFY(report && !*report);
        QCOMPARE(report->error().code(), u"NotConfirmed"_s);
        QCOMPARE(cycle.below.kept().size(), 1);
    }

    void damagedBackup_isNotStamped()
    {
        Cycle cycle;
        const QString id = cycle.below.keep();
        QFile file(cycle.below.kept().first().folder + u"/data"_s);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Append) && file.write("x") == 1);
        file.close();

        const auto verified = cycle.runbook(u"verify-backup"_s, {{u"asset"_s, table}});
        QVERIFY(verified);
        QCOMPARE(verified->failed(), 1);
        QVERIFY(Cycle::wordsOf(verified).contains(u"data has 8 bytes instead of 7"));
        QVERIFY(cycle.below.kept().first().proofs.isEmpty());
        QCOMPARE(cycle.below.kept().first().manifest.id, id);
    }

    void externalBackup_isNotedOnceSomebodyLooked()
    {
        Cycle cycle;
        const auto noted = cycle.runbook(u"record-external-backup"_s, external());
        QVERIFY2(noted && Cycle::wordsOf(noted).isEmpty(), qPrintable(Cycle::wordsOf(noted)));
        QCOMPARE(cycle.person.asked.size(), 1);
        QVERIFY(cycle.person.asked.first().contains(u"2026-07-31 03:15 UTC at https://supabase.example.com/backups"));
        const backups::Manifest manifest = cycle.below.kept().value(0).manifest;
        QCOMPARE(manifest.kind, u"external"_s);
        QCOMPARE(manifest.takenAt, QDateTime({2026, 7, 31}, {3, 15}, Qt::UTC));
        QCOMPARE(manifest.evidence, u"https://supabase.example.com/backups"_s);
        QCOMPARE(manifest.contents[u"seen"], u"Daily, 1.2 GB, completed"_s);
        QCOMPARE(manifest.contents[u"saidBy"], u"ada"_s);

        // What was noted in error is taken back, by its name.
        const operations::StepEvent record = noted->steps.at(1);
        const auto undo = cycle.below.all.undo(record.journalEntry);
        QVERIFY2(undo, qPrintable(undo ? QString() : undo.error().message()));
        QCOMPARE(operations::Guard::nameToType(undo->plan), manifest.id);
        const auto back = cycle.run(undo->plan);
        QVERIFY2(back && Cycle::wordsOf(back).isEmpty(), qPrintable(Cycle::wordsOf(back)));
        QVERIFY(cycle.below.kept().isEmpty());
        const JournalEntry entry = cycle.below.all.entry(record.journalEntry);
        QVERIFY(entry.undoneBy != 0);
    }

    void externalBackup_thatNobodySaw_isNotNoted()
    {
        Cycle cycle;
        cycle.person.says = u"no"_s;
        const auto noted = cycle.runbook(u"record-external-backup"_s, external());
        QVERIFY(noted);
        QCOMPARE(cycle.person.asked.size(), 1);
        QVERIFY(cycle.below.kept().isEmpty());
    }

    void damageInTheMeantime_isFoundBeforeAnythingElse()
    {
        Cycle cycle;
        const QString id = cycle.below.keep();
        QVERIFY(cycle.runbook(u"verify-backup"_s, chosen(id)));
        QFile file(cycle.below.kept().first().folder + u"/manifest.json"_s);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Append) && file.write("\n") == 1);
        file.close();

        const auto verified = cycle.runbook(u"verify-backup"_s, chosen(id));
        QVERIFY(verified);
        QVERIFY(Cycle::wordsOf(verified).contains(u"its manifest was cut or changed"));
        // It can still be removed.
        const auto removed = cycle.runbook(u"remove-backup"_s, chosen(id));
        QVERIFY2(removed && Cycle::wordsOf(removed).isEmpty(), qPrintable(Cycle::wordsOf(removed)));
        QVERIFY(cycle.below.kept().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestBackupCycle)
#include "tst_backupcycle.moc"
