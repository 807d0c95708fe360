// SPDX-License-Identifier: GPL-3.0-or-later
#include "bills.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using namespace sm::costs;

namespace {

const QByteArray header = "lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/UnblendedCost,lineItem/"
                          "CurrencyCode,resourceTags/user:env\n";
const QByteArray good = "2024-01-01T00:00:00Z,2024-01-01T01:00:00Z,1.5,USD,prod\n";

long peakKilobytes()
{
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/// A file of that many bytes that takes no disk: NULs, after what it begins with.
QString sparse(const test::BillFolder &folder, const QByteArray &begin, qint64 bytes)
{
    const QString path = folder.write(u"sparse.csv"_s, begin);
    if (::truncate(QFile::encodeName(path).constData(), bytes) != 0)
        qFatal("no sparse files here");
    return path;
}

} // namespace

/// What is wrong with a bill is said with row and column, and nothing else happens.
class TestBadBills : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bill_damaged_isRefusedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const QByteArray &bytes, const QString &says) {
            QTest::newRow(name) << bytes << says;
        };
        row("empty", "", u"empty"_s);
        row("only blank rows", "\n\r\n\n", u"empty"_s);
        row("only a mark", "\xef\xbb\xbf", u"empty"_s);
        row("header only", header, u"no charges"_s);
        row("header only, no line end", header.chopped(1), u"no charges"_s);
        row("no header", good, u"row 1.*no column of a bill"_s);
        row("semicolons", QByteArray(header).replace(',', ';') + QByteArray(good).replace(',', ';'),
            u"row 1.*semicolons"_s);
        row("tabs", QByteArray(header).replace(',', '\t'), u"row 1.*tabs"_s);
        row("old Mac", QByteArray(header + good).replace('\n', '\r'), u"row 1"_s);
        row("no start", "lineItem/UnblendedCost,lineItem/x\n1,2\n", u"row 1.*lineItem/UsageStartDate is missing"_s);
        row("no cost", "line_item_usage_start_date,x\n2024-01-01,2\n", u"row 1.*line_item_unblended_cost is missing"_s);
        row("FOCUS without cost", "ChargePeriodStart,x\n2024-01-01,2\n", u"row 1.*BilledCost is missing"_s);
        row("twice", "BilledCost,billedcost,ChargePeriodStart\n1,2,2024-01-01\n",
            u"row 1.*BilledCost is there twice"_s);
        row("tag twice", "lineItem/UsageStartDate,lineItem/UnblendedCost,resourceTags/user:a,resourceTags/user:a\n",
            u"row 1.*user:a is there twice"_s);
        row("short row", header + good + "2024-01-01T00:00:00Z,,1\n", u"row 3, column 4.*3 columns instead of 5"_s);
        row("long row", header + good + good.chopped(1) + ",x\n", u"row 3, column 6.*6 columns instead of 5"_s);
        row("first row too long", header + good.chopped(1) + ",x\n", u"row 2, column 6"_s);
        row("cut off", header + good + good.first(20), u"row 3, column 2.*1 columns"_s);
        row("unclosed quote", header + good + "2024-01-01T00:00:00Z,,\"1,USD,x\n" + good,
            u"row 3, column 3.*never closed"_s);
        row("text after quote", header + good + "2024-01-01T00:00:00Z,,\"1\"2,USD,x\n",
            u"row 3, column 3.*after the closing quote"_s);
        row("quote in text", header + "2024-01-01T00:00:00Z,,1,USD,5\" disk\n", u"row 2, column 5.*quote inside"_s);
        row("not UTF-8", header + good + "2024-01-01T00:00:00Z,,1,USD,\xff\n",
            u"row 3, column 5 \\(resourceTags/user:env\\).*UTF-8"_s);
        row("UTF-16", "\xff\xfe" + header, u"UTF-16"_s);
        row("Parquet", "PAR1abcd", u"Parquet"_s);
        row("ZIP", "PK\x03\x04", u"ZIP"_s);
        row("no date", header + good + "soon,,1,USD,\n",
            u"row 3, column 1 \\(lineItem/UsageStartDate\\).*\"soon\" is no date"_s);
        row("no date at all", header + ",,1,USD,\n", u"row 2, column 1.*missing"_s);
        row("date with slashes", header + "1/2/24,,1,USD,\n", u"row 2, column 1.*no date"_s);
        row("two ways", "BilledCost,ChargePeriodStart\n1,1/2/24\n1,2024-01-02\n", u"row 3, column 2.*another way"_s);
        row("day first", "BilledCost,ChargePeriodStart\n1,1/2/24\n1,31/1/24\n", u"row 3, column 2.*no date"_s);
        row("ends before", header + "2024-01-02T00:00:00Z,2024-01-01T00:00:00Z,1,USD,\n",
            u"row 2, column 2.*ends before"_s);
        row("1e400", header + good + good + "2024-01-01T00:00:00Z,,1e400,USD,\n",
            u"row 4, column 3 \\(lineItem/UnblendedCost\\).*10\\^36"_s);
        row("NaN", header + "2024-01-01T00:00:00Z,,NaN,USD,\n", u"row 2, column 3.*\"NaN\" is no amount"_s);
        row("decimal comma", header + "2024-01-01T00:00:00Z,,\"1,5\",USD,\n",
            u"row 2, column 3.*\"1,5\" is no amount"_s);
        row("37 decimals", header + "2024-01-01T00:00:00Z,,1e-37,USD,\n", u"row 2, column 3.*exactly"_s);
        row("too far apart", header + "2024-01-01T00:00:00Z,,1e30,USD,\n2024-01-01T00:00:00Z,,1e-30,USD,\n",
            u"row 3, column 3.*30 decimals"_s);
        row("two currencies", header + good + "\n" + QByteArray(good).replace("USD", "EUR"),
            u"row 4, column 4.*EUR.*USD.*--currency"_s);
        row("huge field", header + good + "2024-01-01T00:00:00Z,,1,USD,\"" + QByteArray(3 << 19, 'x') + "\"\n",
            u"row 3, column 5.*1 MiB"_s);
        row("huge field, no quotes", header + good + "2024-01-01T00:00:00Z,,1,USD," + QByteArray(3 << 19, 'x') + "\n",
            u"row 3, column 5.*1 MiB"_s);
    }

    void bill_damaged_isRefusedWithItsPlace()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, says);

        const Result<Ledger> ledger = test::read(bytes);

        QVERIFY(!ledger);
        QCOMPARE(int(ledger.error().kind()), int(Error::Kind::Invalid));
        const QString message = ledger.error().message();
        QVERIFY2(message.contains(u"bill.csv"_s), qPrintable(message));
        QVERIFY2(message.contains(QRegularExpression(says)), qPrintable(message));
        QVERIFY2(message.size() < 400, qPrintable(message));
    }

    void gzip_damaged_isRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QByteArray bill = header;
        for (int i = 0; i < 2000; ++i)
            bill += QByteArray(good).replace("1.5", QByteArray::number(i * 7919 % 10007));
        const QByteArray packed = test::gzipped(bill);
        const auto flipped = [&packed](qsizetype at) {
            QByteArray bytes = packed;
            bytes[at] = char(bytes.at(at) ^ 0x55);
            return bytes;
        };
        QTest::newRow("cut in the middle") << packed.first(packed.size() / 2);
        QTest::newRow("cut in the sum") << packed.chopped(5);
        QTest::newRow("only its first bytes") << packed.first(10);
        QTest::newRow("sum") << flipped(packed.size() - 6);
        QTest::newRow("size") << flipped(packed.size() - 1);
        QTest::newRow("data") << flipped(packed.size() / 2);
        QTest::newRow("something behind") << packed + "more";
        QTest::newRow("second member damaged") << packed + packed.chopped(3);
    }

    void gzip_damaged_isRefused()
    {
        QFETCH(QByteArray, bytes);

        const Result<Ledger> ledger = test::read(bytes);

        QVERIFY(!ledger);
        QVERIFY2(ledger.error().message().contains(u"damaged"_s) || ledger.error().message().contains(u"row "_s),
            qPrintable(ledger.error().message()));
    }

    void gzip_cutOff_saysHowFarItGoes()
    {
        QByteArray bill = header;
        for (int i = 0; i < 40'000; ++i)
            bill += QByteArray(good).replace("1.5", QByteArray::number(i * 7919 % 10007));

        const QString message = test::complaint(test::gzipped(bill).chopped(20));

        QVERIFY2(message.contains(QRegularExpression(u"damaged.*up to row [0-9]{5}"_s)), qPrintable(message));
    }

    void splitBill_withAnEmptyPart_isFine()
    {
        const test::BillFolder folder;
        const QStringList parts{folder.write(u"1.csv"_s, header), folder.write(u"2.csv"_s, header + good),
            folder.write(u"3.csv"_s, header)};

        const auto ledger = bill::readBill(parts, {}, {}, {});

        QVERIFY(ledger && ledger->rows() == 1);
    }

    void splitBill_withABadPart_namesIt()
    {
        const test::BillFolder folder;
        const QStringList parts{folder.write(u"1.csv"_s, header + good.repeated(3)),
            folder.write(u"2.csv"_s, "\n" + header + good + "soon,,1,USD,\n")};

        const auto ledger = bill::readBill(parts, {}, {}, {});

        QVERIFY(!ledger);
        QVERIFY2(ledger.error().message().contains(u"2.csv can not be read: row 4, column 1"_s),
            qPrintable(ledger.error().message()));
    }

    void bills_ofTwoFormats_areRefused()
    {
        const test::BillFolder folder;
        const QStringList parts{folder.write(u"1.csv"_s, header + good),
            folder.write(u"2.csv"_s, "BilledCost,ChargePeriodStart\n1,2024-01-01\n")};

        QVERIFY(!bill::readBill(parts, {}, {}, {}));
    }

    void place_withoutABill_isAStorageError_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("missing") << u"missing.csv"_s;
        QTest::newRow("folder") << u"."_s;
        QTest::newRow("pipe") << u"pipe"_s;
        QTest::newRow("locked") << u"locked.csv"_s;
    }

    void place_withoutABill_isAStorageError()
    {
        QFETCH(QString, name);
        const test::BillFolder folder;
        ::mkfifo(QFile::encodeName(folder.path() + u"/pipe"_s).constData(), 0600);
        QFile::setPermissions(folder.write(u"locked.csv"_s, header + good), {});
        if (name.startsWith(u"locked"_s) && ::geteuid() == 0)
            QSKIP("root reads everything");

        const auto ledger = bill::readBill({folder.path() + u'/' + name}, {}, {}, {});

        QVERIFY(!ledger);
        QCOMPARE(int(ledger.error().kind()), int(Error::Kind::Storage));
    }

    void noFiles_areInvalid() { QVERIFY(!bill::readBill({}, {}, {}, {})); }

    void line_of2GB_endsEarly_data()
    {
        QTest::addColumn<QByteArray>("begin");
        QTest::newRow("first line") << QByteArray("a");
        QTest::newRow("after the header") << header + good + "2024-01-01T00:00:00Z,,1,USD,";
        QTest::newRow("in quotes") << header + good + "2024-01-01T00:00:00Z,,1,USD,\"";
    }

    void line_of2GB_endsEarly()
    {
        QFETCH(QByteArray, begin);
        const test::BillFolder folder;
        const QString path = sparse(folder, begin, qint64(2) << 30);
        const long before = peakKilobytes();
        qint64 read = 0;

        const auto ledger
            = bill::readBill({path}, {}, [&read](const BillProgress &progress) { read = progress.bytes; }, {});

        QVERIFY(!ledger);
        QVERIFY2(ledger.error().message().contains(QRegularExpression(u"row [13], column [15]"_s)),
            qPrintable(ledger.error().message()));
        QVERIFY(read < (qint64(16) << 20));
        QVERIFY2(peakKilobytes() - before < 40'000, qPrintable(QString::number(peakKilobytes() - before)));
    }

    void file_thatChangesMeanwhile_isRefused_data()
    {
        QTest::addColumn<int>("change");
        QTest::newRow("grows") << 0;
        QTest::newRow("shrinks") << 1;
        QTest::newRow("is replaced") << 2;
        QTest::newRow("is written over") << 3;
        QTest::newRow("goes away") << 4;
    }

    void file_thatChangesMeanwhile_isRefused()
    {
        QFETCH(int, change);
        const test::BillFolder folder;
        const QByteArray bytes = header + good.repeated(20'000);
        const QString path = folder.write(u"bill.csv"_s, bytes);
        bill::BillStream stream({path}, 4096, {}, {});
        QVERIFY(stream.open());
        bill::Block block;
        QVERIFY(stream.next(block));

        switch (change) {
        case 0:
            folder.write(u"bill.csv"_s, bytes + good);
            break;
        case 1:
            folder.write(u"bill.csv"_s, bytes.first(8192));
            break;
        case 2:
            QFile::remove(path);
            folder.write(u"bill.csv"_s, bytes);
            break;
        case 3:
            folder.write(u"bill.csv"_s, bytes);
            break;
        default:
            QFile::remove(path);
        }
        while (stream.next(block)) { }

        QVERIFY(stream.error());
        QVERIFY2(stream.error()->message().contains(u"changed while"_s), qPrintable(stream.error()->message()));
    }
};

QTEST_GUILESS_MAIN(TestBadBills)
#include "tst_badbills.moc"
