// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixtures.h"

#include <core/csv.h>
#include <users/userimport.h>

#include <QTest>

using namespace sm;
using namespace sm::users;
using namespace sm::test;

class TestUserImport : public QObject
{
    Q_OBJECT

private:
    static Result<UserImport> read(const QByteArray &csv, const UserPool &pool = emailPool())
    {
        const auto exists = [](const QString &folded) { return folded == u"ada@example.com"_s; };
        return readUsers(csv, pool, {{{u"Analysts"_s}, {}}, {{u"Data team"_s}, {}}}, exists);
    }
    static QString problem(const QByteArray &row, const UserPool &pool = emailPool())
    {
        const Result<UserImport> import
            = read("email,username,groups,send_invitation,email_verified,custom:department\n" + row + "\n", pool);
        return import ? import->rows.value(0).problem : import.error().message();
    }

private Q_SLOTS:
    void goodFile_everyColumn_becomesUsers()
    {
        const auto import = read("\xef\xbb\xbf"
                                 "Email,NAME,Custom:Department,groups,send_invitation,email_verified\r\n"
                                 "bea@example.com,\"Bea, B.\",Wind,Analysts; Data team ;Analysts,no,no\r\n"
                                 "zoe@example.com,Zo\xc3\xab,,,,\r\n");

        QVERIFY(import);
        QCOMPARE(import->users.size(), 2);
        const NewUser bea = import->users.first();
        QCOMPARE(bea.name.value, u"bea@example.com"_s);
        QCOMPARE(bea.attributes,
            (QList<UserAttribute>{
                {u"email"_s, u"bea@example.com"_s}, {u"name"_s, u"Bea, B."_s}, {u"custom:department"_s, u"Wind"_s}}));
        QCOMPARE(bea.groups, (QStringList{u"Analysts"_s, u"Data team"_s}));
        QVERIFY(!bea.sendInvitation && !bea.emailVerified && bea.password.isEmpty());
        const NewUser zoe = import->users.last();
        QCOMPARE(zoe.attributes.last().value, u"Zoë"_s);
        QVERIFY(zoe.sendInvitation && zoe.emailVerified && zoe.groups.isEmpty());
        QCOMPARE(import->rows.last().line, 3);
    }

    void ownExport_ofWhatLooksLikeAFormula_comesBackUnchanged()
    {
        UserPool pool = somePool();
        const QByteArray file = csv::record({csv::text(u"username"_s), csv::text(u"email"_s)})
            + csv::record({csv::text(u"+4912345"_s), csv::text(u"=zoe@example.com"_s)});

        const auto import = read(file, pool);

        QVERIFY(import && import->users.size() == 1);
        QCOMPARE(import->users.first().name.value, u"+4912345"_s);
        QCOMPARE(import->users.first().attributes.first().value, u"=zoe@example.com"_s);
    }

