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

/// What is worked out once somebody asks.
struct Shippers::Known
{
    qint64 at = 0; ///< seconds since 1970
    TrailChange change;
    mutable std::optional<QSet<QString>> names = {};

    bool isOf(const Deployment &deployment) const
    {
        if (change.service != serviceOf(deployment.kind))
            return false;
        if (!names)
            names = namesIn(change);
        return mentions(*names, deployment);
    }
};

Shippers::Shippers(const QList<TrailChange> &changes)
    : m_known(std::make_unique<std::vector<Known>>())
{
    m_known->reserve(static_cast<std::size_t>(changes.size()));
    for (const TrailChange &each : changes)
        m_known->push_back({each.at.toSecsSinceEpoch(), each});
    std::ranges::sort(*m_known, {}, &Known::at);
}

Shippers::~Shippers() = default;

const TrailChange *Shippers::nearest(const Deployment &deployment) const
{
    const qint64 start = deployment.startedAt.toSecsSinceEpoch();
    const TrailChange *best = nullptr;
    qint64 least = std::numeric_limits<qint64>::max();
    auto known = std::ranges::lower_bound(*m_known, start - longBefore, {}, &Known::at);
    for (; known != m_known->end() && known->at <= start + longAfter; ++known) {
        const qint64 apart = std::abs(start - known->at);
        if (apart >= least || !known->isOf(deployment))
            continue;
        least = apart;
        best = &known->change;
    }
    return best;
}

bool Shippers::fillIn(Deployment &deployment) const
{
    const QString by = deployment.by;
    const QString commit = deployment.commit;
    const qint64 run = deployment.run;
    const TrailChange *change = nearest(deployment);
    if (change && by.isEmpty())
        deployment.by = change->by;
    if (change && run == 0)
        deployment.run = change->run;
    if (commit.isEmpty())
        deployment.commit = originIn(QStringList{deployment.note} + saidBy(change));
    return by != deployment.by || commit != deployment.commit || run != deployment.run;
}

} // namespace sm::deployments
