// SPDX-License-Identifier: GPL-3.0-or-later
#include "requirement.h"

#include <executors/input.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Requirement", text); }

QString instant(const QDateTime &at) { return at.toUTC().toString(Qt::ISODate); }

/// Why none of its backups will do; the newest says most.
QString whyNone(const AssetStanding &standing)
{
    if (standing.backups.isEmpty())
        return tr("it has none");
    const Backup &newest = standing.backups.constFirst();
    switch (newest.state) {
    case Backup::State::Creating:
        return tr("the newest is still being made");
    case Backup::State::Failed:
    case Backup::State::Damaged:
        return newest.problem.isEmpty() ? tr("the newest failed") : newest.problem;
    case Backup::State::Available:
        break;
    }
    return tr("the newest is of %1").arg(instant(newest.takenAt));
}

/// Nothing: there is none, or it is too old.
std::optional<Backup> youngOne(const AssetStanding &standing, const QDateTime &oldest)
{
    const Backup *newest = standing.newest();
    return newest && newest->takenAt >= oldest ? std::optional(*newest) : std::nullopt;
}

QString words(std::chrono::seconds time)
{
    const qint64 minutes = std::chrono::duration_cast<std::chrono::minutes>(time).count();
    if (minutes > 0 && minutes % 60 == 0)
        return minutes == 60 ? tr("1 hour") : tr("%1 hours").arg(minutes / 60);
    return minutes > 0 ? tr("%1 minutes").arg(minutes) : tr("%1 seconds").arg(time.count());
}

Error noBackup(const QStringList &missing, std::chrono::seconds within)
{
    return Error(Error::Kind::Conflict,
        tr("There is no backup of the last %1 that can be restored: %2. Back up what is missing, then go on.")
            .arg(words(within), missing.join(u"; "_s)))
        .withCode(u"NoBackup"_s);
}

} // namespace

Result<Requirement> requirementOf(const Step &step)
{
    executors::Input input(step, {u"assets"_s, u"within"_s});
    Requirement requirement;
    requirement.assets = input.texts(u"assets"_s);
    if (requirement.assets.isEmpty() && input.isComplete())
        input.refuse(u"assets"_s, tr("names nothing"));
    const auto within = input.duration(u"within"_s);
    if (within)
        requirement.within = std::chrono::duration_cast<std::chrono::seconds>(*within);
    else if (input.isComplete())
        input.refuse(u"within"_s, tr("is missing"));
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    return requirement;
}

QCoro::Task<Result<operations::Applied>> requiredBackups(
    BackupService *board, Requirement requirement, QDateTime now, CancelToken token)
{
    const QDateTime oldest = now.addSecs(-requirement.within.count());
    QJsonArray backups;
    QStringList missing;
    for (const QString &asset : std::as_const(requirement.assets)) {
        const Result<AssetStanding> standing = co_await board->standing(asset, token);
        if (!standing && standing.error().kind() != Error::Kind::NotFound)
            co_return standing.error();
        if (!standing) {
            missing << tr("%1 (nothing is called so)").arg(asset);
            continue;
        }
        const std::optional<Backup> young = youngOne(*standing, oldest);
        // Where AWS could not be asked nobody knows whether it still has what the vault has noted.
        if (standing->problem && (!young || !young->native.isEmpty()))
            co_return *standing->problem;
        if (young)
            backups << QJsonObject{{u"asset"_s, asset}, {u"id"_s, young->id}, {u"takenAt"_s, instant(young->takenAt)}};
        else
            missing << u"%1 (%2)"_s.arg(asset, whyNone(*standing));
    }
    if (!missing.isEmpty())
        co_return noBackup(missing, requirement.within);
    co_return operations::Applied{{{u"backups"_s, backups}}, {}, {}};
}

} // namespace sm::backups
