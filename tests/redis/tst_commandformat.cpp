// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile.h"

#include <redis/commandformat.h>
#include <redis/replyreader.h>

#include <QTest>

using namespace sm;
using namespace sm::redis;

/// A command is read back with the reader of replies: on the wire it is an array of bulk strings.
class TestCommandFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void command_isAnArrayOfBulkStrings()
    {
        QByteArray wire;

        appendCommand(wire, {"SET", "key", ""});

        QCOMPARE(wire, QByteArray("*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$0\r\n\r\n"));
    }

    void hostileValues_areReadBackAsThemselves_andNothingElse()
    {
        const QByteArrayList values = sm::test::hostileValues();
        for (const QByteArray &value : values) {
            QByteArray wire;
            appendCommand(wire, {"SET", value, value});
            ReplyReader reader;

            reader.feed(wire);
            const auto command = reader.next();

            QVERIFY(command && *command);
            QCOMPARE((*command)->items().size(), 3);
            QCOMPARE((*command)->items()[1].bytes(), value);
            QCOMPARE((*command)->items()[2].bytes(), value);
            QCOMPARE(reader.unread(), 0);
        }
    }
};

QTEST_GUILESS_MAIN(TestCommandFormat)
#include "tst_commandformat.moc"
