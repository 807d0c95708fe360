// SPDX-License-Identifier: GPL-3.0-or-later
#include "restoredmark.h"

#include <support/hostilevalues.h>

#include <QTest>

using namespace sm;
using namespace sm::backups;
using namespace Qt::Literals::StringLiterals;

class TestRestoredMark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comment_ofAMark_isReadBack()
    {
        for (const QString &asset : test::hostileValues()) {
            if (asset.startsWith(u'\uFEFF')) // Qt takes it for the mark of a byte order wherever a text of JSON begins
                continue;
            const RestoredMark mark{asset, u"20261129T220500Z-4f1a"_s, u"2026-11-29T22:05:00Z"_s, u"old"_s};

            const auto read = RestoredMark::ofComment(mark.toComment());

            QVERIFY(read);
            QCOMPARE(read->asset, asset);
            QCOMPARE(read->toJson(), mark.toJson());
        }
    }

    void commentsOfOthers_areNoMarks()
    {
        for (const QString &comment :
            {QString(), u"default administrative connection database"_s, u"Restored by Stationmaster: by hand"_s,
                u"Restored by Stationmaster: {}"_s, u" Restored by Stationmaster: {\"backup\": \"x\"}"_s})
            QVERIFY2(!RestoredMark::ofComment(comment), qPrintable(comment));
    }

    void names_fitIntoTheBytesOfAName_andDiffer()
    {
        for (const QString &into :
            {u"shop"_s, u"x"_s.repeated(63), u"\u00e4"_s.repeated(31), u"\U0001F4A3"_s.repeated(15)}) {
            const QString work = workNameOf(into, u"b"_s);
            const QString replaced = replacedNameOf(into, u"b"_s);

            QVERIFY(work.toUtf8().size() <= 63 && replaced.toUtf8().size() <= 63);
            QVERIFY(work.isValidUtf16());
            QVERIFY(work != replaced && work != into && work != workNameOf(into, u"c"_s));
            QCOMPARE(work, workNameOf(into, u"b"_s));
        }
        QVERIFY(workNameOf(u"x"_s.repeated(62) + u"a"_s, u"b"_s) != workNameOf(u"x"_s.repeated(62) + u"b"_s, u"b"_s));
    }
};

QTEST_GUILESS_MAIN(TestRestoredMark)
#include "tst_restoredmark.moc"
