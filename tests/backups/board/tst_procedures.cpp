// SPDX-License-Identifier: GPL-3.0-or-later
#include <board/procedures.h>

#include <core/assetkind.h>
#include <runbooks/parametervalues.h>
#include <runbooks/runbooklibrary.h>

#include <QJsonArray>
#include <QTest>

using namespace sm;
using namespace sm::backups;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Kinds = static_cast<int>(AssetKind::External) + 1;
constexpr int Actions = static_cast<int>(BackupAction::Remove) + 1;

Asset someAsset(AssetKind kind)
{
    Asset asset;
    asset.id = u"orders"_s;
    asset.kind = kind;
    asset.name = kind == AssetKind::UserPool ? u"us-east-1_abcdefghi"_s : u"orders-prod"_s;
    asset.tolerance = 0.5;
    asset.probes = {{u"rows"_s, u"table:query"_s, {{u"statement"_s, u"SELECT * FROM x"_s}}, u"items"_s}};
    if (kind == AssetKind::Bucket)
        asset.prefix = u"data/"_s;
    if (kind == AssetKind::Cache)
        asset.prefix = u"cost:*"_s;
    if (kind == AssetKind::External)
        asset.evidence = u"https://example.com/backups"_s;
    return asset;
}

Backup someBackup()
{
    Backup backup;
    backup.id = u"20261129T110000Z-aaaa"_s;
    backup.asset = u"orders"_s;
    return backup;
}

} // namespace

class TestProcedures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyProcedure_namesARunbookThatTakesItsParameters_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("action");
        for (int kind = 0; kind < Kinds; ++kind) {
            for (int action = 0; action < Actions; ++action)
                QTest::addRow("%s %d", qPrintable(kindWord(AssetKind(kind))), action) << kind << action;
        }
    }
    void everyProcedure_namesARunbookThatTakesItsParameters()
    {
        QFETCH(int, kind);
        QFETCH(int, action);
        static const auto library = runbooks::RunbookLibrary::load({});
        const Backup backup = someBackup();

        const auto procedure = procedureOf(someAsset(AssetKind(kind)), BackupAction(action), &backup);

        if (!procedure)
            return;
        const auto runbook = library.runbook({u"common"_s}, procedure->runbook.section(u'/', -1));
        QVERIFY2(runbook, qPrintable(procedure->runbook));
        const auto checked = runbooks::checkValues(runbook->parameters, {procedure->parameters, {}});
        for (auto given = procedure->parameters.begin(); given != procedure->parameters.end(); ++given)
            QVERIFY2(!checked.problems.contains(given.key()),
                qPrintable(procedure->runbook + u": "_s + given.key() + u": "_s + checked.problems.value(given.key())));
    }

    void everyKind_canBeBackedUp()
    {
        for (int kind = 0; kind < Kinds; ++kind)
            QVERIFY(procedureOf(someAsset(AssetKind(kind)), BackupAction::Create, nullptr));
    }

    void actionOnABackup_needsOne()
    {
        const Backup backup = someBackup();
        QVERIFY(!procedureOf(someAsset(AssetKind::Table), BackupAction::Restore, nullptr));
        QVERIFY(procedureOf(someAsset(AssetKind::Table), BackupAction::Restore, &backup));
    }

    void removalOfABucketsBackup_takesItsCopies()
    {
        const Backup backup = someBackup();
        const auto procedure = procedureOf(someAsset(AssetKind::Bucket), BackupAction::Remove, &backup);
        QVERIFY(procedure);
        QCOMPARE(procedure->runbook, u"common/remove-bucket-backup"_s);
    }

    void backupTakenElsewhere_isAdoptedBeforeItCanBeProven()
    {
        const Asset table = someAsset(AssetKind::Table);
        const Backup known = someBackup();
        Backup elsewhere = known;
        elsewhere.id = u"arn:aws:dynamodb:us-east-1:111122223333:table/orders-prod/backup/0123"_s;

        const auto adopt = procedureOf(table, BackupAction::Adopt, &elsewhere);
        QVERIFY(adopt);
        QCOMPARE(adopt->runbook, u"common/adopt-table-backup"_s);
        QCOMPARE(adopt->parameters.value(u"backup"_s).toString(), elsewhere.id);
        QCOMPARE(adopt->parameters.value(u"table"_s).toString(), u"orders-prod"_s);
        QVERIFY(!procedureOf(table, BackupAction::Drill, &elsewhere));
        QVERIFY(procedureOf(table, BackupAction::Drill, &known) && !procedureOf(table, BackupAction::Adopt, &known));
        QVERIFY(!procedureOf(someAsset(AssetKind::Bucket), BackupAction::Adopt, &known));
    }

    void severalTables_areOneProcedure()
    {
        Asset other = someAsset(AssetKind::Table);
        other.id = u"carts"_s;
        other.name = u"carts-prod"_s;

        const auto both = procedureOfAll({someAsset(AssetKind::Table), other}, BackupAction::Create);

        QCOMPARE(both->parameters.value(u"tables"_s), QJsonValue(QJsonArray{u"orders-prod"_s, u"carts-prod"_s}));
        QCOMPARE(both->parameters.value(u"assets"_s), QJsonValue(QJsonArray{u"orders"_s, u"carts"_s}));
        QVERIFY(!procedureOfAll({someAsset(AssetKind::Table), someAsset(AssetKind::Bucket)}, BackupAction::Create));
        QVERIFY(!procedureOfAll({}, BackupAction::Create));
    }
};

QTEST_GUILESS_MAIN(TestProcedures)
#include "tst_procedures.moc"
