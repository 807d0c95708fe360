// SPDX-License-Identifier: GPL-3.0-or-later
#include "monthlycost.h"

#include <QTest>

using namespace sm;
using namespace sm::backups;

namespace {

constexpr qint64 Gibibyte = 1024LL * 1024 * 1024;

QString costOf(const char *price, std::optional<qint64> bytes)
{
    const auto cost = monthlyCost(QString::fromLatin1(price), bytes);
    return cost ? cost->toString() : QStringLiteral("?");
}

} // namespace

class TestMonthlyCost : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void price_byTheGibibyte()
    {
        QCOMPARE(costOf("dynamodb-backup", 10 * Gibibyte), QStringLiteral("1"));
        QCOMPARE(costOf("rds-snapshot", 20 * Gibibyte), QStringLiteral("1.9"));
        QCOMPARE(costOf("elasticache-snapshot", Gibibyte), QStringLiteral("0.085"));
        QCOMPARE(costOf("dynamodb-backup", 0), QStringLiteral("0"));
    }

    /// 8 EiB at 10 cents: no overflow.
    void price_ofTheMost_isExact()
    {
        QCOMPARE(costOf("dynamodb-backup", std::numeric_limits<qint64>::max()), QStringLiteral("858993459.199999999"));
    }

    void price_nobodyKnows_isNone()
    {
        QCOMPARE(costOf("dynamodb-backup", std::nullopt), QStringLiteral("?"));
        QCOMPARE(costOf("dynamodb-backup", -1), QStringLiteral("?"));
        QCOMPARE(costOf("lunar-snapshot", Gibibyte), QStringLiteral("?"));
    }

    void manifest_onlyWhatIsInABucketCosts()
    {
        Manifest bucket;
        bucket.kind = QStringLiteral("bucket");
        bucket.source = {{QStringLiteral("storageClass"), QStringLiteral("GLACIER")}};
        Manifest database;
        database.kind = QStringLiteral("database");

        QCOMPARE(monthlyCostOf(bucket, Gibibyte)->toString(), QStringLiteral("0.0036"));
        QVERIFY(!monthlyCostOf(database, Gibibyte));
    }
};

QTEST_GUILESS_MAIN(TestMonthlyCost)
#include "tst_monthlycost.moc"
