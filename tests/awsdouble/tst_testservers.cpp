// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/awsdoubleserver.h>
#include <support/motoserver.h>

#include <QTcpSocket>
#include <QTest>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;
using namespace sm::test;

namespace {

QByteArray post(const QString &endpoint, const QByteArray &operation)
{
    const QUrl url(endpoint);
    QTcpSocket socket;
    socket.connectToHost(url.host(), quint16(url.port()));
    socket.write("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n"
                 "Content-Type: application/x-amz-json-1.1\r\n"
                 "X-Amz-Target: AWSCognitoIdentityProviderService."
        + operation
        + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential=AKIAANY/20260101/us-east-1/cognito-idp/"
          "aws4_request, SignedHeaders=host, Signature=00\r\n\r\n{}");
    while (socket.state() != QAbstractSocket::UnconnectedState && socket.waitForReadyRead(10'000)) { }
    return socket.readAll();
}

bool canConnect(const QString &endpoint)
{
    const QUrl url(endpoint);
    QTcpSocket socket;
    socket.connectToHost(url.host(), quint16(url.port()));
    return socket.waitForConnected(1'000);
}

} // namespace

class TestServers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void double_withRule_answersAndRecords();
    void double_misspeltRule_saysSo();
    void double_destroyed_isGone();
    void moto_signaturesIgnored_answersAnyKey();
    void moto_signaturesEnforced_refusesUnknownKey();
    void double_beforeMoto_passesOn();
};

void TestServers::double_withRule_answersAndRecords()
{
    if (const QString why = AwsDouble::whyUnavailable(); !why.isEmpty())
        QSKIP(qPrintable(why));
    AwsDouble aws;
    QVERIFY2(aws.failure().isEmpty(), qPrintable(aws.failure()));
    const QJsonObject reply{{u"json"_s, QJsonObject{{u"done"_s, true}}}};
    aws.addRule({{u"answer"_s, QJsonObject{{u"reply"_s, reply}}}});

    QVERIFY(post(aws.endpoint(), "AdminDisableUser").endsWith("{\"done\": true}"));

    QCOMPARE(aws.ledger().size(), 1);
    QCOMPARE(aws.ledger().first()[u"operation"].toString(), u"AdminDisableUser"_s);
    QCOMPARE(aws.requests().size(), 1);
    aws.forgetLedger();
    aws.clearRules();
    QVERIFY(post(aws.endpoint(), "AdminDisableUser").startsWith("HTTP/1.1 501"));
    QVERIFY(aws.ledger().isEmpty());
    QVERIFY(aws.failure().isEmpty());
}

void TestServers::double_misspeltRule_saysSo()
{
    if (const QString why = AwsDouble::whyUnavailable(); !why.isEmpty())
        QSKIP(qPrintable(why));
    AwsDouble aws;

    aws.addRule({{u"answr"_s, 1}});

    QVERIFY(aws.failure().contains(u"answr"));
}

void TestServers::double_destroyed_isGone()
{
    if (const QString why = AwsDouble::whyUnavailable(); !why.isEmpty())
        QSKIP(qPrintable(why));
    QString endpoint;
    {
        AwsDouble aws;
        endpoint = aws.endpoint();
        QVERIFY(canConnect(endpoint));
        QVERIFY(!canConnect(aws.address(u"refused")));
    }
    QVERIFY(!canConnect(endpoint));
}

void TestServers::moto_signaturesIgnored_answersAnyKey()
{
    if (const QString why = MotoServer::whyUnavailable(); !why.isEmpty())
        QSKIP(qPrintable(why));
    MotoServer moto({.signatures = MotoServer::Signatures::Ignored, .users = 5});
    QVERIFY2(moto.failure().isEmpty(), qPrintable(moto.failure()));

    QVERIFY(post(moto.endpoint(), "ListUserPools").contains("energy-insights-demo"));
}

void TestServers::moto_signaturesEnforced_refusesUnknownKey()
{
    if (const QString why = MotoServer::whyUnavailable(); !why.isEmpty())
        QSKIP(qPrintable(why));
    MotoServer moto({.signatures = MotoServer::Signatures::Enforced, .users = 0});

    QVERIFY(post(moto.endpoint(), "ListUserPools").startsWith("HTTP/1.1 403"));
    QVERIFY(!moto.accessKeyId().isEmpty());
    QVERIFY(!moto.secretAccessKey().isEmpty());
}

void TestServers::double_beforeMoto_passesOn()
{
    if (const QString why = MotoServer::whyUnavailable(); !why.isEmpty())
        QSKIP(qPrintable(why));
    MotoServer moto({.signatures = MotoServer::Signatures::Ignored, .users = 5});
    AwsDouble aws(moto.endpoint());

    QVERIFY(post(aws.endpoint(), "ListUserPools").contains("energy-insights-demo"));
}

QTEST_GUILESS_MAIN(TestServers)
#include "tst_testservers.moc"
