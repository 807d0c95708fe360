// SPDX-License-Identifier: GPL-3.0-or-later
#include "vaultnames.h"

#include <support/hostilevalues.h>
#include <support/vaultbench.h>

#include <QRandomGenerator>
#include <QSet>

using namespace sm;
using namespace sm::test;
using backups::Vault;

namespace {

/// Names that mean something to a file system, beside those that mean something to everybody else.
QStringList hostileAssets()
{
    QStringList names{u"chat/../x"_s, u"a/b"_s, u"a%2Fb"_s, u"/"_s, u"\\"_s, u"..."_s, u".hidden"_s, u"x.partial"_s,
        u"x.removing"_s, u"manifest.json"_s, u"newest"_s, u"NUL"_s, u"a "_s, u" a"_s, u"a."_s, u"A"_s, u"%"_s, u"%25"_s,
        u"~"_s, QString(5000, u'x'), QString(5000, u'x') + u'y', QString(200, u'x'), QString(201, u'x'),
        QString(100, u'x') + u'~' + QString(64, u'0'), QString(QChar(0)), u"a%1b"_s.arg(QChar(0)),
        QString(QChar(0xd800)), QString(QChar(0xdc00)), QString(QChar(0xfffd)), QString(60, u'ß'), QString(90, u'ß')};
    const QStringList values = hostileValues();
    for (const QString &value : values) {
        if (!value.isEmpty() && !names.contains(value) && names.size() < 300)
            names << value;
    }
    return names;
}

QStringList below(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

} // namespace

class TestVaultNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostileAssets_eachHaveAFolderOfTheirOwn()
    {
        const QStringList assets = hostileAssets();
        QCOMPARE(assets.size(), 300);
        QSet<QString> folders;
        for (const QString &asset : assets) {
            const QString name = Vault::folderNameOf(asset);
            QVERIFY(!name.isEmpty() && name.toUtf8().size() <= 255);
            QVERIFY2(!name.contains(u'/') && !name.startsWith(u'.') && !name.contains(QChar(0)), qPrintable(name));
            QCOMPARE(name, Vault::folderNameOf(asset));
            folders << name;
        }
        QCOMPARE(folders.size(), 300);
    }

    void hostileAssets_areKeptInsideTheVaultAndFoundAgain()
    {
        const VaultBench bench;
        const QStringList assets = hostileAssets();
        int refused = 0;
        for (const QString &asset : assets) {
            const auto kept = bench.keep(VaultBench::manifest(asset));
            if (!kept) { // JSON does not give it back
                QCOMPARE(kept.error().kind(), Error::Kind::Invalid);
                QVERIFY2(!asset.isValidUtf16() || asset.startsWith(QChar(0xfeff)), qPrintable(asset));
                ++refused;
                continue;
            }
            QCOMPARE(QFileInfo(kept->folder).dir().path(), bench.vault.folder() + u'/' + Vault::folderNameOf(asset));
            QVERIFY(QFileInfo(kept->folder).canonicalFilePath().startsWith(bench.folder.path()));
            const auto read = bench.read(asset);
            QVERIFY(read);
            QCOMPARE(read->manifest.id, kept->manifest.id);
        }

        QVERIFY(refused < 10);
        QCOMPARE(bench.list().size(), 300 - refused);
        QCOMPARE(below(bench.folder.path()), QStringList{u"backups"_s});
        QCOMPARE(below(bench.folder.filePath(u"backups"_s)), QStringList{u"demo"_s});
        QCOMPARE(below(bench.vault.folder()).size(), 300 - refused);
    }

    void randomAssets_neverShareAFolder()
    {
        QRandomGenerator random(20261129);
        QHash<QString, QString> assets;
        for (int number = 0; number < 20'000; ++number) {
            QString asset;
            for (int left = random.bounded(1, 6); left > 0; --left)
                asset += QChar(random.bounded(2) ? random.bounded(0x20, 0x7f) : random.bounded(0x10000));
            const QString name = Vault::folderNameOf(asset);
            QVERIFY(!assets.contains(name) || assets.value(name) == asset);
            assets.insert(name, asset);
        }
    }

    void shortName_isReadableAndReadBack_data()
    {
        QTest::addColumn<QString>("asset");
        QTest::addColumn<QString>("folder");
        QTest::newRow("table") << u"ChatMessage-prod"_s << u"ChatMessage-prod"_s;
        QTest::newRow("path") << u"chat/../x"_s << u"chat%2F..%2Fx"_s;
        QTest::newRow("dots") << u".."_s << u"%2E."_s;
        QTest::newRow("accents") << u"größe"_s << u"gr%C3%B6%C3%9Fe"_s;
        QTest::newRow("tilde") << u"~"_s << u"%7E"_s;
    }
    void shortName_isReadableAndReadBack()
    {
        QFETCH(QString, asset);
        QFETCH(QString, folder);
        QCOMPARE(Vault::folderNameOf(asset), folder);
        QCOMPARE(backups::assetOfFolder(folder), asset);
    }

    void hostileIds_areNoBackups()
    {
        const VaultBench bench;
        QVERIFY(bench.keep(VaultBench::manifest()));
        QVERIFY(bench.begin(VaultBench::manifest()));
        QStringList ids{u"newest.partial"_s, u"../ChatMessage-prod"_s, u"newest"_s};
        ids += hostileValues().mid(0, 297);
        for (const QString &id : std::as_const(ids)) {
            backups::Manifest manifest = VaultBench::manifest();
            manifest.id = id;
            if (!id.isEmpty())
                QVERIFY2(!bench.begin(manifest), qPrintable(id));
            if (id != u"newest")
                QVERIFY2(!bench.read(u"ChatMessage-prod"_s, id), qPrintable(id));
        }
        QCOMPARE(bench.list().size(), 1);
        QCOMPARE(bench.drafts().size(), 1);
    }

    void foldersOfOthers_areNeverRemoved()
    {
        const VaultBench bench;
        const auto kept = bench.keep(VaultBench::manifest());
        QVERIFY(kept);
        const QString precious = bench.folder.filePath(u"precious"_s);
        VaultBench::write(precious + u"/x"_s, "precious");
        const QStringList folders{precious, bench.vault.folder(), bench.vault.folder() + u"/ChatMessage-prod"_s,
            bench.vault.folder() + u"/../../precious"_s, bench.vault.folder() + u"/../demo/x"_s, u"/"_s, {},
            kept->folder + u"/.."_s, kept->folder + u"/data"_s, bench.vault.folder() + u"/ChatMessage-prod/.."_s};
        for (const QString &folder : folders) {
            Vault::Kept hostile = *kept;
            hostile.folder = folder;
            const auto removed = await(bench.vault.remove(VaultBench::permit(), hostile));
            QVERIFY2(removed && !*removed && removed->error().kind() == Error::Kind::Invalid, qPrintable(folder));
            const auto discarded = await(bench.vault.discard(VaultBench::permit(), {folder, kept->manifest}));
            QVERIFY2(discarded && !*discarded, qPrintable(folder));
        }
        QCOMPARE(VaultBench::contentOf(precious + u"/x"_s), "precious");
        QCOMPARE(bench.list().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestVaultNames)
#include "tst_vaultnames.moc"
