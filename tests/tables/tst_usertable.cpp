// SPDX-License-Identifier: GPL-3.0-or-later
#include <tables/usertable.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace sm;
using namespace sm::tables;

namespace {

User makeUser(const QString &email, const QString &name, bool enabled = true, UserStatus status = UserStatus::Confirmed)
{
    User user;
    user.name.value = QStringLiteral("id-") + email;
    user.attributes
        = {{QStringLiteral("sub"), user.name.value}, {QStringLiteral("email"), email}, {QStringLiteral("name"), name}};
    user.enabled = enabled;
    user.status = status;
    user.created = QDateTime(QDate(2026, 1, 2), QTime(3, 4), Qt::UTC);
    user.modified = user.created.addDays(email.size());
    return user;
}

QList<User> someUsers()
{
    return {makeUser(QStringLiteral("zoe@example.org"), QStringLiteral("Zoë Ångström")),
        makeUser(QStringLiteral("ada@example.org"), QStringLiteral("Ada Lovelace"), false),
        makeUser(QStringLiteral("bob@test.example"), QStringLiteral("Bob"), true, UserStatus::ForceChangePassword)};
}

QStringList emails(const UserTable &table)
{
    QStringList shown;
    for (int row = 0; row < table.rowCount(); ++row)
        shown.append(table.user(row).attribute(QStringLiteral("email")));
    return shown;
}

UserQuery query(const QString &text)
{
    return UserQuery::parse(text, {QStringLiteral("email"), QStringLiteral("name")});
}

const UserColumn email{UserColumn::Kind::Attribute, QStringLiteral("email")};
const UserColumn status{UserColumn::Kind::Status, {}};

} // namespace

class TestUserTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        table = std::make_unique<UserTable>();
        table->setColumns({email, status, {UserColumn::Kind::Groups, {}}, {UserColumn::Kind::Modified, {}}});
        tester = std::make_unique<QAbstractItemModelTester>(table.get());
        table->append(someUsers());
    }
    void cleanup()
    {
        tester.reset();
        table.reset();
    }

    void append_keepsThePoolsOrderAndEverything()
    {
        const User user = table->user(0);

        QCOMPARE(table->rowCount(), 3);
        QCOMPARE(user.name.value, QStringLiteral("id-zoe@example.org"));
        QCOMPARE(user.attributes, someUsers().first().attributes);
        QCOMPARE(user.created, someUsers().first().created);
        QCOMPARE(table->headerData(0, Qt::Horizontal).toString(), QStringLiteral("Email"));
    }

    void query_findsWithoutCaseInAnyAttribute()
    {
        table->setQuery(query(QStringLiteral("ZOË ÅNG")));
        QCOMPARE(emails(*table), QStringList{QStringLiteral("zoe@example.org")});

        table->setQuery(query(QStringLiteral("id-bob")));
        QCOMPARE(emails(*table), QStringList{QStringLiteral("bob@test.example")});

        table->setQuery(query(QStringLiteral("example.org -ada")));
        QCOMPARE(emails(*table), QStringList{QStringLiteral("zoe@example.org")});

        table->setQuery(query(QStringLiteral("nobody")));
        QCOMPARE(table->rowCount(), 0);
    }

    void query_doesNotMatchAcrossAttributesOrUsers()
    {
        table->setQuery(query(QStringLiteral("\"lovelace id-bob\"")));

        QCOMPARE(table->rowCount(), 0);
    }

    void query_byEnabledGroupAndStatus()
    {
        table->addMembers(
            {QStringLiteral("Analysts")}, {{QStringLiteral("id-bob@test.example")}, {QStringLiteral("ghost")}});

        table->setQuery(query(QStringLiteral("enabled:no")));
        QCOMPARE(emails(*table), QStringList{QStringLiteral("ada@example.org")});
        table->setQuery(query(QStringLiteral("group:analysts")));
        QCOMPARE(emails(*table), QStringList{QStringLiteral("bob@test.example")});
        QCOMPARE(table->user(0).groups, QStringList{QStringLiteral("Analysts")});
        table->setQuery(query(QStringLiteral("group:none enabled:yes")));
        QCOMPARE(emails(*table), QStringList{QStringLiteral("zoe@example.org")});
        table->setQuery(query(QStringLiteral("status:\"must change\"")));
        QCOMPARE(emails(*table), QStringList{QStringLiteral("bob@test.example")});
    }

    void query_invitationExpired_needsTheFacts()
    {
        table->setQuery(query(QStringLiteral("invitation:expired")));
        table->setFacts({7, QDateTime(QDate(2026, 1, 20), {}, Qt::UTC)});
        QCOMPARE(table->rowCount(), 0);

        table->setFacts({7, QDateTime(QDate(2026, 6, 1), {}, Qt::UTC)});

        QCOMPARE(emails(*table), QStringList{QStringLiteral("bob@test.example")});
        QCOMPARE(table->index(0, 1).data().toString(), QStringLiteral("Invitation expired"));
        QCOMPARE(table->index(0, 1).data(UserTable::ToneRole).toString(), QStringLiteral("warning"));
    }

    void sort_byTextAndByRawTime()
    {
        table->sort(0, Qt::AscendingOrder);
        QCOMPARE(emails(*table).first(), QStringLiteral("ada@example.org"));

        table->sort(3, Qt::DescendingOrder);
        QCOMPARE(emails(*table).first(), QStringLiteral("bob@test.example"));
        QCOMPARE(
            table->index(0, 3).data(UserTable::SortRole).toLongLong(), table->user(0).modified.toMSecsSinceEpoch());
    }

    void sortAndFilter_stayForUsersThatComeLater()
    {
        table->sort(0, Qt::AscendingOrder);
        table->setQuery(query(QStringLiteral("example.org")));

        table->append({makeUser(QStringLiteral("bea@example.org"), QStringLiteral("Bea"))});

        QCOMPARE(emails(*table),
            (QStringList{QStringLiteral("ada@example.org"), QStringLiteral("bea@example.org"),
                QStringLiteral("zoe@example.org")}));
    }

    void update_changesOneRowAndTheSearch()
    {
        QSignalSpy changed(table.get(), &UserTable::dataChanged);
        User ada = table->user(1);
        ada.enabled = true;
        ada.attributes[2].value = QStringLiteral("Countess");

        table->update(ada);

        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().toModelIndex().row(), 1);
        table->setQuery(query(QStringLiteral("countess")));
        QCOMPARE(emails(*table), QStringList{QStringLiteral("ada@example.org")});
        table->setQuery(query(QStringLiteral("lovelace")));
        QCOMPARE(table->rowCount(), 0);
    }

    void remove_takesTheRowAway()
    {
        table->remove({QStringLiteral("id-ada@example.org")});
        table->remove({QStringLiteral("id-ada@example.org")});

        QCOMPARE(emails(*table), (QStringList{QStringLiteral("zoe@example.org"), QStringLiteral("bob@test.example")}));
        QCOMPARE(table->index().liveCount(), 2);
        table->append({someUsers().at(1)});
        QCOMPARE(table->rowCount(), 3);
    }

    void manyUsers_areSearchedInTheBackground()
    {
        table->append(manyUsers(0, 12'000));
        QSignalSpy searched(table.get(), &UserTable::searched);

        table->setQuery(query(QStringLiteral("user1")));
        table->setQuery(query(QStringLiteral("user0012")));

        QVERIFY(searched.wait());
        QCOMPARE(table->rowCount(), 10);
        QCOMPARE(searched.size(), 1);
    }

    void usersThatComeDuringASearch_areFoundToo()
    {
        table->append(manyUsers(0, 12'000));

        table->setQuery(query(QStringLiteral("user")));
        table->append(manyUsers(12'000, 100));

        QTRY_COMPARE(table->rowCount(), 12'100);
    }

    void usersThatComeDuringASort_areSortedIn()
    {
        table->append(manyUsers(100, 12'000));

        table->sort(0, Qt::AscendingOrder);
        table->append(manyUsers(0, 100));
        table->setQuery(query(QStringLiteral("example.net")));

        QTRY_COMPARE(table->rowCount(), 12'100);
        QCOMPARE(emails(*table).mid(99, 2),
            (QStringList{QStringLiteral("user00099@example.net"), QStringLiteral("user00100@example.net")}));
    }

    void usersThatComeLater_areFilteredWithoutAReset()
    {
        table->setQuery(query(QStringLiteral("-user00001")));
        table->append(manyUsers(0, 12'000));
        QTRY_COMPARE(table->rowCount(), 12'002);
        QSignalSpy reset(table.get(), &UserTable::modelReset);

        table->append(manyUsers(0, 3));

        QTRY_COMPARE(table->rowCount(), 12'004);
        QCOMPARE(reset.size(), 0);
    }

    void users_areFoundByNameInEverySegment()
    {
        table->append(manyUsers(0, 12'000));
        QTRY_COMPARE(table->rowCount(), 12'003);

        for (const int number : {0, 4092, 4093, 8000, 11'999}) {
            const UserName name = manyUsers(number, 1).first().name;
            QCOMPARE(table->shownRow(name), number + 3); // after the three of init()
        }
        QCOMPARE(table->shownRow({QStringLiteral("nobody")}), -1);
    }

    void snapshot_doesNotSeeWhatComesLater()
    {
        const UserIndex snapshot = table->index();

        table->append(manyUsers(0, 1));
        table->remove({QStringLiteral("id-ada@example.org")});

        QCOMPARE(snapshot.size(), 3);
        QCOMPARE(snapshot.rowOf({QStringLiteral("id-ada@example.org")}), 1);
        QCOMPARE(snapshot.rowOf(manyUsers(0, 1).first().name), -1);
    }

    void sort_withoutCaseAndBeyondAscii()
    {
        table->append({makeUser(QStringLiteral("BOB@test.example"), QStringLiteral("bob")),
            makeUser(QStringLiteral("éva@example.org"), QStringLiteral("Éva")),
            makeUser(QStringLiteral("a-very-long-name@example.org"), QStringLiteral("A")),
            makeUser(QStringLiteral("a-very-long-nam@example.org"), QStringLiteral("B"))});

        table->sort(0, Qt::AscendingOrder);

        QCOMPARE(emails(*table),
            (QStringList{QStringLiteral("a-very-long-nam@example.org"), QStringLiteral("a-very-long-name@example.org"),
                QStringLiteral("ada@example.org"), QStringLiteral("bob@test.example"),
                QStringLiteral("BOB@test.example"), QStringLiteral("zoe@example.org"),
                QStringLiteral("éva@example.org")}));
    }

private:
    static QList<User> manyUsers(int first, int count)
    {
        QList<User> many;
        for (int i = first; i < first + count; ++i)
            many.append(
                makeUser(QStringLiteral("user%1@example.net").arg(i, 5, 10, QLatin1Char('0')), QStringLiteral("N")));
        return many;
    }

    std::unique_ptr<UserTable> table;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

QTEST_GUILESS_MAIN(TestUserTable)
#include "tst_usertable.moc"
