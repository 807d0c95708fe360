// SPDX-License-Identifier: GPL-3.0-or-later
#include <operations/threeway.h>

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using operations::Comparison;
using operations::ListKeys;
using operations::threeWay;

namespace {

using Kind = Comparison::Kind;

QJsonObject variables(const QJsonObject &values) { return {{u"Variables"_s, values}}; }

QJsonObject rules(const QList<QJsonObject> &all)
{
    QJsonArray list;
    for (const QJsonObject &rule : all)
        list << rule;
    return {{u"Rules"_s, list}};
}

QJsonObject rule(const QString &id, int days) { return {{u"ID"_s, id}, {u"Days"_s, days}}; }

QStringList conflicts(const Comparison &comparison)
{
    QStringList paths;
    for (const operations::Difference &each : comparison.differences) {
        if (each.isConflict)
            paths << each.path;
    }
    return paths;
}

} // namespace

class TestThreeWay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void compare_worldAsTheStepLeftIt_goesBack()
    {
        const auto result
            = threeWay(variables({{u"A"_s, u"1"_s}}), variables({{u"A"_s, u"2"_s}}), variables({{u"A"_s, u"2"_s}}));

        QCOMPARE(result.kind, Kind::Untouched);
        QCOMPARE(result.target, QJsonValue(variables({{u"A"_s, u"1"_s}})));
        QCOMPARE(result.differences.size(), 1);
        QCOMPARE(result.differences.first().path, u"Variables.A"_s);
    }

    void compare_worldAsBeforeTheStep_isBackAlready()
    {
        const QJsonObject before = variables({{u"A"_s, u"1"_s}});

        const auto result = threeWay(before, variables({{u"A"_s, u"2"_s}}), before);

        QCOMPARE(result.kind, Kind::AlreadyBack);
        QCOMPARE(result.target, QJsonValue(before));
    }

    void compare_stepThatChangedNothing_isBackAlready()
    {
        const QJsonObject same = variables({{u"A"_s, u"1"_s}});

        QCOMPARE(threeWay(same, same, same).kind, Kind::AlreadyBack);
    }

    void compare_otherMemberChangedByOthers_isMerged()
    {
        const auto result = threeWay(variables({{u"A"_s, u"1"_s}}), variables({{u"A"_s, u"2"_s}}),
            variables({{u"A"_s, u"2"_s}, {u"THEIRS"_s, u"x"_s}}));

        QCOMPARE(result.kind, Kind::Merged);
        QCOMPARE(result.target, QJsonValue(variables({{u"A"_s, u"1"_s}, {u"THEIRS"_s, u"x"_s}})));
    }

    void compare_sameMemberChangedByOthers_isAConflict()
    {
        const auto result
            = threeWay(variables({{u"A"_s, u"1"_s}}), variables({{u"A"_s, u"2"_s}}), variables({{u"A"_s, u"3"_s}}));

        QCOMPARE(result.kind, Kind::Conflict);
        QCOMPARE(conflicts(result), QStringList{u"Variables.A"_s});
    }

    void compare_memberThatTheStepAddedAndOthersRemoved_isBackAlready()
    {
        const auto result = threeWay(variables({}), variables({{u"NEW"_s, u"1"_s}}), variables({}));

        QCOMPARE(result.kind, Kind::AlreadyBack);
        QCOMPARE(result.target, QJsonValue(variables({})));
    }

    void compare_createdThing_isToBeGone()
    {
        const auto result
            = threeWay(QJsonValue::Null, QJsonObject{{u"Name"_s, u"a"_s}}, QJsonObject{{u"Name"_s, u"a"_s}});

        QCOMPARE(result.kind, Kind::Untouched);
        QCOMPARE(result.target, QJsonValue());
    }

    void compare_createdThingThatOthersChanged_isAConflict()
    {
        const auto result
            = threeWay(QJsonValue::Null, QJsonObject{{u"Name"_s, u"a"_s}}, QJsonObject{{u"Name"_s, u"b"_s}});

        QCOMPARE(result.kind, Kind::Conflict);
    }

    void compare_createdThingThatOthersRemoved_isBackAlready()
    {
        const auto result = threeWay(QJsonValue::Null, QJsonObject{{u"Name"_s, u"a"_s}}, QJsonValue::Null);

        QCOMPARE(result.kind, Kind::AlreadyBack);
    }

    void compare_listWithKeys_isComparedByElementWhateverTheOrder()
    {
        const ListKeys keys{{u"Rules"_s, u"ID"_s}};
        const auto result = threeWay(rules({rule(u"a"_s, 1)}), rules({rule(u"a"_s, 1), rule(u"ours"_s, 2)}),
            rules({rule(u"theirs"_s, 9), rule(u"ours"_s, 2), rule(u"a"_s, 1)}), keys);

        QCOMPARE(result.kind, Kind::Merged);
        QCOMPARE(result.target, QJsonValue(rules({rule(u"theirs"_s, 9), rule(u"a"_s, 1)})));
    }

    void compare_listWithoutKeys_isOneValue()
    {
        const auto result
            = threeWay(rules({rule(u"a"_s, 1)}), rules({rule(u"b"_s, 1)}), rules({rule(u"b"_s, 1), rule(u"c"_s, 1)}));

        QCOMPARE(result.kind, Kind::Conflict);
        QCOMPARE(conflicts(result), QStringList{u"Rules"_s});
    }

    void compare_elementsWithoutAKey_areKnownByTheirContent()
    {
        const ListKeys keys{{u"Rules"_s, u"ID"_s}};
        const QJsonObject anonymous{{u"Days"_s, 5}};
        const auto result = threeWay(
            rules({anonymous}), rules({anonymous, rule(u"ours"_s, 2)}), rules({anonymous, rule(u"ours"_s, 2)}), keys);

        QCOMPARE(result.kind, Kind::Untouched);
        QCOMPARE(result.target, QJsonValue(rules({anonymous})));
    }
};

QTEST_GUILESS_MAIN(TestThreeWay)
#include "tst_threeway.moc"
