// SPDX-License-Identifier: GPL-3.0-or-later
#include <userspagereader.h>

#include <QTest>

using namespace sm;
using namespace sm::users;
using namespace Qt::Literals::StringLiterals;

class TestUsersPageReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void page_asCognitoWritesIt_givesUsersAndToken()
    {
        UsersPageReader reader;

        const auto rest
            = reader.read("{\"Users\":[{\"Username\":\"ada\",\"Enabled\":false,\"UserStatus\":\"CONFIRMED\","
                          "\"UserCreateDate\":1.760000000123E9,\"UserLastModifiedDate\":1760000001.5,"
                          "\"MFAOptions\":[{\"DeliveryMedium\":\"SMS\"}],"
                          "\"Attributes\":[{\"Name\":\"sub\",\"Value\":\"1\"},"
                          "{\"Value\":\"Gr\\u00fc\\u00dfe\",\"Name\":\"custom:note\"}]}],"
                          "\"PaginationToken\":\"t\\/1\"}");

        QVERIFY(rest);
        QCOMPARE(*rest, (QJsonObject{{u"PaginationToken"_s, u"t/1"_s}}));
        const QList<User> users = reader.take();
        QCOMPARE(users.size(), 1);
        QCOMPARE(users.first().name.value, u"ada"_s);
        QVERIFY(!users.first().enabled);
        QCOMPARE(users.first().status, UserStatus::Confirmed);
        QCOMPARE(users.first().created.toMSecsSinceEpoch(), 1'760'000'000'123);
        QCOMPARE(users.first().modified.toMSecsSinceEpoch(), 1'760'000'001'500);
        const QList<UserAttribute> attributes{{u"sub"_s, u"1"_s}, {u"custom:note"_s, u"Grüße"_s}};
        QCOMPARE(users.first().attributes, attributes);
    }

    void page_isoDatesAndNulls_areTaken()
    {
        UsersPageReader reader;

        const auto rest = reader.read("{\"Users\":[{\"Username\":\"ada\",\"UserStatus\":null,\"Attributes\":null,"
                                      "\"UserCreateDate\":\"2026-01-02T03:04:05Z\"}],\"PaginationToken\":null}");

        QVERIFY(rest);
        QVERIFY(rest->isEmpty());
        const User user = reader.take().first();
        QCOMPARE(user.created, QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC));
        QVERIFY(!user.modified.isValid());
        QVERIFY(user.enabled);
        QVERIFY(user.attributes.isEmpty());
    }

    void page_damaged_isRefusedAndGivesNoUsers_data()
    {
        QTest::addColumn<QByteArray>("body");

        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("cut") << QByteArray("{\"Users\":[{\"Username\":\"ada\"},{\"User");
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("users are text") << QByteArray("{\"Users\":\"none\"}");
        QTest::newRow("a user is text") << QByteArray("{\"Users\":[\"ada\"]}");
        QTest::newRow("a name is a list") << QByteArray("{\"Users\":[{\"Username\":[]}]}");
    }

    void page_damaged_isRefusedAndGivesNoUsers()
    {
        QFETCH(const QByteArray, body);
        UsersPageReader reader;

        const auto rest = reader.read(body);

        QVERIFY(!rest);
        QCOMPARE(rest.error().kind(), Error::Kind::BadReply);
        QVERIFY(reader.take().isEmpty());
    }

    void attributes_ofManyNames_keepTheirs()
    {
        UsersPageReader reader;
        QByteArray attributes;
        for (int i = 0; i < 600; ++i) {
            const QByteArray number = QByteArray::number(i);
            attributes
                += (i ? "," : "") + QByteArray("{\"Name\":\"custom:") + number + "\",\"Value\":\"" + number + "\"}";
        }

        QVERIFY(
            reader.read("{\"Users\":[{\"Attributes\":[" + attributes + "]},{\"Attributes\":[" + attributes + "]}]}"));

        for (const User &user : reader.take()) {
            QCOMPARE(user.attributes.size(), 600);
            for (const UserAttribute &each : user.attributes)
                QCOMPARE(each.name, u"custom:"_s + each.value);
        }
    }
};

QTEST_APPLESS_MAIN(TestUsersPageReader)
#include "tst_userspagereader.moc"
