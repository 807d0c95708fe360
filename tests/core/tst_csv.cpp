// SPDX-License-Identifier: GPL-3.0-or-later
#include <core/csv.h>

#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;

namespace {

QList<csv::Cell> texts(const QStringList &fields)
{
    QList<csv::Cell> cells;
    for (const QString &field : fields)
        cells.append(csv::text(field));
    return cells;
}

QString problemWith(const QByteArray &file, csv::Limits limits = {})
{
    const auto rows = csv::read(file, limits);
    return rows ? QString() : rows.error().message();
}

/// Everything that is put before a payload without making it harmless.
const QStringList disguises{
    u""_s, u" "_s, u"  '"_s, u"\""_s, u"\u00a0"_s, u"\u3000"_s, u"\ufeff"_s, u"\u200b'"_s, u"`"_s};
const QStringList payloads{u"=1+1"_s, u"+1+1"_s, u"-1+1"_s, u"@SUM(A1)"_s, u"=cmd|' /C calc'!A0"_s,
    u"=HYPERLINK(\"http://x\",\"y\")"_s, u"\uff1d1+1"_s, u"\uff0b1"_s, u"\uff0d1"_s, u"\uff20SUM(1)"_s, u"\t=1"_s,
    u"\r=1"_s, u"\n=1"_s, u"-"_s, u"=\",\""_s};

} // namespace

class TestCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text_payload_isDefusedAndComesBack_data()
    {
        QTest::addColumn<QString>("payload");
        for (const QString &disguise : disguises) {
            for (const QString &payload : payloads)
                QTest::addRow("%s%s", qPrintable(disguise), qPrintable(payload)) << disguise + payload;
        }
        QTest::newRow("NUL") << QString(QChar(0)) + u"=1"_s;
    }
    void text_payload_isDefusedAndComesBack()
    {
        QFETCH(const QString, payload);

        const auto rows = csv::read(csv::record({csv::text(payload), csv::text(u"x"_s)}));

        QVERIFY2(rows, qPrintable(rows ? QString() : rows.error().message()));
        const QString field = rows->first().fields.first();
        QCOMPARE(field, u'\'' + payload);
        QCOMPARE(csv::undefused(field), payload);
    }

    void text_harmless_isLeftAlone()
    {
        for (const QString &text : {u""_s, u"ada"_s, u"a=b"_s, u"1-2"_s, u"'quoted'"_s, u"it's"_s, u" padded "_s,
                 u"ada@example.com"_s, u"\u65e5\u672c"_s, u"'"_s, u"\""_s}) {
            QCOMPARE(csv::defused(text), text);
            QCOMPARE(csv::undefused(text), text);
        }
    }

    void number_staysNumeric()
    {
        QCOMPARE(csv::record({csv::number(-5), csv::number(u"-0.0000000181"_s), csv::number(u"1.81E-8"_s)}),
            QByteArray("-5,-0.0000000181,1.81E-8\r\n"));
        QCOMPARE(csv::record({csv::number(u"-1+1"_s), csv::number(u"+5"_s)}), QByteArray("'-1+1,'+5\r\n"));
    }

    void record_quotesWhatNeedsIt()
    {
        QCOMPARE(csv::record(texts({u"a"_s, u"b,c"_s, u"d\"e"_s, u"f\ng"_s, u" h"_s, u""_s})),
            QByteArray("a,\"b,c\",\"d\"\"e\",\"f\ng\",\" h\",\r\n"));
        QCOMPARE(csv::record(texts({u""_s})), QByteArray("\"\"\r\n"));
    }

    void read_anyLineEndMarkAndQuote_givesTheFields()
    {
        const auto rows = csv::read("\xef\xbb\xbfname,note\r\nada,\"a \"\"b\"\"\r\nc\"\n\r\n\xc3\xa9,\rbob,\"\"");

        QVERIFY(rows);
        QCOMPARE(rows->size(), 4);
        QCOMPARE(rows->at(0).fields, QStringList({u"name"_s, u"note"_s}));
        QCOMPARE(rows->at(1).fields, QStringList({u"ada"_s, u"a \"b\"\r\nc"_s}));
        QCOMPARE(rows->at(2).fields, QStringList({u"\u00e9"_s, u""_s}));
        QCOMPARE(rows->at(2).number, 4);
        QCOMPARE(rows->at(3).fields, QStringList({u"bob"_s, u""_s}));
    }

    void read_nothing_isNoRows()
    {
        for (const char *file : {"", "\xef\xbb\xbf", "\r\n\n\r"}) {
            const auto rows = csv::read(file);
            QVERIFY(rows && rows->isEmpty());
        }
    }

    void read_wrongFile_saysWhere_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("expected");
        QTest::newRow("open quote") << QByteArray("a,b\nc,\"d\n") << u"row 2, column 2: a quote is never closed"_s;
        QTest::newRow("after quote") << QByteArray("\"a\"b,c\n") << u"row 1, column 1: text after the closing quote"_s;
        QTest::newRow("short row") << QByteArray("a,b\nc\n") << u"row 2, column 2: 1 columns where"_s;
        QTest::newRow("long row") << QByteArray("a,b\n\nc,d,e\n") << u"row 3, column 3: 3 columns where"_s;
        QTest::newRow("semicolons") << QByteArray("a;b\nc;d\n") << u"row 1, column 1: columns are separated"_s;
        QTest::newRow("tabs") << QByteArray("a\tb\n") << u"row 1, column 1: columns are separated"_s;
        QTest::newRow("Latin-1") << QByteArray("a,b\nx,\xe9\n") << u"row 2, column 2: the text is not UTF-8"_s;
        QTest::newRow("UTF-16") << QByteArray("\xff\xfe\x61\x00", 4) << u"row 1, column 1: the file is UTF-16"_s;
        QTest::newRow("big field") << QByteArray("a,") + QByteArray(101, 'x')
                                   << u"row 1, column 2: more than 100 bytes"_s;
        QTest::newRow("many columns") << QByteArray("1,2,3,4,5,6\n") << u"row 1, column 6: more than 5 columns"_s;
        QTest::newRow("many rows") << QByteArray("1\n2\n3\n4\n") << u"row 4, column 1: more than 3 rows"_s;
    }
    void read_wrongFile_saysWhere()
    {
        QFETCH(const QByteArray, file);
        QFETCH(const QString, expected);

        const QString message = problemWith(file, {.rows = 3, .columns = 5, .fieldBytes = 100});

        QVERIFY2(message.contains(expected), qPrintable(message));
    }

    void reader_afterAnError_staysAtTheEnd()
    {
        csv::Reader reader("a,b\nc\nd,e\n");
        QVERIFY(reader.next());
        QVERIFY(!reader.next());

        const auto row = reader.next();

        QVERIFY(row && !row->has_value());
    }

    void record_everyCharacter_comesBack()
    {
        QStringList fields;
        for (char16_t c = 0; c < 0x3100; ++c)
            fields.append(QString(QChar(c)) + u"x"_s + QChar(c));

        QByteArray file;
        for (qsizetype i = 0; i < fields.size(); i += 64)
            file += csv::record(texts(fields.mid(i, 64)));
        const auto rows = csv::read(file);

        QVERIFY2(rows, qPrintable(rows ? QString() : rows.error().message()));
        QStringList back;
        for (const csv::Row &row : *rows) {
            for (const QString &field : row.fields)
                back.append(csv::undefused(field));
        }
        QCOMPARE(back, fields);
    }
};

QTEST_GUILESS_MAIN(TestCsv)
#include "tst_csv.moc"
