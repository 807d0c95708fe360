// SPDX-License-Identifier: GPL-3.0-or-later
#include <process/plainline.h>
#include <support/hostilevalues.h>

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using sm::process::plainLine;

class TestPlainLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text_isMadePlain_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("plain");
        const auto row = [](const char *name, const QByteArray &text, const QString &plain) {
            QTest::newRow(name) << text << plain;
        };
        row("nothing to do", "gr\xc3\xbcn \xf0\x9f\x92\xa3\tx", u"grün \U0001F4A3\tx"_s);
        row("colour", "\x1b[1;31mred\x1b[0m", u"red"_s);
        row("cursor", "a\x1b[2Kb\x1b[1A", u"ab"_s);
        row("8-bit colour",
            "\xc2\x9b"
            "31mred",
            u"red"_s);
        row("title", "\x1b]0;owned\x07text", u"text"_s);
        row("link", "\x1b]8;;http://evil.example\x1b\\label\x1b]8;;\x1b\\", u"label"_s);
        row("device control", "\x1bP1$r\x1b\\text", u"text"_s);
        row("unfinished string hides nothing", "\x1b]0;text", u"0;text"_s);
        row("unfinished sequence", "text\x1b[", u"text"_s);
        row("lone escape", "text\x1b", u"text\u241B"_s);
        row("character set", "\x1b(Btext", u"text"_s);
        row("NUL, BEL, CR, LF, DEL", QByteArray("\0\a\r\n\x7f", 5), u"\u2400\u2407\u240D\u240A\u2421"_s);
        row("right to left",
            "\xe2\x80\xae"
            "gnp",
            u"<U+202E>gnp"_s);
        row("zero width",
            "a\xe2\x80\x8b"
            "b\xef\xbb\xbf",
            u"a<U+200B>b<U+FEFF>"_s);
        row("line separator", "\xe2\x80\xa8", u"<U+2028>"_s);
        row("C1", "\xc2\x85", u"<U+0085>"_s);
        row("tag", "\xf3\xa0\x81\x81", u"<U+E0041>"_s);
        row("not UTF-8",
            "a\xff"
            "b",
            u"a\uFFFDb"_s);
    }

    void text_isMadePlain()
    {
        QFETCH(QByteArray, text);

        QTEST(plainLine(QByteArrayView(text)), "plain");
    }

    void hostileValues_holdNothingThatSteers()
    {
        for (const QString &value : sm::test::hostileValues())
            for (const QChar character : plainLine(value))
                QVERIFY(character == u'\t' || character.isSurrogate()
                    || (character.category() != QChar::Other_Control && character.category() != QChar::Other_Format));
    }
};

QTEST_GUILESS_MAIN(TestPlainLine)
#include "tst_plainline.moc"
