// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording.h"

#include <support/vectors.h>

#include <aws/defaultsmode.h>
#include <aws/retrysession.h>

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <cstdio>

using namespace sm;
using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;

namespace {

QString folder() { return sm::test::vectorsFolder() + u"/retry"_s; }

QJsonObject document(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

Failure refused(const QString &service, int status, const QString &code, FailedAttempt::Traits traits = {})
{
    net::HttpReply reply;
    reply.status = status;
    return classify(FailedAttempt::refused(service, QString(), reply, code, traits));
}

Failure unanswered(const QString &service, Error::Kind kind, QStringView code)
{
    return classify(FailedAttempt::unanswered(service, QString(), Error(kind, QString()).withCode(code.toString())));
}

/// What a mode of the defaults file makes of a value: "override", "multiply" and "add" of the base.
int limit(const QJsonObject &file, const QString &mode, const QString &name)
{
    const double base = file[u"base"][name].toDouble();
    const QJsonValue change = file[u"modes"][mode][name];
    return qRound(change[u"override"].toDouble(base * change[u"multiply"].toDouble(1) + change[u"add"].toDouble(0)));
}

} // namespace

class TestConformanceRetry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!QDir(folder()).exists())
            QSKIP("STATIONMASTER_VECTORS names no folder with a set 'retry'");
    }

    void everyCase_isDecidedAsListed()
    {
        QDirIterator files(folder(), {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            checkFile(files.next());

        std::printf("retry: %d/%d\n", m_passed, m_total);
        std::fflush(stdout);
        QVERIFY2(m_total > 0, "no case found");
        QVERIFY2(m_passed == m_total, qPrintable(m_failures.join(u'\n')));
    }

private:
    void check(bool passed, const QString &name)
    {
        ++m_total;
        if (passed)
            ++m_passed;
        else
            m_failures.append(name);
    }

    /// By content, not by name: other samples of the suite may be called otherwise.
    void checkFile(const QString &path)
    {
        const QJsonObject file = document(path);
        if (file.contains(u"events"_s))
            checkRecording(file, QFileInfo(path).baseName());
        else if (file.contains(u"modes"_s))
            checkDefaults(file);
        else if (file.contains(u"retry"_s))
            checkPolicies(file);
        else
            checkClassification(file);
    }

    void checkClassification(const QJsonObject &file)
    {
        const QJsonArray throttling = file[u"throttling_error_codes"].toArray();
        for (const QJsonValue code : throttling)
            check(refused(QString(), 400, code.toString()) == Failure::Throttling, code.toString());
        for (const QJsonValue codes : file[u"transient_error_codes"].toObject())
            for (const QJsonValue code : codes.toArray()) {
                const Failure expected = throttling.contains(code) ? Failure::Throttling : Failure::Transient;
                check(refused(QString(), 400, code.toString()) == expected, code.toString());
            }
        for (const QJsonValue status : file[u"transient_http_status"].toArray())
            check(refused(QString(), status.toInt(), QString()) == Failure::Transient, u"status"_s);
        if (file.contains(u"transport_errors"_s))
            check(unanswered(QString(), Error::Kind::Network, u"Broken") == Failure::Transient, u"transport"_s);
        checkModelled(file[u"modeled_retryable_errors_by_service"].toObject(), throttling);
        checkConstants(file[u"new_retries_mode_2026"].toObject(), file[u"standard_mode"].toObject());
    }

    void checkModelled(const QJsonObject &services, const QJsonArray &throttlingCodes)
    {
        for (auto service = services.begin(); service != services.end(); ++service) {
            const QJsonObject errors = service.value().toObject();
            for (auto error = errors.begin(); error != errors.end(); ++error) {
                const bool isThrottling = error.value()[u"throttling"].toBool();
                const Failure expected
                    = isThrottling || throttlingCodes.contains(error.key()) ? Failure::Throttling : Failure::Transient;
                const int status = error.value()[u"http"].toInt(400);
                check(refused(service.key(), status, error.key(), {true, isThrottling}) == expected,
                    service.key() + u' ' + error.key());
            }
        }
    }

    void checkConstants(const QJsonObject &mode, const QJsonObject &standard)
    {
        const QJsonObject attempts = mode[u"max_attempts"].toObject();
        for (auto service = attempts.begin(); service != attempts.end(); ++service) {
            const QString name = service.key() == u"dynamodb-streams" ? u"dynamodbstreams"_s : service.key();
            check(RetryPolicy::standard(name).maxAttempts == service.value().toInt(), u"attempts of "_s + name);
        }
        if (mode.contains(u"retry_cost"_s))
            check(RetryQuota::costOf(Failure::Transient) == mode[u"retry_cost"].toInt(), u"cost"_s);
        if (mode.contains(u"throttling_retry_cost"_s))
            check(RetryQuota::costOf(Failure::Throttling) == mode[u"throttling_retry_cost"].toInt(), u"cost"_s);
        const QJsonValue capacity = standard[u"retry_quota"][u"initial_capacity"];
        if (capacity.isDouble())
            check(RetryQuota().available() == capacity.toInt(), u"capacity"_s);
    }

    void checkDefaults(const QJsonObject &file)
    {
        const QJsonObject modes = file[u"modes"].toObject();
        for (auto mode = modes.begin(); mode != modes.end(); ++mode) {
            const auto limits = connectLimits(mode.key());
            check(limits && limits->connect.count() == limit(file, mode.key(), u"connectTimeoutInMillis"_s),
                mode.key() + u" connect"_s);
            check(limits && limits->tls.count() == limit(file, mode.key(), u"tlsNegotiationTimeoutInMillis"_s),
                mode.key() + u" tls"_s);
        }
    }

    /// Every condition under which botocore's policies retry must be one for us, too.
    void checkPolicies(const QJsonObject &file)
    {
        const QJsonObject services = file[u"retry"].toObject();
        for (auto service = services.begin(); service != services.end(); ++service) {
            QJsonObject operations = service.value().toObject();
            if (service.key() == u"__default__")
                operations = {{service.key(), operations}};
            for (const QJsonValue operation : operations) {
                const QJsonObject policies = operation[u"policies"].toObject();
                for (auto policy = policies.begin(); policy != policies.end(); ++policy) {
                    const QString reference = policy.value()[u"$ref"].toString();
                    const QJsonValue rule = reference.isEmpty() ? policy.value() : file[u"definitions"][reference];
                    check(isRetried(service.key(), rule[u"applies_when"].toObject()),
                        service.key() + u' ' + policy.key());
                }
            }
        }
    }

    static bool isRetried(const QString &service, const QJsonObject &condition)
    {
        if (condition.contains(u"socket_errors"_s))
            return unanswered(service, Error::Kind::Network, u"Connect") != Failure::Final;
        const QJsonObject response = condition[u"response"].toObject();
        if (response.contains(u"crc32body"_s))
            return unanswered(service, Error::Kind::BadReply, checksumMismatch) != Failure::Final;
        return refused(service, response[u"http_status_code"].toInt(), response[u"service_error_code"].toString())
            != Failure::Final;
    }

    /// Attempts and headers as recorded: a failed exchange is followed by the next attempt of the same request exactly
    /// when the session says so.
    void checkRecording(const QJsonObject &file, const QString &name)
    {
        const QList<recording::Exchange> exchanges = recording::read(file);
        RetryQuota quota;
        qsizetype next = 0;
        while (next < exchanges.size())
            check(replaysCall(exchanges, next, quota), name);
    }

    /// Moves \p next behind the call's last exchange.
    static bool replaysCall(const QList<recording::Exchange> &exchanges, qsizetype &next, RetryQuota &quota)
    {
        RetrySession session(RetryPolicy::standard(exchanges[next].service), quota, Repeat::Read);
        while (true) {
            const recording::Exchange &exchange = exchanges[next++];
            const bool headerFits
                = exchange.requestHeader.isEmpty() || exchange.requestHeader == session.requestHeader();
            if (!exchange.hasFailed()) {
                session.succeeded();
                return headerFits;
            }
            const bool wasRepeated = next < exchanges.size() && exchanges[next].target == exchange.target;
            const bool isRepeated = session.failed(attemptOf(exchange)).retries();
            if (!headerFits || isRepeated != wasRepeated)
                return false;
            if (!isRepeated)
                return true;
        }
    }

    static FailedAttempt attemptOf(const recording::Exchange &exchange)
    {
        if (exchange.reply.status == 0)
            return FailedAttempt::unanswered(exchange.service, QString(), Error(Error::Kind::Network, QString()));
        return FailedAttempt::refused(exchange.service, QString(), exchange.reply, exchange.code, {});
    }

    int m_passed = 0;
    int m_total = 0;
    QStringList m_failures;
};

QTEST_GUILESS_MAIN(TestConformanceRetry)
#include "tst_conformance_retry.moc"
