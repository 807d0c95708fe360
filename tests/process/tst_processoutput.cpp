// SPDX-License-Identifier: GPL-3.0-or-later
#include "witness.h"

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using process::Stream;
using test::await;
using test::observed;
using test::witness;

class TestProcessOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_comeWithTheirStream()
    {
        QList<std::pair<Stream, QByteArray>> lines;
        const auto sink = [&lines](Stream stream, const QByteArray &line) { lines.append({stream, line}); };

        const auto text = await(process::observe(witness({u"text"_s, u"a\r\n\nlast"_s}), sink, {}));
        const auto errors = await(process::observe(witness({u"exit"_s, u"0"_s}), sink, {}));

        QVERIFY(*text && *errors);
        QCOMPARE(lines.size(), 5);
        QCOMPARE(lines[0], (std::pair<Stream, QByteArray>(Stream::Output, "a")));
        QCOMPARE(lines[1], (std::pair<Stream, QByteArray>(Stream::Output, "")));
        QCOMPARE(lines[2], (std::pair<Stream, QByteArray>(Stream::Output, "last")));
        QCOMPARE(lines[3], (std::pair<Stream, QByteArray>(Stream::Errors, "one")));
        QCOMPARE((*errors)->errors.bytes, QByteArray("one\nthe \x1b[31mlast\x1b[0m word\n"));
    }

    void flood_keepsTheEndAndEveryLineComes()
    {
        process::Command command = witness({u"write"_s, u"20000000"_s});
        command.keptBytes = 1000;
        qint64 lines = 0;

        const auto outcome = await(
            process::observe(command, [&lines](Stream, const QByteArray &) { ++lines; }, {}), std::chrono::minutes(1));

        QCOMPARE(lines, 200'001);
        QCOMPARE((*outcome)->output.totalBytes, 20'000'004);
        QVERIFY((*outcome)->output.isCut());
        QCOMPARE((*outcome)->output.bytes.size(), 1000);
        QVERIFY((*outcome)->output.bytes.endsWith("x\nend\n"));
    }

    void shortOutput_isWhole()
    {
        const auto outcome = observed(witness({u"text"_s, u"gr\u00fcn"_s}));

        QCOMPARE((*outcome)->output.bytes, QByteArray("gr\xc3\xbcn"));
        QVERIFY(!(*outcome)->output.isCut());
    }
};

QTEST_GUILESS_MAIN(TestProcessOutput)
#include "tst_processoutput.moc"
