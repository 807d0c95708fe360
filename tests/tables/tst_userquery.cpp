// SPDX-License-Identifier: GPL-3.0-or-later
#include <tables/userquery.h>

#include <QTest>

using sm::tables::UserQuery;

namespace {

const QStringList attributes{QStringLiteral("email"), QStringLiteral("custom:department")};

UserQuery parse(const char *text) { return UserQuery::parse(QString::fromUtf8(text), attributes); }

} // namespace

class TestUserQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words_areFoldedTextTerms()
    {
        const UserQuery query = parse("  Ada STRASSE ");

        QCOMPARE(query.terms.size(), 2);
        QVERIFY(query.terms.at(0).key.isEmpty());
        QCOMPARE(query.terms.at(0).value, QStringLiteral("ada"));
        QCOMPARE(query.terms.at(1).value, QStringLiteral("strasse"));
    }

    void quotes_keepSpaces()
    {
        const UserQuery query = parse("\"Ada Lovelace\" status:\"must change\"");

        QCOMPARE(query.terms.size(), 2);
        QCOMPARE(query.terms.at(0).value, QStringLiteral("ada lovelace"));
        QCOMPARE(query.terms.at(1).key, QStringLiteral("status"));
        QCOMPARE(query.terms.at(1).value, QStringLiteral("must change"));
    }

    void attributeWithColon_isTheKey()
    {
        const UserQuery query = parse("custom:department:Wind EMAIL:@example.org");

        QCOMPARE(query.terms.at(0).key, QStringLiteral("custom:department"));
        QCOMPARE(query.terms.at(0).value, QStringLiteral("wind"));
        QCOMPARE(query.terms.at(1).key, QStringLiteral("email"));
    }

    void unknownKey_isText()
    {
        const UserQuery query = parse("colour:red group:");

        QVERIFY(query.terms.at(0).key.isEmpty());
        QCOMPARE(query.terms.at(0).value, QStringLiteral("colour:red"));
        QVERIFY(query.terms.at(1).key.isEmpty());
    }

    void minus_excludes()
    {
        const UserQuery query = parse("-group:Admins - -x");

        QVERIFY(query.terms.at(0).excluded);
        QCOMPARE(query.terms.at(0).key, QStringLiteral("group"));
        QVERIFY(!query.terms.at(1).excluded);
        QVERIFY(query.terms.at(2).excluded);
    }

    void invitation_expiresAfterItsDays()
    {
        const QDateTime sent(QDate(2026, 9, 2), QTime(9, 14), Qt::UTC);
        const auto pending = sm::UserStatus::ForceChangePassword;

        QVERIFY(!sm::isInvitationExpired(pending, sent, 7, sent.addDays(7)));
        QVERIFY(sm::isInvitationExpired(pending, sent, 7, sent.addDays(7).addSecs(1)));
        QVERIFY(!sm::isInvitationExpired(sm::UserStatus::Confirmed, sent, 7, sent.addDays(70)));
    }
};

QTEST_GUILESS_MAIN(TestUserQuery)
#include "tst_userquery.moc"
