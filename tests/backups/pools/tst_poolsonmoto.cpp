// SPDX-License-Identifier: GPL-3.0-or-later
// A user pool into a vault and back, through the real caller, Runner, journal and undo, against moto.
#include <executors/systembench.h>

#include <pools/poolexecutor.h>
#include <pools/poolplanner.h>
#include <steps/backupexecutor.h>
#include <steps/backupplanner.h>
#include <support/corruptions.h>
#include <support/motoaccount.h>

#include <QJsonArray>

using namespace sm;
using namespace sm::test;

namespace {

#define QVERIFY_DONE(event) QVERIFY2((event).state == StepState::Done, qPrintable(why(event)))

QJsonArray attributes(const QMap<QString, QString> &values)
{
    QJsonArray list;
    for (auto it = values.begin(); it != values.end(); ++it)
        list << QJsonObject{{u"Name"_s, it.key()}, {u"Value"_s, it.value()}};
    return list;
}

class Bench
{
public:
    explicit Bench(const MotoServer &moto)
        : account(moto, known.catalog)
    {
    }

    QString pool(const QString &name, QJsonObject input = {})
    {
        input.insert(u"PoolName"_s, name);
        return account.ask(u"cognito-idp"_s, u"CreateUserPool"_s, input)
            .value_or(QJsonObject())
            .value(u"UserPool"_s)[u"Id"_s]
            .toString();
    }
    /// False: Cognito refused it.
    bool ask(const QString &operation, const QString &pool, QJsonObject input)
    {
        input.insert(u"UserPoolId"_s, pool);
        return account.ask(u"cognito-idp"_s, operation, input).has_value();
    }
    bool user(const QString &pool, const QString &name, const QMap<QString, QString> &values)
    {
        return ask(u"AdminCreateUser"_s, pool,
            {{u"Username"_s, name}, {u"MessageAction"_s, u"SUPPRESS"_s}, {u"UserAttributes"_s, attributes(values)}});
    }
    /// 130 users, three pages, one disabled and one confirmed; two groups.
    QString peoplePool(const QString &name)
    {
        const QString id = pool(name,
            {{u"Schema"_s,
                QJsonArray{QJsonObject{
                    {u"Name"_s, u"team"_s}, {u"AttributeDataType"_s, u"String"_s}, {u"Mutable"_s, true}}}}});
        bool isDone = ask(u"CreateGroup"_s, id,
            {{u"GroupName"_s, u"admins"_s}, {u"Description"_s, u"Who may"_s}, {u"Precedence"_s, 4}});
        isDone = ask(u"CreateGroup"_s, id, {{u"GroupName"_s, u"staff"_s}}) && isDone;
        for (int number = 0; number < people; ++number) {
            const QString each = u"user%1"_s.arg(number);
            isDone = user(id, each,
                         {{u"email"_s, each + u"@example.com"_s}, {u"email_verified"_s, u"true"_s},
                             {u"custom:team"_s, u"team %1"_s.arg(number % 3)}})
                && isDone;
            if (number % 2 == 0)
                isDone = ask(u"AdminAddUserToGroup"_s, id, {{u"Username"_s, each}, {u"GroupName"_s, u"staff"_s}})
                    && isDone;
        }
        isDone = ask(u"AdminDisableUser"_s, id, {{u"Username"_s, u"user7"_s}}) && isDone;
        isDone = ask(u"AdminSetUserPassword"_s, id,
                     {{u"Username"_s, u"user8"_s}, {u"Password"_s, u"Secret-123"_s}, {u"Permanent"_s, true}})
            && isDone;
        return isDone ? id : QString();
    }
    qsizetype usersIn(const QString &pool)
    {
        const Result<QJsonObject> listed
            = account.ask(u"cognito-idp"_s, u"ListUsers"_s, {{u"UserPoolId"_s, pool}, {u"Limit"_s, 60}});
        return listed ? listed->value(u"Users"_s).toArray().size() : -1;
    }
    operations::StepEvent run(const QString &verb, const QJsonObject &with, const std::function<void()> &meanwhile = {})
    {
        return all.runStep(stepOf(u"pool:"_s + verb, with), meanwhile);
    }
    operations::StepEvent exported(const QString &pool)
    {
        return run(u"export"_s, {{u"asset"_s, u"people"_s}, {u"pool"_s, pool}});
    }
    static QJsonObject chosen(const QString &pool)
    {
        return {{u"asset"_s, u"people"_s}, {u"backup"_s, u"newest"_s}, {u"pool"_s, pool}};
    }

    static constexpr int people = 130;
    static constexpr int inStaff = 65;

