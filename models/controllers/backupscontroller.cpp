// SPDX-License-Identifier: GPL-3.0-or-later
#include "backupscontroller.h"

#include "runbookscontroller.h"
#include "runscontroller.h"
#include "runtexts.h"

#include <board/backupservice.h>
#include <tables/backuptext.h>

#include <QCoroTask>
#include <QPointer>

namespace sm::controllers {

using namespace Qt::Literals::StringLiterals;

namespace {

Error impossible(const QString &why) { return Error(Error::Kind::Invalid, why); }

} // namespace

BackupsController::BackupsController(Services services, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_freezes(services.journal, services.runbooks.system().id, services.runs)
{
    connect(&m_services.runs, &RunsController::runFinished, this, &BackupsController::afterRun);
    connect(&m_freezes, &Freezes::failed, this, &BackupsController::failed);
}

BackupsController::~BackupsController() = default;

void BackupsController::reload()
{
    if (m_services.runbooks.table().totalCount() == 0 && !m_services.runbooks.isLoading())
        m_services.runbooks.reload();
    m_freezes.reload();
    const int generation = ++m_generation;
    m_boardCancel = CancelSource(m_cancel.token());
    m_loading = true;
    m_seen.clear();
    Q_EMIT changed();
    const auto onStanding = [self = QPointer<BackupsController>(this), generation](const AssetStanding &standing) {
        if (!self || generation != self->m_generation)
            return;
        self->m_seen.insert(standing.asset.id);
        self->m_table.put(standing);
        Q_EMIT self->assetChanged(standing.asset.id);
    };
    QCoro::connect(m_services.backups.board(onStanding, m_boardCancel.token()), this,
        [this, generation](const Result<void> &read) {
            if (generation == m_generation)
                finishReload(read);
        });
}

void BackupsController::finishReload(const Result<void> &read)
{
    m_loading = false;
    m_problem = read ? std::nullopt : std::optional(read.error());
    if (read) {
        m_table.retain(m_seen);
        m_readAt = QDateTime::currentDateTimeUtc();
    }
    Q_EMIT changed();
}

void BackupsController::refresh(const QString &asset) { readAgain(asset, std::nullopt); }

/// \p known the backups that were there before; nothing: nobody wants to know which are new.
void BackupsController::readAgain(const QString &asset, const std::optional<QStringList> &known)
{
    const int asked = ++m_asked[asset];
    QCoro::connect(m_services.backups.standing(asset, m_cancel.token()), this,
        [this, asset, asked, known](const Result<AssetStanding> &standing) {
            if (asked != m_asked[asset])
                return;
            if (standing) {
                m_table.put(*standing);
                Q_EMIT assetChanged(asset);
                if (known)
                    tellOfNewBackup(*standing, *known);
            } else if (standing.error().kind() == Error::Kind::NotFound) {
                m_table.remove(asset);
                Q_EMIT assetChanged(asset);
            } else if (standing.error().kind() != Error::Kind::Cancelled) {
                Q_EMIT failed(standing.error());
            }
        });
}

void BackupsController::tellOfNewBackup(const AssetStanding &standing, const QStringList &known)
{
    const Backup *newest = standing.newest();
    if (newest && !known.contains(newest->id))
        Q_EMIT backupTaken(standing.asset.id, newest->id);
}

/// The board shows what is, not what was asked for. Beside what a run names there may be what it made: a table that was
/// restored is known to AWS alone, so that all is read again.
void BackupsController::afterRun(int run)
{
    const std::set<QString> texts = textsOf(m_services.runs.runs().at(run));
    const QStringList ids = m_table.ids();
    bool isConcerned = false;
    for (const QString &id : ids) {
        const AssetStanding *standing = m_table.find(id);
        const QString &name = standing->asset.name;
        if (!texts.contains(id) && (name.isEmpty() || !texts.contains(name)))
            continue;
        QStringList known;
        for (const Backup &each : standing->backups)
            known << each.id;
        readAgain(id, known);
        isConcerned = true;
    }
    if (isConcerned && changedSomething(m_services.runs.runs().at(run)))
        reload();
}

QMap<QString, QStringList> BackupsController::sets() const { return m_services.backups.sets(); }

Result<BackupProcedure> BackupsController::known(const BackupProcedure &procedure) const
{
    const RunbooksController &runbooks = m_services.runbooks;
    if (m_services.runbooks.table().find(procedure.runbook))
        return procedure;
    return impossible(runbooks.isLoading() ? tr("The runbooks are still being read.")
                                           : tr("There is no runbook %1.").arg(procedure.runbook));
}

Result<BackupProcedure> BackupsController::procedure(
    const QString &asset, BackupAction action, const QString &backup) const
{
    const AssetStanding *standing = m_table.find(asset);
    if (!standing)
        return impossible(tr("Select an asset first."));
    const auto chosen = std::find_if(standing->backups.begin(), standing->backups.end(),
        [&backup](const Backup &each) { return each.id == backup; });
    const Backup *meant = chosen == standing->backups.end() ? standing->newest() : &*chosen;
    const std::optional<BackupProcedure> found = m_services.backups.procedure(standing->asset, action, meant);
    return found ? known(*found) : Result<BackupProcedure>(impossible(whyNot(*standing, action, meant)));
}

QString BackupsController::whyNot(const AssetStanding &standing, BackupAction action, const Backup *meant) const
{
    if (action == BackupAction::Adopt)
        return tr("Only a table's backup that was taken elsewhere is adopted. Select one.");
    Backup any;
    any.id = u"newest"_s;
    if (!m_services.backups.procedure(standing.asset, action, &any))
        return tr("This can not be done with: %1.").arg(tables::kindTitle(standing.asset.kind));
    return meant ? tr("This backup was taken elsewhere, without the settings. Adopt it (More, Adopt…) or take one.")
                 : tr("There is no backup of it yet.");
}

Result<BackupProcedure> BackupsController::procedureForAll(const QStringList &assets, BackupAction action) const
{
    QList<Asset> all;
    for (const QString &id : assets) {
        const AssetStanding *standing = m_table.find(id);
        if (!standing)
            return impossible(tr("%1 is not on the board.").arg(id));
        all << standing->asset;
    }
    const std::optional<BackupProcedure> found = m_services.backups.procedureForAll(all, action);
    if (!found)
        return impossible(tr("Only assets of one kind can be backed up together."));
    return known(*found);
}

Result<BackupProcedure> BackupsController::freeze() const { return known({Freezes::Runbook, {}}); }

} // namespace sm::controllers
