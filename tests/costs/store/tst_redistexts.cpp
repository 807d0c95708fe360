// SPDX-License-Identifier: GPL-3.0-or-later
#include "answers.h"
#include "teambench.h"

#include <redis/replyreader.h>

#include <QTcpSocket>

using namespace sm;
using namespace sm::costs;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using sm::test::await;

namespace {

constexpr std::chrono::seconds limit{60};
const QDateTime noon(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC);

KeptAnswer kept(bool closed = false) { return {test::answerTo(test::question(), noon, true), closed, 812ms}; }

} // namespace

/// On a real Redis.
class TestRedisTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = test::RedisServer::whyUnavailable(); !why.isEmpty())
            QSKIP(qPrintable(why));
        m_server = std::make_unique<test::RedisServer>();
        QCOMPARE(m_server->failure(), QString());
    }

    void answers_areSharedExactlyAndExpire()
    {
        test::Colleague ada(nullptr, m_server.get());
        test::Colleague grace(nullptr, m_server.get());

        QVERIFY(!(*await(grace.cached.find(test::question(), {}), limit))->has_value());
        const auto done = await(ada.cached.keep(test::question(), kept(), 6h, {}), limit);
        QVERIFY2(done && *done, done && !*done ? qPrintable(done->error().message()) : "");
        const auto found = **await(grace.cached.find(test::question(), {}), limit);

        QVERIFY(found && test::isSame(found->answer, kept().answer));
        QCOMPARE(found->took, 812ms);
        const qint64 lives = ask({"TTL", key()}).integer();
        QVERIFY2(lives > 21'500 && lives <= 21'600, qPrintable(QString::number(lives)));
        QCOMPARE(ask({"KEYS", "cost:*"}).items().size(), 1);
        QCOMPARE(test::entries(*ada.journal).size(), 1);
    }

    void answers_closed_liveForAMonth()
    {
        test::Colleague ada(nullptr, m_server.get());

        QVERIFY(await(ada.cached.keep(test::question(), kept(true), 6h, {}), limit)->has_value());

        QVERIFY(ask({"TTL", key()}).integer() > 29 * 24 * 3600);
    }

    void answers_foreignValues_areNone_data()
    {
        QTest::addColumn<QByteArrayList>("command");
        QTest::addRow("text") << QByteArrayList{"SET", key(), "hello"};
        QTest::addRow("bytes") << QByteArrayList{"SET", key(), QByteArray("\0\xff\x01", 3)};
        QTest::addRow("empty") << QByteArrayList{"SET", key(), ""};
        QTest::addRow("list") << QByteArrayList{"RPUSH", key(), "a"};
    }
    void answers_foreignValues_areNone()
    {
        QFETCH(QByteArrayList, command);
        ask({"DEL", key()});
        ask(command);
        test::Colleague ada(nullptr, m_server.get());

        const auto found = await(ada.cached.find(test::question(), {}), limit);

        QVERIFY2(found && *found, found && !*found ? qPrintable(found->error().message()) : "");
        QVERIFY(!(*found)->has_value());
        ask({"DEL", key()});
    }

    void answers_readOnly_areNotKeptAndThatIsNoError()
    {
        test::Colleague ada(nullptr, m_server.get(), true);

        QVERIFY(await(ada.cached.keep(test::question(), kept(), 6h, {}), limit)->has_value());

        QCOMPARE(ask({"EXISTS", key()}).integer(), 0);
    }

    void find_nobodyAnswers_isAnErrorSoon()
    {
        test::Colleague ada(nullptr, nullptr);

        QCOMPARE(await(ada.cached.find(test::question(), {}), limit)->error().kind(), Error::Kind::Network);
    }

private:
    static QByteArray key() { return "cost:stationmaster:1:shop:" + test::question().key().toLatin1(); }

    /// As the team's dashboard does: beside us. Tests alone may write without the Runner.
    redis::Reply ask(const QByteArrayList &command) const
    {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, m_server->port());
        QByteArray sent = '*' + QByteArray::number(command.size()) + "\r\n";
        for (const QByteArray &word : command)
            sent += '$' + QByteArray::number(word.size()) + "\r\n" + word + "\r\n";
        if (!socket.waitForConnected(5000))
            return {};
        socket.write(sent);
        redis::ReplyReader reader;
        while (socket.waitForReadyRead(5000)) {
            reader.feed(socket.readAll());
            const auto reply = reader.next();
            if (!reply || *reply)
                return reply ? **reply : redis::Reply();
        }
        return {};
    }

    std::unique_ptr<test::RedisServer> m_server;
};

QTEST_GUILESS_MAIN(TestRedisTexts)
#include "tst_redistexts.moc"
