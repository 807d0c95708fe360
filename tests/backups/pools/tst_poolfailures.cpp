// SPDX-License-Identifier: GPL-3.0-or-later
// What Cognito refuses, and where the connection breaks: nothing half counts, and it is said how far it came.
#include <executors/systembench.h>

#include <pools/poolexecutor.h>
#include <pools/poolplanner.h>
#include <support/fakecaller.h>

#include <QJsonArray>
#include <QTimer>

using namespace sm;
using namespace sm::test;

namespace {

QJsonObject user(int number)
{
    const QString name = u"user%1"_s.arg(number);
    const QJsonArray attributes{QJsonObject{{u"Name"_s, u"email"_s}, {u"Value"_s, name + u"@example.com"_s}},
        QJsonObject{{u"Name"_s, u"sub"_s}, {u"Value"_s, u"sub of "_s + name}}};
    return {{u"Username"_s, name}, {u"Attributes"_s, attributes}, {u"Enabled"_s, true},
        {u"UserStatus"_s, u"CONFIRMED"_s}, {u"UserCreateDate"_s, u"2026-01-02T03:04:05Z"_s}};
}

QJsonObject page(int from, int count, const QString &next = {})
{
    QJsonArray users;
    for (int number = from; number < from + count; ++number)
        users << user(number);
    QJsonObject answer{{u"Users"_s, users}};
    if (!next.isEmpty())
        answer.insert(u"PaginationToken"_s, next);
    return answer;
}

struct Bench
{
    void describe()
    {
        caller.answer(u"DescribeUserPool"_s,
            {{u"UserPool"_s, QJsonObject{{u"Id"_s, u"eu-west-1_p"_s}, {u"Name"_s, u"people"_s}}}});
    }
    /// Script of one walk over a pool of \p users.
    void walk(const QJsonObject &users)
    {
        describe();
        caller.answer(u"ListUsers"_s, users);
        caller.answer(u"ListGroups"_s, {{u"Groups"_s, QJsonArray()}});
    }
    operations::StepEvent run(const QString &verb, CancelToken token = {})
    {
        QJsonObject with{{u"asset"_s, u"people"_s}, {u"pool"_s, u"eu-west-1_p"_s}};
        if (verb != "export"_L1)
            with.insert(u"backup"_s, u"newest"_s);
        return bench.ExecutorBench::runStep(stepOf(u"pool:"_s + verb, with), token);
    }
    bool isEmpty() const
    {
        return await(vault.list({}, {}))->value().isEmpty() && await(vault.drafts({}, {}))->value().isEmpty();
    }

    FakeCaller caller;
    QTemporaryDir folder;
    Knowledge known;
    SystemInfo system{{u"shop"_s}, u"Shop"_s, Environment::Development, {}, {}, {}, {}, {}, {}, {}};
    backups::Vault vault{folder.filePath(u"vault"_s)};
    store::CaptureStore captures{folder.filePath(u"captures"_s), captureSeal()};
    backups::PoolExecutor executor{system, caller, known.models, vault, captures};
    backups::PoolPlanner planner{known.catalog};
    InstantSleeper sleeper;
    SystemBench bench{known, {&executor}, {&planner}, sleeper};
};

const Error lost = Error(Error::Kind::Network, u"The connection was lost."_s).withCode(u"Broken"_s);

} // namespace

class TestPoolFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void export_thatBreaksOff_leavesNothing_data()
    {
        QTest::addColumn<int>("pages");
        QTest::newRow("at the first page") << 0;
        QTest::newRow("at the second page") << 1;
        QTest::newRow("at the groups") << 2;
    }
    void export_thatBreaksOff_leavesNothing()
    {
        QFETCH(int, pages);
        Bench bench;
        bench.describe();
        if (pages > 0)
            bench.caller.answer(u"ListUsers"_s, page(0, 60, u"more"_s));
        if (pages > 1)
            bench.caller.answer(u"ListUsers"_s, page(60, 5));
        bench.caller.fail(pages > 1 ? u"ListGroups"_s : u"ListUsers"_s, lost);

        const auto event = bench.run(u"export"_s);

        QCOMPARE(event.state, StepState::Failed);
        QCOMPARE(event.error->code(), u"Broken"_s);
        QVERIFY(bench.isEmpty());
    }

    void export_cancelled_leavesNothing()
    {
        Bench bench;
        bench.describe();
        bench.caller.answer(u"ListUsers"_s, page(0, 60, u"more"_s)); // no answer for the second page
        CancelSource cancel;
        QTimer late;
        late.setSingleShot(true);
        QObject::connect(&late, &QTimer::timeout, &late, [&cancel] { cancel.cancel(); });
        late.start(100);

        const auto event = bench.run(u"export"_s, cancel.token());

        QCOMPARE(event.state, StepState::Skipped);
        QVERIFY(bench.isEmpty());
    }

    void export_ofManyPages_keepsEachUserOnce()
    {
        constexpr int pages = 300;
        Bench bench;
        bench.describe();
        for (int number = 0; number < pages; ++number)
            bench.caller.answer(
                u"ListUsers"_s, page(60 * number, 60, number + 1 < pages ? u"token %1"_s.arg(number) : QString()));
        bench.caller.answer(u"ListGroups"_s, {{u"Groups"_s, QJsonArray()}});

        const auto event = bench.run(u"export"_s);

        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
        QCOMPARE(event.output.value(u"items"_s), QJsonValue(60 * pages));
        QFile file(event.output.value(u"folder"_s).toString() + u"/users.jsonl"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), 60 * pages);
    }

    void import_refusedHalfway_saysHowFarItCame()
    {
        Bench bench;
        bench.walk(page(0, 3));
        QVERIFY(bench.run(u"export"_s).state == StepState::Done);
        for (int look = 0; look < 2; ++look) // before it, and when it begins
            bench.walk(page(0, 0));
        for (int number = 0; number < 2; ++number)
            bench.caller.answer(u"AdminCreateUser"_s, {{u"User"_s, user(number)}});
        bench.caller.fail(u"AdminCreateUser"_s,
            Error(Error::Kind::Throttled, u"Too many users were made."_s).withCode(u"LimitExceededException"_s));

        const auto event = bench.run(u"import"_s);

        QCOMPARE(event.state, StepState::Failed);
        QCOMPARE(event.error->code(), u"LimitExceededException"_s);
        QCOMPARE(event.error->changed(), Error::Changed::Yes);
        QVERIFY2(event.error->message().contains(u"2 users had been made before"), qPrintable(why(event)));
    }

    void import_whoseAnswerIsLost_isInDoubt()
    {
        Bench bench;
        bench.walk(page(0, 1));
        QVERIFY(bench.run(u"export"_s).state == StepState::Done);
        for (int look = 0; look < 2; ++look)
            bench.walk(page(0, 0));
        bench.caller.fail(u"AdminCreateUser"_s, lost.withChanged(Error::Changed::Unknown));

        QCOMPARE(bench.run(u"import"_s).state, StepState::InDoubt);
    }

    void import_sendsNoMessage_andNoAttributeOfCognitosOwn()
    {
        Bench bench;
        bench.walk(page(0, 1));
        QVERIFY(bench.run(u"export"_s).state == StepState::Done);
        for (int look = 0; look < 2; ++look)
            bench.walk(page(0, 0));
        bench.caller.answer(u"AdminCreateUser"_s, {{u"User"_s, user(0)}});
        bench.walk(page(0, 1));

        const auto event = bench.run(u"import"_s);

        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
        const QJsonObject sent = bench.caller.inputs(u"AdminCreateUser"_s).value(0);
        QCOMPARE(sent.value(u"MessageAction"_s), QJsonValue(u"SUPPRESS"_s));
        QVERIFY(!sent.contains(u"TemporaryPassword"_s));
        QCOMPARE(sent.value(u"UserAttributes"_s),
            QJsonValue(QJsonArray{QJsonObject{{u"Name"_s, u"email"_s}, {u"Value"_s, u"user0@example.com"_s}}}));
        QCOMPARE(bench.caller.permits().size(), 1);
    }

    void import_whomSomebodyMadeMeanwhile_leavesThemAlone()
    {
        Bench bench;
        bench.walk(page(0, 1));
        QVERIFY(bench.run(u"export"_s).state == StepState::Done);
        for (int look = 0; look < 2; ++look)
            bench.walk(page(0, 0));
        bench.caller.fail(u"AdminCreateUser"_s,
            Error(Error::Kind::Conflict, u"There is one."_s).withCode(u"UsernameExistsException"_s));
        bench.walk(page(0, 1));

        const auto event = bench.run(u"import"_s);

        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
        QCOMPARE(event.output.value(u"created"_s), QJsonValue(0));
        QCOMPARE(event.output.value(u"there"_s), QJsonValue(1));
    }
};

QTEST_GUILESS_MAIN(TestPoolFailures)
#include "tst_poolfailures.moc"
