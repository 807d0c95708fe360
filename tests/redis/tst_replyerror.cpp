// SPDX-License-Identifier: GPL-3.0-or-later
#include <redis/replyerror.h>

#include <QTest>

using namespace sm;
using namespace sm::redis;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(sm::Error::Kind)

namespace {

Error errorOf(const QByteArray &text) { return ReplyError::of(Reply::text(Reply::Type::Error, text)); }

} // namespace

class TestReplyError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstWord_decides_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<Error::Kind>("kind");
        const auto row = [](const char *text, Error::Kind kind) { QTest::newRow(text) << QByteArray(text) << kind; };

        row("NOAUTH Authentication required.", Error::Kind::Denied);
        row("WRONGPASS invalid username-password pair", Error::Kind::Denied);
        row("NOPERM this user has no permissions", Error::Kind::Denied);
        row("READONLY You can't write against a read only replica.", Error::Kind::Denied);
        row("OOM command not allowed", Error::Kind::Throttled);
        row("BUSY Redis is busy running a script.", Error::Kind::Throttled);
        row("LOADING Redis is loading the dataset in memory", Error::Kind::Throttled);
        row("TRYAGAIN Multiple keys", Error::Kind::Throttled);
        row("BUSYKEY Target key name already exists.", Error::Kind::Conflict);
        row("NOSCRIPT No matching script.", Error::Kind::NotFound);
        row("WRONGTYPE Operation against a key", Error::Kind::Invalid);
        row("MOVED 3999 127.0.0.1:6381", Error::Kind::Invalid);
        row("ERR syntax error", Error::Kind::Internal);
        row("SOMETHINGNEW", Error::Kind::Internal);
    }
    void firstWord_decides()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const Error::Kind, kind);

        const Error error = errorOf(text);

        QCOMPARE(error.kind(), kind);
        QCOMPARE(error.code(), QString::fromLatin1(text.split(' ').first()));
        QCOMPARE(error.changed(), Error::Changed::No);
        QVERIFY(!error.message().isEmpty());
    }

    void arguments_thatTheServerEchoes_areNotRepeated()
    {
        const Error error = errorOf("ERR unknown command 'AUHT', with args beginning with: 'canary' ");

        QVERIFY(error.message().contains(u"AUHT"_s));
        QVERIFY(!error.message().contains(u"canary"_s));
    }

    void message_isOneShortLine()
    {
        const Error error = errorOf("ERR a\tb\x1b[31m" + QByteArray(5000, 'x'));

        QVERIFY(error.message().size() < 400);
        QVERIFY(!error.message().contains(QChar(0x1b)));
        QVERIFY(!error.message().contains(u'\t'));
    }

    void answer_hasNoCode() { QVERIFY(ReplyError::code(Reply::text(Reply::Type::Simple, "NOAUTH")).isEmpty()); }
};

QTEST_GUILESS_MAIN(TestReplyError)
#include "tst_replyerror.moc"
