// SPDX-License-Identifier: GPL-3.0-or-later
#include <steps/backupexecutor.h>

#include "backupinput.h"
#include "backupstate.h"
#include "proberun.h"
#include "requirement.h"

#include <keeping/keeping.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;
using operations::Observation;
using operations::Seen;
using operations::Verdict;

namespace {

constexpr qint64 clocksDiffer = 300; // seconds that another computer's clock may be ahead

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::BackupExecutor", text); }

bool is(const Step &step, QLatin1String uses) { return step.operation.uses == uses; }

QJsonObject manifestJson(const Vault::Kept &kept)
{
    QJsonObject json = QJsonDocument::fromJson(toJson(kept.manifest)).object();
    json.insert(u"folder"_s, kept.folder);
    json.insert(u"bytes"_s, kept.manifest.bytes());
    return json;
}

Error inTheFuture(const QString &what, const QDateTime &at)
{
    return Error(Error::Kind::Invalid,
        tr("%1 is in the future: %2. Check the time zone, and this computer's clock.")
            .arg(what, at.toString(Qt::ISODate)))
        .withCode(u"InTheFuture"_s);
}

/// Takes away what a record left that a crash cut off. A draft with data is another step's.
QCoro::Task<Result<void>> sweepRecords(const Vault *vault, WritePermit permit, QString asset, CancelToken token)
{
    const Result<QList<VaultDraft>> drafts = co_await vault->drafts(asset, token);
    if (!drafts)
        co_return drafts.error();
    for (const VaultDraft &draft : *drafts) {
        if (!draft.isHeld() || (draft.manifest.native.isEmpty() && draft.manifest.evidence.isEmpty()))
            continue;
        if (const auto gone = co_await vault->discard(permit, draft); !gone)
            co_return gone.error();
    }
    co_return ok();
}

/// Of what AWS or somebody else keeps there is nothing to be read: it would count as whole unseen.
Result<void> keptHere(const Vault::Kept &kept)
{
    if (!kept.manifest.files.isEmpty())
        return ok();
    const QString place = kept.manifest.native.isEmpty() ? kept.manifest.evidence : kept.manifest.native;
    return Error(Error::Kind::Invalid,
        tr("Backup %1 is not here but there: %2. Restore it to see that it is whole.").arg(kept.manifest.id, place))
        .withCode(u"KeptElsewhere"_s);
}

} // namespace

BackupExecutor::BackupExecutor(
    const Parts &parts, operations::Executors reads, operations::Planner planner, executors::LiveOutput live)
    : m_system(parts.system)
    , m_vault(parts.vault)
    , m_clock(parts.clock)
    , m_board(parts.board)
    , m_reads(std::move(reads))
    , m_planner(std::move(planner))
    , m_live(std::move(live))
{
}

QString BackupExecutor::kind() const { return u"backup"_s; }

QCoro::Task<Result<Observation>> BackupExecutor::observe(Step step, CancelToken token)
{
    if (is(step, "backup:record"_L1))
        return backupsOf(&m_vault, step.operation.with.value(u"asset"_s).toString(), token);
    return stateOf(&m_vault, std::move(step), token);
}

QCoro::Task<Result<Applied>> BackupExecutor::apply(WritePermit permit, Step step, CancelToken token)
{
    if (is(step, "backup:probe"_L1))
        co_return co_await probe(permit, step, token);
    if (is(step, "backup:require"_L1))
        co_return co_await require(step, token);
    if (is(step, "backup:record"_L1))
        co_return co_await record(permit, step, token);
    const Result<BackupInput> input = backupInput(step);
    if (!input)
        co_return input.error();
    if (is(step, "backup:list"_L1))
        co_return co_await list(*input, token);
    if (is(step, "backup:read"_L1))
        co_return co_await read(*input, token);
    if (is(step, "backup:verify"_L1))
        co_return co_await verifyWhole(step, *input, token);
    if (is(step, "backup:prove"_L1))
        co_return co_await prove(permit, step, *input, token);
    co_return co_await remove(permit, *input, token);
}

QCoro::Task<Result<Applied>> BackupExecutor::list(BackupInput input, CancelToken token)
{
    const Result<QList<Vault::Kept>> all = co_await m_vault.list(input.asset, token);
    if (!all)
        co_return all.error();
    QJsonArray backups;
    for (const Vault::Kept &kept : *all)
        backups << summaryOf(kept);
    co_return Applied{{{u"backups"_s, backups}}, {}, {}};
}

QCoro::Task<Result<Applied>> BackupExecutor::read(BackupInput input, CancelToken token)
{
    const Result<Vault::Kept> kept = co_await m_vault.read(input.asset, input.backup, token);
    if (!kept)
        co_return kept.error();
    co_return Applied{manifestJson(*kept), {}, {}};
}

QCoro::Task<Result<Applied>> BackupExecutor::verifyWhole(Step step, BackupInput input, CancelToken token)
{
    const auto start = m_clock.steady();
    const Result<Vault::Kept> kept = co_await m_vault.read(input.asset, input.backup, token);
    if (!kept)
        co_return kept.error();
    if (const auto here = keptHere(*kept); !here)
        co_return here.error();
    const Vault::Progress progress = [this, &step](qint64 bytes, qint64 all) {
        if (m_live)
            m_live(step, tr("%1 of %2 read").arg(QLocale().formattedDataSize(bytes), QLocale().formattedDataSize(all)));
    };
    if (const auto whole = co_await m_vault.verify(*kept, progress, token); !whole)
        co_return whole.error();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(m_clock.steady() - start).count();
    const QJsonObject output{{u"id"_s, kept->manifest.id}, {u"files"_s, kept->manifest.files.size()},
        {u"bytes"_s, kept->manifest.bytes()}, {u"coverage"_s, 1}, {u"seconds"_s, static_cast<qint64>(seconds)}};
    co_return Applied{output, {}, {}};
}

