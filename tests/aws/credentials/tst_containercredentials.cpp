// SPDX-License-Identifier: GPL-3.0-or-later
#include "containercredentials.h"

#include <QTest>

using namespace sm;
using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;

class TestContainerCredentials : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fullUri_isJudged_data()
    {
        QTest::addColumn<QString>("uri");
        QTest::addColumn<bool>("isUsed");
        QTest::newRow("https anywhere") << u"https://creds.example.com/x"_s << true;
        QTest::newRow("this machine") << u"http://127.0.0.1:8080/x"_s << true;
        QTest::newRow("this machine, another address") << u"http://127.1.2.3/x"_s << true;
        QTest::newRow("this machine, IPv6") << u"http://[::1]/x"_s << true;
        QTest::newRow("by name") << u"http://localhost/x"_s << true;
        QTest::newRow("EKS") << u"http://169.254.170.23/v1/credentials"_s << true;
        QTest::newRow("EKS, IPv6") << u"http://[fd00:ec2::23]/v1/credentials"_s << true;
        QTest::newRow("plain elsewhere") << u"http://creds.example.com/x"_s << false;
        QTest::newRow("a name like an address") << u"http://127.0.0.1.example.com/x"_s << false;
        QTest::newRow("the instance's") << u"http://169.254.169.254/x"_s << false;
        QTest::newRow("another scheme") << u"ftp://127.0.0.1/x"_s << false;
        QTest::newRow("no address") << u"creds"_s << false;
    }

    void fullUri_isJudged()
    {
        QFETCH(QString, uri);
        QFETCH(bool, isUsed);
        AwsEnvironment environment;
        environment.variables.insert(u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s, uri);

        const Result<QByteArray> url = containerCredentialsUrl(environment);

        QCOMPARE(url.has_value(), isUsed);
        if (!url)
            QCOMPARE(url.error().code(), u"ContainerUri"_s);
    }

    void relativeUri_goesBeforeTheFullOne()
    {
        AwsEnvironment environment;
        environment.variables.insert(u"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"_s, u"/task"_s);
        environment.variables.insert(u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s, u"http://localhost/x"_s);

        QCOMPARE(*containerCredentialsUrl(environment), QByteArray("http://169.254.170.2/task"));
    }
};

QTEST_GUILESS_MAIN(TestContainerCredentials)
#include "tst_containercredentials.moc"
