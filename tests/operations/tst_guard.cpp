// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixtures.h"

#include <operations/guard.h>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using operations::Guard;

namespace {

constexpr auto Dev = Environment::Development;
constexpr auto Prod = Environment::Production;

QString verdict(const Result<void> &result) { return result ? u"admitted"_s : result.error().code(); }

} // namespace

class TestGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tiers_data()
    {
        QTest::addColumn<int>("tier");
        QTest::addColumn<bool>("production");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("deliberate");
        QTest::addColumn<bool>("terminal");
        QTest::addColumn<QString>("expected");
        const QString yes = u"admitted"_s;
        const QString no = u"NotConfirmed"_s;

        QTest::newRow("read") << 0 << true << QString() << false << false << yes;
        QTest::newRow("reversible") << 1 << true << QString() << false << false << yes;
        QTest::newRow("disruptive, Enter") << 2 << true << QString() << false << false << no;
        QTest::newRow("disruptive, Enter, development") << 2 << false << QString() << false << false << no;
        QTest::newRow("disruptive, Ctrl+Enter") << 2 << true << QString() << true << false << yes;
        QTest::newRow("disruptive, --yes") << 2 << true << QString() << false << true << yes;
        QTest::newRow("destructive, nothing typed") << 3 << false << QString() << true << true << no;
        QTest::newRow("destructive, --yes alone") << 3 << true << QString() << false << true << no;
        QTest::newRow("destructive, wrong name") << 3 << false << u"Ada"_s << true << true << no;
        QTest::newRow("destructive, name and a blank") << 3 << false << u"ada "_s << true << true << no;
        QTest::newRow("destructive, name, development") << 3 << false << u"ada"_s << false << false << yes;
        QTest::newRow("destructive, name, production") << 3 << true << u"ada"_s << false << false << no;
        QTest::newRow("destructive, name and Ctrl+Enter") << 3 << true << u"ada"_s << true << false << yes;
        QTest::newRow("destructive, name and --yes") << 3 << true << u"ada"_s << false << true << yes;
    }
    void tiers()
    {
        QFETCH(int, tier);
        QFETCH(bool, production);
        QFETCH(QString, typed);
        QFETCH(bool, deliberate);
        QFETCH(bool, terminal);
        const Plan plan = test::plan({test::step(u"ada"_s, static_cast<Tier>(tier))}, production ? Prod : Dev);

        const auto admitted = Guard(false).admit(plan, {typed, deliberate, terminal}, {});

        QTEST(verdict(admitted), "expected");
    }

    void readOnly_refusesEveryWriteAndNoRead()
    {
        const Guard guard(true);
        const Confirmation all{u"ada"_s, true, true};

        for (const Tier tier : {Tier::Reversible, Tier::Disruptive, Tier::Destructive})
            QCOMPARE(verdict(guard.admit(test::plan({test::step(u"ada"_s, tier)}), all, {})), u"ReadOnly"_s);
        QCOMPARE(verdict(guard.admit(test::plan({test::step(u"ada"_s, Tier::Read)}), {}, {})), u"admitted"_s);
        const Plan mixed = test::plan({test::step(u"a"_s, Tier::Read), test::step(u"b"_s, Tier::Reversible)});
        QCOMPARE(verdict(guard.admit(mixed, all, {})), u"ReadOnly"_s);
    }

    void pinnedAccount_refusesEveryOther()
    {
        Plan plan = test::plan({test::step(u"ada"_s)});
        plan.system.pinnedAccount = {u"111111111111"_s};
        plan.id = operations::planId(plan);
        const auto signedIn = [&plan](const QString &account) {
            return verdict(Guard(false).admit(plan, {}, Identity{{account}, {}, {}, {}}));
        };

        QCOMPARE(signedIn(u"222222222222"_s), u"WrongAccount"_s);
        QCOMPARE(signedIn({}), u"WrongAccount"_s);
        QCOMPARE(signedIn(u"111111111111"_s), u"admitted"_s);
    }

    void changedPlan_isRefused_data()
    {
        QTest::addColumn<int>("change");
        for (int i = 0; i < 16; ++i)
            QTest::newRow(qPrintable(u"change %1"_s.arg(i))) << i;
    }
    void changedPlan_isRefused()
    {
        QFETCH(int, change);
        Plan plan = test::plan({test::step(u"ada"_s), test::step(u"bob"_s)});
        Step &step = plan.steps[1];
        const QList<std::function<void()>> changes{[&] { plan.title += u"!"_s; }, [&] { plan.id = {}; },
            [&] { plan.id.value += u"0"_s; }, [&] { plan.steps.removeLast(); }, [&] { plan.steps.swapItemsAt(0, 1); },
            [&] { plan.continueOnFailure = true; }, [&] { plan.system.region = {u"eu-west-1"_s}; },
            [&] { plan.system.environment = Environment::Staging; },
            [&] { plan.system.endpointUrl = u"http://127.0.0.1:1"_s; }, [&] { plan.system.pinnedAccount = {u"1"_s}; },
            [&] { step.operation.uses = u"aws:cognito-idp:AdminDeleteUser"_s; },
            [&] { step.operation.with[u"Username"] = u"eve"_s; }, [&] { step.tier = Tier::Read; },
            [&] { step.repeat = Repeat::Unsafe; }, [&] { step.changes.clear(); },
            [&] { step.operation.secrets.insert(u"PASSWORD"_s, Secret(u"x"_s)); }};
        changes.at(change)();

        const auto admitted = Guard(false).admit(plan, {{}, true, true}, {});

        QVERIFY(!admitted);
        QCOMPARE(admitted.error().code(), u"PlanChanged"_s);
    }

    void nameToType_data()
    {
        QTest::addColumn<QStringList>("destructive");
        QTest::addColumn<QString>("expected");
        QTest::newRow("none") << QStringList() << QString();
        QTest::newRow("one") << QStringList{u"ada"_s} << u"ada"_s;
        QTest::newRow("one thing in two steps") << QStringList{u"ada"_s, u"ada"_s} << u"ada"_s;
        QTest::newRow("several") << QStringList{u"ada"_s, u"bob"_s} << u"disable 3 users"_s;
        QTest::newRow("one without a name") << QStringList{QString()} << u"disable 2 users"_s;
    }
    void nameToType()
    {
        QFETCH(QStringList, destructive);
        QList<Step> steps{test::step(u"harmless"_s)};
        for (const QString &name : std::as_const(destructive))
            steps << test::step(name, Tier::Destructive);

        QTEST(Guard::nameToType(test::plan(steps)), "expected");
    }

    void destructive_withNothingToType_isRefused()
    {
        Plan plan = test::plan({test::step({}, Tier::Destructive)});
        plan.title.clear();
        plan.id = operations::planId(plan);

        QCOMPARE(verdict(Guard(false).admit(plan, {{}, true, true}, {})), u"NotConfirmed"_s);
    }
};

QTEST_GUILESS_MAIN(TestGuard)
#include "tst_guard.moc"
