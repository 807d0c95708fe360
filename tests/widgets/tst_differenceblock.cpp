// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/find.h>
#include <widgets/differenceblock.h>

#include <QApplication>
#include <QClipboard>
#include <QTest>
#include <QToolButton>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using widgets::DifferenceBlock;

class TestDifferenceBlock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cells_sayWhatWasAndIs_data()
    {
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("then");
        QTest::addColumn<bool>("isSecret");
        QTest::addColumn<bool>("isSame");
        QTest::addColumn<QStringList>("cells");

        const auto row = [](const char *name) -> QTestData & { return QTest::newRow(name); };
        row("changed") << u"3"_s << u"30"_s << false << false << QStringList{u"T"_s, u"3"_s, u"→ 30"_s};
        row("the same") << u"512"_s << u"512"_s << false << true << QStringList{u"T"_s, u"512"_s, u"unchanged"_s};
        row("new since") << u"3"_s << QString() << false << false << QStringList{u"T"_s, u"3"_s, u"→ nothing"_s};
        row("gone since") << QString() << u"30"_s << false << false << QStringList{u"T"_s, u"nothing"_s, u"→ 30"_s};
        row("secret") << u"sk-1"_s << u"sk-2"_s << true << false
                      << QStringList{u"T"_s, u"hidden"_s, u"→ another (hidden)"_s};
        row("same secret") << u"sk-1"_s << u"sk-1"_s << true << true
                           << QStringList{u"T"_s, u"hidden"_s, u"unchanged (hidden)"_s};
        row("lines") << u"a\nb"_s << u"c"_s << false << false << QStringList{u"T"_s, u"a b"_s, u"→ c"_s};
    }
    void cells_sayWhatWasAndIs()
    {
        QFETCH(QString, now);
        QFETCH(QString, then);
        QFETCH(bool, isSecret);
        QFETCH(bool, isSame);
        QFETCH(QStringList, cells);

        QCOMPARE(widgets::cellsOf({u"T"_s, now, then, isSecret, isSame}), cells);
    }

    void lines_standInColumns()
    {
        const QList<QStringList> lines{{u"MemorySize"_s, u"512"_s, u"→ 1024"_s}, {u"Timeout"_s, u"3"_s, u"→ 30"_s}};

        QCOMPARE(widgets::alignedText(lines, 0), u"MemorySize   512   → 1024\nTimeout      3     → 30"_s);
    }

    void longValue_isShortenedInItsMiddle_butCopiedWhole()
    {
        const QString digest(64, u'd');
        DifferenceBlock block(u"Difference"_s);
        block.resize(360, 80);
        block.show();

        block.setDifferences({{u"CodeSha256"_s, digest, u"other"_s, false, false}});

        QVERIFY(block.toPlainText().contains(u'…') && block.toPlainText().contains(u"→ other"_s));
        QVERIFY(!block.toPlainText().contains(digest));
        auto *copy = test::find<QToolButton>(block, u"Copy"_s);
        QVERIFY(copy);
        copy->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"CodeSha256   %1   → other"_s.arg(digest));
        block.resize(1200, 80);
        QTRY_VERIFY(block.toPlainText().contains(digest));
    }
};

QTEST_MAIN(TestDifferenceBlock)
#include "tst_differenceblock.moc"