QCoro::Task<Result<Applied>> BackupExecutor::require(Step step, CancelToken token)
{
    const Result<Requirement> requirement = requirementOf(step);
    if (!requirement)
        co_return requirement.error();
    if (!m_board)
        co_return Error(Error::Kind::Invalid, tr("Nothing here can look which backups there are."));
    co_return co_await requiredBackups(m_board, *requirement, m_clock.nowUtc(), token);
}

QCoro::Task<Result<Applied>> BackupExecutor::probe(WritePermit permit, Step step, CancelToken token)
{
    const Result<ProbeInput> input = probeInput(step);
    if (!input)
        co_return input.error();
    const ProbeReaders readers{m_planner, m_reads, m_system};
    QMap<QString, QJsonValue> answers;
    const QList<BackupProbe> probes = input->probes;
    for (const BackupProbe &each : probes) {
        if (m_live)
            m_live(step, tr("Probe: %1").arg(each.name));
        const Result<QJsonValue> answer = co_await answerOf(&readers, permit, each, input->values, token);
        if (!answer)
            co_return answer.error();
        answers.insert(each.name, *answer);
    }
    const QJsonObject compared = comparedProbes(answers, input->against);
    if (const auto same = sameAnswers(compared); !same)
        co_return same.error();
    co_return Applied{compared, {}, {}};
}

QCoro::Task<Result<Applied>> BackupExecutor::record(WritePermit permit, Step step, CancelToken token)
{
    Result<Manifest> manifest = recordInput(step, m_system);
    if (!manifest)
        co_return manifest.error();
    if (!manifest->takenAt.isValid())
        manifest->takenAt = m_clock.nowUtc();
    if (manifest->takenAt > m_clock.nowUtc().addSecs(clocksDiffer))
        co_return inTheFuture(u"takenAt"_s, manifest->takenAt);
    if (const auto swept = co_await sweepRecords(&m_vault, permit, manifest->asset, token); !swept)
        co_return swept.error();
    const Result<VaultDraft> draft = co_await m_vault.begin(permit, *manifest);
    if (!draft)
        co_return draft.error();
    co_return co_await concluded(&m_vault, permit, *draft, ok(), token);
}

QCoro::Task<Result<Applied>> BackupExecutor::prove(WritePermit permit, Step step, BackupInput input, CancelToken token)
{
    const Result<Vault::Kept> kept = co_await m_vault.read(input.asset, input.backup, token);
    if (!kept)
        co_return kept.error();
    const Result<void> here = input.isRestored ? ok() : keptHere(*kept);
    if (!here)
        co_return here.error();
    Proof proof;
    proof.at = m_clock.nowUtc();
    proof.isRestored = input.isRestored;
    proof.seconds = input.since.secsTo(proof.at);
    proof.checks = input.checks;
    proof.by = step.scope[u"actor"].toString();
    if (proof.seconds < -clocksDiffer)
        co_return inTheFuture(u"since"_s, input.since);
    proof.seconds = std::max<qint64>(proof.seconds, 0);
    if (const auto stamped = co_await m_vault.stamp(permit, *kept, proof); !stamped)
        co_return stamped.error();
    const QJsonObject output{{u"asset"_s, kept->manifest.asset}, {u"backup"_s, kept->manifest.id},
        {u"restored"_s, proof.isRestored}, {u"seconds"_s, proof.seconds}};
    co_return Applied{output, {}, {}};
}

QCoro::Task<Result<Applied>> BackupExecutor::remove(WritePermit permit, BackupInput input, CancelToken token)
{
    const Result<std::optional<Vault::Kept>> kept = co_await keptWithId(&m_vault, input.asset, input.backup, token);
    if (!kept)
        co_return kept.error();
    if (!*kept)
        co_return Error(Error::Kind::NotFound, tr("There is no backup “%1” of %2.").arg(input.backup, input.asset));
    const Vault::Kept gone = **kept;
    if (const auto removed = co_await m_vault.remove(permit, gone); !removed)
        co_return removed.error();
    const QJsonObject output{{u"asset"_s, input.asset}, {u"backup"_s, input.backup},
        {u"bytes"_s, gone.manifest.bytes()}, {u"native"_s, gone.manifest.native}};
    co_return Applied{output, {}, {}};
}

Result<void> BackupExecutor::verify(const Step &step, const Seen &seen) const
{
    if (step.tier == Tier::Read)
        return ok();
    return is(step, "backup:record"_L1) ? verifyKept(seen) : verifyState(step, seen);
}

Verdict BackupExecutor::reconcile(const Step &step, const Seen &seen) const
{
    return is(step, "backup:record"_L1) ? reconcileKept(step, seen) : reconcileState(step, seen);
}

Result<QList<Step>> BackupExecutor::inverse(const Step &step, const Seen &seen) const
{
    return is(step, "backup:record"_L1) ? inverseOfKept(step, seen) : Executor::inverse(step, seen);
}

} // namespace sm::backups
