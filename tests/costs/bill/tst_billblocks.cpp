// SPDX-License-Identifier: GPL-3.0-or-later
#include "bills.h"

#include <bill/blockindex.h>
#include <core/csv.h>

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using namespace sm::costs;
using namespace sm::costs::bill;

namespace {

/// A field that needs all of the quoting there is.
QString oddField(QRandomGenerator &random)
{
    static const QStringList pieces{
        u"a"_s, u"bc"_s, u","_s, u"\""_s, u"\n"_s, u"\r\n"_s, u"é"_s, u" "_s, u"{}"_s, u"\"\""_s};
    QString text;
    for (int count = random.bounded(5); count > 0; --count)
        text += pieces.at(random.bounded(int(pieces.size())));
    return text;
}

QByteArray quoted(const QString &field, bool always)
{
    const bool needed = field.contains(u',') || field.contains(u'"') || field.contains(u'\n') || field.contains(u'\r');
    return needed || always ? '"' + QString(field).replace(u'"', u"\"\""_s).toUtf8() + '"' : field.toUtf8();
}

/// A bill of odd tags, with line ends of both kinds.
QByteArray oddBill(QRandomGenerator &random, int rows)
{
    QByteArray bill
        = "lineItem/UsageStartDate,resourceTags/user:a,unknown,lineItem/UnblendedCost,resourceTags/user:b\n";
    for (int row = 0; row < rows; ++row) {
        if (random.bounded(20) == 0)
            bill += random.bounded(2) == 0 ? "\n" : "\r\n";
        const QByteArray cost
            = QByteArray::number(random.bounded(100'000)) + "E-" + QByteArray::number(random.bounded(12));
        bill += "2024-01-" + QByteArray::number(random.bounded(10, 32)) + ','
            + quoted(oddField(random), random.bounded(2) == 0) + ',' + quoted(oddField(random), false) + ',' + cost
            + ',' + quoted(oddField(random), random.bounded(2) == 0) + (random.bounded(2) == 0 ? "\r\n" : "\n");
    }
    return random.bounded(2) == 0 ? bill.trimmed() : bill;
}

Result<Ledger> readIn(const QByteArray &bytes, std::size_t blockBytes, int threads, const QString &name = u"bill.csv"_s)
{
    const test::BillFolder folder;
    return BillReading({folder.write(name, bytes)}, {}, {blockBytes, threads}, {}, {}).run();
}

QString outcome(const Result<Ledger> &ledger)
{
    return ledger ? test::textOf(*ledger) : ledger.error().message().section(u"bill.csv"_s, 1);
}

/// The block as BlockIndex sees it, or nothing.
std::optional<QList<QList<QByteArray>>> indexed(const QByteArray &bytes)
{
    BlockIndex index;
    const QByteArray padded = bytes + QByteArray(int(Padding), '"');
    if (!index.build(padded.constData(), std::size_t(bytes.size())))
        return std::nullopt;
    QList<QList<QByteArray>> records;
    for (std::size_t record = 0; record < index.records(); ++record) {
        qsizetype from = index.begin(record);
        QList<QByteArray> fields;
        for (std::size_t field = 0; field < index.fields(record); ++field) {
            const qsizetype end = index.fieldEnds(record)[field];
            fields.append(bytes.sliced(from, end - from));
            from = end + 1;
        }
        records.append(fields);
    }
    return records;
}

} // namespace

/// However a bill is cut into blocks and whoever reads them, the ledger is the same.
class TestBillBlocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bill_inBlocksOfAnySize_isTheSame()
    {
        QRandomGenerator random(1129);
        for (int round = 0; round < 5; ++round) {
            const QByteArray bill = oddBill(random, 30);
            const QString whole = outcome(readIn(bill, 1 << 20, 1));
            QVERIFY2(!whole.contains(u"can not"_s), qPrintable(whole));
            for (std::size_t size = 1; size < 140; ++size)
                QCOMPARE(outcome(readIn(bill, size, 1 + int(size % 2))), whole);
        }
    }

    void bill_afterBlankRows_inBlocksOfAnySize_isTheSame()
    {
        const QByteArray bill = "\xef\xbb\xbf\r\n\n\r\nBilledCost,ChargePeriodStart\n1,2024-01-01\nx,2024-01-01\n";
        for (std::size_t size = 1; size < 80; ++size) {
            const QString said = outcome(readIn(bill, size, 2));
            QVERIFY2(said.contains(u"row 6, column 1"_s), qPrintable(said));
        }
    }

    void bill_packed_inBlocksOfAnySize_isTheSame()
    {
        QRandomGenerator random(7);
        const QByteArray bill = oddBill(random, 200);
        const QString whole = outcome(readIn(bill, 1 << 20, 1));
        for (std::size_t size = 1; size < 200; size += 7)
            QCOMPARE(outcome(readIn(test::gzipped(bill), size, 2)), whole);
    }

    void flaw_inBlocksOfAnySize_isTheSame_data()
    {
        QTest::addColumn<QByteArray>("flaw");
        for (const char *flaw : {"2024-01-01,,,1e400,\n", "2024-01-01,,1,\n", "soon,,,1,\n", "2024-01-01,\"x,,1,\n",
                 "2024-01-01,x\"y,,1,\n", "2024-01-01,\"x\"y,,1,\n", "2024-01-01,\xff,,1,\n"})
            QTest::newRow(flaw) << QByteArray(flaw);
    }

    void flaw_inBlocksOfAnySize_isTheSame()
    {
        QFETCH(QByteArray, flaw);
        QRandomGenerator random(3);
        const QByteArray bill = oddBill(random, 40).trimmed() + '\n';
        const QByteArray more = QByteArray("2024-01-01,,,1,\n").repeated(40);
        const QString whole = outcome(readIn(bill + flaw + more, 1 << 20, 1));
        QVERIFY(whole.contains(u"row "_s));
        for (std::size_t size = 1; size < 400; size += 11)
            QCOMPARE(outcome(readIn(bill + flaw + more, size, 2)), whole);
    }

    void fields_areWhatTheCsvReaderReads()
    {
        QRandomGenerator random(99);
        for (int round = 0; round < 100; ++round) {
            const QByteArray bill = oddBill(random, 10);
            const auto expected = csv::read(bill);
            const auto ledger = readIn(bill, std::size_t(random.bounded(1, 200)), 2);
            QVERIFY(expected && ledger);
            QCOMPARE(qsizetype(ledger->rows()), expected->size() - 1);
            for (qsizetype row = 1; row < expected->size(); ++row) {
                const QStringList &fields = expected->at(row).fields;
                QCOMPARE(test::valueOf(*ledger, u"tag:a"_s, std::size_t(row - 1)), fields.at(1));
                QCOMPARE(test::valueOf(*ledger, u"tag:b"_s, std::size_t(row - 1)), fields.at(4));
                QCOMPARE(test::amountOf(*ledger, CostMetric::Unblended, std::size_t(row - 1)),
                    Decimal::parse(fields.at(3))->toString());
            }
        }
    }

    /// Bytes of any kind: the index takes exactly what the slow reader takes.
    void index_agreesWithTheSlowReader()
    {
        QRandomGenerator random(5);
        const QByteArray letters = "aa,,\"\"\n\r\xc3\xa9";
        int wellFormed = 0;
        for (int round = 0; round < 30'000; ++round) {
            QByteArray bytes;
            for (int count = random.bounded(1, 90); count > 0; --count)
                bytes += letters.at(random.bounded(int(letters.size())));
            bytes = bytes.first(qsizetype(wholeRecords(bytes.constData(), std::size_t(bytes.size()))));
            if (bytes.isEmpty())
                continue;
            RecordReader slow(bytes, true);
            QList<qsizetype> widths;
            while (const auto fields = slow.next())
                widths.append(fields->size());
            const auto fast = indexed(bytes);
            if (slow.flaw()) {
                // What follows a quote and a carriage return alone only unquoting notices.
                QVERIFY2(!fast || bytes.contains("\"\r"), bytes.toHex().constData());
                continue;
            }
            QVERIFY2(fast, bytes.toHex().constData());
            QCOMPARE(fast->size(), widths.size());
            for (qsizetype record = 0; record < widths.size(); ++record)
                QCOMPARE(fast->at(record).size(), widths.at(record));
            ++wellFormed;
        }
        QVERIFY(wellFormed > 1'500);
    }
};

QTEST_GUILESS_MAIN(TestBillBlocks)
#include "tst_billblocks.moc"