    Knowledge known;
    MotoAccount account;
    QTemporaryDir folder;
    SystemInfo system{{u"shop"_s}, u"Shop"_s, Environment::Development, {}, {}, {}, {}, {}, {}, {}};
    QStringList lines;
    backups::Vault vault{folder.filePath(u"vault"_s)};
    store::CaptureStore captures{folder.filePath(u"captures"_s), captureSeal()};
    executors::LiveOutput live = [this](const Step &, const QString &line) { lines << line; };
    backups::PoolExecutor executor{system, account.caller, account.models, vault, captures, live};
    backups::PoolPlanner planner{known.catalog};
    operations::Planner reads{known.catalog, known.models, {&planner}};
    backups::BackupExecutor backup{{system, vault, account.clock}, operations::Executors({&executor}), reads};
    backups::BackupPlanner backupPlanner{known.catalog, reads};
    InstantSleeper sleeper;
    SystemBench all{known, {&executor, &backup}, {&planner, &backupPlanner}, sleeper};
};

} // namespace

class TestPoolsOnMoto : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<MotoServer> m_moto;
    std::unique_ptr<Bench> m_bench; ///< with a backup of people
    QString m_people;

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = MotoServer::whyUnavailable(); !why.isEmpty())
            QSKIP(qPrintable(why));
        MotoServer::Setup setup;
        setup.signatures = MotoServer::Signatures::Enforced;
        m_moto = std::make_unique<MotoServer>(setup);
        QVERIFY2(m_moto->failure().isEmpty(), qPrintable(m_moto->failure()));
        m_bench = std::make_unique<Bench>(*m_moto);
        m_people = m_bench->peoplePool(u"people"_s);
        QVERIFY(!m_people.isEmpty());
        QVERIFY_DONE(m_bench->exported(m_people));
    }
    void cleanupTestCase()
    {
        m_bench.reset();
        m_moto.reset();
    }

    void export_countsWhatItKeeps_andIsTakenBack()
    {
        const auto event = m_bench->exported(m_people);

        QVERIFY_DONE(event);
        QVERIFY(event.isVerified);
        const QJsonValue contents = event.output.value(u"contents"_s);
        QCOMPARE(contents[u"users"_s], QJsonValue(Bench::people));
        QCOMPARE(contents[u"enabled"_s], QJsonValue(Bench::people - 1));
        QCOMPARE(contents[u"groups"_s], QJsonValue(2));
        QCOMPARE(contents[u"memberships"_s], QJsonValue(Bench::inStaff));
        QCOMPARE(contents[u"byStatus"_s][u"CONFIRMED"_s], QJsonValue(1));
        QVERIFY_DONE(m_bench->all.takeBack(event.journalEntry));
        QVERIFY(!QFile::exists(event.output.value(u"folder"_s).toString()));
    }

    void compare_ofAnUnchangedPool_isTheSame()
    {
        const auto event = m_bench->run(u"compare"_s, Bench::chosen(m_people));

        QVERIFY_DONE(event);
        QCOMPARE(event.output.value(u"same"_s), QJsonValue(true));
        QCOMPARE(event.output.value(u"users"_s)[u"same"_s], QJsonValue(Bench::people));
    }

    void import_plan_saysInNumbersWhatDoesNotComeBack()
    {
        const QString pool = m_bench->pool(u"planned"_s);
        QVERIFY(m_bench->user(pool, u"user1"_s, {{u"email"_s, u"theirs@example.com"_s}}));

        const Result<Plan> plan = m_bench->all.observed({stepOf(u"pool:import"_s, Bench::chosen(pool))});

        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message()));
        const Step step = plan->steps.first();
        QCOMPARE(step.changes.at(0).to, QString::number(Bench::people - 1));
        QCOMPARE(step.changes.at(3).from, QString::number(Bench::people - 1));
        QVERIFY(step.notes.join(u' ').contains(u"FORCE_CHANGE_PASSWORD"));
        QVERIFY(step.iamAction.contains(u"cognito-idp:AdminCreateUser"));
    }

    void import_andUndo_leaveThePoolAsItWas()
    {
        const QString pool = m_bench->pool(u"imported"_s);
        QVERIFY(m_bench->user(pool, u"theirs"_s, {{u"email"_s, u"theirs@example.com"_s}}));

        const auto event = m_bench->run(u"import"_s, Bench::chosen(pool));

        QVERIFY_DONE(event);
        QVERIFY(event.isVerified);
        QCOMPARE(event.output.value(u"created"_s), QJsonValue(Bench::people));
        QCOMPARE(event.output.value(u"disabled"_s), QJsonValue(1));
        QCOMPARE(event.output.value(u"memberships"_s), QJsonValue(Bench::inStaff));
        QCOMPARE(event.output.value(u"notBack"_s)[u"passwords"_s], QJsonValue(Bench::people));
        const auto compared = m_bench->run(u"compare"_s, Bench::chosen(pool));
        QVERIFY_DONE(compared);
        QCOMPARE(compared.output.value(u"users"_s).toObject(),
            (QJsonObject{{u"same"_s, Bench::people}, {u"missing"_s, 0}, {u"added"_s, 1}, {u"differing"_s, 0},
                {u"federated"_s, 0}}));
        QCOMPARE(compared.output.value(u"memberships"_s)[u"missing"_s], QJsonValue(0));

        const auto back = m_bench->all.takeBack(event.journalEntry);
        QVERIFY_DONE(back);
        QCOMPARE(back.output.value(u"removed"_s), QJsonValue(Bench::people));
        QCOMPARE(back.output.value(u"groups"_s), QJsonValue(2));
        QCOMPARE(m_bench->usersIn(pool), 1);
    }

    void undo_leavesWhomSomebodyHasChanged()
    {
        const QString pool = m_bench->pool(u"changed"_s);
        const auto event = m_bench->run(u"import"_s, Bench::chosen(pool));
        QVERIFY_DONE(event);
        QVERIFY(m_bench->ask(u"AdminUpdateUserAttributes"_s, pool,
            {{u"Username"_s, u"user3"_s}, {u"UserAttributes"_s, attributes({{u"email"_s, u"new@example.com"_s}})}}));
        QVERIFY(m_bench->ask(u"AdminSetUserPassword"_s, pool,
            {{u"Username"_s, u"user4"_s}, {u"Password"_s, u"Secret-123"_s}, {u"Permanent"_s, true}}));

        const auto back = m_bench->all.takeBack(event.journalEntry);

        QVERIFY_DONE(back);
        QCOMPARE(back.output.value(u"removed"_s), QJsonValue(Bench::people - 2));
        QCOMPARE(m_bench->usersIn(pool), 2);
        QCOMPARE(back.output.value(u"groups"_s), QJsonValue(1)); // user4 is still in staff
    }

    void import_neverChangesWhoIsThere()
    {
        const QString pool = m_bench->pool(u"occupied"_s);
        QVERIFY(m_bench->user(pool, u"user2"_s, {{u"email"_s, u"theirs@example.com"_s}}));

        const auto event = m_bench->run(u"import"_s, Bench::chosen(pool));

        QVERIFY_DONE(event);
        QCOMPARE(event.output.value(u"there"_s), QJsonValue(1));
        const auto compared = m_bench->run(u"compare"_s, Bench::chosen(pool));
        QVERIFY_DONE(compared);
        const QJsonValue differing = compared.output.value(u"differences"_s)[u"differing"_s];
        QCOMPARE(differing[u"user2"_s], QJsonValue(QJsonArray{u"custom:team"_s, u"email"_s, u"email_verified"_s}));
        QCOMPARE(compared.output.value(u"memberships"_s)[u"missing"_s], QJsonValue(1)); // not into staff either
    }

    void import_thatBrokeOff_makesTheRest()
    {
        const QString pool = m_bench->pool(u"broken"_s);
        // As a crash leaves it: some users, the one who is to be disabled not yet, no memberships.
        QVERIFY(m_bench->ask(u"CreateGroup"_s, pool,
            {{u"GroupName"_s, u"admins"_s}, {u"Description"_s, u"Who may"_s}, {u"Precedence"_s, 4}}));
        for (const int number : {6, 7, 8})
            QVERIFY(m_bench->user(pool, u"user%1"_s.arg(number),
                {{u"email"_s, u"user%1@example.com"_s.arg(number)}, {u"email_verified"_s, u"true"_s},
                    {u"custom:team"_s, u"team %1"_s.arg(number % 3)}}));

        const auto event = m_bench->run(u"import"_s, Bench::chosen(pool));

        QVERIFY_DONE(event);
        QCOMPARE(event.output.value(u"created"_s), QJsonValue(Bench::people - 3));
        const auto compared = m_bench->run(u"compare"_s, Bench::chosen(pool));
        QCOMPARE(compared.output.value(u"same"_s), QJsonValue(true));
    }

    void poolOfAddresses_comesBackByThem()
    {
        const QJsonObject byEmail{{u"UsernameAttributes"_s, QJsonArray{u"email"_s}}};
        const QString from = m_bench->pool(u"addresses"_s, byEmail);
        QVERIFY(m_bench->user(from, u"ada@example.com"_s, {{u"email"_s, u"ada@example.com"_s}}));
        QVERIFY(m_bench->user(from, u"bob@example.com"_s, {{u"email"_s, u"bob@example.com"_s}}));
        QVERIFY(m_bench->ask(u"CreateGroup"_s, from, {{u"GroupName"_s, u"staff"_s}}));
        QVERIFY(m_bench->ask(
            u"AdminAddUserToGroup"_s, from, {{u"Username"_s, u"ada@example.com"_s}, {u"GroupName"_s, u"staff"_s}}));
        const QString to = m_bench->pool(u"addresses anew"_s, byEmail);
        QVERIFY_DONE(m_bench->run(u"export"_s, {{u"asset"_s, u"addresses"_s}, {u"pool"_s, from}}));
        QJsonObject chosen = Bench::chosen(to);
        chosen.insert(u"asset"_s, u"addresses"_s);

        const auto event = m_bench->run(u"import"_s, chosen);
        const auto compared = m_bench->run(u"compare"_s, chosen);

        QVERIFY_DONE(event);
        QCOMPARE(event.output.value(u"memberships"_s), QJsonValue(1));
        QVERIFY_DONE(compared);
        QCOMPARE(compared.output.value(u"same"_s), QJsonValue(true));
    }

    void scratchPool_isMadeOnce_takesTheUsers_andGoes()
    {
        const QJsonObject with{
            {u"asset"_s, u"people"_s}, {u"backup"_s, u"newest"_s}, {u"name"_s, u"people-drill-20261129"_s}};
        const auto made = m_bench->run(u"create-scratch"_s, with);
        QVERIFY_DONE(made);
        const auto again = m_bench->run(u"create-scratch"_s, with);
        QVERIFY_DONE(again);
        const QString pool = made.output.value(u"pool"_s).toString();
        QCOMPARE(again.output.value(u"pool"_s).toString(), pool);
        QCOMPARE(again.output.value(u"existed"_s), QJsonValue(true));
        QVERIFY_DONE(m_bench->run(u"import"_s, Bench::chosen(pool)));
        QCOMPARE(m_bench->run(u"compare"_s, Bench::chosen(pool)).output.value(u"same"_s), QJsonValue(true));

        const auto gone = m_bench->run(u"delete-scratch"_s, {{u"pool"_s, pool}});
        QVERIFY_DONE(gone);
        QCOMPARE(gone.output.value(u"deleted"_s), QJsonValue(true));
        QCOMPARE(m_bench->usersIn(pool), -1);
        QVERIFY_DONE(m_bench->run(u"delete-scratch"_s, {{u"pool"_s, pool}})); // it is gone, and that was wanted
    }

    void poolThatNoDrillMade_isNotDeleted()
    {
        const QString pool = m_bench->pool(u"people-drill-by-hand"_s);

        const auto event = m_bench->run(u"delete-scratch"_s, {{u"pool"_s, pool}});

        QCOMPARE(event.state, StepState::Failed);
        QCOMPARE(event.error->code(), u"NotScratch"_s);
        QCOMPARE(m_bench->usersIn(pool), 0);
    }

    void backup_corrupted_isDetectedBeforeThePoolIsTouched_data()
    {
        QTest::addColumn<QString>("kind");
        for (const QString &kind : corruptions().keys())
            QTest::newRow(qPrintable(kind)) << kind;
    }
    void backup_corrupted_isDetectedBeforeThePoolIsTouched()
    {
        QFETCH(QString, kind);
        constexpr int positions = 12;
        const QString pool = m_bench->pool(u"corrupted"_s);
        const auto kept = await(m_bench->vault.read(u"people"_s, u"newest"_s, {}));
        QVERIFY(kept && *kept);
        const DamagedFolder backup((**kept).folder, m_bench->folder.filePath(u"aside-"_s + kind));
        QJsonObject chosen = Bench::chosen(pool);
        chosen.insert(u"backup"_s, (**kept).manifest.id);
        for (int number = 0; number < positions; ++number) {
            const DamagedPlace at = placeOf(backup, number, positions);
            corruptions().value(kind)(backup, at);

            const auto event = m_bench->run(u"import"_s, chosen);

            QVERIFY2(event.state == StepState::Failed, qPrintable(at.file));
            QVERIFY2(event.error->code() == u"BackupDamaged", qPrintable(why(event)));
            backup.heal();
        }
        QCOMPARE(m_bench->usersIn(pool), 0);
        QVERIFY_DONE(m_bench->run(u"compare"_s, chosen));
    }
};

QTEST_GUILESS_MAIN(TestPoolsOnMoto)
#include "tst_poolsonmoto.moc"
