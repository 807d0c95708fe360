// SPDX-License-Identifier: GPL-3.0-or-later
#include "contentsdifference.h"

#include <QTest>

using namespace sm;
using namespace sm::backups;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject table(const QString &schema, const QString &name, qint64 rows, const QString &checksum)
{
    return {{u"schema"_s, schema}, {u"table"_s, name}, {u"rows"_s, rows}, {u"checksum"_s, checksum}};
}

QJsonObject contents(const QJsonArray &tables) { return {{u"tables"_s, tables}}; }

} // namespace

class TestContentsDifference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameContents_differInNothing_inAnyOrder()
    {
        const QJsonObject a = table(u"s"_s, u"a"_s, 3, u"1:2"_s);
        const QJsonObject b = table(u"s"_s, u"b"_s, 4, u"3:4"_s);

        const ContentsDifference difference(contents({a, b}), contents({b, a}));

        QVERIFY(difference.isNone());
        QVERIFY(difference.expectNone(u"copy"_s));
        QCOMPARE(difference.toJson()[u"rows"_s].toInt(), 7);
        QCOMPARE(difference.toJson()[u"tables"_s].toInt(), 2);
    }

    void schemaAndName_areNotMixedUp()
    {
        const ContentsDifference difference(
            contents({table(u"a.b"_s, u"c"_s, 1, u"1:1"_s)}), contents({table(u"a"_s, u"b.c"_s, 1, u"1:1"_s)}));

        QCOMPARE(difference.missing, QStringList{u"a.b.c"_s});
        QCOMPARE(difference.additional, QStringList{u"a.b.c"_s});
    }

    void equalCounts_withAnotherChecksum_differ()
    {
        const ContentsDifference difference(
            contents({table(u"s"_s, u"a"_s, 3, u"1:2"_s)}), contents({table(u"s"_s, u"a"_s, 3, u"1:3"_s)}));

        QCOMPARE(difference.different.first()[u"checksum"_s].toBool(true), false);
        QCOMPARE(difference.different.first()[u"expectedRows"_s].toInt(), 3);
        QCOMPARE(difference.expectNone(u"copy"_s).error().code(), u"ContentsDiffer"_s);
    }

    void manyDifferences_areCountedInTheSentence()
    {
        QJsonArray tables;
        for (int number = 0; number < 10; ++number)
            tables << table(u"s"_s, u"t%1"_s.arg(number), 1, u"1:1"_s);

        const Result<void> none = ContentsDifference(contents(tables), contents({})).expectNone(u"copy"_s);

        QVERIFY2(none.error().message().contains(u"s.t2 is missing, and 7 more"), qPrintable(none.error().message()));
    }
};

QTEST_GUILESS_MAIN(TestContentsDifference)
#include "tst_contentsdifference.moc"
