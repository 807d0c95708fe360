// SPDX-License-Identifier: GPL-3.0-or-later
#include "received.h"

#include <QTest>

using sm::process::Received;

namespace {

QList<QByteArray> linesOf(const QList<QByteArray> &pieces)
{
    QList<QByteArray> lines;
    Received received(10, [&lines](const QByteArray &line) { lines << line; });
    for (const QByteArray &piece : pieces)
        received.add(piece);
    received.finish();
    return lines;
}

} // namespace

class TestReceived : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_doNotDependOnThePieces()
    {
        const QByteArray text = "one\n\ntwo\r\nthree";
        const QList<QByteArray> expected{"one", "", "two", "three"};

        QCOMPARE(linesOf({text}), expected);
        for (qsizetype at = 0; at <= text.size(); ++at)
            QCOMPARE(linesOf({text.first(at), text.sliced(at)}), expected);
    }

    void longLine_comesInPieces()
    {
        const QByteArray longest(Received::longestLine, 'x');

        QCOMPARE(linesOf({longest + "\nb"}), (QList<QByteArray>{longest, "b"}));
        QCOMPARE(linesOf({longest, "\nb"}), (QList<QByteArray>{longest, "b"}));
        QCOMPARE(linesOf({longest + "yz\nb"}), (QList<QByteArray>{longest, "yz", "b"}));
        QCOMPARE(linesOf({longest + longest}), (QList<QByteArray>{longest, longest}));
    }

    void kept_isTheEnd()
    {
        Received received(10, {});
        for (int number = 0; number < 10; ++number)
            received.add("0123456");
        received.finish();

        QCOMPARE(received.kept().bytes, QByteArray("4560123456"));
        QCOMPARE(received.kept().totalBytes, 70);
        QVERIFY(received.kept().isCut());
    }
};

QTEST_GUILESS_MAIN(TestReceived)
#include "tst_received.moc"
