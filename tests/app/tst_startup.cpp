// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

using namespace sm;
using namespace sm::test;

/// What is wrong at the start is said in the window, and can be put right while it stands.
class TestStartup : public QObject
{
    Q_OBJECT

private:
    static QByteArray profile(const AwsDouble &aws, const QByteArray &name)
    {
        return "[profile " + name + "]\nregion = eu-west-1\nendpoint_url = " + aws.endpoint().toUtf8()
            + "\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret\n";
    }

    static void answerAs(AwsDouble &aws, const QString &account, int delayMs)
    {
        const QString xml = u"<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::%1:user/ada</Arn>"
                            "<Account>%1</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"_s;
        const QJsonObject reply{{u"text"_s, xml.arg(account)}};
        aws.addRule({{u"match"_s, QJsonObject{{u"operation"_s, u"GetCallerIdentity"_s}}},
            {u"answer"_s, QJsonObject{{u"reply"_s, reply}, {u"delayMs"_s, delayMs}}}});
        aws.addKey(u"AKIAIOSFODNN7EXAMPLE"_s, u"secret"_s);
        answerWithoutPools(aws);
    }

private Q_SLOTS:
    void unknownSystem_isNamedWithThoseThatExist()
    {
        const Home home;
        home.write(u"config"_s, "[profile audit]\nregion = eu-west-1\n");
        const Program program(home, {u"--system"_s, u"nowhere"_s});

        QTRY_VERIFY(program.notice().contains(u"no system \"nowhere\""_s));
        QVERIFY(program.notice().contains(u"profile:audit"_s));
        QVERIFY(program.button(u"Choose a system"_s));
    }

    void unknownProfile_isNamedWithThoseThatExist()
    {
        const Home home;
        home.write(u"config"_s, "[profile audit]\nregion = eu-west-1\n");
        const Program program(home, {u"--profile"_s, u"nobody"_s});

        QTRY_VERIFY(program.notice().contains(u"nobody"_s));
        QVERIFY(program.notice().contains(u"audit"_s));
        QCOMPARE(program.notices().size(), 1);
    }

    void brokenConfiguration_isNamedWithFileAndLine()
    {
        const Home home;
        home.write(u"config"_s, "[profile audit]\nregion = eu-west-1\n[broken\n");
        const Program program(home, {});

        QTRY_VERIFY(program.notice().contains(home.path(u"config"_s) + u", line 3:"_s));
        for (const auto *badge : program.window().findChildren<widgets::EnvironmentBadge *>())
            QVERIFY(!badge->isVisible()); // nothing is open that could be production
    }

    void brokenSystemFile_isNamedWithFileAndLine()
    {
        const Home home;
        home.write(u"data/systems/shop.yaml"_s, "title: Shop\nenvironment: prod\n");
        const Program program(home, {});

        QTRY_VERIFY(program.notice().contains(u"shop.yaml:2"_s));
    }

    void noCredentials_saysWhatToRun()
    {
        const Home home;
        const Program program(home, {u"--region"_s, u"eu-west-1"_s});

        QTRY_VERIFY(program.notice().contains(u"aws configure"_s));
        QTRY_VERIFY(program.identity().startsWith(u"Not signed in"_s));
        QTRY_VERIFY(program.button(u"Try again"_s));
        QCOMPARE(program.notices().size(), 1); // not on the page a second time
    }

    void brokenConfiguration_putRight_isReadOnRequest()
    {
        if (const QString why = AwsDouble::whyUnavailable(); !why.isEmpty())
            QSKIP(qPrintable(why));
        AwsDouble aws;
        aws.addKey(u"AKIAIOSFODNN7EXAMPLE"_s, u"secret"_s);
        answerWithoutPools(aws);
        const Home home;
        home.write(u"config"_s, "[profile\n");
        const Program program(home, {u"--profile"_s, u"ops"_s});
        QTRY_VERIFY(program.button(u"Try again"_s));

        home.write(u"config"_s, profile(aws, "audit"));
        program.button(u"Try again"_s)->click();
        QTRY_VERIFY(program.notice().contains(u"audit"_s)); // read, but the profile is not in it yet
        home.write(u"config"_s, profile(aws, "ops"));
        program.button(u"Try again"_s)->click();

        QTRY_VERIFY(program.identity().contains(u"123456789012"_s));
        QCOMPARE(program.notices(), QStringList());
    }

    void pinnedAccount_thatIsAnother_isSaid()
    {
        if (const QString why = AwsDouble::whyUnavailable(); !why.isEmpty())
            QSKIP(qPrintable(why));
        AwsDouble aws;
        aws.addKey(u"AKIAIOSFODNN7EXAMPLE"_s, u"secret"_s);
        answerWithoutPools(aws);
        const Home home;
        home.write(u"config"_s, profile(aws, "ops"));
        home.write(u"data/systems/shop.yaml"_s, "title: Shop\nprofile: ops\naccount: '999999999999'\n");
        const Program program(home, {u"--system"_s, u"shop"_s});

        QTRY_VERIFY(program.notice().contains(u"account 123456789012, but Shop is account 999999999999"_s));
    }

    void leftSystem_isNotHeardOfAgain()
    {
        if (const QString why = AwsDouble::whyUnavailable(); !why.isEmpty())
            QSKIP(qPrintable(why));
        AwsDouble left;
        AwsDouble stays;
        answerAs(left, u"111111111111"_s, 100);
        answerAs(stays, u"222222222222"_s, 500);
        const Home home;
        home.write(u"config"_s, profile(left, "left") + profile(stays, "stays"));
        const Program program(home, {u"--profile"_s, u"left"_s});
        QTRY_VERIFY(!left.requests().isEmpty());

        for (int i = 0; i < 10; ++i) { // to and fro, faster than anything answers
            Q_EMIT program.window().topBar().systemChosen({u"profile:stays"_s});
            Q_EMIT program.window().topBar().systemChosen({u"profile:left"_s});
        }
        Q_EMIT program.window().topBar().systemChosen({u"profile:stays"_s});

        bool heard = false;
        QVERIFY(QTest::qWaitFor([&] {
            heard = heard || program.identity().contains(u"111111111111"_s);
            return program.identity().contains(u"222222222222"_s);
        }));
        QVERIFY(!heard);
        QCOMPARE(program.notices(), QStringList());
    }
};

QTEST_MAIN(TestStartup)
#include "tst_startup.moc"
