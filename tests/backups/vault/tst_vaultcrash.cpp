// SPDX-License-Identifier: GPL-3.0-or-later
// A program that is killed while it takes backups: what looks whole is whole.
#include "vaultwrites.h"

#include <support/vaultbench.h>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace sm;
using namespace sm::test;
using backups::Vault;

namespace {

/// Tells the other end of a pipe how far it is.
class Pipe
{
public:
    Pipe() { m_isOpen = ::pipe(m_ends) == 0; }
    ~Pipe()
    {
        ::close(m_ends[0]);
        ::close(m_ends[1]);
    }
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;
    bool isOpen() const { return m_isOpen; }
    void tell() const { (void)!::write(m_ends[1], "x", 1); }
    bool hear() const
    {
        char told = 0;
        return ::read(m_ends[0], &told, 1) == 1;
    }

private:
    int m_ends[2] = {-1, -1};
    bool m_isOpen = false;
};

/// Takes backups until it is killed, telling of each thing that it does.
[[noreturn]] void takeBackups(const QString &vault, const Pipe &pipe)
{
    const QByteArray content(200'000, 'x');
    for (int number = 0;; ++number) {
        const auto draft = backups::begun(vault, VaultBench::manifest());
        pipe.tell();
        if (!draft)
            ::_exit(1);
        for (int file = 0; file < 4; ++file) {
            VaultBench::write(draft->folder + u"/part-%1"_s.arg(file), content + QByteArray::number(number));
            pipe.tell();
        }
        const auto kept = backups::committed(vault, *draft, [&pipe](qint64, qint64) { pipe.tell(); }, {});
        pipe.tell();
        if (!kept)
            ::_exit(2);
        if (number % 3 == 2)
            (void)backups::removed(vault, *kept);
        pipe.tell();
    }
}

/// Kills the program after it told of \p things; whether it was alive until then.
bool killedAfter(int things, const QString &vault)
{
    const Pipe pipe;
    const pid_t child = pipe.isOpen() ? ::fork() : -1;
    if (child == 0)
        takeBackups(vault, pipe);
    for (int number = 0; number < things; ++number)
        (void)pipe.hear();
    ::kill(child, SIGKILL);
    int status = 0;
    return ::waitpid(child, &status, 0) == child && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

} // namespace

class TestVaultCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killed_atAnyMoment_leavesNothingThatLooksWholeAndIsNot()
    {
        const VaultBench bench;
        int backups = 0;
        int drafts = 0;
        for (int things = 1; things <= 60; ++things) {
            QVERIFY(killedAfter(things, bench.vault.folder()));
            const QList<Vault::Kept> all = bench.list();
            for (const Vault::Kept &kept : all) {
                QVERIFY2(kept.problem.isEmpty(), qPrintable(kept.problem));
                QCOMPARE(kept.manifest.files.size(), 4);
                QVERIFY(bench.verify(kept));
                QVERIFY(await(bench.vault.remove(VaultBench::permit(), kept)).value_or(VaultBench::late()));
            }
            backups += static_cast<int>(all.size());
            const QList<backups::VaultDraft> left = bench.drafts();
            for (const backups::VaultDraft &draft : left) {
                QCOMPARE(draft.manifest.asset, u"ChatMessage-prod"_s);
                QVERIFY(await(bench.vault.discard(VaultBench::permit(), draft)).value_or(VaultBench::late()));
            }
            drafts += static_cast<int>(left.size());
        }

        QVERIFY(backups > 20);
        QVERIFY(drafts > 20);
        QVERIFY(bench.begin(VaultBench::manifest())); // sweeps what removals left
        QCOMPARE(QDir(bench.vault.folder() + u"/ChatMessage-prod"_s)
                     .entryList(QDir::AllEntries | QDir::NoDotAndDotDot)
                     .size(),
            1);
    }

    void draft_killedBetweenManifestAndName_isTakenUp()
    {
        const VaultBench bench;
        auto draft = bench.begin(VaultBench::manifest());
        QVERIFY(draft);
        draft->lock.reset(); // as a crash does
        VaultBench::write(draft->folder + u"/data"_s, "whole");
        // What commit() has done right before it gives the name.
        VaultBench::write(draft->folder + u"/manifest.json"_s, toJson(draft->manifest));
        QVERIFY(QFile::remove(draft->folder + u"/draft.json"_s));

        QCOMPARE(bench.list().size(), 0);
        QCOMPARE(bench.drafts().size(), 1);
        const auto kept = bench.commit(bench.drafts().first());
        QVERIFY(kept);
        QCOMPARE(kept->manifest.files.size(), 1);
        QVERIFY(bench.verify(*kept));
    }

    void draft_withoutAnyManifest_isListedAndCanBeDiscarded()
    {
        const VaultBench bench;
        auto draft = bench.begin(VaultBench::manifest(u"chat/x"_s));
        QVERIFY(draft);
        draft->lock.reset(); // as a crash does
        VaultBench::write(draft->folder + u"/draft.json"_s, "{\"cu");

        const QList<backups::VaultDraft> drafts = bench.drafts();
        QCOMPARE(drafts.size(), 1);
        QCOMPARE(drafts.first().manifest.id, draft->manifest.id);
        QCOMPARE(drafts.first().manifest.asset, u"chat/x"_s);
        QVERIFY(await(bench.vault.discard(VaultBench::permit(), drafts.first())).value_or(VaultBench::late()));
        QCOMPARE(bench.drafts().size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestVaultCrash)
#include "tst_vaultcrash.moc"
