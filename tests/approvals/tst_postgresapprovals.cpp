// SPDX-License-Identifier: GPL-3.0-or-later
#include "sharedbench.h"

using namespace sm;
using namespace sm::test;
using approvals::ApprovalTable;
using operations::ApprovalRequest;

namespace {

std::unique_ptr<PostgresServer> server;

QString psql(const QString &sql) { return test::psql(*server, sql); }

QString codeOf(const Result<void> &result) { return result ? u"ok"_s : result.error().code(); }

/// Sabine asks; Grace and Alan are approvers.
struct Office
{
    Office()
    {
        approvers.insert(u"grace"_s, base64Of(grace.journal->approvalKey()));
        approvers.insert(u"alan"_s, base64Of(alan.journal->approvalKey()));
    }

    QMap<QString, QString> approvers;
    Person sabine{*server, approvers};
    Person grace{*server, approvers};
    Person alan{*server, approvers};
};

} // namespace

class TestPostgresApprovals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QString missing = PostgresServer::whyUnavailable();
        if (!missing.isEmpty())
            QSKIP(qPrintable(missing));
        server = std::make_unique<PostgresServer>();
        QVERIFY2(server->failure().isEmpty(), qPrintable(server->failure()));
    }
    void cleanupTestCase() { server.reset(); }
    void init() { psql(u"DROP TABLE IF EXISTS stationmaster_approvals;"_s + ApprovalTable::definition()); }

    void asked_approved_runsOnce_andBothJournalsSaySo()
    {
        Office office;
        const Plan plan = office.sabine.plan();

        const auto asked = office.sabine.ask(plan);
        QVERIFY2(asked, qPrintable(asked ? QString() : asked.error().message()));
        QCOMPARE(office.sabine.verdict(plan, asked->id), u"waits"_s);
        const auto waiting = office.grace.waiting();
        QCOMPARE(waiting->requests.size(), 1);
        QCOMPARE(waiting->requests.first().plan.id, plan.id);
        QCOMPARE(waiting->requests.first().reason, u"Because"_s);
        QCOMPARE(codeOf(office.grace.approve(waiting->requests.first())), u"ok"_s);

        QVERIFY(office.grace.waiting()->requests.isEmpty());
        QCOMPARE(office.sabine.verdict(plan, asked->id), u"ran"_s);
        QCOMPARE(office.sabine.verdict(plan, asked->id), u"ApprovalUsed"_s);
        QCOMPARE(office.sabine.aws.applied, QStringList{u"ada"_s});
        QCOMPARE(psql(u"SELECT count(*) FROM stationmaster_approvals WHERE used_at IS NOT NULL AND used_by <> ''"_s),
            u"1"_s);
        const auto isNoted = [](Person &person, QStringView kind, const QString &request) {
            return await(person.journal->hasNote(kind.toString(), u"request"_s, request))->value_or(false);
        };
        QVERIFY(isNoted(office.sabine, JournalNote::ApprovalAsked, asked->id));
        QVERIFY(isNoted(office.sabine, JournalNote::Approved, asked->id));
        QVERIFY(isNoted(office.grace, JournalNote::ApprovalGiven, asked->id));
        // What changed the database went through the Runner, and so is in the journals too.
        QCOMPARE(entries(*office.sabine.journal, u"sql:execute"_s).size(), 2);
        QCOMPARE(entries(*office.grace.journal, u"sql:execute"_s).size(), 1);
    }

    void refused_tellsWhoAndWhy()
    {
        Office office;
        const auto asked = office.sabine.ask(office.sabine.plan());

        QCOMPARE(codeOf(office.grace.refuse(*asked, u"Not on a Friday"_s)), u"ok"_s);

        const auto found = office.sabine.look(asked->id);
        QCOMPARE(found.error().code(), u"ApprovalRefused"_s);
        QVERIFY(found.error().message().contains(u"grace"_s) && found.error().message().contains(u"Friday"_s));
        QCOMPARE(codeOf(office.alan.approve(*asked)), u"Answered"_s);
        QVERIFY(office.alan.waiting()->requests.isEmpty());
    }

    void requesterAndStrangers_canNotAnswer()
    {
        Office office;
        Person eve(*server, office.approvers);
        const auto asked = office.sabine.ask(office.sabine.plan());

        QCOMPARE(codeOf(office.sabine.approve(*asked)), u"SelfApproval"_s);
        QCOMPARE(codeOf(office.sabine.refuse(*asked, {})), u"SelfApproval"_s);
        QCOMPARE(codeOf(eve.approve(*asked)), u"NotAnApprover"_s);
        QCOMPARE(codeOf(eve.refuse(*asked, {})), u"NotAnApprover"_s);
        QCOMPARE(psql(u"SELECT count(answer) FROM stationmaster_approvals"_s), u"0"_s);
        QVERIFY(office.sabine.waiting()->requests.isEmpty()); // nobody is offered their own
    }

    void twoApproversAtOnce_oneAnswers()
    {
        Office office;
        const auto asked = office.sabine.ask(office.sabine.plan());

        auto first = office.grace.approvals.approve(*asked, {});
        auto second = office.alan.approvals.refuse(*asked, u"No"_s, {});
        const Result<void> one = await(std::move(first), Person::limit).value_or(Error::cancelled());
        const Result<void> two = await(std::move(second), Person::limit).value_or(Error::cancelled());

        QVERIFY(one.has_value() != two.has_value());
        QCOMPARE(codeOf(one ? two : one), u"Answered"_s);
    }

    /// Two computers that somebody has given the same key: their journals know nothing of each other.
    void sameApproval_onTwoComputers_runsOnOne()
    {
        Office office;
        for (int round = 0; round < 10; ++round) {
            const Plan plan = office.sabine.plan(u"user-%1"_s.arg(round));
            const auto asked = office.sabine.ask(plan);
            QCOMPARE(codeOf(office.grace.approve(*asked)), u"ok"_s);
            Person other(*server, office.approvers);
            const Approval approval = *office.sabine.look(asked->id)->approval;
            operations::ApprovalRules rules = other.rules();
            rules.ownKey = office.sabine.journal->approvalKey().publicKey();
            operations::Runner runner(
                operations::Guard(false, rules), other.journal.get(), {&other.sql, &other.aws}, other.sleeper);
            const Confirmation confirmation{operations::Guard::nameToType(plan), true, false, approval};

            auto first = office.sabine.running(plan, approval);
            auto second = runner.run(plan, confirmation, other.identity, {}, {});
            const auto one = await(std::move(first), Person::limit);
            const auto two = await(std::move(second), Person::limit);

            QVERIFY(one && two && one->has_value() != two->has_value());
            QCOMPARE((*one ? *two : *one).error().code(), u"ApprovalUsed"_s);
            QCOMPARE(office.sabine.aws.applied.size() + other.aws.applied.size(), 1);
            office.sabine.aws.applied.clear();
        }
    }

    void databaseGone_approvalIsNotSpent()
    {
        Office office;
        const Plan plan = office.sabine.plan();
        const auto asked = office.sabine.ask(plan);
        QCOMPARE(codeOf(office.grace.approve(*asked)), u"ok"_s);
        const Approval approval = *office.sabine.look(asked->id)->approval;
        psql(u"ALTER TABLE stationmaster_approvals RENAME TO away"_s);

        const auto refused = await(office.sabine.running(plan, approval), Person::limit);
        QVERIFY(refused && !*refused);
        QVERIFY(office.sabine.aws.applied.isEmpty());
        psql(u"ALTER TABLE away RENAME TO stationmaster_approvals"_s);

        QCOMPARE(office.sabine.verdict(plan, asked->id), u"ran"_s);
    }

    void whereNothingIsKept_sharedApprovalsRunNothing()
    {
        Office office;
        const Plan plan = office.sabine.plan();
        const auto asked = office.sabine.ask(plan);
        QCOMPARE(codeOf(office.grace.approve(*asked)), u"ok"_s);
        operations::ApprovalRules rules = office.sabine.rules();
        rules.use = {};
        operations::Runner runner(
            operations::Guard(false, rules), office.sabine.journal.get(), {&office.sabine.aws}, office.sabine.sleeper);
        const Confirmation confirmation{
            operations::Guard::nameToType(plan), true, false, office.sabine.look(asked->id)->approval};

        const auto report = await(runner.run(plan, confirmation, office.sabine.identity, {}, {}), Person::limit);

        QVERIFY(report && !*report);
        QCOMPARE(report->error().code(), u"ApprovalNotKept"_s);
        QVERIFY(office.sabine.aws.applied.isEmpty());
    }

    void waiting_leavesOutWhatIsOldOrDamaged()
    {
        Office office;
        const QStringList ids{office.sabine.ask(office.sabine.plan(u"old"_s))->id,
            office.sabine.ask(office.sabine.plan(u"changed"_s))->id,
            office.sabine.ask(office.sabine.plan(u"good"_s))->id};
        psql(
            u"UPDATE stationmaster_approvals SET requested_at = now() - interval '8 days' WHERE id = '%1';"
            "UPDATE stationmaster_approvals SET request = replace(request, 'changed', 'another') WHERE id = '%2'"_s.arg(
                ids.at(0), ids.at(1)));

        const auto waiting = office.grace.waiting();

        QCOMPARE(waiting->requests.size(), 1);
        QCOMPARE(waiting->requests.first().id, ids.at(2));
        QCOMPARE(waiting->damaged, 1);
        QCOMPARE(office.grace.look(ids.at(1)).error().code(), u"RequestDamaged"_s);
        QCOMPARE(office.grace.look(u"x'; DROP TABLE stationmaster_approvals"_s).error().kind(), Error::Kind::Invalid);
        QCOMPARE(office.grace.look(u"00000000-0000-0000-0000-000000000001"_s).error().kind(), Error::Kind::NotFound);
    }

    void oldRequest_canNotBeApproved()
    {
        Office office;
        operations::Requester requester{office.sabine.identity, {}, {}};
        requester.throughDatabase = true;
        const auto old = operations::requestFor(office.sabine.plan(), requester, office.sabine.journal->approvalKey(),
            SystemClock().nowUtc().addDays(-7).addSecs(-1));

        QCOMPARE(codeOf(office.grace.approve(*old)), u"RequestExpired"_s);
    }

    void table_isMadeOnce_andItsAbsenceIsExplained()
    {
        psql(u"DROP TABLE stationmaster_approvals"_s);
        Office office;

        const auto asked = office.sabine.ask(office.sabine.plan());
        QCOMPARE(asked.error().code(), u"NoTable"_s);
        QVERIFY(asked.error().message().contains(u"--create-table --system shop"_s));
        QCOMPARE(office.grace.waiting().error().code(), u"NoTable"_s);

        const Result<Plan> creation = office.sabine.table.creation();
        QVERIFY2(creation, qPrintable(creation ? QString() : creation.error().message()));
        QVERIFY(creation->tier() < Tier::Destructive); // else it would need the approval that it is for
        const auto make = [&] { return *await(office.sabine.approvals.makeTable({}), Person::limit); };
        QCOMPARE(codeOf(make()), u"ok"_s);
        QVERIFY(office.sabine.ask(office.sabine.plan()));
        QVERIFY(!make());
        QCOMPARE(psql(u"SELECT count(*) FROM stationmaster_approvals"_s), u"1"_s);
    }

    void withoutAPlaceInTheFile_saysHowToNameIt()
    {
        Office office;
        SystemInfo system = sharedSystem(*server);
        system.approvalDatabase.clear();
        approvals::PostgresApprovals none(office.sabine.runner, office.sabine.planner, *office.sabine.journal, system);

        QCOMPARE(await(none.waiting({}))->error().code(), u"NoApprovals"_s);
        QCOMPARE(await(none.ask(office.sabine.plan(), {}, {}))->error().code(), u"NoApprovals"_s);
    }

    void readOnly_nothingIsAskedOrAnswered()
    {
        Office office;
        Person looking(*server, office.approvers, true);
        const auto asked = office.sabine.ask(office.sabine.plan());

        QCOMPARE(looking.ask(looking.plan()).error().code(), u"ReadOnly"_s);
        QCOMPARE(looking.waiting()->requests.size(), 1);
        QVERIFY(asked);
        QCOMPARE(psql(u"SELECT count(*) FROM stationmaster_approvals"_s), u"1"_s);
    }

    void secrets_stayAtHome()
    {
        Office office;
        Plan plan = office.sabine.plan();
        plan.steps[0].operation.secrets.insert(u"PASSWORD"_s, Secret(u"Canary-7"_s));
        plan.steps[0].before = QJsonObject{{u"secret"_s, u"Canary-7"_s}};
        plan.id = operations::planId(plan);

        QVERIFY(office.sabine.ask(plan));

        QVERIFY(!psql(u"SELECT t::text FROM stationmaster_approvals AS t"_s).contains(u"Canary"_s));
    }
};

QTEST_GUILESS_MAIN(TestPostgresApprovals)
#include "tst_postgresapprovals.moc"
