// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever happens to the bytes of a backup between the day it was taken and the day it is needed: it is found.
#include <support/corruptions.h>
#include <support/vaultbench.h>

#include <QRandomGenerator>

using namespace sm;
using namespace sm::test;
using backups::Vault;

namespace {

constexpr int positions = 50;

/// No byte is zero, and no two blocks are the same.
QByteArray bytes(int size, quint32 seed)
{
    QRandomGenerator random(seed);
    QByteArray made;
    for (int number = 0; number < size; ++number)
        made += static_cast<char>(random.bounded(1, 256));
    return made;
}

QByteArray objects()
{
    QByteArray lines;
    for (int number = 0; number < 100; ++number)
        lines += "{\"key\":\"reports/" + QByteArray::number(number)
            + ".csv\",\"size\":" + QByteArray::number(number * 7) + "}\n";
    return lines;
}

/// A backup of some files, one of them in a folder.
struct Bench
{
    /// Whether read() or verify() refuses it as damaged, as a restore would have it.
    bool isDetected() const
    {
        const auto read = vault.read(u"ChatMessage-prod"_s, kept->manifest.id);
        if (!read)
            return read.error().code() == u"BackupDamaged";
        const auto verified = vault.verify(*read);
        return !verified && verified.error().code() == u"BackupDamaged";
    }
    bool isWhole() const
    {
        const auto read = vault.read(u"ChatMessage-prod"_s, kept->manifest.id);
        return read && vault.verify(*read);
    }

    VaultBench vault;
    Result<Vault::Kept> kept = vault.keep(VaultBench::manifest(),
        {{u"data"_s, bytes(9000, 1)}, {u"toc/1.dat"_s, bytes(5000, 2)}, {u"toc/2.dat"_s, bytes(5000, 3)},
            {u"objects.jsonl"_s, objects()}});
};

} // namespace

class TestVaultCorruption : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void backup_corrupted_isDetected_data()
    {
        QTest::addColumn<QString>("kind");
        for (const QString &kind : corruptions().keys())
            QTest::newRow(qPrintable(kind)) << kind;
    }
    void backup_corrupted_isDetected()
    {
        QFETCH(QString, kind);
        const Bench bench;
        QVERIFY(bench.kept);
        const DamagedFolder backup(bench.kept->folder, bench.vault.folder.filePath(u"pristine"_s));
        QCOMPARE(backup.files().size(), 5);
        for (int number = 0; number < positions; ++number) {
            const DamagedPlace at = placeOf(backup, number, positions);
            QVERIFY(bench.isWhole()); // it is the corruption that is found
            corruptions().value(kind)(backup, at);
            QVERIFY2(bench.isDetected(), qPrintable(u"%1 at %2"_s.arg(at.file).arg(at.offset)));
            backup.heal();
        }
    }

    void kinds_areTwelveAtLeast() { QVERIFY(corruptions().size() >= 12); }

    void manifestOfAnotherBackup_isDetected()
    {
        const VaultBench bench;
        const auto one = bench.keep(VaultBench::manifest(), {{u"data"_s, "same"}});
        const auto two = bench.keep(VaultBench::manifest(), {{u"data"_s, "same"}});
        QVERIFY(one && two);
        VaultBench::write(one->folder + u"/manifest.json"_s, VaultBench::contentOf(two->folder + u"/manifest.json"_s));

        QCOMPARE(bench.read(u"ChatMessage-prod"_s, one->manifest.id).error().code(), u"BackupDamaged"_s);
        QVERIFY(bench.verify(*two));
    }

    void manifest_changedAfterItWasRead_isDetected()
    {
        const VaultBench bench;
        const auto kept = bench.keep(VaultBench::manifest());
        QVERIFY(kept);
        backups::Manifest other = kept->manifest;
        other.settings = {{u"ttl"_s, true}};
        VaultBench::write(kept->folder + u"/manifest.json"_s, toJson(other)); // as sound as the first

        const auto verified = bench.verify(*kept);
        QVERIFY(!verified);
        QCOMPARE(verified.error().code(), u"BackupDamaged"_s);
    }

    void folder_replacedByALink_isDetected()
    {
        const VaultBench bench;
        const auto kept = bench.keep(VaultBench::manifest());
        QVERIFY(kept);
        const QString aside = bench.folder.filePath(u"aside"_s);
        QVERIFY(QDir().rename(kept->folder, aside));
        QVERIFY(QFile::link(aside, kept->folder));

        QCOMPARE(bench.read(u"ChatMessage-prod"_s, kept->manifest.id).error().code(), u"BackupDamaged"_s);
        QCOMPARE(bench.verify(*kept).error().code(), u"BackupDamaged"_s);
        QCOMPARE(bench.list().size(), 1);
        QVERIFY(!bench.list().first().problem.isEmpty());
    }

    void damage_isToldByName()
    {
        const VaultBench bench;
        const auto kept = bench.keep(VaultBench::manifest(), {{u"data"_s, "content"}});
        QVERIFY(kept);
        VaultBench::write(kept->folder + u"/data"_s, "contend");

        const auto verified = bench.verify(*kept);
        QVERIFY(!verified);
        QVERIFY(verified.error().message().contains(u"data is not what was written"));
        QVERIFY(verified.error().message().contains(u"Choose another backup"));
    }
};

QTEST_GUILESS_MAIN(TestVaultCorruption)
#include "tst_vaultcorruption.moc"
