// SPDX-License-Identifier: GPL-3.0-or-later
#include "bucketverification.h"

#include <crypto/digest.h>
#include <executors/lanes.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using Finding = ContentCheck::Finding;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

/// Each that reads holds a piece of 8 MiB.
int lanesOf(ContentCheck::Mode mode) { return mode == ContentCheck::Mode::Full ? 3 : 16; }

} // namespace

double BucketReport::coverage() const
{
    return objects == 0 ? 1 : static_cast<double>(same + differentCount + missingCount) / static_cast<double>(objects);
}

QJsonObject BucketReport::json() const
{
    return {{u"objects"_s, objects}, {u"bytes"_s, bytes}, {u"coverage"_s, coverage()}, {u"same"_s, same},
        {u"different"_s, QJsonArray::fromStringList(different)}, {u"missing"_s, QJsonArray::fromStringList(missing)},
        {u"differentCount"_s, differentCount}, {u"missingCount"_s, missingCount}, {u"others"_s, others},
        {u"archived"_s, archived}};
}

BucketVerification::BucketVerification(
    aws::Caller &caller, const aws::Models &models, BucketPlace place, Mode mode, Tell tell)
    : m_place(std::move(place))
    , m_mode(mode)
    , m_tell(std::move(tell))
    , m_content(caller, m_place, mode)
    , m_cursor(caller, models, m_place)
{
}

QCoro::Task<Result<BucketReport>> BucketVerification::of(ObjectsReader *objects, CancelToken token)
{
    while (true) {
        const Result<QList<BucketObject>> some = objects->next();
        if (!some)
            co_return some.error();
        if (some->isEmpty())
            break;
        const Result<QList<Pair>> pairs = co_await pairsOf(*some, token);
        if (!pairs)
            co_return pairs.error();
        if (const auto checked = co_await check(*pairs, token); !checked)
            co_return checked.error();
        tellHowFar();
    }
    const Result<qint64> others = co_await m_cursor.others(token);
    if (!others)
        co_return others.error();
    m_report.others = *others;
    const BucketReport report = m_report;
    co_return report;
}

QCoro::Task<Result<QList<BucketVerification::Pair>>> BucketVerification::pairsOf(
    QList<BucketObject> objects, CancelToken token)
{
    QList<Pair> pairs;
    for (const BucketObject &object : std::as_const(objects)) {
        const Result<std::optional<ListedObject>> there = co_await m_cursor.find(object.name, token);
        if (!there)
            co_return there.error();
        ++m_report.objects;
        m_report.bytes += object.size;
        if (*there)
            pairs << Pair{object, **there};
        else
            takeMissing(object.name);
    }
    co_return std::move(pairs);
}

QCoro::Task<Result<void>> BucketVerification::check(QList<Pair> pairs, CancelToken token)
{
    m_findings = QList<Finding>(pairs.size(), Finding::Unknown);
    const Pair *first = pairs.constData();
    const auto one = [this, first, token](qsizetype number) { return checkOne(first + number, number, token); };
    co_await executors::inLanes(pairs.size(), one, token, lanesOf(m_mode));
    if (m_problem)
        co_return Error(*m_problem);
    if (token.isCancelled())
        co_return Error::cancelled();
    for (qsizetype number = 0; number < pairs.size(); ++number)
        take(pairs.at(number), m_findings.at(number));
    co_return ok();
}

QCoro::Task<bool> BucketVerification::checkOne(const Pair *pair, qsizetype number, CancelToken token)
{
    const Result<Finding> finding = co_await m_content.of(pair->object, pair->there, token);
    if (finding)
        m_findings[number] = *finding;
    else
        m_problem = finding.error();
    co_return finding.has_value();
}

void BucketVerification::take(const Pair &pair, Finding finding)
{
    if (pair.there.isArchived())
        ++m_report.archived;
    if (finding == Finding::Same)
        ++m_report.same;
    if (finding == Finding::Missing)
        takeMissing(pair.object.name);
    if (finding == Finding::Different || finding == Finding::Unknown)
        m_report.differences
            = crypto::sha256(m_report.differences + (pair.object.name + u'\n' + pair.there.etag).toUtf8());
    if (finding != Finding::Different)
        return;
    ++m_report.differentCount;
    if (m_report.different.size() < BucketReport::mostNames)
        m_report.different << m_place.keyOf(pair.object.name);
}

void BucketVerification::takeMissing(const QString &name)
{
    ++m_report.missingCount;
    if (m_report.missing.size() < BucketReport::mostNames)
        m_report.missing << m_place.keyOf(name);
}

void BucketVerification::tellHowFar() const
{
    if (m_tell)
        m_tell(tr("%1 objects compared (%2), %3 differ, %4 are missing")
                .arg(m_report.objects)
                .arg(QLocale().formattedDataSize(m_report.bytes))
                .arg(m_report.differentCount)
                .arg(m_report.missingCount));
}

} // namespace sm::backups
