// SPDX-License-Identifier: GPL-3.0-or-later
#include <support/vaultbench.h>

#include <sys/stat.h>
#include <unistd.h>

using namespace sm;
using namespace sm::test;
using backups::Vault;

namespace {

/// What others may do with \p path.
mode_t modeOf(const QString &path)
{
    struct stat seen = {};
    return ::lstat(qPrintable(path), &seen) == 0 ? seen.st_mode & 07777 : 0;
}

backups::Manifest at(const QDateTime &takenAt)
{
    backups::Manifest manifest = VaultBench::manifest();
    manifest.takenAt = takenAt;
    return manifest;
}

QDateTime noon(int day) { return QDateTime({2026, 11, day}, {12, 0}, Qt::UTC); }

} // namespace

class TestVault : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void backup_kept_isReadAndVerified()
    {
        const VaultBench bench;
        const auto kept
            = bench.keep(VaultBench::manifest(), {{u"data"_s, "content"}, {u"toc/1.dat"_s, "more"}, {u"empty"_s, ""}});

        QVERIFY(kept);
        const auto read = bench.read(u"ChatMessage-prod"_s, kept->manifest.id);
        QVERIFY(read);
        QCOMPARE(read->manifest.files.size(), 3);
        QCOMPARE(read->manifest.files.at(2).name, u"toc/1.dat"_s);
        QCOMPARE(
            read->manifest.files.at(0).sha256, u"ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73"_s);
        QCOMPARE(read->manifest.bytes(), 11);
        QVERIFY(read->manifest.takenAt.isValid() && read->manifest.takenAt <= read->manifest.finishedAt);
        QVERIFY(bench.verify(*read));
        QVERIFY(bench.drafts().isEmpty());
        QCOMPARE(QDir(kept->folder).entryList(QDir::Files), (QStringList{u"data"_s, u"empty"_s, u"manifest.json"_s}));
    }

    void backup_isItsOwnersAlone()
    {
        const mode_t before = ::umask(0);
        const VaultBench bench;
        const auto kept = bench.keep(VaultBench::manifest(), {{u"toc/1"_s, "x"}}); // written as anybody's
        QVERIFY(kept);
        const bool stamped
            = await(bench.vault.stamp(VaultBench::permit(), *kept, {})).value_or(VaultBench::late()).has_value();
        ::umask(before);

        QVERIFY(stamped);
        for (const QString &folder : {bench.folder.filePath(u"backups"_s), bench.vault.folder(),
                 bench.vault.folder() + u"/ChatMessage-prod"_s, kept->folder, kept->folder + u"/toc"_s})
            QCOMPARE(modeOf(folder), mode_t(0700));
        const QStringList names = QDir(kept->folder).entryList(QDir::Files);
        QCOMPARE(names.size(), 2);
        for (const QString &name : names)
            QCOMPARE(modeOf(kept->folder + u'/' + name), mode_t(0600));
        QCOMPARE(modeOf(kept->folder + u"/toc/1"_s), mode_t(0600));
    }

    void backups_areListedNewestFirst()
    {
        const VaultBench bench;
        for (const int day : {2, 5, 3})
            QVERIFY(bench.keep(at(noon(day))));
        QVERIFY(bench.keep(VaultBench::manifest(u"other"_s)));

        const QList<Vault::Kept> all = bench.list(u"ChatMessage-prod"_s);
        QCOMPARE(all.size(), 3);
        QCOMPARE(all.at(0).manifest.takenAt, noon(5));
        QCOMPARE(all.at(2).manifest.takenAt, noon(2));
        QCOMPARE(bench.list().size(), 4);
        QCOMPARE(bench.read(u"ChatMessage-prod"_s)->manifest.takenAt, noon(5));
    }

    void newest_isTheNewestWholeOne()
    {
        const VaultBench bench;
        QVERIFY(bench.keep(at(noon(2))));
        const auto newest = bench.keep(at(noon(5)));
        QVERIFY(newest);
        VaultBench::write(newest->folder + u"/manifest.json"_s, "{}\n");

        QCOMPARE(bench.read(u"ChatMessage-prod"_s)->manifest.takenAt, noon(2));
        const QList<Vault::Kept> all = bench.list();
        QCOMPARE(all.size(), 2);
        QCOMPARE(all.last().manifest.takenAt.isValid() ? 1 : 2, 1);
        const auto damaged
            = std::find_if(all.begin(), all.end(), [](const Vault::Kept &kept) { return !kept.problem.isEmpty(); });
        QVERIFY(damaged != all.end());
        QCOMPARE(damaged->manifest.id, newest->manifest.id);
        QCOMPARE(damaged->manifest.asset, u"ChatMessage-prod"_s);
        QCOMPARE(bench.read(u"ChatMessage-prod"_s, newest->manifest.id).error().code(), u"BackupDamaged"_s);
    }

    void native_isFoundByItsArn()
    {
        const VaultBench bench;
        backups::Manifest manifest = VaultBench::manifest();
        manifest.native = u"arn:aws:dynamodb:eu-west-1:111122223333:table/x/backup/1"_s;
        const auto kept = bench.keep(manifest, {});
        QVERIFY(kept);

        QCOMPARE(bench.read(u"ChatMessage-prod"_s, manifest.native)->manifest.id, kept->manifest.id);
        QCOMPARE(bench.read(u"ChatMessage-prod"_s, manifest.native + u'2').error().kind(), Error::Kind::NotFound);
        QVERIFY(bench.verify(*kept));
    }

    void nothing_isNotFound()
    {
        const VaultBench bench;
        QCOMPARE(bench.list().size(), 0);
        const auto read = bench.read(u"ChatMessage-prod"_s);
        QVERIFY(!read);
        QCOMPARE(read.error().kind(), Error::Kind::NotFound);
        QVERIFY(read.error().message().contains(u"Take one first"));
    }

    void incomplete_manifest_isRefused()
    {
        const VaultBench bench;
        backups::Manifest manifest = VaultBench::manifest();
        manifest.asset.clear();
        const auto begun = bench.begin(manifest);
        QVERIFY(!begun);
        QCOMPARE(begun.error().kind(), Error::Kind::Invalid);
    }

    void id_givenTwice_isRefused()
    {
        const VaultBench bench;
        const auto kept = bench.keep(VaultBench::manifest(), {{u"data"_s, "first"}});
        QVERIFY(kept);
        backups::Manifest again = VaultBench::manifest();
        again.id = kept->manifest.id;
        const auto draft = bench.begin(again);
        QVERIFY(draft); // that one can not get its name
        QVERIFY(!bench.commit(*draft));

        QCOMPARE(VaultBench::contentOf(kept->folder + u"/data"_s), "first");
        QCOMPARE(bench.drafts().size(), 1);
    }

    void draft_isNoBackupAndCanBeDiscarded()
    {
        const VaultBench bench;
        backups::Manifest manifest = VaultBench::manifest();
        manifest.source = {{u"table"_s, u"x"_s}};
        auto draft = bench.begin(manifest);
        QVERIFY(draft);
        VaultBench::write(draft->folder + u"/data/part"_s, "half");
        draft->lock.reset();

        QCOMPARE(bench.list().size(), 0);
        QVERIFY(!bench.read(u"ChatMessage-prod"_s, draft->manifest.id));
        const QList<backups::VaultDraft> drafts = bench.drafts(u"ChatMessage-prod"_s);
        QCOMPARE(drafts.size(), 1);
        QCOMPARE(drafts.first().folder, draft->folder);
        QCOMPARE(toJson(drafts.first().manifest), toJson(draft->manifest));
        QVERIFY(await(bench.vault.discard(VaultBench::permit(), drafts.first())).value_or(VaultBench::late()));
        QVERIFY(!QFileInfo::exists(draft->folder));
        QVERIFY(await(bench.vault.discard(VaultBench::permit(), drafts.first())).value_or(VaultBench::late()));
    }

    void draft_thatSomebodyWrites_isLeftAlone()
    {
        const VaultBench bench;
        const auto draft = bench.begin(VaultBench::manifest());
        QVERIFY(draft);
        VaultBench::write(draft->folder + u"/data"_s, "half");

        const QList<backups::VaultDraft> seen = bench.drafts();

        QCOMPARE(seen.size(), 1);
        QVERIFY(!seen.first().isHeld());
        const auto discarded
            = await(bench.vault.discard(VaultBench::permit(), seen.first())).value_or(VaultBench::late());
        QVERIFY(!discarded);
        QCOMPARE(discarded.error().kind(), Error::Kind::Conflict);
        QCOMPARE(discarded.error().code(), u"Busy"_s);
        const auto taken = bench.commit(seen.first());
        QVERIFY(!taken);
        QCOMPARE(taken.error().code(), u"Busy"_s);
        QVERIFY(bench.commit(*draft));
    }

    void draft_thatNobodyWrites_isHeldByWhoeverFindsIt()
    {
        const VaultBench bench;
        QVERIFY(bench.begin(VaultBench::manifest())); // let go of at once

        const QList<backups::VaultDraft> first = bench.drafts();
        const QList<backups::VaultDraft> second = bench.drafts();

        QVERIFY(first.first().isHeld());
        QVERIFY(!second.first().isHeld());
        QVERIFY(await(bench.vault.discard(VaultBench::permit(), first.first())).value_or(VaultBench::late()));
        QVERIFY(bench.drafts().isEmpty());
    }

    void draft_foundAgain_isCommitted()
    {
        const VaultBench bench;
        auto draft = bench.begin(VaultBench::manifest());
        QVERIFY(draft);
        VaultBench::write(draft->folder + u"/data"_s, "whole");
        draft->lock.reset();

        const auto kept = bench.commit(bench.drafts().first());
        QVERIFY(kept);
        QCOMPARE(kept->manifest.id, draft->manifest.id);
        QVERIFY(bench.verify(*kept));
    }

    void remove_takesTheFolderAway()
    {
        const VaultBench bench;
        const auto kept = bench.keep(VaultBench::manifest(), {{u"a/b/c"_s, "x"}, {u"d"_s, "y"}});
        QVERIFY(kept);
        QVERIFY(await(bench.vault.remove(VaultBench::permit(), *kept)).value_or(VaultBench::late()));

        QCOMPARE(bench.list().size(), 0);
        QCOMPARE(QDir(bench.vault.folder() + u"/ChatMessage-prod"_s)
                     .entryList(QDir::AllEntries | QDir::NoDotAndDotDot)
                     .size(),
            0);
        QVERIFY(!bench.verify(*kept));
    }

    void halfRemoved_isNeitherBackupNorDraftAndGoesLater()
    {
        const VaultBench bench;
        const auto kept = bench.keep(VaultBench::manifest());
        QVERIFY(kept);
        QVERIFY(QDir().rename(kept->folder, kept->folder + u".removing"_s));

        QCOMPARE(bench.list().size(), 0);
        QCOMPARE(bench.drafts().size(), 0);
        QVERIFY(bench.begin(VaultBench::manifest()));
        QVERIFY(!QFileInfo::exists(kept->folder + u".removing"_s));
    }

    void proofs_areAddedAndNeverReplaced()
    {
        const VaultBench bench;
        const auto kept = bench.keep(VaultBench::manifest());
        QVERIFY(kept);
        for (int number = 0; number < 3; ++number) // at the same moment
            QVERIFY(await(bench.vault.stamp(VaultBench::permit(), *kept, {noon(6), number == 1, number, {}, u"ada"_s}))
                    .value_or(VaultBench::late()));
        QVERIFY(await(bench.vault.stamp(VaultBench::permit(), *kept, {noon(3), true, 9, {}, u"ada"_s}))
                .value_or(VaultBench::late()));

        const auto read = bench.read(u"ChatMessage-prod"_s);
        QCOMPARE(read->proofs.size(), 4);
        QCOMPARE(read->proofs.first().seconds, 9);
        QVERIFY(bench.verify(*read));
    }

    void proof_changed_provesNothing()
    {
        const VaultBench bench;
        const auto kept = bench.keep(VaultBench::manifest());
        QVERIFY(kept);
        QVERIFY(await(bench.vault.stamp(VaultBench::permit(), *kept, {noon(6), false, 1, {}, {}}))
                .value_or(VaultBench::late()));
        const QString name = QDir(kept->folder).entryList({u"proof-*"_s}).value(0);
        const QString path = kept->folder + u'/' + name;
        VaultBench::write(path, VaultBench::contentOf(path).replace("\"restored\":false", "\"restored\":true"));

        QVERIFY(!name.isEmpty());
        QCOMPARE(bench.read(u"ChatMessage-prod"_s)->proofs.size(), 0);
    }

    void progress_comesOnTheCallersThreadAndEndsWithAll()
    {
        const VaultBench bench;
        const auto kept = bench.keep(VaultBench::manifest(), {{u"data"_s, QByteArray(40 * 1024 * 1024, 'x')}});
        QVERIFY(kept);
        QList<qint64> told;
        bool here = true;
        const QThread *const thread = QThread::currentThread();
        const Vault::Progress progress = [&](qint64 bytes, qint64 all) {
            here = here && QThread::currentThread() == thread && all == 40 * 1024 * 1024;
            told << bytes;
        };
        QVERIFY(await(bench.vault.verify(*kept, progress, {}), std::chrono::seconds(60)).value_or(VaultBench::late()));

        QVERIFY(here);
        QCOMPARE(told.size(), 5);
        QCOMPARE(told.last(), 40 * 1024 * 1024);
    }

    void verify_cancelled_saysSo()
    {
        const VaultBench bench;
        const auto kept = bench.keep(VaultBench::manifest());
        QVERIFY(kept);
        CancelSource cancel;
        cancel.cancel();

        const auto verified = await(bench.vault.verify(*kept, {}, cancel.token()));
        QVERIFY(verified && !*verified);
        QCOMPARE(verified->error().kind(), Error::Kind::Cancelled);
    }

    void commit_cancelled_leavesTheDraft()
    {
        const VaultBench bench;
        const auto draft = bench.begin(VaultBench::manifest());
        QVERIFY(draft);
        VaultBench::write(draft->folder + u"/data"_s, "x");
        CancelSource cancel;
        cancel.cancel();

        const auto kept = await(bench.vault.commit(VaultBench::permit(), *draft, {}, cancel.token()));
        QVERIFY(kept && !*kept);
        QCOMPARE(kept->error().kind(), Error::Kind::Cancelled);
        QCOMPARE(bench.drafts().size(), 1);
        QVERIFY(bench.commit(*draft));
    }

    void linksAndPipes_inADraft_areRefused_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"link", "folder link", "pipe", "empty folder", "proof"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }
    void linksAndPipes_inADraft_areRefused()
    {
        QFETCH(QString, what);
        const VaultBench bench;
        const QString outside = bench.folder.filePath(u"outside"_s);
        VaultBench::write(outside + u"/secret"_s, "secret");
        const auto draft = bench.begin(VaultBench::manifest());
        QVERIFY(draft);
        const QString planted = draft->folder + u"/x"_s;
        if (what == u"link")
            QVERIFY(QFile::link(outside + u"/secret"_s, planted));
        else if (what == u"folder link")
            QVERIFY(QFile::link(outside, planted));
        else if (what == u"pipe")
            QCOMPARE(::mkfifo(qPrintable(planted), 0600), 0);
        else if (what == u"empty folder")
            QVERIFY(QDir().mkdir(planted));
        else
            VaultBench::write(draft->folder + u"/proof-20261129T220500000Z-00000000.json"_s, "{}");

        const auto kept = bench.commit(*draft);
        QVERIFY(!kept);
        QCOMPARE(kept.error().kind(), Error::Kind::Storage);
        QCOMPARE(bench.list().size(), 0);
        QVERIFY(await(bench.vault.discard(VaultBench::permit(), *draft)).value_or(VaultBench::late()));
        QCOMPARE(VaultBench::contentOf(outside + u"/secret"_s), "secret");
    }

    void linkInPlaceOfAnAsset_isNotFollowed()
    {
        const VaultBench bench;
        QVERIFY(bench.keep(VaultBench::manifest(u"other"_s)));
        const QString outside = bench.folder.filePath(u"outside"_s);
        QVERIFY(QDir().mkdir(outside));
        QVERIFY(QFile::link(outside, bench.vault.folder() + u"/ChatMessage-prod"_s));

        const auto begun = bench.begin(VaultBench::manifest());
        QVERIFY(!begun);
        QCOMPARE(begun.error().kind(), Error::Kind::Storage);
        QVERIFY(QDir(outside).isEmpty());
        QCOMPARE(bench.list().size(), 1);
    }

    void linkInsideABackup_isRemovedNotFollowed()
    {
        const VaultBench bench;
        const auto kept = bench.keep(VaultBench::manifest());
        QVERIFY(kept);
        const QString outside = bench.folder.filePath(u"outside"_s);
        VaultBench::write(outside + u"/precious"_s, "precious");
        QVERIFY(QFile::link(outside, kept->folder + u"/planted"_s));
        QVERIFY(!bench.verify(*kept));

        QVERIFY(await(bench.vault.remove(VaultBench::permit(), *kept)).value_or(VaultBench::late()));
        QCOMPARE(VaultBench::contentOf(outside + u"/precious"_s), "precious");
        QVERIFY(!QFileInfo::exists(kept->folder));
    }

    void fullDisk_saysSo()
    {
        if (!QFileInfo::exists(u"/dev/full"_s))
            QSKIP("no /dev/full here");
        const VaultBench bench;
        const Vault vault(u"/dev/full/backups"_s);
        const auto begun = await(vault.begin(VaultBench::permit(), VaultBench::manifest()));
        QVERIFY(begun && !*begun);
        QCOMPARE(begun->error().kind(), Error::Kind::Storage);
    }
};

QTEST_GUILESS_MAIN(TestVault)
#include "tst_vault.moc"
