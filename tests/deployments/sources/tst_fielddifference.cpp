// SPDX-License-Identifier: GPL-3.0-or-later
#include <sources/fielddifference.h>

#include <QJsonArray>
#include <QTest>

using namespace sm;
using namespace sm::deployments;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList told(const QList<Difference> &rows)
{
    QStringList lines;
    for (const Difference &row : rows)
        lines << u"%1: %2 < %3%4"_s.arg(row.what, row.now, row.then, row.isSame ? u" ="_s : QString());
    return lines;
}

bool isKey(const QString &path, const QJsonValue &, const QJsonValue &) { return path.contains("KEY"_L1); }

} // namespace

class TestFieldDifference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void members_areToldByTheirPath()
    {
        const QJsonObject now{
            {u"MemorySize"_s, 512}, {u"Environment"_s, QJsonObject{{u"A"_s, u"1"_s}, {u"B"_s, u"2"_s}}}};
        const QJsonObject then{
            {u"MemorySize"_s, 1024}, {u"Environment"_s, QJsonObject{{u"A"_s, u"1"_s}, {u"C"_s, u"3"_s}}}};

        QCOMPARE(told(differences(now, then)),
            (QStringList{u"Environment.B: 2 < "_s, u"Environment.C:  < 3"_s, u"MemorySize: 512 < 1024"_s}));
    }

    void namedElements_areComparedByName_whateverTheirOrder()
    {
        const auto container = [](const QString &name, const QString &image) {
            return QJsonObject{{u"name"_s, name}, {u"image"_s, image}};
        };
        const QJsonObject now{
            {u"containers"_s, QJsonArray{container(u"app"_s, u"app:2"_s), container(u"log"_s, u"log:1"_s)}}};
        const QJsonObject then{
            {u"containers"_s, QJsonArray{container(u"log"_s, u"log:1"_s), container(u"app"_s, u"app:1"_s)}}};

        QCOMPARE(told(differences(now, then)), QStringList{u"containers.app.image: app:2 < app:1"_s});
    }

    void twoOfOneName_areComparedAsAWhole()
    {
        const QJsonObject twice{{u"name"_s, u"a"_s}};
        const QJsonObject now{{u"list"_s, QJsonArray{twice, twice}}};
        const QJsonObject then{{u"list"_s, QJsonArray{twice, twice, twice}}};

        QCOMPARE(differences(now, then).size(), 1);
        QCOMPARE(differences(now, then).first().what, u"list"_s);
    }

    void secret_isNeverShown()
    {
        const QJsonObject now{{u"KEY"_s, u"hunter2"_s}, {u"OLD_KEY"_s, u"swordfish"_s}};
        const QJsonObject then{{u"KEY"_s, u"hunter3"_s}};

        const QList<Difference> rows = differences(now, then, isKey);

        QCOMPARE(told(rows), (QStringList{u"KEY: hidden < hidden"_s, u"OLD_KEY: hidden < "_s}));
        QVERIFY(rows.first().isSecret);
    }

    void same_isLeftOut_unlessAskedFor_andComesLast()
    {
        const QJsonObject now{{u"Image"_s, u"app:2"_s}, {u"Cpu"_s, 256}, {u"Memory"_s, 512}};
        const QJsonObject then{{u"Image"_s, u"app:1"_s}, {u"Cpu"_s, 256}, {u"Memory"_s, 512}};

        QCOMPARE(told(differences(now, then, {}, {u"Cpu"_s})),
            (QStringList{u"Image: app:2 < app:1"_s, u"Cpu: 256 < 256 ="_s}));
    }

    void typesAreToldApart()
    {
        QCOMPARE(differences({{u"a"_s, 1}}, {{u"a"_s, u"1"_s}}).size(), 1);
        QVERIFY(differences({{u"a"_s, 1}}, {{u"a"_s, 1.0}}).isEmpty());
        QCOMPARE(told(differences({}, {{u"a"_s, false}})), QStringList{u"a:  < false"_s});
    }

    void nothing_hasNoDifference() { QVERIFY(differences({}, {}).isEmpty()); }
};

QTEST_GUILESS_MAIN(TestFieldDifference)
#include "tst_fielddifference.moc"
