// SPDX-License-Identifier: GPL-3.0-or-later
#include "secretmoves.h"

#include "secretversion.h"

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Secrets", text); }

QString whyNot(const QString &candidate, const SecretVersions &secret)
{
    const QJsonObject version = secret.withId(candidate);
    if (secret.isDeleted())
        return tr("The secret is scheduled for deletion. Restore it first.");
    if (version.isEmpty())
        return tr("Secrets Manager keeps this version no more.");
    if (hasLabel(version, "AWSCURRENT"_L1))
        return tr("It is current.");
    return {};
}

QStringList warningsFor(const QJsonObject &version, const SecretVersions &secret)
{
    QStringList warnings;
    if (hasLabel(version, "AWSPENDING"_L1))
        warnings << tr("It was never current: a rotation made it, and did not finish.");
    if (version["VersionStages"_L1].toArray().isEmpty())
        warnings << tr("It has no label any more, so Secrets Manager may remove it at any time.");
    if (secret.secret["RotationEnabled"_L1].toBool())
        warnings << tr("The secret rotates by itself. What the rotation changed elsewhere, as a database's password, "
                       "does not go back.");
    return warnings;
}

} // namespace

RollbackMoves secretMoves(const QString &candidate, const SecretVersions &secret)
{
    RollbackMove move;
    move.title = tr("Make version %1 current again").arg(candidate.left(8));
    move.runbook = u"common/roll-back-secret"_s;
    move.parameters = {{u"secret"_s, secret.name()}, {u"version"_s, candidate}};
    move.why = whyNot(candidate, secret);
    move.isPossible = move.why.isEmpty();
    move.isProposed = move.isPossible;
    if (move.isPossible) {
        move.why = tr("Secrets Manager still keeps it: %1.").arg(labelsOf(secret.withId(candidate)));
        move.warnings = warningsFor(secret.withId(candidate), secret);
    }
    return {{move},
        {tr("A key that its provider has revoked does not work again because it is current."),
            tr("What has read the secret keeps the value until it reads again.")}};
}

} // namespace sm::deployments
