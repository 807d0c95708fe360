// SPDX-License-Identifier: GPL-3.0-or-later
#include <athena/chargesledger.h>
#include <athena/execution.h>
#include <athena/price.h>

#include <QTest>

using namespace sm;
using namespace sm::athena;
using namespace Qt::Literals::StringLiterals;

namespace {

Execution ended(const QString &state, const QString &reason, qint64 bytes = 0)
{
    return executionFrom({{u"Status"_s, QJsonObject{{u"State"_s, state}, {u"StateChangeReason"_s, reason}}},
        {u"Statistics"_s, QJsonObject{{u"DataScannedInBytes"_s, bytes}}}, {u"StatementType"_s, u"DML"_s}});
}

ResultPage charges(const QList<QStringList> &rows)
{
    return {{u"day"_s, u"service"_s, u"account"_s, u"currency"_s, u"unblended"_s, u"blended"_s}, rows};
}

} // namespace

class TestExecution : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void price_isExact()
    {
        QCOMPARE(priceOf(qint64(1) << 40).toString(), u"5"_s);
        QCOMPARE(priceOf(3 * (qint64(1) << 40)).toString(), u"15"_s);
        QCOMPARE(priceOf(0).toString(), u"0.0000476837158203125"_s);
        QCOMPARE(priceOf(LeastBytes), priceOf(1));
        QCOMPARE(priceOf(LeastBytes + 1).toString(), u"0.00005245208740234375"_s);
        QCOMPARE(priceOf(std::numeric_limits<qint64>::max()).rounded(2), u"41943040.00"_s);
    }

    void price_byHowItEnded()
    {
        QCOMPARE(ended(u"SUCCEEDED"_s, {}, qint64(1) << 40).price().toString(), u"5"_s);
        QCOMPARE(ended(u"FAILED"_s, {}, qint64(1) << 40).price(), Decimal());
        QCOMPARE(ended(u"CANCELLED"_s, {}, qint64(1) << 40).price().toString(), u"5"_s);
        QCOMPARE(ended(u"CANCELLED"_s, {}).price(), Decimal());
        QCOMPARE(ended(u"RUNNING"_s, {}, 5).price(), Decimal());
        Execution reused = ended(u"SUCCEEDED"_s, {});
        reused.isFree = true;
        QCOMPARE(reused.price(), Decimal());
    }

    void outcome_saysWhatToDo_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("code");
        const auto row
            = [](const char *name, const char *state, const char *reason, Error::Kind kind, const char *code) {
                  QTest::newRow(name) << QString::fromLatin1(state) << QString::fromLatin1(reason) << int(kind)
                                      << QString::fromLatin1(code);
              };
        row("column", "FAILED", "COLUMN_NOT_FOUND: line 1:8: Column 'x' cannot be resolved", Error::Kind::Invalid,
            "QueryFailed");
        row("denied", "FAILED", "Access Denied (Service: Amazon S3; Status Code: 403)", Error::Kind::Denied,
            "QueryFailed");
        row("room", "FAILED", "Query exhausted resources at this scale factor", Error::Kind::Throttled, "QueryFailed");
        row("limit", "CANCELLED", "Query cancelled! : Bytes scanned limit was exceeded", Error::Kind::Conflict,
            "ScanLimit");
        row("stopped", "CANCELLED", "Query cancelled by user", Error::Kind::Conflict, "QueryCancelled");
        row("unknown", "FAILED", "GENERIC_INTERNAL_ERROR", Error::Kind::Internal, "QueryFailed");
        row("no reason", "FAILED", "", Error::Kind::Internal, "QueryFailed");
    }
    void outcome_saysWhatToDo()
    {
        QFETCH(QString, state);
        QFETCH(QString, reason);
        QFETCH(int, kind);

        const Result<void> result = outcome(ended(state, reason));

        QVERIFY(!result);
        QCOMPARE(int(result.error().kind()), kind);
        QTEST(result.error().code(), "code");
        QVERIFY(result.error().message().contains(reason));
        QVERIFY(outcome(ended(u"SUCCEEDED"_s, {})));
    }

    void charges_becomeALedger()
    {
        ChargesLedger reader;
        QVERIFY(reader.add(charges({{u"2024-01-01"_s, u"AmazonEC2"_s, u"1"_s, u"USD"_s, u"0.100000000000001"_s, u"1"_s},
            {u"2024-01-01"_s, u"AmazonS3"_s, u"1"_s, u"USD"_s, u"-0.5"_s, u"0"_s}})));
        QVERIFY(reader.add(charges({{u"2024-01-02"_s, {}, u"2"_s, u"USD"_s, u"2"_s, u"2.5"_s}})));

        const auto ledger = reader.take(u"Athena"_s, QDateTime(QDate(2024, 2, 1), QTime(), Qt::UTC));

        QVERIFY(ledger);
        QCOMPARE(ledger->kind, costs::LedgerKind::Athena);
        QCOMPARE(ledger->rows(), std::size_t(3));
        QCOMPARE(ledger->currency, u"USD"_s);
        QCOMPARE(ledger->days[2] - ledger->days[0], 1);
        const auto *mantissas = ledger->mantissas(CostMetric::Unblended);
        QVERIFY(mantissas);
        QCOMPARE(Decimal::fromScaled((*mantissas)[0], ledger->decimals).toString(), u"0.100000000000001"_s);
        QCOMPARE(Decimal::fromScaled((*mantissas)[1], ledger->decimals).toString(), u"-0.5"_s);
        const auto *services = ledger->dimension(costdimension::Service);
        QVERIFY(services);
        QCOMPARE(services->values.at(services->codes.at(2)), QByteArray());
        QVERIFY(!ledger->dimension(costdimension::Region));
    }

    void badCharges_areNamed()
    {
        ChargesLedger twice;
        const auto mixed = twice.add(charges({{u"2024-01-01"_s, u"a"_s, u"1"_s, u"USD"_s, u"1"_s, u"1"_s},
            {u"2024-01-01"_s, u"a"_s, u"1"_s, u"CNY"_s, u"1"_s, u"1"_s}}));
        QVERIFY(!mixed && mixed.error().code() == "Currencies"_L1);
        QVERIFY(!twice.take({}, {}));

        ChargesLedger bad;
        const auto row = bad.add(charges({{u"2024-01-01"_s, u"a"_s, u"1"_s, u"USD"_s, u"1e400"_s, u"1"_s}}));
        QVERIFY(!row && row.error().message().contains("Row 1"_L1));
        ChargesLedger short1;
        QVERIFY(!short1.add(charges({{u"2024-01-01"_s}})));
        ChargesLedger other;
        QVERIFY(!other.add({{u"a"_s}, {{u"1"_s}}}));
        ChargesLedger none;
        QVERIFY(!none.take({}, {}));
    }
};

QTEST_GUILESS_MAIN(TestExecution)
#include "tst_execution.moc"
