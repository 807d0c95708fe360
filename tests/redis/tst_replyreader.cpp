// SPDX-License-Identifier: GPL-3.0-or-later
#include <redis/replyreader.h>

#include <QRandomGenerator>
#include <QTest>

using namespace sm;
using namespace sm::redis;
using namespace Qt::Literals::StringLiterals;

namespace {

using Next = Result<std::optional<Reply>>;

Reply bulk(const QByteArray &bytes) { return Reply::text(Reply::Type::Bulk, bytes); }

QByteArray nested(int depth) { return QByteArray("*1\r\n").repeated(depth) + ":1\r\n"; }

const QByteArray compound = "*6\r\n$3\r\na\r\n\r\n*2\r\n:-7\r\n$-1\r\n*-1\r\n*0\r\n-ERR x y\r\n+\r\n";

Reply compoundReply()
{
    Reply inner = Reply::array();
    inner.append(Reply::number(-7));
    inner.append(Reply::nil(Reply::Type::Bulk));
    Reply all = Reply::array();
    all.append(bulk("a\r\n"));
    all.append(inner);
    all.append(Reply::nil(Reply::Type::Array));
    all.append(Reply::array());
    all.append(Reply::text(Reply::Type::Error, "ERR x y"));
    all.append(Reply::text(Reply::Type::Simple, ""));
    return all;
}

} // namespace

class TestReplyReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reply_cutAnywhere_isTheSame()
    {
        for (qsizetype cut = 0; cut <= compound.size(); ++cut) {
            ReplyReader reader;

            reader.feed(compound.first(cut));
            const Next early = reader.next();
            reader.feed(compound.sliced(cut));
            const Next late = cut == compound.size() ? early : reader.next();

            QVERIFY(early && early->has_value() == (cut == compound.size()));
            QVERIFY(late && *late == compoundReply());
            QCOMPARE(reader.unread(), 0);
        }
    }

    void replies_inOnePiece_comeOneByOne()
    {
        ReplyReader reader;

        reader.feed("+OK\r\n:5\r\n$1\r\nx\r\n+half");

        QVERIFY(*reader.next() == Reply::text(Reply::Type::Simple, "OK"));
        QVERIFY(*reader.next() == Reply::number(5));
        QVERIFY(*reader.next() == bulk("x"));
        QVERIFY(!reader.next()->has_value());
    }

    void bulk_ofAMegabyteOfAnyBytes_isUnchanged()
    {
        QByteArray bytes(1024 * 1024, Qt::Uninitialized);
        for (qsizetype i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<char>(i * 131 + i / 256);
        ReplyReader reader;

        reader.feed("$1048576\r\n" + bytes + "\r\n");

        QVERIFY(*reader.next() == bulk(bytes));
    }

    void brokenBytes_areRefused_data()
    {
        QTest::addColumn<QByteArray>("wire");

        QTest::newRow("HTTP") << "HTTP/1.1 400 Bad Request\r\n"_ba;
        QTest::newRow("RESP3 map") << "%1\r\n+a\r\n+b\r\n"_ba;
        QTest::newRow("bulk longer than it says") << "$3\r\nabcd\r\n"_ba;
        QTest::newRow("bulk followed by a reply") << "$3\r\nabc+OK\r\n"_ba;
        QTest::newRow("bulk in an array longer than it says") << "*2\r\n$1\r\nabc\r\n:1\r\n"_ba;
        QTest::newRow("bulk ended by LF alone") << "$3\r\nabc\n\n"_ba;
        QTest::newRow("length minus two") << "$-2\r\n"_ba;
        QTest::newRow("array length minus two") << "*-2\r\n"_ba;
        QTest::newRow("no length") << "$\r\n"_ba;
        QTest::newRow("length with a space") << "$ 1\r\na\r\n"_ba;
        QTest::newRow("integer too large") << ":9223372036854775808\r\n"_ba;
        QTest::newRow("empty integer") << ":\r\n"_ba;
        QTest::newRow("array of 2^31") << "*2147483648\r\n"_ba;
        QTest::newRow("nine arrays deep") << nested(9);
        QTest::newRow("TLS alert") << QByteArray::fromHex("15030300020246");
        QTest::newRow("a line without end") << "+"_ba + QByteArray(70'000, 'x');
        QTest::newRow("a length without end") << "$"_ba + QByteArray(70'000, '1');
    }
    void brokenBytes_areRefused()
    {
        QFETCH(const QByteArray, wire);
        ReplyReader reader;

        reader.feed(wire);
        const Next refused = reader.next();
        reader.feed("+OK\r\n");
        const Next later = reader.next();

        QVERIFY(!refused);
        QCOMPARE(refused.error().kind(), Error::Kind::BadReply);
        QCOMPARE(refused.error().code(), u"Protocol"_s);
        QVERIFY2(!later, "a reader that lost its place goes on");
    }

    void nesting_ofEight_isRead()
    {
        ReplyReader reader;

        reader.feed(nested(8));

        QVERIFY(reader.next()->has_value());
    }

    void longestLine_isRead()
    {
        ReplyReader reader;

        reader.feed("-"_ba + QByteArray(60'000, 'x') + "\r\n");

        QVERIFY(reader.next()->has_value());
    }

    void reply_beyondTheLimit_isRefused_data()
    {
        QTest::addColumn<QByteArray>("wire");

        QTest::newRow("bulk") << "$1000000\r\n"_ba + QByteArray(2000, 'x');
        QTest::newRow("array") << "*1000000\r\n"_ba + QByteArray(":1\r\n").repeated(500);
    }
    void reply_beyondTheLimit_isRefused()
    {
        QFETCH(const QByteArray, wire);
        ReplyReader reader(1000);

        reader.feed(wire);
        const Next refused = reader.next();

        QVERIFY(!refused);
        QCOMPARE(refused.error().code(), u"TooLarge"_s);
    }

    void limit_countsEachReplyAlone()
    {
        ReplyReader reader(100);

        for (int i = 0; i < 100; ++i) {
            reader.feed("+0123456789\r\n+half");
            QVERIFY(reader.next()->has_value());
            QVERIFY(!reader.next()->has_value());
            reader.feed("\r\n");
            QVERIFY(reader.next()->has_value());
        }
    }

    /// Under the sanitizers: whatever comes, it is read, awaited or refused.
    void damage_neverGoesFurther()
    {
        QRandomGenerator random(7);
        int refused = 0;
        for (int round = 0; round < 5000; ++round) {
            QByteArray wire = compound.repeated(2);
            for (int change = 0; change < 3; ++change)
                wire[random.bounded(int(wire.size()))] = "*$:+-\r\n0129x\0\xff"[random.bounded(15)];
            ReplyReader reader(10'000);
            reader.feed(wire);
            Next next = reader.next();
            while (next && *next)
                next = reader.next();
            refused += next ? 0 : 1;
        }
        QVERIFY(refused > 500);
    }
};

QTEST_GUILESS_MAIN(TestReplyReader)
#include "tst_replyreader.moc"
