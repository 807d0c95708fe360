// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/retryclassifier.h>

#include <QTest>

using namespace sm;
using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(sm::aws::Failure)
Q_DECLARE_METATYPE(sm::Error::Kind)

namespace {

FailedAttempt refusal(int status, const QString &code, const QString &service = u"lambda"_s,
    const QString &operation = u"Invoke"_s, FailedAttempt::Traits traits = {})
{
    net::HttpReply reply;
    reply.status = status;
    return FailedAttempt::refused(service, operation, reply, code, traits);
}

Error transportError(Error::Kind kind, const QString &code, Error::Changed changed = Error::Changed::Unknown)
{
    return Error(kind, u"said so"_s).withCode(code).withChanged(changed);
}

} // namespace

class TestRetryClassifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusal_isClassifiedByCodeAndStatus_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("service");
        QTest::addColumn<QString>("operation");
        QTest::addColumn<Failure>("expected");

        const QString any = u"lambda"_s;
        QTest::newRow("throttling") << 400 << u"ThrottlingException"_s << any << any << Failure::Throttling;
        QTest::newRow("slow down beats 503") << 503 << u"SlowDown"_s << u"s3"_s << any << Failure::Throttling;
        QTest::newRow("status 429 alone") << 429 << QString() << any << any << Failure::Throttling;
        QTest::newRow("status 500") << 500 << u"InternalError"_s << any << any << Failure::Transient;
        QTest::newRow("status 501") << 501 << u"NotImplemented"_s << any << any << Failure::Final;
        QTest::newRow("request timeout") << 400 << u"RequestTimeout"_s << u"s3"_s << any << Failure::Transient;
        QTest::newRow("answer of 200 with an error") << 200 << u"Odd"_s << u"s3"_s << any << Failure::Transient;
        QTest::newRow("validation") << 400 << u"ValidationException"_s << any << any << Failure::Final;
        QTest::newRow("access denied") << 403 << u"AccessDenied"_s << any << any << Failure::Final;
        QTest::newRow("sts only") << 400 << u"IDPCommunicationError"_s << u"sts"_s << any << Failure::Transient;
        QTest::newRow("not sts") << 400 << u"IDPCommunicationError"_s << any << any << Failure::Final;
        QTest::newRow("rate of ce") << 400 << u"LimitExceededException"_s << u"ce"_s << any << Failure::Throttling;
        QTest::newRow("quota of a user") << 400 << u"LimitExceededException"_s << u"cognito-idp"_s
                                         << u"AdminResetUserPassword"_s << Failure::Final;
        QTest::newRow("codes are case-sensitive") << 400 << u"throttlingexception"_s << any << any << Failure::Final;
    }

    void refusal_isClassifiedByCodeAndStatus()
    {
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(QString, service);
        QFETCH(QString, operation);

        QTEST(classify(refusal(status, code, service, operation)), "expected");
    }

    void refusal_modelledTraits_decideUnknownCodes()
    {
        const QString service = u"accessanalyzer"_s;
        const QString code = u"UnprocessableEntityException"_s;

        QCOMPARE(classify(refusal(422, code, service, service, {true, false})), Failure::Transient);
        QCOMPARE(classify(refusal(422, code, service, service, {true, true})), Failure::Throttling);
        QCOMPARE(classify(refusal(422, code, service, service, {})), Failure::Final);
    }

    void refusal_clockWasWrong_isWorthAnotherAttempt()
    {
        FailedAttempt attempt = refusal(403, u"SignatureDoesNotMatch"_s);
        QCOMPARE(classify(attempt), Failure::Final);

        attempt.clockWasWrong = true;

        QCOMPARE(classify(attempt), Failure::Transient);
        QVERIFY(isCertainlyWithoutEffect(attempt));
    }

    void noAnswer_isClassifiedByKindAndCode_data()
    {
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<QString>("code");
        QTest::addColumn<Failure>("expected");

        QTest::newRow("connect") << Error::Kind::Network << u"Connect"_s << Failure::Transient;
        QTest::newRow("tls") << Error::Kind::Network << u"Tls"_s << Failure::Transient;
        QTest::newRow("certificate") << Error::Kind::Network << u"Certificate"_s << Failure::Final;
        QTest::newRow("timeout") << Error::Kind::Timeout << u"StallTimeout"_s << Failure::Transient;
        QTest::newRow("truncated") << Error::Kind::BadReply << u"Truncated"_s << Failure::Transient;
        QTest::newRow("checksum") << Error::Kind::BadReply << checksumMismatch.toString() << Failure::Transient;
        QTest::newRow("too large") << Error::Kind::BadReply << u"TooLarge"_s << Failure::Final;
        QTest::newRow("cancelled") << Error::Kind::Cancelled << QString() << Failure::Final;
        QTest::newRow("unsendable") << Error::Kind::Invalid << u"Header"_s << Failure::Final;
    }

    void noAnswer_isClassifiedByKindAndCode()
    {
        QFETCH(Error::Kind, kind);
        QFETCH(QString, code);

        const auto attempt = FailedAttempt::unanswered(u"s3"_s, u"GetObject"_s, transportError(kind, code));

        QTEST(classify(attempt), "expected");
    }

    void effect_isRuledOutOnlyByProof()
    {
        const auto unanswered = [](Error::Changed changed) {
            return FailedAttempt::unanswered(
                u"sns"_s, u"Publish"_s, transportError(Error::Kind::Network, u"Broken"_s, changed));
        };
        QVERIFY(isCertainlyWithoutEffect(unanswered(Error::Changed::No)));
        QVERIFY(!isCertainlyWithoutEffect(unanswered(Error::Changed::Unknown)));
        QVERIFY(isCertainlyWithoutEffect(refusal(400, u"ThrottlingException"_s)));
        QVERIFY(isCertainlyWithoutEffect(refusal(429, u"TooManyRequestsException"_s)));
        QVERIFY(!isCertainlyWithoutEffect(refusal(503, u"SlowDown"_s)));
        QVERIFY(!isCertainlyWithoutEffect(refusal(500, u"InternalError"_s)));
        QVERIFY(!isCertainlyWithoutEffect(refusal(400, u"TransactionInProgressException"_s)));
        QVERIFY(!isCertainlyWithoutEffect(refusal(400, u"PriorRequestNotComplete"_s)));
    }
};

QTEST_GUILESS_MAIN(TestRetryClassifier)
#include "tst_retryclassifier.moc"
