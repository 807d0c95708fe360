// SPDX-License-Identifier: GPL-3.0-or-later
#include "backuptext.h"

#include "agetext.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace sm::tables {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::tables::BackupTable", text); }

std::chrono::minutes ageOf(const QDateTime &then, const QDateTime &now)
{
    return std::chrono::minutes(std::max(then.secsTo(now), qint64(0)) / 60);
}

/// How far something is over its time, or how long there is.
QString dueText(Due due, const QDateTime &last, std::chrono::minutes every, const QDateTime &now)
{
    const std::chrono::minutes left = every - ageOf(last, now);
    if (due == Due::Overdue)
        return left < 0min ? tr("Overdue by %1").arg(spanText(-left)) : tr("Overdue");
    return left > 0min ? tr("Due in %1").arg(spanText(left)) : tr("Due now");
}

} // namespace

QString titleOf(const Asset &asset) { return asset.title.isEmpty() ? asset.id : asset.title; }

QString kindTitle(AssetKind kind)
{
    switch (kind) {
    case AssetKind::Table:
        return tr("DynamoDB table");
    case AssetKind::Database:
        return tr("PostgreSQL database");
    case AssetKind::Instance:
        return tr("RDS instance");
    case AssetKind::Bucket:
        return tr("S3 bucket");
    case AssetKind::Cache:
        return tr("Redis cache");
    case AssetKind::CacheCluster:
        return tr("ElastiCache cluster");
    case AssetKind::UserPool:
        return tr("User pool");
    case AssetKind::Function:
        return tr("Lambda function");
    case AssetKind::External:
        return tr("External");
    }
    Q_UNREACHABLE();
}

QString shortKindTitle(AssetKind kind)
{
    static const char *const titles[] = {QT_TRANSLATE_NOOP("sm::tables::BackupTable", "Table"),
        QT_TRANSLATE_NOOP("sm::tables::BackupTable", "Database"),
        QT_TRANSLATE_NOOP("sm::tables::BackupTable", "Instance"),
        QT_TRANSLATE_NOOP("sm::tables::BackupTable", "Bucket"), QT_TRANSLATE_NOOP("sm::tables::BackupTable", "Cache"),
        QT_TRANSLATE_NOOP("sm::tables::BackupTable", "Cluster"), QT_TRANSLATE_NOOP("sm::tables::BackupTable", "Pool"),
        QT_TRANSLATE_NOOP("sm::tables::BackupTable", "Function"),
        QT_TRANSLATE_NOOP("sm::tables::BackupTable", "External")};
    return tr(titles[static_cast<int>(kind)]);
}

QString spanText(std::chrono::minutes span)
{
    const qint64 minutes = span.count();
    constexpr qint64 hour = 60;
    constexpr qint64 day = 24 * hour;
    if (minutes < hour)
        return tr("%1 min").arg(minutes);
    if (minutes < day || (minutes < 2 * day && minutes % day != 0))
        return tr("%1 h").arg(minutes / hour);
    return minutes / day == 1 ? tr("1 day") : tr("%1 days").arg(minutes / day);
}

QString ageText(const QDateTime &then, const QDateTime &now) { return spanText(ageOf(then, now)); }

QString sizeText(const std::optional<qint64> &bytes)
{
    if (!bytes)
        return u"—"_s;
    const QLocale english(QLocale::English);
    const QString fine = english.formattedDataSize(*bytes, 1);
    return *bytes < 1024 || fine.indexOf(u'.') > 1 ? english.formattedDataSize(*bytes, 0) : fine;
}

QString monthlyText(const std::optional<Decimal> &dollars)
{
    if (!dollars)
        return u"—"_s;
    const Decimal cent = Decimal::fromScaled(1, 2);
    return !dollars->isZero() && *dollars < cent ? tr("< $0.01") : u'$' + dollars->rounded(2);
}

QString clockText(std::chrono::seconds time)
{
    const qint64 seconds = time.count();
    const QString tail = u"%1:%2"_s.arg(seconds % 3600 / 60, seconds < 3600 ? 1 : 2, 10, QChar(u'0'))
                             .arg(seconds % 60, 2, 10, QChar(u'0'));
    return seconds < 3600 ? tail : u"%1:%2"_s.arg(seconds / 3600).arg(tail);
}

