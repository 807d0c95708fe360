// SPDX-License-Identifier: GPL-3.0-or-later
#include "poolcomparison.h"

#include <QJsonArray>
#include <QTest>

using namespace sm;
using namespace sm::backups;
using namespace Qt::Literals::StringLiterals;

namespace {

PoolUser user(const QString &name, const QMap<QString, QString> &attributes = {})
{
    PoolUser made;
    made.name = name;
    made.status = u"CONFIRMED"_s;
    made.attributes = attributes;
    made.attributes.insert(u"sub"_s, u"sub of "_s + name);
    return made;
}

/// A pool of \p users, all in the group "staff".
PoolContents contents(const QList<PoolUser> &users, const PoolFacts &facts = {})
{
    PoolContents made;
    const PoolVisitor visitor = collector(&made, facts);
    for (const PoolUser &each : users) {
        if (!visitor.user(each))
            qFatal("a user is not taken");
    }
    if (!visitor.group({{u"GroupName"_s, u"staff"_s}, {u"Precedence"_s, 3}}))
        qFatal("a group is not taken");
    for (const PoolUser &each : users) {
        if (!visitor.member(u"staff"_s, each.name))
            qFatal("a member is not taken");
    }
    return made;
}

} // namespace

class TestPoolComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameUsers_withOtherSubs_areTheSame()
    {
        PoolUser other = user(u"ada"_s, {{u"email"_s, u"ada@example.com"_s}});
        other.attributes.insert(u"sub"_s, u"another"_s);
        other.attributes.insert(u"identities"_s, u"[]"_s);
        other.status = u"FORCE_CHANGE_PASSWORD"_s;

        const PoolComparison comparison
            = compared(contents({user(u"ada"_s, {{u"email"_s, u"ada@example.com"_s}})}), contents({other}));

        QVERIFY(comparison.isSame());
        QCOMPARE(comparison.same, 1);
    }

    void oneChangedAttribute_amongManyUsers_isFound()
    {
        QList<PoolUser> kept;
        for (int number = 0; number < 10'000; ++number)
            kept << user(u"user%1"_s.arg(number), {{u"email"_s, u"%1@example.com"_s.arg(number)}});
        QList<PoolUser> now = kept;
        now[7'777].attributes.insert(u"email"_s, u"7778@example.com"_s);

        const PoolComparison comparison = compared(contents(kept), contents(now));

        QCOMPARE(comparison.differing, QStringList{u"user7777"_s});
        QCOMPARE(comparison.same, 9'999);
        QVERIFY(!comparison.isSame());
    }

    void disabledUser_differs()
    {
        PoolUser now = user(u"ada"_s);
        now.isEnabled = false;

        QCOMPARE(compared(contents({user(u"ada"_s)}), contents({now})).differing, QStringList{u"ada"_s});
    }

    void missingAndAdded_areToldWithTheirGroups()
    {
        const PoolComparison comparison
            = compared(contents({user(u"ada"_s), user(u"bob"_s)}), contents({user(u"bob"_s), user(u"eve"_s)}));

        QCOMPARE(comparison.missing, QStringList{u"ada"_s});
        QCOMPARE(comparison.added, QStringList{u"eve"_s});
        QCOMPARE(comparison.missingMembers, QStringList{u"staff: ada"_s});
        QCOMPARE(comparison.addedMembers, QStringList{u"staff: eve"_s});
        const QJsonObject json = toJson(comparison, {});
        QCOMPARE(json.value(u"users"_s)[u"missing"_s], QJsonValue(1));
        QCOMPARE(json.value(u"differences"_s)[u"added"_s], QJsonValue(QJsonArray{u"eve"_s}));
    }

    void federatedUser_thatIsNotThere_isLeftOut()
    {
        PoolUser federated = user(u"google_7"_s);
        federated.status = u"EXTERNAL_PROVIDER"_s;

        const PoolComparison comparison = compared(contents({user(u"ada"_s), federated}), contents({user(u"ada"_s)}));

        QVERIFY(comparison.isSame());
        QCOMPARE(comparison.federated, 1);
    }

    void poolOfAddresses_isComparedByThem()
    {
        PoolFacts facts;
        facts.signInBy = {u"email"_s};
        facts.isCaseSensitive = false;
        const PoolUser kept = user(u"1111"_s, {{u"email"_s, u"Ada@example.com"_s}});
        const PoolUser now = user(u"2222"_s, {{u"email"_s, u"Ada@example.com"_s}});

        QVERIFY(compared(contents({kept}, facts), contents({now}, facts)).isSame());
        QCOMPARE(facts.keyOf(kept), u"ada@example.com"_s);
        QCOMPARE(facts.nameToCreate(kept), u"Ada@example.com"_s);
    }

    void groups_thatDiffer_areNamed()
    {
        PoolContents now = contents({});
        now.groups[u"staff"_s].insert(u"Precedence"_s, 4);
        now.groups.insert(u"guests"_s, {{u"GroupName"_s, u"guests"_s}});

        const PoolComparison comparison = compared(contents({}), now);

        QCOMPARE(comparison.differingGroups, QStringList{u"staff"_s});
        QCOMPARE(comparison.addedGroups, QStringList{u"guests"_s});
    }

    void line_andBack_isTheSameUser()
    {
        PoolUser kept = user(u"ada"_s, {{u"custom:note"_s, u"\"ü\n"_s}});
        kept.isEnabled = false;
        kept.created = u"2026-01-02T03:04:05.678Z"_s;

        const PoolUser back = poolUserFromLine(toLine(kept));

        QCOMPARE(back.attributes, kept.attributes);
        QCOMPARE(back.isEnabled, false);
        QCOMPARE(back.created, kept.created);
        QCOMPARE(back.checksum(), kept.checksum());
    }

    void factsOfAPool_sayWhatANewOneNeeds()
    {
        const QJsonArray schema{QJsonObject{{u"Name"_s, u"sub"_s}, {u"Required"_s, true}},
            QJsonObject{{u"Name"_s, u"email"_s}, {u"Required"_s, true}},
            QJsonObject{{u"Name"_s, u"nickname"_s}, {u"Required"_s, false}},
            QJsonObject{{u"Name"_s, u"custom:team"_s}, {u"Required"_s, false}}};
        const PoolFacts facts = poolFactsFrom({{u"Id"_s, u"p"_s}, {u"Name"_s, u"people"_s},
            {u"SchemaAttributes"_s, schema}, {u"LambdaConfig"_s, QJsonObject{{u"PreSignUp"_s, u"arn"_s}}},
            {u"MfaConfiguration"_s, u"OPTIONAL"_s}, {u"UsernameAttributes"_s, QJsonArray{u"email"_s}}});

        const QJsonObject create = facts.settings().value(u"create"_s).toObject();
        const QJsonArray made = create.value(u"Schema"_s).toArray();
        QCOMPARE(made.size(), 2);
        QCOMPARE(made.at(0)[u"Name"_s], QJsonValue(u"email"_s));
        QCOMPARE(made.at(1)[u"Name"_s], QJsonValue(u"team"_s));
        QVERIFY(!create.contains(u"LambdaConfig"_s)); // a drill must not set off what a sign-up does
        QVERIFY(facts.hasMfa);
        QCOMPARE(poolFactsFromSettings(facts.settings()).name, u"people"_s);
    }
};

QTEST_GUILESS_MAIN(TestPoolComparison)
#include "tst_poolcomparison.moc"