    void wrongFile_isRefusedAsAWhole_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<QString>("says");
        QTest::newRow("empty") << QByteArray() << u"empty"_s;
        QTest::newRow("only a mark") << QByteArray("\xef\xbb\xbf") << u"empty"_s;
        QTest::newRow("unknown column") << QByteArray("email,shoe\na,b\n") << u"column 2"_s;
        QTest::newRow("column of the service") << QByteArray("email,sub\na,b\n") << u"column 2"_s;
        QTest::newRow("no name") << QByteArray("name\nBea\n") << u"\"username\" or \"email\""_s;
        QTest::newRow("twice") << QByteArray("email,Email\na,b\n") << u"twice"_s;
        QTest::newRow("ragged") << QByteArray("email,name\na@b,x\nc@d\n") << u"row 3"_s;
        QTest::newRow("semicolons") << QByteArray("email;name\na;b\n") << u"semicolons"_s;
        QTest::newRow("open quote") << QByteArray("email\n\"a@b\n") << u"quote"_s;
        QTest::newRow("not UTF-8") << QByteArray("email\nzo\xeb@example.com\n") << u"UTF-8"_s;
        QTest::newRow("UTF-16") << QByteArray("\xff\xfe"
                                              "e\0m\0",
            6) << u"UTF-16"_s;
        QTest::newRow("a page") << QByteArray("<html><body>Sign in</body></html>") << u"no attribute"_s;
    }
    void wrongFile_isRefusedAsAWhole()
    {
        QFETCH(const QByteArray, csv);
        QFETCH(const QString, says);

        const auto import = read(csv);

        QVERIFY(!import);
        QCOMPARE(import.error().kind(), Error::Kind::Invalid);
        QVERIFY2(import.error().message().contains(says), qPrintable(import.error().message()));
    }

    void headerAlone_isNobody()
    {
        const auto import = read("email\n");

        QVERIFY(import);
        QVERIFY(import->rows.isEmpty() && import->users.isEmpty());
    }

    void tenThousandUsers_areRead_oneMoreIsNot()
    {
        QByteArray csv = "email\n";
        for (int i = 0; i < 10'000; ++i)
            csv += "user" + QByteArray::number(i) + "@example.com\n";

        QCOMPARE(read(csv)->users.size(), 10'000);
        const auto tooMany = read(csv + "one.more@example.com\n");

        QVERIFY(!tooMany);
        QVERIFY2(tooMany.error().message().contains(u"split"_s), qPrintable(tooMany.error().message()));
    }

    void row_withAProblem_saysWhich_data()
    {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QString>("says");
        QTest::newRow("good") << QByteArray("bea@example.com,bea@example.com,Analysts,yes,no,") << QString();
        QTest::newRow("no name") << QByteArray("bea@example.com, ,,,,") << u"No user name"_s;
        QTest::newRow("4 KB") << "bea@example.com," + QByteArray(4096, 'x') + ",,,," << u"longer than 128 characters"_s;
        QTest::newRow("control") << QByteArray("bea@example.com,be\x01@example.com,,,,") << u"control characters"_s;
        QTest::newRow("line end") << QByteArray("bea@example.com,\"be\na@example.com\",,,,") << u"control"_s;
        QTest::newRow("control in an attribute")
            << QByteArray("bea@example.com,bea@example.com,,,,W\x1bnd") << u"custom:department"_s;
        QTest::newRow("long attribute") << "bea@example.com,bea@example.com,,,," + QByteArray(2049, 'x')
                                        << u"longer than 2048"_s;
        QTest::newRow("no address") << QByteArray("bea@example.com,bea,,,,") << u"e-mail addresses"_s;
        QTest::newRow("exists") << QByteArray("ADA@example.com,ADA@example.com,,,,") << u"already"_s;
        QTest::newRow("no such group") << QByteArray("bea@example.com,bea@example.com,Admins,,,") << u"\"Admins\""_s;
        QTest::newRow("invite?") << QByteArray("bea@example.com,bea@example.com,,perhaps,,") << u"send_invitation"_s;
        QTest::newRow("verified?") << QByteArray("bea@example.com,bea@example.com,,,nope,") << u"email_verified"_s;
    }
    void row_withAProblem_saysWhich()
    {
        QFETCH(const QByteArray, row);
        QFETCH(const QString, says);

        const QString said = problem(row);

        QCOMPARE(said.isEmpty(), says.isEmpty());
        QVERIFY2(said.contains(says), qPrintable(said));
    }

    void row_twiceInTheFile_isLeftOutTheSecondTime()
    {
        const auto import = read("email\nbea@example.com\nBEA@example.com\nzoe@example.com\n");

        QVERIFY(import);
        QCOMPARE(import->users.size(), 2);
        QCOMPARE(import->leftOut(), 1);
        QVERIFY(import->rows.at(1).problem.contains(u"further up"_s));
        QCOMPARE(import->rows.at(1).line, 3);
    }

    void row_invitationWithoutAddress_isLeftOut()
    {
        const QByteArray csv = "username,email,send_invitation\nbea,,yes\nzoe,,no\n";

        const auto import = read(csv, somePool());

        QVERIFY(import && import->users.size() == 1);
        QVERIFY(import->rows.first().problem.contains(u"invitation"_s));
    }

    void pool_withPhoneNumbersAsNames_asksForThem()
    {
        UserPool pool = somePool();
        pool.usernameAttributes = {u"phone_number"_s};

        QVERIFY(problem("bea@example.com,bea,,,,", pool).contains(u"phone numbers"_s));
        QCOMPARE(problem("bea@example.com,+4912345,,,,", pool), QString());
        pool.usernameAttributes.append(u"email"_s);
        QCOMPARE(problem("bea@example.com,bea@example.com,,,,", pool), QString());
    }

    void longName_inThePreview_isCut()
    {
        const auto import = read("email\n" + QByteArray(4096, 'x') + "\n");

        QVERIFY(import);
        QCOMPARE(import->rows.first().name.size(), 128);
    }
};

QTEST_GUILESS_MAIN(TestUserImport)
#include "tst_userimport.moc"