QString stateText(Backup::State state)
{
    switch (state) {
    case Backup::State::Creating:
        return tr("Being taken");
    case Backup::State::Available:
        return tr("Available");
    case Backup::State::Failed:
        return tr("Failed");
    case Backup::State::Damaged:
        return tr("Damaged");
    }
    Q_UNREACHABLE();
}

QString stateTone(Backup::State state)
{
    switch (state) {
    case Backup::State::Creating:
        return u"info"_s;
    case Backup::State::Available:
        return u"good"_s;
    default:
        return u"bad"_s;
    }
}

QString backupText(const AssetStanding &standing, const QDateTime &now)
{
    if (standing.problem)
        return tr("Not read");
    if (!standing.backups.isEmpty() && standing.backups.first().state != Backup::State::Available)
        return stateText(standing.backups.first().state);
    const Backup *newest = standing.newest();
    switch (standing.backup) {
    case Due::NoPolicy:
        return newest ? tr("No policy") : tr("No backup");
    case Due::InTime:
        return tr("In time");
    case Due::Never:
        return tr("Never");
    default:
        return newest ? dueText(standing.backup, newest->takenAt, standing.asset.policy.every, now) : tr("Never");
    }
}

QString backupTone(const AssetStanding &standing)
{
    if (standing.problem)
        return u"bad"_s;
    if (!standing.backups.isEmpty() && standing.backups.first().state != Backup::State::Available)
        return stateTone(standing.backups.first().state);
    switch (standing.backup) {
    case Due::NoPolicy:
        return standing.newest() ? u"neutral"_s : u"warning"_s;
    case Due::InTime:
        return u"good"_s;
    case Due::Soon:
        return u"warning"_s;
    default:
        return u"bad"_s;
    }
}

QString proofText(const AssetStanding &standing, const QDateTime &now)
{
    const Backup *proven = standing.lastProven();
    if (!proven)
        return isUnproven(standing) ? tr("Never") : u"—"_s;
    if (standing.proof == Due::Overdue || standing.proof == Due::Soon)
        return dueText(standing.proof, proven->provenAt, standing.asset.policy.proveEvery, now);
    return agoText(proven->provenAt, now);
}

QString proofTone(const AssetStanding &standing)
{
    switch (standing.proof) {
    case Due::NoPolicy:
        return isUnproven(standing) ? u"neutral"_s : QString();
    case Due::InTime:
        return u"good"_s;
    case Due::Soon:
        return u"warning"_s;
    case Due::Overdue:
        return u"bad"_s;
    case Due::Never:
        return u"warning"_s;
    }
    Q_UNREACHABLE();
}

QString policyText(const BackupPolicy &policy)
{
    QStringList parts;
    if (policy.every > 0min)
        parts << tr("backed up every %1").arg(spanText(policy.every));
    if (policy.proveEvery > 0min)
        parts << tr("proven every %1").arg(spanText(policy.proveEvery));
    if (policy.keep > 0)
        parts << (policy.keep == 1 ? tr("the last one is kept") : tr("the last %1 are kept").arg(policy.keep));
    QString text = parts.join(tr(", "));
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

std::optional<Decimal> monthlyCost(const AssetStanding &standing)
{
    std::optional<Decimal> sum;
    for (const Backup &each : standing.backups) {
        if (each.monthlyCost)
            sum = sum.value_or(Decimal()) + *each.monthlyCost;
    }
    return sum;
}

bool isUnproven(const AssetStanding &standing)
{
    return !standing.lastProven() && (standing.newest() || standing.proof == Due::Never);
}

int urgency(const AssetStanding &standing)
{
    const auto isLate = [](Due due) { return due == Due::Overdue || due == Due::Never; };
    if (isLate(standing.backup))
        return 0;
    if (standing.problem)
        return 1;
    if (isLate(standing.proof))
        return 2;
    if (standing.backup == Due::Soon || standing.proof == Due::Soon)
        return 3;
    if (standing.backup == Due::NoPolicy)
        return standing.newest() ? 5 : 4;
    return 6;
}

} // namespace sm::tables
