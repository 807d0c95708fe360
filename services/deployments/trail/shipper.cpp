// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipper.h"

#include "deployevents.h"
#include "unitmention.h"

#include <QRegularExpression>

#include <algorithm>
#include <limits>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

// Seconds from the call to what it began, and back: clocks differ.
constexpr qint64 longBefore = 600;
constexpr qint64 longAfter = 120;

QString firstMatch(const QStringList &texts, const QRegularExpression &pattern)
{
    for (const QString &text : texts) {
        if (const auto match = pattern.match(text); match.hasMatch())
            return match.captured(match.lastCapturedIndex() > 0 ? 1 : 0);
    }
    return {};
}

/// Seconds apart; nothing: it did not begin this deployment.
std::optional<qint64> distance(const TrailChange &change, const Deployment &deployment)
{
    const qint64 before = change.at.secsTo(deployment.startedAt);
    if (before > longBefore || before < -longAfter || change.service != serviceOf(deployment.kind))
        return {};
    return mentions(change, deployment) ? std::optional(std::abs(before)) : std::nullopt;
}

const TrailChange *nearest(const Deployment &deployment, const QList<TrailChange> &changes)
{
    const TrailChange *best = nullptr;
    qint64 least = std::numeric_limits<qint64>::max();
    for (const TrailChange &change : changes) {
        const std::optional<qint64> apart = distance(change, deployment);
        if (apart && *apart < least) {
            least = *apart;
            best = &change;
        }
    }
    return best;
}

QStringList saidBy(const TrailChange *change)
{
    if (!change)
        return {};
    QStringList texts{change->by};
    for (const QString &member : {u"description"_s, u"Description"_s}) {
        if (const QString text = change->parameters.value(member).toString(); !text.isEmpty())
            texts << text;
    }
    return texts;
}

} // namespace

QString originIn(const QStringList &texts)
{
    // A number alone is an account or a day, letters alone are a word.
    static const QRegularExpression commit(
        u"(?<![0-9A-Za-z])(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}(?![0-9A-Za-z])"_s);
    static const QRegularExpression tag(u"(?<![0-9A-Za-z.])v[0-9]+(?:\\.[0-9]+){1,3}(?:-[0-9A-Za-z.]+)?"_s);
    static const QRegularExpression build(
        u"\\bbuild[ #:_-]{1,2}[0-9]{1,9}\\b"_s, QRegularExpression::CaseInsensitiveOption);
    for (const QRegularExpression *each : {&commit, &tag, &build}) {
        if (const QString found = firstMatch(texts, *each); !found.isEmpty())
            return found;
    }
    return {};
}

bool fillIn(Deployment &deployment, const QList<TrailChange> &changes)
{
    const QString by = deployment.by;
    const QString commit = deployment.commit;
    const qint64 run = deployment.run;
    const TrailChange *change = nearest(deployment, changes);
    if (change && by.isEmpty())
        deployment.by = change->by;
    if (change && run == 0)
        deployment.run = change->run;
    if (commit.isEmpty())
        deployment.commit = originIn(QStringList{deployment.note} + saidBy(change));
    return by != deployment.by || commit != deployment.commit || run != deployment.run;
}

} // namespace sm::deployments
