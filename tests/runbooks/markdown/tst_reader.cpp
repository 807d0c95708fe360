// SPDX-License-Identifier: GPL-3.0-or-later
#include <markdown/reader.h>

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using markdown::Block;

namespace {

QList<Block> blocksOf(const QByteArray &bytes)
{
    const auto document = markdown::read(u"a.md"_s, bytes);
    return document ? document->blocks : QList<Block>();
}

QString problemWith(const QByteArray &bytes)
{
    const auto document = markdown::read(u"a.md"_s, bytes);
    return document ? QString() : document.error().message();
}

} // namespace

class TestReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void read_headings_haveLevelAndLine()
    {
        const QList<Block> blocks = blocksOf("# One *two* `three`\n\nSetext\n------\n\n### 1. **Bold** end ###\n");

        QCOMPARE(blocks.size(), 3);
        QCOMPARE(blocks.at(0).text, u"One two three"_s);
        QCOMPARE(blocks.at(0).level, 1);
        QCOMPARE(blocks.at(1).level, 2);
        QCOMPARE(blocks.at(1).line, 3);
        QCOMPARE(blocks.at(2).text, u"1. Bold end"_s);
        QCOMPARE(blocks.at(2).line, 6);
    }

    void read_fence_hasInfoLineAndExactText()
    {
        const QList<Block> blocks = blocksOf("text\n\n```bash title\necho  â†’ \n\n  x\n```\n\n~~~\n~~~\n");

        QCOMPARE(blocks.size(), 3);
        QCOMPARE(blocks.at(1).kind, Block::Kind::Code);
        QCOMPARE(blocks.at(1).info, u"bash title"_s);
        QCOMPARE(blocks.at(1).textLine, 4);
        QCOMPARE(blocks.at(1).text, u"echo  â†’ \n\n  x\n"_s);
        QVERIFY(blocks.at(2).text.isEmpty());
    }

    void read_fenceInItem_losesItsIndentOnly()
    {
        const QList<Block> blocks = blocksOf("1. Do\n   ```sh\n   a\n     b\n   ```\n2. Next\n");

        QCOMPARE(blocks.at(1).kind, Block::Kind::Code);
        QCOMPARE(blocks.at(1).textLine, 3);
        QCOMPARE(blocks.at(1).depth, 1);
        QCOMPARE(blocks.at(1).text, u"a\n  b\n"_s);
        QCOMPARE(blocks.at(2).number, 2);
    }

    void read_indentedCode_startsAtItsFirstLine()
    {
        const QList<Block> blocks = blocksOf("text\n\n    code\n    more\n");

        QCOMPARE(blocks.at(1).kind, Block::Kind::Code);
        QCOMPARE(blocks.at(1).textLine, 3);
        QCOMPARE(blocks.at(1).text, u"code\nmore\n"_s);
    }

    void read_lists_areNumberedAndNested()
    {
        const QList<Block> blocks = blocksOf("3. c\n4. d\n   - e\n     1) f\n- g\n");

        QStringList seen;
        for (const Block &block : blocks)
            seen.append(u"%1 %2 %3 %4"_s.arg(block.text).arg(block.number).arg(block.depth).arg(block.line));
        QCOMPARE(seen, QStringList({u"c 3 1 1"_s, u"d 4 1 2"_s, u"e 0 2 3"_s, u"f 1 3 4"_s, u"g 0 1 5"_s}));
    }

    void read_checklist_isOneOfTasks()
    {
        const QList<Block> blocks = blocksOf("- [ ] **Assess**: look\n- [x] done\n- [link](x) no\n");

        QCOMPARE(blocks.at(0).isTask, true);
        QCOMPARE(blocks.at(0).label, u"Assess"_s);
        QCOMPARE(blocks.at(0).text, u"look"_s);
        QCOMPARE(blocks.at(1).text, u"done"_s);
        QCOMPARE(blocks.at(2).isTask, false);
        QCOMPARE(blocks.at(2).text, u"link no"_s);
    }

    void read_labels_areToldFromBoldWords()
    {
        const QList<Block> blocks
            = blocksOf("**Purpose**: Add *a* user\n\n**Steps:**\n\n**Bold** words\n\n**Alone**\n\na **b**: c\n");

        QCOMPARE(blocks.at(0).label, u"Purpose"_s);
        QCOMPARE(blocks.at(0).text, u"Add a user"_s);
        QCOMPARE(blocks.at(1).label, u"Steps"_s);
        QCOMPARE(blocks.at(1).text, u""_s);
        QCOMPARE(blocks.at(2).label, u""_s);
        QCOMPARE(blocks.at(2).text, u"Bold words"_s);
        QCOMPARE(blocks.at(3).label, u"Alone"_s);
        QCOMPARE(blocks.at(4).label, u""_s);
        QCOMPARE(blocks.at(4).text, u"a b: c"_s);
    }

    void read_paragraph_keepsItsLinesAndCode()
    {
        const QList<Block> blocks = blocksOf("\nfirst\nsecond `ls -l`\n<b>x</b>\n");

        QCOMPARE(blocks.at(0).text, u"first\nsecond ls -l\n<b>x</b>"_s);
        QCOMPARE(blocks.at(0).lastLine, 4);
        QCOMPARE(blocks.at(0).spans.size(), 1);
        QCOMPARE(blocks.at(0).spans.at(0).text, u"ls -l"_s);
        QCOMPARE(blocks.at(0).spans.at(0).line, 3);
    }

    void read_table_isText()
    {
        const QList<Block> blocks = blocksOf("| a | b |\n|---|:--|\n| 1 | â†’ |\n\na | b\n");

        QCOMPARE(blocks.at(0).kind, Block::Kind::Table);
        QCOMPARE(blocks.at(0).text, u"| a | b |\n|---|:--|\n| 1 | → |"_s);
        QCOMPARE(blocks.at(1).kind, Block::Kind::Paragraph);
    }

    void read_lineEnds_countAlike()
    {
        for (const char *text : {"a\n\n# b\n", "a\r\n\r\n# b\r\n", "a\r\r# b\r",
                 "\xef\xbb\xbf"
                 "a\n\n# b"}) {
            const QList<Block> blocks = blocksOf(text);
            QCOMPARE(blocks.size(), 2);
            QCOMPARE(blocks.at(0).text, u"a"_s);
            QCOMPARE(blocks.at(1).line, 3);
        }
    }

    void read_damagedUtf8_isReplacedAndItsLineKnown()
    {
        const auto document = markdown::read(u"a.md"_s, "good\n\nb\xff\xc3( caf\xe9\n\nlast\xe2\x82");

        QVERIFY(document);
        QCOMPARE(document->source.damagedLines, QList<int>({3, 5}));
        QVERIFY(document->blocks.at(1).text.contains(QChar::ReplacementCharacter));
        QVERIFY(document->bytes.contains('\xff'));
    }

    void read_whatIsNoText_isRefusedWithItsLine()
    {
        QVERIFY(problemWith(QByteArray("a\nb\0c\n", 6)).startsWith(u"a.md:2: "_s));
        QVERIFY(problemWith(QByteArray("\xff\xfe#\0 \0", 6)).startsWith(u"a.md:1: "_s));
        QVERIFY(problemWith(QByteArray(markdown::maximumBytes + 1, 'a')).contains(u"5 MB"_s));
        const QByteArray half(markdown::maximumParagraphBytes / 2, 'a');
        QVERIFY(problemWith(half + "\n" + half + "\na").startsWith(u"a.md:3: "_s));
        QCOMPARE(problemWith(half + "\n" + half + "\n\n" + half), QString());
        QCOMPARE(problemWith(""), QString());
    }

    void read_deepNesting_isRefusedWithItsLine()
    {
        QCOMPARE(problemWith("a\n\n" + QByteArray("> ").repeated(32) + "x\n"), QString());
        QVERIFY(problemWith("a\n\n" + QByteArray("> ").repeated(33) + "x\n").startsWith(u"a.md:3: "_s));
        QVERIFY(problemWith("a\n\n" + QByteArray("- ").repeated(33) + "x\n").startsWith(u"a.md:3: "_s));
        QByteArray steps;
        for (int depth = 0; depth < 40; ++depth)
            steps += QByteArray(2 * depth, ' ') + "- x\n";
        QVERIFY(problemWith(steps).startsWith(u"a.md:33: "_s));
        QCOMPARE(problemWith(QByteArray(80, '-') + "\n\n" + QByteArray(80, '*') + "\n"), QString());
    }

    void read_hostileText_isNotSlow_data()
    {
        QTest::addColumn<QByteArray>("piece");
        for (const char *piece : {"[", "![", "*a ", "_a__b ", "`a", "<", "<a ", "\\", "&", "[a](", "> ", "- ", "1. ",
                 "*a **a ", "a**b", "[a]: b\n", "|", "\n", "   ", "\t", "```", "~~~\n", "<!--", "<?", "]("})
            QTest::newRow(piece) << QByteArray(piece);
    }
    /// The bound is loose: it tells a parser that takes seconds for 64 KB from one that does not.
    void read_hostileText_isNotSlow()
    {
        QFETCH(const QByteArray, piece);
        const qsizetype bytes = markdown::maximumParagraphBytes;
        QElapsedTimer clock;
        clock.start();

        (void)markdown::read(u"a.md"_s, piece.repeated(bytes / piece.size()));
        (void)markdown::read(u"a.md"_s, (piece + "x\n").repeated(bytes / (piece.size() + 2)));

        QVERIFY2(clock.elapsed() < 5'000, qPrintable(QString::number(clock.elapsed())));
    }

    void read_noise_neverCrashes()
    {
        const QByteArray alphabet("#*_`[](){}<>|-+1.:~ \t\n\r\\&;!\"'$/=a\xc3\xa9\xff\xe2\x80");
        QRandomGenerator random(20240101);
        for (int i = 0; i < 3'000; ++i) {
            QByteArray text;
            for (int j = random.bounded(200); j > 0; --j)
                text += alphabet.at(random.bounded(static_cast<int>(alphabet.size())));
            const auto document = markdown::read(u"a.md"_s, text);
            QVERIFY(document || document.error().kind() == Error::Kind::Invalid);
            for (const Block &block : document ? document->blocks : QList<Block>()) {
                QVERIFY(block.line >= 1);
                QVERIFY(block.lastLine >= block.line);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestReader)
#include "tst_reader.moc"
